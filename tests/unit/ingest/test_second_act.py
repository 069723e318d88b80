"""A file with two acts is refused, with the line where the second begins; annexes are no second act."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from generator.commands import received_text
from generator.commands.import_act import import_act
from generator.problems import ProblemsError

STATUTES = {
    "ru": """Положение об Агентстве книг

Глава 1. Общие положения

1. Агентство книг является государственным органом.
2. Функции Агентства:
1) хранит книги;
2) выдаёт книги.

Положение об Агентстве музеев

Глава 1. Общие положения

1. Агентство музеев является государственным органом.
2. Агентство имеет бланки.
""",
    "kk": """Кітап агенттігі туралы ереже

1-тарау. Жалпы ережелер

1. Кітап агенттігі – мемлекеттік орган.
2. Агенттіктің функциялары:
1) кітап сақтайды;
2) кітап береді.

Мұражай агенттігі туралы ереже

1-тарау. Жалпы ережелер

1. Мұражай агенттігі – мемлекеттік орган.
2. Агенттіктің бланкісі бар.
""",
}

APPROVED = {
    "ru": """Утверждено
приказом Министра культуры
от 5 марта 2021 года № 7

ПОЛОЖЕНИЕ
об Агентстве книг

1. Агентство книг является государственным органом.
2. Агентство имеет печать.

Утверждено
приказом Министра культуры
от {date} года № {number}

ПОЛОЖЕНИЕ
об Агентстве музеев

1. Агентство музеев является государственным органом.
2. Агентство имеет бланки.
""",
    "kk": """Қиялстан Республикасы Үкіметінің
2021 жылғы 5 наурыздағы
№ 7 қаулысымен
бекітілген

Кітап агенттігі туралы ереже

1. Кітап агенттігі – мемлекеттік орган.
2. Агенттіктің мөрі бар.

Қиялстан Республикасы Үкіметінің
{date}
№ {number} қаулысымен
бекітілген

Мұражай агенттігі туралы ереже

1. Мұражай агенттігі – мемлекеттік орган.
2. Агенттіктің бланкісі бар.
""",
}
DATES = {
    "ru": ("5 марта 2021", "6 апреля 2022"),
    "kk": ("2021 жылғы 5 наурыздағы", "2022 жылғы 6 сәуірдегі"),
}

DECREES = """Об Агентстве книг

Указ Президента Республики Киялстан от 5 марта 2021 года № 7

ПОСТАНОВЛЯЮ:
1. Образовать Агентство книг.
2. Настоящий Указ вводится в действие со дня подписания.

Президент К. Ойлап

Об Агентстве музеев

Указ Президента Республики Киялстан от 6 апреля 2022 года № 19

ПОСТАНОВЛЯЮ:
1. Образовать Агентство музеев.
2. Настоящий Указ вводится в действие со дня подписания.

