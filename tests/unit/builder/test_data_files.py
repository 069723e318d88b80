"""The files of the data are made early, and written only when the data have passed their checks."""

from __future__ import annotations

import subprocess
import sys
from multiprocessing import get_all_start_methods
from pathlib import Path

import pytest

from generator import exports
from generator.builder import data_files, preparation
from generator.builder.data_files import DataFiles
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.files import forks
from generator.problems import ProblemsError
from tests.support.edits import replace
from tests.support.paths import ROOT


def read(project: Project) -> dict[str, str]:
    folder = project.build / data_files.FOLDER
    return {path.name: path.read_bytes().decode() for path in folder.glob("*")}


def test_they_are_the_exports_of_the_dataset(tiny: Project) -> None:
    prepared = preparation.prepare(tiny)
    with DataFiles(tiny) as files:
        files.begin(prepared.dataset)
        assert read(tiny) == {}
        sizes, counts = files.write()
    formats = exports.files_by_format(prepared.dataset, prepared.wordings)
    assert read(tiny) == {name: text for one in formats.values() for name, text in one.items()}
    assert sizes == exports.sizes(formats)
    assert counts == {"written": sum(map(len, formats.values()))}


def test_a_file_that_is_no_longer_made_is_removed(tiny: Project) -> None:
    dataset = preparation.prepare(tiny).dataset
    old = tiny.build / data_files.FOLDER / "old.json"
    old.parent.mkdir(parents=True)
    old.write_text("{}", encoding="utf-8")
    with DataFiles(tiny) as files:
        files.begin(dataset)
        assert files.write()[1]["removed"] == 1
    assert not old.exists()


IN_A_PROCESS = """
import sys
from pathlib import Path
from generator import exports
from generator.builder import preparation
from generator.builder.data_files import DataFiles
from generator.builder.project import Project
from generator.files import forks
from generator.problems import ProblemsError

project = Project.at(Path(sys.argv[1]))
assert forks.possible()
if sys.argv[2] == "fails":
    def fail(*_):
        raise ValueError("no export")
    exports.files_by_format = fail
try:
    with DataFiles(project) as files:
        prepared = preparation.prepare(project, loaded=files.begin)
        files.begin(prepared.dataset)  # once is enough
        print(files._process is not None, (project.build / "data").exists())
        print(sorted(files.write()[0]), files._formats)
except (ProblemsError, ValueError) as error:
    print(type(error).__name__, files._process is not None, (project.build / "data").exists())
"""


@pytest.mark.skipif("fork" not in get_all_start_methods(), reason="the system cannot fork")
@pytest.mark.parametrize(
    ("what", "printed"),
    [
        ("sound", "True False\n['Akoma Ntoso', 'CSV', 'JSON', 'Turtle'] {}\n"),
        ("wrong", "ProblemsError True False\n"),
        ("fails", "True False\nValueError True False\n"),
    ],
)
def test_another_process_makes_them_beside_the_checks(tiny: Project, what: str, printed: str) -> None:
    """In a process of its own: the test runner has threads, beside which nothing is forked."""
    if what == "wrong":
        break_a_reference(tiny)
    command = [sys.executable, "-c", IN_A_PROCESS, str(tiny.root), what]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout, done.stderr) == (0, printed, "")


def break_a_reference(project: Project) -> None:
    """Make the data wrong in a way that only the checks find."""
    replace(project.data / "bodies.yml", "parent: ", "parent: no-such-")
    with pytest.raises(ProblemsError, match="no-such-"):
        preparation.prepare(project)


def test_without_other_processes_they_are_made_when_written(
    tiny_prepared: PreparedSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forks, "possible", lambda: False)
    project = Project.at(tmp_path)
    with DataFiles(project) as files:
        files.begin(tiny_prepared.dataset)
        files.write()
    assert read(project) == exports.files(tiny_prepared.dataset)
