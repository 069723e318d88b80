"""Serves every language on one address and rebuilds when a source file changes."""

from __future__ import annotations

import tempfile
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from generator.builder import builder, markdown_tree, preparation
from generator.builder.builder import Say
from generator.builder.preparation import Project
from generator.files import swap
from generator.problems import ProblemsError


def serve(project: Project, address: str, say: Say) -> None:
    """Serve the site at `address` (host:port) until Ctrl+C.

    If the data have problems, they are reported and the last good site is still served.
    """
    host, _, port = address.rpartition(":")
    with tempfile.TemporaryDirectory(prefix="site-") as folder:
        root = Path(folder) / "site"
        root.mkdir()

        def rebuild() -> None:
            try:
                with builder.turn(project, say):
                    _rebuild(project, root, say)
            except (ProblemsError, OSError) as error:
                say(f"not rebuilt:\n{error}")
            else:
                say(f"http://{host or '127.0.0.1'}:{port}/")

        rebuild()
        server = LiveReloadServer(builder=rebuild, host=host or "127.0.0.1", port=int(port), root=str(root))
        for watched_folder in builder.watched(project):
            server.watch(str(watched_folder))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            say("stopped")
        finally:
            server.shutdown()


def _rebuild(project: Project, root: Path, say: Say) -> None:
    swap.recover(root)
    prepared = preparation.prepare(project)
    markdown_tree.write(prepared)
    staging = swap.staging(root)
    builder.build_languages(prepared, staging, root, say, strict=False)
    builder.add_shared_files(prepared, staging)
    swap.replace(staging, root)
