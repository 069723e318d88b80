"""Beside a citation stands what the data know of later changes, each meaning in words of its own."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from generator.act.index import Index
from generator.builder.preparation import PreparedSite
from generator.model import Change, Effect, Provision
from generator.plan import change_words
from generator.plan.localization import Localization
from generator.render.page_kinds import page_context
from generator.views import later


def changed(prepared: PreparedSite, *changes: Change) -> PreparedSite:
    act = prepared.dataset.act.model_copy(update={"changes": changes, "changed_since": True})
    dataset = prepared.dataset.model_copy(update={"act": act})
    index = Index(dataset)
    localization = Localization(index, dataset.languages[0], prepared.localizations[0].written)
    return replace(
        prepared,
        dataset=dataset,
        plan=replace(prepared.plan, history=None),
        localizations=(localization,),
    )


def change(eid: str, **values: object) -> Change:
    return Change.model_construct(
        id="c",
        text={"kk": "Өзгерді."},
        sources=(),
        checked=dt.date(2024, 1, 1),
        provisions=(eid,),
        _fields_set=None,
        **{"date": None, "amended_by": None, "effect": None, "similar": (), "short": None, **values},
    )


def subject(prepared: PreparedSite) -> Provision:
    page = next(page for page in prepared.plan.pages if page.kind == "provision")
    return prepared.localizations[0].index.provisions[page.subject]


def status(prepared: PreparedSite) -> later.LaterStatus:
    page = next(page for page in prepared.plan.pages if page.kind == "provision")
    context = page_context(page, prepared.plan, prepared.localizations[0], prepared.proof)
    return later.status(context, subject(prepared))


@pytest.mark.parametrize(
    ("values", "key", "known"),
    [
        ({"effect": Effect.WORDS, "date": dt.date(2023, 10, 5)}, "words", True),
        ({"effect": Effect.WORDS, "date": dt.date(2023, 10, 5), "similar": True}, "similar", True),
        ({"effect": Effect.CITED}, "cited", False),
        ({"effect": Effect.COMPARED}, "compared", False),
        ({"effect": Effect.NUMBERS}, "numbers_below", False),
    ],
)
def test_each_effect_has_its_sentence(
    tiny_prepared: PreparedSite, values: dict[str, object], key: str, known: bool
) -> None:
    eid = subject(tiny_prepared).eid
    if "similar" in values:
        values = {**values, "similar": (eid,)}
    site = changed(tiny_prepared, change(eid, **values))
    localization, shown = site.localizations[0], status(site)
    when = localization.date(dt.date(2023, 10, 5))
    assert [str(line.words) for line in shown.lines] == [
        str(localization.message(f"change.says.{key}", when=when, place="", label=""))
    ]
    assert shown.lines[0].details.href.endswith("currency.html#c")
    # Words that are known to have changed are not said to be doubtful; of all others that is still unknown.
    unknown = localization.strings["change.unestablished.words"]
    assert shown.unestablished == ("" if known else unknown)
    assert shown.today


def test_a_similar_part_is_said_to_be_a_part(tiny_prepared: PreparedSite) -> None:
    provision = subject(tiny_prepared)
    index = tiny_prepared.localizations[0].index
    part = next(one for one in index.descendants(provision) if one.eid != provision.eid)
    day = dt.date(2023, 10, 5)
    site = changed(tiny_prepared, change(part.eid, effect=Effect.WORDS, date=day, similar=(part.eid,)))
    localization = site.localizations[0]
    words = localization.message("change.says.similar_below", when=localization.date(day), place="", label="")
    assert [line.words for line in status(site).lines] == [words]


def test_a_new_number_is_said_of_what_stands_below_the_named_point(tiny_prepared: PreparedSite) -> None:
    provision = subject(tiny_prepared)
    assert provision.parent
    site = changed(tiny_prepared, change(provision.parent, effect=Effect.NUMBERS))
    words = site.localizations[0].message("change.says.numbers", when="", place="", label="")
    assert [line.words for line in status(site).lines] == [words]


def test_without_any_change_the_page_says_that_nothing_is_established(tiny_prepared: PreparedSite) -> None:
    site = changed(tiny_prepared)
    shown = status(site)
    assert not shown.lines
    assert shown.unestablished == site.localizations[0].strings["change.unestablished"]


def test_labels_differ_by_meaning_and_short_words_come_first(tiny_prepared: PreparedSite) -> None:
    localization, eid = tiny_prepared.localizations[0], subject(tiny_prepared).eid
    labels = {change_words.label(localization, change(eid, effect=effect), eid) for effect in Effect}
    similar = change(eid, effect=Effect.WORDS, similar=(eid,))
    labels.add(change_words.label(localization, similar, eid))
    assert len(labels) == len(Effect) + 1
    named = change(eid, effect=Effect.WORDS, short={"kk": "қала қайта аталған"})
    assert change_words.label(localization, named, eid) == "қала қайта аталған"


def test_no_page_doubts_what_its_note_knows(real: PreparedSite) -> None:
    """A provision whose words a note calls changed never says that nothing is established of it."""
    index = real.localizations[0].index
    for page in real.plan.pages:
        if page.kind != "provision":
            continue
        context = page_context(page, real.plan, real.localizations[0], real.proof)
        shown = later.status(context, index.provisions[page.subject])
        reworded = [one for one in index.changes_of[page.subject] if one.effect is Effect.WORDS]
        assert not (reworded and shown.unestablished), page.path
        if context.changes({page.subject}):
            assert shown.lines, page.path


def test_a_remark_on_what_a_provision_names_is_linked_from_it(real: PreparedSite) -> None:
    index = real.localizations[0].index
    page = next(page for page in real.plan.pages if page.kind == "text")
    context = page_context(page, real.plan, real.localizations[0], real.proof)
    named = [post for post in index.dataset.organisation.posts if post.remark]
    assert named
    for post in named:
        block = context.block(index.provisions[post.named_in])
        assert block.remark
        assert block.remark.words == real.localizations[0].strings["label.remark"]
