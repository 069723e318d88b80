"""Folders of a project: its root, data, pages, builds and site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.files.package import SITE_CONFIGURATION


@dataclass(frozen=True)
class Project:
    """The folders of a project."""

    root: Path
    data: Path
    docs: Path
    build: Path
    site: Path

    @classmethod
    def at(cls, root: Path | None = None, data: Path | None = None) -> Project:
        """Return the project in the folder `root`.

        The default of `root` is the parent of `data`, and without `data` the current folder.
        """
        root = (root or (data.resolve().parent if data else Path.cwd())).resolve()
        return cls(root, data or root / "data", root / "docs", root / "build", root / "site")

    @property
    def settings(self) -> Path:
        """The configuration that every build inherits: the project's own, or the package's."""
        own = self.root / "mkdocs.yml"
        return own if own.exists() else SITE_CONFIGURATION
