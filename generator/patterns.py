"""The regular expressions of the data: tried before they are used, because a hostile one never ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from generator import limits
from generator.faults import Fault
from generator.model import Institution


def trial(institution: Institution, data: Path) -> Iterator[Fault]:
    """Yield a fault for the expression that is still searching when the time for all of them is over."""
    patterns = [
        *(("references.yml", code, one) for code, found in institution.find.items() for one in found),
        *(("parity.yml", code, one) for found in institution.patterns for code, one in found.items()),
    ]
    if not patterns:
        return
    codes = {code for _, code, _ in patterns}
    texts = {code: [one.text.get(code, "") for one in institution.provisions] for code in codes}
    given = json.dumps({"texts": texts, "patterns": [(code, one) for _, code, one in patterns]})
    command = [sys.executable, "-m", "generator.trial"]
    try:
        subprocess.run(
            command,
            input=given.encode(),
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parent.parent,
            timeout=limits.SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired as late:
        places = (late.stdout or b"0").split()
        file, _, pattern = patterns[int(places[-1])]
        message = f"`{pattern[:60]}` searches without end; expected nothing repeated inside what is repeated"
        yield Fault(f"{data.name}/{file}", _line(data / file, pattern), message)


def _line(path: Path, pattern: str) -> int:
    """Return the line on which an expression stands, the first where it is written otherwise."""
    before, found, _ = path.read_text(encoding="utf-8").partition(pattern)
    return before.count("\n") + 1 if found else 1
