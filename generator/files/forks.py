"""Calls a function for several items at once, each in a forked process, where the system allows it."""

from __future__ import annotations

import os
import pickle
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import active_children, get_all_start_methods, get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, Self, TypeVar

from generator.problems import Problem, ProblemsError

FEW = 64
"""So many pages or files, or fewer, take no longer in one process than the start of others."""

ENDING = 1.0
"""Seconds that a process has to clean up when the call is interrupted that has started it."""

ORPHANED = 0.1
"""Seconds after which a process looks again whether its parent is gone."""

T = TypeVar("T")
R = TypeVar("R")


def possible() -> bool:
    """Tell whether `each` forks: the system can, and no other thread runs."""
    return threading.active_count() == 1 and "fork" in get_all_start_methods()


def each(
    function: Callable[[T], R],
    items: Sequence[T],
    task: str,
    ended: Callable[[T], object] = lambda item: None,
) -> list[R]:
    """Return what a function returns for each item; only the results are pickled.

    Each item has a process of its own if the system can fork and no other thread runs: as in the server, the
    child might inherit a lock that is never released. Otherwise the items are taken one after the other.
    `ended` is called in this process with each item whose call has returned, in the order in which they do.
    Raises what the function raises, and `ProblemsError` if a process is killed; `task` says what it does. No
    process runs any more when this returns or raises, also when it is interrupted.
    """
    if len(items) < 2 or not possible():
        results = []
        for item in items:
            results.append(function(item))
            ended(item)
        return results
    processes = []
    running: dict[Connection, int] = {}
    outcomes: dict[int, _Outcome] = {}
    try:
        for place, item in enumerate(items):
            pipe, process = _started(_send_outcome, function, item)
            running[pipe] = place
            processes.append(process)
        while running:
            for source in wait([*running]):
                assert isinstance(source, Connection)
                place = running.pop(source)
                outcomes[place] = _received(source, task)
                if outcomes[place][0]:
                    ended(items[place])
    finally:
        for process in processes:
            process.join(ENDING)
            process.kill()
            process.join()
    return [_returned(outcomes[place]) for place in range(len(items))]


