"""Serves every language on one address and rebuilds when a source file changes."""

from __future__ import annotations

import errno
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from jinja2 import TemplateError
from mkdocs.exceptions import MkDocsException

from generator.builder import builder
from generator.builder.dev_build import Build
from generator.builder.live_pages import LivePages
from generator.builder.live_reload import Server
from generator.builder.project import Project
from generator.builder.workspace import Say, turn
from generator.checks import sandbox
from generator.problems import ProblemsError

LAST_PORT = 65_535
TERMINATION = ("SIGTERM", "SIGHUP")
"""The signals that stop the server as Ctrl+C does; Windows has no SIGHUP."""

PAUSE = 1.0
"""Seconds that the build of all pages leaves to the browser, which loads the page that was shown at once."""


class Address(NamedTuple):
    """Where a server listens."""

    host: str
    port: int

    def __str__(self) -> str:
        """Return the address as `host:port`, an IPv6 host in brackets."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def parse_address(text: str) -> Address:
    """Return the address written as `host:port`; without a host it is this machine's own.

    Raises `ValueError` with what is wrong and what was expected.
    """
    host, colon, port = text.rpartition(":")
    if not colon or not (port.isascii() and port.isdigit()) or not 0 < int(port[:6]) <= LAST_PORT:
        message = f"`{text}` is not an address; expected host:port with a port from 1 to {LAST_PORT}"
        raise ValueError(f"{message}, for example 127.0.0.1:8000")
    return Address(host.removeprefix("[").removesuffix("]") or "127.0.0.1", int(port))


def serve(project: Project, address: Address, say: Say) -> None:
    """Serve the site at an address until Ctrl+C or a signal of `TERMINATION`.

    If the data have problems, they are reported and the last good site is still served. Raises `OSError`,
    before anything is built, if the address cannot be used.
    """
    with _stoppable(), tempfile.TemporaryDirectory(prefix="site-") as folder:
        root = Path(folder) / "site"
        root.mkdir()
        site = _ServedSite(project, address, root, say)
        server = site.server
        for watched_folder in builder.watched(project):
            server.watch_folder(watched_folder)
        # The server's own loop makes the first build, so that it binds and watches before it builds.
        server.request_rebuild()
        try:
            server.serve_site()
        except KeyboardInterrupt:
            say("stopped")
        except OSError as error:
            raise OSError(error.errno, _unusable(address, error)) from None
        finally:
            site.close()
            sandbox.stand_down()
            server.shutdown()


class _ServedSite:
    """The site of a server: the open pages are built in this process, then all of them in another."""

    def __init__(self, project: Project, address: Address, root: Path, say: Say) -> None:
        self.server = Server(self.rebuild, address.host, address.port, root)
        self._project, self._address, self._root, self._say = project, address, root, say
        self._pages = LivePages(project, root, root.with_name("pages"))
        self._loading = threading.Lock()
        """Held while `_pages` is used."""
        self._loaded = False
        self._starting = threading.Lock()
        """Held while a build is started or stopped."""
        self._stopped = threading.Event()
        """Set when the build of the last rebuild is to stop, or not to begin."""
        self._build: Build | None = None

    def rebuild(self) -> None:
        """Show the open pages anew at once and begin to build the others; the first build is waited for."""
        self.stop()
        changed = self.server.take_changes()
        first = not any(self._root.iterdir())
        try:
            shown = self._loaded and self._show(changed)
        except (ProblemsError, OSError) as error:
            self._say(f"not rebuilt:\n{error}")
            self.server.keep()
            return
        if shown:
            self.server.show()
        elif not first:
            self.server.keep()
        self._stopped = stopped = threading.Event()
        if first:
            self._build_all(stopped, 0)
        else:
            threading.Thread(
                target=self._build_all, args=[stopped, PAUSE if shown else 0], daemon=True
            ).start()

    def _show(self, changed: set[Path]) -> bool:
        with self._loading, turn(self._project, self._say):
            try:
                shown = self._pages.show(changed, self.server.open_pages())
            except (MkDocsException, TemplateError):
                # The build of all pages says what is wrong with the theme or the template.
                return False
        for address in shown:
            self._say(f"shown: http://{self._address}/{address}")
        return bool(shown)

    def _build_all(self, stopped: threading.Event, pause: float) -> None:
        """Build all pages after a pause, unless stopped; show an open page again that has changed by it."""
        if stopped.wait(pause):
            return
        with self._starting:
            if stopped.is_set():
                return
            self._build = build = Build(self._project, self._root)
        if not build.wait(self._say) or stopped.is_set():
            return
        if self.server.differs():
            self.server.show()
        self._say(f"http://{self._address}/")
        threading.Thread(target=self._load, daemon=True).start()

    def _load(self) -> None:
        """Load what the next edit needs."""
        with self._loading, suppress(ProblemsError, OSError, MkDocsException):
            self._pages.load()
            self._loaded = True

    def stop(self) -> None:
        """Stop the build that runs or is about to, if any."""
        with self._starting:
            self._stopped.set()
            build, self._build = self._build, None
        if build:
            build.stop()

    def close(self) -> None:
        """Stop the build, wait for a load that has begun, and let none begin: the folder is to be removed."""
        self.stop()
        self._loading.acquire()


def _unusable(address: Address, error: OSError) -> str:
    """Return why nothing can listen at an address, and the remedy."""
    if error.errno == errno.EADDRINUSE:
        other = Address(address.host, address.port + 1 if address.port < LAST_PORT else address.port - 1)
        return f"port {address.port} is in use by another program; choose another one: --address {other}"
    return f"cannot listen at {address}: {error.strerror or error}; expected an address of this machine"


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let the signals of `TERMINATION` and Ctrl+C stop the block, so that it removes its files.

    Once it stops, further signals are ignored for good: they would interrupt the removal or the exit that
    follows it. So are those that were ignored before, as under nohup(1).
    """
    stopped = False
    numbers = [
        number
        for name in ("SIGINT", *TERMINATION)
        if (number := getattr(signal, name, None)) and signal.getsignal(number) is not signal.SIG_IGN
    ]

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopped
        stopped = True
        for other in numbers:
            signal.signal(other, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = [signal.signal(number, stop) for number in numbers]
    try:
        yield
    finally:
        if not stopped:
            for number, handler in zip(numbers, before, strict=True):
                signal.signal(number, handler)
