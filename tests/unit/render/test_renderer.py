"""Tests the rendered Markdown: nine golden pages of the tiny site, and hostile words in the data.

`UPDATE_GOLDEN=1 python -m pytest tests/unit/render` rewrites the golden pages; read the diff.
"""

from __future__ import annotations

import difflib
import os
import re
from dataclasses import replace
from typing import Any

import pytest
import yaml
from lxml import html
from pydantic import BaseModel

from generator.act.index import Index
from generator.builder.preparation import PreparedSite
from generator.dataset.interface_words import Strings
from generator.escape import to_source
from generator.model import Dataset, HandWritten
from generator.plan import pages
from generator.plan.localization import Localization
from generator.problems import ProblemsError
from tests.conftest import rendered
from tests.support.paths import GOLDEN
from tests.unit.test_escape import MARKDOWN

PAGES = GOLDEN / "pages"

SHOWN = (
    "index.md",
    "text.md",
    "chapters/2.md",
    "functions/1.md",
    "powers/2.md",
    "bodies/manuscripts.md",
    "regions/arman.md",
    "appointments.md",
    "terms.md",
)


@pytest.fixture(scope="module")
def tiny_pages(tiny_prepared: PreparedSite) -> dict[str, str]:
    return rendered(tiny_prepared)


@pytest.mark.parametrize("name", SHOWN)
def test_a_golden_page_is_unchanged(name: str, tiny_pages: dict[str, str]) -> None:
    path = PAGES / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(tiny_pages[name], encoding="utf-8")
    before, now = path.read_text(encoding="utf-8").splitlines(), tiny_pages[name].splitlines()
    if before != now:
        changes = difflib.unified_diff(before, now, f"golden/pages/{name}", "rendered", lineterm="")
        pytest.fail("\n".join([*changes, "", "UPDATE_GOLDEN=1 accepts this"]), pytrace=False)


def test_no_golden_page_is_stale() -> None:
    assert {path.relative_to(PAGES).as_posix() for path in PAGES.rglob("*.md")} == set(SHOWN)


def test_every_page_is_rendered_once(tiny_pages: dict[str, str], tiny_prepared: PreparedSite) -> None:
    assert list(tiny_pages) == [page.source for page in tiny_prepared.plan.pages]


def head(page: str) -> dict[str, Any]:
    front_matter: dict[str, Any] = yaml.safe_load(page.split("---\n")[1])
    return front_matter


def test_every_page_has_a_head_a_heading_and_the_status(
    tiny_pages: dict[str, str], tiny_prepared: PreparedSite
) -> None:
    status = tiny_prepared.localizations[0].status()
    for name, page in tiny_pages.items():
        assert isinstance(head(page)["title"], str), name
        assert head(page)["description"].strip(), name
        assert len(re.findall(r"^# |<h1\b", page, re.MULTILINE)) == 1, name
        assert status in page, name


def test_titles_are_unique(tiny_pages: dict[str, str]) -> None:
    titles = [head(page)["title"] for page in tiny_pages.values()]
    assert sorted(titles) == sorted(set(titles))


def test_no_repeated_blank_lines_and_no_trailing_spaces(tiny_pages: dict[str, str]) -> None:
    for name, page in tiny_pages.items():
        assert "\n\n\n" not in page, name
        assert not re.search(r"[ \t]$", page, re.MULTILINE), name
        assert page.endswith("\n") and not page.endswith("\n\n"), name


def test_the_status_says_whether_the_act_was_changed(tiny_prepared: PreparedSite) -> None:
    dataset = tiny_prepared.dataset
    act = dataset.act.model_copy(update={"changed_since": False})
    unchanged = Localization(Index(dataset.model_copy(update={"act": act})), dataset.languages[0])
    changed = tiny_prepared.localizations[0]
    assert unchanged.status() != changed.status()
    for localization in (changed, unchanged):
        assert "2021 жылғы 5 наурыз" in localization.status()
        assert "2025 жылғы 2 қаңтар" in localization.status()


@pytest.mark.parametrize(
    ("href", "source"),
    [
        ("a.html", "a.md"),
        ("../b/a.html#x", "../b/a.md#x"),
        ("#x", "#x"),
        ("index.html", "index.md"),
    ],
)
def test_links_lead_to_the_markdown(href: str, source: str) -> None:
    assert to_source(href) == source


def test_a_missing_key_is_reported_with_its_file(tiny_prepared: PreparedSite) -> None:
    dataset = tiny_prepared.dataset
    words = {key: value for key, value in dataset.strings["kk"].items() if key != "nav.home"}
    strings = {"kk": Strings(words, "data/strings/kk.yml")}
    written = tiny_prepared.localizations[0].written
    index = Index(dataset.model_copy(update={"strings": strings}))
    localization = Localization(index, dataset.languages[0], written)
    with pytest.raises(ProblemsError, match=r"missing key `nav\.home`"):
        rendered(tiny_prepared, localization)


PAYLOADS = (
    "</title><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[x](javascript:alert(1))",
    "![x](data:text/html,x)",
    "<java&#115;cript:alert(1)>",
    "{{7*7}} {% include 'x' %} {number}",
    "{: onclick=alert(1) }",
    "a | b ` c \\",
    "\n\n# x\n\n- y\n\n<svg onload=alert(1)>\n\n",
    "--- # : {x: y}",
    "<!-- ]]> %s \\N {name}",
)


def poisoned(value: Any, payload: str) -> Any:
    """Return a model with a payload at the end of every text in it."""
    if isinstance(value, BaseModel):
        changes = {name: poisoned(getattr(value, name), payload) for name in type(value).model_fields}
        return value.model_copy(update=changes)
    if isinstance(value, tuple):
        return tuple(poisoned(item, payload) for item in value)
    if isinstance(value, dict):
        return {key: f"{words} {payload}" for key, words in value.items()}
    return value


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_words_stay_text(payload: str, tiny_prepared: PreparedSite) -> None:
    dataset = tiny_prepared.dataset
    hostile: Dataset = poisoned(dataset, payload).model_copy(update={"strings": dataset.strings})
    written = {"about": HandWritten("about", f"a {payload}", f"b {payload}", "Сөз.", "docs/kk/about.md")}
    localization = Localization(Index(hostile), hostile.languages[0], written)
    plain = rendered(tiny_prepared)
    known = {element for page in plain.values() for element in elements(page)}
    prepared = replace(tiny_prepared, dataset=hostile, plan=pages.plan(Index(hostile), ("about",)))
    for name, page in rendered(prepared, localization).items():
        assert set(head(page)) == set(head(plain[name])), name
        assert elements(page) <= known, name


def elements(page: str) -> set[tuple[str, str]]:
    """Return the pairs of an element and an attribute on a page."""
    body = page.split("---\n", 2)[2]
    tree: Any = html.fragment_fromstring(MARKDOWN.reset().convert(body), create_parent="main")
    for link in tree.xpath("//@href|//@src"):
        assert not re.match(r"\s*(javascript|data|vbscript):", str(link), re.IGNORECASE)
    return {(str(element.tag), name) for element in tree.iter() for name in ("", *element.attrib)}
