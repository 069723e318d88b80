"""The page on appeals is made from data: without them a site has neither the page nor a link to it."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from generator.act.index import Index
from generator.builder import mkdocs_config
from generator.builder.preparation import PreparedSite
from generator.model import Appeals, OutsideFile, OutsideSite
from generator.plan import pages
from generator.plan.localization import Localization
from generator.render.page_kinds import PAGE_KINDS
from generator.search.documents import documents
from tests.conftest import rendered

SITE = OutsideSite(
    id="portal",
    name={"kk": "Портал"},
    url="https://example.org/",
    urls={"kk": "https://example.org/kk/"},
    about={"kk": "Өтініш қабылдайды."},
)


def with_outside(prepared: PreparedSite, outside: OutsideFile) -> PreparedSite:
    dataset = prepared.dataset.model_copy(update={"outside": outside})
    index = Index(dataset)
    localization = Localization(index, dataset.languages[0], prepared.localizations[0].written)
    plan = pages.plan(index, tuple(localization.written))
    return replace(prepared, dataset=dataset, plan=plan, localizations=(localization,))


@pytest.fixture
def appealing(tiny_prepared: PreparedSite) -> PreparedSite:
    topic = tiny_prepared.dataset.editorial.topics[0].id
    eid = tiny_prepared.dataset.provisions[-1].eid
    appeals = Appeals(provisions=(eid,), topics=(topic,), sites=(SITE,))
    return with_outside(tiny_prepared, OutsideFile(current_text=(SITE,), appeals=appeals))


def test_a_site_without_the_data_has_no_such_page(tiny_prepared: PreparedSite) -> None:
    tree = rendered(tiny_prepared)
    assert "appeals.md" not in tree
    assert [name for name, page in tree.items() if "appeals.md" in page] == []
    assert "#where" not in tree["currency.md"]


def test_pages_that_raise_the_question_lead_to_it(appealing: PreparedSite) -> None:
    tree = rendered(appealing)
    linked = {name for name, page in tree.items() if "appeals.md)\n{: .appeals }" in page}
    topics = [topic.id for topic in appealing.dataset.editorial.topics]
    assert f"topics/{topics[0]}.md" in linked
    assert f"topics/{topics[1]}.md" not in linked
    kinds = {page.kind for page in appealing.plan.pages if page.source in linked}
    assert kinds == {"topic", "body", "region"}
    for page in appealing.plan.pages:
        if page.kind in ("body", "region"):
            assert page.source in linked


def test_an_outside_address_says_whether_it_was_opened(appealing: PreparedSite) -> None:
    localization = appealing.localizations[0]
    for name in ("appeals.md", "currency.md"):
        page = rendered(appealing)[name]
        assert "[Портал](https://example.org/kk/) – Өтініш қабылдайды." in page
        assert localization.strings["outside.unopened"] in page
        assert localization.strings["outside.words"] in page
    opened = SITE.model_copy(update={"opened": dt.date(2024, 2, 1)})
    page = rendered(with_outside(appealing, OutsideFile(current_text=(opened,))))["currency.md"]
    assert localization.message("outside.opened", date=localization.date(dt.date(2024, 2, 1))) in page


def test_the_page_quotes_the_provisions(appealing: PreparedSite) -> None:
    last = appealing.dataset.provisions[-1]
    page = rendered(appealing)["appeals.md"]
    assert last.text["kk"].split()[-1].rstrip(".;") in page
    assert f"#{last.eid}" in page


def test_what_the_act_does_not_say_comes_first_and_the_sites_before_the_quotations(
    appealing: PreparedSite,
) -> None:
    appeals = appealing.dataset.outside.appeals
    assert appeals
    page = rendered(appealing)["appeals.md"]
    assert "**" not in page
    unsaid = appeals.model_copy(update={"unsaid": {"kk": "Мерзімін акт айтпайды."}})
    page = rendered(with_outside(appealing, OutsideFile(appeals=unsaid)))["appeals.md"]
    words = page.split("{: #page }")[1]
    assert words.strip().startswith("Мерзімін акт айтпайды.")
    assert words.index("{: #outside }") < words.index("{: #act }")


def test_home_leads_to_it(appealing: PreparedSite) -> None:
    words = appealing.localizations[0].strings["home.appeals"]
    assert f"[{words}](appeals.md)\n{{: .hero__appeals }}" in rendered(appealing)["index.md"]


def test_the_search_finds_it_by_other_words(appealing: PreparedSite) -> None:
    localization = appealing.localizations[0]
    (page,) = [
        document
        for document in documents(appealing.plan, localization, PAGE_KINDS)
        if document.kind == "appeals"
    ]
    assert {"шағым", "шағымдану", "қайда"} <= set(page.keys)


def test_every_page_names_where_today_s_text_is(appealing: PreparedSite) -> None:
    localization = appealing.localizations[0]
    (source,) = mkdocs_config.official_sources(localization)
    assert source == {
        "name": "Портал",
        "href": "https://example.org/kk/",
        "note": localization.strings["outside.unopened"],
    }
    opened = SITE.model_copy(update={"opened": dt.date(2024, 2, 1)})
    (localization,) = with_outside(appealing, OutsideFile(current_text=(opened,))).localizations
    assert mkdocs_config.official_sources(localization)[0]["note"] == ""
