"""Folders that the tests read."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
INPUTS = TESTS / "inputs"
GOLDEN = TESTS / "golden"
TINY = INPUTS / "tiny"
