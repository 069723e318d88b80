"""Property tests of untrusted input: the result is a problem with its file and line, or unchanged text.

`make test` tries a tenth of each property's examples and `make audit` all of them, the same on every run.
`make fuzz` tries a hundred times as many, different ones on each run.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pygraphviz
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as html_parser
from mkdocs.utils import meta
from pydantic import TypeAdapter, ValidationError

from generator import exports
from generator.act.index import Index
from generator.builder import preparation
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.charts.dot import dots
from generator.charts.geometry import Box, Figure, Item, Label
from generator.checks import handwritten_pages
from generator.commands import import_act
from generator.dataset import loader
from generator.dataset.yaml_reader import read_file
from generator.exports import jsonld
from generator.model import Dataset, Id, Node, ProvisionsFile
from generator.plan.localization import Localization
from generator.problems import Problem, ProblemsError
from generator.render import renderer
from generator.render.page_kinds import PAGE_KINDS, page_context
from generator.render.renderer import blank
from tests.conftest import copy_tiny, rendered
from tests.support.datasets import changed, part
from tests.support.paths import INPUTS, TINY
from tests.support.properties import examples
from tests.unit.test_escape import ANY, MARKDOWN, TANGLE, flat

WORDS = (ANY | TANGLE).map(flat).filter(bool)
FILES = [
    *(f"data/{name}" for name in sorted(loader.FILES) if (TINY / "data" / name).exists()),
    "data/provisions/chapter-2.yml",
    "data/strings/kk.yml",
    "data/source/resolution-7.kk.txt",
    "docs/kk/about.md",
]
TOKENS = st.sampled_from(
    [
        *(
            "&a ",
            "*a",
            "!!x ",
            "- ",
            "? ",
            ": ",
            "<<: ",
            "[",
            "{",
            '"',
            "'",
            "|",
            "\t",
            "---\n",
            "kk: ",
            "id: ",
        ),
        *("\x00", "999999999999", "2024-99-99", "../..", "<script>", "{{7*7}}", "ү\u0301"),
        *("1.", "2)", "\n\n\n\n", "      "),
    ]
)


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """Draw a text with some lines left out, doubled, moved, indented or broken by a token."""
    lines = text.splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["omit", "double", "move", "indent", "outdent", "token", "cut"])):
            case "omit" if len(lines) > 1:
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "move":
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
            case "indent":
                lines[at] = "  " + lines[at]
            case "outdent":
                lines[at] = lines[at].removeprefix("  ")
            case "cut":
                lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
            case _:
                place = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:place] + draw(TOKENS) + lines[at][place:]
    return "".join(lines)


def well_said(problems: tuple[Problem, ...]) -> None:
    """Every fault has a file, a line and one line of words."""
    assert problems
    for one in problems:
        assert re.fullmatch(r"[^\n]+:[1-9]\d*: [^\n]+", str(one)), str(one)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return copy_tiny(tmp_path_factory.mktemp("fuzz") / "tiny")


def prepared(project: Project, name: str, content: bytes) -> None:
    """Prepare the project with another file in place of one; only faults may be raised."""
    path = project.root / name
    before = path.read_bytes()
    path.write_bytes(content)
    try:
        preparation.prepare(project)
    except ProblemsError as found:
        well_said(found.problems)
    finally:
        path.write_bytes(before)


@examples(60)
@given(name=st.sampled_from(FILES), content=st.binary(max_size=200))
def test_any_bytes_in_place_of_a_file(name: str, content: bytes, project: Project) -> None:
    prepared(project, name, content)


@examples(80)
@given(data=st.data(), name=st.sampled_from(FILES))
def test_a_real_file_with_something_wrong(data: st.DataObject, name: str, project: Project) -> None:
    text = (project.root / name).read_text(encoding="utf-8")
    prepared(project, name, data.draw(mutated(text)).encode("utf-8"))


# Import


ACTS = [
    TINY / "data" / "source" / "resolution-7.kk.txt",
    *sorted((INPUTS / "acts").rglob("*.txt")),
]
ACT = st.lists(
    st.sampled_from([*'1234). ;:«»"\n- абтқ', "      ", "тарау", "\u00a0", "\r", "ҚОСЫМША"]), max_size=300
).map("".join)


def nothing_is_lost(text: str) -> None:
    """What import takes is the text and can be read back; of what it refuses it writes nothing."""
    with tempfile.TemporaryDirectory() as folder:
        source, data = Path(folder) / "act.txt", Path(folder) / "data"
        source.write_text(text, encoding="utf-8")
        try:
            said = list(import_act.import_act(source, data))
        except ProblemsError as found:
            well_said(found.problems)
            assert not data.exists()
            return
        assert said
        parts = [read_file(path, path.name) for path in sorted((data / "provisions").glob("*.yml"))]
        nodes = [ProvisionsFile.model_validate(one).provisions for one in parts]
        told = [word for row in nodes for one in row for word in words_below(one)]
        assert sorted("".join(told)) == sorted("".join(text.removeprefix("\ufeff").split()))


def words_below(node: Node) -> Iterator[str]:
    for words in (node.num or "", *node.text.values()):
        yield from words.split()
    for one in node.provisions:
        yield from words_below(one)


@examples(150)
@given(text=ACT | ANY)
def test_any_text_imported(text: str) -> None:
    nothing_is_lost(text)


@examples(100)
@given(data=st.data(), path=st.sampled_from(ACTS))
def test_an_act_imported_with_something_wrong(data: st.DataObject, path: Path) -> None:
    text = path.read_text(encoding="utf-8") or "\n"
    nothing_is_lost(data.draw(mutated(text)))


# Charts


@examples(100)
@given(labels=st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_dot_reads_back_as_it_was_written(labels: list[list[str]]) -> None:
    boxes = tuple(Box(0, 40.0 * at, 100, 30, Label(tuple(lines))) for at, lines in enumerate(labels))
    (text,) = dots(Figure("chart", 200, 400, (Item("id", "unit", boxes),)))
    graph = pygraphviz.AGraph(string=text)
    names = {f"0_{place}" for place in range(len(labels))}
    assert set(graph.nodes()) == {*names, "end"}
    for place, lines in enumerate(labels):
        written = str(graph.get_node(f"0_{place}").attr["label"])
        # A line ends in `\l`; a backslash of its own is doubled and an ampersand is a reference.
        read = [re.sub(r"\\(.)", r"\1", one) for one in re.findall(r"((?:[^\\]|\\[^l])*)\\l", written)]
        assert [html.unescape(one) for one in read] == [html.unescape(html.escape(one)) for one in lines]


# Pages and files for machines


@pytest.fixture(scope="module")
def plain(tiny_prepared: PreparedSite) -> dict[str, list[str]]:
    return {name: around(text) for name, text in rendered(tiny_prepared).items()}


def parts(markdown: str) -> tuple[str, Any]:
    """Return the head of a page and the tree that its Markdown becomes."""
    _, head, body = markdown.split("---\n", 2)
    return head, html_parser.fragment_fromstring(MARKDOWN.reset().convert(body), create_parent="main")


def around(markdown: str) -> list[str]:
    """Return the elements of a page with their attributes."""
    return sorted({f"{one.tag} {' '.join(sorted(one.attrib))}".strip() for one in parts(markdown)[1].iter()})


def renamed(dataset: Dataset, words: str) -> Dataset:
    """Return an institution whose own words are all the given ones; the act's are let be."""
    own = {"kk": words}

    def every(name: str, *keys: str) -> dict[str, Any]:
        return {name: tuple(one.model_copy(update=dict.fromkeys(keys, own)) for one in part(dataset, name))}

    return changed(
        dataset,
        site=dataset.site.model_copy(update=dict.fromkeys(("name", "description"), own)),
        **every("bodies", "name", "short", "remark"),
        **every("posts", "name", "remark"),
        **every("groups", "name"),
        **every("regions", "name", "short", "centre", "remark"),
        **every("topics", "name", "about"),
        **every("titles", "title"),
        **every("terms", "term", "definition", "note", "source"),
        **every("assignments", "ground"),
        **every("relations", "detail"),
    )


