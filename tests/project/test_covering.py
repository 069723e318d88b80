"""Which cases of a test with several parameters `make audit` runs."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations, product
from pathlib import Path

import pytest

from tests.support.covering import Case, covering
from tests.support.paths import ROOT

SEEDS = [f"test_{number}" for number in range(20)]


def every(*counts: int) -> list[Case]:
    """Return the product of parameters with so many values."""
    return [dict(zip("abcdef", values, strict=False)) for values in product(*map(range, counts))]


def met(cases: list[Case], strength: int) -> set[tuple[tuple[str, int], ...]]:
    return {meeting for case in cases for meeting in combinations(sorted(case.items()), strength)}


@pytest.mark.parametrize(
    ("counts", "strength", "size"),
    [
        ((2, 2, 2), 1, 2),
        ((2, 2, 2), 2, 4),
        ((2, 2, 2), 3, 8),
        ((3, 2, 2), 2, 6),
        ((3, 2, 2, 2), 2, 6),
        ((5, 2, 2), 2, 10),
        ((27, 2), 1, 27),
        ((1, 2, 2, 2), 2, 4),
    ],
)
def test_what_meets_in_any_case_meets_in_those_taken(
    counts: tuple[int, ...], strength: int, size: int
) -> None:
    cases = every(*counts)
    for seed in SEEDS:
        taken = [cases[place] for place in covering(cases, strength, seed)]
        assert met(taken, strength) == met(cases, strength)
        assert len(taken) == size


def test_values_that_never_meet_are_not_asked_for() -> None:
    cases = [case for case in every(3, 3, 2) if case["a"] <= case["b"]]
    for seed in SEEDS:
        taken = [cases[place] for place in covering(cases, 2, seed)]
        assert met(taken, 2) == met(cases, 2)
        assert len(taken) < len(cases)


def test_values_have_their_turn() -> None:
    cases = every(27, 2)
    for seed in SEEDS:
        assert sum(cases[place]["b"] for place in covering(cases, 1, seed)) in (13, 14)


def test_all_cases_are_among_those_of_several_tests() -> None:
    assert set().union(*(covering(every(2, 2, 2), 2, seed) for seed in SEEDS)) == set(range(8))


def test_a_test_without_parameters_stays() -> None:
    assert covering([{}], 2) == [0]
    assert covering([], 2) == []


def test_less_than_one_is_refused() -> None:
    with pytest.raises(ValueError, match="strength is 0, expected 1 or more"):
        covering([{}], 0)


HOOK = """
import pytest
from tests.support.covering import leave_the_rest_to_full

@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    leave_the_rest_to_full(items)
"""

TESTS = """
import pytest
pytestmark = pytest.mark.covering(2)

@pytest.fixture(params=("kk", "ru"))
def language(request):
    return request.param

@pytest.mark.parametrize("every_text", [False, pytest.param(True, marks=pytest.mark.full)])
@pytest.mark.parametrize("width", (1280, 360))
@pytest.mark.parametrize(("query", "place"), [({"kk": "a"}, 1), ({"kk": "b"}, 2)])
def test_pairs(language, query, place, width, every_text):
    pass

@pytest.mark.covering(1)
@pytest.mark.parametrize("width", (1280, 360, 800))
def test_each(language, width):
    pass

def test_one():
    pass
"""


def test_every_case_runs_in_the_audit_or_in_the_full_one(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(HOOK, encoding="utf-8")
    (tmp_path / "test_some.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n  covering(n):\n  full:\n", encoding="utf-8")

    def collected(*chosen: str) -> set[str]:
        command = [
            sys.executable,
            "-m",
            "pytest",
            "--collect-only",
            "-q",
            "--strict-markers",
            "-p",
            "no:cacheprovider",
        ]
        done = subprocess.run(
            [*command, *chosen, str(tmp_path)],
            cwd=tmp_path,
            env={"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return {line.rpartition("::")[2] for line in done.stdout.splitlines() if "::" in line}

    audit, full, all_ = collected("-m", "not full"), collected("-m", "full"), collected()
    assert not audit & full
    assert audit | full == all_
    assert len(all_) == 16 + 6 + 1
    pairs = [name for name in audit if name.startswith("test_pairs")]
    assert len(pairs) == 4
    assert all("False" in name for name in pairs)
    assert len([name for name in audit if name.startswith("test_each")]) == 3
    assert "test_one" in audit
