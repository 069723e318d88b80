"""The comparison of two data folders, on copies of the tiny project with one edit each.

`UPDATE_GOLDEN=1 python -m pytest tests/unit/diff/test_compare.py` writes the golden outputs anew; review
what changed before a commit.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from generator.diff import report, sources
from generator.diff.changes import Alteration, Comparison
from tests.conftest import copy_tiny
from tests.support.paths import GOLDEN
from tests.unit.diff.edits import CHAPTER, SECOND, Edit, every, hostile, put, renumber, reword

COMPARED = GOLDEN / "compare"
ENDINGS = {"text": "txt", "markdown": "md", "json": "json"}

CASES: dict[str, Edit] = {
    "nothing": lambda data: None,
    "renumbered": renumber,
    "reworded": reword,
    "renumbered-and-reworded": every(renumber, reword),
    "added": put(
        "provisions/chapter-1.yml",
        (
            "          kk: Агенттік республикалық бюджеттен қаржыландырылады.\n",
            "          kk: Агенттік республикалық бюджеттен қаржыландырылады.\n"
            "        provisions:\n          - kind: part\n            text:\n"
            "              kk: Өзге қаржы көздеріне тыйым салынады.\n",
        ),
    ),
    "removed": put(
        CHAPTER,
        (
            "      - kind: point\n        num: '8.'\n        text:\n"
            "          kk: Агенттікті тарату заңнамаға сәйкес жүзеге асырылады.\n",
            "",
        ),
    ),
    "role": put(CHAPTER, (SECOND, SECOND.replace("function", "task"))),
    "bodies": put(
        "bodies.yml",
        ("kk: Кітап қоры бөлімі", "kk: Кітап қоры басқармасы"),
        (
            "kk: Оқырмандарға қызмет көрсету бөлімі\n    parent: agency-of-libraries",
            "kk: Оқырмандарға қызмет көрсету бөлімі\n    parent: manuscripts",
        ),
        (
            "  - id: cabinet\n    kind: named\n    name:\n      kk: Үкімет\n    named_in: chp_1__para_1\n"
            "    quote:\n      kk: Үкіметке бағынатын\n",
            "  - id: ministry\n    kind: named\n    name:\n      kk: Министрлік\n"
            "    named_in: chp_1__para_1\n",
        ),
    ),
    "relations": put(
        "relations.yml",
        ("object: head-of-manuscripts", "object: deputy"),
        ("      kk: және босатады\n", "      kk: сондай-ақ босатады\n"),
        (
            "  - kind: reports-to\n    subject: deputy\n    object: chair\n"
            "    provision: chp_2__para_7__subpara_2__p_2\n    quote:\n"
            "      kk: Орынбасар Төрағаға есеп береді\n",
            "  - kind: directs\n    subject: agency-of-libraries\n    object: book-stock\n"
            "    provision: chp_1__para_1\n    quote:\n      kk: басқарады\n",
        ),
    ),
    "assignments": put(
        "assignments.yml",
        ("    body: book-stock\n", "    body: readers\n"),
        ("confidence: medium", "confidence: high"),
        (
            "  - provision: chp_2__para_6__subpara_4\n    body: readers\n    basis: editorial\n"
            "    ground:\n      kk: Сенімсіз жорамал, сайтта көрінбеуге тиіс.\n    confidence: low\n",
            "",
        ),
    ),
    "source": put(
        "source/resolution-7.kk.txt",
        ("оқырмандарға қызмет көрсетеді", "оқырмандарға кітап береді"),
    ),
    "other": put("topics.yml", ("topics:\n", "# The same topics, one line lower.\ntopics:\n")),
    "elsewhere": put("site.yml", ("release: ", "release: 9.")),
    "hostile": hostile,
}


def compare_with_edited(tmp_path: Path, edit: Edit) -> Comparison:
    """Compare the tiny project with an edited copy."""
    old, new = copy_tiny(tmp_path / "old"), copy_tiny(tmp_path / "new")
    edit(new.data)
    return sources.compare_folders(old.data, new.data, ("old", "new"))


@pytest.mark.parametrize("case", CASES)
def test_golden_outputs(case: str, tmp_path: Path) -> None:
    comparison = compare_with_edited(tmp_path, CASES[case])
    for format_, render in report.FORMATS.items():
        path = COMPARED / f"{case}.{ENDINGS[format_]}"
        if os.environ.get("UPDATE_GOLDEN"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(render(comparison), encoding="utf-8")
        assert render(comparison) == path.read_text(encoding="utf-8"), path.name


def test_every_golden_output_belongs_to_a_case() -> None:
    expected = {f"{case}.{ending}" for case in CASES for ending in ENDINGS.values()}
    assert {path.name for path in COMPARED.iterdir()} == expected


def alterations(comparison: Comparison) -> list[tuple[str, str | None, str | None]]:
    """Return what happened to each provision: the alteration, its old and its new eId."""
    return [(change.alteration.value, change.old, change.new) for change in comparison.provisions]


def test_nothing_differs(tmp_path: Path) -> None:
    comparison = compare_with_edited(tmp_path, CASES["nothing"])
    assert comparison.same and comparison.source.unchanged


def test_renumbering_is_not_a_removal_and_assignments_follow_it(tmp_path: Path) -> None:
    comparison = compare_with_edited(tmp_path, renumber)
    functions = "chp_2__para_6__subpara_{}"
    assert alterations(comparison) == [
        ("added", None, functions.format(1)),
        *(("renumbered", functions.format(n), functions.format(n + 1)) for n in (1, 2, 3, 4)),
    ]
    assert [change.below for change in comparison.provisions] == [0, 3, 0, 0, 0]
    assert comparison.assignments == ()


def test_an_assignment_that_does_not_follow_its_provision_is_moved(tmp_path: Path) -> None:
    def forgetful(data: Path) -> None:
        assignments = (data / "assignments.yml").read_bytes()
        renumber(data)
        (data / "assignments.yml").write_bytes(assignments)

    comparison = compare_with_edited(tmp_path, forgetful)
    assert {change.alteration for change in comparison.assignments} == {Alteration.MOVED}
    assert len(comparison.assignments) == 5


def test_an_insertion_and_a_rewording_are_distinguished(tmp_path: Path) -> None:
    comparison = compare_with_edited(tmp_path, CASES["renumbered-and-reworded"])
    second = ("chp_2__para_6__subpara_2", "chp_2__para_6__subpara_3")
    assert ("reworded", *second) in alterations(comparison) and ("renumbered", *second) in alterations(
        comparison
    )
    assert [change for change in alterations(comparison) if change[0] in ("added", "removed")] == [
        ("added", None, "chp_2__para_6__subpara_1")
    ]


def test_new_opening_words_over_the_same_indents_are_a_rewording(tmp_path: Path) -> None:
    words = put(CHAPTER, ("kk: 'мыналарды:'", "kk: 'жинақтар үшін келесі басылымдарды:'"))
    changes = alterations(compare_with_edited(tmp_path, every(renumber, words)))
    first = ("chp_2__para_6__subpara_1", "chp_2__para_6__subpara_2")
    assert ("reworded", *first) in changes and ("renumbered", *first) in changes
    assert [change[0] for change in changes].count("added") == 1
    assert "removed" not in [change[0] for change in changes]


def test_the_opposite_comparison_reverses_every_change(tmp_path: Path) -> None:
    old, new = copy_tiny(tmp_path / "old"), copy_tiny(tmp_path / "new")
    every(renumber, CASES["added"], CASES["removed"])(new.data)
    there = sources.compare_folders(old.data, new.data, ("old", "new"))
    back = sources.compare_folders(new.data, old.data, ("new", "old"))
    turned = {"added": "removed", "removed": "added"}
    assert {(turned.get(kind, kind), b, a) for kind, a, b in alterations(there)} == set(alterations(back))


def test_only_the_text_as_received_changed(tmp_path: Path) -> None:
    comparison = compare_with_edited(tmp_path, CASES["source"])
    assert (comparison.source.file_unchanged, comparison.source.provisions_unchanged) == (False, True)
    assert report.text(comparison).splitlines()[0].startswith("The words of the source changed")


def test_a_line_break_in_the_text_as_received_is_not_a_change(tmp_path: Path) -> None:
    def edit(data: Path) -> None:
        path = data / "source" / "resolution-7.kk.txt"
        path.write_text(path.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")

    assert compare_with_edited(tmp_path, edit).source.unchanged


def test_a_translation_does_not_change_the_source(tmp_path: Path) -> None:
    edit = put(
        CHAPTER,
        ("kk: оқырмандарға қызмет көрсетеді;", "kk: оқырмандарға қызмет көрсетеді;\n              ru: да"),
    )
    comparison = compare_with_edited(tmp_path, edit)
    assert comparison.source.unchanged
    (change,) = comparison.provisions
    assert change.alteration is Alteration.REWORDED
    assert change.fields == ((("ru",), None, "да"),)


@pytest.mark.parametrize("format_", report.FORMATS)
def test_the_verdict_comes_first(format_: str, tmp_path: Path) -> None:
    first = report.FORMATS[format_](compare_with_edited(tmp_path, reword)).splitlines()
    assert "source" in first[0] or (format_ == "json" and '"source": {' in first[1])


def test_untrusted_words_are_plain_text_in_markdown(tmp_path: Path) -> None:
    markdown = report.markdown(compare_with_edited(tmp_path, hostile))
    row = next(line for line in markdown.splitlines() if "example" in line)
    assert "<img" not in row and "](" not in row and "`" not in row and "**" not in row
    for linking in ("@everyone", "(?<!&)#12", "https://", "www.example", ":tada:", "GH-7"):
        assert not re.search(linking, row), linking
    tags = set(re.findall(r"<[^>]*>", row))
    assert tags == {"<del>", "</del>", "<ins>", "</ins>", "<span>", "</span>"}


def test_json_holds_every_word(tmp_path: Path) -> None:
    value = json.loads(report.as_json(compare_with_edited(tmp_path, hostile)))
    (change,) = value["provisions"]
    assert change["fields"][0]["old"] == "оқырмандарға қызмет көрсетеді;"
    assert "onerror=alert(1)" in change["fields"][0]["new"]
    assert value["source"] == {"unchanged": False, "file_unchanged": True, "provisions_unchanged": False}


def test_a_thousand_repeated_lines_are_compared_in_time(tmp_path: Path) -> None:
    old, new = copy_tiny(tmp_path / "old"), copy_tiny(tmp_path / "new")
    line = "              - kind: indent\n                text:\n                  kk: {};\n"
    for project, words in ((old, "бір"), (new, "екі")):
        path = project.data / CHAPTER
        text = path.read_text(encoding="utf-8")
        place = text.index("              - kind: indent\n                text:\n                  kk: жаңа")
        path.write_text(text[:place] + line.format(words) * 1000 + text[place:], encoding="utf-8")
    comparison = sources.compare_folders(old.data, new.data, ("old", "new"))
    assert sum(change.alteration is Alteration.REWORDED for change in comparison.provisions) == 1000
