"""The tutorial for another statute: its texts are imported and its commands run, in order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.support.installation import Installation, build_wheel, create_environment
from tests.support.paths import ROOT

TUTORIAL = (ROOT / "docs" / "another-statute.md").read_text(encoding="utf-8")
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)


def put(path: Path, yml: str) -> None:
    """Lay keys over a data file: what it has of them is replaced, what it lacks is added."""
    data = yaml.safe_load(path.read_text(encoding="utf-8")) | yaml.safe_load(yml)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def enter(folder: Path) -> None:
    """Set a repository up as its Makefile does, without a network: the program is the one that it holds."""
    hashed = ("--require-hashes", "-r", "vendor/requirements.txt")
    create_environment(folder / ".venv", *hashed, folder=folder)
    (folder / ".venv" / "site").touch()


@pytest.mark.site
@pytest.mark.slow
def test_the_tutorial_leads_to_a_site(tmp_path: Path) -> None:
    installation = Installation.create(build_wheel(tmp_path), tmp_path)
    here = installation.folder
    library = here / "library"
    said: dict[str, str] = {}
    for kind, title, words in BLOCK.findall(TUTORIAL):
        if kind == "sh":
            for command in words.splitlines():
                if command == "pip install .":
                    # What is installed already, from the same wheel and without a network.
                    continue
                if command == "cd library":
                    here = library
                    enter(here)
                    continue
                done = installation.run("sh", "-e", "-c", command, folder=here)
                assert done.returncode == 0, done.stderr
                said[command] = said.get(command, "") + done.stdout
        elif kind == "text":
            (here / title).write_text(words, encoding="utf-8")
        else:
            assert kind == "yaml"
            put(here / title, words)
    made, imported, *_ = (said[command] for command in said if re.search(r"\bnew\b|\bimport\b", command))
    assert "uncertain places: 0" in made and "ru is published" in imported
    assert "pages written: 6" in said[".venv/bin/python -m generator pages"]
    assert "in kk, ru" in said["make check"]
    home = (library / "site" / "kk" / "index.html").read_text(encoding="utf-8")
    for shown in ("Ауыл кітапханалары", "Кітапханашылар қоғамы", "--brand:#5a2a4f", "2026 жылғы 20 қараша"):
        assert shown in home
    for path in ("ru/functions/2.html", "kk/about.html", "ru/how-to-cite.html", "ru/sources.html"):
        assert (library / "site" / path).is_file()
    assert [path.suffix for path in sorted((library / "dist").glob("*.zip"))] == [".zip"]


def test_the_readme_leads_to_it() -> None:
    assert "(docs/another-statute.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