@pytest.mark.parametrize("page", ["topics/stock.md", "terms.md", "bodies/readers.md", "functions/1.md"])
@examples(25)
@given(words=WORDS)
def test_pages_say_any_words(
    page: str, words: str, tiny_prepared: PreparedSite, plain: dict[str, list[str]]
) -> None:
    dataset = renamed(tiny_prepared.dataset, words)
    localization = Localization(Index(dataset), dataset.languages[0], tiny_prepared.localizations[0].written)
    text = rendered(tiny_prepared, localization)[page]
    head, made = parts(text)
    assert words in flat("".join(made.itertext()))
    assert set(around(text)) <= {one for known in plain.values() for one in known}
    for line in head.splitlines():
        key, _, value = line.partition(": ")
        if key in ("title", "description"):
            assert flat(json.loads(value)) == json.loads(value)


@examples(40)
@given(words=WORDS)
def test_files_for_machines_say_any_words(words: str, tiny_prepared: PreparedSite) -> None:
    dataset = renamed(tiny_prepared.dataset, words)
    files = exports.files(dataset)
    assert json.loads(files["act.json"])["bodies"][0]["name"] == {"kk": words}
    xml = etree.fromstring(files["act.kk.akn.xml"].encode())
    assert words in {one.get("showAs") for one in xml.iter()}
    graph = rdflib.Graph().parse(data=files["act.ttl"], format="turtle")
    assert words in {str(one) for one in graph.objects()}
    for name in (name for name in files if name.endswith(".csv")):
        for row in csv.reader(io.StringIO(files[name].removeprefix("\ufeff"), newline="")):
            assert not [cell for cell in row if re.match(r"[=+@\t\r]|-\D", cell)], name


