"""The time limit of a command, and that it gets no secret."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from generator.previews import time_limit


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A module that runs in place of the generator."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "generator"
    folder.mkdir()
    monkeypatch.setattr(
        time_limit, "child_environment", lambda: {"PYTHONPATH": str(tmp_path), "PAGES_TOKEN": "x"}
    )
    return folder / "__main__.py"


def test_a_command_that_never_ends_is_killed_with_its_children(program: Path, tmp_path: Path) -> None:
    child = "import time; time.sleep(2); open('late', 'w')"
    program.write_text(
        f"import subprocess, sys, re\nsubprocess.Popen([{sys.executable!r}, '-c', {child!r}])\n"
        "re.search(r'((\\w|\\s)+)+%', 'a' * 90)\n",
        encoding="utf-8",
    )
    assert time_limit.run([], 1) == "it took longer than 1 seconds"
    time.sleep(1.5)
    assert not (tmp_path / "late").exists()


def test_how_a_command_ends(program: Path) -> None:
    program.write_text("import os, sys\nsys.exit('PAGES_TOKEN' in os.environ or int(sys.argv[1]))\n", "utf-8")
    assert time_limit.run(["0"], 60) == ""
    assert time_limit.run(["3"], 60) == "it ended unexpectedly, with exit code 3"
