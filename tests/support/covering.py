"""Chooses which cases of a test with several parameters `make audit` runs: those of a covering array.

Nearly every fault shows with one value (in Kazakh) or with two (in Kazakh at 360 px), whatever the others
are. Of the product of its parameters a test marked `covering(2)` runs few cases in which any two values of
different parameters meet: four instead of eight for language, width and source. `covering(1)` runs each value
once. The other cases get the marker `full`, which `make audit-full` runs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from zlib import crc32

import pytest

Case = Mapping[str, int]
"""Parameter -> the place of its value among its values."""

Meeting = tuple[tuple[str, int], ...]
"""Values of different parameters that one case has."""


def covering(cases: Sequence[Case], strength: int, seed: str = "") -> list[int]:
    """Return the places of few cases in which any `strength` values that meet in one of `cases` meet.

    Tests with different seeds begin with different values, so that several of them run what one alone leaves
    out. Raises ValueError if `strength` is less than 1.
    """
    if strength < 1:
        raise ValueError(f"strength is {strength}, expected 1 or more")
    counts = {name: 1 + max(case[name] for case in cases) for name in (cases[0] if cases else ())}
    varying = [name for name, count in counts.items() if count > 1]
    turns = {name: crc32(f"{seed} {name}".encode()) for name in varying}
    order = sorted(
        range(len(cases)),
        key=lambda place: [(cases[place][name] + turns[name]) % counts[name] for name in varying],
    )
    return min((_taken(cases, varying, strength, order, by_turns) for by_turns in (True, False)), key=len)


def _taken(
    cases: Sequence[Case], names: Sequence[str], strength: int, order: Sequence[int], by_turns: bool
) -> list[int]:
    """Take the case in which most is new until nothing is missing, of equal ones the first of an order.

    Before that, `by_turns` takes the one in which more further values meet, then the one whose values were
    taken least: each value has its turn, but sometimes there are more cases.
    """
    wanted = _meetings(cases, names, min(strength, len(names)))
    further = _meetings(cases, names, strength + 1)
    missing, met = frozenset[Meeting]().union(*wanted), frozenset[Meeting]()
    used = Counter[tuple[str, int]]()

    def gain(place: int) -> tuple[int, ...]:
        turn = len(further[place] - met), -sum(used[value] for value in cases[place].items())
        return len(wanted[place] & missing), *(turn if by_turns else ())

    taken = []
    while missing:
        best = max(order, key=gain)
        taken.append(best)
        missing, met = missing - wanted[best], met | further[best]
        used.update(cases[best].items())
    return sorted(taken)


def _meetings(cases: Sequence[Case], names: Sequence[str], size: int) -> list[frozenset[Meeting]]:
    """Return what meets in each case: every combination of `size` values of different parameters."""
    return [frozenset(combinations([(name, case[name]) for name in names], size)) for case in cases]


def leave_the_rest_to_full(items: Sequence[pytest.Item]) -> None:
    """Mark as `full` the cases that the marker `covering` of a test leaves out."""
    tests = defaultdict[str, list[pytest.Item]](list)
    for item in items:
        if item.get_closest_marker("covering") and not item.get_closest_marker("full"):
            tests[item.nodeid.partition("[")[0]].append(item)
    for name, ones in tests.items():
        (strength,) = next(ones[0].iter_markers("covering")).args
        kept = covering(_cases(ones), strength, name.rpartition("::")[2])
        for place, one in enumerate(ones):
            if place not in kept:
                one.add_marker("full")


def _cases(items: Sequence[pytest.Item]) -> list[Case]:
    """Return the case of each item of one test. Equal values are one; a value need not be hashable."""
    values = defaultdict[str, list[object]](list)
    cases: list[Case] = []
    for item in items:
        parameters: dict[str, object] = item.callspec.params if hasattr(item, "callspec") else {}
        for name, value in parameters.items():
            if value not in values[name]:
                values[name].append(value)
        cases.append({name: values[name].index(value) for name, value in parameters.items()})
    return cases
