"""A text in, a whole data folder out: it checks, it renders, and it says what it does not know."""

from __future__ import annotations

import html
import shutil
from pathlib import Path

import pytest

from generator.cli import main
from generator.problems import ProblemsError
from tests.conftest import rendered
from tests.support.imported import KK, RU, import_texts, prepare_data
from tests.support.paths import INPUTS, ROOT
from tests.unit.ingest.test_acts import CASES, NO_ACT, source


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


def _words_of_decree(data: Path) -> str:
    """Return what stands on the page of the decree, without its front matter, which is for machines."""
    return html.unescape(rendered(prepare_data(data))["decree.md"]).split("\n---\n", 1)[1]


def test_no_page_shows_an_address_without_country(tmp_path: Path) -> None:
    import_texts(tmp_path / "data", KK)
    assert "/akn/" not in _words_of_decree(tmp_path / "data")
    act = tmp_path / "data" / "act.yml"
    act.write_text(act.read_text(encoding="utf-8").replace("/akn/xx/", "/akn/kz/"), encoding="utf-8")
    assert "/akn/kz/act/resolution/2021-03-05/7" in _words_of_decree(tmp_path / "data")


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


def test_the_outline_is_shown_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(KK), "--data", str(tmp_path / "data"), "--outline"]) == 0
    printed = capsys.readouterr().out
    assert "library.kk.txt:9: chapter «1-тарау. Жалпы ережелер»" in printed
    assert printed.endswith("uncertain places: 0\n")
    assert not (tmp_path / "data").exists()