@examples(25)
@given(words=WORDS)
def test_no_words_leave_the_front_matter_that_holds_them(words: str, tiny_prepared: PreparedSite) -> None:
    dataset = renamed(tiny_prepared.dataset, words)
    localization = Localization(Index(dataset), dataset.languages[0], tiny_prepared.localizations[0].written)
    for page in tiny_prepared.plan.pages:
        context = page_context(page, tiny_prepared.plan, localization, tiny_prepared.proof)
        view = renderer.view_of(context)
        text = renderer.render_page(context, view, blank(view.figures))
        _, front_matter = meta.get_data(text)
        assert json.loads(front_matter["structured_data"]) == jsonld.graph(
            context, PAGE_KINDS[page.kind].about
        )
        assert front_matter["title"] == " ".join(PAGE_KINDS[page.kind].title(context).split())


# Names and pages written by hand


@examples(200)
@given(words=ANY | TANGLE | st.text("abz09-./\\ :ə", max_size=8))
def test_an_id_is_a_plain_name_or_refused(words: str) -> None:
    try:
        made = TypeAdapter(Id).validate_python(words)
    except ValidationError:
        return
    assert re.fullmatch("[a-z0-9-]+", made) and made[0] != "-" != made[-1]


RISKY = st.sampled_from(
    [
        *("<", ">", '"', "'", "=", "/", "a", "p", "script", "svg", "img", " onclick", " href", " style"),
        *("javascript:", "java&#115;cript:", "data:", "[x](", ")", "{: ", " }", "\n", "\n\n", "    "),
        *("`", "<!--", "-->", "&lt;", "\\"),
    ]
)


@examples(300)
@given(body=st.lists(RISKY, max_size=14).map("".join))
def test_a_page_that_is_let_through_does_nothing(body: str) -> None:
    if list(handwritten_pages.judge(body, "docs/kk/page.md")):
        return
    made = html_parser.fragment_fromstring(MARKDOWN.reset().convert(body), create_parent="main")
    for one in made.iter():
        assert one.tag in handwritten_pages.ELEMENTS | {"main"}
        assert set(one.attrib) <= handwritten_pages.ATTRIBUTES
        for name in ("href", "src"):
            address = re.sub(r"[\x00-\x20]", "", html.unescape(one.get(name, ""))).lower()
            assert not address.startswith(("javascript:", "data:", "//"))
