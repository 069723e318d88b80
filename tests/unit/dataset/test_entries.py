"""Entries added to a list of a data file; the rest of the file stays letter for letter."""

from __future__ import annotations

from generator.dataset.entries import with_entries
from generator.model import Post

POST = Post(id="head", name={"kk": "Төраға"}, of="office", named_in="para_1")
ITEM = "  - id: head\n    name:\n      kk: Төраға\n    of: office\n    named_in: para_1\n"


def test_a_new_file() -> None:
    text = with_entries("", "bodies", "posts", [POST])
    assert text == f"# yaml-language-server: $schema=schema/bodies.json\nposts:\n{ITEM}"


def test_the_end_of_a_list_before_the_comment_of_the_next() -> None:
    text = "# a\nposts:\n  # b\n  - id: x\n# of the groups\ngroups:\n  - id: y\n"
    expected = f"# a\nposts:\n  # b\n  - id: x\n{ITEM}# of the groups\ngroups:\n  - id: y\n"
    assert with_entries(text, "bodies", "posts", [POST]) == expected


def test_the_last_list_and_an_empty_one() -> None:
    assert with_entries("posts: []\n", "bodies", "posts", [POST]) == f"posts:\n{ITEM}"
    assert (
        with_entries("bodies:\n  - id: x", "bodies", "posts", [POST]) == f"bodies:\n  - id: x\nposts:\n{ITEM}"
    )


def test_no_entries_change_nothing() -> None:
    assert with_entries("a: b", "bodies", "posts", []) == "a: b"
