"""The list of appointments: what one provision says of a post is one row."""

from __future__ import annotations

import pytest

from generator.builder import preparation
from generator.builder.project import Project
from generator.render.page_kinds import page_context
from generator.views import posts

PROPOSAL = """
  - kind: proposes-appointment
    subject: cabinet
    object: head-of-manuscripts
    other: {other}
    provision: chp_2__para_7__subpara_{number}
    quote:
      kk: {quote}
"""
HEAD = "Қолжазба комитетінің басшысын тағайындайды және босатады"
DEPUTY = "орынбасарын Үкіметтің келісімімен тағайындайды"


def rows(project: Project) -> list[tuple[bool, ...]]:
    """Return for each row about the head whether it says who appoints, who proposes, and to whom."""
    prepared = preparation.prepare(project)
    page = next(page for page in prepared.plan.pages if page.kind == "appointments")
    view = posts.appointments(page_context(page, prepared.plan, prepared.localizations[0], prepared.proof))
    name = prepared.localizations[0].name(prepared.localizations[0].index.posts["head-of-manuscripts"])
    return [
        tuple(map(bool, (row.appoints, row.proposes, row.proposed_to)))
        for row in view.rows
        if row.who.words == name
    ]


@pytest.mark.parametrize(
    ("other", "number", "quote", "expected"),
    [
        ("chair", 1, HEAD, [(True, True, False)]),
        ("chair", 2, DEPUTY, [(True, False, False), (False, True, True)]),
        ("deputy", 1, HEAD, [(True, False, False), (False, True, True)]),
    ],
)
def test_a_proposal_joins_the_appointment_of_the_same_provision(
    other: str, number: int, quote: str, expected: list[tuple[bool, ...]], tiny: Project
) -> None:
    path = tiny.data / "relations.yml"
    entry = PROPOSAL.format(other=other, number=number, quote=quote)
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + entry, encoding="utf-8")
    assert rows(tiny) == expected
