"""What strangers try and is refused: what never ends, what is too much, links, braces in interface words.

`hostile/README.md` is the list of what is tried. What comes out as words is in `test_hostile.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from generator import limits
from generator.builder.preparation import prepare
from generator.builder.project import Project
from generator.problems import ProblemsError
from tests.support.paths import ROOT


def problems(project: Project) -> str:
    with pytest.raises(ProblemsError) as caught:
        prepare(project)
    return str(caught.value)


def test_the_limits_in_the_table_are_the_limits() -> None:
    text = (ROOT / "docs" / "reference" / "limits.md").read_text(encoding="utf-8")
    table = dict(re.findall(r"^\| `([A-Z_]+)` \| .+? \| ([\d,]+) \|$", text, re.MULTILINE))
    stated = {name: int(value.replace(",", "")) for name, value in table.items()}
    assert stated == {name: value for name, value in vars(limits).items() if name.isupper()}


ENDLESS = {
    "references": (
        "data/references.yml",
        "find:\n  kk:\n    - 'кітап'\n    - '((\\w|\\s)+)+%'\n",
        "data/references.yml:4: `((\\w|\\s)+)+%` may backtrack "
        "catastrophically; avoid nested quantifiers such as `(a+)+`",
    ),
    "parity": (
        "data/parity.yml",
        "patterns:\n  - kk: '(а|[а-я]|\\s|.)*(а|[а-я]|\\s|.)*%%'\n",
        "data/parity.yml:2: `(а|[а-я]|\\s|.)*(а|[а-я]|\\s|.)*%%` may backtrack "
        "catastrophically; avoid nested quantifiers such as `(a+)+`",
    ),
    "page": (
        "docs/kk/long.md",
        '---\ntitle: "а"\ndescription: "а"\n---\n\n' + "[" * 40_000,
        "docs/kk/long.md:1: takes too long to convert; avoid long runs of brackets, quotes or asterisks",
    ),
}


@pytest.mark.parametrize("case", ENDLESS)
def test_what_never_ends_is_ended(case: str, tiny: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    file, content, message = ENDLESS[case]
    (tiny.root / file).write_text(content, encoding="utf-8")
    monkeypatch.setattr(limits, "SECONDS", 2)
    assert problems(tiny) == message


def term(number: int) -> str:
    return f"  - id: t{number}\n    term: {{kk: x}}\n    source: {{kk: x}}\n"


LIMITS: dict[str, tuple[str, Callable[[int], str], int, str]] = {
    "children": (
        "data/provisions/lists.yml",
        lambda most: (
            "provisions:\n  - kind: list\n    text: {kk: а}\n    provisions:\n"
            + "      - {kind: item, text: {kk: а}}\n" * most
        ),
        limits.ENTRIES,
        "data/provisions/lists.yml:20005: list or mapping exceeds 20,000 entries",
    ),
    "text": (
        "data/glossary.yml",
        lambda most: "terms:\n" + term(1) + f"    note: {{kk: {'ә' * most}}}\n",
        limits.WORDS,
        f"data/glossary.yml:5: `kk`: `{'ә' * 60}…` is too long; expected at most 20,000 characters",
    ),
    "name": (
        "data/glossary.yml",
        lambda most: f"terms:\n  - id: t\n    term: {{kk: {'ә' * most}}}\n    source: {{kk: x}}\n",
        limits.NAME,
        f"data/glossary.yml:3: `kk`: `{'ә' * 60}…` is too long; expected at most 500 characters",
    ),
    "expression": (
        "data/parity.yml",
        lambda most: f"patterns:\n  - kk: {'ә' * most}\n",
        limits.PATTERN,
        f"data/parity.yml:2: `kk`: `{'ә' * 60}…` is too long; expected at most 300 characters",
    ),
    "page": (
        "docs/kk/long.md",
        lambda most: '---\ntitle: "а"\ndescription: "а"\n---\n' + "a" * (most - 38),
        limits.PAGE,
        "docs/kk/long.md:1: exceeds 100,000 bytes; split it",
    ),
    "file": (
        "data/synonyms.yml",
        lambda most: "synonyms: []\n" + "#" * (most - 13),
        limits.FILE,
        "data/synonyms.yml:1: exceeds 8,000,000 bytes; split it",
    ),
}


@pytest.mark.parametrize("case", LIMITS)
def test_a_limit_holds_just_where_it_is(case: str, tiny: Project) -> None:
    file, made, most, message = LIMITS[case]
    path = tiny.root / file
    path.write_text(made(most), encoding="utf-8")
    try:
        prepare(tiny)
    except ProblemsError as others:
        assert message.partition(": ")[2] not in str(others)
        assert "at most" not in str(others) and "exceeds" not in str(others)
    path.write_text(made(most + 1), encoding="utf-8")
    assert message in problems(tiny).splitlines()


def test_terms_have_the_same_limit_as_children(tiny: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of the terms: `children` above has as many as the limit allows."""
    monkeypatch.setattr(limits, "ENTRIES", limits.ENTRIES // 10)
    message = "data/glossary.yml:6002: list or mapping exceeds 2,000 entries"
    path = tiny.data / "glossary.yml"
    path.write_text("terms:\n" + "".join(map(term, range(limits.ENTRIES))), encoding="utf-8")
    assert "exceeds" not in problems(tiny)
    path.write_text("terms:\n" + "".join(map(term, range(limits.ENTRIES + 1))), encoding="utf-8")
    assert message in problems(tiny).splitlines()


def test_a_hundred_thousand_children_are_refused(tiny: Project) -> None:
    _, made, _, message = LIMITS["children"]
    (tiny.data / "provisions" / "lists.yml").write_text(made(100_000), encoding="utf-8")
    assert problems(tiny) == message


def test_a_label_of_a_megabyte_is_refused(tiny: Project) -> None:
    file, made, _, message = LIMITS["name"]
    (tiny.root / file).write_text(made(500_000), encoding="utf-8")
    assert message in problems(tiny).splitlines()


def test_more_files_than_a_statute_has(tiny: Project) -> None:
    for number in range(limits.FILES):
        (tiny.data / "source" / f"{number}.txt").touch()
    assert problems(tiny) == "data:1: holds more than 2,000 files and folders"


def test_more_pages_than_anyone_writes(tiny: Project) -> None:
    for number in range(limits.PAGES + 1):
        (tiny.docs / "kk" / f"page-{number}.md").touch()
    assert problems(tiny) == "docs/kk:1: holds 202 pages; expected at most 200"


def test_a_thousand_mistakes_are_told_and_the_rest_said_to_be_there(tiny: Project) -> None:
    (tiny.data / "assignments.yml").write_text(
        "bearers: []\nassignments:\n" + "  - {a: b}\n" * 3_000, encoding="utf-8"
    )
    lines = problems(tiny).splitlines()
    assert len(lines) == limits.MAX_REPORTED + 1
    assert any(line.endswith(": and 11,000 more problems") for line in lines)


def test_bodies_below_bodies_without_end(tiny: Project) -> None:
    path = tiny.data / "bodies.yml"
    row = "  - {{id: b{}, parent: b{}, kind: named, name: {{kk: x}}, named_in: para_1, quote: {{kk: О}}}}\n"
    more = "".join(row.format(number, number + 1) for number in range(3_000)).replace("parent: b3000, ", "")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("bodies:\n", f"bodies:\n{more}", 1), encoding="utf-8")
    assert "data/bodies.yml:2: `parent`: `b0` is more than 24 levels deep" in problems(tiny)


