"""Folders of the installed package: templates, theme, vocabularies."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parents[1]
IMPORT_PATH = PACKAGE.parent
"""The folder that a child process needs on its import path."""

TEMPLATES = PACKAGE / "templates"
THEME = PACKAGE / "theme"
