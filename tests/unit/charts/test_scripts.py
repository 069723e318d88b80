"""The functions of the chart's script that need no page, run in Node: folding, rows, chains, addresses."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest

from tests.support.paths import ROOT

FOLDER = ROOT / "generator" / "theme" / "assets" / "javascripts" / "charts"
FOLD = "ә:а ғ:г қ:к ң:н ө:о ұ:у ү:у һ:х і:и i:и ё:е"


def evaluate(expression: str) -> Any:
    """Return the value of an expression in Node with the modules loaded."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    modules = [(FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in ("fold", "rows", "address")]
    program = "\n".join(
        ["globalThis.window = globalThis;", *modules, f"console.log(JSON.stringify({expression}))"]
    )
    process = subprocess.run(
        [node, "-e", program], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return json.loads(process.stdout)


@pytest.mark.parametrize(
    ("typed", "matches"),
    [
        ("караганды", True),
        ("ҚАРАҒАНДЫ", True),
        ("обл кара", True),
        ("астана", False),
        ("", False),
        ("рағанды", False),
    ],
)
def test_search_folds_both_sides(typed: str, matches: bool) -> None:
    match = f"((f) => charts.matches(f('Қарағанды облысы'), f({json.dumps(typed)})))"
    assert evaluate(f"{match}(charts.folding({json.dumps(FOLD)}))") is matches


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("усть-каменогорск", ["b"]),
        ("УСТЬ\u2011Каменогорск", ["b"]),
        ("усть каме\u00adногорск", ["b"]),
        ("и\u0306ошкар", []),
        ("караганда", ["a"]),
        ("караганде", ["a"]),
        ("в", []),
        ("«караганда»?", ["a"]),
        ("{a|b}:*^~", []),
        ("я" * 10000, []),
    ],
)
def test_search_ignores_signs_and_endings(typed: str, hits: list[str]) -> None:
    rows = "[{id: 'a', name: f('Қарағанды')}, {id: 'b', name: f('Усть-Каменогорск')}]"
    search = f"((f) => charts.search({rows}, f({json.dumps(typed)})).map((row) => row.id))"
    assert evaluate(f"{search}(charts.folding({json.dumps(FOLD)}))") == hits


def test_nothing_found_proposes_what_is_spelled_like_it() -> None:
    words = ["Комитет", "Караганда", "Костанай", "Академия"]
    nearest = f"((f) => charts.nearest({json.dumps(words, ensure_ascii=False)}, f('каргнда'), f))"
    assert evaluate(f"{nearest}(charts.folding({json.dumps(FOLD)}))")[0] == "Караганда"
    assert evaluate(f"{nearest.replace('каргнда', 'щщщщщ')}(charts.folding({json.dumps(FOLD)}))") == []


def test_a_search_leaves_hits_and_what_is_above_them() -> None:
    rows = [
        {"id": id_, "parent": parent, "column": "0", "bottom": 40 * place}
        for place, (id_, parent) in enumerate([("a", ""), ("b", "a"), ("c", "a"), ("d", ""), ("e", "d")], 1)
    ]
    given = f"const rows = {json.dumps(rows)}; const byId = new Map(rows.map((row) => [row.id, row]));"
    leave = "charts.leave(rows, byId, new Set(['c']), ['d'], OPENED)"
    left = f"(() => {{ {given} return Array.from({leave}).sort(); }})()"
    assert evaluate(left.replace("OPENED", "new Set()")) == ["a", "c", "d"]
    assert evaluate(left.replace("OPENED", "new Set(['a'])")) == ["a", "b", "c", "d"]
    layout = evaluate(f"charts.arrange({json.dumps(rows)}, new Set(['a']), new Set(['a', 'c', 'd']))")
    assert [row["hidden"] for row in layout["placed"]] == [False, True, False, False, True]
    assert [row["shift"] for row in layout["placed"]][2:4] == [40, 40]


def test_hiding_moves_later_rows_by_their_bottoms() -> None:
    rows = [
        {"id": "a", "parent": "", "column": "0", "bottom": 40},
        {"id": "b", "parent": "a", "column": "0", "bottom": 80},
        {"id": "c", "parent": "b", "column": "0", "bottom": 130},
        {"id": "d", "parent": "", "column": "0", "bottom": 170},
        {"id": "e", "parent": "", "column": "1", "bottom": 90},
    ]
    layout = evaluate(f"charts.arrange({json.dumps(rows)}, new Set(['a']))")
    assert [row["hidden"] for row in layout["placed"]] == [False, True, True, False, False]
    assert layout["placed"][3]["shift"] == 90
    assert layout["placed"][4]["shift"] == 0
    assert layout["height"] == 90
    assert evaluate(f"charts.arrange({json.dumps(rows)}, new Set())")["height"] == 170


def test_a_filter_hides_rows_with_what_is_below_them() -> None:
    rows = [
        {"id": "a", "parent": "", "column": "0", "bottom": 40},
        {"id": "b", "parent": "a", "column": "0", "bottom": 80, "gone": True},
        {"id": "c", "parent": "b", "column": "0", "bottom": 130},
        {"id": "d", "parent": "a", "column": "0", "bottom": 170, "gone": False},
    ]
    layout = evaluate(f"charts.arrange({json.dumps(rows)}, new Set())")
    assert [row["hidden"] for row in layout["placed"]] == [False, True, True, False]
    assert (layout["placed"][3]["shift"], layout["height"]) == (90, 80)


def test_a_chain_of_bodies_that_is_a_cycle_ends() -> None:
    rows = "new Map([['a', {id: 'a', up: 'b'}], ['b', {id: 'b', up: 'c'}], ['c', {id: 'c', up: 'a'}]])"
    assert evaluate(f"charts.chain({rows}, 'a')") == ["a", "b", "c"]


@pytest.mark.parametrize(
    "state",
    [
        {"at": "committee", "closed": None, "hidden": [], "zoom": 100, "words": ""},
        {
            "at": "",
            "closed": ["body-kind.unit"],
            "hidden": ["chairing"],
            "zoom": 125,
            "words": "қар & =#~",
        },
        {"at": "", "closed": [], "hidden": [], "zoom": 100, "words": ""},
    ],
)
def test_an_address_is_read_back_as_it_was_written(state: dict[str, Any]) -> None:
    assert evaluate(f"charts.readAddress('org', charts.writeAddress('org', {json.dumps(state)}))") == state


@pytest.mark.parametrize("hash_", ["#terr-kz-10", "#organ", "#", "#list"])
def test_an_address_of_something_else_is_ignored(hash_: str) -> None:
    assert evaluate(f"charts.readAddress('org', {json.dumps(hash_)})") is None


def test_a_broken_address_is_harmless() -> None:
    state = evaluate("charts.readAddress('org', '#org-x&zoom=9e9&q=%E0%A4%A&closed')")
    assert state == {"at": "x", "closed": [], "hidden": [], "zoom": 100, "words": ""}
