"""CSV: the data's text, a column for each language, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest

from generator.builder.preparation import PreparedSite
from generator.exports import tables
from generator.model import Dataset
from generator.plan.citations import CITED
from tests.support.datasets import changed
from tests.support.exported import files_of
from tests.unit.render.test_renderer import poisoned

NAMES = ("provisions.csv", "bodies.csv", "relations.csv", "assignments.csv")

FORMULA_STARTS = "=+-@＝＋－＠"


def rows(dataset: Dataset, name: str) -> list[dict[str, str]]:
    text = files_of(dataset)[name]
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def test_a_row_for_every_entry(real: PreparedSite, tiny_prepared: PreparedSite) -> None:
    for dataset in (real.dataset, tiny_prepared.dataset):
        entries = (
            dataset.provisions,
            (*dataset.organisation.bodies, *dataset.organisation.posts, *dataset.organisation.groups),
            dataset.relations,
            dataset.assignments,
        )
        for name, expected in zip(NAMES, entries, strict=True):
            assert len(rows(dataset, name)) == len(expected), name


def test_cells_are_the_data(real: PreparedSite) -> None:
    dataset = real.dataset
    for row, provision in zip(rows(dataset, "provisions.csv"), dataset.provisions, strict=True):
        assert (row["eid"], row["parent"], row["kind"]) == (
            provision.eid,
            provision.parent or "",
            provision.kind.value,
        )
        assert (row["num"], row["role"]) == (
            provision.num or "",
            provision.role.value if provision.role else "",
        )
        for localization in real.localizations:
            assert row[f"text_{localization.code}"] == provision.text[localization.code]
            cited = localization.citation(provision) if provision.kind in CITED else ""
            assert row[f"citation_{localization.code}"] == cited
    for row, relation in zip(rows(dataset, "relations.csv"), dataset.relations, strict=True):
        assert (row["kind"], row["subject"], row["provision"]) == (
            relation.kind.value,
            relation.subject,
            relation.provision,
        )
        assert [row["quote_kk"], row["quote_ru"]] == [relation.quote["kk"], relation.quote["ru"]]
        assert row["object_name_ru"]
    for row, assignment in zip(rows(dataset, "assignments.csv"), dataset.assignments, strict=True):
        assert (row["body"], row["basis"]) == (assignment.body, assignment.basis.value)
        assert row["ground_ru"] == (assignment.ground or {}).get("ru", "")
    bodies = {row["id"]: row for row in rows(dataset, "bodies.csv")}
    assert bodies["committee-kz-35"]["iso"] == "KZ-35"
    assert bodies["committee-kz-35"]["parent"] == "committee"
    assert bodies["prosecutor-general"]["type"] == "post"


def test_each_language_has_a_column(real: PreparedSite, tiny_prepared: PreparedSite) -> None:
    for name in NAMES:
        both, single = (set(rows(each.dataset, name)[0]) for each in (real, tiny_prepared))
        assert {key for key in both if not key.endswith("_ru")} == single
        assert {key.replace("_kk", "_ru") for key in single if key.endswith("_kk")} == both - single


def test_lines_end_as_the_standard_says(real: PreparedSite) -> None:
    for name in NAMES:
        text = files_of(real.dataset)[name]
        assert text.endswith("\r\n")
        assert text.count("\n") == text.count("\r\n") == len(rows(real.dataset, name)) + 1


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
def test_a_cell_that_is_a_formula_is_text(words: str, cell: str) -> None:
    assert tables.safe(words) == cell


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("payload", ["=1+1", "x;=1+1", 'x\t"=1+1', "x\n+1", ' "@1'])
def test_no_cell_is_a_formula_with_any_delimiter(
    payload: str, delimiter: str, tiny_prepared: PreparedSite
) -> None:
    dataset = tiny_prepared.dataset
    hostile = poisoned(dataset, payload).model_copy(update={"strings": dataset.strings})
    bodies = tuple(body.model_copy(update={"name": {"kk": payload}}) for body in dataset.organisation.bodies)
    hostile = changed(hostile, bodies=bodies)
    for name in NAMES:
        text = files_of(hostile)[name].removeprefix("\ufeff")
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            for cell in row:
                assert not cell.strip(' "\t\r\n').startswith(tuple(FORMULA_STARTS)), cell


def test_an_empty_table_is_a_byte_order_mark() -> None:
    assert tables.table([]) == "\ufeff"
