"""A text in, a whole data folder out: it checks, it renders, and it says what it does not know."""

from __future__ import annotations

import html
import shutil
from pathlib import Path

import pytest

from generator.builder import preparation
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.cli import main
from generator.commands.import_act import import_act
from generator.commands.received_text import language_of
from generator.dataset import loader
from generator.problems import ProblemsError
from tests.conftest import rendered
from tests.support.paths import INPUTS, ROOT
from tests.unit.ingest.test_acts import CASES, NO_ACT, source

LIBRARY = INPUTS / "library"
KK, RU = LIBRARY / "library.kk.txt", LIBRARY / "library.ru.txt"


def import_texts(data: Path, *texts: Path, language: str = "") -> list[str]:
    return [line for text in texts for line in import_act(text, data, language=language)]


def prepare_data(data: Path) -> PreparedSite:
    return preparation.prepare(Project.at(None, data))


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.parametrize("case", [case for case in CASES if case not in NO_ACT])
def test_a_folder_made_from_any_act_checks_and_renders(case: str, tmp_path: Path) -> None:
    text, code = source(case)
    path = tmp_path / "act.txt"
    path.write_text(text, encoding="utf-8")
    report = import_texts(tmp_path / "data", path, language=code)
    prepared = prepare_data(tmp_path / "data")
    assert prepared.proof.holds
    assert len(rendered(prepared)) == len(prepared.plan.pages)
    uncertain = sum(line.startswith("act.txt:") for line in report)
    assert report[-1] == f"uncertain places: {uncertain}"
    assert len({page.path for page in prepared.plan.pages}) == len(prepared.plan.pages)


def test_what_the_text_says_of_itself(tmp_path: Path) -> None:
    import_texts(tmp_path / "data", KK)
    dataset = prepare_data(tmp_path / "data").dataset
    act, (office,) = dataset.act, dataset.organisation.bodies
    assert (act.number, str(act.date), act.checked) == ("7", "2021-03-05", None)
    assert act.work == "/akn/xx/act/resolution/2021-03-05/7"
    assert act.title == {"kk": "2021 жылғы 5 наурыздағы № 7 қаулы"}
    assert act.cited_as == {"kk": "Ауыл кітапханалары агенттігі туралы ереженің"}
    assert act.act_cited_as is None
    assert (office.name["kk"], office.named_in) == ("Ауыл кітапханалары агенттігі", "chp_1__para_1")


def test_a_name_of_a_month_may_begin_as_another(tmp_path: Path) -> None:
    for month, number in (("мая", "05"), ("марта", "03"), ("июня", "06"), ("июля", "07")):
        path = tmp_path / f"{number}.txt"
        path.write_text(RU.read_text(encoding="utf-8").replace("марта", month), encoding="utf-8")
        import_texts(tmp_path / number, path)
        assert str(prepare_data(tmp_path / number).dataset.act.date) == f"2021-{number}-05"


def test_a_dash_of_the_act_is_not_doubled(tmp_path: Path) -> None:
    path = tmp_path / "act.txt"
    path.write_text(source("statute-alone-in-russian")[0], encoding="utf-8")
    import_texts(tmp_path / "data", path)
    text = rendered(prepare_data(tmp_path / "data"))["text.md"]
    begun = [line for line in text.splitlines() if line.startswith(("&#45; ", "– ", "— "))]
    assert len(begun) == 3


def test_a_remark_of_the_text_is_shown_as_one(tmp_path: Path) -> None:
    path = tmp_path / "act.txt"
    path.write_text(source("notes")[0], encoding="utf-8")
    import_texts(tmp_path / "data", path)
    assert rendered(prepare_data(tmp_path / "data"))["text.md"].count(".law .note") == 5


def test_every_place_to_fill_in_is_told_with_its_line(tmp_path: Path) -> None:
    report = [line for line in import_texts(tmp_path / "data", KK) if line.startswith("data/")]
    assert report == [
        "data/act.yml:2: `work` `xx` is not a country code; "
        "expected the country, and the author after the type",
        "data/act.yml:1: has no `checked`; add the day on which you checked the act for amendments",
        "data/site.yml:1: has no `publisher` and no `repository`; add them if there are any",
        "data/bodies.yml:5: `name` has no `url` below it; add the body's official address if it has one",
    ]


