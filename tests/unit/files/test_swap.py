"""Atomic replacement of a folder, and recovery wherever a run is killed."""

from __future__ import annotations

import ctypes
import errno
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator.files import swap
from tests.support.paths import ROOT

FILES = 5

# Replaces the folder and kills itself before the n-th change of the file system, if there are that many.
KILLED = """
import os, signal, sys
from pathlib import Path
from generator.files import swap

new, target, fatal, path = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
if path == "renames":
    swap._exchange = lambda first, second: False
seen = 0

def count(event, arguments):
    global seen
    if event in {"os.rename", "os.remove", "os.rmdir", "shutil.rmtree", "ctypes.dlsym"}:
        seen += 1
        if seen == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
swap.replace(new, target)
"""

# Replaces the folder over and over until it is killed from outside.
ENDLESS = """
import sys
from pathlib import Path
from generator.files import swap

target, files, path = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
if path == "renames":
    swap._exchange = lambda first, second: False
print("ready", flush=True)
age = 0
while True:
    age += 1
    new = swap.staging(target)
    swap.recover(target)
    (new / "deep").mkdir(parents=True)
    for n in range(files):
        (new / "deep" / f"{n}.txt").write_text(str(age))
    swap.replace(new, target)
"""

PATHS = pytest.mark.parametrize("path", ["exchange", "renames"])


def build(folder: Path, age: str) -> Path:
    (folder / "deep").mkdir(parents=True)
    for n in range(FILES):
        (folder / "deep" / f"{n}.txt").write_text(age)
    return folder


def age(folder: Path) -> str:
    """Return the age of a folder; fail if its files differ in age or are missing."""
    ages = [(folder / "deep" / f"{n}.txt").read_text() for n in range(FILES)]
    assert len(set(ages)) == 1, f"mixed: {ages}"
    assert len(list(folder.rglob("*"))) == FILES + 1
    return ages[0]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def run(script: str, *arguments: object) -> int:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def can_exchange(folder: Path) -> bool:
    first, second = build(folder / "one", "1"), build(folder / "other", "2")
    return swap._exchange(first, second)


