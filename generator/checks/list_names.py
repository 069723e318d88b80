"""Checks that a body named by an item of a list has the name that the list gives."""

from __future__ import annotations

from collections.abc import Iterator

from generator.act.index import Index
from generator.checks.locations import problem_at
from generator.model import Kind
from generator.problems import Problem


def problems(index: Index) -> Iterator[Problem]:
    """Yield a problem for each name that differs; a body with a `quote` is exempt."""
    for body in index.dataset.organisation.bodies:
        provision = index.provisions.get(body.named_in)
        if provision is None or body.quote is not None or provision.kind is not Kind.ITEM:
            continue
        for code, name in body.name.items():
            listed = provision.text.get(code, "").rstrip('.;"')
            if listed and listed != name:
                message = f"«{name}» is not the {code} name in `{provision.eid}`; expected «{listed}»"
                yield problem_at(body, "name", message)