def test_a_text_that_does_not_say_its_date_has_none(tmp_path: Path) -> None:
    path = tmp_path / "act.txt"
    path.write_text(source("points-without-chapters")[0], encoding="utf-8")
    report = import_texts(tmp_path / "data", path)
    assert any("has no `date`: the text gives none" in line for line in report)
    prepared = prepare_data(tmp_path / "data")
    assert (prepared.dataset.act.date, prepared.dataset.act.number) == (None, None)
    pages = rendered(prepared)
    assert "Дата редакции не установлена." in pages["text.md"]
    assert "None" not in "".join(pages.values())


def test_the_pages_claim_no_look_up_that_nobody_did(tmp_path: Path) -> None:
    import_texts(tmp_path / "data", KK)
    pages = rendered(prepare_data(tmp_path / "data"))
    assert (
        "2021 жылғы 5 наурыздағы редакция. Кейін өзгертілген-өзгертілмегені тексерілмеген."
        in pages["text.md"]
    )
    assert "Тексерілген күні" not in "".join(pages.values())


def test_the_same_text_again_changes_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    import_texts(data, KK, RU)
    before = files(data)
    for text in (KK, RU):
        assert "nothing changed" in import_texts(data, text)
    assert files(data) == before


def _words_of_decree(data: Path) -> str:
    """Return what stands on the page of the decree, without its front matter, which is for machines."""
    return html.unescape(rendered(prepare_data(data))["decree.md"]).split("\n---\n", 1)[1]


def test_no_page_shows_an_address_without_country(tmp_path: Path) -> None:
    import_texts(tmp_path / "data", KK)
    assert "/akn/" not in _words_of_decree(tmp_path / "data")
    act = tmp_path / "data" / "act.yml"
    act.write_text(act.read_text(encoding="utf-8").replace("/akn/xx/", "/akn/kz/"), encoding="utf-8")
    assert "/akn/kz/act/resolution/2021-03-05/7" in _words_of_decree(tmp_path / "data")


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


def test_what_people_added_outlives_another_import(tmp_path: Path) -> None:
    data = tmp_path / "data"
    import_texts(data, KK, RU)
    act = data / "act.yml"
    act.write_text(act.read_text(encoding="utf-8").replace("/akn/xx/", "/akn/kz/"), encoding="utf-8")
    before = files(data)
    import_texts(data, KK)
    assert files(data) == before


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


@pytest.mark.parametrize("before", [True, False])
def test_data_may_stand_before_or_after_the_command(before: bool, tmp_path: Path) -> None:
    option = ["--data", str(tmp_path / "data")]
    rest = ["import", str(KK)]
    assert main([*option, *rest] if before else [*rest, *option]) == 0
    assert main([*option, "check"]) == 0
    assert main(["--root", str(tmp_path), "check"]) == 0


def test_pages_lie_beside_the_data(tmp_path: Path) -> None:
    data = tmp_path / "other" / "data"
    import_texts(data, KK)
    pages = tmp_path / "other" / "docs" / "kk"
    pages.mkdir(parents=True)
    shutil.copyfile(INPUTS / "tiny" / "docs" / "kk" / "about.md", pages / "about.md")
    prepared = prepare_data(data)
    assert "about.md" in rendered(prepared)
    assert prepared.project.site == tmp_path / "other" / "site"
    assert prepared.project.settings == ROOT / "mkdocs.yml"


@pytest.mark.parametrize("sign", ["\x00", "\u202e", "\x0b"])
def test_a_sign_that_nobody_sees_is_told_where_it_stands(sign: str, tmp_path: Path) -> None:
    path = tmp_path / "act.txt"
    path.write_text(KK.read_text(encoding="utf-8").replace("мөрі", f"мө{sign}рі"), encoding="utf-8")
    with pytest.raises(ProblemsError) as raised:
        import_texts(tmp_path / "data", path)
    message = f"contains the invisible or control character U+{ord(sign):04X}; remove it"
    assert str(raised.value) == f"act.txt:12: {message}"
    assert not (tmp_path / "data").exists()


