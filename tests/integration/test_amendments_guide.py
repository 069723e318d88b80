"""The guide to amending acts: its files are written, its commands run, and its output compared, in order."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from generator.cli import main
from tests.support.paths import INPUTS, ROOT

GUIDE = (ROOT / "docs" / "guide" / "amendments.md").read_text(encoding="utf-8")
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
PROGRAM = "python -m generator "


def test_the_commands_of_the_guide_do_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    printed = ""
    commands = 0
    for kind, title, words in BLOCK.findall(GUIDE):
        if kind in ("text", "markdown"):
            (tmp_path / title).write_text(words, encoding="utf-8")
        elif kind == "sh":
            assert main(shlex.split(words.removeprefix(PROGRAM))) == 0
            printed = capsys.readouterr().out
            commands += 1
        elif kind == "console":
            assert printed == words
        elif kind == "yaml":
            assert words in (tmp_path / title).read_text(encoding="utf-8")
    assert commands == 3


def test_the_act_of_the_guide_is_that_of_the_tests() -> None:
    files = {title: words for _, title, words in BLOCK.findall(GUIDE)}
    for name in ("library.kk.txt", "amendment-12.kk.md"):
        assert files[name] == (INPUTS / "library" / name).read_text(encoding="utf-8")
