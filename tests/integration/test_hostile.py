"""What strangers try comes out as words: on pages, in charts, in the files for machines, in the search index.

`hostile/README.md` is the list of what is tried; every row names what shows its outcome.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import rdflib
import yaml
from lxml import etree, html

from generator import limits
from generator.builder import builder
from generator.builder.preparation import prepare
from generator.builder.project import Project
from generator.dataset import loader
from generator.plan.pages import PAGED_BODIES
from generator.problems import ProblemsError
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


def test_the_limits_in_the_table_are_the_limits() -> None:
    text = (ROOT / "docs" / "reference" / "limits.md").read_text(encoding="utf-8")
    table = dict(re.findall(r"^\| `([A-Z_]+)` \| .+? \| ([\d,]+) \|$", text, re.MULTILINE))
    stated = {name: int(value.replace(",", "")) for name, value in table.items()}
    assert stated == {name: value for name, value in vars(limits).items() if name.isupper()}


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


# What never ends, and what is too much


def problems(project: Project) -> str:
    with pytest.raises(ProblemsError) as caught:
        prepare(project)
    return str(caught.value)


ENDLESS = {
    "references": (
        "data/references.yml",
        "find:\n  kk:\n    - 'кітап'\n    - '((\\w|\\s)+)+%'\n",
        "data/references.yml:4: `((\\w|\\s)+)+%` may backtrack "
        "catastrophically; avoid nested quantifiers such as `(a+)+`",
    ),
    "parity": (
        "data/parity.yml",
        "patterns:\n  - kk: '(а|[а-я]|\\s|.)*(а|[а-я]|\\s|.)*%%'\n",
        "data/parity.yml:2: `(а|[а-я]|\\s|.)*(а|[а-я]|\\s|.)*%%` may backtrack "
        "catastrophically; avoid nested quantifiers such as `(a+)+`",
    ),
    "page": (
        "docs/kk/long.md",
        '---\ntitle: "а"\ndescription: "а"\n---\n\n' + "[" * 40_000,
        "docs/kk/long.md:1: takes too long to convert; avoid long runs of brackets, quotes or asterisks",
    ),
}


@pytest.mark.parametrize("case", ENDLESS)
def test_what_never_ends_is_ended(case: str, tiny: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    file, content, message = ENDLESS[case]
    (tiny.root / file).write_text(content, encoding="utf-8")
    monkeypatch.setattr(limits, "SECONDS", 2)
    assert problems(tiny) == message


def term(number: int) -> str:
    return f"  - id: t{number}\n    term: {{kk: x}}\n    source: {{kk: x}}\n"


LIMITS: dict[str, tuple[str, Callable[[int], str], int, str]] = {
    "children": (
        "data/provisions/lists.yml",
        lambda most: (
            "provisions:\n  - kind: list\n    text: {kk: а}\n    provisions:\n"
            + "      - {kind: item, text: {kk: а}}\n" * most
        ),
        limits.ENTRIES,
        "data/provisions/lists.yml:20005: list or mapping exceeds 20,000 entries",
    ),
    "terms": (
        "data/glossary.yml",
        lambda most: "terms:\n" + "".join(map(term, range(most))),
        limits.ENTRIES,
        "data/glossary.yml:60002: list or mapping exceeds 20,000 entries",
    ),
    "text": (
        "data/glossary.yml",
        lambda most: "terms:\n" + term(1) + f"    note: {{kk: {'ә' * most}}}\n",
        limits.WORDS,
        f"data/glossary.yml:5: `kk`: `{'ә' * 60}…` is too long; expected at most 20,000 characters",
    ),
    "name": (
        "data/glossary.yml",
        lambda most: f"terms:\n  - id: t\n    term: {{kk: {'ә' * most}}}\n    source: {{kk: x}}\n",
        limits.NAME,
        f"data/glossary.yml:3: `kk`: `{'ә' * 60}…` is too long; expected at most 500 characters",
    ),
    "expression": (
        "data/parity.yml",
        lambda most: f"patterns:\n  - kk: {'ә' * most}\n",
        limits.PATTERN,
        f"data/parity.yml:2: `kk`: `{'ә' * 60}…` is too long; expected at most 300 characters",
    ),
    "page": (
        "docs/kk/long.md",
        lambda most: '---\ntitle: "а"\ndescription: "а"\n---\n' + "a" * (most - 38),
        limits.PAGE,
        "docs/kk/long.md:1: exceeds 100,000 bytes; split it",
    ),
    "file": (
        "data/synonyms.yml",
        lambda most: "synonyms: []\n" + "#" * (most - 13),
        limits.FILE,
        "data/synonyms.yml:1: exceeds 8,000,000 bytes; split it",
    ),
}


@pytest.mark.parametrize("case", LIMITS)
def test_a_limit_holds_just_where_it_is(case: str, tiny: Project) -> None:
    file, made, most, message = LIMITS[case]
    path = tiny.root / file
    path.write_text(made(most), encoding="utf-8")
    try:
        prepare(tiny)
    except ProblemsError as others:
        assert message.partition(": ")[2] not in str(others)
        assert "at most" not in str(others) and "exceeds" not in str(others)
    path.write_text(made(most + 1), encoding="utf-8")
    assert message in problems(tiny).splitlines()


def test_a_hundred_thousand_children_are_refused(tiny: Project) -> None:
    _, made, _, message = LIMITS["children"]
    (tiny.data / "provisions" / "lists.yml").write_text(made(100_000), encoding="utf-8")
    assert problems(tiny) == message


def test_a_label_of_a_megabyte_is_refused(tiny: Project) -> None:
    file, made, _, message = LIMITS["name"]
    (tiny.root / file).write_text(made(500_000), encoding="utf-8")
    assert message in problems(tiny).splitlines()


def test_more_files_than_a_statute_has(tiny: Project) -> None:
    for number in range(limits.FILES):
        (tiny.data / "source" / f"{number}.txt").touch()
    assert problems(tiny) == "data:1: holds more than 2,000 files and folders"


def test_more_pages_than_anyone_writes(tiny: Project) -> None:
    for number in range(limits.PAGES + 1):
        (tiny.docs / "kk" / f"page-{number}.md").touch()
    assert problems(tiny) == "docs/kk:1: holds 202 pages; expected at most 200"


def test_a_thousand_mistakes_are_told_and_the_rest_said_to_be_there(tiny: Project) -> None:
    (tiny.data / "assignments.yml").write_text(
        "bearers: []\nassignments:\n" + "  - {a: b}\n" * 3_000, encoding="utf-8"
    )
    lines = problems(tiny).splitlines()
    assert len(lines) == limits.MAX_REPORTED + 1
    assert any(line.endswith(": and 11,000 more problems") for line in lines)


def test_bodies_below_bodies_without_end(tiny: Project) -> None:
    path = tiny.data / "bodies.yml"
    row = "  - {{id: b{}, parent: b{}, kind: named, name: {{kk: x}}, named_in: para_1, quote: {{kk: О}}}}\n"
    more = "".join(row.format(number, number + 1) for number in range(3_000)).replace("parent: b3000, ", "")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("bodies:\n", f"bodies:\n{more}", 1), encoding="utf-8")
    assert "data/bodies.yml:2: `parent`: `b0` is more than 24 levels deep" in problems(tiny)


def test_a_link_in_the_pages_is_refused(tiny: Project) -> None:
    (tiny.docs / "kk" / "passwords.md").symlink_to("/etc/passwd")
    message = "is a symbolic link; expected an ordinary file or folder"
    assert problems(tiny) == f"docs/kk/passwords.md:1: {message}"
    (tiny.docs / "kk").rename(tiny.root / "elsewhere")
    (tiny.docs / "kk").symlink_to(tiny.root / "elsewhere")
    assert problems(tiny) == f"docs/kk:1: {message}"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{name.__class__.__mro__}", "contains a brace that is not a placeholder; expected `{name}`"),
        ("{name:>9999999999}", "contains a brace that is not a placeholder; expected `{name}`"),
        ("{{7*7}}", "contains a brace that is not a placeholder; expected `{name}`"),
        ("x" * (limits.INTERFACE + 1), "is too long; expected at most 2,000 characters"),
    ],
)
def test_interface_words_reach_into_no_value(words: str, said: str, tiny: Project) -> None:
    path = tiny.data / "strings" / "kk.yml"
    text = re.sub(r"^heading\.parallel: .*$", f'heading.parallel: "{words}"', path.read_text(), flags=re.M)
    path.write_text(text, encoding="utf-8")
    line = text[: text.index("heading.parallel")].count("\n") + 1
    assert problems(tiny) == f"data/strings/kk.yml:{line}: `heading.parallel`: {said}"
