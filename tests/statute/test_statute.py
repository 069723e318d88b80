"""What the site says is true: the figures of the act, what is kept back, and whose words stand where."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from generator.act.index import Index
from generator.act.targets import Target
from generator.builder.preparation import PreparedSite
from generator.model import Assignment, Basis, BodyKind, Confidence, Kind, Provision, Role
from generator.plan.localization import Localization
from tests.conftest import rendered
from tests.support.law import act_words, heading_or_words
from tests.support.paths import INPUTS, ROOT
from tests.support.shared import build_kept
from tests.unit.test_escape import MARKDOWN

OF_THE_OFFICE = re.compile(r"прокур|prosecut|prokuror|1029|жарлы[қғ]|указ[^а-я]", re.IGNORECASE)
KIND_OF_ACT = re.compile(r"\b(жарлы[қғ]\w*|указ\w*)", re.IGNORECASE)
"""What any decree is called: `vocabulary/` holds the kinds of act by which import tells them."""
"""Words by which code would know whose statute it reads."""


@pytest.fixture(scope="module")
def index(real: PreparedSite) -> Index:
    return Index(real.dataset)


@pytest.fixture(scope="module")
def real_pages(
    real_markdown: dict[str, dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, Any]]:
    """Language -> Markdown file -> the page's content as HTML, which is kept between test runs."""

    def convert(root: Path) -> None:
        root.mkdir()
        pages = {
            code: {name: converted(page) for name, page in of.items()} for code, of in real_markdown.items()
        }
        (root / "pages.json").write_text(json.dumps(pages), encoding="utf-8")

    made_from = ("data", "docs", "tests/unit/test_escape.py", "tests/statute/test_statute.py")
    folder = build_kept(tmp_path_factory, "real-html", convert, *made_from)
    pages = json.loads((folder / "pages.json").read_text(encoding="utf-8"))
    return {code: {name: parsed(page) for name, page in of.items()} for code, of in pages.items()}


def converted(page: str) -> str:
    """Return the HTML of a page's content."""
    return MARKDOWN.reset().convert(page.split("---\n", 2)[2])


def parsed(page: str) -> Any:
    return html.fragment_fromstring(page, create_parent="main")


def below(index: Index, eid: str) -> list[Provision]:
    return list(index.descendants(index.provisions[eid]))[1:]


# The figures of the act


def test_chapters_and_points(index: Index) -> None:
    chapters = index.of_kind(Kind.CHAPTER)
    assert [one.num for one in chapters] == [f"{n}-тарау." for n in range(1, 6)]
    points = [[child for child in index.children(one) if child.kind is Kind.POINT] for one in chapters]
    assert [len(one) for one in points] == [12, 3, 6, 3, 1]
    assert [point.num for one in points for point in one] == [f"{n}." for n in range(1, 26)]


def test_roles(index: Index) -> None:
    assert {role.value: len(index.by_role[role]) for role in Role} == {
        "function": 47,
        "power": 49,
        "task": 4,
        "right": 8,
        "duty": 10,
    }
    assert [one.num for one in index.by_role[Role.FUNCTION]] == [f"{n})" for n in range(1, 48)]
    assert [one.num for one in index.by_role[Role.POWER]] == [f"{n})" for n in range(1, 50)]
    assert {one.parent for one in index.by_role[Role.FUNCTION]} == {"chp_2__para_15"}
    assert {one.parent for one in index.by_role[Role.POWER]} == {"chp_3__para_19"}


def test_second_parts_closing_words_and_lists(index: Index) -> None:
    assert [one.eid for one in index.of_kind(Kind.PART)] == [
        "chp_1__para_1__p_2",
        "chp_1__para_12__p_2",
        "chp_3__para_19__subpara_24__p_2",
        "chp_4__para_22__p_2",
    ]
    assert [one.eid for one in index.of_kind(Kind.CLOSING)] == ["chp_3__para_19__wrapup_1"]
    assert {one.eid: len(one.children) for one in index.of_kind(Kind.LIST)} == {
        "para_1__subpara_2__al_2__list_1": 17,
        "list_1": 2,
        "list_1__list_1": 22,
        "list_1__list_2": 22,
        "list_2": 3,
    }


