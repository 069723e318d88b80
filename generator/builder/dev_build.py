"""Builds the whole site for the development server, in a process of its own that the next edit stops.

`python -m generator.builder.dev_build ROOT DATA TARGET` writes each message as a line of JSON to standard
output. It replaces the site at TARGET as one step, or leaves it as it is and ends with exit code 1.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Sequence
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from generator.builder import builder, found_record, preparation, workspace
from generator.builder.project import Project
from generator.builder.workspace import Say
from generator.files import swap
from generator.files.garbage import collect_rarely
from generator.files.package import child_environment
from generator.problems import ProblemsError


def build(project: Project, target: Path, say: Say) -> None:
    """Build the site with its drafts and replace the one at `target`. Raises `ProblemsError`, `OSError`."""
    with workspace.turn(project, say):
        with workspace.begin(project, reuse=True, site=target) as warm:
            with found_record.used(project):
                prepared = preparation.prepare(project, drafts=True)
            staging = swap.staging(target)
            builder.write_site(prepared, staging, target, say, warm, strict=False)
        swap.replace(staging, target)


class Build:
    """A build in a process of its own, and of the processes that it starts."""

    def __init__(self, project: Project, target: Path) -> None:
        """Start it."""
        paths = [str(path) for path in (project.root, project.data, target)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, *paths],
            env=child_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            # A group of its own, so that its own children are stopped with it.
            start_new_session=True,
        )
        self._reading = threading.Lock()
        """Held while its output is read, which ends when no process has it any more."""

    def wait(self, say: Say) -> bool:
        """Pass on its messages until it ends; return whether it has replaced the site."""
        assert self._process.stdout
        with self._reading:
            for line in self._process.stdout:
                say(json.loads(line))
        return self._process.wait() == 0

    def stop(self) -> None:
        """Stop it, if it still runs; the site is then the one before, and no process writes any more."""
        if self._process.poll() is None:
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
            self._process.wait()
            assert self._process.stdout
            with self._reading:
                self._process.stdout.read()


def main(arguments: Sequence[str]) -> int:
    """Build the site; the arguments are the project's root, its data folder and the site to replace."""
    collect_rarely()
    root, data, target = map(Path, arguments)

    def say(message: str) -> None:
        print(json.dumps(message), flush=True)

    try:
        build(Project.at(root, data), target, say)
    except (ProblemsError, OSError) as error:
        say(f"not rebuilt:\n{error}")
        return 1
    except TemplateError as error:
        say(f"not rebuilt:\n{describe(error)}")
        return 1
    return 0


def describe(error: TemplateError) -> str:
    """Return `file:line: what is wrong` for a template that Jinja cannot use."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.name}:{error.lineno}: {error.message}"
    frames = traceback.extract_tb(error.__traceback__)
    place = next((frame for frame in reversed(frames) if frame.filename.endswith(".jinja")), None)
    where = f"{Path(place.filename).name}:{place.lineno}: " if place else ""
    return f"{where}{error.message}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
