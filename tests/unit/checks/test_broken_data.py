"""Exact messages for broken data: each folder of `broken/` is copied over the tiny project and checked.

A case holds the files that differ; `without.txt` lists files to remove or, as `file: key`, lines to remove.
`expected.txt` is what `check` prints; `UPDATE_GOLDEN=1` rewrites it: review the difference before committing.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from generator.builder.project import Project
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
            kept = [line for line in lines if not line.startswith(f"{key}:")]
            assert len(kept) == len(lines) - 1, f"{name} has no single line of the key {key}"
            path.write_text("".join(kept), encoding="utf-8")
        else:
            path.unlink()


@pytest.mark.parametrize("case", CASES)
def test_every_problem_is_reported_once(case: str, tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    lay_over(BROKEN / case, tiny.root)
    assert main(["--root", str(tiny.root), "check"]) == 1
    printed = capsys.readouterr()
    expected = BROKEN / case / "expected.txt"
    # Before the comparison, or the file of expected messages would always fail first.
    lines = printed.err.splitlines()
    assert len(set(lines)) == len(lines), "a problem is reported twice"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(printed.err, encoding="utf-8")
    assert printed.err == expected.read_text(encoding="utf-8")
    assert printed.out == ""
    assert not tiny.build.exists()


def test_cases_are_there() -> None:
    assert len(CASES) > 60
