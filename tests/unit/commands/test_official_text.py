"""An official text replaces the site's translation: words, labels, quotations, and what is said of it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator.builder import preparation
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.commands.import_act import import_act
from generator.commands.official_text import similar
from tests.conftest import rendered
from tests.support.paths import INPUTS

LIBRARY = INPUTS / "library"
KK, RU = LIBRARY / "library.kk.txt", LIBRARY / "library.ru.txt"

RELATIONS = """\
relations:
  # A quotation that the official text has in other words.
  - kind: has-legal-form
    subject: office
    literal:
      kk: мемлекеттік мекеме
      ru: государственное учреждение
    provision: chp_2__para_3__al_2
    quote:
      kk: {kk}
      ru: защита прав всех читателей
  - kind: has-legal-form
    subject: office
    literal:
      kk: мемлекеттік мекеме
      ru: государственное учреждение
    provision: chp_2__para_4__subpara_2
    quote:
      kk: {other}
      ru: выдает печатные издания населению
"""


GLOSSARY = """\
terms:
  - id: edition
    term:
      kk: басылым
      ru: печатное издание
    source:
      kk: ойдан шығарылған сөздік
      ru: вымышленный словарь
    note:
      kk: кітап пен журнал
      ru: книга и журнал
"""

TERM_LINKS = """\
# Read by a person.
term_links:
  - provision: chp_2__para_4__subpara_2
    language: ru
    words: печатные издания
    term: edition
  - provision: chp_2__para_4__subpara_1
    language: ru
    words: книги
    term: edition
"""


def prepare_data(data: Path) -> PreparedSite:
    return preparation.prepare(Project.at(None, data))


@pytest.fixture
def translated(tmp_path: Path) -> Path:
    """A data folder whose Russian text is the site's own translation."""
    data = tmp_path / "data"
    own = tmp_path / "own.ru.txt"
    text = RU.read_text(encoding="utf-8").replace("прав читателей", "прав всех читателей")
    own.write_text(text.replace("обслуживает читателей", "выдает печатные издания населению"), "utf-8")
    for path in (KK, own):
        list(import_act(path, data))
    act = data / "act.yml"
    words = act.read_text(encoding="utf-8")
    start = words.index("received:")
    end = words.index("\n", words.index("language: ru", start)) + 1
    act.write_text(words[:start] + words[end:], encoding="utf-8")
    (data / "source" / "own.ru.txt").unlink()
    provisions = {one.eid: one.text["kk"] for one in prepare_data(data).dataset.provisions}
    first, second = (provisions[f"chp_2__para_{end}"].rstrip(";.") for end in ("3__al_2", "4__subpara_2"))
    (data / "relations.yml").write_text(RELATIONS.format(kk=first, other=second), encoding="utf-8")
    (data / "glossary.yml").write_text(GLOSSARY, encoding="utf-8")
    (data / "term-links.yml").write_text(TERM_LINKS, encoding="utf-8")
    return data


def test_the_translation_and_its_labels_leave(translated: Path) -> None:
    before = prepare_data(translated)
    russian = before.localizations[1]
    assert russian.is_translation
    assert russian.standing() == russian.strings["translation.words"]

    report = list(import_act(RU, translated))

    prepared = prepare_data(translated)
    russian = prepared.localizations[1]
    assert not russian.is_translation
    assert russian.standing() == russian.strings["translation.received"]
    pages = rendered(prepared, russian)
    assert "Русский текст акта, как он получен." in pages["text.md"]
    assert "перевод" not in "".join(pages.values())
    words = {one.eid: one.text["ru"] for one in prepared.dataset.provisions}
    assert words["chp_2__para_3__al_2"] == "защита прав читателей."
    assert "13 of 13 provisions have ru words; ru is published" in report


def test_the_differences_are_reported(translated: Path) -> None:
    report = list(import_act(RU, translated))
    assert report[:3] == [
        "data/provisions/chapter-2.yml:20: `chp_2__para_3__al_2`: защита прав [-всех-] читателей.",
        "data/provisions/chapter-2.yml:37: `chp_2__para_4__subpara_2`: "
        "[-выдает печатные издания населению.-] {+обслуживает читателей.+}",
        "2 of 13 provisions differ from the site's translation",
    ]


def test_quotations_follow_the_official_text_or_lose_the_language(translated: Path) -> None:
    report = list(import_act(RU, translated))
    assert (
        "data/relations.yml:9: `quote`: «защита прав всех читателей» is now «защита прав читателей»; "
        "review it" in report
    )
    assert (
        "data/relations.yml:18: `quote`: «выдает печатные издания населению» is not in the official ru text; "
        "pages quote the original instead" in report
    )
    text = (translated / "relations.yml").read_text(encoding="utf-8")
    assert "# A quotation that the official text has in other words." in text
    assert "населению" not in text
    dataset = prepare_data(translated).dataset
    assert [relation.quote.get("ru") for relation in dataset.relations] == ["защита прав читателей", None]


def test_a_term_link_without_its_words_leaves(translated: Path) -> None:
    report = list(import_act(RU, translated))
    assert (
        "data/term-links.yml:3: the link «печатные издания» is removed: "
        "the official ru text does not have the words" in report
    )
    (link,) = prepare_data(translated).dataset.glossary.term_links
    assert link.words == "книги"
    assert (translated / "term-links.yml").read_text(encoding="utf-8").startswith("# Read by a person.")


def test_the_same_official_text_again_changes_nothing(translated: Path) -> None:
    list(import_act(RU, translated))
    report = list(import_act(RU, translated))
    assert "nothing changed" in report
    assert not [line for line in report if "differ" in line]


def test_a_long_quotation_is_not_searched_for() -> None:
    """Comparing 4,000 words with every run of 5,000 others would take hours."""
    words = [f"слово{number}" for number in range(5000)]
    start = time.monotonic()
    assert similar(" ".join(words[:3999]) + " иное", " ".join(words)) is None
    assert time.monotonic() - start < 5
    assert similar("слово7 слово8 иное", " ".join(words[:300])) is not None
