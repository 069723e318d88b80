"""The act for paper: every line once and in order, and what each sheet says of itself."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
import yaml
from lxml import html

from generator import render
from generator.reader import Reader
from generator.searching import documents
from generator.tree import Edition
from generator.views import printing
from generator.views.desk import Desk
from tests.test_escape import MARKDOWN


def desk(edition: Edition, path: str, code: str = "ru") -> Desk:
    page = next(one for one in edition.plan.pages if one.path == path)
    reader = next(one for one in edition.readers if one.code == code)
    return Desk(page, edition.plan, reader, edition.proof)


def source(at: Desk) -> str:
    return render.render_page(at, render.context_of(at), {})


def content(page: str) -> Any:
    return html.fragment_fromstring(MARKDOWN.reset().convert(page.split("---\n", 2)[2]), create_parent="main")


def lines(page: str) -> list[list[str]]:
    """Return the words of every row, side by side, without the head."""
    rows = content(page).find_class("sheet")[1:]
    return [[" ".join(side.text_content().split()) for side in row.find_class("sheet__side")] for row in rows]


@pytest.mark.parametrize("path", ["print.html", "parallel/print.html"])
@pytest.mark.parametrize("code", ["kk", "ru"])
def test_every_provision_stands_once_in_order(path: str, code: str, real: Edition) -> None:
    at = desk(real, path, code)
    shown: list[Reader] = list(real.readers) if at.page.parallel else [at.reader]
    expected = [
        [" ".join(f"{one.num(provision)} {one.t(provision.text)}".split()) for one in shown]
        for provision in real.institution.provisions
    ]
    assert lines(source(at)) == expected


def test_the_original_stands_first_whoever_reads(real: Edition) -> None:
    for code in ("kk", "ru"):
        page = content(source(desk(real, "parallel/print.html", code)))
        assert page.xpath("//div[contains(@class, 'sheet--head')]/div/@lang") == ["kk", "ru"]


def test_a_site_of_one_language_has_one_page_for_paper(tiny_edition: Edition) -> None:
    assert [one.path for one in tiny_edition.plan.pages if one.kind == "print"] == ["print.html"]
    at = desk(tiny_edition, "print.html", "kk")
    assert len(lines(source(at))) == len(tiny_edition.institution.provisions)


def test_each_sheet_says_what_it_is(real: Edition) -> None:
    for reader in real.readers:
        head = yaml.safe_load(source(desk(real, "print.html", reader.code)).split("---\n")[1])
        edges = head["edges"]
        status = unescape(reader.status())
        for words in (reader.strings["unofficial"], status, reader.t(real.institution.act.statute)):
            assert printing.css_string(words).strip('"') in edges
        translated = printing.css_string(reader.strings["translation.words"]).strip('"') in edges
        assert translated is not reader.is_original


def test_the_pages_for_paper_are_not_searched(real: Edition) -> None:
    for reader in real.readers:
        assert not [one for one in documents(real.plan, reader) if "print.html" in one.location]
        assert yaml.safe_load(source(desk(real, "print.html")).split("---\n")[1])["search"] == {
            "exclude": True
        }


@pytest.mark.parametrize(
    "words",
    ['"}</style><script>alert(1)</script>', "\\", "a\nb", "*/ x /*", "url(x)", "{{7*7}}", "'", "№ 1 – «а»"],
)
def test_words_stay_inside_their_string(words: str) -> None:
    string = printing.css_string(words)
    assert re.fullmatch(r'"(\\[0-9a-f]+ |[^\W_]|[ .,:;()/–\-№])*"', string)
    told = re.sub(r"\\([0-9a-f]+) ", lambda code: chr(int(code[1], 16)), string[1:-1])
    assert told == words
