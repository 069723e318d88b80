"""Topics that an import drafts from words that functions share, and what becomes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.act.index import Index
from generator.checks import rules
from generator.cli import main
from generator.commands.import_act import import_act
from generator.dataset import loader
from generator.model import Draft

TEXTS = {
    "ru": """Положение об Агентстве книг

1. Агентство книг является государственным органом.

2. Функции Агентства:

1) ведёт книжный реестр столицы;

2) проверяет сельские библиотеки;

3) пополняет книжный реестр области;

4) открывает новые залы;

5) хранит сведения о книжном реестре района;

6) выдаёт билеты читателям;

7) исключен – книжный реестр;

8) ремонтирует здания;

9) учит сотрудников;

10) печатает журнал.
""",
    "kk": """Кітап агенттігі туралы ереже

1. Кітап агенттігі – мемлекеттік орган.

2. Агенттіктің функциялары:

1) астананың сирек кітаптарын сақтайды;

2) ауыл үйлерін тексереді;

3) облыстың сирек кітаптарын толықтырады;

4) жаңа залдар ашады;

5) ауданның сирек кітаптарын есепке алады;

6) оқырмандарға билет береді;

7) алып тасталды – сирек кітаптарын;

8) ғимараттарды жөндейді;

9) қызметкерлерді оқытады;

10) журнал басып шығарады.
""",
}


def imported(folder: Path, *codes: str) -> Path:
    for code in codes:
        text = folder / f"act.{code}.txt"
        text.write_text(TEXTS[code], encoding="utf-8")
        list(import_act(text, folder / "data", language=code))
    return folder / "data"


def drafted(data: Path) -> list[Draft]:
    return [draft for draft in loader.drafts(data).drafts if draft.topic]


@pytest.mark.parametrize(
    ("code", "words", "name"),
    [("ru", "книжный реестр", "«книжный реестр»"), ("kk", "сирек кітаптарын", "Сирек кітаптары")],
)
def test_functions_that_share_words_are_drafted_as_a_topic(
    code: str, words: str, name: str, tmp_path: Path
) -> None:
    (draft,) = drafted(imported(tmp_path, code))
    assert draft.topic is not None
    assert draft.topic.name == {code: name}
    assert draft.topic.provisions == tuple(f"para_2__subpara_{number}" for number in (1, 3, 5))
    assert (draft.place, draft.words) == ("para_2__subpara_1", {code: words})
    assert draft.ground == "shared words: 3 provisions"


def test_the_other_language_names_it_by_the_words_that_the_same_functions_share(tmp_path: Path) -> None:
    (draft,) = drafted(imported(tmp_path, "kk", "ru"))
    assert draft.topic is not None
    assert draft.topic.name == {"kk": "Сирек кітаптары", "ru": "«книжный реестр»"}


def test_an_accepted_topic_holds_its_functions_and_is_not_drafted_again(tmp_path: Path) -> None:
    data = imported(tmp_path, "ru")
    (draft,) = drafted(data)
    assert not Index(loader.load(data)).members_of_topic
    assert main(["--root", str(tmp_path), "drafts", "accept", draft.id]) == 0
    index = Index(loader.load(data))
    assert rules.check(index.dataset) == []
    assert [member.num for member in index.members_of_topic[draft.id.removeprefix("topic-")]] == [
        "1)",
        "3)",
        "5)",
    ]
    assert main(["--root", str(tmp_path), "drafts", "propose"]) == 0
    assert drafted(data) == []


def test_a_refused_topic_is_not_drafted_again(tmp_path: Path) -> None:
    data = imported(tmp_path, "ru")
    (draft,) = drafted(data)
    assert main(["--root", str(tmp_path), "drafts", "refuse", draft.id]) == 0
    assert main(["--root", str(tmp_path), "drafts", "propose"]) == 0
    assert drafted(data) == []
    assert not loader.load(data).editorial.topics


def test_a_word_that_most_functions_share_is_no_topic(tmp_path: Path) -> None:
    text = tmp_path / "act.ru.txt"
    functions = [f"{number}) ведёт книжный реестр {number} года;\n\n" for number in range(1, 7)]
    head = TEXTS["ru"].split("1) ведёт")[0]
    text.write_text(head + "".join(functions), encoding="utf-8")
    list(import_act(text, tmp_path / "data", language="ru"))
    assert not (tmp_path / "data" / "drafts.yml").exists() or drafted(tmp_path / "data") == []


PARTIES = {
    "kk": """Кітап агенттігі туралы ереже

1. Кітап агенттігі – мемлекеттік орган.
2. Агенттіктің функциялары:
1) министрлікпен, музейлік қорлармен және мектептермен келіседі;
2) әкімдіктерге, музейлік қорларға хабар береді;
3) баспалардан, музейлік қорлардан мәлімет алады;
4) балалар залдарының тізілімін жүргізеді;
5) балалар залдарын ашады;
6) балалар залдарының жұмысын бақылайды;
7) ғимараттарды жөндейді;
8) қызметкерлерді оқытады;
9) журнал шығарады;
10) сайт жүргізеді.
""",
    "ru": """Положение об Агентстве книг

1. Агентство книг является государственным органом.
2. Функции Агентства:
1) согласует с министерством, музейными фондами и школами;
2) сообщает акиматам, музейным фондам;
3) получает сведения от издательств, музейных фондов;
4) ведёт реестр детских читальных залов;
5) открывает для детских читальных залов счёт;
6) проверяет работу детских читальных залов;
7) чинит здания;
8) учит работников;
9) издаёт журнал;
10) ведёт сайт.
""",
}


@pytest.mark.parametrize("code", PARTIES)
def test_one_of_several_parties_is_no_topic(code: str, tmp_path: Path) -> None:
    (tmp_path / f"act.{code}.txt").write_text(PARTIES[code], encoding="utf-8")
    list(import_act(tmp_path / f"act.{code}.txt", tmp_path / "data"))
    (draft,) = drafted(tmp_path / "data")
    assert draft.topic is not None
    assert draft.topic.provisions == tuple(f"para_2__subpara_{number}" for number in (4, 5, 6))


SEVERAL = {
    "kk": PARTIES["kk"].replace("балалар зал", "архивтер зал"),
    "ru": PARTIES["ru"]
    .replace("детских читальных залов", "литературных чтений архивных залов")
    .replace("сообщает", "пишет"),
}


def test_of_several_phrases_the_loan_words_name_a_topic_in_the_other_language(tmp_path: Path) -> None:
    for code in ("kk", "ru"):
        (tmp_path / f"act.{code}.txt").write_text(SEVERAL[code], encoding="utf-8")
        list(import_act(tmp_path / f"act.{code}.txt", tmp_path / "data"))
    (draft,) = drafted(tmp_path / "data")
    assert draft.topic is not None
    assert draft.topic.name == {"kk": "Архивтер залдары", "ru": "Архивные залы"}
