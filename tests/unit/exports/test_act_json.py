"""The published schema of `act.json` accepts what the generator writes and rejects anything else."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from generator.builder.preparation import PreparedSite
from generator.exports.act_json import dump
from tests.support.exported import files_of

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

Document = dict[str, Any]


@pytest.fixture(scope="module")
def act(real: PreparedSite) -> Document:
    content: Document = json.loads(files_of(real.dataset)["act.json"])
    return content


@pytest.fixture(scope="module")
def validator(real: PreparedSite) -> Draft202012Validator:
    # To import it takes seconds: it compiles grammars, in every process that collects the tests.
    from jsonschema import Draft202012Validator, FormatChecker

    schema = json.loads(files_of(real.dataset)["act.schema.json"])
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def test_it_accepts_the_written_file(
    validator: Draft202012Validator, act: Document, tiny_prepared: PreparedSite
) -> None:
    tiny = json.loads(files_of(tiny_prepared.dataset)["act.json"])
    for document in (act, tiny):
        assert [error.message for error in validator.iter_errors(document)] == []


def test_the_schema_is_the_same_for_every_act(real: PreparedSite, tiny_prepared: PreparedSite) -> None:
    name = "act.schema.json"
    assert files_of(real.dataset)[name] == files_of(tiny_prepared.dataset)[name]


WRONG: dict[str, Callable[[Document], object]] = {
    "another version": lambda act: act.update(schema="2.0"),
    "no work": lambda act: act.pop("work"),
    "a key too many": lambda act: act.update(extra=1),
    "no such day": lambda act: act.update(version="2022-13-40"),
    "a provision without its number": lambda act: act["provisions"][0].pop("num"),
    "a kind of provision that is none": lambda act: act["provisions"][0].update(kind="verse"),
    "a provision with a key too many": lambda act: act["provisions"][0].update(part="decree"),
    "words that are no words": lambda act: act["provisions"][0]["text"].update(kk=7),
    "an address with a space": lambda act: act["provisions"][0].update(eid="chp 1"),
    "a body without a type": lambda act: act["bodies"][0].pop("type"),
    "a body of another type": lambda act: act["bodies"][0].update(type="post"),
    "a kind of body that is none": lambda act: act["bodies"][0].update(kind="club"),
    "a relation without its words": lambda act: act["relations"][0].pop("quote"),
    "a kind of relation that is none": lambda act: act["relations"][0].update(kind="likes"),
    "a basis that is none": lambda act: act["ties"][0].update(basis="guess"),
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG.keys())
def test_it_rejects(
    change: Callable[[Document], object], validator: Draft202012Validator, act: Document
) -> None:
    changed = copy.deepcopy(act)
    change(changed)
    assert not validator.is_valid(changed)


@pytest.mark.parametrize(
    "value",
    [
        {"a": [], "b": {}, "c": [[], [{}], [1, True, None, -1.5]], "": ""},
        {"text": "".join(map(chr, range(0x100))) + "Ә\u2028\ufeff\U0001f600", "/<&>": ["é", 'a"b\\c']},
        [],
        "word",
    ],
)
def test_it_is_written_as_the_standard_library_would(value: Any) -> None:
    assert dump(value) == json.dumps(value, ensure_ascii=False, indent=1) + "\n"