@pytest.fixture(params=["exchange", "renames"])
def way(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    way = str(request.param)
    if way == "renames":
        monkeypatch.setattr(swap, "_exchange", lambda first, second: False)
    elif not can_exchange(tmp_path / "probe"):
        pytest.skip("this system cannot swap two folders")
    return way


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "place"
    place.mkdir()
    return place


def test_exchange_swaps(tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux can swap two folders")
    if not can_exchange(tmp_path):
        pytest.skip("this file system cannot swap two folders")
    assert (age(tmp_path / "one"), age(tmp_path / "other")) == ("2", "1")


def test_first_folder(place: Path, way: str) -> None:
    swap.replace(build(place / "site.new", "1"), place / "site")
    assert age(place / "site") == "1"
    assert names(place) == ["site"]


@pytest.mark.parametrize("name", ["site.new", "elsewhere"])
def test_replaced(place: Path, way: str, name: str) -> None:
    build(place / "site", "1")
    swap.replace(build(place / name, "2"), place / "site")
    assert age(place / "site") == "2"
    assert names(place) == ["site"]


def test_relative_paths(place: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    build(Path("site"), "1")
    swap.replace(build(Path("site.new"), "2"), Path("site"))
    assert age(place / "site") == "2"


def test_always_there(place: Path, tmp_path: Path) -> None:
    if not can_exchange(tmp_path / "probe"):
        pytest.skip("this system cannot swap two folders")
    target = build(place / "site", "0")
    missing: list[int] = []
    seen: set[str] = set()
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            try:
                seen.add((target / "deep" / "0.txt").read_text())
            except FileNotFoundError:
                # Looked up in the new or the old folder; the old one may go between look-up and opening.
                if not target.exists():
                    missing.append(1)

    watcher = threading.Thread(target=watch)
    watcher.start()
    for n in range(300):
        swap.replace(build(place / "site.new", str(n)), target)
    done.set()
    watcher.join()
    assert not missing
    assert len(seen) > 1


@pytest.mark.slow
@PATHS
@pytest.mark.parametrize("name", ["site.new", "elsewhere"])
def test_killed_at_each_moment(tmp_path: Path, path: str, name: str) -> None:
    if path == "exchange" and not can_exchange(tmp_path / "probe"):
        pytest.skip("this system cannot swap two folders")
    ages: list[str] = []
    for fatal in range(1, 100):
        place = tmp_path / str(fatal)
        target, new = build(place / "site", "old"), build(place / name, "new")
        code = run(KILLED, new, target, fatal, path)
        if code == 0:
            break
        assert code == -signal.SIGKILL
        if path == "exchange":
            age(target)
        if (place / "site.old").exists():
            age(place / "site.old")
        swap.recover(target)
        ages.append(age(target))
        assert set(names(place)) <= {"site", "elsewhere"}
        swap.replace(build(place / "next", "next"), target)
        assert age(target) == "next"
    else:
        pytest.fail("the replacing never ended")
    assert "old" in ages and "new" in ages
    assert len(ages) > FILES
    assert ages == sorted(ages, reverse=True), "once the new folder stands, the old one never comes back"


@pytest.mark.slow
@PATHS
def test_killed_then_replaced(tmp_path: Path, path: str) -> None:
    """The next call needs no `recover` before it."""
    if path == "exchange" and not can_exchange(tmp_path / "probe"):
        pytest.skip("this system cannot swap two folders")
    for fatal in range(1, 100):
        place = tmp_path / str(fatal)
        target = build(place / "site", "old")
        if run(KILLED, build(place / "site.new", "new"), target, fatal, path) == 0:
            break
        swap.replace(build(place / "next", "next"), target)
        assert age(target) == "next"
        assert names(place) == ["site"]
    else:
        pytest.fail("the replacing never ended")


@pytest.mark.slow
@PATHS
def test_killed_at_any_time(place: Path, tmp_path: Path, path: str) -> None:
    if path == "exchange" and not can_exchange(tmp_path / "probe"):
        pytest.skip("this system cannot swap two folders")
    target = build(place / "site", "0")
    for n in range(25):
        command = [sys.executable, "-c", ENDLESS, str(target), str(FILES), path]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
            assert process.stdout and process.stdout.readline() == b"ready\n"
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.003 + 0.0007 * n)
            process.kill()
        if path == "exchange":
            age(target)
        swap.recover(target)
        age(target)
        assert names(place) == ["site"]


def test_recover_with_nothing_left(place: Path) -> None:
    swap.recover(place / "site")
    assert names(place) == []
    build(place / "site", "1")
    swap.recover(place / "site")
    assert age(place / "site") == "1"


def test_rubbish_never_returns(place: Path) -> None:
    """A folder half removed is not taken for a whole one, even where the target is missing."""
    (place / "site.gone").mkdir()
    (place / "site.new").mkdir()
    swap.recover(place / "site")
    assert names(place) == []


def test_failed_rename_restores(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, new = build(place / "site", "1"), build(place / "site.new", "2")
    monkeypatch.setattr(swap, "_exchange", lambda first, second: False)
    rename = Path.rename

    def refuse(self: Path, other: Path) -> Path:
        if self == new:
            raise PermissionError(errno.EACCES, "no", str(self))
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PermissionError):
        swap.replace(new, target)
    assert age(target) == "1"
    assert names(place) == ["site", "site.new"]


@pytest.mark.parametrize(
    ("code", "falls_back"), [(errno.ENOSYS, True), (errno.EINVAL, True), (errno.EXDEV, False)]
)
def test_refused_exchange(place: Path, monkeypatch: pytest.MonkeyPatch, code: int, falls_back: bool) -> None:
    """A system without exchange is served by two renames; any other refusal is an error."""

    def refuse(*arguments: object) -> int:
        return -1

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda name, use_errno: SimpleNamespace(renameat2=refuse))
    monkeypatch.setattr(ctypes, "get_errno", lambda: code)
    target, new = build(place / "site", "1"), build(place / "site.new", "2")
    if falls_back:
        swap.replace(new, target)
        assert age(target) == "2"
    else:
        with pytest.raises(OSError) as raised:
            swap.replace(new, target)
        assert raised.value.errno == code
        assert age(target) == "1"


@pytest.mark.parametrize("name", ["site", "site.new", "site.old", "site.gone"])
def test_links_are_refused(place: Path, way: str, name: str) -> None:
    kept = build(place / "kept", "kept")
    new = build(place / "made", "2")
    if name != "site":
        build(place / "site", "1")
    (place / name).symlink_to(kept, target_is_directory=True)
    with pytest.raises(OSError) as raised:
        swap.replace(new, place / "site")
    assert raised.value.errno == errno.ELOOP
    assert age(kept) == "kept"
    assert (place / name).is_symlink()


def test_new_link_is_refused(place: Path) -> None:
    target = build(place / "site", "1")
    (place / "site.new").symlink_to(build(place / "kept", "kept"), target_is_directory=True)
    with pytest.raises(OSError) as raised:
        swap.replace(place / "site.new", target)
    assert raised.value.errno == errno.ELOOP
    assert age(target) == "1"


def test_missing_new(place: Path) -> None:
    target = build(place / "site", "1")
    with pytest.raises(FileNotFoundError):
        swap.replace(place / "site.new", target)
    assert age(target) == "1"


def test_file_in_place_of_folder(place: Path) -> None:
    new = build(place / "site.new", "1")
    (place / "site").write_text("a file")
    with pytest.raises(NotADirectoryError):
        swap.replace(new, place / "site")
    assert (place / "site").read_text() == "a file"


@pytest.mark.parametrize(("new", "target"), [("site/new", "site"), ("site", "site/inner"), ("site", "site")])
def test_one_inside_the_other(place: Path, new: str, target: str) -> None:
    build(place / "site", "1")
    (place / "site" / "new").mkdir()
    with pytest.raises(OSError) as raised:
        swap.replace(place / new, place / target)
    assert raised.value.errno == errno.EINVAL
    assert names(place) == ["site"]


TURN = """
import sys, time
from pathlib import Path
from generator.files import swap

with swap.alone(Path(sys.argv[1]), lambda: print("waiting", flush=True)):
    print("mine", flush=True)
    sys.stdin.read()
"""


def test_one_run_at_a_time(place: Path) -> None:
    def begin() -> subprocess.Popen[str]:
        command = [sys.executable, "-c", TURN, str(place)]
        return subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    with begin() as first, begin() as second:
        assert first.stdout and first.stdin and second.stdout and second.stdin
        first_lines = {process: process.stdout.readline() for process in (first, second) if process.stdout}
        assert sorted(first_lines.values()) == ["mine\n", "waiting\n"]
        holder, waiter = sorted(first_lines, key=lambda process: first_lines[process])
        holder.kill()
        assert waiter.stdout and waiter.stdout.readline() == "mine\n"
        waiter.communicate()


WITHOUT_FCNTL = """
import sys
from pathlib import Path

sys.modules["fcntl"] = None  # the import fails, as on Windows
from generator.files import atomic, swap

folder = Path(sys.argv[1])
with swap.alone(folder, lambda: print("waiting")), swap.alone(folder, lambda: print("waiting")):
    for age in ("1", "2"):
        swap.recover(folder / "site")
        atomic.put_all({swap.staging(folder / "site") / "age": age})
        swap.replace(swap.staging(folder / "site"), folder / "site")
print(swap.fcntl, (folder / "site" / "age").read_text())
"""


def test_a_system_without_fcntl_has_no_lock_but_replaces_folders(place: Path) -> None:
    """Two runs at once neither wait nor fail: keeping them apart is left to whoever starts them."""
    command = [sys.executable, "-c", WITHOUT_FCNTL, str(place / "new")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (run.stdout, run.stderr) == ("None 2\n", "")
    assert names(place / "new") == [swap.LOCK_FILE, "site"]
