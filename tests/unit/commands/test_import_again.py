"""Another import into the same folder: what stays, what is replaced, and what is told of what goes."""

from __future__ import annotations

from pathlib import Path

from generator.dataset import loader
from tests.support.imported import KK, RU, files, import_texts, prepare_data


def test_the_same_text_again_changes_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    import_texts(data, KK, RU)
    before = files(data)
    for text in (KK, RU):
        assert "nothing changed" in import_texts(data, text)
    assert files(data) == before


def test_what_people_added_outlives_another_import(tmp_path: Path) -> None:
    data = tmp_path / "data"
    import_texts(data, KK, RU)
    act = data / "act.yml"
    act.write_text(act.read_text(encoding="utf-8").replace("/akn/xx/", "/akn/kz/"), encoding="utf-8")
    before = files(data)
    import_texts(data, KK)
    assert files(data) == before


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
