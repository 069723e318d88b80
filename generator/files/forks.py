"""Calls a function for several items at once, each in a forked process, where the system allows it."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from generator.problems import Problem, ProblemsError

FEW = 64
"""So many pages or files, or fewer, take no longer in one process than the start of others."""

T = TypeVar("T")
R = TypeVar("R")

_shared: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []
"""The function and the items of the call that runs; a fork shares them without pickling them."""


def collect_rarely() -> None:
    """Let Python look for garbage in cycles less often: a build makes much that stays, and then ends."""
    gc.set_threshold(50_000, 20, 20)


def possible() -> bool:
    """Tell whether `each` forks: the system can, and no other thread runs."""
    return threading.active_count() == 1 and "fork" in get_all_start_methods()


def each(function: Callable[[T], R], items: Sequence[T], task: str) -> list[R]:
    """Return what a function returns for each item; only the results are pickled.

    Each item has a process of its own if the system can fork and no other thread runs: as in the server, the
    child might inherit a lock that is never released. Otherwise the items are taken one after the other.
    Raises what the function raises, and `ProblemsError` if a process is killed; `task` says what it does.
    """
    if len(items) < 2 or not possible():
        return [function(item) for item in items]
    _shared[:] = [(function, items)]
    pool = ProcessPoolExecutor(
        len(items),
        mp_context=get_context("fork"),
        initializer=_end_with_parent,
        # If this is a fork itself, it waits for the items and does not notice that its own parent is killed.
        initargs=(parent_process(),),
    )
    try:
        with pool:
            return list(pool.map(_call, range(len(items))))
    except BrokenExecutor:
        raise _killed(task) from None
    finally:
        _shared.clear()


class Ahead(Generic[T, R]):
    """A forked process that gets ready while this one goes on, and then answers one question.

    It sees the memory of this process as it was when it was made; make it only where forks are `possible`.
    It may fork itself.
    """

    def __init__(self, answer: Callable[[T], R], task: str, ready: Callable[[], None] | None = None) -> None:
        """Start it with what `answer` needs to be `ready`; `task` says what it does."""
        context = get_context("fork")
        self._task = task
        self._pipe, inner = context.Pipe()
        # Its parent's end of the pipe is closed there: it ends when this process does.
        arguments = (ready, answer, self._pipe, inner)
        self._process = context.Process(target=_answer_one, args=arguments)
        self._process.start()
        inner.close()

    def ask(self, question: T) -> None:
        """Ask the question, without waiting for the answer."""
        with suppress(BrokenPipeError):  # `answer` says that the process is gone
            self._pipe.send(question)

    def answer(self) -> R:
        """Return the answer. Raises what `answer` raises there, `ProblemsError` if the process was killed."""
        try:
            is_answer, result = self._pipe.recv()
        except (EOFError, ConnectionError):
            raise _killed(self._task) from None
        if not is_answer:
            raise result
        answer: R = result
        return answer

    def close(self) -> None:
        """End the process, whether it was asked or not."""
        self._pipe.close()
        self._process.terminate()
        self._process.join()


@contextmanager
def beside(function: Callable[[T], R], item: T, task: str) -> Iterator[Callable[[], R]]:
    """Call a function in a forked process while a block runs, and end the process with the block.

    The block gets a function that waits for the result, and raises what the function raises, or
    `ProblemsError` if the process is killed; `task` says what it does. Without forks the function is called
    before the block.
    """
    if not possible():
        result = function(item)
        yield lambda: result
        return
    process: Ahead[None, R] = Ahead(lambda _: function(item), task)
    try:
        process.ask(None)
        yield process.answer
    finally:
        process.close()


def _answer_one(
    ready: Callable[[], None] | None, answer: Callable[[Any], Any], outer: Connection, pipe: Connection
) -> None:
    outer.close()
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        with suppress(Exception):  # what fails now fails again for the answer, which reports it
            if ready:
                ready()
        question = pipe.recv()
        try:
            result: tuple[bool, Any] = True, answer(question)
        except Exception as error:
            result = False, error
        pipe.send(result)


def _killed(task: str) -> ProblemsError:
    message = f"a process that {task} was killed; check that there is enough free memory"
    return ProblemsError([Problem("build", 1, message)])


def _call(position: int) -> Any:
    function, items = _shared[0]
    return function(items[position])


def _end_with_parent(grandparent: Any) -> None:
    """End this child process when its parent or grandparent is killed; it would wait for work forever."""
    watched = [process.sentinel for process in (parent_process(), grandparent) if process]

    def watch() -> None:
        wait(watched)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
