"""What a command takes, and the lines of `make bench` that compare two measurements of one run."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

ENVIRONMENT = {
    name: value
    for name, value in {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": "."}.items()
    if name != "PYTHONDONTWRITEBYTECODE"
}
"""Variables of the measured commands; like those of `make`, they keep compiled modules."""


@dataclass(frozen=True)
class Cost:
    """What a command took."""

    wall: float
    """Seconds on the clock."""
    busy: float
    """Seconds of one processor, over all processes."""
    peak: float
    """Megabytes of the largest process."""
    failed: str = ""
    """The last line that the command printed, where it failed."""


def measure(command: Sequence[str], folder: Path, more: dict[str, str] | None = None) -> Cost:
    """Run a command in a folder and return what it took, its children included.

    `more` are variables for it beside those of `ENVIRONMENT`.
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        variables = ENVIRONMENT | (more or {})
        process = subprocess.Popen(command, cwd=folder, env=variables, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        lines = said.read().decode("utf-8", "replace").strip().splitlines()
    peak = used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1024)
    return Cost(wall, used.ru_utime + used.ru_stime, peak, (lines or ["?"])[-1] if status else "")


def best(runs: Sequence[Cost]) -> Cost:
    """Return the shortest times and the largest memory of some runs of one command."""
    failed = next((one.failed for one in runs if one.failed), "")
    wall, busy = (min(getattr(one, name) for one in runs) for name in ("wall", "busy"))
    return Cost(wall, busy, max(one.peak for one in runs), failed)


def together(parts: Sequence[Cost]) -> Cost:
    """Return what commands took that ran one after the other."""
    failed = next((one.failed for one in parts if one.failed), "")
    wall, busy = (sum(getattr(one, name) for one in parts) for name in ("wall", "busy"))
    return Cost(wall, busy, max(one.peak for one in parts), failed)


def in_turn(times: int, *actions: Callable[[], Cost]) -> list[Cost]:
    """Run some actions one after the other, that many times over; return the best of each.

    What else the machine does meets them all alike.
    """
    runs: list[list[Cost]] = [[] for _ in actions]
    for _ in range(times):
        for kept, action in zip(runs, actions, strict=True):
            kept.append(action())
    return [best(kept) for kept in runs]


def needed(cost: Cost, name: str) -> Cost:
    """Return a cost. Raises SystemExit with the last line of a command that failed."""
    if cost.failed:
        raise SystemExit(f"{name}: {cost.failed}")
    return cost


def compare(name: str, cost: Cost, other: Cost, most: float) -> None:
    """Print the ratio of two costs, on the clock and in processor time, and the most that it may be."""
    wall, busy = cost.wall / other.wall, cost.busy / other.busy
    print(asked(f"{name}: {wall:.3f} on the clock, {busy:.3f} of processor time", wall, most), flush=True)


def asked(words: str, value: float, most: float, unit: str = "") -> str:
    """Return a line that says what a value may be at most and whether it is."""
    return f"{words}; asked at most {most:g}{unit}: {'kept' if value <= most else 'MISSED'}"


def without(cost: Cost, other: Cost) -> Cost:
    """Return what a command took beyond another one."""
    return replace(cost, wall=cost.wall - other.wall, busy=cost.busy - other.busy)
