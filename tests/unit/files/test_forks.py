"""Calls in forked processes: their results, their errors, and what happens beside other threads."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from multiprocessing import get_all_start_methods

import pytest

from generator.files import forks
from tests.support.paths import ROOT


def said(script: str, *words: str, stdin: int | None = None) -> tuple[int, str, str]:
    """Run a script in a process of its own; return its exit code, and what it printed and complained of."""
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        cwd=ROOT,
        stdin=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout, done.stderr


FORKS = """
import os, sys
from generator.files import forks
from generator.problems import ProblemsError

def work(number):
    if sys.argv[1] == "raise" and number == 2:
        raise ValueError(number)
    if sys.argv[1] == "kill" and number == 2:
        os.kill(os.getpid(), 9)
    return number * 10, os.getpid()

try:
    results = forks.each(work, [1, 2, 3], "works")
    print([value for value, _ in results], len({pid for _, pid in results} | {os.getpid()}))
except ValueError as error:
    print(repr(error))
except ProblemsError as error:
    print(error)
"""

AHEAD = """
import os, sys, time
from generator.files import forks
from generator.problems import ProblemsError

state = []

def ready():
    state.append(os.getpid())
    if sys.argv[1] == "unready":
        raise ValueError("not ready")

def answer(question):
    if sys.argv[1] == "raise":
        raise ValueError(question)
    if sys.argv[1] == "raise own":
        class Own(Exception):
            pass
        raise Own(question)
    if sys.argv[1] == "kill":
        os.kill(os.getpid(), 9)
    return question, state == [os.getpid()]

process = forks.Ahead(answer, "works", ready)
if sys.argv[1] == "unasked":
    process.close()
    print("closed", process._process.exitcode is not None)
    sys.exit()
process.ask("what")
try:
    print(process.answer(), state)
except ValueError as error:
    print(repr(error), "in answer" in error.__notes__[0])
except RuntimeError as error:
    print(str(error).splitlines()[-1], "in answer" in str(error))
except ProblemsError as error:
    print(error)
process.close()
"""


@pytest.mark.skipif("fork" not in get_all_start_methods(), reason="the system cannot fork")
@pytest.mark.parametrize(
    ("what", "printed"),
    [
        ("return", "('what', True) []\n"),
        ("unready", "('what', True) []\n"),
        ("raise", "ValueError('what') True\n"),
        ("raise own", "answer.<locals>.Own: what True\n"),
        ("kill", "build:1: a process that works was killed; check that there is enough free memory\n"),
        ("unasked", "closed True\n"),
    ],
)
def test_a_process_gets_ready_and_then_answers(what: str, printed: str) -> None:
    assert said(AHEAD, what) == (0, printed, "")


SERVER = """
import os, sys, time
from generator.files import forks
from generator.problems import ProblemsError

state = []
begun, begins = os.pipe()

def ready():
    state.append(os.getpid())
    if sys.argv[1] == "unready":
        raise ValueError("not ready")

def answer(question):
    if question == 1 and sys.argv[1] == "raise":
        raise ValueError(question)
    if question == 1 and sys.argv[1] == "kill":
        os.kill(os.getpid(), 9)
    if sys.argv[1] == "close":
        os.write(1, b"begun ")
        os.write(begins, b".")
        time.sleep(600)
    return question, state == [os.getppid()]

server = forks.ForkServer(answer, "works", ready)
if sys.argv[1] == "unasked":
    server.close()
    print("closed", server._process.exitcode is not None)
    sys.exit()
answers = [server.ask(number) for number in (1, 2)]
if sys.argv[1] == "close":
    os.read(begun, 1), os.read(begun, 1)
    server.close()
    server.close()
    print("closed", server._process.exitcode)
    sys.exit()
for wait in reversed(answers):
    try:
        print(*wait())
    except (ProblemsError, ValueError) as error:
        print(repr(error) if isinstance(error, ValueError) else error)
server.close()
"""


@pytest.mark.skipif("fork" not in get_all_start_methods(), reason="the system cannot fork")
@pytest.mark.parametrize(
    ("what", "printed"),
    [
        ("return", "2 True\n1 True\n"),
        ("unready", "2 True\n1 True\n"),
        ("raise", "2 True\nValueError(1)\n"),
        (
            "kill",
            "2 True\nbuild:1: a process that works was killed; check that there is enough free memory\n",
        ),
        ("close", "begun begun closed 0\n"),
        ("unasked", "closed True\n"),
    ],
)
def test_a_process_answers_each_question_in_a_fork(what: str, printed: str) -> None:
    """Where it is closed while forks work, the output ends, which means that no fork has it any more."""
    assert said(SERVER, what) == (0, printed, "")


WITHOUT_PARENT = """
import os, sys, time
from generator.files import forks

begun, begins = os.pipe()

