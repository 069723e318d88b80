"""Atomically replaces a directory, so that readers always see a complete site.

Three names beside the target show what a killed run has left: `<target>.new` is being built and can be
removed, `<target>.old` is a complete site that is restored if the target is missing, and `<target>.gone` is
being removed. Only one process at a time may write a target: `alone` is the lock.
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
except ImportError:  # Windows: no lock, see `alone`
    fcntl = None  # type: ignore[assignment]

AT_FDCWD = -100
RENAME_EXCHANGE = 2
"""Values of Linux's `fcntl.h` and `stdio.h`; see renameat2(2)."""

UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM}
"""The errors of an old kernel, a file system without exchange, or a sandbox."""

LOCK_FILE = ".turn"
"""The lock file in a folder."""


@contextlib.contextmanager
def alone(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock for writing to a folder, which is created if needed.

    If another run holds the lock, call `waiting` and wait for it. Subprocesses inherit the lock, so a run
    after a killed one also waits for the subprocesses of the killed one.

    Systems without `fcntl` (Windows) have no lock: the block runs at once, and whoever starts two runs in the
    same folder must see to it that one ends before the other begins.

    Raises OSError if the folder is a file, or a symbolic link, below which relative paths lead elsewhere.
    """
    _is_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK_FILE).open("ab") as lock:
        os.set_inheritable(lock.fileno(), True)  # noqa: FBT003 - it takes no keyword
        if fcntl:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waiting()
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _beside(target: Path, ending: str) -> Path:
    return target.with_name(f"{target.name}.{ending}")


def staging(target: Path) -> Path:
    """Return the path for building a new `target`, on the same file system and known to `recover`.

    A killed run may have left a folder there: call `recover` before building.
    Raises ValueError if the target has no name of its own (`.` or `/`).
    """
    return _beside(target, "new")


def _is_folder(path: Path) -> bool:
    """Tell whether a path is a folder. Raises OSError if it is a symbolic link or a file."""
    if path.is_symlink():
        raise OSError(errno.ELOOP, "expected a folder, not a symbolic link", str(path))
    if path.exists() and not path.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
    return path.exists()


def _discard(path: Path, target: Path) -> None:
    """Remove a folder, renaming it first so that a removal cut short cannot be taken for a complete site."""
    gone = _beside(target, "gone")
    if _is_folder(gone):
        shutil.rmtree(gone)
    if _is_folder(path):
        path.rename(gone)
        shutil.rmtree(gone)


def _finish_renames(target: Path) -> None:
    """Complete renames that were cut short: restore the old folder, or remove it if the new one is there."""
    old = _beside(target, "old")
    if _is_folder(old) and not _is_folder(target):
        old.rename(target)
    _discard(old, target)


def _exchange(first: Path, second: Path) -> bool:
    """Swap two folders in one step; return False if this system cannot."""
    if sys.platform != "linux":
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    if call(AT_FDCWD, os.fsencode(first), AT_FDCWD, os.fsencode(second), RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(first), None, str(second))


def recover(target: Path) -> None:
    """Clean up what a killed run has left beside `target`, if anything.

    Afterwards none of the three names beside the target exists, and the target is complete if it or its
    `.old` existed. Raises OSError like `replace`, also if the target itself is a file or a symbolic link,
    which `replace` would refuse after the whole build.
    """
    _finish_renames(target)
    _discard(staging(target), target)
    _is_folder(target)


def replace(new: Path, target: Path) -> None:
    """Replace the folder `target`, which need not exist, with the finished folder `new`.

    On Linux the target is never missing if the file system can swap folders (renameat2). Elsewhere it is
    missing between two renames, with the complete old folder beside it. Cleans up after killed runs first.
    The parent of `target` must exist; build `new` at `staging(target)`.

    Raises OSError: ENOENT if `new` is missing, ENOTDIR if either is a file, ELOOP if either is a symbolic
    link, EINVAL if one is inside the other, EXDEV if they are on different file systems, or another error of
    the system such as EACCES. The target is then unchanged, unless only the removal of the old folder failed:
    then the new folder is in place and the next call removes the old one.
    """
    if not _is_folder(new):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(new))
    _is_folder(target)
    places = new.resolve(), target.resolve()
    if places[0].is_relative_to(places[1]) or places[1].is_relative_to(places[0]):
        raise OSError(errno.EINVAL, "one folder is inside the other", str(new), None, str(target))
    _finish_renames(target)
    if new.resolve() != staging(target).resolve():
        _discard(staging(target), target)
    if not _is_folder(target):
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
