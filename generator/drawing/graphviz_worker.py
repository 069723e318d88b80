"""Runs Graphviz in a process of its own: `python -m generator.drawing.graphviz_worker LOG`.

Reads a JSON list of DOT texts from standard input; writes a JSON list of pairs to standard output: the SVG,
and what the library printed on standard error while it drew. Standard error is the file `LOG`, because the
library writes to the descriptor itself, past Python.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def main(log: Path) -> None:
    """Draw every text given; never fails because of one of them."""
    channel = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(channel, 2)
    import pygraphviz

    read = 0
    answers = []
    for text in json.load(sys.stdin):
        try:
            svg = pygraphviz.AGraph(string=text).draw(format="svg", prog="nop2").decode("utf-8")
        except Exception as error:  # whatever it is, it is this chart's
            svg = ""
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
        sys.stderr.flush()
        said = log.read_bytes()[read:]
        read += len(said)
        answers.append([svg, said.decode("utf-8", "replace")])
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