BLANKS = {
    "tabs": ("      ", "\t"),
    "carriage returns": ("\n", "\r\n"),
    "form feed": ("      3.", "\f      3."),
    "byte order mark": ("Қиялстан Республикасы", "\ufeffҚиялстан Республикасы"),
    "unbreakable blanks": ("1. ", "1.\u00a0"),
}


@pytest.mark.parametrize(("old", "new"), BLANKS.values(), ids=BLANKS.keys())
def test_other_blanks_are_read_alike(old: str, new: str, tmp_path: Path) -> None:
    text = KK.read_text(encoding="utf-8")
    (tmp_path / "act.txt").write_bytes(text.replace(old, new).encode("utf-8"))
    report = import_texts(tmp_path / "data", tmp_path / "act.txt")
    assert report[-3:] == import_texts(tmp_path / "other", KK)[-3:]
    assert prepare_data(tmp_path / "data").proof.holds


def test_a_text_without_any_indent_gives_the_same_provisions(tmp_path: Path) -> None:
    path = tmp_path / "act.txt"
    path.write_text(KK.read_text(encoding="utf-8").replace("      ", ""), encoding="utf-8")
    report = import_texts(tmp_path / "data", path)
    assert report[-3:] == import_texts(tmp_path / "other", KK)[-3:]
    assert prepare_data(tmp_path / "data").proof.holds


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


def test_the_outline_is_shown_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(KK), "--data", str(tmp_path / "data"), "--outline"]) == 0
    printed = capsys.readouterr().out
    assert "library.kk.txt:9: chapter «1-тарау. Жалпы ережелер»" in printed
    assert printed.endswith("uncertain places: 0\n")
    assert not (tmp_path / "data").exists()


def test_a_changed_text_replaces_the_source(tmp_path: Path) -> None:
    import_texts(tmp_path / "data", KK)
    changed = tmp_path / "library.kk.txt"
    text = (
        KK.read_text(encoding="utf-8")
        + "      3) газет таратады.\n\n3-тарау. Тарату\n\n      5. Таратылады.\n"
    )
    changed.write_text(text.replace("көрсетеді.", "көрсетеді;"), encoding="utf-8")
    report = import_texts(tmp_path / "data", changed)
    assert any("the text is replaced; review `version` of act.yml" in line for line in report)
    dataset = prepare_data(tmp_path / "data").dataset
    assert "chp_3__para_5" in {one.eid for one in dataset.provisions}


def test_a_chapter_that_left_the_text_leaves_the_folder_and_its_work_is_told(tmp_path: Path) -> None:
    data, later = tmp_path / "data", tmp_path / "library.kk.txt"
    import_texts(data, KK, RU)
    chapter = data / "provisions" / "chapter-2.yml"
    lines = chapter.read_text(encoding="utf-8").splitlines(keepends=True)
    chapter.write_text("".join([lines[0], "# Bекітілді: редактор.\n", *lines[1:]]), encoding="utf-8")
    later.write_text(KK.read_text(encoding="utf-8").split("2-тарау.")[0], encoding="utf-8")
    report = import_texts(data, later)
    assert not chapter.exists()
    assert (
        "data/provisions/chapter-2.yml:1: the file is removed, with its comments in lines 2: "
        "the text has no such part" in report
    )
    (point,) = [line for line in report if "`chp_2__para_4__subpara_1` is not in the text" in line]
    assert point.endswith("is removed; with it go its ru words: «собирает книги;»")
    assert "provisions removed: 7; `check` lists the entries that still refer to them" in report
    loader.load(data)


def test_a_point_that_left_the_text_is_told_with_its_words(tmp_path: Path) -> None:
    data, later = tmp_path / "data", tmp_path / "library.kk.txt"
    import_texts(data, KK, RU)
    text = KK.read_text(encoding="utf-8")
    later.write_text(text.replace("      2) оқырмандарға қызмет көрсетеді.\n", ""), encoding="utf-8")
    report = import_texts(data, later)
    assert sum("is not in the text and is removed" in line for line in report) == 1
    assert not any("the file is removed" in line for line in report)
