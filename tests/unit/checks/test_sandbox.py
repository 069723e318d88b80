"""Untrusted expressions and Markdown in a process: its time, what it remembers, its standby."""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import subprocess
import sys
from collections.abc import Sequence

import pytest

from generator import limits
from generator.checks import sandbox
from generator.checks.sandbox import Task
from generator.files import forks
from generator.files.package import child_environment

ENDLESS = Task(pattern="(a+)+$", texts=["a" * 60 + "b"])


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember nothing, and start processes as on a system that cannot fork."""
    monkeypatch.setattr(sandbox, "_finished", set())
    monkeypatch.setattr(forks, "possible", lambda: False)


@pytest.fixture
def forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no process of Python."""
    monkeypatch.setattr(forks, "possible", lambda: True)
    monkeypatch.setattr(sandbox, "_start", lambda: pytest.fail("a process was started"))


def starts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows by one with every process that is started."""
    started, start = list[int](), sandbox._start

    def count() -> subprocess.Popen[bytes]:
        started.append(1)
        return start()

    monkeypatch.setattr(sandbox, "_start", count)
    return started


def test_the_task_that_does_not_end_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 3)
    assert sandbox.first_timeout([Task(pattern="b", texts=["abc"]), ENDLESS]) == 1


def test_tasks_that_have_ended_are_not_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    started = starts(monkeypatch)
    for text in ("abc", "abc", "abd"):
        assert sandbox.first_timeout([Task(pattern="b", texts=[text])]) is None
    assert len(started) == 2


def test_only_new_texts_are_run_and_the_task_of_them_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    done, sent = Task(pattern="b", texts=["abc", "b"]), list[bytes]()
    communicate = subprocess.Popen.communicate

    def send(process: subprocess.Popen[bytes], content: bytes, timeout: float) -> tuple[bytes, bytes]:
        sent.append(content)
        return communicate(process, content, timeout)

    monkeypatch.setattr(subprocess.Popen, "communicate", send)
    assert sandbox.first_timeout([done]) is None
    assert sandbox.first_timeout([done, Task(pattern="b", texts=["abc", "new"])]) is None
    monkeypatch.setattr(limits, "SECONDS", 3)
    assert sandbox.first_timeout([done, done, ENDLESS]) == 2
    assert [json.loads(content) for content in sent[1:]] == [[Task(pattern="b", texts=["new"])], [ENDLESS]]


def test_a_task_without_end_is_run_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.5)
    assert [sandbox.first_timeout([ENDLESS]) for _ in range(2)] == [0, 0]


def test_a_process_that_stands_by_takes_the_next_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    started = starts(monkeypatch)
    sandbox.stand_by()
    sandbox.stand_by()
    assert len(started) == 1
    assert sandbox.first_timeout([Task(pattern=None, texts=["# Title"])]) is None
    assert len(started) == 1
    assert not sandbox._standby


def test_a_process_that_died_while_it_stood_by_is_replaced() -> None:
    sandbox.stand_by()
    sandbox._standby[0].kill()
    sandbox._standby[0].wait()
    assert sandbox.first_timeout([Task(pattern="a", texts=["a"])]) is None


def test_standing_down_ends_the_process() -> None:
    sandbox.stand_by()
    process = sandbox._standby[0]
    sandbox.stand_down()
    assert process.poll() is not None
    sandbox.stand_down()


def test_a_process_that_gets_no_tasks_ends_without_a_word() -> None:
    command = [sys.executable, "-m", "generator.checks.sandbox"]
    done = subprocess.run(
        command, input=b"", capture_output=True, env=child_environment(), check=False, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.usefixtures("forking")
def test_a_fork_names_the_task_that_does_not_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 1)
    assert sandbox.first_timeout([Task(pattern="b", texts=["abc"]), ENDLESS, ENDLESS]) == 1
    assert not multiprocessing.active_children()


@pytest.mark.usefixtures("forking")
def test_a_fork_runs_only_what_has_not_ended_before(monkeypatch: pytest.MonkeyPatch) -> None:
    run, done = list[object](), Task(pattern="b", texts=["abc"])
    late = sandbox._late_in_fork

    def count(tasks: Sequence[Task]) -> int | None:
        run.append(tasks)
        return late(tasks)

    monkeypatch.setattr(sandbox, "_late_in_fork", count)
    page = Task(pattern=None, texts=["# Title"])
    assert [sandbox.first_timeout([done, page]) for _ in range(2)] == [None, None]
    assert run == [[done, page]]


@pytest.mark.usefixtures("forking")
def test_a_fork_that_fails_is_no_success(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_run", lambda task: os._exit(3))
    with pytest.raises(subprocess.CalledProcessError):
        sandbox.first_timeout([Task(pattern="b", texts=["abc"])])


@pytest.mark.usefixtures("forking")
def test_a_fork_cannot_run_for_years_if_its_parent_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    limit = multiprocessing.get_context("fork").SimpleQueue()
    monkeypatch.setattr(limits, "SECONDS", 7)
    monkeypatch.setattr(sandbox, "_run", lambda task: limit.put(resource.getrlimit(resource.RLIMIT_CPU)[0]))
    assert sandbox.first_timeout([Task(pattern="b", texts=["abc"])]) is None
    assert limit.get() == 14
