"""A set-up that was killed, whenever it was, is made good by the next `make site`.

The Makefile stands in a folder of its own, with one package that is made here: nothing comes from a network.
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.paths import ROOT

WHEEL = "planted-1-py3-none-any.whl"
SAYS = "import planted.words; print(planted.words.SAID)"

# Kills its own process before a file is opened whose path ends so. The venv module does not let it in.
KILLER = """
import os, signal, sys
def look(event, arguments):
    if event == "open" and str(arguments[0]).endswith(os.environ["FATAL"]):
        os.kill(os.getpid(), signal.SIGKILL)
if os.environ.get("FATAL"):
    sys.addaudithook(look)
"""


# Stands for a Python whose pip was interrupted together with the shell that waits for it.
INTERRUPTED = """#!/bin/sh
case "$*" in *"-m pip install"*) kill -INT $PPID; exit 1;; esac
"""

SLOW = pytest.mark.slow
FULL = pytest.mark.full
"""Of moments between which the Makefile touches no file, the audit has one."""


def wheel(target: Path) -> str:
    """Write a wheel whose metadata stand before its words; return its digest."""
    files = {
        "planted/__init__.py": "",
        "planted-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: planted\nVersion: 1\n",
        "planted-1.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "planted/words.py": "SAID = 'whole'\n",
    }
    record = []
    for name, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
        record.append(f"{name},sha256={digest},{len(text)}\n")
    files["planted-1.dist-info/RECORD"] = "".join([*record, "planted-1.dist-info/RECORD,,\n"])
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return hashlib.sha256(target.read_bytes()).hexdigest()


@dataclass
class Place:
    """A folder with the Makefile and its requirements."""

    root: Path

    @property
    def python(self) -> Path:
        return self.root / ".venv" / "bin" / "python"

    def started(self, target: str = ".venv/site", fatal: str = "") -> subprocess.Popen[bytes]:
        """Start make in a session of its own; a process of it ends where it opens the file `fatal`."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
        quiet = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1"}
        killer = {"FATAL": fatal, "PYTHONPATH": str(self.root / "killer")} if fatal else {}
        return subprocess.Popen(
            ["make", "--silent", target, f"PYTHON={sys.executable}"],
            cwd=self.root,
            env={**kept, **quiet, **killer},
            start_new_session=True,
            # A background job of a shell ignores the interrupt, and so would everything it starts.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def make(self, target: str = ".venv/site", fatal: str = "") -> int:
        """Run make to its end; return its code."""
        return self.started(target, fatal).wait(timeout=120)

    def make_until(self, pattern: str) -> None:
        """Run make and kill it and all that it started as soon as a file of the environment is there."""
        running = self.started()
        until = time.monotonic() + 60
        while not any((self.root / ".venv").glob(pattern)) and time.monotonic() < until:
            time.sleep(0.002)
        os.killpg(running.pid, signal.SIGKILL)
        assert running.wait() == -signal.SIGKILL

    def expect_whole(self) -> None:
        said = subprocess.run([self.python, "-c", SAYS], check=True, capture_output=True, text=True).stdout
        assert said == "whole\n"
        subprocess.run([self.python, "-m", "pip", "--version"], check=True, capture_output=True)
        assert not (self.root / ".venv" / "begun").exists()

    def stamp(self) -> int:
        return (self.root / ".venv" / "site").stat().st_mtime_ns


def plant(root: Path) -> Place:
    """Put the Makefile, the package and the requirements into a folder."""
    shutil.copyfile(ROOT / "Makefile", root / "Makefile")
    required = f"./{WHEEL} --hash=sha256:{wheel(root / WHEEL)}\n"
    (root / "requirements.txt").write_text(required, encoding="utf-8")
    (root / "requirements-dev.txt").write_text("", encoding="utf-8")
    (root / "killer").mkdir()
    (root / "killer" / "sitecustomize.py").write_text(KILLER, encoding="utf-8")
    return Place(root)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A place where nothing was set up yet."""
    return plant(tmp_path)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Place:
    made = plant(tmp_path_factory.mktemp("first"))
    assert made.make(".venv/dev") == 0
    return made


@pytest.fixture
def ready(first: Place, tmp_path: Path) -> Place:
    """A place where both set-ups ended, to spoil at will."""
    shutil.copytree(first.root, tmp_path / "ready", symlinks=True)
    return Place(tmp_path / "ready")


@SLOW
@pytest.mark.parametrize(
    "pattern",
    [
        "bin/python",
        *(
            pytest.param(one, marks=FULL)
            for one in ("pyvenv.cfg", "lib/python*/site-packages/pip/__init__.py")
        ),
    ],
)
def test_an_environment_that_was_killed_is_made_good(place: Place, pattern: str) -> None:
    place.make_until(pattern)
    assert not (place.root / ".venv" / "site").exists()
    assert place.make() == 0
    place.expect_whole()


@SLOW
@pytest.mark.parametrize(
    "fatal",
    [
        "/planted/words.py",
        *(pytest.param(one, marks=FULL) for one in ("/planted/__init__.py", "/planted-1.dist-info/RECORD")),
    ],
)
def test_an_installation_that_was_killed_is_made_good(place: Place, fatal: str) -> None:
    assert place.make(fatal=f"/site-packages{fatal}") != 0
    assert place.python.exists() and not (place.root / ".venv" / "site").exists()
    assert place.make() == 0
    place.expect_whole()


@SLOW
def test_an_environment_without_pip_is_made_anew(place: Place) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place.root / ".venv"], check=True)
    assert place.make() == 0
    place.expect_whole()


@SLOW
def test_an_environment_whose_python_is_gone_is_made_anew(ready: Place) -> None:
    for path in (ready.root / ".venv" / "bin").glob("python*"):
        path.unlink()
        path.symlink_to(ready.root / "gone")
    assert ready.make() == 0
    ready.expect_whole()


@SLOW
def test_a_later_installation_that_was_killed_is_made_good(ready: Place) -> None:
    """What the tests need is half there; it may have replaced what the site needs, so all is made anew."""
    shutil.copyfile(ready.root / "requirements.txt", ready.root / "requirements-dev.txt")
    shutil.rmtree(next((ready.root / ".venv").glob("lib/python*/site-packages/planted-1.dist-info")))
    assert ready.make(".venv/dev", fatal="/site-packages/planted/words.py") != 0
    assert ready.make() == 0
    ready.expect_whole()
    assert not (ready.root / ".venv" / "dev").exists()


@SLOW
def test_what_cannot_be_fetched_spoils_nothing(ready: Place) -> None:
    before = ready.stamp()
    absent = f"absent==1 --hash=sha256:{'0' * 64}\n"
    (ready.root / "requirements-dev.txt").write_text(absent, encoding="utf-8")
    assert ready.make(".venv/dev") != 0
    assert ready.make() == 0
    assert ready.stamp() == before
    ready.expect_whole()


@SLOW
def test_a_set_up_that_ended_is_left_alone(ready: Place) -> None:
    before = ready.stamp()
    (ready.root / ".venv" / "kept").touch()
    assert ready.make(".venv/dev") == 0
    assert ready.stamp() == before and (ready.root / ".venv" / "kept").exists()


@SLOW
def test_an_interrupt_leaves_the_installation_in_doubt(ready: Place) -> None:
    """pip ends with 1 after Ctrl-C as after any failure; the shell's trap tells them apart."""
    script = ready.root / "python"
    script.write_text(INTERRUPTED, encoding="utf-8")
    script.chmod(0o755)
    ready.python.unlink()
    ready.python.symlink_to(script)
    (ready.root / "requirements-dev.txt").touch()
    assert ready.make(".venv/dev") != 0
    assert (ready.root / ".venv" / "begun").exists()
