"""Untrusted archives: what is refused, with which message, and that nothing is left of it."""

from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path

import pytest

from generator.previews import artifact
from generator.problems import ProblemsError

PAGE = b"<!doctype html><html><head></head><body></body></html>"
FOLDERS = ("site", "data")
GOOD = {"site/index.html": PAGE, "site/kk/index.html": PAGE, "data/act.yml": b"work: x\n"}


def archive(path: Path, files: dict[str, bytes], modes: dict[str, int] | None = None) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, words in files.items():
            entry = zipfile.ZipInfo("x")
            entry.filename = name
            entry.external_attr = (modes or {}).get(name, 0) << 16
            target.writestr(entry, words)
    return path


def refusals(path: Path, target: Path) -> list[str]:
    with pytest.raises(ProblemsError) as raised:
        artifact.unpack(path, target)
    assert not target.exists()
    return [problem.message for problem in raised.value.problems]


def test_a_good_archive(tmp_path: Path) -> None:
    artifact.unpack(archive(tmp_path / "a.zip", {"site/": b"", **GOOD}), tmp_path / "out")
    written = {
        path.relative_to(tmp_path / "out").as_posix()
        for path in (tmp_path / "out").rglob("*")
        if path.is_file()
    }
    assert written == set(GOOD)
    assert (tmp_path / "out" / "data" / "act.yml").read_bytes() == b"work: x\n"
    artifact.expect(tmp_path / "out" / "site")


def test_a_packed_archive_is_accepted(tmp_path: Path) -> None:
    for name, words in {**GOOD, "site/.hidden/x.html": PAGE, "data/.swp": b""}.items():
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(words)
    project = tmp_path / "project"
    artifact.pack({folder: project / folder for folder in FOLDERS}, tmp_path / "a.zip")
    artifact.unpack(tmp_path / "a.zip", tmp_path / "out")
    assert sum(path.is_file() for path in (tmp_path / "out").rglob("*")) == len(GOOD)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("../x.html", "`../x.html` leads out of the archive; expected a path without `..`"),
        ("site/../../x.html", "`site/../../x.html` leads out of the archive; expected a path without `..`"),
        ("/etc/x.html", "`/etc/x.html` is an absolute path; expected a path relative to the archive"),
        ("C:/x.html", "`C:/x.html` is an absolute path; expected a path relative to the archive"),
        ("site\\x.html", "`site\\\\x.html` is not a plain name; expected ASCII letters and digits"),
        ("site/.htaccess", "`site/.htaccess` is not a plain name"),
        ("site/.git/config.txt", "`site/.git/config.txt` is not a plain name"),
        ("site/con.html", "`site/con.html` is not a plain name"),
        ("site/x.html.", "`site/x.html.` is not a plain name"),
        ("site//x.html", "`site//x.html` is not a plain name"),
        ("site/\u202ex.html", "`site/\\u202ex.html` is not a plain name"),
        ("site/x\n.html", "`site/x\\n.html` is not a plain name"),
        ("site/x.html\0.svg", "`site/x.html\\x00.svg` is not a plain name"),
        ("site/a b.html", "`site/a b.html` is not a plain name"),
        ("site/[x](y).html", "`site/[x](y).html` is not a plain name"),
        ("other/x.html", "`other/x.html` is in an unknown folder; expected site/ or data/"),
        ("x.html", "`x.html` is in an unknown folder; expected site/ or data/"),
        ("site/x.php", "`site/x.php` has an unknown file extension; expected one of css, csv, dot, gz"),
        ("site/x", "`site/x` has an unknown file extension"),
        ("site/CNAME", "`site/CNAME` has an unknown file extension"),
        ("data/x.html", "`data/x.html` has an unknown file extension; expected one of json, txt, yml"),
        ("site/KK/index.html", "is a duplicate; names must differ in more than letter case"),
        ("site/index.html/x.html", "`site/index.html` is both a file and a folder"),
        ("site/a.html/x.html", "`site/a.html/x.html` is a folder where a file belongs; expected no folder"),
        ("site/changes.txt/", "`site/changes.txt/` is a folder where a file belongs; expected no folder"),
        ("report/outcome.json", "`report/outcome.json` is in an unknown folder; expected site/ or data/"),
    ],
)
def test_a_bad_name_is_refused(name: str, message: str, tmp_path: Path) -> None:
    messages = refusals(archive(tmp_path / "a.zip", {**GOOD, name: PAGE}), tmp_path / "out")
    assert any(message in shown for shown in messages), messages
    assert not (tmp_path / "x.html").exists()


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        (stat.S_IFLNK, "is a symbolic link; expected a regular file"),
        (stat.S_IFIFO, "is a special file; expected a regular file"),
        (stat.S_IFCHR, "is a special file; expected a regular file"),
    ],
)
def test_special_files_are_refused(kind: int, message: str, tmp_path: Path) -> None:
    name = "site/x.html"
    path = archive(tmp_path / "a.zip", {**GOOD, name: b"/etc/passwd"}, {name: kind | 0o777})
    assert refusals(path, tmp_path / "out") == [f"`{name}` {message}"]


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(artifact, "MAX_ENTRIES", 3)
    files = {**GOOD, **{f"site/{n}.html": b"" for n in range(3000)}}
    assert refusals(archive(tmp_path / "a.zip", files), tmp_path / "out") == [
        "has more than 3 entries; expected a site"
    ]


