"""Descriptions of fields in JSON Schemas are those that pydantic itself takes from the docstrings."""

from __future__ import annotations

from pydantic import BaseModel

from generator.model import AmendingActFile, Entry
from generator.model.descriptions import describe


class Parent(Entry):
    """A parent."""

    first: str
    """What the first is."""
    second: int = 2
    bare: str = ""


class Child(Parent):
    """A child."""

    second: int = 3
    """What the second is,
    on two lines."""


def test_docstrings_are_found_also_inherited_ones_and_on_several_lines() -> None:
    properties = describe(Child.model_json_schema(), Child)["properties"]
    assert {key: field.get("description") for key, field in properties.items()} == {
        "first": "What the first is.",
        "second": "What the second is,\non two lines.",
        "bare": None,
    }


def test_definitions_are_described_and_the_schema_itself_only_if_it_has_a_model() -> None:
    schema = AmendingActFile.model_json_schema()
    described = describe(AmendingActFile.model_json_schema())
    assert described["properties"] == schema["properties"]
    assert all(
        "description" in field
        for definition in described["$defs"].values()
        for field in definition.get("properties", {}).values()
    )


def test_the_keys_of_a_property_are_in_the_order_of_pydantic() -> None:
    class Own(BaseModel, use_attribute_docstrings=True):
        first: str
        """What the first is."""
        second: int = 3
        """What the second is,
        on two lines."""
        bare: str = ""

    ours = describe(Child.model_json_schema(), Child)["properties"]
    pydantic = Own.model_json_schema()["properties"]
    assert [list(ours[key].items()) for key in pydantic] == [
        list(field.items()) for field in pydantic.values()
    ]
