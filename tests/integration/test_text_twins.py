"""Text twins: the same words as the page, clean Markdown, and a map of all of them."""

from __future__ import annotations

import random
import re
import shutil
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from generator.builder import llms, manifest, preparation, text_twins
from generator.builder.page_text import is_skipped
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.plan.pages import Page
from tests.integration.test_build import files

pytestmark = pytest.mark.site

WORD = re.compile(r"\w+")
HTML = re.compile(r"(?<!\\)<(?!https?:)[a-z/!]")
ATTRIBUTES = re.compile(r"\{:")


def page_words(path: Path) -> list[str]:
    """Return the words of a page without its heading, status, charts and controls, in their order."""
    document: Any = html.document_fromstring(path.read_bytes())
    (words,) = document.find_class("words")
    for element in list(words.iter()):
        if is_skipped(element) and element.getparent() is not None:
            element.drop_tree()
    for fold in words.iter("details"):
        if not "".join(child.text_content() for child in fold if child.tag != "summary").strip():
            fold.find("summary").text = ""
            for child in list(fold.find("summary")):
                child.drop_tree()
    for ordered in words.iter("ol"):
        for number, item in enumerate(ordered, start=1):
            item.text = f"{number}. {item.text or ''}"
    return WORD.findall(" ".join(words.itertext()))


def twin_words(text: str) -> list[str]:
    body = text.split("\n\n", 2)[2] if text.count("\n\n") > 1 else ""
    body = re.sub(r"\]\((<[^>]*>|[^)]*)\)", "]", body)
    return WORD.findall(re.sub(r"\\(.)", r"\1", body))


def twins(real_site: PreparedSite) -> list[tuple[str, Page]]:
    return [(one.code, page) for one in real_site.localizations for page in text_twins.pages(real_site)]


def test_every_page_of_law_or_of_a_body_has_its_twin(real_site: PreparedSite) -> None:
    kinds = {page.kind for _, page in twins(real_site)}
    assert {"text", "chapter", "provision", "point", "body", "post", "region", "act", "term"} <= kinds
    assert not {"parallel", "print", "home", "hand-written"} & kinds
    paths = {f"{code}/{page.source}" for code, page in twins(real_site)}
    site = real_site.project.site
    assert {path.relative_to(site).as_posix() for path in site.rglob("*.md")} == paths


def test_a_page_names_its_twin(real_site: PreparedSite) -> None:
    for code, page in random.Random(7).sample(twins(real_site), 40):
        path = real_site.project.site / code / page.path
        document: Any = html.document_fromstring(path.read_bytes())
        (link,) = document.xpath("//head/link[@type='text/markdown']")
        assert link.get("rel").split() == ["alternate"]
        assert path.with_name(link.get("href")).read_text(encoding="utf-8").startswith("# ")
        (control,) = document.xpath("//footer//a[@type='text/markdown']")
        assert control.get("href") == link.get("href")


def test_the_first_lines_say_the_version_the_citations_and_the_address(real_site: PreparedSite) -> None:
    text = (real_site.project.site / "ru" / "functions" / "6.md").read_text(encoding="utf-8")
    kk, ru = real_site.localizations
    function = kk.index.provisions["chp_2__para_15__subpara_6"]
    title, empty, status, cited_ru, cited_kk, address, *_ = text.split("\n")
    assert title.startswith("# ") and not empty
    assert ru.status_line(has_law=True) in status and ru.standing() in status
    assert cited_kk.endswith(f": {kk.citation(function)}") and "Қазақша" in cited_kk
    assert cited_ru.endswith(f": {ru.citation(function)}")
    assert address.endswith(": ru/functions/6.html")


@pytest.mark.slow
def test_twins_have_the_words_of_their_pages(real_site: PreparedSite) -> None:
    for code, page in twins(real_site):
        folder = real_site.project.site / code
        text = (folder / page.source).read_text(encoding="utf-8")
        assert not ATTRIBUTES.search(text) and not HTML.search(text), page.source
        inside = re.sub(r"\]\(<?https?://[^)]*\)", "", text)
        assert "](../" not in inside and ".html)" not in inside, page.source
        pairs = zip_longest(twin_words(text), page_words(folder / page.path))
        differing = next(((here, there) for here, there in pairs if here != there), None)
        assert differing is None, f"{code}/{page.source}"


def test_the_map_has_every_twin_and_the_languages(real_site: PreparedSite) -> None:
    site = real_site.project.site
    for localization in real_site.localizations:
        text = (site / localization.code / llms.FILE).read_text(encoding="utf-8")
        links = re.findall(r"^- \[.+\]\((.+)\)$", text, re.MULTILINE)
        assert sorted(links) == sorted(page.source for page in text_twins.pages(real_site))
        assert text.startswith("# ") and "\n> " in text
    links = re.findall(r"\]\((.+)\)$", (site / llms.FILE).read_text(encoding="utf-8"), re.MULTILINE)
    assert links[:2] == ["kk/llms.txt", "ru/llms.txt"]
    assert all((site / link).is_file() for link in links)


def test_an_unchanged_page_keeps_its_twin(tiny_site: Project, tmp_path: Path) -> None:
    shutil.copytree(tiny_site.root, tmp_path / "tiny")
    tiny_site = Project.at(tmp_path / "tiny")
    prepared = preparation.prepare(tiny_site)
    before = files(tiny_site.site)
    with text_twins.written_beside(prepared, tiny_site.site, {}):
        pass
    record = manifest.read(tiny_site.build / "kk" / text_twins.RECORD)
    assert not record.redone
    assert len(record.pages) == len(list(text_twins.pages(prepared)))
    page = next(text_twins.pages(prepared))
    (tiny_site.build / "kk" / text_twins.FOLDER / page.source).write_text("damaged", encoding="utf-8")
    with text_twins.written_beside(prepared, tiny_site.site, {}):
        pass
    assert manifest.read(tiny_site.build / "kk" / text_twins.RECORD).redone == [page.source]
    assert files(tiny_site.site) == before
