"""Checks that a repealed provision gives nothing to a body: no role, and no assignment of the site's own."""

from __future__ import annotations

from collections.abc import Iterator

from generator.act.index import Index
from generator.checks.locations import problem_at
from generator.problems import Problem


def problems(index: Index) -> Iterator[Problem]:
    """Yield each role of a repealed provision, and each assignment of one."""
    for provision in index.dataset.provisions:
        if provision.repealed and provision.role:
            message = f"`{provision.eid}` is repealed and has the role `{provision.role}`; expected no role"
            yield Problem(provision.at.file, provision.at.line, message)
    for assignment in index.dataset.assignments:
        stated = index.provisions.get(assignment.provision)
        if stated and stated.repealed:
            named = f"`{assignment.provision}` is repealed, so it gives nothing to `{assignment.body}`"
            message = f"{named}; remove the entry"
            yield problem_at(assignment, "provision", message)
