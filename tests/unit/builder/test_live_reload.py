"""The server that notices changes: each once, and only those that change a file."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from watchdog.events import (
    DirModifiedEvent,
    FileClosedNoWriteEvent,
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileOpenedEvent,
)

from generator.builder.live_reload import Server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server that is not bound, of a site with one page."""
    (tmp_path / "ru").mkdir()
    (tmp_path / "ru" / "a.html").write_text("<body>one</body>", encoding="utf-8")
    server = Server(lambda: None, "127.0.0.1", 0, tmp_path)
    yield server
    server.server_close()


def get(server: Server, path: str, referer: str = "") -> bytes:
    environ: dict[str, Any] = {"PATH_INFO": path, "HTTP_REFERER": referer}
    answer = server._serve_request(environ, lambda status, headers: None)
    return b"".join(answer) if answer is not None else b""


def test_a_change_that_is_reported_twice_counts_once(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "data.yml"
    file.write_text("one", encoding="utf-8")
    server._notice(FileCreatedEvent(str(file)))
    assert server.take_changes() == {file}
    server._want_rebuild = False
    server._notice(FileModifiedEvent(str(file)))
    assert not server._want_rebuild
    assert server.take_changes() == set()
    file.write_text("longer", encoding="utf-8")
    server._notice(FileModifiedEvent(str(file)))
    assert server._want_rebuild
    assert server.take_changes() == {file}


def test_a_change_after_the_rebuild_began_counts_again(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "data.yml"
    for moment in (1, 2):
        file.write_text("same length", encoding="utf-8")
        os.utime(file, ns=(moment, moment))
        server._notice(FileModifiedEvent(str(file)))
        assert server.take_changes() == {file}


def test_opening_a_file_is_no_change(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "ru" / "a.html"
    for event in (
        FileOpenedEvent(str(file)),
        FileClosedNoWriteEvent(str(file)),
        DirModifiedEvent(str(tmp_path)),
    ):
        server._notice(event)
    assert not server._want_rebuild
    assert server.take_changes() == set()


def test_a_file_that_is_removed_or_renamed_has_changed(server: Server, tmp_path: Path) -> None:
    server._notice(FileMovedEvent(str(tmp_path / "old.yml"), str(tmp_path / "ru" / "a.html")))
    assert server.take_changes() == {tmp_path / "old.yml", tmp_path / "ru" / "a.html"}


def test_a_page_is_open_while_it_asks_for_a_newer_version(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert server.open_pages() == []
    get(server, "/livereload/0/1", "http://127.0.0.1:8000/ru/a.html?q=1#top")
    get(server, "/ru/")
    get(server, "/ru/style.css")
    assert server.open_pages() == ["ru/index.html", "ru/a.html"]
    monkeypatch.setattr(server, "poll_response_timeout", -10)
    assert server.open_pages() == []


def test_a_page_differs_once_its_file_is_not_what_was_served(server: Server, tmp_path: Path) -> None:
    assert b"one" in get(server, "/ru/a.html")
    assert not server.differs()
    (tmp_path / "ru" / "a.html").write_text("<body>two</body>", encoding="utf-8")
    assert server.differs()
    assert b"two" in get(server, "/ru/a.html")
    assert not server.differs()


def test_a_page_that_is_gone_does_not_differ(server: Server, tmp_path: Path) -> None:
    get(server, "/ru/a.html")
    (tmp_path / "ru" / "a.html").unlink()
    assert not server.differs()


def test_showing_gives_the_site_a_newer_version_and_keeping_does_not(server: Server) -> None:
    first = server._visible_epoch
    server.keep()
    assert server._visible_epoch == server._wanted_epoch == first
    server.show()
    second = server._visible_epoch
    server.show()
    assert first < second < server._visible_epoch == server._wanted_epoch


def test_a_watched_folder_is_noticed_at_once_and_by_looking(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    changes: list[set[Path]] = []

    def rebuild() -> None:
        changes.append(watching.take_changes())
        if len(changes) == 2:
            raise KeyboardInterrupt
        (folder / "a.yml").write_text("a", encoding="utf-8")

    watching = Server(rebuild, "127.0.0.1", 0, tmp_path)
    watching.watch_folder(folder)
    watching.request_rebuild()
    with pytest.raises(KeyboardInterrupt):
        watching.serve_site()
    watching.shutdown(wait=True)
    assert changes == [set(), {folder / "a.yml"}]
    assert io.StringIO(capsys.readouterr().err).read() == ""
