"""Broken data, each with its exact messages: a folder of `broken/` is laid over the tiny project.

A case is the files that differ; `without.txt` names those that are missing or, as `file: key`, a line of one.
`expected.txt` is what `check` prints; `UPDATE_GOLDEN=1` writes it anew: read what changed before you keep it.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from generator.builder.preparation import Project
from generator.cli import main
from tests.support.paths import INPUTS

BROKEN = INPUTS / "broken"
CASES = sorted(path.name for path in BROKEN.iterdir() if path.is_dir())
NOTES = ("expected.txt", "without.txt")


def lay_over(case: Path, root: Path) -> None:
    shutil.copytree(case, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*NOTES))
    without = case / "without.txt"
    for line in without.read_text(encoding="utf-8").splitlines() if without.exists() else ():
        name, _, key = line.partition(": ")
        path = root / name
        if key:
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            kept = [one for one in lines if not one.startswith(f"{key}:")]
            assert len(kept) == len(lines) - 1, f"{name} has no single line of the key {key}"
            path.write_text("".join(kept), encoding="utf-8")
        else:
            path.unlink()


@pytest.mark.parametrize("case", CASES)
def test_every_problem_is_said_once(case: str, tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    lay_over(BROKEN / case, tiny.root)
    assert main(["--root", str(tiny.root), "check"]) == 1
    printed = capsys.readouterr()
    expected = BROKEN / case / "expected.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(printed.err, encoding="utf-8")
    assert printed.err == expected.read_text(encoding="utf-8")
    assert printed.out == ""
    lines = printed.err.splitlines()
    assert len(set(lines)) == len(lines)
    assert not tiny.build.exists()


def test_cases_are_there() -> None:
    assert len(CASES) > 60
