"""What the site says of the acts that changed the statute later, and of the names that come from them."""

from __future__ import annotations

import re

import pytest

from generator.act.index import Index
from generator.builder.preparation import PreparedSite
from generator.model import BodyKind, Change
from tests.support.paths import ROOT

STRUCTURE_OF_1125 = [
    ("Басшылық", "Руководство"),
    ("Аппарат", "Аппарат"),
    (
        "Сотқа дейінгі тергеп-тексерудің заңдылығын қадағалау және қылмыстық қудалау қызметі",
        "Служба по надзору за законностью досудебного расследования и уголовного преследования",
    ),
    (
        "Заңды күшіне енген үкімдердің заңдылығын және олардың орындалуын қадағалау қызметі",
        "Служба по надзору за законностью приговоров, вступивших в законную силу, и их исполнением",
    ),
    ("Қоғамдық мүдделерді қорғау қызметі", "Служба по защите общественных интересов"),
    ("Сотқа дейінгі тергеп-тексеру қызметі", "Служба досудебного расследования"),
    ("Халықаралық-құқықтық ынтымақтастық қызметі", "Служба международно-правового сотрудничества"),
    ("Активтерді қайтару жөніндегі қызметі", "Служба по возврату активов"),
    ("Кадр жұмысы департаменті", "Департамент кадровой работы"),
    ("Өзіндік қауіпсіздік департаменті", "Департамент собственной безопасности"),
    ("Стратегиялық даму департаменті", "Департамент стратегического развития"),
    (
        "Жедел-іздестіру, қарсы барлау қызметі мен жасырын тергеу әрекеттерінің заңдылығын қадағалау"
        " департаменті",
        "Департамент по надзору за законностью оперативно-розыскной, контрразведывательной деятельности"
        " и негласных следственных действий",
    ),
    (
        "Норма шығармашылық қызметін үйлестіру департаменті",
        "Департамент координации нормотворческой деятельности",
    ),
    (
        "Жолданымдармен жұмыс және іс жүргізу департаменті",
        "Департамент по работе с обращениями и делопроизводству",
    ),
    ("Қаржы департаменті", "Департамент финансов"),
    ("Мемлекеттік құпияларды қорғау басқармасы", "Управление по защите государственных секретов"),
    ("Ішкі аудит басқармасы", "Управление внутреннего аудита"),
    ("Ақпараттық қауіпсіздік басқармасы", "Управление информационной безопасности"),
]
"""The lines of the structure in decree No. 1125 of 17.12.2025, Kazakh and Russian, as its copies say."""

SAID_BEFORE = re.compile(
    r"табылмады; тексерілмеген|акт табылмады|актісі табылмады|нөмірі және 2024|сайттың жорамалы"
    r"|жасалған жорамал"
    r"|не найдены; не проверено|изменивший структуру|изменяющий акт|изменяющего акта|өзгерту актісінің нөмірі"
    r"|предположение сайта|предположение по названиям|по-видимому, тоже изменилась|05-10-2023"
)
"""What the site said before the two decrees were read."""


@pytest.fixture(scope="module")
def index(real: PreparedSite) -> Index:
    return Index(real.dataset)


