"""Checks the tree of bodies: no cycle, not too deep, directorates below agencies."""

from __future__ import annotations

from collections.abc import Iterator

from generator import limits
from generator.act.index import Index
from generator.checks.locations import problem_at
from generator.model import BodyKind
from generator.problems import Problem


def problems(index: Index) -> Iterator[Problem]:
    """Yield the problems of each body's parent."""
    agencies = [body.id for body in index.bodies_of(BodyKind.AGENCY)]
    for body in index.dataset.organisation.bodies:
        if body.kind is BodyKind.DIRECTORATE and body.parent not in agencies:
            message = f"the parent of a directorate must be an agency; expected one of {', '.join(agencies)}"
            yield problem_at(body, "parent", message)
        path = [body.id]
        ancestor = index.bodies.get(body.parent or "")
        while ancestor and ancestor.id not in path and len(path) <= limits.DEPTH:
            path.append(ancestor.id)
            ancestor = index.bodies.get(ancestor.parent or "")
        if len(path) > limits.DEPTH:
            yield problem_at(body, "parent", f"`{body.id}` is more than {limits.DEPTH} levels deep")
        elif ancestor and ancestor.id == body.id:
            circle = " → ".join([*path, body.id])
            yield problem_at(body, "parent", f"`{body.id}` is its own ancestor: {circle}")
