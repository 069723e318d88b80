"""Runs a command of the generator in a process of its own, with a time limit and without secrets."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence

from generator.files.package import child_environment

SECRETS = ("GITHUB_TOKEN", "PAGES_TOKEN", "ACTIONS_RUNTIME_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN")
"""Environment variables that the process does not get."""


def run(arguments: Sequence[str], seconds: int) -> str:
    """Run `python -m generator` with some arguments; return why it did not succeed, or "".

    When the time is over, the process is killed with everything that it has started.
    """
    environment = {key: value for key, value in child_environment().items() if key not in SECRETS}
    command = [sys.executable, "-m", "generator", *arguments]
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        code = process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return f"it took longer than {seconds:,} seconds"
    finally:
        # Also what the process left running when it ended, and on Ctrl+C.
        _kill_group(process)
    return f"it ended unexpectedly, with exit code {code}" if code else ""


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
