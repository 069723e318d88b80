"""The FRBR addresses of an act, read out of its work's address.

Akoma Ntoso Naming Convention 1.0: `/akn/<country>/act/<subtype>/<author>/<date>/<number>`, where subtype and
author may be absent; `/<language>@<date>` makes the expression of it, `!<component>` a part.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Act
from generator.plan.localization import Localization

MAIN = "main"
"""The component that is the act itself, beside its annexes."""


@dataclass(frozen=True)
class Work:
    """What an act's address says of it."""

    address: str
    country: str
    subtype: str
    """The kind of act, or `act` where the address names none."""
    author: str
    """The authority that issued it; nothing where the address names none."""


def work(act: Act) -> Work:
    """Read the address of an act; what stands between its type and its date is the subtype and the author."""
    _, _, country, type_, *rest = act.work.split("/")
    date = act.date.isoformat() if act.date else ""
    before = rest[: rest.index(date)] if date in rest else []
    subtype, author, *_ = [*before, "", ""]
    return Work(act.work, country, subtype or type_, author)


def expression(localization: Localization) -> str:
    """Return the address of the act's words in one language: `…/kaz@2022-10-03`."""
    act = localization.index.dataset.act
    return f"{act.work}/{localization.language.locale}@{act.version.date or ''}"


def component(address: str, name: str) -> str:
    """Return the address of a part of a work, an expression or a manifestation."""
    return f"{address}/!{name}"
