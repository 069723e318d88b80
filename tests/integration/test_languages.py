"""Every language has the same site, and one more costs data only."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from generator.builder import builder, preparation
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.dataset.loader import load
from generator.files.package import STRINGS
from generator.model import Translated, annotated_values
from generator.render.page_kinds import PAGE_KINDS

pytestmark = pytest.mark.site


@cache
def _document(path: Path) -> Any:
    """Read a page; the stubs of lxml know less of HTML than lxml does."""
    return html.fromstring(path.read_bytes())


def _pages(site: Path, code: str) -> dict[str, set[str]]:
    """Return the anchors of every page of a language."""
    found = {}
    for path in sorted((site / code).rglob("*.html")):
        document = _document(path)
        anchors = {str(one.get("id")) for one in document.find_class("md-content")[0].iter() if one.get("id")}
        found[path.relative_to(site / code).as_posix()] = anchors
    return found


def test_the_trees_have_the_same_pages_and_anchors(real_site: PreparedSite) -> None:
    site = real_site.project.site
    kk, ru = _pages(site, "kk"), _pages(site, "ru")
    assert list(kk) == list(ru)
    # A glossary has the letters of its own alphabet; only a translation names the official texts it follows.
    assert ru["how-the-text-was-made.html"] - kk["how-the-text-was-made.html"] == {"official"}
    assert {page for page in kk if kk[page] != ru[page]} <= {"terms.html", "how-the-text-was-made.html"}
    assert sum(map(len, kk.values())) > 2000


def test_every_switch_leads_to_the_same_page(real_site: PreparedSite) -> None:
    site = real_site.project.site
    checked = 0
    for code, other in (("kk", "ru"), ("ru", "kk")):
        for path in sorted((site / code).rglob("*.html")):
            document = _document(path)
            switches = document.find_class("tongue")
            assert len(switches) == 1, path
            target = (path.parent / switches[0].get("href")).resolve()
            assert target == (site / other / path.relative_to(site / code)).resolve()
            assert target.is_file()
            assert document.get("lang") == code
            checked += 1
    assert checked == 2 * len(real_site.plan.pages)


def test_every_provision_is_cited_in_both_languages(real_site: PreparedSite) -> None:
    """The list after the text has both citations and each act once; the switch leads to the same anchors."""
    site, localizations = real_site.project.site, real_site.localizations
    provisions = {provision.eid: provision for provision in real_site.dataset.provisions}
    for name in ("text.html", "chapters/2.html", "lists.html", "parallel/chapters/2.html"):
        other = {str(eid) for eid in _document(site / "ru" / name).xpath("//@id")}
        rows = _document(site / "kk" / name).xpath("//details[@class='citations']//tbody/tr")
        assert rows
        acts: list[str] = []
        for row in rows:
            cells = [" ".join(cell.text_content().split()) for cell in row][:2]
            if not (links := row[0].xpath("a")):
                acts = cells
                continue
            eid = links[0].get("href").removeprefix("#")
            assert eid in other
            cited = [act.replace("…", unit) or unit for act, unit in zip(acts, cells, strict=True)]
            assert cited == [localization.citation(provisions[eid]) for localization in localizations]


def test_every_russian_page_of_the_act_says_that_it_is_a_translation(real_site: PreparedSite) -> None:
    """In the status line, and with the full label after the words; other pages do not."""
    strings = real_site.dataset.strings["ru"]
    for page in real_site.plan.pages:
        document = _document(real_site.project.site / "ru" / page.path)
        (status,), (provenance,) = document.find_class("status"), document.find_class("provenance")
        has_law = PAGE_KINDS[page.kind].has_law
        assert (strings["status.translation"] in status.text_content()) == has_law, page.path
        assert (strings["translation.words"] in provenance.text_content()) == has_law, page.path


def test_parallel_pages_say_which_side_is_which(real_site: PreparedSite) -> None:
    site = real_site.project.site
    pages = sorted((site / "kk" / "parallel").rglob("*.html"))
    assert len(pages) == sum(page.parallel for page in real_site.plan.pages) > 100
    for path in pages:
        document = _document(path)
        rows = [*document.xpath("//div[@class='pairs']//tr"), *document.find_class("sheet")]
        assert len(rows) > 1
        for row in rows:
            assert [side.get("lang") for side in row] == ["kk", "ru"]


def test_parallel_pages_are_not_searched(real_site: PreparedSite) -> None:
    index = (real_site.project.site / "kk" / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "parallel/" not in index


def _third(project: Project) -> None:
    """Add a third language to a project: every text, interface word and page again with a mark before it."""
    dataset = load(project.data)
    original = dataset.original
    assert next(annotated_values(dataset, Translated), None)
    repairs = project.data / "source" / "repairs.yml"
    for path in [*project.data.glob("*.yml"), *(project.data / "provisions").glob("*.yml"), repairs]:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        _translate(document, original)
        if path.name == "languages.yml":
            document["languages"].append(
                {
                    "code": "en",
                    "name": "English",
                    "locale": "eng",
                    "alphabet": " ".join("abcdefghijklmnopqrstuvwxyz"),
                    "plural": "two",
                    "citation": "inner-first",
                }
            )
        path.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), encoding="utf-8")
    words = yaml.safe_load((STRINGS / f"{original}.yml").read_text(encoding="utf-8"))
    third = {key: f"{value}" for key, value in words.items()}
    counts = {key: value for key, value in words.items() if key.startswith("count.")}
    third |= {key.replace(".other", ".one"): value for key, value in counts.items()}
    text = yaml.safe_dump(third, allow_unicode=True)
    (project.data / "strings").mkdir(exist_ok=True)
    (project.data / "strings" / "en.yml").write_text(text, encoding="utf-8")
    for path in (project.docs / original).glob("*.md"):
        (project.docs / "en").mkdir(exist_ok=True)
        (project.docs / "en" / path.name).write_bytes(path.read_bytes())


def _translate(value: object, original: str) -> None:
    if isinstance(value, dict):
        if isinstance(value.get(original), str):
            value["en"] = _latin(value[original])
        for one in value.values():
            _translate(one, original)
    elif isinstance(value, list):
        for one in value:
            _translate(one, original)


def _latin(words: str) -> str:
    """Keep numbers and marks, put another letter for each letter."""
    return re.sub(r"[^\W\d_]", "x", words)


@pytest.mark.slow
def test_a_third_language_costs_data_only(tiny: Project) -> None:
    _third(tiny)
    prepared = builder.build(tiny, lambda message: None)
    assert [one.code for one in prepared.localizations][-1] == "en"
    kk, en = _pages(tiny.site, "kk"), _pages(tiny.site, "en")
    assert list(kk) == list(en)
    document = _document(tiny.site / "en" / "text.html")
    assert document.get("lang") == "en"
    assert preparation.prepare(tiny).parity.texts > 0
