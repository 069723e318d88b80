"""Python's collection of garbage in cycles, for programs that make much that stays."""

from __future__ import annotations

import gc


def collect_rarely() -> None:
    """Let Python look for garbage in cycles less often: modules and data stay until the program ends."""
    gc.set_threshold(400_000, 20, 20)
