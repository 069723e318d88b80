"""The layout of the repository: what lies where, and that no file escapes git or the linter."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.paths import ROOT

MAX_LINES = 400
MAX_TOP_LEVEL = 8


def modules_of(folder: str) -> list[str]:
    """Return the paths of the modules below a folder of the repository."""
    return sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*.py"))


MODULES = modules_of("generator")
TESTS = [name for name in modules_of("tests") if not name.startswith(("tests/inputs/", "tests/golden/"))]


def lines_of(command: list[str]) -> set[str]:
    """Run a command in the repository; return the lines it prints."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines())


@pytest.mark.parametrize("name", [*MODULES, *TESTS])
def test_a_module_stays_readable(name: str) -> None:
    length = len((ROOT / name).read_text(encoding="utf-8").splitlines())
    assert length <= MAX_LINES, f"{name} has {length} lines; split it"


def test_few_modules_lie_directly_in_the_package() -> None:
    assert len([name for name in MODULES if name.count("/") == 1]) <= MAX_TOP_LEVEL


def test_a_package_has_more_than_one_module() -> None:
    packages = {name.rpartition("/")[0] for name in MODULES}
    single = {
        package
        for package in packages
        if len([name for name in MODULES if name.rpartition("/")[0] == package]) <= 2
    }
    assert single == set(), "__init__.py and one module are no package"


def test_what_runs_alone_is_where_the_audit_looks_for_it() -> None:
    """Collecting all other tests would take longer than a page that is measured."""
    assert "pytest -q -m alone tests/browser\n" in (ROOT / "Makefile").read_text(encoding="utf-8")
    mark = "mark." + "alone"
    having = [name for name in TESTS if mark in (ROOT / name).read_text(encoding="utf-8")]
    assert having and all(name.startswith("tests/browser/") for name in having)


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")
def test_every_file_is_tracked() -> None:
    """A pattern of `.gitignore` that is not anchored would swallow a folder of the source."""
    ignored = lines_of(
        ["git", "ls-files", "--others", "--ignored", "--exclude-standard", "generator", "tests"]
    )
    assert {name for name in ignored if "__pycache__" not in name} == set()


def test_every_module_is_linted() -> None:
    linted = lines_of([sys.executable, "-m", "ruff", "check", "--show-files"])
    folders = ("generator", "tests")
    modules = {str(path) for folder in folders for path in (ROOT / folder).rglob("*.py")}
    assert modules - linted == set()
