"""References to places of the act, as readers write them, and dates in figures."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.benchmarks.bench_search import node
from tests.support.searching import ask, locations

pytestmark = pytest.mark.skipif(node() is None, reason="Node is not installed")

POINT = "chapters/2.html#chp_2__para_15"


REFERENCES = {
    "ru": {
        "п15": POINT,
        "п. 15": POINT,
        "п.15": POINT,
        "15п": POINT,
        "пп3п15": "functions/3.html",
        "п15пп3": "functions/3.html",
        "пп.3п.15": "functions/3.html",
        "19.24": "powers/24.html",
        "п19.24": "powers/24.html",
        "19/24": "powers/24.html",
        "функция35": "functions/35.html",
        "гл.3": "chapters/3.html",
    },
    "kk": {
        "15т": POINT,
        "п15": POINT,
        "15-т.": POINT,
        "15т3тш": "functions/3.html",
        "15тармақ3тармақша": "functions/3.html",
        "19.24": "powers/24.html",
        "3тарау": "chapters/3.html",
        "35функция": "functions/35.html",
    },
}

EIDS = {
    "chp_2__para_15": POINT,
    "CHP_2__PARA_15": POINT,
    "#chp_2__para_15": POINT,
    "https://example.org/kk/chapters/2.html#chp_2__para_15": POINT,
    "chp_2__para_15__subpara_3": "functions/3.html",
    "chp_3__para_19__subpara_24": "powers/24.html",
    "para_2": "decree.html#para_2",
}

DATES = ["03.10.2022", "3.10.2022", "03/10/2022", "2022-10-03", "(03.10.2022)"]


def best(folder: Path, queries: Iterable[str]) -> list[str]:
    """Return the first location of each answer."""
    return [next(iter(locations(answer)), "") for answer in ask(folder, *queries)]


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_glued_references(folders: dict[str, Path], code: str) -> None:
    assert dict(zip(REFERENCES[code], best(folders[code], REFERENCES[code]), strict=True)) == REFERENCES[code]


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_eids(folders: dict[str, Path], code: str) -> None:
    assert dict(zip(EIDS, best(folders[code], EIDS), strict=True)) == EIDS


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_dates_in_figures(folders: dict[str, Path], code: str) -> None:
    for answer in ask(folders[code], *DATES):
        assert "acts/decree-1029.html" in locations(answer)[:3]


def test_a_date_that_no_page_names_finds_nothing_of_that_day(folders: dict[str, Path]) -> None:
    (answer,) = ask(folders["ru"], "31.12.1999")
    assert "acts/decree-1029.html" not in locations(answer)
