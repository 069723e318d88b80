"""What the search is given: the index's documents and the language file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator import searching
from generator.model import Synonym
from generator.pages import Plan
from generator.reader import Reader
from generator.searching import documents
from generator.tree import Edition


def documents_of(edition: Edition, code: str) -> dict[str, searching.Document]:
    """Return the documents of one language by their location."""
    reader = next(one for one in edition.readers if one.code == code)
    return {one.location: one for one in documents(edition.plan, reader)}


def test_a_provision_with_a_page_is_one_document(real: Edition) -> None:
    found = documents_of(real, "kk")
    first = found["functions/1.html"]
    assert first.title == "1-функция. Заңдылықты жоғары қадағалау"
    assert len(first.paragraphs) == 7
    assert first.places == ("2-тарау", "15-тармақ, 1) тармақша")
    assert {"function1", "p15s1", "n1"} <= set(first.keys)
    assert not any("chp_2__para_15__subpara_1" in location for location in found)


def test_a_point_without_a_page_stands_in_its_chapter(real: Edition) -> None:
    found = documents_of(real, "ru")["chapters/1.html#chp_1__para_12"]
    assert found.title.startswith("Пункт 12. ")
    assert len(found.paragraphs) == 2, "the second part belongs to its point"
    assert "p12" in found.keys


def test_every_provision_is_found_once(real: Edition) -> None:
    """Each of the act's words is in a document, unless a body's page bears them as its name."""
    for reader in real.readers:
        paragraphs = [words for one in documents(real.plan, reader) for words in one.paragraphs]
        named = real.readers[0].index.named_here
        for one in real.institution.provisions:
            if one.kind == "chapter" or one.eid in named:
                continue
            assert reader.t(one.text) in paragraphs, one.eid


def test_a_page_comes_before_its_parts(real: Edition) -> None:
    """Material takes the first document of an address for the page."""
    for reader in real.readers:
        seen: set[str] = set()
        for one in documents(real.plan, reader):
            page, hash_, _ = one.location.partition("#")
            assert not hash_ or page in seen, one.location
            seen.add(page)


def test_locations_differ_and_parallel_pages_are_left_out(real: Edition) -> None:
    for reader in real.readers:
        locations = [one.location for one in documents(real.plan, reader)]
        assert len(set(locations)) == len(locations)
        assert not any(one.startswith("parallel/") for one in locations)


@pytest.mark.site
def test_every_location_stands_on_the_built_site(real_site: Edition) -> None:
    for reader in real_site.readers:
        folder = real_site.project.site / reader.code
        index = json.loads((folder / "search" / "search_index.json").read_text(encoding="utf-8"))
        script = (folder / "search" / "search_index.js").read_text(encoding="utf-8")
        assert json.loads(script.removeprefix("var __index = ")) == index
        for one in index["docs"]:
            path, _, anchor = one["location"].partition("#")
            page = (folder / path).read_text(encoding="utf-8")
            assert not anchor or f'id="{anchor}"' in page, one["location"]
        built = folder / "assets" / "javascripts" / "lunr" / "min" / f"lunr.{reader.code}.min.js"
        assert built.read_text(encoding="utf-8") == searching.language_file(reader.code)


def test_bodies_bear_the_names_of_their_region(real: Edition) -> None:
    found = documents_of(real, "kk")
    for location in ("regions/kz-47.html", "bodies/prosecution-kz-47.html", "bodies/committee-kz-47.html"):
        assert "Мангистау" in found[location].keys
    assert "kz47" in found["regions/kz-47.html"].keys


def test_words_are_escaped(tiny_edition: Edition) -> None:
    shown = searching.Document("a.html", "body", "<b>&", ("x < y",), (), ("<",)).as_json()
    assert shown == {"location": "a.html", "title": "&lt;b&gt;&amp;", "text": "<p>x &lt; y</p>", "keys": "<"}
    reader = tiny_edition.readers[0]
    hostile = reader.index.institution.model_copy(
        update={"synonyms": (Synonym(of=reader.index.institution.act.office, words=("<i>",)),)}
    )
    index = type(reader.index)(hostile)
    text = searching.search_index(tiny_edition.plan, Reader(index, reader.language, reader.written))
    assert "<i>" not in text and "&lt;i&gt;" in text


def test_the_index_is_the_same_every_time(tiny_edition: Edition) -> None:
    plan: Plan = tiny_edition.plan
    reader = tiny_edition.readers[0]
    assert searching.search_index(plan, reader) == searching.search_index(plan, reader)


def test_the_script_is_bare_and_whole() -> None:
    for code in ("kk", "ru"):
        script = searching.language_file(code) or ""
        assert "/*" not in script and not re.search(r"^\s|\s//\s", script, re.MULTILINE)
        assert f'code: "{code}"' in script
        assert "readQuery" in script and "lunr.stopWordFilter" in script


def test_comments_go_and_addresses_stay() -> None:
    source = '/* a\n   b */\nconst x = "//c"; // d\n\n  // e\n  f();\n'
    assert searching.bare(source) == 'const x = "//c";\nf();\n'


def test_a_language_without_sources_has_no_script() -> None:
    assert searching.language_file("en") is None


def test_the_separator_is_the_one_of_the_configuration() -> None:
    """Another builder indexes with the plugin's own separator: the same words must come out."""
    root = Path(__file__).parents[1]
    assert f"separator: '{searching.SEPARATOR}'" in (root / "mkdocs.yml").read_text(encoding="utf-8")
    words = (root / "generator/theme/partials/languages/kk.html").read_text(encoding="utf-8")
    assert json.dumps(searching.SEPARATOR, ensure_ascii=False) in words
