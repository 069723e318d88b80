"""What the search makes of typed, pasted and dictated text: no character breaks a query."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest

from tests.benchmarks.bench_search import node
from tests.support.searching import ask, locations

pytestmark = pytest.mark.skipif(node() is None, reason="Node is not installed")

PLAIN = {"kk": "облыс прокурорлары", "ru": "прокуроры областей"}
MIDDLE = {"kk": "про{}курорлары облыс", "ru": "про{}куроры областей"}
INVISIBLE = ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\u200e"]
WRAPS = [
    *["{}:", "title:{}", "'{}'", '"{}', "«{}»", "“{}”", "‘{}’", "{{{}}}", "[{}]", "({}", "{}|", "{}~", "{}^"],
    *["{}^10", "{}~2", "*{}*", "\\{}\\", "<{}>", "{}?", "{}…", "-{}", "- {}", "• {}", ";{}", "//{}"],
    *["{}&", "#{}", "@{}", "{}%", "{}=", "{}`"],
]
DASHES = ["-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212"]


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_no_character_breaks_a_query(folders: dict[str, Path], code: str) -> None:
    """Signs around the words change no answer; `title:` and figures are only further words."""
    plain, *answers = ask(folders[code], PLAIN[code], *(wrap.format(PLAIN[code]) for wrap in WRAPS))
    best = locations(plain)[0]
    broken = [wrap for wrap, answer in zip(WRAPS, answers, strict=True) if best not in locations(answer)[:2]]
    assert broken == []


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_marks_that_nobody_sees_are_dropped(folders: dict[str, Path], code: str) -> None:
    plain, *others = ask(
        folders[code], MIDDLE[code].format(""), *(MIDDLE[code].format(mark) for mark in INVISIBLE)
    )
    assert plain["items"]
    assert [locations(other) for other in others] == [locations(plain)] * len(INVISIBLE)


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_every_dash_and_space_parts_words(folders: dict[str, Path], code: str) -> None:
    first, second = PLAIN[code].split()
    joined = [first + sign + second for sign in [*DASHES, "\u00a0", "\u202f", "\u2003", "/", "|", "_", "·"]]
    plain, *others = ask(folders[code], PLAIN[code], *joined)
    assert plain["items"]
    changed = [
        query
        for query, other in zip(joined, others, strict=True)
        if locations(other)[:10] != locations(plain)[:10]
    ]
    assert changed == []


@pytest.mark.parametrize(("code", "query"), [("kk", "қайта ұйымдастыру"), ("ru", "районный прокурор")])
def test_letters_in_two_characters_are_one_letter(folders: dict[str, Path], code: str, query: str) -> None:
    typed = unicodedata.normalize("NFD", query)
    assert typed != query
    plain, apart = ask(folders[code], query, typed)
    assert plain["items"] and locations(apart) == locations(plain)


def test_latin_look_alikes_are_cyrillic_in_russian(folders: dict[str, Path]) -> None:
    plain, mixed = ask(folders["ru"], "терроризм", "тepрopизм")
    assert plain["items"] and locations(mixed) == locations(plain)


LAYOUTS = {
    "ru": {
        "gjkyjvjxbz": "полномочия",
        "GJKYJVJXBZ": "полномочия",
        ",.l;tn": "бюджет",
        "'rcgthnbpf": "экспертиза",
        "фыефтф": "astana",
    },
    "kk": {"fkrf": "алка", "fk0f": "алқа", "-n3y3i": "өтініш", "ghjrehjh": "прокурор"},
}


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_the_other_keyboard_layout(folders: dict[str, Path], code: str) -> None:
    typed = ask(folders[code], *LAYOUTS[code])
    meant = ask(folders[code], *LAYOUTS[code].values())
    assert all(answer["items"] for answer in meant)
    assert [locations(answer) for answer in typed] == [locations(answer) for answer in meant]


def test_latin_words_of_the_index_stay_latin(folders: dict[str, Path]) -> None:
    for answer in ask(folders["ru"], "Astana", "egov", "chp_2__para_15"):
        assert not any(letter > "z" for word in answer["items"][0][0]["terms"] for letter in word)


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_long_words_and_queries_do_not_block(folders: dict[str, Path], code: str) -> None:
    """One word of 4,000 letters used to take 21 seconds."""
    hostile = [
        "ж" * 4000,
        "q" * 4000,
        "прокурор " * 1000,
        "[" * 3000,
        "+а" * 2000,
        "\u0301" * 4000,
        "1" * 4000,
    ]
    before = time.perf_counter()
    answers = ask(folders[code], *hostile)
    assert len(answers) == len(hostile)
    assert time.perf_counter() - before < 10, "seconds, with the start of Node"


def test_a_minus_excludes_only_after_another_word(folders: dict[str, Path]) -> None:
    """A line of a pasted list begins with a dash, which excludes nothing."""
    plain, dashed = ask(folders["ru"], "аудит управление", "-аудит управление")
    assert locations(plain) == locations(dashed)
