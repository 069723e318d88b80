"""Reads and builds the FRBR addresses of an act.

Akoma Ntoso Naming Convention 1.0: `/akn/<country>/act/<subtype>/<author>/<date>/<number>`, where subtype and
author are optional. `/<language>@<date>` added to it names an expression, `!<component>` a part.
"""

from __future__ import annotations

from msgspec import Struct

from generator.model import Act
from generator.plan.localization import Localization

MAIN = "main"
"""The component of the act itself, as opposed to its annexes."""


class Work(Struct, frozen=True):
    """The address of an act as a work, in its parts."""

    address: str
    country: str
    subtype: str
    """Kind of act; `act` if the address names none."""
    author: str
    """Authority that issued the act; empty if the address names none."""


def work(act: Act) -> Work:
    """Return the address of an act in its parts; subtype and author are between the type and the date."""
    _, _, country, type_, *rest = act.work.split("/")
    date = act.date.isoformat() if act.date else ""
    before = rest[: rest.index(date)] if date in rest else []
    subtype, author, *_ = [*before, "", ""]
    return Work(act.work, country, subtype or type_, author)


def expression(localization: Localization) -> str:
    """Return the address of the act's text in a language: `…/kaz@2022-10-03`."""
    act = localization.index.dataset.act
    return f"{act.work}/{localization.language.locale}@{act.version.date or ''}"


def component(address: str, name: str) -> str:
    """Return the address of a part of a work, an expression or a manifestation."""
    return f"{address}/!{name}"