class Closing:
    """A context that is closed at its end: what it has begun does not outlive the block."""

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(self, *raised: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """End what it has begun and still runs."""
        raise NotImplementedError


class Ahead(Generic[T, R]):
    """A forked process that gets ready while this one goes on, and then answers one question.

    It sees the memory of this process as it was when it was made; make it only where forks are `possible`.
    """

    def __init__(self, answer: Callable[[T], R], task: str, ready: Callable[[], None] | None = None) -> None:
        """Start it with what `answer` needs to be `ready`; `task` says what it does."""
        self._task = task
        self._pipe, self._process = _started(_answer_one, ready, answer)

    def ask(self, question: T) -> None:
        """Ask the question, without waiting for the answer."""
        with suppress(BrokenPipeError):  # `answer` says that the process is gone
            self._pipe.send(question)

    def answer(self) -> R:
        """Return the answer. Raises what `answer` raises there, `ProblemsError` if the process was killed."""
        try:
            outcome = self._pipe.recv()
        except (EOFError, ConnectionError):
            raise _killed(self._task) from None
        answer: R = _returned(outcome)
        return answer

    def close(self) -> None:
        """End the process, whether it was asked or not, and even if it has ended."""
        self._pipe.close()
        self._process.terminate()
        self._process.join()


class ForkServer(Generic[T, R]):
    """A forked process that gets ready while this one goes on, and then answers each question in a fork.

    It sees the memory of this process as it was when it was made; make it only where forks are `possible`.
    """

    def __init__(self, answer: Callable[[T], R], task: str, ready: Callable[[], None]) -> None:
        """Start it with what `answer` needs to be `ready`; `task` says what a fork does."""
        self._task = task
        self._pipe, self._process = _started(_serve, ready, answer, task)
        self._asked = 0
        self._outcomes: dict[int, _Outcome] = {}

    def ask(self, question: T) -> Callable[[], R]:
        """Ask a question, without waiting for the answer; return a function that does.

        It raises what `answer` raises in the fork, and `ProblemsError` if a process was killed.
        """
        number = self._asked
        self._asked += 1
        with suppress(BrokenPipeError):  # the function says that the process is gone
            self._pipe.send((number, question))
        return partial(self._answer, number)

    def _answer(self, number: int) -> R:
        while number not in self._outcomes:
            try:
                answered, outcome = self._pipe.recv()
            except (EOFError, ConnectionError):
                raise _killed(self._task) from None
            self._outcomes[answered] = outcome
        answer: R = _returned(self._outcomes[number])
        return answer

    def close(self) -> None:
        """End the process and its forks: none of them runs any more when this returns."""
        if self._pipe.closed:
            return
        if self._asked:
            with suppress(BrokenPipeError):
                self._pipe.send(None)
        else:
            self._process.terminate()  # it may be getting ready still, and has no forks
        self._pipe.close()
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


def _started(function: Callable[..., None], *arguments: Any) -> tuple[Connection, BaseProcess]:
    """Call a function in a forked process with the other end of a pipe; return this end, and the process."""
    context = get_context("fork")
    pipe, inner = context.Pipe()
    process = context.Process(target=_call_there, args=(function, pipe, inner, *arguments))
    # Ctrl+C reaches all processes; it waits until the new one has begun, which would print a traceback.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    inner.close()
    return pipe, process


def _call_there(function: Callable[..., None], outer: Connection, pipe: Connection, *arguments: Any) -> None:
    with suppress(KeyboardInterrupt):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        outer.close()
        function(pipe, *arguments)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # nothing is left to be interrupted


def _answer_one(pipe: Connection, ready: Callable[[], None] | None, answer: Callable[[Any], Any]) -> None:
    _end_with_parent()
    with suppress(EOFError, BrokenPipeError):
        with suppress(Exception):  # what fails now fails again for the answer, which reports it
            if ready:
                ready()
        pipe.send(_outcome(answer, pipe.recv()))


def _serve(pipe: Connection, ready: Callable[[], None], answer: Callable[[Any], Any], task: str) -> None:
    """Answer every question in a fork, until the one that asks sends None or is gone; then end the forks."""
    running: dict[Connection, int] = {}
    with suppress(EOFError, ConnectionError, KeyboardInterrupt):
        with suppress(Exception):  # as in `_answer_one`
            ready()
        while True:
            for source in wait([pipe, *running], ORPHANED):
                assert isinstance(source, Connection)
                if source is not pipe:
                    pipe.send((running.pop(source), _received(source, task)))
                    continue
                asked = pipe.recv()
                if asked is None:
                    raise EOFError
                number, question = asked
                fork, _ = _started(_send_outcome, answer, question)
                running[fork] = number
            if _is_orphan():
                break
    for process in active_children():
        process.kill()
        process.join()


def _send_outcome(pipe: Connection, answer: Callable[[Any], Any], question: Any) -> None:
    _end_with_parent()
    pipe.send(_outcome(answer, question))


_Outcome = tuple[bool, Any]
"""Whether a function has returned, and what it returned or raised."""


def _outcome(function: Callable[[Any], Any], item: Any) -> _Outcome:
    try:
        return True, function(item)
    except Exception as error:
        told = traceback.format_exc()
        error.add_note(told)  # its frames stay here
        try:
            pickle.loads(pickle.dumps(error))
        except Exception:
            return False, RuntimeError(told)
        return False, error


def _received(pipe: Connection, task: str) -> _Outcome:
    """Return the outcome that a fork has sent, if it was not killed before."""
    with pipe, suppress(EOFError, ConnectionError):
        outcome: _Outcome = pipe.recv()
        return outcome
    return False, _killed(task)


def _returned(outcome: _Outcome) -> Any:
    has_returned, result = outcome
    if not has_returned:
        raise result
    return result


def _killed(task: str) -> ProblemsError:
    message = f"a process that {task} was killed; check that there is enough free memory"
    return ProblemsError([Problem("build", 1, message)])


def _end_with_parent() -> None:
    """Let this child process end soon after its parent: it would work, and write, for nobody."""
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    while not _is_orphan():
        time.sleep(ORPHANED)
    os._exit(1)


def _is_orphan() -> bool:
    """Tell whether the process that has forked this one is gone.

    A pipe to it would not tell: later forks of it have its end of the pipe too.
    """
    parent = parent_process()
    return parent is not None and parent.pid != os.getppid()