def test_bodies_and_regions(index: Index) -> None:
    kinds = Counter(one.kind for one in index.dataset.organisation.bodies)
    assert [kinds[kind] for kind in list(BodyKind)[:6]] == [1, 17, 1, 22, 22, 3]
    assert len(index.regions) == 22
    assert sum(one.iso is not None for one in index.regions.values()) == 20
    for region in index.regions:
        assert sorted(one.kind for one in index.bodies_in[region]) == [
            BodyKind.DIRECTORATE,
            BodyKind.TERRITORIAL,
        ]


def test_every_item_of_a_list_is_some_body_s_name(index: Index) -> None:
    items = {one.eid for one in index.of_kind(Kind.ITEM)}
    assert len(items) == 17 + 22 + 22 + 3
    assert items == set(index.named_here) & items


def test_the_proof(real: PreparedSite) -> None:
    proof = real.proof
    assert proof.holds
    assert (proof.words_in_source, proof.words_after_repairs, proof.words_in_provisions) == (3716, 3710, 3710)
    assert proof.characters_in_source == proof.characters_in_provisions == 29346
    assert (proof.repairs, proof.moved) == (12, 8)
    assert (proof.look_alikes, proof.latin_letters) == (19, 26)


def test_the_figures_of_the_home_page(real: PreparedSite, real_pages: dict[str, dict[str, Any]]) -> None:
    for pages_of in real_pages.values():
        words = pages_of["index.md"].text_content()
        for number in (5, 25, 20, 17, 22, 3, 13):
            assert re.search(rf"(?<!\d){number}(?!\d)", words), number


# Editorial ties


def shown_as_editorial(page: Any) -> Iterator[tuple[str, str]]:
    """Yield the address and the ground of every editorial tie on the page of a function."""
    ties = page.xpath(".//dd/a[contains(@class, 'tie--editorial')]/@href")
    grounds = page.xpath(".//details//li[em[contains(@class, 'label--editorial')]]")
    for href, ground in zip(ties, grounds, strict=True):
        yield str(href).replace(".md", ".html"), ground.text_content()


def editorial(index: Index, provision: Provision) -> list[Assignment]:
    return [
        one
        for one in index.dataset.assignments
        if one.provision == provision.eid and one.basis is Basis.EDITORIAL
    ]


def test_low_ties_stand_on_no_page(
    index: Index, real: PreparedSite, real_pages: dict[str, dict[str, Any]]
) -> None:
    low = [one for one in index.dataset.assignments if one.confidence is Confidence.LOW]
    assert len(low) == 15
    for localization in real.localizations:
        shown = {localization.text(one.ground) for one in index.shown_assignments}
        hidden = {localization.text(one.ground) for one in low} - shown
        assert len(hidden) > 5
        for name, page in real_pages[localization.code].items():
            words = " ".join(page.text_content().split())
            assert not [ground for ground in hidden if ground in words], name


def test_each_function_shows_the_ties_that_are_sure_enough(
    index: Index, real: PreparedSite, real_pages: dict[str, dict[str, Any]]
) -> None:
    for function in index.by_role[Role.FUNCTION]:
        page = real_pages["kk"][f"functions/{index.number(function)}.md"]
        sure = [one for one in editorial(index, function) if one.confidence is not Confidence.LOW]
        found = list(shown_as_editorial(page))
        assert [href for href, _ in found] == [
            f"../{real.plan.address(Target.body(one.body))}" for one in sure
        ]
        assert all(
            real.localizations[0].text(assignment.ground) in words
            for assignment, (_, words) in zip(sure, found, strict=True)
        )


def test_fifteen_functions_say_that_the_act_names_no_body(
    index: Index, real: PreparedSite, real_pages: dict[str, dict[str, Any]]
) -> None:
    localization = real.localizations[0]
    silent = {
        int(index.number(one))
        for one in index.by_role[Role.FUNCTION]
        if localization.strings["ties.unit.none"]
        in real_pages["kk"][f"functions/{index.number(one)}.md"].text_content()
    }
    assert silent == {2, 4, 5, 7, 8, 9, 11, 12, 20, 23, 26, 27, 28, 29, 47}


