"""Regular expressions tried in a process of its own, which can be ended: `python -m generator.trial`.

Standard input holds JSON: texts by language, and pairs of a language and an expression. Before each of these
its place is written to standard output, so that whoever ends the process knows which one took so long.
"""

from __future__ import annotations

import json
import re
import sys


def main() -> None:
    """Search every text of a language with every expression of it."""
    given = json.load(sys.stdin)
    for place, (language, pattern) in enumerate(given["patterns"]):
        print(place, flush=True)
        for text in given["texts"].get(language, ()):
            for _ in re.finditer(pattern, text):
                pass


if __name__ == "__main__":
    main()
