"""The YAML reader, on short documents; `checks/test_broken_data.py` checks whole files."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import limits
from generator.dataset.yaml_reader import parse, read_file
from generator.model import Located
from generator.problems import ProblemsError

PEAK = 20 * 1024 * 1024
"""The most memory, in bytes, that reading a hostile text may take."""


def problems(text: str) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        parse(text, "a.yml")
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    "word", ["no", "yes", "012", "12:30:45", "2024-01-01", "1e3", "~", "null", "0x1f", ".inf", "="]
)
def test_every_scalar_is_the_word_as_written(word: str) -> None:
    assert parse(f"a: {word}\n", "a.yml") == {"a": word}
    assert parse(f"- {word}\n", "a.yml") == [word]


def test_a_value_left_out_is_an_empty_word() -> None:
    assert parse("a:\nb: ''\n", "a.yml") == {"a": "", "b": ""}


def test_mappings_know_their_lines() -> None:
    document = parse("# comment\na:\n  - id: x\n    name:\n\n      kk: сөз\n  - id: y\n", "a.yml")
    assert document.place.of("a") == ("a.yml", 2)
    first, second = document["a"]
    assert [first.place.line, second.place.line] == [3, 7]
    assert first.place.of("name") == ("a.yml", 4)
    assert first["name"].place.of("kk") == ("a.yml", 6)
    assert first.place.of("absent") == ("a.yml", 3)


def test_entries_of_a_list_know_their_lines() -> None:
    document = parse("a:\n  - x\n\n  - y\nb: [z,\n  w]\n", "a.yml")
    assert [document.place.of(f"a.{n}")[1] for n in (0, 1)] == [2, 4]
    assert [document.place.of(f"b.{n}")[1] for n in (0, 1)] == [5, 6]


def test_line_ends_and_a_byte_order_mark_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"\xef\xbb\xbfa: x\r\nb:\r\n  c: y\r\n")
    document = read_file(path, "a.yml")
    assert document == {"a": "x", "b": {"c": "y"}}
    assert document["b"].place.line == 3


def test_every_problem_of_a_file_is_found() -> None:
    assert problems("a: &x 1\nb: *x\na: 2\nc: !!int 3\n<<: d\n") == [
        "a.yml:1: the anchor `&x` is not allowed; write out the value",
        "a.yml:2: the alias `*x` is not allowed; write out the value",
        "a.yml:3: duplicate key `a`; first used on line 1",
        "a.yml:4: the tag `tag:yaml.org,2002:int` is not allowed; expected a plain value",
        "a.yml:5: the merge key `<<` is not allowed; write out the keys",
    ]


@pytest.mark.parametrize(
    "point",
    [
        0x00,
        0x01,
        0x0B,
        0x1F,
        0x7F,
        0x202A,
        0x202E,
        0x2066,
        0x2069,
        0xAD,
        0x61C,
        0x200B,
        0x200F,
        0x2060,
        0x3164,
    ],
)
def test_invisible_characters_are_refused_plain_and_escaped(point: int) -> None:
    message = f"a.yml:2: contains the invisible or control character U+{point:04X}; remove it"
    assert problems(f"a: x\nb: x{chr(point)}y\n") == [message]
    assert problems(f'a: x\nb: "x\\u{point:04x}y"\n') == [message]


@pytest.mark.parametrize("point", [0xAD, 0x200B, 0x3164, 0xE0041])
def test_the_words_of_an_act_are_kept_with_all_their_characters(point: int) -> None:
    """What nobody sees may stand in an act's source; the provisions are compared with it letter by letter."""
    text = f"a: x{chr(point)}y\n"
    for name in ("data/provisions/a.yml", "data/source/repairs.yml"):
        assert parse(text, name) == {"a": f"x{chr(point)}y"}
    for name in ("data/bodies.yml", "provisions.yml", "data/provisions/a/b.yml"):
        with pytest.raises(ProblemsError, match=f"U\\+{point:04X}; remove it"):
            parse(text, name)


def test_invisible_characters_are_refused_in_keys() -> None:
    assert problems('"a\\u202e": x\n') == [
        "a.yml:1: contains the invisible or control character U+202E; remove it"
    ]


def test_a_lone_surrogate_is_refused() -> None:
    assert problems("a: \ud800\n") == [
        "a.yml:1: contains the invisible or control character U+D800; remove it"
    ]
    assert problems('a: "\\ud800"\n')[0].startswith("a.yml:1: is not YAML: ")


def test_letters_of_every_script_are_kept() -> None:
    words = "Қазақстан; Ә ә – «ё» 漢字 🙂 e\u0301"
    assert parse(f"a: '{words}'\n", "a.yml") == {"a": words}


def test_nesting_is_limited() -> None:
    assert parse("[" * limits.DEPTH + "]" * limits.DEPTH, "a.yml") is not None
    assert problems("[" * (limits.DEPTH + 1) + "]" * (limits.DEPTH + 1)) == [
        f"a.yml:1: is nested deeper than {limits.DEPTH} levels"
    ]


def test_a_mapping_cannot_be_a_key() -> None:
    assert problems("? {a: b}\n: c\n") == ["a.yml:1: a list or mapping cannot be a key; expected text"]


@pytest.mark.parametrize(
    "bomb",
    [
        "a: &a [x, x]\n"
        + "".join(f"{chr(n + 1)}: &{chr(n + 1)} [*{chr(n)}, *{chr(n)}]\n" for n in range(97, 121)),
        "a: &a {x: y}\n"
        + "".join(f"{chr(n + 1)}: &{chr(n + 1)} {{<<: [*{chr(n)}, *{chr(n)}]}}\n" for n in range(97, 121)),
        "[" * 5_000,
        "{a: " * 5_000,
        "a: " + "9" * 5_000 + ": b",
        "? " * 5_000,
        "- " * 5_000,
    ],
    ids=["aliases", "merges", "lists", "mappings", "digits", "keys", "dashes"],
)
def test_a_bomb_costs_no_more_than_its_text(bomb: str) -> None:
    """The aliases would stand for gigabytes, a deep nesting for a full stack."""
    tracemalloc.start()
    assert problems(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < PEAK


def test_twenty_thousand_entries_are_read() -> None:
    assert len(parse("a:\n" + "  - b: c\n" * 20_000, "a.yml")["a"]) == 20_000


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "link.yml").symlink_to(tmp_path / "other.yml")
    (tmp_path / "folder.yml").mkdir()
    (tmp_path / "large.yml").write_bytes(b"#" * (limits.FILE + 1))
    (tmp_path / "binary.yml").write_bytes(b"a: b\n\x89PNG\xff")
    said = {}
    for name in ("absent", "link", "folder", "large", "binary"):
        with pytest.raises(ProblemsError) as caught:
            read_file(tmp_path / f"{name}.yml", f"data/{name}.yml")
        said[name] = str(caught.value)
    assert said == {
        "absent": "data/absent.yml:1: is missing; expected this file",
        "link": "data/link.yml:1: is a symbolic link; expected an ordinary file or folder",
        "folder": "data/folder.yml:1: cannot be read: Is a directory",
        "large": f"data/large.yml:1: exceeds {limits.FILE:,} bytes; split it",
        "binary": "data/binary.yml:2: is not UTF-8; save it as UTF-8",
    }


@given(st.text(alphabet=st.sampled_from(list("ab:-[]{}&*!<>|'\"#%@,? \n\t\\қ1\u202e\x00")), max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        document = parse(text, "a.yml")
    except ProblemsError as error:
        assert all(1 <= problem.line <= text.count("\n") + 2 for problem in error.problems)
    else:
        assert isinstance(document, (str, list, Located))
