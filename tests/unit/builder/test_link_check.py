"""The link check: each folder under `links/` is a small site, its `expected.txt` the exact report."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.builder import link_check
from generator.builder.link_check import check
from generator.files import forks
from tests.support.paths import INPUTS, ROOT

SITES = INPUTS / "links"
CASES = sorted(path.name for path in SITES.iterdir() if path.is_dir())
BASES = {"base-path": "/pr/12/", "base-address": "https://example.org/act/"}


def page(path: Path, body: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"<!doctype html><title>t</title>\n{body}\n", encoding="utf-8")
    return path


def messages(site: Path, base: str | None = None) -> list[str]:
    return [str(problem) for problem in check(site, base=base).problems]


@pytest.mark.parametrize("case", CASES)
def test_report(case: str) -> None:
    expected = (SITES / case / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert messages(SITES / case, BASES.get(case)) == expected


def test_cases_are_there() -> None:
    assert len(CASES) > 10
    assert set(BASES) <= set(CASES)


def test_counts() -> None:
    report = check(SITES / "sound")
    assert (report.pages, report.links, report.anchors) == (3, 25, 10)


def test_served_anywhere(tmp_path: Path) -> None:
    """Only the named pages may use absolute paths, and by default only the 404 page at the root."""
    for name in ("404.html", "kk/404.html", "index.html"):
        page(tmp_path / name, '<a href="/index.html">x</a>')
    assert [problem.file for problem in check(tmp_path).problems] == ["index.html", "kk/404.html"]
    assert len(check(tmp_path, anywhere=()).problems) == 3
    named = check(tmp_path, anywhere=("404.html", "kk/404.html")).problems
    assert [problem.file for problem in named] == ["index.html"]


@pytest.mark.parametrize("base", ["act/", "/act", "https://example.org", "//example.org/", "/act/?x/", ""])
def test_malformed_base(tmp_path: Path, base: str) -> None:
    page(tmp_path / "index.html")
    with pytest.raises(ValueError, match="ends with a slash"):
        check(tmp_path, base=base)


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        check(tmp_path / "site")
    with pytest.raises(NotADirectoryError):
        check(page(tmp_path / "index.html"))


def test_symbolic_links(tmp_path: Path) -> None:
    """A link may lead out of the site, and no host or zip need keep it."""
    page(tmp_path / "out" / "real.html")
    page(tmp_path / "site" / "index.html", '<a href="linked.html">x</a>')
    (tmp_path / "site" / "linked.html").symlink_to(tmp_path / "out" / "real.html")
    (tmp_path / "site" / "folder").symlink_to(tmp_path / "out", target_is_directory=True)
    assert messages(tmp_path / "site") == [
        "folder:1: is a symbolic link; expected a plain file or folder",
        'index.html:2: a href "linked.html" no such file; expected linked.html; nearest index.html',
        "linked.html:1: is a symbolic link; expected a plain file or folder",
    ]


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page(tmp_path / "index.html")
    page(tmp_path / "shut.html")
    read = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self.name == "shut.html":
            raise PermissionError(13, "Permission denied", str(self))
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    expected = "shut.html:1: cannot be read: Permission denied; expected a readable file"
    assert messages(tmp_path) == [expected]


def test_unreadable_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page(tmp_path / "index.html")
    page(tmp_path / "shut" / "page.html")
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    expected = "shut:1: cannot be listed: Permission denied; expected a readable folder"
    assert messages(tmp_path) == [expected]


def test_the_number_of_suggestions_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every problem is reported; only the suggestions stop, so that a badly broken site is checked fast."""
    monkeypatch.setattr(link_check, "SUGGESTIONS", 2)
    page(tmp_path / "index.html", "".join(f'<a href="page{n}.html">x</a>' for n in (1, 2, 3, 1)))
    page(tmp_path / "page.html")
    near = [message.endswith("; nearest page.html") for message in messages(tmp_path)]
    assert near == [True, True, True, False]


def test_no_file_is_read_twice_and_no_address_resolved_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Navigation repeats the same addresses on every page, so the work must not grow with the repetitions."""
    read_bytes, locate = Path.read_bytes, link_check._Site._locate
    files: list[Path] = []
    paths: list[str] = []

    def count_read(self: Path) -> bytes:
        files.append(self)
        return read_bytes(self)

    def count_locate(self: link_check._Site, folder: str, path: str) -> tuple[str | None, str]:
        paths.append(path)
        return locate(self, folder, path)

    monkeypatch.setattr(Path, "read_bytes", count_read)
    monkeypatch.setattr(link_check._Site, "_locate", count_locate)
    for n in range(8):
        rows = (f'<p id="p{i}"><a href="{i % 8}.html#p{i}">сілтеме</a></p>\n' for i in range(45))
        page(tmp_path / f"{n}.html", "".join(rows))
    report = check(tmp_path)
    assert (report.pages, report.anchors, report.problems) == (8, 8 * 45, ())
    assert (len(files), len(paths)) == (8, 45)


APART = """
import sys
from pathlib import Path
from generator.builder import link_check
from generator.files import forks

if sys.argv[2] == "alone":
    forks.possible = lambda: False
report = link_check.check(Path(sys.argv[1]), record=Path(sys.argv[1]).with_name("links"))
print(report.pages, report.links, report.anchors, *report.problems, sep="\\n")
"""


@pytest.mark.parametrize("broken", [False, True])
def test_folders_are_checked_side_by_side_with_the_same_result(tmp_path: Path, broken: bool) -> None:
    site = tmp_path / "site"
    words = '<a href="../b/1.html#x" id="x">x</a>' + '<a href="no.html#y">y</a>' * broken
    for folder in ("a", "b"):
        for number in range(forks.FEW):
            page(site / folder / f"{number}.html", words)
    page(site / "index.html", '<a href="a/1.html#x">x</a>')
    reports, records = [], []
    for how in ("alone", "apart"):
        (tmp_path / "links").unlink(missing_ok=True)
        command = [sys.executable, "-c", APART, str(site), how]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
        assert (done.returncode, done.stderr) == (0, "")
        reports.append(done.stdout.splitlines())
        records.append((tmp_path / "links").read_bytes() if not broken else b"")
    assert reports[0] == reports[1]
    assert records[0] == records[1]
    pages = 2 * forks.FEW
    assert reports[0][:3] == [str(pages + 1), str((1 + broken) * pages + 1), str(pages + 1)]
    assert len(reports[0]) == 3 + broken * pages
