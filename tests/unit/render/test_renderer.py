"""Tests the rendered Markdown: nine golden pages of the tiny site, and hostile words in the data.

`UPDATE_GOLDEN=1 python -m pytest tests/unit/render` rewrites the golden pages; read the diff.
"""

from __future__ import annotations

import difflib
import os
import re
from typing import Any

import pytest
import yaml
from lxml import html
from msgspec.structs import replace
from pydantic import BaseModel

from generator.act.index import Index
from generator.builder.preparation import PreparedSite
from generator.dataset.interface_words import Strings
from generator.escape import to_source
from generator.model import Dataset, HandWritten
from generator.plan import pages
from generator.plan.localization import Localization
from generator.problems import ProblemsError
from generator.render.renderer import heading, join_numbers
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


def test_every_page_has_a_head_a_heading_and_the_way_to_the_text_in_force(tiny_pages: dict[str, str]) -> None:
    for name, page in tiny_pages.items():
        assert isinstance(head(page)["title"], str), name
        assert head(page)["description"].strip(), name
        assert len(re.findall(r"^# |<h1\b", page, re.MULTILINE)) == 1, name
        assert ("currency" in head(page)) == (name != "currency.md"), name


FRAME = re.compile(r'class="(status|crumbs|neighbours|sides|translation|correct)\b|ld\+json')
"""What the theme puts around the words of a page."""


def test_no_page_holds_what_the_theme_puts_around_it(tiny_pages: dict[str, str]) -> None:
    for name, page in tiny_pages.items():
        assert not FRAME.search(page.split("---\n", 2)[2]), name


@pytest.mark.slow
def test_no_page_of_the_real_site_does(real_markdown: dict[str, dict[str, str]]) -> None:
    for rendered_pages in real_markdown.values():
        test_no_page_holds_what_the_theme_puts_around_it(rendered_pages)


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
    assert "2025 жылғы 2 қаңтар" in unchanged.status()


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


def test_the_number_of_an_act_stays_whole_in_a_heading() -> None:
    title = "Закон № 81-VI «О <b>»\n 1."
    expected = 'Закон <span class="nb">№ 81-VI</span> «О &#60;b&#62;» 1.'
    assert heading(title) == expected


PAYLOADS = (
    '"><img src=x onerror=alert(1)>',
    "[x](javascript:alert(1))",
    "{{7*7}} {% include 'x' %} {number}",
    "</title><script>alert(1)</script>",
    "![x](data:text/html,x)",
    "<java&#115;cript:alert(1)>",
    "{: onclick=alert(1) }",
    "a | b ` c \\",
    "\n\n# x\n\n- y\n\n<svg onload=alert(1)>\n\n",
    "--- # : {x: y}",
    "<!-- ]]> %s \\N {name}",
)


IN_EVERY_RUN = 3
"""How many of the payloads `make test` tries, the first ones; `make audit` tries the rest."""


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


@pytest.fixture(scope="module")
def known(tiny_pages: dict[str, str]) -> set[tuple[str, str]]:
    """The elements and attributes of all pages without a payload."""
    return {element for page in tiny_pages.values() for element in elements(page)}


@pytest.mark.parametrize(
    "payload",
    [
        *PAYLOADS[:IN_EVERY_RUN],
        *(pytest.param(payload, marks=pytest.mark.slow) for payload in PAYLOADS[IN_EVERY_RUN:]),
    ],
)
def test_hostile_words_stay_text(
    payload: str,
    tiny_prepared: PreparedSite,
    tiny_pages: dict[str, str],
    known: set[tuple[str, str]],
) -> None:
    dataset = tiny_prepared.dataset
    hostile: Dataset = poisoned(dataset, payload).model_copy(update={"strings": dataset.strings})
    written = {"about": HandWritten("about", f"a {payload}", f"b {payload}", "Сөз.", "docs/kk/about.md")}
    localization = Localization(Index(hostile), hostile.languages[0], written)
    prepared = replace(tiny_prepared, dataset=hostile, plan=pages.plan(Index(hostile), ("about",)))
    for name, page in rendered(prepared, localization).items():
        assert set(head(page)) == set(head(tiny_pages[name])), name
        assert elements(page) <= known, name


def elements(page: str) -> set[tuple[str, str]]:
    """Return the pairs of an element and an attribute on a page."""
    body = page.split("---\n", 2)[2]
    tree: Any = html.fragment_fromstring(MARKDOWN.reset().convert(body), create_parent="main")
    for link in tree.xpath("//@href|//@src"):
        assert not re.match(r"\s*(javascript|data|vbscript):", str(link), re.IGNORECASE)
    return {(str(element.tag), name) for element in tree.iter() for name in ("", *element.attrib)}


TAG = re.compile(r"</?[a-z][^>]*>")


def test_the_home_page_is_markdown(real_markdown: dict[str, dict[str, str]]) -> None:
    """At least 90 % of its lines hold no HTML tag; the search form and the links to files are HTML.

    Lines that stand around the text of every page do not count.
    """
    for rendered_pages in real_markdown.values():
        page = rendered_pages["index.md"]
        body = page.split("---\n", 2)[2].splitlines()
        lines = [line for line in body if line.strip() and "data-search-exclude" not in line]
        tagged = [line for line in lines if TAG.search(line)]
        assert len(tagged) <= len(lines) * 0.1, tagged


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ("Закон № 81-VI от 30 июня", "Закон _№ 81-VI_{: .nb } от 30 июня"),
        ("№ 1029 Жарлық және №563", "_№ 1029_{: .nb } Жарлық және _№563_{: .nb }"),
        ("| [Указ № 563](a.md) |", "| [Указ _№ 563_{: .nb }](a.md) |"),
        ("(№ 155-VII).", "(_№ 155-VII_{: .nb })."),
        ("№ _", "№ _"),
    ],
)
def test_the_number_of_an_act_stays_on_one_line(words: str, joined: str) -> None:
    assert join_numbers(f"---\ntitle: a\n---\n\n{words}\n") == f"---\ntitle: a\n---\n\n{joined}\n"


@pytest.mark.parametrize(
    "skipped",
    [
        "<script>var act = '№ 81-VI';</script>",
        '<a title="№ 81-VI">a</a>',
        '<span class="nb">№ 81-VI</span>',
        '[a](b.md "№ 81-VI")',
        "[a](<b № 81-VI.md>)",
        'a {: title="№ 81-VI" }',
        "`№ 81-VI`",
    ],
)
def test_a_number_outside_the_words_is_left_alone(skipped: str) -> None:
    page = f"---\ntitle: № 81-VI\n---\n\n{skipped}\n"
    assert join_numbers(page) == page
