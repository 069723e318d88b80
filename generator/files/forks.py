"""Calls a function for several items at once, each in a forked process, where the system allows it."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context, parent_process
from typing import Any, TypeVar

from generator.problems import Problem, ProblemsError

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
    pool = ProcessPoolExecutor(len(items), mp_context=get_context("fork"), initializer=_end_with_parent)
    try:
        with pool:
            return list(pool.map(_call, range(len(items))))
    except BrokenExecutor:
        message = f"a process that {task} was killed; check that there is enough free memory"
        raise ProblemsError([Problem("build", 1, message)]) from None
    finally:
        _shared.clear()


def _call(position: int) -> Any:
    function, items = _shared[0]
    return function(items[position])


def _end_with_parent() -> None:
    """End this child process when its parent is killed; it would wait for work forever."""
    parent = parent_process()
    assert parent

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