Президент К. Ойлап
"""


def refusal(folder: Path, text: str, name: str) -> list[str]:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError) as refused:
        list(import_act(folder / name, folder / "data"))
    assert not (folder / "data").exists()
    return [str(problem) for problem in refused.value.problems]


def warnings(folder: Path, text: str, name: str) -> list[str]:
    (folder / name).write_text(text, encoding="utf-8")
    read = received_text.read(folder / name, "", folder / "data")
    return [problem.message for problem in read.parsed.warnings]


def indented(text: str) -> str:
    return "\n".join(f"      {line}" if line[:1].isdigit() else line for line in text.split("\n"))


@pytest.mark.parametrize("code", STATUTES)
@pytest.mark.parametrize("layout", [str, indented, lambda text: text.replace("\n\n", "\n")])
def test_a_second_statute_is_refused_in_one_message(code: str, layout: object, tmp_path: Path) -> None:
    text = layout(STATUTES[code])  # type: ignore[operator]
    title = next(line for line in text.split("\n") if "Агентстве музеев" in line or "Мұражай" in line)
    line = text.split("\n").index(title) + 1
    assert refusal(tmp_path, text, f"act.{code}.txt") == [
        f"act.{code}.txt:{line}: the file seems to hold two acts: the second, «{title}», begins here, "
        f"and the first is on lines 1 to {line - 1}; expected one act: put each into its own file"
    ]


@pytest.mark.parametrize("code", APPROVED)
def test_a_statute_approved_by_another_act_is_a_second_act(code: str, tmp_path: Path) -> None:
    text = APPROVED[code].format(date=DATES[code][1], number="19")
    (problem,) = refusal(tmp_path, text, f"act.{code}.txt")
    begin = text.split("\n").index(text.split("\n")[0], 1) + 1
    assert problem.startswith(f"act.{code}.txt:{begin}: the file seems to hold two acts")


@pytest.mark.parametrize("code", APPROVED)
def test_the_same_statute_twice_is_two_acts(code: str, tmp_path: Path) -> None:
    """One act may approve two statutes, but not one of them twice; the message has the lines of the file."""
    both = APPROVED[code]
    head = both[: both.index("\n")]
    once = [line for line in both[: both.index(head, 1)].split("\n") if line]
    text = "\n\n".join(once + once)
    lines = text.split("\n")
    begin = lines.index(lines[0], 1) + 1
    (problem,) = refusal(tmp_path, text, f"act.{code}.md")
    assert problem.startswith(f"act.{code}.md:{begin}: the file seems to hold two acts: the second, «")
    assert f"the first is on lines 1 to {begin - 1}; expected one act" in problem


def test_a_second_decree_is_a_second_act(tmp_path: Path) -> None:
    (problem,) = refusal(tmp_path, DECREES, "act.ru.txt")
    assert problem.startswith("act.ru.txt:11: the file seems to hold two acts: the second, «Об Агентстве муз")


def test_in_a_document_of_word_too(tmp_path: Path) -> None:
    document, content = docx.Document(), io.BytesIO()
    for line in filter(None, STATUTES["ru"].split("\n")):
        document.add_paragraph(line)
    document.save(content)
    (tmp_path / "act.ru.docx").write_bytes(content.getvalue())
    with pytest.raises(ProblemsError, match="the file seems to hold two acts: the second, «Положение об"):
        list(import_act(tmp_path / "act.ru.docx", tmp_path / "data"))


DECREE = """Об агентствах

Указ Президента Республики Киялстан от 5 марта 2021 года № 7

ПОСТАНОВЛЯЮ:
1. Утвердить прилагаемые положения.
2. Настоящий Указ вводится в действие со дня подписания.

Президент К. Ойлап

{first}
Положение об Агентстве книг

1. Агентство книг является государственным органом.
2. Агентство имеет печать.

{second}
Положение об Агентстве музеев

1. Агентство музеев является государственным органом.
2. Агентство имеет бланки.
"""
STAMP = "Утверждено\nУказом Президента\nот 5 марта 2021 года № 7\n"


@pytest.mark.parametrize(
    "stamps",
    [
        (STAMP, STAMP),
        (f"Приложение 1\nк Указу\n{STAMP}", f"Приложение 2\nк Указу\n{STAMP}"),
        ("Приложение 1\nк Указу\n", "Приложение 2\nк Указу\n"),
    ],
)
def test_statutes_that_one_act_approves_are_one_act(stamps: tuple[str, str], tmp_path: Path) -> None:
    text = DECREE.format(first=stamps[0], second=stamps[1])
    assert not any("two acts" in message for message in warnings(tmp_path, text, "act.ru.txt"))


@pytest.mark.parametrize("code", APPROVED)
def test_statutes_with_the_same_approval_are_one_act(code: str, tmp_path: Path) -> None:
    text = APPROVED[code].format(date=DATES[code][0], number="7")
    assert not any("two acts" in message for message in warnings(tmp_path, text, f"act.{code}.txt"))


def test_what_an_act_quotes_for_another_is_no_second_act(tmp_path: Path) -> None:
    text = DECREES.partition("Президент К.")[0].replace(
        "1. Образовать Агентство книг.",
        "1. Изложить в новой редакции:\n«Положение об Агентстве музеев\n\nГлава 1. Общие положения\n\n"
        "1. Агентство является органом.\n2. Агентство имеет бланки.».",
    )
    assert not any("two acts" in message for message in warnings(tmp_path, text, "act.ru.txt"))
