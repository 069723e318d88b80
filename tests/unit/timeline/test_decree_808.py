"""Tests of a whole act: No. 808 as adopted, No. 660, and the official text as of 01.01.2025."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.checks import amendments
from generator.dataset import loader
from generator.model import Dataset
from generator.problems import ProblemsError
from generator.timeline import engine, received, text
from generator.timeline.table import Table
from tests.support.amended import BEFORE, CONSOLIDATED, import_808


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return import_808(tmp_path_factory.mktemp("amended"))


@pytest.fixture(scope="module")
def dataset(data: Path) -> Dataset:
    return loader.load(data)


@pytest.fixture(scope="module")
def table(dataset: Dataset) -> Table:
    return engine.build(dataset)


def words_on(table: Table, day: str) -> list[str]:
    return " ".join(text.lines(table, dt.date.fromisoformat(day), "kk", {})).split()


def words_of(file: Path, *, notes: bool = True) -> list[str]:
    """Return the words of a file without the note of the publisher on its publication."""
    paragraphs = received.paragraphs(file.read_text(encoding="utf-8"))
    return [
        word
        for one in paragraphs
        if "жариялануға" not in one.text and (notes or "Ескерту." not in one.text)
        for word in one.text.split()
    ]


def test_the_text_before_the_amendment_is_the_text_as_adopted(table: Table) -> None:
    assert words_on(table, "2022-02-09") == words_of(BEFORE)
    assert words_on(table, "2024-12-31") == words_of(BEFORE)


def test_the_text_of_the_consolidation_s_day_equals_it_but_for_its_note(table: Table) -> None:
    assert words_on(table, "2025-01-01") == words_of(CONSOLIDATED, notes=False)
    assert words_on(table, "2025-01-01") != words_of(CONSOLIDATED)
    assert words_on(table, "2025-02-28") == words_on(table, "2025-01-01")


def test_each_operation_begins_on_its_own_day(table: Table) -> None:
    on_first = list(text.lines(table, dt.date(2025, 1, 1), "kk", {}))
    on_second = list(text.lines(table, dt.date(2025, 3, 1), "kk", {}))
    changed = [(old, new) for old, new in zip(on_first, on_second, strict=True) if old != new]
    assert [new.split()[0] for _, new in changed] == ["7.", "10)"]
    assert changed[0][1].endswith("Астана қаласы, Есіл ауданы, Мәңгілік Ел даңғылы, 15-үй.")
    assert changed[1][1].endswith("лауазымға тағайындайды және лауазымнан босатады;")
    assert "3. Архивтің штат саны 168 бірлік мөлшерінде белгіленсін." in on_second
    assert "3. Архивтің штат саны 108 бірлік мөлшерінде белгіленсін." not in on_first


def test_the_proof_holds_and_counts(data: Path, dataset: Dataset, table: Table) -> None:
    proof = amendments.prove(data, dataset, table)
    (act,) = proof.acts
    assert (act.instructions, act.operations, act.known_before, act.given_only) == (3, 3, 3, 0)
    assert proof.consolidations[0].startswith("2025-01-01, kk: equals ")


def test_a_consolidation_that_differs_is_named_with_its_line(data: Path, tmp_path: Path) -> None:
    dataset = loader.load(data)
    table = engine.build(dataset)
    changed = CONSOLIDATED.read_text(encoding="utf-8").replace("168 бірлік", "169 бірлік", 1)
    other = tmp_path / "data" / "source"
    other.mkdir(parents=True)
    for file in (data / "source").iterdir():
        (other / file.name).write_bytes(file.read_bytes())
    (other / CONSOLIDATED.name).write_text(changed, encoding="utf-8")
    with pytest.raises(ProblemsError) as error:
        amendments.prove(tmp_path / "data", dataset, table)
    messages = [str(problem) for problem in error.value.problems]
    assert any("has the digest" in message for message in messages)
    assert (
        f"data/source/{CONSOLIDATED.name}:13: has «169» where the text of 2025-01-01 has «168» (`para_3`); "
        "expected the computed text"
    ) in messages
