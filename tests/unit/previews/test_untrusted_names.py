from __future__ import annotations

import pytest

from generator.previews import untrusted_names


@pytest.mark.parametrize("name", ["index.html", "1.md", "_x", "a@2x.png", "com10"])
def test_a_plain_name(name: str) -> None:
    assert untrusted_names.is_plain(name)


@pytest.mark.parametrize(
    "name", ["", ".git", "a.", "a b", "con", "NUL.txt", "é", "-x", "a\n", "a:b", "a\u202eb"]
)
def test_no_plain_name(name: str) -> None:
    assert not untrusted_names.is_plain(name)


def test_a_name_in_a_message_is_ascii_and_short() -> None:
    assert untrusted_names.printable("a\u202e\nb" + "c" * 200) == "`a\\u202e\\nb" + "c" * 90 + "`"


def test_names_that_stand_for_two_things() -> None:
    found = dict(untrusted_names.clashes(["a/B", "A/b", "c", "c/d", "e"], ["E", "a"]))
    assert found == {
        "A/b": "is a duplicate; names must differ in more than letter case",
        "c": "is both a file and a folder",
        "E": "is a duplicate; names must differ in more than letter case",
    }


def test_a_path_that_is_too_long_is_not_taken_apart() -> None:
    path = "a/" * 32_000
    assert list(untrusted_names.length_problems(path)) == [
        "has a path of 64,000 characters; expected at most 200"
    ]
    assert list(untrusted_names.clashes([path, path])) == []
