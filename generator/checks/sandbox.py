"""What strangers wrote and may never end: tried in a process of its own, which can be ended.

`python -m generator.checks.sandbox` reads tasks as JSON from standard input. Before each it writes its place
to standard output, so that whoever ends the process knows which one took so long.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from typing import TypedDict

import markdown

from generator import limits
from generator.files.package import child_environment

EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list", "def_list")
"""What MkDocs and the site's configuration add to Markdown."""


@cache
def _markdown() -> markdown.Markdown:
    return markdown.Markdown(extensions=list(EXTENSIONS))


def converted(body: str) -> str:
    """Return the HTML that a page's Markdown becomes. Raises RecursionError for what is nested too deeply."""
    return str(_markdown().reset().convert(body))


class Task(TypedDict):
    """Texts to be searched with a regular expression; without one, Markdown to be read."""

    pattern: str | None
    texts: Sequence[str]


def hanging(tasks: Sequence[Task]) -> int | None:
    """Return the place of the task that is not done when the time for all is over, None where all are done.

    The time (`limits.SECONDS`) is a hundred times what honest tasks take: a slow machine changes nothing.
    """
    if not tasks:
        return None
    try:
        subprocess.run(
            [sys.executable, "-m", "generator.checks.sandbox"],
            input=json.dumps(tasks).encode(),
            stdout=subprocess.PIPE,
            env=child_environment(),
            timeout=limits.SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired as late:
        return int((late.stdout or b"0").split()[-1])
    return None


def main() -> None:
    """Do every task."""
    for place, task in enumerate(json.load(sys.stdin)):
        print(place, flush=True)
        if task["pattern"] is None:
            with suppress(RecursionError):
                for text in task["texts"]:
                    converted(text)
        else:
            for text in task["texts"]:
                for _ in re.finditer(task["pattern"], text):
                    pass


if __name__ == "__main__":
    main()
