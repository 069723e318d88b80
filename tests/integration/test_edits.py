"""After any edit, of the data or of the program, a build gives the bytes of a full build.

The program is a copy that the test edits too, so each build runs in a process of its own.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.builder.project import Project
from tests.conftest import copy_tiny
from tests.integration.test_build import files
from tests.support.edits import change_an_interface_word, change_the_act, replace
from tests.support.paths import ROOT

pytestmark = [pytest.mark.site, pytest.mark.slow]

SEEDS = [
    pytest.param(seed, marks=pytest.mark.full if seed else ())
    for seed in range(int(os.environ.get("EDIT_SEEDS", "2")))
]


def add_to_a_text(folder: Path, pattern: str, chance: random.Random) -> None:
    """Add a word to a text of a file whose name fits a pattern."""
    paths = [
        path for path in sorted(folder.glob(pattern)) if re.search(r"kk: \w.*[а-я]$", path.read_text(), re.M)
    ]
    path = chance.choice(paths)
    lines = path.read_text(encoding="utf-8").splitlines()
    at = chance.choice([at for at, line in enumerate(lines) if re.search(r"\bkk: \w.*[а-я]$", line)])
    lines[at] += " жаңа"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def body(project: Project, chance: random.Random) -> None:
    add_to_a_text(project.data, "bodies.yml", chance)


def glossary(project: Project, chance: random.Random) -> None:
    add_to_a_text(project.data, "glossary.yml", chance)


def topic(project: Project, chance: random.Random) -> None:
    add_to_a_text(project.data, "topics.yml", chance)


def handwritten(project: Project, chance: random.Random) -> None:
    path = chance.choice(sorted((project.docs / "kk").glob("*.md")))
    path.write_text(f"{path.read_text(encoding='utf-8')}\nТағы бір сөйлем.\n", encoding="utf-8")


def template(project: Project, chance: random.Random) -> None:
    path = chance.choice(sorted((project.root / "generator" / "templates").glob("t*.md.jinja")))
    before, end, after = path.read_text(encoding="utf-8").rpartition("{% endblock %}")
    path.write_text(f"{before}\nБелгі\n\n{end}{after}", encoding="utf-8")


def style(project: Project, chance: random.Random) -> None:
    path = project.root / "generator" / "theme" / "assets" / "site.css"
    path.write_text(
        f"{path.read_text(encoding='utf-8')}\nhtml {{ top: {chance.random()}px }}\n", encoding="utf-8"
    )


def theme(project: Project, chance: random.Random) -> None:
    path = project.root / "generator" / "theme" / "main.html"
    path.write_text(f"{path.read_text(encoding='utf-8')}{{# {chance.random()} #}}\n", encoding="utf-8")


def view(project: Project, chance: random.Random) -> None:
    """Change the program: the number of words of an excerpt."""
    number = chance.randrange(3, 8)
    replace(
        project.root / "generator" / "plan" / "localization.py", "words: int = 8", f"words: int = {number}"
    )


EDITS: tuple[Callable[[Project, random.Random], None], ...] = (
    change_the_act,
    body,
    glossary,
    topic,
    change_an_interface_word,
    handwritten,
    template,
    style,
    theme,
    view,
)


def build(project: Project) -> bool:
    """Build with the program in the project's folder; return whether the edits passed the checks."""
    command = [sys.executable, "-m", "generator", "build"]
    done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode == 0


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The tiny project with a copy of the program, built."""
    project = copy_tiny(tmp_path / "edited")
    shutil.copytree(
        ROOT / "generator", project.root / "generator", ignore=shutil.ignore_patterns("__pycache__")
    )
    assert build(project)
    return project


def full(project: Project, folder: Path) -> dict[str, bytes]:
    """Return the site that the same sources give where nothing was built before."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(project.root, folder, ignore=shutil.ignore_patterns("build", "site"))
    assert build(Project.at(folder))
    return files(folder / "site")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_build_after_each_kind_of_edit_equals_a_full_build(
    seed: int, project: Project, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    edits = chance.sample(EDITS, len(EDITS))
    for edit in edits:
        kept = tmp_path / "kept"
        shutil.copytree(project.root, kept, ignore=shutil.ignore_patterns("build", "site"))
        before = files(project.site)
        edit(project, chance)
        if build(project):
            after, expected = files(project.site), full(project, tmp_path / "full")
            different = {
                name for name in after.keys() | expected.keys() if after.get(name) != expected.get(name)
            }
            assert different == set(), edit.__name__
        else:
            # The edit broke a rule, so the site must be unchanged.
            assert files(project.site) == before, edit.__name__
            for folder in ("data", "docs", "generator"):
                shutil.rmtree(project.root / folder)
                shutil.copytree(kept / folder, project.root / folder)
        shutil.rmtree(kept)
