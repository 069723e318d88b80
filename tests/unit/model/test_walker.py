"""The walker finds every annotated value, and the models annotate every field that refers to an entry."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from pydantic import BaseModel

from generator import model
from generator.act.index import Index
from generator.builder.preparation import PreparedSite
from generator.checks import references
from generator.model import (
    Completion,
    Dataset,
    EId,
    Entry,
    EntryKind,
    Id,
    ProvisionRef,
    QuotedFrom,
    RefersTo,
    Text,
    Translated,
    annotated_values,
)
from generator.model.walker import _parts

COMPLETION = Completion(words={"kk": "сөз"}, source="p", completes=("q", "r"))


class _Leaf(Entry):
    text: Text


class _Tree(Entry):
    title: Text | None = None
    see: ProvisionRef | None = None
    by_key: dict[str, Text]
    leaf: _Leaf | None = None
    leaves: tuple[_Leaf, ...] = ()


def test_items_of_a_list_are_yielded_one_by_one() -> None:
    values = [(key, value) for _, key, value, _ in annotated_values(COMPLETION, RefersTo)]
    assert values == [("source", "p"), ("completes.0", "q"), ("completes.1", "r")]


def test_a_field_can_have_two_annotations() -> None:
    assert [value for _, _, value, _ in annotated_values(COMPLETION, Translated)] == [{"kk": "сөз"}]
    ((_, key, _, source),) = annotated_values(COMPLETION, QuotedFrom)
    assert (key, source.key) == ("words", "source")


def test_entries_below_are_visited_and_unset_fields_and_mappings_are_not() -> None:
    tree = _Tree(
        by_key={"a": {"kk": "mapping"}},
        leaf=_Leaf(text={"kk": "one"}),
        leaves=(_Leaf(text={"kk": "two"}), _Leaf(text={"kk": "three"})),
    )
    found = [value["kk"] for _, _, value, _ in annotated_values(tree, Translated)]
    assert found == ["one", "two", "three"]
    assert list(annotated_values(tree, RefersTo)) == []


MODELS = [
    member
    for name in model.__all__
    if isinstance(member := getattr(model, name), type) and issubclass(member, BaseModel)
]

NOT_REFERENCES = {
    ("Act", "parts"),  # file names
    ("CitedAct", "page"),  # a page of the site
    ("Site", "bundle"),  # a file name
    ("Provision", "eid"),  # computed, as are the next two
    ("Provision", "parent"),
    ("Provision", "children"),
    # `checks.amendments` and `drafts.review` check these: their places may be of another act or another day.
    ("AmendingActFile", "act"),
    ("AmendingActFile", "context"),
    ("AmendingActFile", "outside"),
    ("AmendingActFile", "own"),
    ("AmendingActFile", "undisclosed"),
    ("DatedStructure", "list"),
    ("Draft", "place"),
    ("DraftsFile", "refused"),
    ("Operation", "by"),
    ("Operation", "target"),
    ("TimelineFile", "acts"),
    ("UnknownChange", "provisions"),
}
"""The fields with the type of an id that are not an entry's own and do not refer to an entry."""


def _patterns(annotation: type[Any]) -> set[str]:
    return {part.pattern for part in get_args(annotation)[1:] if hasattr(part, "pattern")}


def test_every_field_with_an_id_says_what_it_refers_to() -> None:
    ids = _patterns(Id) | _patterns(EId)
    unannotated = set()
    for member in MODELS:
        for key, field in member.model_fields.items():
            parts = [*field.metadata, *_parts(field.annotation)]
            holds_id = any(getattr(part, "pattern", None) in ids for part in parts)
            if holds_id and key != "id" and not any(isinstance(part, RefersTo) for part in parts):
                unannotated.add((member.__name__, key))
    assert unannotated == NOT_REFERENCES


def test_every_quotation_names_a_field_that_refers_to_a_provision() -> None:
    quotations = 0
    for member in MODELS:
        for field in member.model_fields.values():
            for part in [*field.metadata, *_parts(field.annotation)]:
                if isinstance(part, QuotedFrom):
                    quotations += 1
                    assert RefersTo("provision") in member.model_fields[part.key].metadata
    assert quotations == 9


def test_every_kind_of_entry_can_be_looked_up(tiny_prepared: PreparedSite) -> None:
    assert set(references.targets(Index(tiny_prepared.dataset))) == set(get_args(EntryKind))


@pytest.mark.parametrize("annotation", [Translated, RefersTo, QuotedFrom])
def test_every_entry_of_the_dataset_is_visited(annotation: type[Any], real: PreparedSite) -> None:
    """The walker agrees with a search that looks at every attribute."""
    assert _count(real.dataset, annotation) == len(list(annotated_values(real.dataset, annotation)))


def _count(value: Any, annotation: type[Any]) -> int:
    if isinstance(value, tuple):
        return sum(_count(item, annotation) for item in value)
    if not isinstance(value, (Entry, Dataset)):
        return 0
    total = 0
    for key, field in type(value).model_fields.items():
        held = getattr(value, key)
        parts = [*field.metadata, *_parts(field.annotation)]
        if held is not None and any(isinstance(part, annotation) for part in parts):
            total += len(held) if isinstance(held, tuple) else 1
        total += _count(held, annotation)
    return total
