"""The data files of the site: what `act.json` promises to whoever reads it."""

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
    found: dict[str, Any] = json.loads(exports.files(real.dataset)["act.json"])
    return found


def test_the_keys_of_the_act(act: dict[str, Any], real: PreparedSite) -> None:
    assert {"schema", "languages", "original", "provisions", "bodies", "relations", "ties"} <= act.keys()
    assert act["original"] == "kk"
    assert act["languages"] == [one.code for one in real.dataset.published]


def test_number_and_text_in_order_are_the_words_of_the_source(
    act: dict[str, Any], real: PreparedSite
) -> None:
    source = (ROOT / "data" / "source" / "decree-1029.kk.txt").read_bytes().decode("utf-8")
    repairs = real.dataset.corrections.repairs
    words = [word for one in extract(source, "", repairs).paragraphs for word in one.text.split()]
    told = [
        word
        for one in act["provisions"]
        for words in (one["num"], one["text"]["kk"])
        for word in (words or "").split()
    ]
    assert told == words
    assert len(words) == 3710
    assert sum(map(len, told)) == len("".join(source.split())) == 29346


def test_provisions_have_the_promised_shape(act: dict[str, Any]) -> None:
    seen: set[str] = set()
    for one in act["provisions"]:
        assert one.keys() >= {"eid", "parent", "kind", "role", "num", "text"}
        # Document order: what holds a provision comes before it.
        assert one["parent"] is None or one["parent"] in seen
        assert one["eid"] not in seen
        assert one["kind"] in set(Kind)
        assert one["role"] is None or one["role"] in set(Role)
        assert set(one["text"]) >= {"kk"}
        seen.add(one["eid"])


def test_what_is_named_is_there(act: dict[str, Any]) -> None:
    eids = {one["eid"] for one in act["provisions"]}
    ids = {one["id"] for one in act["bodies"]}
    assert {one["type"] for one in act["bodies"]} == {"body", "post", "group"}
    assert all(one["named_in"] in eids for one in act["bodies"])
    for one in act["relations"]:
        assert one["provision"] in eids
        assert {one["subject"], one.get("object", one["subject"]), one.get("other", one["subject"])} <= ids
    assert all(one["provision"] in eids and one["body"] in ids for one in act["ties"])


def test_low_ties_are_in_the_data_and_say_so(act: dict[str, Any], real: PreparedSite) -> None:
    assert len(act["ties"]) == len(real.dataset.assignments)
    assert all(one["basis"] in ("named", "editorial") for one in act["ties"])
    assert all("confidence" in one for one in act["ties"] if one["basis"] == "editorial")


def test_the_file_is_stable_and_readable(real: PreparedSite, tiny_prepared: PreparedSite) -> None:
    for prepared in (real, tiny_prepared):
        text = exports.files(prepared.dataset)["act.json"]
        assert text == exports.files(prepared.dataset)["act.json"]
        assert "\\u04" not in text
        assert text.endswith("}\n")


def test_a_translation_under_way_is_in_no_file(real: PreparedSite) -> None:
    original, other = real.dataset.languages
    languages = (original, other.model_copy(update={"draft": True}))
    found = exports.files(real.dataset.model_copy(update={"languages": languages}))
    assert "act.ru.akn.xml" not in found
    published = exports.files(real.dataset)
    for words in ("Генеральная прокуратура Республики Казахстан", "ПОСТАНОВЛЯЮ"):
        assert words in "".join(published.values())
        assert not [name for name, text in found.items() if words in text]
    assert not [name for name, text in found.items() if re.search(r'@ru\b|_ru[,\r]|"ru"', text)]
    assert json.loads(found["act.json"])["languages"] == ["kk"]
