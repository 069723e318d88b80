"""The zip archive is the same bytes everywhere, and ordinary tools can read it."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from generator.builder.archive import CHECKSUMS, bundle, write_checksums
from tests.support.paths import ROOT

EPOCH = 1_700_000_001
PAGES = {
    "index.html": "<p>бас бет</p>",
    "kk/index.html": "<p>қазақша</p>",
    "kk/әріп.html": "<p>ә</p>",
    "kk.txt": "between the folder and its files in order",
    "data/act.json": " ".join(f"{n * n % 9973:b}" for n in range(9000)),
}
NOTES = {"README.txt": "оқыңыз\n"}

PACK = """
import os, sys
from pathlib import Path
from generator.builder.archive import bundle

os.umask(int(sys.argv[3], 8))
bundle(Path(sys.argv[1]), {"README.txt": "\\u043e\\u049b"}, Path(sys.argv[2]), 1_700_000_001)
"""


def build(site: Path, backwards: bool = False) -> Path:
    for name in sorted(PAGES, reverse=backwards):
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGES[name], encoding="utf-8")
    (site / "empty").mkdir()
    return site


def deflate(words: bytes, level: int) -> bytes:
    stream = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return stream.compress(words) + stream.flush()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_contents(tmp_path: Path) -> None:
    target = tmp_path / "dist" / "statute-1.2.0.zip"
    assert bundle(build(tmp_path / "site"), NOTES, target, EPOCH) == target
    assert names(target.parent) == ["statute-1.2.0.zip"]
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "statute-1.2.0/",
            "statute-1.2.0/README.txt",
            "statute-1.2.0/data/",
            "statute-1.2.0/data/act.json",
            "statute-1.2.0/empty/",
            "statute-1.2.0/index.html",
            "statute-1.2.0/kk/",
            "statute-1.2.0/kk.txt",
            "statute-1.2.0/kk/index.html",
            "statute-1.2.0/kk/әріп.html",
        ]
        assert archive.read("statute-1.2.0/README.txt").decode() == NOTES["README.txt"]
        for name, words in PAGES.items():
            assert archive.read(f"statute-1.2.0/{name}").decode() == words
        for entry in archive.infolist():
            mode = stat.S_IFDIR | 0o755 if entry.is_dir() else stat.S_IFREG | 0o644
            assert entry.external_attr >> 16 == mode
            assert entry.date_time == (2023, 11, 14, 22, 13, 20)
            assert entry.compress_type == (zipfile.ZIP_STORED if entry.is_dir() else zipfile.ZIP_DEFLATED)
            assert entry.create_system == 3
            assert bool(entry.flag_bits & 0x800) is not entry.filename.isascii()
            assert entry.extra == b""
        big = archive.getinfo("statute-1.2.0/data/act.json")
        best, usual = (len(deflate(PAGES["data/act.json"].encode(), level)) for level in (9, 6))
        assert big.compress_size == best < usual


def test_same_bytes_everywhere(tmp_path: Path) -> None:
    one, other = build(tmp_path / "a" / "site"), build(tmp_path / "b" / "c" / "build", backwards=True)
    for path in other.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
        os.utime(path, (1_000_000_000, 1_000_000_000))
    locales = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    second = next((name for name in locales if name.lower() in ("c.utf8", "c.utf-8", "en_us.utf8")), "C")
    runs = [
        (one, "022", {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"}),
        (other, "077", {"LC_ALL": second, "TZ": "Asia/Almaty", "PYTHONHASHSEED": "2"}),
        (other, "000", {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "America/Lima"}),
    ]
    archives = []
    for n, (site, umask, settings) in enumerate(runs):
        target = tmp_path / str(n) / "statute.zip"
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **settings}
        subprocess.run(
            [sys.executable, "-c", PACK, site, target, umask], env=environment, cwd=site.parent, check=True
        )
        archives.append(target.read_bytes())
    assert archives[0] == archives[1] == archives[2]


@pytest.mark.skipif(not shutil.which("unzip"), reason="no unzip on this machine")
def test_unzip(tmp_path: Path) -> None:
    site = build(tmp_path / "site")
    target = bundle(site, NOTES, tmp_path / "statute.zip", EPOCH)
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(["unzip", "-q", target, "-d", tmp_path / "out"], check=True, env=environment)
    assert names(tmp_path / "out") == ["statute"]
    assert names(tmp_path / "out" / "statute") == [
        "README.txt",
        "data",
        "empty",
        "index.html",
        "kk",
        "kk.txt",
    ]
    for name, words in PAGES.items():
        assert (tmp_path / "out" / "statute" / name).read_text(encoding="utf-8") == words


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum on this machine")
def test_checksums_are_read_by_sha256sum(tmp_path: Path) -> None:
    target = bundle(build(tmp_path / "site"), NOTES, tmp_path / "dist" / "statute.zip", EPOCH)
    other = tmp_path / "dist" / "a.json"
    other.write_text("{}")
    assert write_checksums([target, other], tmp_path / "dist") == tmp_path / "dist" / CHECKSUMS
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    checked = subprocess.run(command, cwd=target.parent, capture_output=True, text=True, check=True)
    assert checked.stdout == "a.json: OK\nstatute.zip: OK\n"
    other.write_text("{ }")
    assert subprocess.run(command, cwd=target.parent, capture_output=True, check=False).returncode == 1


def test_time_before_1980(tmp_path: Path) -> None:
    target = bundle(build(tmp_path / "site"), {}, tmp_path / "statute.zip", 0)
    with zipfile.ZipFile(target) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_earlier_bundle_is_replaced(tmp_path: Path) -> None:
    site, target = build(tmp_path / "site"), tmp_path / "statute.zip"
    first = bundle(site, NOTES, target, EPOCH).read_bytes()
    (site / "index.html").write_text("changed")
    second = bundle(site, NOTES, target, EPOCH).read_bytes()
    assert first != second
    assert names(tmp_path) == ["site", "statute.zip"]


def test_failure_leaves_the_earlier_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, target = build(tmp_path / "site"), tmp_path / "statute.zip"
    first = bundle(site, NOTES, target, EPOCH).read_bytes()

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "no", str(self))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", refuse)
        with pytest.raises(PermissionError):
            bundle(site, NOTES, target, EPOCH)
    assert target.read_bytes() == first
    assert names(tmp_path) == ["site", "statute.zip"]


@pytest.mark.parametrize("name", ["", ".", "..", "a/b.txt", "../out.txt", "a\\b.txt"])
def test_note_without_a_plain_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="expected a plain file name"):
        bundle(build(tmp_path / "site"), {name: "x"}, tmp_path / "statute.zip", EPOCH)


@pytest.mark.parametrize("notes", [{"INDEX.html": "x"}, {"A.txt": "x", "a.txt": "y"}, {"kk": "x"}])
def test_note_with_a_taken_name(tmp_path: Path, notes: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="would overwrite"):
        bundle(build(tmp_path / "site"), notes, tmp_path / "statute.zip", EPOCH)


def test_letter_case(tmp_path: Path) -> None:
    site = build(tmp_path / "site")
    if (site / "INDEX.html").exists():
        pytest.skip("letter case does not count here")
    (site / "Index.html").write_text("x")
    with pytest.raises(ValueError, match="differ in letter case only"):
        bundle(site, NOTES, tmp_path / "statute.zip", EPOCH)


@pytest.mark.parametrize("aim", ["index.html", "kk", "nowhere"])
def test_links_are_refused(tmp_path: Path, aim: str) -> None:
    site = build(tmp_path / "site")
    (site / "link").symlink_to(site / aim)
    with pytest.raises(ValueError, match="neither a plain file nor a folder"):
        bundle(site, NOTES, tmp_path / "statute.zip", EPOCH)
    assert not (tmp_path / "statute.zip").exists()


def test_target_inside_the_site(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is inside the site"):
        bundle(build(tmp_path / "site"), NOTES, tmp_path / "site" / "statute.zip", EPOCH)


def test_time_after_2107(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="after 2107"):
        bundle(build(tmp_path / "site"), NOTES, tmp_path / "statute.zip", 1 << 33)


def test_missing_site(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        bundle(tmp_path / "site", NOTES, tmp_path / "statute.zip", EPOCH)


def test_name_that_checksums_cannot_hold(tmp_path: Path) -> None:
    path = tmp_path / "a\nb"
    path.write_text("x")
    with pytest.raises(ValueError, match="a line break or a backslash"):
        write_checksums([path], tmp_path)