@pytest.fixture(scope="module")
def pages(real_markdown: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Language -> Markdown file -> the page as written."""
    return real_markdown


@pytest.fixture(scope="module")
def notes(index: Index) -> dict[str, Change]:
    return {one.id: one for one in index.dataset.act.changes}


def test_nothing_says_that_the_acts_are_not_found(pages: dict[str, dict[str, str]]) -> None:
    told = {f"{code}/{name}": page for code, of in pages.items() for name, page in of.items()}
    for folder in ("data", "docs"):
        for path in [*(ROOT / folder).rglob("*.yml"), *(ROOT / folder).rglob("*.md")]:
            told[str(path.relative_to(ROOT))] = path.read_text(encoding="utf-8")
    assert len(told) > 780
    assert [name for name, words in told.items() if SAID_BEFORE.search(words)] == []


@pytest.mark.parametrize(
    ("note", "number", "day"),
    [
        ("statute-reworded", "366", "2023-10-05"),
        ("institutions-list-changed", "366", "2023-10-05"),
        ("statute-reworded-again", "1125", "2025-12-17"),
        ("structure-changed", "1125", "2025-12-17"),
    ],
)
def test_a_note_names_the_decree_and_its_source(
    notes: dict[str, Change], note: str, number: str, day: str | None
) -> None:
    one = notes[note]
    assert (str(one.date) if one.date else None) == day
    assert one.sources == (f"decree-{number}",)
    assert all(f"№ {number}" in words for words in one.text.values())


def test_the_new_numbers_are_known_from_both_decrees(notes: dict[str, Change]) -> None:
    one = notes["subpoints-renumbered"]
    assert one.date is None
    assert one.sources == ("decree-366", "decree-1125")
    assert all("№ 366" in words and "№ 1125" in words for words in one.text.values())


def test_the_second_agency_is_named_by_both_decrees(notes: dict[str, Change]) -> None:
    for words in notes["second-agency"].text.values():
        assert "№ 366" in words
        assert "№ 1125" in words


def test_the_sources_name_the_decrees(pages: dict[str, dict[str, str]]) -> None:
    for of in pages.values():
        assert "№ 366" in of["currency.md"]
        assert "№ 1125" in of["currency.md"]
    for code in ("kk", "ru"):
        written = (ROOT / "docs" / code / "sources.md").read_text(encoding="utf-8")
        assert "№ 366" in written
        assert "№ 1125" in written


@pytest.mark.parametrize(
    ("code", "warning"),
    [("kk", "ол мұндағыдан өзгеше болуы мүмкін"), ("ru", "он может отличаться от здешнего")],
)
def test_every_function_and_power_warns_of_other_numbers(
    pages: dict[str, dict[str, str]], code: str, warning: str
) -> None:
    found = [name for name in pages[code] if re.fullmatch(r"(functions|powers)/\d+\.md", name)]
    assert len(found) == 47 + 49
    assert [name for name in found if warning not in pages[code][name]] == []


def test_no_list_here_has_the_heading_that_decree_366_names(index: Index) -> None:
    headings = {
        "kk": (
            "Бас прокуратура мен оның ведомствосының қарамағындағы мемлекеттік мекемелердің тізбесі",
            "Бас прокуратура мен оның ведомстволарының қарамағындағы мемлекеттік мекемелердің тізбесі",
        ),
        "ru": (
            "Перечень государственных учреждений,"
            " находящихся в ведении Генеральной прокуратуры и ее ведомств",
        ),
    }
    for code, wanted in headings.items():
        for eid in ("list_1", "list_2"):
            assert index.provisions[eid].text[code] not in wanted


@pytest.mark.parametrize(
    ("code", "link"),
    [
        ("kk", "тізбе (Бас прокуратураның қарамағындағы мемлекеттік мекемелердің"),
        ("ru", "перечень (Перечень государственных учреждений, находящихся в ведении"),
    ],
)
def test_a_change_of_a_whole_list_says_which(pages: dict[str, dict[str, str]], code: str, link: str) -> None:
    assert link in pages[code]["currency.md"]


def test_what_the_note_says_of_the_two_structures(index: Index) -> None:
    ours = [index.provisions[f"para_1__subpara_2__al_2__list_1__item_{n}"].text for n in range(1, 18)]
    pairs = [(one["kk"].rstrip('.;"'), one["ru"].rstrip('.;"')) for one in ours]
    there = dict(STRUCTURE_OF_1125)
    assert len(there) == 18
    same = [n for n, (kazakh, _) in enumerate(pairs, start=1) if kazakh in there]
    assert same == [1, 2, 4, 5, 7, 11, 12, 14, 15, 16, 17]
    for number in same:
        kazakh, russian = pairs[number - 1]
        assert russian == there[kazakh], number
    assert pairs[12][1] == "Департамент по работе с обращениями и делопроизводству"
    unlike = {10: "Стратегиялық даму департаменті", 13: "Жолданымдармен жұмыс және іс жүргізу департаменті"}
    of_no_line = set(there) - {kazakh for kazakh, _ in pairs} - set(unlike.values())
    note = next(one for one in index.dataset.act.changes if one.id == "structure-changed")
    for kazakh in [*of_no_line, *unlike.values()]:
        assert f"«{kazakh}»" in note.text["kk"]
    for kazakh in of_no_line:
        assert f"«{there[kazakh]}»" in note.text["ru"]


def test_the_units_have_the_names_of_their_lines(index: Index) -> None:
    units = [one for one in index.dataset.organisation.bodies if one.kind is BodyKind.UNIT]
    assert len(units) == 17
    for one in units:
        line = index.provisions[one.named_in].text
        assert one.name == {code: words.rstrip('.;"') for code, words in line.items()}, one.id
