"""A build of the site for an address, and a local server that answers as GitHub Pages does.

It compresses with gzip, allows ten minutes of caching and sends `404.html` for a missing file.
"""

from __future__ import annotations

import contextlib
import dataclasses
import gzip
import http.server
import re
import threading
from collections.abc import Iterator
from email.utils import formatdate
from functools import cache
from itertools import count
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from generator.builder.project import Project
from generator.drawing import social_cards
from generator.drawing.downloads import NS, render
from tests.support.paths import ROOT
from tests.support.shared import build_if_changed

ADDRESS = "https://example.org/statute"
"""The address that the site is built for: below a path, as a project's is on GitHub Pages."""

IN_FULL = 16
"""One of so many cards is drawn in its full size."""

SIZE = re.compile(f'(?<=^<svg xmlns="{NS}" )width="{social_cards.WIDTH}" height="{social_cards.HEIGHT}"')
SMALL = f'width="{social_cards.WIDTH // 10}" height="{social_cards.HEIGHT // 10}"'
_drawn = count()

PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".map", ".csv", ".ttl", ".md"}
"""The suffixes of files that GitHub Pages compresses."""


@cache
def _packed(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=6, mtime=0)


class _Host(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    root: Path
    prefix: str
    sent: list[tuple[str, int]]

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing: the requests come from the tests."""

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def _answer(self, body: bool) -> None:
        file = self._file(unquote(urlsplit(self.path).path))
        status = 200 if file else 404
        file = file or self.root / "404.html"
        content = file.read_bytes() if file.is_file() else b""
        moment = formatdate(file.stat().st_mtime if file.is_file() else 0, usegmt=True)
        packed = file.suffix in PACKED and "gzip" in self.headers.get("Accept-Encoding", "")
        self.send_response(status)
        self.send_header("Content-Type", self._type(file))
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Last-Modified", moment)
        if packed:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
            content = _packed(content)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.sent.append((self.path, len(content)))
        if body:
            with contextlib.suppress(ConnectionError):  # a browser that went on to another page
                self.wfile.write(content)

    def _file(self, path: str) -> Path | None:
        if not path.startswith(f"{self.prefix}/") or ".." in path:
            return None
        file = self.root / path.removeprefix(f"{self.prefix}/")
        file = file / "index.html" if path.endswith("/") else file
        return file if file.is_file() else None

    def _type(self, file: Path) -> str:
        found = self.guess_type(str(file))
        return f"{found}; charset=utf-8" if found.startswith("text/") else found


def build(folder: Path) -> Path:
    """Build the real site for `ADDRESS` below a folder, which may hold an earlier build; return the site.

    Every card is drawn, but few in their full size, which takes nearly all of their time.
    """
    project = dataclasses.replace(Project.at(ROOT), build=folder / "build", site=folder / "site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(social_cards, "render", _drawn_small)
        build_if_changed(project, ADDRESS)
    return project.site


def _drawn_small(source: str, scale: int) -> bytes:
    """Draw a card at a tenth of its size, but every `IN_FULL`th of a process in full."""
    if next(_drawn) % IN_FULL:
        source, times = SIZE.subn(SMALL, source, count=1)
        assert times == 1, "a card has no size"
    return render(source, scale)


@contextlib.contextmanager
def serve(site: Path, prefix: str = "", sent: list[tuple[str, int]] | None = None) -> Iterator[str]:
    """Serve a built site below a path (`/statute`, or none); yield its address without the last slash.

    `sent` gets the path and the bytes, as they travel and without headers, of every answer.
    """
    own = type("Host", (_Host,), {"root": site, "prefix": prefix, "sent": [] if sent is None else sent})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), own)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
