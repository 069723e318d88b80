"""In which language a text is, and how the text of the second language joins that of the first."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import main
from generator.commands.received_text import language_of
from generator.problems import ProblemsError
from tests.conftest import rendered
from tests.support.imported import KK, RU, files, import_texts, prepare_data


def test_two_languages_in_one_folder(tmp_path: Path) -> None:
    report = import_texts(tmp_path / "data", KK, RU)
    assert "13 of 13 provisions have ru words; ru is published" in report
    prepared = prepare_data(tmp_path / "data")
    assert [one.code for one in prepared.localizations] == ["kk", "ru"]
    assert prepared.dataset.organisation.bodies[0].name["ru"] == "Агентство сельских библиотек"
    russian = rendered(prepared, prepared.localizations[1])
    assert "Русский текст акта, как он получен." in russian["text.md"]
    assert "перевод" not in russian["text.md"]


def test_the_languages_may_come_the_other_way_round(tmp_path: Path) -> None:
    report = import_texts(tmp_path / "data", RU, KK)
    assert "13 of 13 provisions have kk words; kk is published" in report
    assert prepare_data(tmp_path / "data").dataset.original == "ru"


def test_what_does_not_match_is_told_and_not_made_up(tmp_path: Path) -> None:
    text = RU.read_text(encoding="utf-8").replace("      Агентство имеет печать.\n", "")
    text = text.replace("читателей.\n      4.", "читателей;\n      выдача газет.\n      4.")
    (tmp_path / "other.ru.txt").write_text(text + "      3) закрывается.\n", encoding="utf-8")
    import_texts(tmp_path / "data", KK)
    report = import_texts(tmp_path / "data", tmp_path / "other.ru.txt")
    strange = "has no counterpart in the original; its words are in the source only"
    assert report[:7] == [
        "data/provisions/chapter-1.yml:13: `chp_1__para_1__p_2` has no ru words in other.ru.txt",
        "data/provisions/chapter-2.yml:13: `chp_2__para_3__al_1` has no ru words in other.ru.txt",
        "data/provisions/chapter-2.yml:17: `chp_2__para_3__al_2` has no ru words in other.ru.txt",
        f"other.ru.txt:17: `chp_2__para_3__al_1` {strange}",
        f"other.ru.txt:18: `chp_2__para_3__al_2` {strange}",
        f"other.ru.txt:19: `chp_2__para_3__al_3` {strange}",
        f"other.ru.txt:23: `chp_2__para_4__subpara_3` {strange}",
    ]
    assert "10 of 13 provisions have ru words; ru is a draft: see the lines above" in report
    dataset = prepare_data(tmp_path / "data").dataset
    assert [one.code for one in dataset.published] == ["kk"]
    words = {one.eid: one.text for one in dataset.provisions}
    assert "ru" not in words["chp_2__para_3__al_1"]
    assert words["chp_2__para_4__subpara_2"]["ru"] == "обслуживает читателей."


def test_a_changed_letter_of_the_second_language_is_a_fault(tmp_path: Path) -> None:
    import_texts(tmp_path / "data", KK, RU)
    part = tmp_path / "data" / "provisions" / "chapter-2.yml"
    part.write_text(
        part.read_text(encoding="utf-8").replace("собирает книги", "собирает книгу"), encoding="utf-8"
    )
    with pytest.raises(ProblemsError) as raised:
        prepare_data(tmp_path / "data")
    assert str(raised.value) == (
        "data/provisions/chapter-2.yml:31: `chp_2__para_4__subpara_1`: "
        "the ru text is not in data/source/library.ru.txt; expected the same words"
    )


def test_a_file_with_comments_is_left_to_its_author(tmp_path: Path) -> None:
    data = tmp_path / "data"
    import_texts(data, KK)
    site = data / "site.yml"
    site.write_text(site.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    before = site.read_bytes()
    assert (
        "data/site.yml:9: has comments, so import does not rewrite it; add the ru words by hand"
        in import_texts(data, RU)
    )
    assert site.read_bytes() == before
    assert [one.code for one in prepare_data(data).dataset.published] == ["kk"]


def test_another_act_is_no_second_language(tmp_path: Path) -> None:
    import_texts(tmp_path / "data", KK)
    before = files(tmp_path / "data")
    other = tmp_path / "other.ru.txt"
    other.write_text(
        "Устав школы звездочетов\n\n      1. Школа учит.\n      2. Школа пишет.\n", encoding="utf-8"
    )
    with pytest.raises(ProblemsError) as raised:
        import_texts(tmp_path / "data", other, language="ru")
    assert "is another act than that of data: it matches" in str(raised.value)
    assert files(tmp_path / "data") == before


def test_an_official_second_language_publishes_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "library.ru.txt"
    path.write_text(
        RU.read_text(encoding="utf-8").replace("имеет печать.", "имеет «печать» номер 5;"), encoding="utf-8"
    )
    report = import_texts(tmp_path / "data", KK, path)
    assert any(line.startswith("advice: the official texts differ in ") for line in report)
    assert "13 of 13 provisions have ru words; ru is published" in report
    prepared = prepare_data(tmp_path / "data")
    assert prepared.parity.problems == []
    assert len(prepared.parity.advice) == 4


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (KK.read_text(encoding="utf-8"), "kk"),
        (RU.read_text(encoding="utf-8"), "ru"),
        (RU.read_text(encoding="utf-8") + "Қ. Ойлап", "ru"),
        ("1. A.", "kk"),
    ],
)
def test_the_letters_tell_the_language(text: str, code: str) -> None:
    assert language_of(text) == code


def test_a_language_that_import_does_not_know(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(KK), "--data", str(tmp_path / "data"), "--language", "kz"]) == 1
    message = "`kz` is not a supported language; expected kk or ru; nearest: `kk`"
    assert capsys.readouterr().err.startswith(f"library.kk.txt:1: {message.split(';')[0]}")
    assert not (tmp_path / "data").exists()


OTHER_LANGUAGES = {
    "English": "The Agency is a state body of the Republic and acts under the Constitution. " * 6,
    "Kyrgyz": (
        "Кыргыз Республикасынын жергиликтүү башкаруу органдарынын ишин жөнгө салуу боюнча мамлекеттик "
        "агенттик жөнүндө жобо. Агенттик өз ишин Конституцияга ылайык жүргүзөт жана анын мөөрү бар. "
        "Агенттиктин милдеттери менен укуктары ушул жобо аркылуу аныкталат, ал эми каржылоо бюджеттен "
        "жүргүзүлөт жана башка булактардан алынат. Кызматкерлер мыйзамда белгиленген тартипте дайындалат."
    ),
    "Uzbek": (
        "Ўзбекистон Республикаси Президентининг ҳузуридаги агентлик тўғрисида низом. Агентлик ўз фаолиятини "
        "қонунлари асосида амалга оширади. Агентлик юридик шахс ҳисобланади ва муҳрга эга бўлади. Унинг "
        "вазифалари қуйидагилардан иборат: давлат сиёсатини юритиш, назорат қилиш, фуқароларнинг "
        "мурожаатларини кўриб чиқиш ва бошқа органлар билан ҳамкорлик қилиш учун шароит яратиш."
    ),
}


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_a_text_in_another_language_is_refused(language: str, tmp_path: Path) -> None:
    path = tmp_path / "act.txt"
    path.write_text(f"1. {OTHER_LANGUAGES[language]}", encoding="utf-8")
    with pytest.raises(ProblemsError) as raised:
        import_texts(tmp_path / "data", path)
    assert "no known alphabet fits; expected Қазақша or Русский" in str(raised.value)
    assert not (tmp_path / "data").exists()


def test_a_wrong_language_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as raised:
        import_texts(tmp_path / "data", RU, language="kk")
    assert str(raised.value) == (
        "library.ru.txt:1: is not in the language `kk`: reads as `ru`; expected the act in `kk`"
    )