def work(item):
    os.write(1, f"{item}\\n".encode())  # in one piece
    os.write(begins, b".")
    time.sleep(600)

if sys.argv[2] == "Ahead":
    process = forks.Ahead(work, "works")
    questions = ["one"]
else:
    process = forks.ForkServer(work, "works", lambda: None)
    questions = ["one", "two"]
if sys.argv[1] == "works":
    for question in questions:
        process.ask(question)
    for question in questions:
        os.read(begun, 1)
    # It has the end of the pipe that this process asks through, and outlives it.
    if os.fork() == 0:
        os.close(1), os.close(2)
        os.read(0, 1)
        os._exit(0)
os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif("fork" not in get_all_start_methods(), reason="the system cannot fork")
@pytest.mark.parametrize(
    ("kind", "what", "printed"),
    [
        ("Ahead", "waits", []),
        ("Ahead", "works", ["one"]),
        ("ForkServer", "waits", []),
        ("ForkServer", "works", ["one", "two"]),
    ],
)
def test_a_process_ends_with_its_parent(kind: str, what: str, printed: list[str]) -> None:
    waiting, ending = os.pipe()
    try:
        # The output ends when the last process that has it has ended, with those that it has forked.
        code, output, errors = said(WITHOUT_PARENT, what, kind, stdin=waiting)
    finally:
        os.close(ending)
        os.close(waiting)
    assert (code, sorted(output.split()), errors) == (-9, printed, "")


@pytest.mark.skipif("fork" not in get_all_start_methods(), reason="the system cannot fork")
@pytest.mark.parametrize(
    ("what", "printed"),
    [
        ("return", "[10, 20, 30] "),
        ("raise", "ValueError(2)"),
        ("kill", "build:1: a process that works was killed; check that there is enough free memory\n"),
    ],
)
def test_each_item_has_a_process(what: str, printed: str) -> None:
    """In a process of its own: the test runner has threads, beside which nothing is forked."""
    code, output, errors = said(FORKS, what)
    assert code == 0, errors
    assert output.startswith(printed)
    assert what != "return" or int(output.split()[-1]) > 1


def test_beside_another_thread_nothing_is_forked() -> None:
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        assert forks.each(lambda number: (number, os.getpid()), [1, 2], "") == [
            (1, os.getpid()),
            (2, os.getpid()),
        ]
    finally:
        ended.set()
        thread.join()


BESIDE = """
import multiprocessing, os, time
from generator.files import forks

with forks.beside(lambda number: (number, os.getpid()), 7, "works") as result:
    number, pid = result()
print(number, pid != os.getpid())
try:
    with forks.beside(lambda _: time.sleep(600), 7, "sleeps"):
        print(len(multiprocessing.active_children()))
        raise ValueError("the block")
except ValueError as error:
    print(error, multiprocessing.active_children())
"""


@pytest.mark.skipif("fork" not in get_all_start_methods(), reason="the system cannot fork")
def test_one_call_beside_a_block_ends_with_it() -> None:
    assert said(BESIDE) == (0, "7 True\n1\nthe block []\n", "")


def test_beside_another_thread_it_is_called_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forks, "possible", lambda: False)
    called: list[int] = []
    with forks.beside(called.append, 7, "works") as result:
        assert called == [7]
        assert result() is None


INTERRUPTED = """
import multiprocessing, os, signal, time
from generator.files import forks

begun, begins = os.pipe()

def work(number):
    os.write(begins, b".")
    if number == 0:
        os.read(begun, 1), os.read(begun, 1)
        os.kill(os.getppid(), signal.SIGINT)
    time.sleep(600)

try:
    forks.each(work, [0, 1], "works")
except KeyboardInterrupt:
    print("interrupted", multiprocessing.active_children())
"""


@pytest.mark.skipif("fork" not in get_all_start_methods(), reason="the system cannot fork")
def test_an_interrupted_call_leaves_no_process() -> None:
    assert said(INTERRUPTED) == (0, "interrupted []\n", "")


ENDED = """
import os, time
from generator.files import forks

gates = [os.pipe() for _ in range(2)]

def work(number):
    os.read(gates[number][0], 1)
    return number

def ended(number):
    print("ended", number)
    os.write(gates[0][1], b".")

os.write(gates[1][1], b".")
print(forks.each(work, [0, 1], "works", ended))
"""


@pytest.mark.skipif("fork" not in get_all_start_methods(), reason="the system cannot fork")
def test_what_has_ended_is_told_while_others_run() -> None:
    """The first call waits until it is told that the second one has ended."""
    assert said(ENDED) == (0, "ended 1\nended 0\n[0, 1]\n", "")


def test_a_single_item_needs_no_process() -> None:
    ended: list[str] = []
    assert forks.each(lambda _: os.getpid(), ["only"], "", ended.append) == [os.getpid()]
    assert ended == ["only"]
    assert forks.each(lambda _: os.getpid(), [], "") == []
