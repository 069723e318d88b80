"""Starts processes that heed signals as those of a terminal do."""

from __future__ import annotations

import signal


def heed_signals() -> None:
    """Heed interrupts, which a background job ignores, and hang-ups, which one under nohup ignores."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
