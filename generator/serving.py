"""One server with every language, which builds anew when something changes."""

from __future__ import annotations

import tempfile
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from generator import building, standing, tree
from generator.building import Say
from generator.faults import Faults
from generator.tree import Project


def serve(project: Project, address: str, say: Say) -> None:
    """Serve the site until it is interrupted; a fault in the data is said and the last good site stays."""
    host, _, port = address.rpartition(":")
    with tempfile.TemporaryDirectory(prefix="site-") as folder:
        root = Path(folder) / "site"
        root.mkdir()

        def rebuild() -> None:
            try:
                with building.turn(project, say):
                    _rebuild(project, root, say)
            except (Faults, OSError) as problems:
                say(f"not rebuilt:\n{problems}")
            else:
                say(f"http://{host or '127.0.0.1'}:{port}/")

        rebuild()
        server = LiveReloadServer(builder=rebuild, host=host or "127.0.0.1", port=int(port), root=str(root))
        for watched in building.watched(project):
            server.watch(str(watched))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            say("stopped")
        finally:
            server.shutdown()


def _rebuild(project: Project, root: Path, say: Say) -> None:
    standing.recover(root)
    edition = tree.prepare(project)
    tree.write(edition)
    staging = standing.staging(root)
    building.build_languages(edition, staging, root, say, strict=False)
    building.surround(edition, staging)
    standing.replace(staging, root)
