"""Runs untrusted regular expressions and Markdown in a subprocess with a timeout.

`python -m generator.checks.sandbox` reads tasks as JSON from standard input. Before each task it writes the
task's number to standard output, so that the parent process knows which one timed out.
"""

from __future__ import annotations

import json
import math
import mmap
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from multiprocessing import get_context
from typing import TYPE_CHECKING, TypedDict

from generator import limits
from generator.files import forks
from generator.files.package import child_environment

if TYPE_CHECKING:
    from markdown import Markdown

EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list", "def_list", "md_in_html")
"""The Markdown extensions that MkDocs and the site's configuration enable."""

PLACE_SIZE = 8
"""Bytes of the number of a task."""

MOST_FINISHED = 100_000
"""How many finished texts are remembered."""


@cache
def _markdown() -> Markdown:
    from markdown import Markdown  # most runs have only texts that were converted before

    return Markdown(extensions=list(EXTENSIONS))


def to_html(body: str) -> str:
    """Convert Markdown to HTML. Raises RecursionError if it is nested too deeply."""
    return str(_markdown().reset().convert(body))


class Task(TypedDict):
    """Texts to search with a regular expression, or Markdown to convert if `pattern` is None."""

    pattern: str | None
    texts: Sequence[str]


_finished: set[tuple[str | None, str]] = set()
"""The patterns and texts of the last tasks that finished; a server checks the same ones after every edit."""

_standby: list[subprocess.Popen[bytes]] = []
"""At most one process that has started and waits for tasks."""


def first_timeout(tasks: Sequence[Task]) -> int | None:
    """Run all tasks; return the index of the one running when time is over, or None if all finish.

    `limits.SECONDS` is about a hundred times what valid data need, so a slow machine does not change the
    result. Raises `subprocess.CalledProcessError` if the process fails.
    """
    left = {place: new for place, task in enumerate(tasks) if (new := _unfinished(task))["texts"]}
    if not left:
        return None
    late = _late_in_fork([*left.values()]) if forks.possible() else _late_in_process([*left.values()])
    if late is not None:
        return [*left][late]
    if len(_finished) > MOST_FINISHED:
        _finished.clear()
    _finished.update((task["pattern"], text) for task in left.values() for text in task["texts"])
    return None


def _late_in_fork(tasks: Sequence[Task]) -> int | None:
    """Run the tasks in a fork of this process, which needs no start of Python."""
    with mmap.mmap(-1, PLACE_SIZE) as place:
        process = get_context("fork").Process(target=_run_limited, args=(tasks, place), daemon=True)
        process.start()
        try:
            process.join(limits.SECONDS)
        finally:
            late = process.is_alive()
            process.kill()
            process.join()
        if late:
            return int.from_bytes(place[:], "big")
    if process.exitcode:
        raise subprocess.CalledProcessError(process.exitcode, "fork")
    return None


def _run_limited(tasks: Sequence[Task], place: mmap.mmap) -> None:
    """Run the tasks, writing the number of each to `place` before it begins.

    The system ends the process if it outlives its parent: an endless expression lets nothing else run.
    """
    import resource  # Windows, which cannot fork, has none.

    most, hard = 2 * math.ceil(limits.SECONDS), resource.getrlimit(resource.RLIMIT_CPU)[1]
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (most, hard))
    for number, task in enumerate(tasks):
        place[:] = number.to_bytes(PLACE_SIZE, "big")
        _run(task)


def _late_in_process(tasks: Sequence[Task]) -> int | None:
    """Run the tasks in the process that stands by, or in a new one."""
    process = _standby.pop() if _standby and _standby[0].poll() is None else _start()
    with process:
        try:
            process.communicate(json.dumps(tasks).encode(), timeout=limits.SECONDS)
        except subprocess.TimeoutExpired as timeout:
            process.kill()
            return int((timeout.stdout or b"0").split()[-1])
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return None


def _unfinished(task: Task) -> Task:
    """Return a task without the texts that it has finished before."""
    pattern = task["pattern"]
    return Task(pattern=pattern, texts=[text for text in task["texts"] if (pattern, text) not in _finished])


def stand_by() -> None:
    """Start the process for the next tasks, so that they need not wait for its start."""
    if not _standby:
        _standby.append(_start())


def stand_down() -> None:
    """Stop the process that waits for tasks, if there is one."""
    while _standby:
        with _standby.pop() as process:
            process.kill()


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "generator.checks.sandbox"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=child_environment(),
    )


def main() -> None:
    """Run the tasks from standard input; none come if the parent process ends first."""
    for number, task in enumerate(json.loads(sys.stdin.read() or "[]")):
        print(number, flush=True)
        _run(task)


def _run(task: Task) -> None:
    if task["pattern"] is None:
        with suppress(RecursionError):
            for text in task["texts"]:
                to_html(text)
    else:
        for text in task["texts"]:
            for _ in re.finditer(task["pattern"], text):
                pass


if __name__ == "__main__":
    with suppress(BrokenPipeError):  # the parent process has ended
        main()
        sys.stdout.flush()
    # The parent waits for the end, which would take longer than most tasks.
    os._exit(0)
