"""The data files of the site: the structure and content of `act.json`."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from generator import exports
from generator.builder.preparation import PreparedSite
from generator.ingest.pdf_text import extract
from generator.model import Kind, Role
from tests.support.paths import ROOT


@pytest.fixture(scope="module")
def act(real: PreparedSite) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(exports.files(real.dataset)["act.json"])
    return content


def test_the_keys_of_the_act(act: dict[str, Any], real: PreparedSite) -> None:
    assert {"schema", "languages", "original", "provisions", "bodies", "relations", "ties"} <= act.keys()
    assert act["original"] == "kk"
    assert act["languages"] == [language.code for language in real.dataset.published]


def test_number_and_text_in_order_are_those_of_the_source(act: dict[str, Any], real: PreparedSite) -> None:
    source = (ROOT / "data" / "source" / "decree-1029.kk.txt").read_bytes().decode("utf-8")
    repairs = real.dataset.corrections.repairs
    words = [word for paragraph in extract(source, "", repairs).paragraphs for word in paragraph.text.split()]
    exported = [
        word
        for provision in act["provisions"]
        for text in (provision["num"], provision["text"]["kk"])
        for word in (text or "").split()
    ]
    assert exported == words
    assert len(words) == 3710
    assert sum(map(len, exported)) == len("".join(source.split())) == 29346


def test_provisions_have_the_documented_keys(act: dict[str, Any]) -> None:
    seen: set[str] = set()
    for provision in act["provisions"]:
        assert provision.keys() >= {"eid", "parent", "kind", "role", "num", "text"}
        # Document order: what holds a provision comes before it.
        assert provision["parent"] is None or provision["parent"] in seen
        assert provision["eid"] not in seen
        assert provision["kind"] in set(Kind)
        assert provision["role"] is None or provision["role"] in set(Role)
        assert set(provision["text"]) >= {"kk"}
        seen.add(provision["eid"])


def test_every_reference_resolves(act: dict[str, Any]) -> None:
    eids = {provision["eid"] for provision in act["provisions"]}
    ids = {body["id"] for body in act["bodies"]}
    assert {body["type"] for body in act["bodies"]} == {"body", "post", "group"}
    assert all(body["named_in"] in eids for body in act["bodies"])
    for relation in act["relations"]:
        assert relation["provision"] in eids
        assert {relation[key] for key in ("subject", "object", "other") if key in relation} <= ids
    assert all(tie["provision"] in eids and tie["body"] in ids for tie in act["ties"])


def test_editorial_assignments_are_marked(act: dict[str, Any], real: PreparedSite) -> None:
    assert len(act["ties"]) == len(real.dataset.assignments)
    assert all(tie["basis"] in ("named", "editorial") for tie in act["ties"])
    assert all("confidence" in tie for tie in act["ties"] if tie["basis"] == "editorial")


def test_the_file_is_stable_and_readable(real: PreparedSite, tiny_prepared: PreparedSite) -> None:
    for prepared in (real, tiny_prepared):
        text = exports.files(prepared.dataset)["act.json"]
        assert text == exports.files(prepared.dataset)["act.json"]
        assert "\\u04" not in text
        assert text.endswith("}\n")


def test_an_unpublished_translation_is_in_no_file(real: PreparedSite) -> None:
    original, other = real.dataset.languages
    languages = (original, other.model_copy(update={"draft": True}))
    files = exports.files(real.dataset.model_copy(update={"languages": languages}))
    assert "act.ru.akn.xml" not in files
    published = exports.files(real.dataset)
    for passage in ("Генеральная прокуратура Республики Казахстан", "ПОСТАНОВЛЯЮ"):
        assert passage in "".join(published.values())
        assert not [name for name, text in files.items() if passage in text]
    assert not [name for name, text in files.items() if re.search(r'@ru\b|_ru[,\r]|"ru"', text)]
    assert json.loads(files["act.json"])["languages"] == ["kk"]
