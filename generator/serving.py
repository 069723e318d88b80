"""One server with every language, which builds anew when something changes."""

from __future__ import annotations

import shutil
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
        staging = standing.staging(root)

        def rebuild() -> None:
            try:
                edition = tree.prepare(project)
                tree.write(edition)
                building.build_languages(edition, staging, root, say, strict=False)
                building.surround(edition, staging)
                standing.replace(staging, root)
            except Faults as faults:
                say(f"not rebuilt:\n{faults}")
            else:
                say(f"http://{host or '127.0.0.1'}:{port}/")
            finally:
                shutil.rmtree(staging, ignore_errors=True)

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
