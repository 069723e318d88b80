"""Puts a finished folder in place so that at every instant a whole site stands.

Beside the target three names may be in use, each with one meaning, so that whatever a killed run leaves can
be told apart: `<target>.new` is being built and may be thrown away, `<target>.old` is a whole site that comes
back if the target is missing, `<target>.gone` is being removed. One process at a time may write a target:
`alone` gives the turns.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # a system without them builds too, one run at a time
    fcntl = None  # type: ignore[assignment]

AT_FDCWD = -100
RENAME_EXCHANGE = 2
"""Values of Linux's `fcntl.h` and `stdio.h`; see renameat2(2)."""

UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM}
"""What an old kernel, a file system without exchange, or a sandbox answers."""


TURN = ".turn"
"""The file in a folder whose lock is the turn to write there."""


@contextlib.contextmanager
def alone(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the turn to write below a folder, which is made; call `waiting` first where another run has it.

    A process started meanwhile with its descriptors left open holds the turn too until it ends. So a run that
    comes after a killed one does not begin before the killed one's children have ended.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / TURN).open("ab") as turn:
        os.set_inheritable(turn.fileno(), True)
        if fcntl:
            try:
                fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waiting()
                fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _beside(target: Path, ending: str) -> Path:
    return target.with_name(f"{target.name}.{ending}")


def staging(target: Path) -> Path:
    """Return where a new folder for `target` is best built: on its file system, and known to `recover`.

    A killed run may have left a folder there: call `recover` before building.
    Raises ValueError where the target has no name of its own (`.` or `/`).
    """
    return _beside(target, "new")


def _stands(path: Path) -> bool:
    """Say whether a folder stands at the path; refuse anything there that is not a plain folder."""
    if path.is_symlink():
        raise OSError(errno.ELOOP, "a symbolic link stands in place of a folder", str(path))
    if path.exists() and not path.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
    return path.exists()


def _discard(path: Path, target: Path) -> None:
    """Remove a folder under a name that nobody takes for a whole one, should this be cut short."""
    gone = _beside(target, "gone")
    if _stands(gone):
        shutil.rmtree(gone)
    if _stands(path):
        path.rename(gone)
        shutil.rmtree(gone)


def _settle(target: Path) -> None:
    """Put right two renames cut short: the old folder comes back, or goes if the new one stands."""
    old = _beside(target, "old")
    if _stands(old) and not _stands(target):
        old.rename(target)
    _discard(old, target)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step; return whether this system can."""
    if sys.platform != "linux":
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    if call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(other))


def recover(target: Path) -> None:
    """Put right what a killed run has left beside `target`; do nothing where nothing is left.

    Afterwards none of the three names beside the target exists, and the target is whole if it or its `.old`
    was there before. Raises OSError like `replace`.
    """
    _settle(target)
    _discard(staging(target), target)


def replace(new: Path, target: Path) -> None:
    """Put the finished folder `new` in the place of `target`, which need not exist, and remove the old one.

    Where Linux can swap two folders the target is never missing. Elsewhere it is for the moment between two
    renames, with the old folder whole beside it. What an earlier run has left is put right first. The parents
    of `target` must exist; `new` is best built at `staging(target)`.

    Raises OSError: ENOENT where `new` is missing, ENOTDIR where one of them is a file, ELOOP where one of
    them is a symbolic link, EINVAL where one lies inside the other, EXDEV where they are on different file
    systems, and whatever else the system refuses, above all EACCES. The target is then as it was, unless only
    the removal of the old folder failed: then the new one stands and the next call removes the rest.
    """
    if not _stands(new):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(new))
    _stands(target)
    places = new.resolve(), target.resolve()
    if places[0].is_relative_to(places[1]) or places[1].is_relative_to(places[0]):
        raise OSError(errno.EINVAL, "one folder lies inside the other", str(new), None, str(target))
    _settle(target)
    if new.resolve() != staging(target).resolve():
        _discard(staging(target), target)
    if not _stands(target):
        new.rename(target)
    elif _exchange(new, target):
        _discard(new, target)
    else:
        _swap(new, target)


def _swap(new: Path, target: Path) -> None:
    old = _beside(target, "old")
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
    _discard(old, target)