def test_every_editorial_tie_on_a_page_is_labelled(
    real: PreparedSite, real_pages: dict[str, dict[str, Any]]
) -> None:
    for localization in real.localizations:
        labelled = 0
        for page in real_pages[localization.code].values():
            for one in page.find_class("tie--editorial"):
                labelled += 1
                assert localization.strings["label.editorial"] in one.getparent().text_content()
        assert labelled > 0


def test_a_site_without_editorial_ties_has_none(tiny_prepared: PreparedSite) -> None:
    dataset = tiny_prepared.dataset
    grounds = [one.ground["kk"] for one in dataset.assignments if one.ground]
    assert len(grounds) == 4

    def told(show: bool) -> tuple[int, int, set[str]]:
        site = dataset.site.model_copy(update={"show_editorial_assignments": show})
        bare = Index(dataset.model_copy(update={"site": site}))
        first = tiny_prepared.localizations[0]
        localization = Localization(bare, first.language, first.written)
        made = {name: parsed(converted(page)) for name, page in rendered(tiny_prepared, localization).items()}
        words = {name: " ".join(page.text_content().split()) for name, page in made.items()}
        assignments = sum(len(page.find_class("tie--editorial")) for page in made.values())
        links = [str(href) for href in made["topics/stock.md"].xpath("//a/@href")]
        topics = {href for href in links if "bodies/" in href}
        return assignments, sum(ground in one for ground in grounds for one in words.values()), topics

    # Three of the four are sure enough; each stands on its function's page and on its body's.
    assert told(True) == (
        6,
        6,
        {"../bodies/book-stock.md", "../bodies/manuscripts.md", "../bodies/readers.md"},
    )
    # The act itself names one body in that topic.
    assert told(False) == (0, 0, {"../bodies/manuscripts.md"})


def test_what_one_quotation_states_of_several_bodies_is_one_statement(
    real_pages: dict[str, dict[str, Any]],
) -> None:
    """Power 24: the Prosecutor General approves the structure of eight groups of bodies."""
    for pages_of in real_pages.values():
        page = pages_of["powers/24.md"]
        rows = page.xpath(".//dl/dd[count(a) > 7]")
        assert [len(row.findall("a")) for row in rows] == [8]
        quoted = [quote.text_content() for quote in page.xpath(".//details//blockquote/p[1]")]
        assert len(quoted) == len(set(quoted)) == 7


# The act's words


def test_quotations_on_pages_stand_in_the_act(index: Index, real_pages: dict[str, dict[str, Any]]) -> None:
    act = [" ".join(one.text["kk"].split()) for one in index.dataset.provisions]
    seen = 0
    for name, page in real_pages["kk"].items():
        quotes = page.xpath(".//blockquote/p[contains(@class, 'act')] | .//p[contains(@class, 'quoted')]")
        for quote in quotes:
            words = " ".join("".join(quote.xpath(".//text()[not(ancestor::a)]")).split())
            assert any(words in text for text in act), (name, words)
            seen += 1
    assert seen > 500


def test_provisions_on_pages_are_the_act_s_letter_by_letter(
    index: Index, real_pages: dict[str, dict[str, Any]]
) -> None:
    for name in ("text.md", "lists.md", "decree.md", *(f"chapters/{n}.md" for n in range(1, 6))):
        shown = act_words(real_pages["kk"][name])
        assert shown
        for eid, words in shown.items():
            assert words == heading_or_words(index.provisions[eid], "kk"), (name, eid)


# The generator knows no statute


def test_nothing_of_this_office_stands_in_the_generator() -> None:
    for path in sorted((ROOT / "generator").rglob("*")):
        if path.is_file() and path.suffix in (".py", ".jinja", ".html", ".js", ".css", ".yml"):
            text = path.read_text(encoding="utf-8")
            if path.parent.parent.name == "drafts":
                continue  # A country's offices and a language's nouns for bodies, of whatever statute.
            text = KIND_OF_ACT.sub("", text) if path.parent.name == "vocabularies" else text
            for number, line in enumerate(text.splitlines(), start=1):
                assert not OF_THE_OFFICE.search(line), f"{path.relative_to(ROOT)}:{number}: {line.strip()}"


def test_the_tiny_project_is_of_another_world() -> None:
    for path in sorted((INPUTS / "tiny").rglob("*")):
        if path.is_file():
            assert not OF_THE_OFFICE.search(path.read_text(encoding="utf-8")), path
