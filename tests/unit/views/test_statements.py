"""Tests what the pages of posts show of the relations that the act states."""

from __future__ import annotations

from generator.builder.preparation import PreparedSite
from generator.model import RelationKind
from generator.plan.pages import Page
from generator.render.page_kinds import page_context
from generator.views import posts, statements
from generator.views.context import PageContext

CHAIR = Page("posts/chair.html", "post", "chair")


def context_of(prepared: PreparedSite, page: Page) -> PageContext:
    return page_context(page, prepared.plan, prepared.localizations[0], prepared.proof)


def test_a_post_s_page_separates_who_fills_it_from_whom_it_appoints(tiny_prepared: PreparedSite) -> None:
    chair = posts.post(context_of(tiny_prepared, CHAIR))
    assert chair.appointment == []
    appointed = [party.words for row in chair.appoints for one in row.statements for party in one.parties]
    assert appointed == ["Қолжазба комитетінің басшысы", "Төрағаның орынбасары"]
    deputy = posts.post(context_of(tiny_prepared, Page("posts/deputy.html", "post", "deputy")))
    [row] = deputy.appointment
    assert [party.words for party in row.statements[0].parties] == ["Төраға"]
    assert [other.words for other in row.statements[0].others] == ["Үкімет"]
    assert deputy.appoints == []


def test_statements_of_the_same_words_are_one(tiny_prepared: PreparedSite) -> None:
    context = context_of(tiny_prepared, CHAIR)
    first = context.index.relations_of["chair"][0]
    other = first.model_copy(update={"object": "deputy", "detail": {"kk": "бөлек"}})
    later = first.model_copy(update={"kind": RelationKind.DIRECTS})
    [row] = statements.about(context, "chair", [first, other, later])
    assert [len(one.parties) for one in row.statements] == [2, 1]
    assert [party.note for party in row.statements[0].parties] == ["және босатады", "бөлек"]
    assert row.statements[0].detail == ""
    assert row.quotation and row.quotation.quote == first.quote["kk"]


def test_words_that_a_page_of_their_own_shows_are_not_quoted_again(tiny_prepared: PreparedSite) -> None:
    context = context_of(tiny_prepared, CHAIR)
    relations = context.index.relations_of["chair"][:1]
    [row] = statements.about(context, "chair", relations, unquoted={relations[0].provision})
    assert row.quotation is None
    assert row.place.href == "../powers/1.html"
    elsewhere = relations[0].model_copy(update={"provision": "chp_1__para_1"})
    [row] = statements.about(context, "chair", [elsewhere], unquoted={"chp_1__para_1"})
    assert row.quotation is not None
