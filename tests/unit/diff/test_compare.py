"""What changed between two data folders, on copies of the tiny project that were changed in one way each.

`UPDATE_GOLDEN=1 python -m pytest tests/test_compare.py` writes the golden outputs anew: read what changed.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.builder.preparation import Project
from generator.cli import main
from generator.diff import report, sources
from generator.diff.changes import Alteration, Comparison
from generator.diff.word_diff import MAX_ALIGNED, Span, spans
from generator.problems import ProblemsError
from tests.conftest import copy_tiny
from tests.support.paths import GOLDEN

COMPARED = GOLDEN / "compare"
ENDINGS = {"text": "txt", "markdown": "md", "json": "json"}

Edit = Callable[[Path], None]


def put(file: str, *changes: tuple[str, str]) -> Edit:
    """Return an edit that changes one place of a data file for each pair."""

    def edit(data: Path) -> None:
        path = data / file
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, (file, old, text.count(old))
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    return edit


def every(*edits: Edit) -> Edit:
    def edit(data: Path) -> None:
        for one in edits:
            one(data)

    return edit


CHAPTER = "provisions/chapter-2.yml"
SECOND = "          - kind: subpoint\n            num: 2)\n            role: function\n"
SUBPOINT = "          - kind: subpoint\n            num: {})\n            role: function\n            text:\n"


def renumber(data: Path) -> None:
    """Put a subpoint first among the functions: the four others move down, and the ties follow."""
    path = data / CHAPTER
    text = path.read_text(encoding="utf-8")
    before, functions, after = re.split(
        r"(?s)(?<=Функциялары:'\n        provisions:\n)(.*?)(?=      - kind: point)", text
    )
    shifted = re.sub(r"num: (\d)\)", lambda found: f"num: {int(found[1]) + 1})", functions)
    added = SUBPOINT.format(1) + "              kk: ауыл кітапханаларын есепке алады;\n"
    path.write_text(before + added + shifted + after, encoding="utf-8")
    path = data / "assignments.yml"
    text = path.read_text(encoding="utf-8")
    moved = re.sub(r"(para_6__subpara_)(\d)", lambda found: f"{found[1]}{int(found[2]) + 1}", text)
    path.write_text(moved, encoding="utf-8")


reword = put(CHAPTER, ("kk: оқырмандарға қызмет көрсетеді;", "kk: оқырмандарға сапалы қызмет көрсетеді;"))

hostile = put(
    CHAPTER,
    (
        "kk: оқырмандарға қызмет көрсетеді;",
        "kk: '<img src=x onerror=alert(1)> @everyone #12 | [x](javascript:alert(1)) `code` **b** "
        "https://example.org www.example.org :tada: GH-7 {% include %} {{7*7}}'",
    ),
)

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


def comparison(tmp_path: Path, edit: Edit) -> Comparison:
    old, new = copy_tiny(tmp_path / "old"), copy_tiny(tmp_path / "new")
    edit(new.data)
    return sources.compare_folders(old.data, new.data, ("old", "new"))


@pytest.mark.parametrize("case", CASES)
def test_it_is_told_as_it_was(case: str, tmp_path: Path) -> None:
    found = comparison(tmp_path, CASES[case])
    for format_, tell in report.FORMATS.items():
        path = COMPARED / f"{case}.{ENDINGS[format_]}"
        if os.environ.get("UPDATE_GOLDEN"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(tell(found), encoding="utf-8")
        assert tell(found) == path.read_text(encoding="utf-8"), path.name


def test_golden_outputs_are_those_of_the_cases() -> None:
    expected = {f"{case}.{ending}" for case in CASES for ending in ENDINGS.values()}
    assert {path.name for path in COMPARED.iterdir()} == expected


def told(found: Comparison) -> list[tuple[str, str | None, str | None]]:
    return [(one.alteration.value, one.old, one.new) for one in found.provisions]


def test_nothing_differs(tmp_path: Path) -> None:
    found = comparison(tmp_path, CASES["nothing"])
    assert found.same and found.source.unchanged


def test_a_number_is_no_removal_and_the_ties_follow_it(tmp_path: Path) -> None:
    found = comparison(tmp_path, renumber)
    functions = "chp_2__para_6__subpara_{}"
    assert told(found) == [
        ("added", None, functions.format(1)),
        *(("renumbered", functions.format(n), functions.format(n + 1)) for n in (1, 2, 3, 4)),
    ]
    assert [one.below for one in found.provisions] == [0, 3, 0, 0, 0]
    assert found.assignments == ()


def test_a_tie_that_does_not_follow_its_provision_is_seen(tmp_path: Path) -> None:
    def forgetful(data: Path) -> None:
        assignments = (data / "assignments.yml").read_bytes()
        renumber(data)
        (data / "assignments.yml").write_bytes(assignments)

    found = comparison(tmp_path, forgetful)
    assert {one.alteration for one in found.assignments} == {Alteration.MOVED}
    assert len(found.assignments) == 5


def test_an_insertion_and_a_rewording_are_told_apart(tmp_path: Path) -> None:
    found = comparison(tmp_path, CASES["renumbered-and-reworded"])
    second = ("chp_2__para_6__subpara_2", "chp_2__para_6__subpara_3")
    assert ("reworded", *second) in told(found) and ("renumbered", *second) in told(found)
    assert [one for one in told(found) if one[0] in ("added", "removed")] == [
        ("added", None, "chp_2__para_6__subpara_1")
    ]


def test_new_opening_words_over_the_same_indents_are_a_rewording(tmp_path: Path) -> None:
    words = put(CHAPTER, ("kk: 'мыналарды:'", "kk: 'жинақтар үшін келесі басылымдарды:'"))
    found = told(comparison(tmp_path, every(renumber, words)))
    first = ("chp_2__para_6__subpara_1", "chp_2__para_6__subpara_2")
    assert ("reworded", *first) in found and ("renumbered", *first) in found
    assert [one[0] for one in found].count("added") == 1 and "removed" not in [one[0] for one in found]


def test_going_back_turns_every_change_round(tmp_path: Path) -> None:
    old, new = copy_tiny(tmp_path / "old"), copy_tiny(tmp_path / "new")
    every(renumber, CASES["added"], CASES["removed"])(new.data)
    there = sources.compare_folders(old.data, new.data, ("old", "new"))
    back = sources.compare_folders(new.data, old.data, ("new", "old"))
    turned = {"added": "removed", "removed": "added"}
    assert {(turned.get(kind, kind), b, a) for kind, a, b in told(there)} == set(told(back))


def test_only_the_words_as_received_changed(tmp_path: Path) -> None:
    found = comparison(tmp_path, CASES["source"])
    assert (found.source.file_unchanged, found.source.provisions_unchanged) == (False, True)
    assert report.text(found).splitlines()[0].startswith("The words of the source changed")


def test_another_line_break_in_the_text_as_received_is_no_word(tmp_path: Path) -> None:
    def edit(data: Path) -> None:
        path = data / "source" / "resolution-7.kk.txt"
        path.write_text(path.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")

    assert comparison(tmp_path, edit).source.unchanged


def test_a_translation_leaves_the_source_alone(tmp_path: Path) -> None:
    edit = put(
        CHAPTER,
        ("kk: оқырмандарға қызмет көрсетеді;", "kk: оқырмандарға қызмет көрсетеді;\n              ru: да"),
    )
    found = comparison(tmp_path, edit)
    assert found.source.unchanged
    (change,) = found.provisions
    assert change.alteration is Alteration.REWORDED
    assert change.fields == ((("ru",), None, "да"),)


@pytest.mark.parametrize("format_", report.FORMATS)
def test_the_verdict_comes_first(format_: str, tmp_path: Path) -> None:
    first = report.FORMATS[format_](comparison(tmp_path, reword)).splitlines()
    assert "source" in first[0] or (format_ == "json" and '"source": {' in first[1])


def test_words_of_strangers_are_only_words_in_markdown(tmp_path: Path) -> None:
    told = report.markdown(comparison(tmp_path, hostile))
    row = next(line for line in told.splitlines() if "example" in line)
    assert "<img" not in row and "](" not in row and "`" not in row and "**" not in row
    for linking in ("@everyone", "(?<!&)#12", "https://", "www.example", ":tada:", "GH-7"):
        assert not re.search(linking, row), linking
    tags = set(re.findall(r"<[^>]*>", row))
    assert tags == {"<del>", "</del>", "<ins>", "</ins>", "<span>", "</span>"}


def test_json_holds_every_word(tmp_path: Path) -> None:
    value = json.loads(report.as_json(comparison(tmp_path, hostile)))
    (change,) = value["provisions"]
    assert change["fields"][0]["old"] == "оқырмандарға қызмет көрсетеді;"
    assert "onerror=alert(1)" in change["fields"][0]["new"]
    assert value["source"] == {"unchanged": False, "file_unchanged": True, "provisions_unchanged": False}


@pytest.mark.parametrize(
    ("old", "new"),
    [("", ""), ("a", ""), ("", "a"), ("a b c", "a c"), ("a  b", "a b"), ("x a b", "a b y"), ("a\nb", "a b")],
)
def test_spans_lose_no_sign(old: str, new: str) -> None:
    def side(dropped: Alteration) -> str:
        return " ".join(one.words for one in spans(old, new) if one.alteration is not dropped)

    # A text without words is one without spans, which joins to the same.
    assert side(Alteration.ADDED).strip() == old.strip()
    assert side(Alteration.REMOVED).strip() == new.strip()


def test_texts_too_long_to_align_are_shown_whole() -> None:
    old, new = "a " * MAX_ALIGNED, "b a"
    assert spans(old, new) == (Span(Alteration.REMOVED, old), Span(Alteration.ADDED, new))


def test_a_thousand_lines_that_repeat_are_compared_in_time(tmp_path: Path) -> None:
    old, new = copy_tiny(tmp_path / "old"), copy_tiny(tmp_path / "new")
    line = "              - kind: indent\n                text:\n                  kk: {};\n"
    for project, words in ((old, "бір"), (new, "екі")):
        path = project.data / CHAPTER
        text = path.read_text(encoding="utf-8")
        place = text.index("              - kind: indent\n                text:\n                  kk: жаңа")
        path.write_text(text[:place] + line.format(words) * 1000 + text[place:], encoding="utf-8")
    found = sources.compare_folders(old.data, new.data, ("old", "new"))
    assert sum(one.alteration is Alteration.REWORDED for one in found.provisions) == 1000


@pytest.fixture
def repository(tiny: Project) -> Project:
    """The tiny project as a git repository of two commits; the second one rewords a function."""
    git = ["git", "-C", str(tiny.root), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for step in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "first"]):
        subprocess.run([*git, *step], check=True)
    reword(tiny.data)
    subprocess.run([*git, "commit", "--quiet", "-am", "second"], check=True)
    return tiny


def test_two_revisions(repository: Project, capsys: pytest.CaptureFixture[str]) -> None:
    before = subprocess.run(
        ["git", "-C", repository.root, "status", "--porcelain"], capture_output=True, check=True
    )
    assert main(["--root", str(repository.root), "diff", "HEAD~1", "HEAD"]) == 0
    assert capsys.readouterr().out == (COMPARED / "reworded.txt").read_text(encoding="utf-8")
    after = subprocess.run(
        ["git", "-C", repository.root, "status", "--porcelain"], capture_output=True, check=True
    )
    assert before.stdout == after.stdout


def test_a_revision_and_a_folder(repository: Project, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [
        "--root",
        str(repository.root),
        "diff",
        "HEAD~1",
        str(repository.data),
        "--format",
        "markdown",
    ]
    assert main(arguments) == 0
    assert capsys.readouterr().out == (COMPARED / "reworded.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["HEAD~7", "--all", "-h", "HEAD:docs", ""])
def test_what_is_no_revision(name: str, repository: Project, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--root", str(repository.root), "diff", "--", name, str(repository.data)]
    assert main(arguments) == 1
    assert capsys.readouterr().err == f"{name}:1: is neither a folder nor a git revision that holds data/\n"


def test_faults_of_both_sides_are_told_with_their_side(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = copy_tiny(tmp_path / "old"), copy_tiny(tmp_path / "new")
    (old.data / "assignments.yml").write_text("", encoding="utf-8")
    (new.data / "act.yml").unlink()
    with pytest.raises(ProblemsError) as raised:
        sources.compare_folders(old.data, new.data, ("main", "here"))
    assert str(raised.value).splitlines() == [
        "here/act.yml:1: is missing; expected this file",
        "main/assignments.yml:1: is empty; expected a mapping",
    ]


@pytest.mark.parametrize("source", ["../../../etc/hostname", "a/b.txt", "a\\b.txt", ".."])
def test_the_source_is_no_path(source: str, tiny: Project) -> None:
    put("act.yml", ("source: resolution-7.kk.txt", f"source: {source}"))(tiny.data)
    with pytest.raises(ProblemsError, match="is a path; expected the name of a file"):
        sources.read(tiny.data)


def test_the_source_is_no_link(tiny: Project) -> None:
    source = tiny.data / "source" / "resolution-7.kk.txt"
    source.rename(tiny.root / "elsewhere.txt")
    source.symlink_to(tiny.root / "elsewhere.txt")
    with pytest.raises(ProblemsError, match="is a symbolic link"):
        sources.read(tiny.data)
