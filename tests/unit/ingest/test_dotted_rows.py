"""Rows numbered `1.` inside a point: read as its subpoints where the numbers tell, else in doubt."""

from __future__ import annotations

import io
import itertools
from pathlib import Path

import docx
import pytest

from generator.commands import received_text

CLEAR = {
    "ru": """Положение об Агентстве книг

Глава 1. Общие положения

1. Агентство является органом.
2. Агентство имеет следующие права:
1. запрашивать сведения;
2. созывать совещания;
3. вносить предложения.
3. Агентство имеет печать.
4. Агентство имеет бланки.
""",
    "kk": """Кітап агенттігі туралы ереже

1-тарау. Жалпы ережелер

1. Кітап агенттігі – мемлекеттік орган.
2. Агенттіктің құқықтары:
1. мәлімет сұратады;
2. кеңес өткізеді;
3. ұсыныс енгізеді.
3. Агенттіктің мөрі бар.
4. Агенттіктің бланкісі бар.
""",
}

TREE = ["para_1", "para_2", *(f"para_2__subpara_{number}" for number in "123"), "para_3", "para_4"]


def read(folder: Path, name: str, content: str | bytes) -> tuple[list[str], list[str]]:
    """Return the addresses of points and what is below them, without the chapter, and the doubts."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    text = received_text.read(path, "", folder / "data", doubtful=True)
    addresses = [provision.eid.partition("para_") for provision in text.provisions]
    found = [f"para_{rest}" for _, mark, rest in addresses if mark]
    return found, [problem.message for problem in text.parsed.warnings]


def indented(text: str, deeper: int = 0) -> str:
    """Return a text in the indented layout; what begins with a small letter is set further in."""
    lines = []
    for line in text.split("\n"):
        small = line[:1].isdigit() and line.split(" ", 1)[1][:1].islower()
        lines.append(" " * (6 + deeper * small) + line if line[:1].isdigit() else line)
    return "\n".join(lines)


def markdown(text: str) -> str:
    title, *others = filter(None, text.split("\n"))
    lines = [f"# {title}", f"## {others[0]}"]
    for line in others[1:]:
        lines.append(f"   {line}" if line.split(" ", 1)[1][:1].islower() else line)
    return "\n\n".join(lines)


def page(text: str) -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in filter(None, text.split("\n")))
    return f"<html><body><article>{paragraphs}</article></body></html>"


def page_with_list(text: str) -> str:
    """Return a page whose row is a list, with numbers that the browser writes."""
    html = ""
    lines = list(filter(None, text.split("\n")))
    for is_item, group in itertools.groupby(
        lines, lambda line: line[0].isdigit() and line.split(" ", 1)[1][:1].islower()
    ):
        if is_item:
            items = "".join(f"<li>{line.split(' ', 1)[1]}</li>" for line in group)
            html += f"<ol>{items}</ol>"
        else:
            html += "".join(f"<p>{line}</p>" for line in group)
    return f"<html><body><article>{html}</article></body></html>"


def word(text: str) -> bytes:
    document, content = docx.Document(), io.BytesIO()
    for line in filter(None, text.split("\n")):
        document.add_paragraph(line)
    document.save(content)
    return content.getvalue()


FORMS = {
    "flat.txt": str,
    "indented.txt": indented,
    "further-in.txt": lambda text: indented(text, 6),
    "no-blank-lines.txt": lambda text: text.replace("\n\n", "\n"),
    "blank-lines.txt": lambda text: text.replace("\n", "\n\n"),
    "act.md": markdown,
    "page.html": page,
    "list.html": page_with_list,
    "act.docx": word,
}


@pytest.mark.parametrize("code", CLEAR)
@pytest.mark.parametrize("form", FORMS)
def test_a_row_is_read_as_subpoints_in_every_form(code: str, form: str, tmp_path: Path) -> None:
    content = FORMS[form](CLEAR[code])  # type: ignore[operator]
    assert read(tmp_path, form, content) == (TREE, [])


SENTENCES = """Положение об Агентстве книг

1. Задачи Агентства:
1. Хранение книг.
2. Выдача книг.
3. Учёт книг.
2. Агентство имеет печать.
3. Функции Агентства:
1. Покупает книги.
2. Чинит книги.
3. Списывает книги.
4. Считает книги.
4. Агентство имеет бланки.
"""


def test_rows_of_sentences_end_where_the_number_comes_again(tmp_path: Path) -> None:
    found, doubts = read(tmp_path, "act.ru.txt", SENTENCES)
    assert doubts == []
    assert found == [
        "para_1",
        *(f"para_1__subpara_{number}" for number in "123"),
        "para_2",
        "para_3",
        *(f"para_3__subpara_{number}" for number in "1234"),
        "para_4",
    ]


NEXT_CHAPTER = """Положение об Агентстве книг

Глава 1. Задачи

1. Агентство является органом.
2. Агентство делает следующее:
1. Хранит книги.
2. Выдаёт книги.
3. Чинит книги.

Глава 2. Имущество

{number}. Агентство имеет здание.
"""


@pytest.mark.parametrize(("number", "third"), [("3", "chp_1__para_2__subpara_3"), ("4", "chp_1__para_3")])
def test_the_first_point_of_the_next_chapter_tells_where_a_row_ends(
    number: str, third: str, tmp_path: Path
) -> None:
    (tmp_path / "act.ru.txt").write_text(NEXT_CHAPTER.format(number=number), encoding="utf-8")
    text = received_text.read(tmp_path / "act.ru.txt", "", tmp_path / "data")
    assert {provision.eid: provision.text["ru"] for provision in text.provisions}[third] == "Чинит книги."
    assert len(text.parsed.warnings) == (0 if number == "3" else 1)


NESTED = """Положение об Агентстве книг

1. Агентство является органом.
2. Функции Агентства:
1. покупает книги;
2. чинит:
1) обложки;
2) листы;
3. считает книги.
Прочее решает Министр.
"""


def test_a_row_may_have_subpoints_below_it(tmp_path: Path) -> None:
    found, doubts = read(tmp_path, "act.ru.txt", NESTED)
    assert found == [
        "para_1",
        "para_2",
        "para_2__subpara_1",
        "para_2__subpara_2",
        "para_2__subpara_2__subpara_1",
        "para_2__subpara_2__subpara_2",
        "para_2__subpara_3",
        "para_2__wrapup_1",
    ]
    assert doubts == []


UNCLEAR = """Положение об Агентстве книг

1. Агентство является органом.
2. Агентство делает следующее:
1. Хранит книги.
2. Выдаёт книги.
3. Чинит книги.
4. Считает книги.
"""


def test_where_nothing_tells_the_end_that_is_a_doubt(tmp_path: Path) -> None:
    found, doubts = read(tmp_path, "act.ru.txt", UNCLEAR)
    assert found == ["para_1", "para_2", "para_2__subpara_1", "para_2__subpara_2", "para_3", "para_4"]
    first, second = doubts
    assert first.startswith(
        "«1. Хранит книги.» begins a row inside a point that is numbered as the points are"
    )
    assert second.startswith("«3. Чинит книги.» may be the next point, or go on with the row numbered `1.`")


def test_without_a_colon_a_number_that_begins_again_stays_a_point_in_doubt(tmp_path: Path) -> None:
    text = CLEAR["ru"].replace("права:", "права.")
    found, doubts = read(tmp_path, "act.ru.txt", text)
    assert not any("subpara" in eid for eid in found)
    assert any("does not follow the point before" in doubt for doubt in doubts)
