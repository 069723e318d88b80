"""Edits files of a project under test."""

from __future__ import annotations

from pathlib import Path


def replace(path: Path, old: str, new: str) -> str:
    """Replace words that a file must hold, everywhere in it; return the text before."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text
