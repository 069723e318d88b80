"""Tests the page of a function or power: joined statements, grounds, the nearest provisions of its topic."""

from __future__ import annotations

import pytest
from markupsafe import Markup
from msgspec.structs import replace

from generator.act.index import Index
from generator.builder.preparation import PreparedSite
from generator.plan.localization import Localization
from generator.render.page_kinds import page_context
from generator.views import roles
from generator.views.parts import Link, Quotation, Statement, merged
from generator.views.roles import ProvisionView

PLACE = Link("6-тармақ", "chapters/2.html#chp_2__para_6")

QUOTED = Quotation(Markup("штатын бекітеді"), "kk", PLACE)

APPROVES = Statement(Markup("Нені бекітеді"), [Link("A", "a.html")], "", None, Markup(), "", QUOTED)


def view(prepared: PreparedSite, path: str, localization: Localization | None = None) -> ProvisionView:
    page = next(page for page in prepared.plan.pages if page.path == path)
    context = page_context(page, prepared.plan, localization or prepared.localizations[0], prepared.proof)
    return roles.provision(context)


def test_statements_of_the_same_words_are_one() -> None:
    other = replace(APPROVES, parties=[Link("B", "b.html"), Link("A", "a.html")])
    joined = merged([APPROVES, replace(APPROVES, label=Markup("Нені құрады")), other])
    assert [[party.words for party in row.parties] for row in joined] == [["A", "B"], ["A"]]


@pytest.mark.parametrize(
    "different",
    [
        {"literal": "жалпы штат саны"},
        {"other": Link("Үкімет", "bodies/government.html")},
        {"detail": "таратады"},
        {"quotation": replace(QUOTED, quote=Markup("құрады"))},
        {"quotation": replace(QUOTED, place=Link("7-тармақ", PLACE.href))},
    ],
)
def test_statements_that_differ_in_more_than_parties_stay_apart(different: dict[str, object]) -> None:
    assert len(merged([APPROVES, replace(APPROVES, **different)])) == 2


def test_a_page_shows_at_most_eight_of_its_topic_and_those_are_the_nearest(real: PreparedSite) -> None:
    index = real.localizations[0].index
    longest = 0
    for page in real.plan.pages:
        if page.kind != "provision":
            continue
        shown = view(real, page.path)
        title = index.titles[page.subject]
        assert title.topic
        members = [other.eid for other in index.members_of_topic[title.topic]]
        place = members.index(page.subject)
        assert shown.topic_size == len(members)
        assert len(shown.same) == min(len(members) - 1, roles.NEAREST)
        window = members[max(place - roles.NEAREST, 0) : place + roles.NEAREST + 1]
        nearest = {str(index.provisions[eid].num) for eid in window}
        assert {row.num.split()[-1] for row in shown.same} <= nearest
        longest = max(longest, len(members))
    assert longest > roles.NEAREST + 1


def test_a_body_that_a_statement_names_is_not_named_again(real: PreparedSite) -> None:
    for page in real.plan.pages:
        if page.kind == "provision":
            shown = view(real, page.path)
            parties = {party.href for row in shown.statements for party in row.statement.parties}
            assert not parties & {link.href for link in shown.named}, page.path
            assert len({link.href for link in shown.named}) == len(shown.named), page.path


def test_each_quotation_is_one_ground(real: PreparedSite) -> None:
    for page in real.plan.pages:
        if page.kind == "provision":
            quoted = [row.quotation for row in view(real, page.path).grounds if row.quotation]
            assert len(set(quoted)) == len(quoted), page.path


def test_the_citations_begin_with_the_language_of_the_page(real: PreparedSite) -> None:
    for localization in real.localizations:
        citations = view(real, "functions/10.html", localization).citations
        assert citations[0][0] == localization.code
        assert {code for code, _, _ in citations} == {each.code for each in real.localizations}


def changed(prepared: PreparedSite, eid: str, **act: object) -> Localization:
    """Return the data with a later change of a provision by another act."""
    dataset = prepared.dataset
    change = dataset.act.changes[0].model_copy(
        update={"amended_by": {"kk": "№ 8 қаулы"}, "provisions": (eid,)}
    )
    values = {"changes": (change,), **act}
    updated = dataset.model_copy(update={"act": dataset.act.model_copy(update=values)})
    return Localization(Index(updated), dataset.languages[0], prepared.localizations[0].written)


def test_a_page_says_that_a_change_of_its_provision_is_not_established(tiny_prepared: PreparedSite) -> None:
    page = next(page for page in tiny_prepared.plan.pages if page.kind == "provision")
    shown = view(tiny_prepared, page.path).later
    assert shown.unestablished
    assert shown.today and shown.today.href == "../currency.html"
    other = changed(tiny_prepared, "chp_1__para_3")
    assert view(tiny_prepared, page.path, other).later.unestablished
    known = changed(tiny_prepared, page.subject)
    assert view(tiny_prepared, page.path, known).later.unestablished == ""
    unchanged = changed(tiny_prepared, "chp_1__para_3", changed_since=False)
    assert view(tiny_prepared, page.path, unchanged).later.unestablished == ""
