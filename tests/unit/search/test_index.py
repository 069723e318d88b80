"""The documents of the search index, and the language file of the search worker."""

from __future__ import annotations

import json
import re

import pytest

from generator.builder.preparation import PreparedSite
from generator.model import Synonym
from generator.plan.localization import Localization
from generator.plan.pages import Plan
from generator.render.page_kinds import PAGE_KINDS
from generator.search.documents import Document, documents
from generator.search.index import (
    SEPARATOR,
    SHARED,
    SOURCES,
    compact,
    language_file,
    minify,
    search_index,
    title_words,
)
from tests.support.datasets import changed
from tests.support.paths import ROOT


def documents_of(prepared: PreparedSite, code: str) -> dict[str, Document]:
    """Return the documents of one language by their location."""
    localization = next(localization for localization in prepared.localizations if localization.code == code)
    return {document.location: document for document in documents(prepared.plan, localization, PAGE_KINDS)}


def test_a_provision_with_a_page_is_one_document(real: PreparedSite) -> None:
    documents = documents_of(real, "kk")
    first = documents["functions/1.html"]
    assert first.title == "1-функция. Заңдылықты жоғары қадағалау"
    assert len(first.paragraphs) == 7
    assert first.places == ("2-тарау", "15-тармақ, 1) тармақша")
    assert {"function1", "p15s1", "n1"} <= set(first.keys)
    assert not any("chp_2__para_15__subpara_1" in location for location in documents)


def test_a_point_without_a_page_is_a_document_of_its_chapter(real: PreparedSite) -> None:
    document = documents_of(real, "ru")["chapters/1.html#chp_1__para_12"]
    assert document.title.startswith("Пункт 12. ")
    assert len(document.paragraphs) == 2, "the second part belongs to its point"
    assert "p12" in document.keys


def test_every_provision_is_found_once(real: PreparedSite) -> None:
    """Every text of the act is in a document, unless it is the name of a body with a page."""
    for localization in real.localizations:
        paragraphs = [
            text
            for document in documents(real.plan, localization, PAGE_KINDS)
            for text in document.paragraphs
        ]
        named = real.localizations[0].index.named_here
        for provision in real.dataset.provisions:
            if provision.kind == "chapter" or provision.eid in named:
                continue
            assert localization.text(provision.text) in paragraphs, provision.eid


def test_a_page_comes_before_its_parts(real: PreparedSite) -> None:
    """Material reads the first document of an address as the page."""
    for localization in real.localizations:
        seen: set[str] = set()
        for document in documents(real.plan, localization, PAGE_KINDS):
            page, hash_, _ = document.location.partition("#")
            assert not hash_ or page in seen, document.location
            seen.add(page)


def test_locations_are_unique_and_parallel_pages_left_out(real: PreparedSite) -> None:
    for localization in real.localizations:
        locations = [document.location for document in documents(real.plan, localization, PAGE_KINDS)]
        assert len(set(locations)) == len(locations)
        assert not any(location.startswith("parallel/") for location in locations)


@pytest.mark.site
def test_every_location_exists_in_the_built_site(real_site: PreparedSite) -> None:
    for localization in real_site.localizations:
        folder = real_site.project.site / localization.code
        index = json.loads((folder / "search" / "search_index.json").read_text(encoding="utf-8"))
        script = (folder / "search" / "search_index.js").read_text(encoding="utf-8")
        assert json.loads(script.removeprefix("var __index = ")) == index
        for document in index["docs"]:
            path, _, anchor = document["location"].partition("#")
            page = (folder / path).read_text(encoding="utf-8")
            assert not anchor or f'id="{anchor}"' in page, document["location"]
        built = folder / "assets" / "javascripts" / "lunr" / "min" / f"lunr.{localization.code}.min.js"
        assert built.read_text(encoding="utf-8") == language_file(localization.code)


def test_bodies_are_found_by_the_names_of_their_region(real: PreparedSite) -> None:
    documents = documents_of(real, "kk")
    for location in ("regions/kz-47.html", "bodies/prosecution-kz-47.html", "bodies/committee-kz-47.html"):
        assert "Мангистау" in documents[location].keys
    assert "kz47" in documents["regions/kz-47.html"].keys


def test_text_is_escaped(tiny_prepared: PreparedSite) -> None:
    document = Document("a.html", "body", "<b>&", ("x < y",), (), ("<",)).as_json()
    assert document == {
        "location": "a.html",
        "title": "&lt;b&gt;&amp;",
        "text": "<p>x &lt; y</p>",
        "keys": "<",
    }
    localization = tiny_prepared.localizations[0]
    synonym = Synonym(of=localization.index.dataset.act.office, words=("<i>",))
    hostile = changed(localization.index.dataset, synonyms=(synonym,))
    index = type(localization.index)(hostile)
    localization = Localization(index, localization.language, localization.written)
    text = search_index(tiny_prepared.plan, localization, PAGE_KINDS)
    assert "<i>" not in text and "&lt;i&gt;" in text


def test_the_index_is_the_same_every_time(tiny_prepared: PreparedSite) -> None:
    plan: Plan = tiny_prepared.plan
    localization = tiny_prepared.localizations[0]
    assert search_index(plan, localization, PAGE_KINDS) == search_index(plan, localization, PAGE_KINDS)


def test_the_script_is_minified_and_complete() -> None:
    for code in ("kk", "ru"):
        script = language_file(code) or ""
        assert "/*" not in script and not re.search(r"^\s|\s//\s", script, re.MULTILINE)
        assert f'code: "{code}"' in script
        assert "readQuery" in script and "lunr.stopWordFilter" in script


def test_comments_are_removed_and_addresses_kept() -> None:
    source = '/* a\n   b */\nconst x = "//c"; // d\n\n  // e\n  f();\n'
    assert minify(source) == 'const x = "//c";\nf();\n'


def test_a_compact_script_keeps_its_strings() -> None:
    assert compact('const f = (a) => (a ? { b, c } : "d");\n') == 'const f=(a)=>(a?{b,c}: "d");\n'
    for name in ("kk.js", "ru.js", *SHARED):
        for line in minify((SOURCES / name).read_text(encoding="utf-8")).splitlines():
            strings = re.findall(r'"[^"\n]*"', line)
            assert re.findall(r'"[^"\n]*"', compact(line)) == strings, f"{name}: {line}"


def test_a_language_without_sources_has_no_script() -> None:
    assert language_file("en") is None


def test_the_separator_is_the_one_of_the_configuration() -> None:
    """Another builder indexes with the plugin's separator, and must split the same words."""
    root = ROOT
    assert f"separator: '{SEPARATOR}'" in (root / "mkdocs.yml").read_text(encoding="utf-8")
    words = (root / "generator/theme/partials/languages/kk.html").read_text(encoding="utf-8")
    assert json.dumps(SEPARATOR, ensure_ascii=False) in words


def test_the_words_of_titles_are_offered_when_nothing_is_found(tiny_prepared: PreparedSite) -> None:
    localization = tiny_prepared.localizations[0]
    words = title_words(search_index(tiny_prepared.plan, localization, PAGE_KINDS))
    assert words == sorted(set(words))
    assert "кітапхана" in words and not any(len(word) < 4 or not word.isalpha() for word in words)