def test_a_link_in_the_pages_is_refused(tiny: Project) -> None:
    (tiny.docs / "kk" / "passwords.md").symlink_to("/etc/passwd")
    message = "is a symbolic link; expected an ordinary file or folder"
    assert problems(tiny) == f"docs/kk/passwords.md:1: {message}"
    (tiny.docs / "kk").rename(tiny.root / "elsewhere")
    (tiny.docs / "kk").symlink_to(tiny.root / "elsewhere")
    assert problems(tiny) == f"docs/kk:1: {message}"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{name.__class__.__mro__}", "contains a brace that is not a placeholder; expected `{name}`"),
        ("{name:>9999999999}", "contains a brace that is not a placeholder; expected `{name}`"),
        ("{{7*7}}", "contains a brace that is not a placeholder; expected `{name}`"),
        ("x" * (limits.INTERFACE + 1), "is too long; expected at most 2,000 characters"),
    ],
)
def test_interface_words_reach_into_no_value(words: str, said: str, tiny: Project) -> None:
    path = tiny.data / "strings" / "kk.yml"
    text = re.sub(r"^heading\.parallel: .*$", f'heading.parallel: "{words}"', path.read_text(), flags=re.M)
    path.write_text(text, encoding="utf-8")
    line = text[: text.index("heading.parallel")].count("\n") + 1
    assert problems(tiny) == f"data/strings/kk.yml:{line}: `heading.parallel`: {said}"
