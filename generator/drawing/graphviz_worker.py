"""Runs Graphviz in a subprocess: `python -m generator.drawing.graphviz_worker LOG`.

Reads a JSON list of pairs from standard input: the engine (`nop2` draws what is pinned, `dot` places as well)
and the DOT text. Writes a JSON list of pairs to standard output: the SVG, and what the library printed to
standard error while drawing it. Standard error goes to the file `LOG`, because the library writes to the file
descriptor, past Python.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def main(log: Path) -> None:
    """Draw every DOT text of standard input; an error in a text becomes part of its standard error."""
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(descriptor, 2)
    import pygraphviz

    position = 0
    answers = []
    for engine, text in json.load(sys.stdin):
        try:
            svg = pygraphviz.AGraph(string=text).draw(format="svg", prog=engine).decode("utf-8")
        except Exception as error:  # any error belongs to this chart, not to the run
            svg = ""
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
        sys.stderr.flush()
        errors = log.read_bytes()[position:]
        position += len(errors)
        answers.append([svg, errors.decode("utf-8", "replace")])
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
