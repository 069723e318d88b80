"""What a kill, an interrupt and a second run leave: a whole site, always.

The tiny project has a site of its old words; its data then say something new. Whatever happens, the site is
the old one or the new one to the byte, and the next build is the same as one that nothing disturbed.
"""

from __future__ import annotations

import contextlib
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from generator.files import swap
from tests.support.ages import NEW, OLD, Ages, command, digest, is_right_again, run, say
from tests.support.paths import ROOT
from tests.support.processes import heed_signals

pytestmark = pytest.mark.site

MOMENTS = [16, pytest.param(32, marks=pytest.mark.full)]
"""At how many moments of a whole run the slow test kills it."""

# Builds and is killed before the n-th of the events that begin so, of all that Python reports in any of its
# processes.
KILLED = """
import os, signal, sys
from generator.cli import main
root, event, fatal = sys.argv[1], sys.argv[2], int(sys.argv[3])
seen, main_process = 0, os.getpid()
def count(name, arguments):
    global seen
    if f"{name} {arguments}".startswith(event):
        seen += 1
        if seen == fatal:
            os.kill(main_process, signal.SIGKILL)
sys.addaudithook(count)
sys.exit(main(["--root", root, "build"]))
"""

SLOW = pytest.mark.slow

# Event of `sys.addaudithook`, and which of its kind: writing pages, building, swapping, removing.
EVENTS = [
    pytest.param("open ('{root}/build/kk/docs", 2, id="first page", marks=SLOW),
    pytest.param("open ('{root}/build/data", 5, id="data for machines", marks=SLOW),
    pytest.param("import ('mkdocs.commands.build'", 1, id="mkdocs gets ready", marks=SLOW),
    pytest.param("open ('{root}/site.new/kk/terms.html'", 1, id="mkdocs writes"),
    pytest.param("open ('{root}/site.new/kk/search", 2, id="around the languages", marks=SLOW),
    pytest.param("ctypes.dlsym", 1, id="the swap"),
    pytest.param("os.rename", 1, id="the old one renamed", marks=SLOW),
    pytest.param("os.remove", 20, id="the old one removed", marks=SLOW),
]


def stands(ages: Ages, *others: str) -> None:
    assert digest(ages.project.site) in (ages.old, ages.new, *others)


# Killed


