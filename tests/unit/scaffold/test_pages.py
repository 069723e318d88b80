"""The pages that are filled from templates: about the site, how to cite, sources."""

from __future__ import annotations

import re
from datetime import date

import pytest

from generator.builder.preparation import PreparedSite
from generator.commands.received_text import supported_languages
from generator.model import Dataset, Version
from generator.problems import ProblemsError
from generator.scaffold import pages
from tests.support.datasets import changed

HEADING = re.compile(r"^## .*\{#([a-z-]+)\}$", re.MULTILINE)


@pytest.fixture
def dataset(tiny_prepared: PreparedSite) -> Dataset:
    return tiny_prepared.dataset


def test_every_language_of_import_has_the_same_pages_with_the_same_headings() -> None:
    codes = {language.code for language in supported_languages()}
    assert {path.name for path in pages.TEMPLATES.iterdir()} == codes
    headings = [
        {path.name: HEADING.findall(path.read_text("utf-8")) for path in (pages.TEMPLATES / code).iterdir()}
        for code in codes
    ]
    assert headings[0].keys() == {"about.md", "how-to-cite.md", "sources.md"}
    assert all(other == headings[0] for other in headings)


def test_the_pages_are_those_of_the_published_languages(dataset: Dataset) -> None:
    codes = [language.code for language in dataset.published]
    assert list(pages.fill(dataset)) == [
        f"{code}/{name}.md" for code in codes for name in ("about", "how-to-cite", "sources")
    ]


def test_the_citations_are_those_that_the_site_gives(tiny_prepared: PreparedSite) -> None:
    page = pages.fill(tiny_prepared.dataset)["kk/how-to-cite.md"]
    localization, index = tiny_prepared.localizations[0], tiny_prepared.localizations[0].index
    addresses = re.findall(r"^\| \[.*\]\(text\.md#(\w+)\)", page, re.MULTILINE)
    assert len(addresses) >= 3
    for eid in addresses:
        assert f"| {localization.citation(index.provisions[eid])} |" in page


def test_the_sources_name_the_received_files(dataset: Dataset) -> None:
    page = pages.fill(dataset)["kk/sources.md"]
    assert f"- Қазақша: `{dataset.act.version.source}`" in page


def test_the_approving_act_is_named_by_its_number_only(dataset: Dataset) -> None:
    act = dataset.act.model_copy(
        update={"title": {"kk": "Ауылдар туралы"}, "number": "7", "approved_by": None}
    )
    assert "Осы акт үшін" not in pages.fill(changed(dataset, act=act))["kk/how-to-cite.md"]
    act = act.model_copy(update={"title": {"kk": "2021 жылғы 5 наурыздағы № 7 қаулы"}})
    assert (
        "Осы акт үшін: 2021 жылғы 5 наурыздағы № 7 қаулы."
        in (pages.fill(changed(dataset, act=act))["kk/how-to-cite.md"])
    )


def test_signs_in_a_title_stay_text(dataset: Dataset) -> None:
    act = dataset.act.model_copy(update={"statute": {"kk": "Ереже <b>[бір](x)* екі_"}})
    page = pages.fill(changed(dataset, act=act))["kk/about.md"]
    assert "<b>" not in page and "[бір](x)" not in page and "**Ереже &lt;b&gt;" in page


def test_a_language_without_templates_is_named(dataset: Dataset) -> None:
    (first, *others) = dataset.languages
    languages = (first.model_copy(update={"code": "xx", "draft": False}), *others)
    act = dataset.act.model_copy(
        update={"version": Version(date=date(2021, 3, 5), source="a.txt", language="xx")}
    )
    with pytest.raises(ProblemsError, match="`xx` has no templates for pages; write them by hand"):
        pages.fill(changed(dataset, languages=languages, act=act))
