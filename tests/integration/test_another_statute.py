"""The tutorial for another statute: its texts are imported and its commands run, in order."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.support.paths import ROOT

TUTORIAL = (ROOT / "docs" / "another-statute.md").read_text(encoding="utf-8")
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
PROGRAM = ".venv/bin/python -m generator "


def put(path: Path, yml: str) -> None:
    """Lay keys over a data file: what it has of them is replaced, what it lacks is added."""
    text = path.read_text(encoding="utf-8")
    if yml.startswith(" "):
        key = yml.split(":")[0]
        text = re.sub(rf"^{key}:.*\n?", yml, text, flags=re.MULTILINE)
    else:
        data = yaml.safe_load(text) | yaml.safe_load(yml)
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")


def run(command: str, folder: Path) -> str:
    assert command.startswith(PROGRAM)
    done = subprocess.run(
        [sys.executable, "-m", "generator", *shlex.split(command.removeprefix(PROGRAM))],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.site
@pytest.mark.slow
def test_the_tutorial_leads_to_a_site(tmp_path: Path) -> None:
    here, library = tmp_path / "here", tmp_path / "library"
    here.mkdir()
    library.mkdir()
    said = []
    for kind, title, words in BLOCK.findall(TUTORIAL):
        if kind == "sh":
            said += [run(command, here) for command in words.splitlines()]
        elif kind == "text":
            (here / title).write_text(words, encoding="utf-8")
        else:
            assert kind == "yaml"
            put(here / title, words)
    assert "uncertain places: 0" in said[0]
    assert "ru is a draft" in said[3]
    assert "in kk, ru" in said[4]
    home = (library / "site" / "kk" / "index.html").read_text(encoding="utf-8")
    for words in (
        "Ауыл кітапханалары агенттігі",
        "Кітапханашылар қоғамы",
        "--brand:#5a2a4f",
        "2026 жылғы 20 қараша",
    ):
        assert words in home
    assert (library / "site" / "ru" / "functions" / "2.html").is_file()
    assert [path.suffix for path in sorted((library / "dist").glob("*.zip"))] == [".zip"]


def test_the_readme_leads_to_it() -> None:
    assert "(docs/another-statute.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
