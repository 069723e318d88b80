"""Serves every language on one address and rebuilds when a source file changes."""

from __future__ import annotations

import errno
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from mkdocs.livereload import LiveReloadServer

from generator.builder import builder, markdown_tree, preparation
from generator.builder.builder import Say
from generator.builder.project import Project
from generator.files import swap
from generator.problems import ProblemsError

LAST_PORT = 65_535
TERMINATION = ("SIGTERM", "SIGHUP")
"""The signals that stop the server as Ctrl+C does; Windows has no SIGHUP."""


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

        def rebuild() -> None:
            try:
                with builder.turn(project, say):
                    _rebuild(project, root, say)
            except (ProblemsError, OSError) as error:
                say(f"not rebuilt:\n{error}")
            else:
                say(f"http://{address}/")

        server = LiveReloadServer(builder=rebuild, host=address.host, port=address.port, root=str(root))
        for watched_folder in builder.watched(project):
            server.watch(str(watched_folder))
        # The server's own loop makes the first build, so that it binds and watches before it builds.
        server._want_rebuild = True
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            say("stopped")
        except OSError as error:
            raise OSError(error.errno, _unusable(address, error)) from None
        finally:
            server.shutdown()


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


def _rebuild(project: Project, root: Path, say: Say) -> None:
    swap.recover(root)
    prepared = preparation.prepare(project, drafts=True)
    markdown_tree.write(prepared)
    staging = swap.staging(root)
    builder.build_languages(prepared, staging, root, say, strict=False)
    builder.add_shared_files(prepared, staging)
    swap.replace(staging, root)
