"""The folders of the installed package: templates and theme."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parents[1]
IMPORT_PATH = PACKAGE.parent
"""The folder that subprocesses need on their import path."""

TEMPLATES = PACKAGE / "templates"
THEME = PACKAGE / "theme"
