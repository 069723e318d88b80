"""Runs untrusted regular expressions and Markdown in a subprocess with a timeout.

`python -m generator.checks.sandbox` reads tasks as JSON from standard input. Before each task it writes the
task's number to standard output, so that the parent process knows which one timed out.
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

EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list", "def_list", "md_in_html")
"""The Markdown extensions that MkDocs and the site's configuration enable."""


@cache
def _markdown() -> markdown.Markdown:
    return markdown.Markdown(extensions=list(EXTENSIONS))


def to_html(body: str) -> str:
    """Convert Markdown to HTML. Raises RecursionError if it is nested too deeply."""
    return str(_markdown().reset().convert(body))


class Task(TypedDict):
    """Texts to search with a regular expression, or Markdown to convert if `pattern` is None."""

    pattern: str | None
    texts: Sequence[str]


def first_timeout(tasks: Sequence[Task]) -> int | None:
    """Run all tasks; return the index of the one running when time is over, or None if all finish.

    `limits.SECONDS` is about a hundred times what valid data need, so a slow machine does not change the
    result.
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
    except subprocess.TimeoutExpired as timeout:
        return int((timeout.stdout or b"0").split()[-1])
    return None


def main() -> None:
    """Run the tasks from standard input."""
    for number, task in enumerate(json.load(sys.stdin)):
        print(number, flush=True)
        if task["pattern"] is None:
            with suppress(RecursionError):
                for text in task["texts"]:
                    to_html(text)
        else:
            for text in task["texts"]:
                for _ in re.finditer(task["pattern"], text):
                    pass


if __name__ == "__main__":
    main()
