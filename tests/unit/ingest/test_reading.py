"""Short invented acts in every layout: the same provisions, in both languages, or a doubt that says so."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from generator.act import eid, integrity
from generator.commands.received_text import vocabulary
from generator.ingest import lines, reading
from generator.ingest.parser import Parsed
from generator.model import Kind, Provision, Role
from generator.readers.received import Align, ReadLine

KK = """Қиялстан Республикасы Үкіметінің
2021 жылғы 5 наурыздағы
№ 7 қаулысымен
БЕКIТIЛГЕН
Ауыл кітапханалары агенттігі туралы ЕРЕЖЕ
1. Жалпы ережелер
1. Ауыл кітапханалары агенттігі (бұдан әрі – Агенттік) – ойдан шығарылған мемлекеттік орган, ол ауылдағы \
кітапханалардың жұмысын ұйымдастырады және олардың қорын толықтырады.
Агенттіктің мөрі бар.
2. Агенттік республикалық бюджеттен және Қиялстан Республикасының заңнамасында тыйым салынбаған өзге де \
көздерден қаржыландырылады.
2. Агенттіктің міндеттері мен өкілеттіктері
3. Агенттіктің негізгі міндеттері:
әр ауылға кітап жеткізу;
оқырмандардың құқықтарын қорғау және олардың ұсыныстарын белгіленген тәртіппен қарау.
4. Агенттіктің функциялары:
1) кітап жинайды және олардың сақталуын Қиялстан Республикасының заңнамасына сәйкес қамтамасыз етеді;
2) оқырмандарға қызмет көрсетеді.""".splitlines()

RU = """Утверждено
постановлением Правительства
Республики Киялстан
от 5 марта 2021 г. N 7
ПОЛОЖЕНИЕ
об Агентстве сельских библиотек
ГЛАВА 1 ОБЩИЕ ПОЛОЖЕНИЯ
1. Агентство сельских библиотек (далее – Агентство) – вымышленный государственный орган, который ведет \
работу сельских библиотек и пополняет их собрания.
Агентство имеет печать.
2. Агентство финансируется из республиканского бюджета и из иных источников, которые не запрещены \
законодательством Республики Киялстан.
ГЛАВА 2 ЗАДАЧИ И ПОЛНОМОЧИЯ АГЕНТСТВА
3. Основные задачи Агентства:
доставка книг в каждое село;
защита прав читателей и рассмотрение их предложений в установленном порядке.
4. Агентство осуществляет следующие функции:
1) собирает книги и обеспечивает их сохранность в соответствии с законодательством Республики Киялстан;
2) обслуживает читателей.""".splitlines()

ACTS = {"kk": KK, "ru": RU}


def wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, 80, break_long_words=False, break_on_hyphens=False)


def paged(act: list[str]) -> str:
    printed = [line for text in act for line in wrapped(text)]
    pages = [printed[at : at + 8] for at in range(0, len(printed), 8)]
    return "\n".join("\n".join([*page, "", str(number), ""]) for number, page in enumerate(pages, 1))


FORMS: dict[str, Callable[[list[str]], str]] = {
    "a paragraph a line": "\n".join,
    "empty lines between": "\n\n".join,
    "no-break spaces before": lambda act: "\n".join("\u00a0" * 6 + text for text in act),
    "no-break spaces and empty lines": lambda act: "\n\n".join("\u00a0" * 6 + text for text in act),
    "lines of 80 and empty lines": lambda act: "\n\n".join("\n".join(wrapped(text)) for text in act),
}


def read(text: str, code: str) -> tuple[reading.Reading, lines.LinedText]:
    lined = lines.of_text(text)
    return reading.read(lined, "act.txt", (), vocabulary(code), plain=True), lined


def shape(parsed: Parsed, code: str) -> list[tuple[Kind, str | None, str, Role | None]]:
    return [(one.kind, one.num, one.text[code], one.role) for one in provisions(parsed)]


def provisions(parsed: Parsed) -> tuple[Provision, ...]:
    return eid.address(parsed.parts)


@pytest.mark.parametrize("code", ACTS)
def test_structure_and_roles_come_from_numbers_and_marks(code: str) -> None:
    best, _ = read("\n".join(ACTS[code]), code)
    assert best.parsed.warnings == ()
    kinds = [(kind, num, role) for kind, num, _, role in shape(best.parsed, code)]
    chapters = {"kk": ("1.", "2."), "ru": ("ГЛАВА 1", "ГЛАВА 2")}[code]
    assert kinds == [
        (Kind.APPROVAL, None, None),
        (Kind.TITLE, None, None),
        (Kind.CHAPTER, chapters[0], None),
        (Kind.POINT, "1.", None),
        (Kind.PART, None, None),
        (Kind.POINT, "2.", None),
        (Kind.CHAPTER, chapters[1], None),
        (Kind.POINT, "3.", None),
        (Kind.INDENT, None, Role.TASK),
        (Kind.INDENT, None, Role.TASK),
        (Kind.POINT, "4.", None),
        (Kind.SUBPOINT, "1)", Role.FUNCTION),
        (Kind.SUBPOINT, "2)", Role.FUNCTION),
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("code", ACTS)
def test_every_form_gives_the_same_provisions(code: str, form: str) -> None:
    best, lined = read(FORMS[form](ACTS[code]), code)
    flat, _ = read("\n".join(ACTS[code]), code)
    assert shape(best.parsed, code) == shape(flat.parsed, code)
    assert best.parsed.doubts == ()
    found = provisions(best.parsed)
    assert integrity.prove(lined.text, best.extraction.repairs, found, code).holds


@pytest.mark.parametrize("form", ["wrapped", "paged"])
@pytest.mark.parametrize("code", ACTS)
def test_wrapped_lines_keep_every_number_and_tell_what_they_do_not_show(code: str, form: str) -> None:
    act = ACTS[code]
    text = paged(act) if form == "paged" else "\n".join("\n".join(wrapped(one)) for one in act)
    best, lined = read(text, code)
    flat, _ = read("\n".join(act), code)
    numbered = [(kind, num) for kind, num, _, _ in shape(best.parsed, code) if num]
    assert numbered == [(kind, num) for kind, num, _, _ in shape(flat.parsed, code) if num]
    if shape(best.parsed, code) != shape(flat.parsed, code):
        assert any("by the mark before it alone" in str(warning) for warning in best.parsed.warnings)
    words = " ".join(act).split()
    assert lined.text.split() == words
    assert bool(lined.left_out) == (form == "paged")


def test_lines_of_a_word_processor_need_no_white_space() -> None:
    read_lines = tuple(
        ReadLine(text, number, align=Align.CENTER if number <= 5 else Align.LEFT)
        for number, text in enumerate(KK, start=11)
    )
    lined = lines.of_reading(read_lines)
    best = reading.read(lined, "act.docx", (), vocabulary("kk"), plain=False)
    flat, _ = read("\n".join(KK), "kk")
    assert shape(best.parsed, "kk") == shape(flat.parsed, "kk")
    assert lined.place(best.parsed.lines[-1]) == 10 + len(KK)


def test_the_rows_of_a_table_are_told() -> None:
    best, _ = read("\n".join([*KK, "5. Кесте:", "атауы\tсаны", "кітап\t5", "журнал\t7"]), "kk")
    told = [str(warning) for warning in best.parsed.warnings if "row of a table" in str(warning)]
    assert len(told) == 3


def test_a_table_of_numbers_is_not_taken_for_page_numbers() -> None:
    lined = lines.of_text("1. Сандар:\n1\n2\n3\n")
    assert lined.left_out == ()


@pytest.mark.parametrize("number", ["1", "- 1 -"])
@pytest.mark.parametrize("code", ACTS)
def test_one_number_of_a_page_is_in_doubt_and_is_no_indentation(code: str, number: str) -> None:
    flat, _ = read("\n".join(ACTS[code]), code)
    best, _ = read("\n".join([*ACTS[code], "", f"{number:>40}", ""]), code)
    *others, last = shape(best.parsed, code)
    assert others == shape(flat.parsed, code)
    assert (last[0], last[2]) == (Kind.PART, number)
    assert [str(one) for one in best.parsed.warnings] == [
        f"act.txt:{len(ACTS[code]) + 2}: «{number}» has no place: it is neither numbered nor a part of what "
        "stands before; kept as a part"
    ]


HEADINGS = {
    "ГЛАВА 1 ОБЩИЕ ПОЛОЖЕНИЯ": "ru",
    "Глава 1. Общие положения": "ru",
    "Раздел 1. Общие положения": "ru",
    "§ 1. Общие положения": "ru",
    "Глава I. Общие положения": "ru",
    "Статья 1. Общие положения": "ru",
    "1-тарау. Жалпы ережелер": "kk",
    "1 тарау. Жалпы ережелер": "kk",
    "1-бөлім. Жалпы ережелер": "kk",
    "1. Жалпы ережелер": "kk",
    "Глава 1\nОбщие положения": "ru",
}


@pytest.mark.parametrize(("heading", "code"), HEADINGS.items())
def test_headings_are_numbered_in_many_ways(heading: str, code: str) -> None:
    text = {
        "kk": "Орган туралы ереже\n{}\n1. Бір.\n2. Екі.",
        "ru": "Положение об органе\n{}\n1. Раз.\n2. Два.",
    }
    best, _ = read(text[code].format(heading), code)
    assert best.parsed.warnings == ()
    assert [one.kind for one in provisions(best.parsed)] == [
        Kind.TITLE,
        Kind.CHAPTER,
        Kind.POINT,
        Kind.POINT,
    ]


def test_letters_and_levels_number_provisions() -> None:
    text = "Положение об органе\n1. Общее\n1.1. Орган:\nа) пишет;\nб) читает.\n1.2. Все."
    best, _ = read(text, "ru")
    assert best.parsed.warnings == ()
    assert [(one.kind, one.num) for one in provisions(best.parsed)][1:] == [
        (Kind.CHAPTER, "1."),
        (Kind.POINT, "1.1."),
        (Kind.SUBPOINT, "а)"),
        (Kind.SUBPOINT, "б)"),
        (Kind.POINT, "1.2."),
    ]
    assert [one.eid for one in provisions(best.parsed)][2] == "chp_1__para_1-1"


REPEALED = {
    "kk": "Орган туралы ереже\n1. Функциялары:\n1) жазады;\n2) алып тасталды;\n3) оқиды.",
    "ru": "Положение об органе\n1. Функции:\n1) пишет;\n2) исключен;\n3) читает.",
}


@pytest.mark.parametrize("code", REPEALED)
def test_a_repealed_function_is_marked_and_is_no_function(code: str) -> None:
    best, _ = read(REPEALED[code], code)
    subpoints = [one for one in provisions(best.parsed) if one.kind is Kind.SUBPOINT]
    assert [(one.role, one.repealed) for one in subpoints] == [
        (Role.FUNCTION, False),
        (None, True),
        (Role.FUNCTION, False),
    ]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("ru", "Исключен приказом от 1 апреля 2022 года."),
        ("ru", "(исключен)"),
        ("ru", "Пункт 5 исключен;"),
        ("ru", "подпункт утратил силу;"),
        ("ru", "<утратил силу>;"),
        ("kk", "(алып тасталды)"),
        ("kk", "5-тармақ алып тасталды."),
        ("kk", "Күші жойылды – бұйрықпен."),
        ("kk", "күші жойылған;"),
    ],
)
def test_words_that_only_say_that_a_provision_was_repealed(code: str, words: str) -> None:
    assert vocabulary(code).is_repealed(words)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("ru", "исключение из реестра;"),
        ("ru", "утратившие силу акты выявляет;"),
        ("ru", "пункты, которые утратили силу, не применяет;"),
        ("kk", "күші жойылған актілердің тізбесін жүргізеді;"),
    ],
)
def test_words_that_speak_of_a_repeal_are_a_function(code: str, words: str) -> None:
    assert not vocabulary(code).is_repealed(words)


def test_a_note_on_a_repeal_explains_a_gap_in_the_numbers() -> None:
    act = "Положение об органе\n1. Раз.\n{}3. Три.\n4. Четыре."
    noted, _ = read(act.format("Сноска. Пункт 2 исключен Указом.\n"), "ru")
    assert noted.parsed.warnings == ()
    bare, _ = read(act.format(""), "ru")
    assert len(bare.parsed.warnings) == 1


DECREE = {
    "kk": [
        "Қиялстан Республикасының актілер жинағында",
        "жариялануға тиiс",
        "Ауыл кітапханалары агенттігінің мәселелері туралы",
        "2020 жылғы 1 қаңтардағы заңға сәйкес ҚАУЛЫ ЕТЕМІН:",
        "1. Қоса беріліп отырған ереже бекітілсін.",
        "2. Осы қаулы қол қойылған күнінен бастап қолданысқа енгізіледі.",
        "Қиялстан Республикасының Президенті",
        "Қ. Ойлап",
        "Қиялстан Республикасы",
        "Президентінің",
        "2021 жылғы 5 наурыздағы",
        "№ 7 Жарлығымен",
        "БЕКІТІЛГЕН",
        "Ауыл кітапханалары агенттігі туралы ЕРЕЖЕ",
        "1. Жалпы ережелер",
        "1. Агенттік – орган.",
        "2. Агенттіктің мөрі бар.",
    ],
    "ru": [
        "Подлежит опубликованию в Собрании актов",
        "О некоторых вопросах Агентства сельских библиотек",
        "В соответствии с законом от 1 января 2020 года ПОСТАНОВЛЯЮ:",
        "1. Утвердить прилагаемое положение.",
        "2. Настоящий Указ вводится в действие со дня подписания.",
        "Президент Республики Киялстан",
        "К. Ойлап",
        "УТВЕРЖДЕНО",
        "Указом Президента",
        "Республики Киялстан",
        "от 5 марта 2021 года",
        "№ 7",
        "ПОЛОЖЕНИЕ",
        "об Агентстве сельских библиотек",
        "Глава 1. Общие положения",
        "1. Агентство – орган.",
        "2. Агентство имеет печать.",
    ],
}


@pytest.mark.parametrize("code", DECREE)
def test_a_statute_approved_without_the_mark_of_an_annex(code: str) -> None:
    best, _ = read("\n".join(DECREE[code]), code)
    assert best.parsed.warnings == ()
    assert [one.kind for one in provisions(best.parsed)] == [
        Kind.NOTE,
        Kind.TITLE,
        Kind.FORMULA,
        Kind.POINT,
        Kind.POINT,
        Kind.SIGNATURE,
        Kind.NAME,
        Kind.ANNEX,
        Kind.TITLE,
        Kind.CHAPTER,
        Kind.POINT,
        Kind.POINT,
    ]


def test_words_given_to_another_act_are_no_provisions_of_this_one() -> None:
    text = "Бұйрық туралы\n1. Мынадай редакцияда жазылсын:\n«5. Орган:\n1) жазады;\n2) оқиды.».\n2. Бітті."
    best, _ = read(text, "kk")
    assert best.parsed.warnings == ()
    assert [(one.kind, one.num) for one in provisions(best.parsed)] == [
        (Kind.TITLE, None),
        (Kind.POINT, "1."),
        (Kind.INDENT, None),
        (Kind.INDENT, None),
        (Kind.INDENT, None),
        (Kind.POINT, "2."),
    ]
