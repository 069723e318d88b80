"""CSV: the data's own words, a column a language, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest

from generator import exports
from generator.exports import tables
from generator.model import Institution
from generator.reader import CITED
from generator.tree import Edition
from tests.test_render import poisoned

NAMES = ("provisions.csv", "bodies.csv", "relations.csv", "ties.csv")

SIGNS = "=+-@＝＋－＠"


def rows(institution: Institution, name: str) -> list[dict[str, str]]:
    text = exports.files(institution)[name]
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def test_a_row_for_every_entry(real: Edition, tiny_edition: Edition) -> None:
    for institution in (real.institution, tiny_edition.institution):
        entries = (
            institution.provisions,
            (*institution.bodies, *institution.posts, *institution.groups),
            institution.relations,
            institution.ties,
        )
        for name, expected in zip(NAMES, entries, strict=True):
            assert len(rows(institution, name)) == len(expected), name


def test_cells_are_the_data(real: Edition) -> None:
    institution = real.institution
    for row, one in zip(rows(institution, "provisions.csv"), institution.provisions, strict=True):
        assert (row["eid"], row["parent"], row["kind"]) == (one.eid, one.parent or "", one.kind.value)
        assert (row["num"], row["role"]) == (one.num or "", one.role.value if one.role else "")
        for reader in real.readers:
            assert row[f"text_{reader.code}"] == one.text[reader.code]
            cited = reader.citation(one) if one.kind in CITED else ""
            assert row[f"citation_{reader.code}"] == cited
    for row, relation in zip(rows(institution, "relations.csv"), institution.relations, strict=True):
        assert (row["kind"], row["subject"], row["provision"]) == (
            relation.kind.value,
            relation.subject,
            relation.provision,
        )
        assert [row["quote_kk"], row["quote_ru"]] == [relation.quote["kk"], relation.quote["ru"]]
        assert row["object_name_ru"]
    for row, tie in zip(rows(institution, "ties.csv"), institution.ties, strict=True):
        assert (row["body"], row["basis"]) == (tie.body, tie.basis.value)
        assert row["ground_ru"] == (tie.ground or {}).get("ru", "")
    found = {row["id"]: row for row in rows(institution, "bodies.csv")}
    assert found["committee-kz-35"]["iso"] == "KZ-35"
    assert found["committee-kz-35"]["parent"] == "committee"
    assert found["prosecutor-general"]["type"] == "post"


def test_a_language_more_is_a_column_more(real: Edition, tiny_edition: Edition) -> None:
    for name in NAMES:
        both, one = (set(rows(each.institution, name)[0]) for each in (real, tiny_edition))
        assert {key for key in both if not key.endswith("_ru")} == one
        assert {key.replace("_kk", "_ru") for key in one if key.endswith("_kk")} == both - one


def test_lines_end_as_the_standard_says(real: Edition) -> None:
    for name in NAMES:
        text = exports.files(real.institution)[name]
        assert text.endswith("\r\n")
        assert text.count("\n") == text.count("\r\n") == len(rows(real.institution, name)) + 1


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "\t'=1"),
        (' "=1', " \"'=1"),
        ("＝1", "'＝1"),
        ("a;=1", "a;'=1"),
        ("a; @b", "a; '@b"),
        ("a\n=1", "a\n'=1"),
        ("тармақ – 1", "тармақ – 1"),
        ("24-тармақ", "24-тармақ"),
        ("a, - b", "a, - b"),
        ("a@example.org", "a@example.org"),
        ("", ""),
    ],
)
def test_a_cell_that_would_run_does_not(words: str, cell: str) -> None:
    assert tables.safe(words) == cell


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("payload", ["=1+1", "x;=1+1", 'x\t"=1+1', "x\n+1", ' "@1'])
def test_no_cell_runs_however_columns_are_parted(payload: str, delimiter: str, tiny_edition: Edition) -> None:
    institution = tiny_edition.institution
    hostile = poisoned(institution, payload).model_copy(update={"strings": institution.strings})
    bodies = tuple(one.model_copy(update={"name": {"kk": payload}}) for one in institution.bodies)
    hostile = hostile.model_copy(update={"bodies": bodies})
    for name in NAMES:
        text = exports.files(hostile)[name].removeprefix("\ufeff")
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            for cell in row:
                assert not cell.strip(' "\t\r\n').startswith(tuple(SIGNS)), cell


def test_nothing_is_a_table_too() -> None:
    assert tables.table([]) == "\ufeff"
