"""Locates the files of the installed package and prepares the environment of its child processes."""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path

PACKAGE = Path(__file__).parents[1]

_PARENT = PACKAGE.parent
"""The folder that Python imports the package from: `site-packages`, or the root of a checkout."""

TEMPLATES = PACKAGE / "templates"
THEME = PACKAGE / "theme"
STRINGS = PACKAGE / "language" / "strings"
"""The interface words, one file per language."""

INFLECTIONS = PACKAGE / "language" / "inflections"
"""The tables of word forms, one file per language."""

ORDINALS = PACKAGE / "language" / "ordinals.yml"
"""How the instructions of amending acts list ordinals, by language."""

LANGUAGES = PACKAGE / "language" / "languages.yml"
"""The languages that a new data folder starts with."""


FORCED = {
    "mkdocs.yml": "mkdocs.yml",
    "requirements.txt": "requirements.txt",
    ".github/workflows/preview-build.yml": "scaffold/workflows/preview-build.yml",
    ".github/workflows/preview-close.yml": "scaffold/workflows/preview-close.yml",
    ".github/workflows/preview-publish.yml": "scaffold/workflows/preview-publish.yml",
}
"""The files that a checkout keeps outside the package -> their paths in the package of a wheel.

MkDocs, pip, GitHub and Dependabot look for them where the checkout has them. The wheel build copies them
(`force-include` in pyproject.toml), so that the repository holds each of them once.
"""


def _root_file(name: str) -> Path:
    """Return a file of `FORCED`, which is in the package of a wheel, and outside it in a checkout."""
    packaged = PACKAGE / FORCED[name]
    return packaged if packaged.is_file() else _PARENT / name


SITE_CONFIGURATION = _root_file("mkdocs.yml")
"""The MkDocs configuration of a project that has none of its own."""

REQUIREMENTS = _root_file("requirements.txt")
"""The pinned dependencies with their hashes."""

PREVIEW_WORKFLOWS = tuple(_root_file(name) for name in FORCED if name.startswith(".github/"))
"""The workflows for previews; they name no repository, so that every repository can use them."""


def libraries() -> list[str]:
    """Return the name and the version of every installed library, as the folder of its metadata has them."""
    folders = [Path(entry) for entry in sys.path if entry]
    return sorted(path.name for folder in folders for path in folder.glob("*.[de]*-info"))


def child_environment() -> dict[str, str]:
    """Return the environment in which `python -m` runs a module of the package, or of a library.

    An installed package is found without help. One that runs from a checkout is put on `PYTHONPATH`.
    `PYTHONSAFEPATH` keeps the current folder off the import path: `-m` would otherwise import a file there
    that is named like a module.
    """
    environment = {**os.environ, "PYTHONSAFEPATH": "1"}
    if str(_PARENT) not in (sysconfig.get_path("purelib"), sysconfig.get_path("platlib")):
        paths = (str(_PARENT), environment.get("PYTHONPATH", ""))
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    return environment