def test_a_million_entries_are_refused_before_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = artifact.HEADER + bytes(24) + (4).to_bytes(2, "little") + bytes(16) + b"data"
    count = 1_000_000
    ending = b"PK\x05\x06" + bytes(4) + b"\xff" * 4 + (count * len(entry)).to_bytes(4, "little") + bytes(6)
    (tmp_path / "a.zip").write_bytes(entry * count + ending)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert refusals(tmp_path / "a.zip", tmp_path / "out") == ["has more than 20,000 entries; expected a site"]


def test_a_path_that_is_too_long(tmp_path: Path) -> None:
    name = f"site/{'a' * 300}.html"
    (message,) = refusals(archive(tmp_path / "a.zip", {**GOOD, name: PAGE}), tmp_path / "out")
    assert message == f"`{name[:100]}` has a path of 310 characters; expected at most 200"


def test_files_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = archive(tmp_path / "a.zip", {**GOOD, "site/x.html": b"a" * 2000})
    monkeypatch.setattr(artifact, "MAX_FILE_SIZE", 1000)
    assert refusals(path, tmp_path / "out") == ["`site/x.html` has 2,000 bytes; expected at most 1,000"]
    monkeypatch.setattr(artifact, "MAX_FILE_SIZE", 10_000)
    monkeypatch.setattr(artifact, "MAX_TOTAL_SIZE", 1500)
    assert refusals(path, tmp_path / "out") == ["has 2,116 bytes of files; expected at most 1,500"]
    monkeypatch.setattr(artifact, "MAX_ARCHIVE_SIZE", 10)
    assert refusals(path, tmp_path / "out")[0].endswith("bytes; expected at most 10")


def test_an_archive_that_lies_about_a_size(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {**GOOD, "site/x.html": b"a" * 70_000})
    words = path.read_bytes()
    path.write_bytes(words.replace((70_000).to_bytes(4, "little"), (7).to_bytes(4, "little")))
    (message,) = refusals(path, tmp_path / "out")
    assert message.startswith("cannot be read as a ZIP file")


@pytest.mark.parametrize("words", [b"", b"PK\x03\x04", b"not a zip", b"PK\x05\x06" + b"\0" * 18])
def test_a_file_that_is_not_an_archive(words: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(words)
    assert len(refusals(tmp_path / "a.zip", tmp_path / "out")) == 1


def test_a_folder_is_missing(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"data/act.yml": b""})
    assert refusals(path, tmp_path / "out") == ["has no folder site/; expected site/ in it"]


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_damaged_content(compression: int, tmp_path: Path) -> None:
    """Corrupt deflate raises zlib.error; corrupt LZMA would raise another error, but is never read."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", compression) as target:
        target.writestr("site/index.html", os.urandom(3000))
    content = bytearray(path.read_bytes())
    content[100:200] = b"\xff" * 100
    path.write_bytes(content)
    (message,) = refusals(path, tmp_path / "out")
    expected = "cannot be read as a ZIP file" if compression == zipfile.ZIP_DEFLATED else "is compressed with"
    assert expected in message


@pytest.mark.parametrize("where", range(0, 200, 7))
def test_an_archive_damaged_anywhere_is_read_or_refused(where: int, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", GOOD)
    content = bytearray(path.read_bytes())
    for offset in range(where, len(content), 200):
        content[offset] ^= 0xFF
    path.write_bytes(content)
    try:
        artifact.unpack(path, tmp_path / "out")
    except ProblemsError:
        assert not (tmp_path / "out").exists()


def test_at_most_twenty_problems_are_reported(tmp_path: Path) -> None:
    files = {**GOOD, **{f"site/{n}.exe": b"" for n in range(500)}}
    assert len(refusals(archive(tmp_path / "a.zip", files), tmp_path / "out")) == artifact.MAX_REPORTED


def test_an_existing_target_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(FileExistsError):
        artifact.unpack(archive(tmp_path / "a.zip", GOOD), tmp_path / "out")
    assert (tmp_path / "out").exists()


@pytest.mark.parametrize("what", ["file", "folder", "nothing"])
def test_links_in_a_folder(what: str, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_bytes(PAGE)
    target = {"file": "/etc/passwd", "folder": "/etc", "nothing": "/absent"}[what]
    (site / "x.html").symlink_to(target)
    with pytest.raises(ProblemsError, match="is a symbolic link"):
        artifact.expect(site)


@pytest.mark.skipif(os.name == "nt", reason="no pipes there")
def test_a_pipe_in_a_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.html")
    with pytest.raises(ProblemsError, match="is a special file"):
        artifact.expect(tmp_path)
