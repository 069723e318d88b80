"""Atomic writes, cache files, and what a refused write leaves."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from generator.files import atomic


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    atomic.put_all({tmp_path / "a" / "one": "бір", tmp_path / "two": "екі"})
    assert (tmp_path / "a" / "one").read_text(encoding="utf-8") == "бір"
    assert names(tmp_path) == ["a", "two"]


def test_none_is_written_where_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [tmp_path / name for name in ("one", "two", "three")]
    atomic.put_all(dict.fromkeys(paths, "old"))
    fsync, left = os.fsync, iter((True, True, False))

    def refuse(number: int) -> None:
        if not next(left):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(number)

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        atomic.put_all(dict.fromkeys(paths, "new"))
    assert {path.read_text() for path in paths} == {"old"}
    assert names(tmp_path) == ["one", "three", "two"]


def test_a_failing_writer_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_text("old")
    with pytest.raises(ValueError, match="cut"), atomic.whole(target) as stream:
        stream.write(b"ne")
        raise ValueError("cut")
    assert target.read_text() == "old"
    assert names(tmp_path) == ["file"]


def test_a_damaged_cache_file_is_ignored(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "a.svg"
    assert atomic.recall(path) is None
    atomic.keep(path, b"<svg></svg>")
    assert atomic.recall(path) == b"<svg></svg>"
    assert names(path.parent) == ["a.svg"]
    stored = path.read_bytes()
    for damaged in (stored[:-1], stored + b" ", stored.replace(b"<svg>", b"<SVG>"), b"", b"<svg></svg>"):
        path.write_bytes(damaged)
        assert atomic.recall(path) is None, damaged


def test_a_cache_file_under_another_name_is_ignored(tmp_path: Path) -> None:
    """The name says what a drawing was made from: two that were swapped would each be the other's."""
    first, second = tmp_path / "a.svg", tmp_path / "b.svg"
    atomic.keep(first, b"<svg>a</svg>")
    atomic.keep(second, b"<svg>b</svg>")
    kept = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(kept)
    assert atomic.recall(first) is None
    assert atomic.recall(second) is None


def test_a_cache_file_that_cannot_be_read_is_ignored(tmp_path: Path) -> None:
    assert atomic.recall(tmp_path) is None
    (tmp_path / "file").touch()
    assert atomic.recall(tmp_path / "file" / "a.svg") is None


def test_temporary_files_of_killed_runs_are_removed(tmp_path: Path) -> None:
    for name in ("a", ".a.7.unfinished", ".b.unfinished"):
        (tmp_path / name).touch()
    atomic.sweep(tmp_path)
    assert names(tmp_path) == ["a"]
    atomic.sweep(tmp_path / "absent")