@pytest.mark.parametrize(("event", "fatal"), EVENTS)
def test_killed_at_a_chosen_moment(event: str, fatal: int, ages: Ages) -> None:
    event = event.format(root=ages.project.root)
    started = [sys.executable, "-c", KILLED, str(ages.project.root), event, str(fatal)]
    done = subprocess.run(started, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    stands(ages)
    is_right_again(ages)


@SLOW
def test_killed_at_the_first_build(ages: Ages) -> None:
    shutil.rmtree(ages.project.site)
    shutil.rmtree(ages.project.build)
    event = f"open ('{ages.project.root}/site.new/kk/search"
    started = [sys.executable, "-c", KILLED, str(ages.project.root), event, "1"]
    done = subprocess.run(started, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert not ages.project.site.exists()
    is_right_again(ages)


@SLOW
@pytest.mark.parametrize("moments", MOMENTS)
def test_killed_at_every_moment(moments: int, ages: Ages) -> None:
    """Old and new words by turns, killed later and later: each time the one site or the other stands."""
    started = time.perf_counter()
    assert run(ages.project).returncode == 0
    whole = time.perf_counter() - started
    words, digests, seen = (OLD, NEW), (ages.old, ages.new), set()
    for moment in range(moments):
        turn = moment % 2
        say(ages.project, words[1 - turn], words[turn])
        process = subprocess.Popen(
            command(ages.project), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        # The last two run to their end, however slow the machine became since the first was timed.
        limit = whole * (moment + 1) / moments if moment < moments - 2 else None
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(limit)
        process.kill()
        process.wait()
        found = digest(ages.project.site)
        assert found in digests, moment
        seen.add((turn, found))
        is_right_again(Ages(ages.project, ages.old, digests[turn]))
    assert len(seen) > 2, "some runs were killed before the swap, and some ended"


@SLOW
def test_a_tree_that_a_power_cut_left_is_put_right(ages: Ages) -> None:
    """Every file below build/ is cut short or emptied, kept drawings and pictures too."""
    paths = [one for one in sorted(ages.project.build.rglob("*")) if one.is_file()]
    assert {".svg", ".png", ".md", ".yml"} <= {one.suffix for one in paths}
    for place, path in enumerate(paths):
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2] if place % 2 else b"")
    is_right_again(ages)


@SLOW
def test_what_a_killed_run_left_unfinished_is_swept_away(ages: Ages) -> None:
    for folder in ("charts", "pictures"):
        (ages.project.build / ".cache" / folder / ".a.svg.7.unfinished").write_bytes(b"<svg")
    (ages.project.build / ".up-to-date.json.7.unfinished").write_bytes(b"{")
    (ages.project.build / "kk" / ".manifest.json.7.unfinished").write_bytes(b"{")
    is_right_again(ages)


WORKERS = """
import sys, time
from pathlib import Path
from types import SimpleNamespace
from generator.files import swap
from generator.builder import markdown_tree

def forever(localization):
    Path(sys.argv[1], f"worker-{localization.code}").touch()
    time.sleep(600)

localizations = [SimpleNamespace(code=code) for code in ("kk", "ru")]
with swap.alone(Path(sys.argv[1]), lambda: None):
    markdown_tree._side_by_side(forever, localizations, None, lambda code: None)
"""


def test_no_process_outlives_a_killed_run(tmp_path: Path) -> None:
    """The processes of the languages hold the turn: a run after a killed one would wait for them for ever."""
    process = subprocess.Popen([sys.executable, "-c", WORKERS, str(tmp_path)], cwd=ROOT)
    while len(list(tmp_path.glob("worker*"))) < 2:
        assert process.poll() is None
        time.sleep(0.02)
    process.kill()
    process.wait()
    with swap.alone(tmp_path, lambda: None):
        pass


# Two at once


@pytest.mark.slow
def test_two_builds_at_once(ages: Ages) -> None:
    runs = [
        subprocess.Popen(
            command(ages.project), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    seen = set()
    while any(one.poll() is None for one in runs):
        seen |= whole_or_none(ages.project.site)
        time.sleep(0.05)
    said = [one.communicate()[1] for one in runs]
    assert [one.returncode for one in runs] == [0, 0], said
    assert sum("another build is running in this folder" in words for words in said) == 1
    assert seen <= {ages.old, ages.new} and ages.old in seen
    is_right_again(ages)


def whole_or_none(site: Path) -> set[str]:
    """Return what stands now, or nothing where it was replaced while it was read."""
    number = site.stat().st_ino
    try:
        found = digest(site)
    except FileNotFoundError:
        found = ""
    return {found} if site.stat().st_ino == number else set()


@SLOW
def test_the_server_beside_a_build(ages: Ages) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    serving = subprocess.Popen(
        [*command(ages.project, "serve"), "--address", address],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=heed_signals,
    )
    try:
        assert run(ages.project).returncode == 0
        assert NEW in fetched(serving, f"http://{address}/kk/terms.html")
        say(ages.project, NEW, OLD)
        for _ in range(3_000):
            if OLD in fetched(serving, f"http://{address}/kk/terms.html"):
                break
            time.sleep(0.1)
        else:
            pytest.fail("the server never showed the edit")
    finally:
        serving.send_signal(signal.SIGINT)
        assert serving.wait() == 0
    assert digest(ages.project.site) == ages.new


def fetched(server: subprocess.Popen[bytes], address: str) -> str:
    """Return a page of a server that may still be starting."""
    while server.poll() is None:
        try:
            with urllib.request.urlopen(address) as answer:
                return str(answer.read().decode("utf-8"))
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server ended")


@SLOW
def test_an_interrupted_build_says_so_in_one_line(ages: Ages) -> None:
    process = subprocess.Popen(
        command(ages.project), cwd=ROOT, stderr=subprocess.PIPE, text=True, preexec_fn=heed_signals
    )
    assert process.stderr
    for line in process.stderr:
        if "building kk" in line:
            process.send_signal(signal.SIGINT)
            break
    *progress, last = process.stderr.read().splitlines()
    assert last == "interrupted; the existing site is unchanged"
    # The pages may be written, which is said next, before the signal arrives; nothing else is said.
    assert all(line.startswith(("… files written: ", "… charts drawn: ")) for line in progress), progress
    assert process.wait() == 130
    stands(ages)
    is_right_again(ages)
