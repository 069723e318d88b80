"""A full disk, one that cannot be written, what permissions or limits forbid: one line, no loss."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.ages import Ages, copied, digest, is_right_again, run

pytestmark = pytest.mark.site

SLOW, FULL = pytest.mark.slow, pytest.mark.full


def bound() -> list[str]:
    """Return the command by which permissions bind what it starts, as they do not bind root."""
    if os.geteuid():
        return []
    if not shutil.which("setpriv"):
        pytest.skip("permissions do not bind root, and setpriv is missing")
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one line that a run says of why it failed, beside its progress."""
    assert done.returncode == 1, done.stdout + done.stderr
    lines = [line for line in done.stderr.splitlines() if not line.startswith("…")]
    assert len(lines) == 1, done.stderr
    assert "Traceback" not in done.stderr
    return lines[0]


def mount(*arguments: str) -> bool:
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """A small disk at `disk/`; the value sets its options anew."""
    place = tmp_path / "disk"
    place.mkdir()
    if not shutil.which("mount") or not mount("-t", "tmpfs", "-o", "size=64m", "tmpfs", str(place)):
        pytest.skip("this user may mount no disk")
    try:
        yield lambda options: None if mount("-o", f"remount,{options}", str(place)) else pytest.fail(options)
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@SLOW
@pytest.mark.parametrize("share", [0.0, 0.5, pytest.param(0.2, marks=FULL), pytest.param(0.9, marks=FULL)])
def test_a_full_disk(share: float, ready: Ages, disk: Callable[[str], None], tmp_path: Path) -> None:
    ages = copied(ready, tmp_path / "disk")
    used = shutil.disk_usage(tmp_path / "disk").used
    needed = sum(one.stat().st_size for one in ages.project.site.rglob("*") if one.is_file())
    disk(f"size={used + int(needed * share)}")
    assert "No space left on device" in one_line(run(ages.project))
    assert digest(ages.project.site) == ages.old
    disk("size=64m")
    is_right_again(ages)


def test_a_disk_that_cannot_be_written(ready: Ages, disk: Callable[[str], None], tmp_path: Path) -> None:
    ages = copied(ready, tmp_path / "disk")
    disk("ro")
    assert one_line(run(ages.project)).endswith("build/.turn: Read-only file system")
    assert digest(ages.project.site) == ages.old
    disk("rw")
    is_right_again(ages)


@SLOW
@pytest.mark.parametrize("most", [3_000, 30_000, 120_000])
def test_files_that_may_not_grow(most: int, ages: Ages) -> None:
    """The pages, the site's pages or the search index are larger than the system lets a file be."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    assert "File too large" in one_line(run(ages.project, limit=limit))
    assert digest(ages.project.site) == ages.old
    is_right_again(ages)


def test_a_file_that_may_not_be_read(ages: Ages) -> None:
    (ages.project.data / "assignments.yml").chmod(0)
    said = one_line(run(ages.project, before=bound()))
    assert said == "data/assignments.yml:1: cannot be read: Permission denied"
    (ages.project.data / "assignments.yml").chmod(0o644)
    assert digest(ages.project.site) == ages.old


@SLOW
def test_a_folder_that_may_not_be_written(ages: Ages) -> None:
    ages.project.root.chmod(0o555)
    said = one_line(run(ages.project, before=bound()))
    ages.project.root.chmod(0o755)
    assert "Permission denied" in said
    assert digest(ages.project.site) == ages.old
    is_right_again(ages)
