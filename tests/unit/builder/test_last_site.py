"""Reused pages are put into the new site as the last site has them, and neither site changes the other."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from generator.builder.incremental import FileDigests, LastSite
from generator.builder.manifest import Manifest

PAGES = {"index.html": b"one", "functions/1.html": b"two", "functions/2.html": b"three"}


@pytest.fixture
def last(tmp_path: Path) -> LastSite:
    folder = tmp_path / "site"
    for address, content in PAGES.items():
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        (folder / address).write_bytes(content)
    return LastSite(folder, "", Manifest(), FileDigests(), reused=list(PAGES))


def test_a_page_is_the_same_file_in_both_sites(last: LastSite, tmp_path: Path) -> None:
    last.put_reused(tmp_path / "site.new")
    for address, content in PAGES.items():
        assert (tmp_path / "site.new" / address).samefile(last.folder / address)
        assert (tmp_path / "site.new" / address).read_bytes() == content


@pytest.mark.parametrize("removed", ["site", "site.new"])
def test_a_site_stays_whole_when_the_other_is_removed(removed: str, last: LastSite, tmp_path: Path) -> None:
    last.put_reused(tmp_path / "site.new")
    shutil.rmtree(tmp_path / removed)
    kept = tmp_path / ({"site", "site.new"} - {removed}).pop()
    assert {address: (kept / address).read_bytes() for address in PAGES} == PAGES


def test_a_page_is_copied_where_the_system_has_no_links(
    last: LastSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: str, target: str) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    last.put_reused(tmp_path / "site.new")
    for address, content in PAGES.items():
        assert not (tmp_path / "site.new" / address).samefile(last.folder / address)
        assert (tmp_path / "site.new" / address).read_bytes() == content


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="the system has no symbolic links")
def test_a_symbolic_link_becomes_a_plain_file(last: LastSite, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"one")
    (last.folder / "index.html").unlink()
    (last.folder / "index.html").symlink_to(tmp_path / "elsewhere")
    last.put_reused(tmp_path / "site.new")
    page = tmp_path / "site.new" / "index.html"
    assert not page.is_symlink()
    assert page.read_bytes() == b"one"
    assert not page.samefile(tmp_path / "elsewhere")
