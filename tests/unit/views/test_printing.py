"""Tests the pages for paper: every provision once, in order, and the words at the edges of the sheets."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
import yaml
from lxml import html

from generator.builder.preparation import PreparedSite
from generator.plan.localization import Localization
from generator.render import renderer
from generator.render.page_kinds import PAGE_KINDS, page_context
from generator.search.documents import documents
from generator.views import printing
from generator.views.context import PageContext
from tests.unit.test_escape import MARKDOWN


def context(prepared: PreparedSite, path: str, code: str = "ru") -> PageContext:
    page = next(page for page in prepared.plan.pages if page.path == path)
    localization = next(language for language in prepared.localizations if language.code == code)
    return page_context(page, prepared.plan, localization, prepared.proof)


def source(at: PageContext) -> str:
    return renderer.render_page(at, renderer.view_of(at), {})


def content(page: str) -> Any:
    return html.fragment_fromstring(MARKDOWN.reset().convert(page.split("---\n", 2)[2]), create_parent="main")


def lines(page: str) -> list[list[str]]:
    """Return the words of every row, side by side, without the head."""
    rows = content(page).find_class("sheet")[1:]
    return [[" ".join(side.text_content().split()) for side in row.find_class("sheet__side")] for row in rows]


@pytest.mark.parametrize("path", ["print.html", "parallel/print.html"])
@pytest.mark.parametrize("code", ["kk", "ru"])
def test_every_provision_is_shown_once_in_order(path: str, code: str, real: PreparedSite) -> None:
    at = context(real, path, code)
    shown: list[Localization] = list(real.localizations) if at.page.parallel else [at.localization]
    expected = [
        [" ".join(f"{language.num(provision)} {language.text(provision.text)}".split()) for language in shown]
        for provision in real.dataset.provisions
    ]
    assert lines(source(at)) == expected


def test_the_original_is_first_in_every_language(real: PreparedSite) -> None:
    for code in ("kk", "ru"):
        page = content(source(context(real, "parallel/print.html", code)))
        assert page.xpath("//div[contains(@class, 'sheet--head')]/div/@lang") == ["kk", "ru"]


def test_a_site_of_one_language_has_one_page_for_paper(tiny_prepared: PreparedSite) -> None:
    assert [page.path for page in tiny_prepared.plan.pages if page.kind == "print"] == ["print.html"]
    at = context(tiny_prepared, "print.html", "kk")
    assert len(lines(source(at))) == len(tiny_prepared.dataset.provisions)


def test_the_edges_of_a_sheet_name_the_statute_and_its_status(real: PreparedSite) -> None:
    for localization in real.localizations:
        head = yaml.safe_load(source(context(real, "print.html", localization.code)).split("---\n")[1])
        edges = head["edges"]
        status = unescape(localization.status())
        for words in (
            localization.strings["unofficial"],
            status,
            localization.text(real.dataset.act.statute),
        ):
            assert printing.css_string(words).strip('"') in edges
        translated = printing.css_string(localization.strings["translation.words"]).strip('"') in edges
        assert translated is not localization.is_original


def test_the_pages_for_paper_are_not_searched(real: PreparedSite) -> None:
    for localization in real.localizations:
        assert not [
            document
            for document in documents(real.plan, localization, PAGE_KINDS)
            if "print.html" in document.location
        ]
        assert yaml.safe_load(source(context(real, "print.html")).split("---\n")[1])["search"] == {
            "exclude": True
        }


@pytest.mark.parametrize(
    "words",
    ['"}</style><script>alert(1)</script>', "\\", "a\nb", "*/ x /*", "url(x)", "{{7*7}}", "'", "№ 1 – «а»"],
)
def test_words_stay_inside_their_string(words: str) -> None:
    string = printing.css_string(words)
    assert re.fullmatch(r'"(\\[0-9a-f]+ |[^\W_]|[ .,:;()/–\-№])*"', string)
    unescaped = re.sub(r"\\([0-9a-f]+) ", lambda code: chr(int(code[1], 16)), string[1:-1])
    assert unescaped == words
