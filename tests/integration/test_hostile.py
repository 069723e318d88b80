"""What strangers try comes out as words: on pages, in charts, in the files for machines, in the search index.

`hostile/README.md` is the list of what is tried; every row names what shows its outcome. What is refused
is in `test_refused_input.py`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import rdflib
import yaml
from lxml import etree, html

from generator.builder import builder
from generator.builder.project import Project
from generator.dataset import loader
from generator.plan.pages import PAGED_BODIES
from tests.support.paths import ROOT
from tests.support.poisoned import HOSTILE, hostile, poisoned
from tests.support.shared import build_kept

LIST = HOSTILE / "README.md"
ITEMS = 77
ROW = re.compile(r"\| (\d+) \| (.+?) \| (.+?) \| (.+?) \|")
SCHEMES = {"", "http", "https", "mailto"}


def quiet(message: str) -> None:
    """Say nothing."""


def flat(words: str) -> str:
    return " ".join(words.split())


@cache
def document(path: Path) -> Any:
    return html.document_fromstring(path.read_bytes())


def pages(project: Project) -> list[Path]:
    return sorted((project.site / "kk").rglob("*.html"))


def shown(path: Path) -> str:
    """Return the words of a page that are no script's and no style's."""
    texts = document(path).xpath("//text()[not(parent::script) and not(parent::style)]")
    return flat("".join(map(str, texts)))


@pytest.fixture(scope="module", params=[hostile, poisoned], ids=["hostile", "poisoned"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    def build(root: Path) -> None:
        builder.build(request.param(root), quiet)

    return Project.at(build_kept(tmp_path_factory, f"{request.param.__name__}-site", build))


def items(data: Path) -> list[str]:
    """Return the words of the terms: of the hostile site, one payload for each item of the list."""
    terms = yaml.load((data / "glossary.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [flat(one["term"]["kk"]) for one in terms["terms"]]


# The list


def rows() -> list[tuple[int, str]]:
    found = (ROW.fullmatch(line) for line in LIST.read_text(encoding="utf-8").splitlines())
    return [(int(row[1]), row[4]) for row in found if row]


def test_every_item_of_the_list_has_a_row() -> None:
    assert [number for number, _ in rows()] == list(range(1, ITEMS + 1))


@pytest.mark.parametrize(("number", "shown_by"), rows())
def test_every_row_names_what_shows_it(number: int, shown_by: str) -> None:
    names = re.findall(r"`([^`]+)`", shown_by)
    assert names
    for name in names:
        path, _, test = name.partition("::")
        place = ROOT / "tests" / path
        assert place.exists(), name
        if test:
            assert re.search(rf"^def {test}\(", place.read_text(encoding="utf-8"), re.MULTILINE), name
        elif place.parent.name == "broken":
            assert (place / "expected.txt").is_file(), name


# Pages


@pytest.mark.site
def test_no_page_has_an_element_or_attribute_of_a_stranger_s(site: Project, tiny_site: Project) -> None:
    def around(path: Path) -> set[tuple[str, str]]:
        return {(str(one.tag), name) for one in document(path).iter() for name in ("", *one.attrib)}

    # What a page of Markdown's own may have, beside what the pages of the clean site have.
    known = {
        ("table", ""),
        ("code", ""),
        ("pre", ""),
        ("th", "style"),
        ("td", "style"),
        ("a", "title"),
        ("em", ""),
    }
    known |= {one for path in pages(tiny_site) for one in around(path)}
    assert {one for path in pages(site) for one in around(path)} <= known | {
        (name, "") for name in ("thead", "tbody", "tr", "th", "td")
    }


@pytest.mark.site
def test_no_script_is_a_stranger_s(site: Project, tiny_site: Project) -> None:
    def scripts(path: Path, kind: str) -> list[str]:
        data = "@type='application/ld+json' or @id='__config'"
        return list(map(str, document(path).xpath(f"//script[{kind}({data})]/text()")))

    known = {one for path in pages(tiny_site) for one in scripts(path, "not")}
    for path in pages(site):
        assert set(scripts(path, "not")) <= known, path
        assert [json.loads(one) for one in scripts(path, "boolean")], path


@pytest.mark.site
def test_no_address_leads_where_a_script_would_run(site: Project) -> None:
    for path in pages(site):
        for address in document(path).xpath("//@href | //@src | //@action | //@*[name()='xlink:href']"):
            assert urlsplit(str(address).strip()).scheme in SCHEMES, (path, address)
        assert document(path).xpath("//@srcdoc | //@formaction | //@*[starts-with(name(), 'on')]") == []


@pytest.mark.site
def test_the_words_are_read_as_they_were_written(site: Project) -> None:
    words = shown(site.site / "kk" / "terms.html")
    for payload in items(site.data):
        assert payload in words
    everything = " ".join(map(shown, pages(site)))
    assert "{{7*7}}" in everything and "49 {%" not in everything


@pytest.mark.site
def test_charts_take_words_as_words(site: Project) -> None:
    drawn = list((site.site / "kk" / "assets" / "charts").glob("*.svg"))
    assert drawn
    for path in drawn:
        root = etree.parse(path).getroot()
        assert not root.xpath("//*[local-name()='script' or local-name()='image' or local-name()='a']")
        assert not root.xpath("//@*[starts-with(name(), 'on') or local-name()='href']")


@pytest.mark.site
def test_the_labels_of_a_chart_are_the_names_of_the_data(site: Project) -> None:
    dataset = loader.load(site.data)
    bodies = dataset.organisation.bodies
    names = {f"bodies/{body.id}.html": (body.short or body.name)["kk"] for body in bodies}
    page = document(site.site / "kk" / "chart.html")
    labels = [
        (str(link.get("href")), "".join("".join(map(str, link.itertext())).split()))
        for link in page.xpath("//*[name()='svg']//*[name()='a']")
    ]
    drawn = {body.id for body in bodies if body.kind in PAGED_BODIES}
    assert {f"bodies/{id_}.html" for id_ in drawn} <= {href for href, _ in labels}
    for href, label in labels:
        if href in names:
            name = "".join(names[href].split())
            assert label == name or (label.endswith("…") and name.startswith(label[:-1])), href
            # A label is cut after eight lines, and no line of the chart holds fewer than ten letters.
            assert len(label) >= min(len(name), 80), href


# The files for machines


@pytest.mark.site
def test_files_for_machines_hold_the_words(site: Project) -> None:
    data = site.site / "data"
    act = json.loads((data / "act.json").read_text(encoding="utf-8"))
    xml = etree.parse(data / "act.kk.akn.xml")
    graph = rdflib.Graph().parse(data / "act.ttl", format="turtle")
    told = {flat("".join(map(str, one.itertext()))) for one in xml.iter("{*}p", "{*}heading")}
    for one in act["provisions"]:
        assert flat(one["text"]["kk"]) in told or one["kind"] in ("signature", "name", "list"), one["eid"]
    literals = {flat(str(one)) for one in graph.objects() if isinstance(one, rdflib.Literal)}
    assert set(items(site.data)) <= literals


@pytest.mark.site
def test_no_cell_of_a_table_runs_as_a_formula(site: Project) -> None:
    for path in (site.site / "data").glob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")):
            for cell in row:
                assert not re.search(r"(?:^|[;\t])[=+@\-]\D", cell), (path.name, cell)


@pytest.mark.site
def test_the_search_index_holds_words_for_html(site: Project) -> None:
    index = json.loads((site.site / "kk" / "search" / "search_index.json").read_text(encoding="utf-8"))
    for one in index["docs"]:
        fields = [one["title"], re.sub(r"</?p>", "", one["text"]), *one.get("tags", ()), one.get("keys", "")]
        assert not any("<" in words for words in fields), one["location"]
    script = (site.site / "kk" / "search" / "search_index.js").read_text(encoding="utf-8")
    assert json.loads(script.removeprefix("var __index = ")) == index


@pytest.mark.site
def test_names_of_files_are_plain(site: Project) -> None:
    names = {part for one in site.site.rglob("*") for part in one.relative_to(site.site).parts}
    assert [name for name in names if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]*", name)] == []
