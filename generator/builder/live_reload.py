"""MkDocs' development server, which also notices changes at once and knows which pages are open."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator.builder.manifest import digest

QUIET = 0.03
"""Seconds without a change after which a rebuild begins: an editor may save in several steps."""

CHANGES = {"created", "modified", "deleted", "moved"}
"""The events of watchdog that change a file; the others only say that one was opened or closed."""

POLL = "/livereload/"
"""The beginning of the path at which every open page waits for a newer version of the site."""

Signature = tuple[int, int] | None
"""When a file was changed and its size; None if it is missing."""


class Server(LiveReloadServer):
    """Serves a folder and calls `rebuild` when a watched file has changed.

    MkDocs looks for changes twice a second, because the system's own notices are missing on some file
    systems. Here both are used: the notices are immediate, and a change that both report counts once.
    """

    def __init__(self, rebuild: Callable[[], None], host: str, port: int, root: Path) -> None:
        """Prepare the server; `serve` binds it."""
        super().__init__(builder=rebuild, host=host, port=port, root=str(root))
        self.build_delay = QUIET
        self._notices = Observer()
        self._changed: dict[Path, Signature] = {}
        """The files that have changed since the last rebuild began."""
        self._seen: dict[Path, Signature] = {}
        """The files that have changed before -> what they were when their rebuild began."""
        self._open: dict[str, float] = {}
        """The path of each open page -> when it was last heard of."""
        self._served: dict[str, str] = {}
        """The path of each page -> the digest of the file that was served last."""

    def watch_folder(self, folder: Path) -> None:
        """Rebuild when a file below a folder changes."""
        handler = FileSystemEventHandler()
        handler.on_any_event = self._notice  # type: ignore[method-assign]
        for observer in (self.observer, self._notices):
            observer.schedule(handler, str(folder), recursive=True)
        # MkDocs looks for changes, and adds its script to pages, only if it has such a folder.
        self._watched_paths[str(folder)] = 1

    def request_rebuild(self) -> None:
        """Rebuild as if a file had changed."""
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def _notice(self, event: FileSystemEvent) -> None:
        if event.is_directory or event.event_type not in CHANGES:
            return
        with self._rebuild_cond:
            new = False
            for name in filter(None, (event.src_path, event.dest_path)):
                path = Path(str(name))
                signature = _signature(path)
                known = self._changed.get(path, self._seen.get(path, (0, 0)))
                if signature != known:
                    self._changed[path] = signature
                    new = True
            if new:
                self._want_rebuild = True
                self._rebuild_cond.notify_all()

    def take_changes(self) -> set[Path]:
        """Return the files that have changed since this was last called."""
        with self._rebuild_cond:
            changed, self._changed = self._changed, {}
            self._seen.update(changed)
        return set(changed)

    def serve_site(self) -> None:
        """Bind the server and serve until it is shut down. Raises `OSError` if the address cannot be used."""
        # Where the system has no more notices to give, the changes are found by looking for them.
        with suppress(OSError):
            self._notices.start()
        self.serve()  # type: ignore[no-untyped-call]

    def shutdown(self, wait: bool = False) -> None:  # noqa: FBT001, FBT002 - as MkDocs declares it
        """Stop watching and serving."""
        if self._notices.is_alive():
            self._notices.stop()
        super().shutdown(wait)

    def show(self) -> None:
        """Let the open pages load again what the site now holds."""
        with self._epoch_cond:
            self._wanted_epoch = max(self._wanted_epoch, self._visible_epoch + 1, _now())
            self._visible_epoch = self._wanted_epoch
            self._epoch_cond.notify_all()

    def keep(self) -> None:
        """Let no page load again after this rebuild: the site is the same so far."""
        with self._epoch_cond:
            self._wanted_epoch = self._visible_epoch
            self._epoch_cond.notify_all()

    def open_pages(self) -> list[str]:
        """Return the paths of the open pages below the root, the last one heard of first."""
        since = time.monotonic() - self.poll_response_timeout - 5
        heard = sorted(self._open.items(), key=lambda entry: -entry[1])
        return [path for path, moment in heard if moment > since]

    def differs(self) -> bool:
        """Tell whether an open page is no longer as it was served."""
        return any(
            (current := _digest(Path(self.root, path))) is not None and current != self._served.get(path)
            for path in self.open_pages()
        )

    def _serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"]
        page = urlsplit(environ.get("HTTP_REFERER", "")).path if path.startswith(POLL) else path
        name = unquote(page).lstrip("/")
        name = f"{name}index.html" if not name or name.endswith("/") else name
        if name.endswith(".html"):
            self._open[name] = time.monotonic()
        answer: Iterable[bytes] | None = super()._serve_request(environ, start_response)
        if page is path and name.endswith(".html"):
            self._served[name] = _digest(Path(self.root, name)) or ""
        return answer


def _now() -> int:
    """Return the moment as MkDocs numbers the versions of a site: in milliseconds."""
    return round(time.monotonic() * 1000)


def _signature(path: Path) -> Signature:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _digest(path: Path) -> str | None:
    try:
        return digest(path.read_bytes())
    except OSError:
        return None
