"""Acts of every form, each with the tree that is read from it and what is reported as uncertain.

A case of `acts/` is a text and `expected.txt`: first what import reports, then the provisions by their eIds.
`UPDATE_GOLDEN=1` writes it anew: read what changed before you keep it.
"""

from __future__ import annotations

import os

import pytest

from generator.act import eid, integrity
from generator.commands.received_text import vocabulary
from generator.ingest.parser import parse
from generator.ingest.pdf_text import extract
from tests.support.paths import INPUTS

ACTS = INPUTS / "acts"
CASES = sorted(path.name for path in ACTS.iterdir())
NO_ACT = {"empty", "shopping-list"}


def source(case: str) -> tuple[str, str]:
    """Return the text of a case and its language, which the name of the file says."""
    russian = ACTS / case / "act.ru.txt"
    path = russian if russian.exists() else ACTS / case / "act.txt"
    return path.read_text(encoding="utf-8"), "ru" if russian.exists() else "kk"


@pytest.mark.parametrize("case", CASES)
def test_what_is_read_from_an_act(case: str) -> None:
    text, code = source(case)
    parsed = parse(extract(text, "act.txt"), vocabulary(code))
    provisions = eid.address(parsed.parts)
    report = [str(one) for one in (*parsed.problems, *parsed.warnings)]
    part = ""
    for one in provisions:
        report += [] if one.part == part else ["", f"[{one.part}]"]
        part = one.part
        role = f" ({one.role})" if one.role else ""
        report.append(f"{one.eid}{role}: {' '.join(filter(None, [one.num, one.text[code]]))}")
    found = "\n".join(report).strip() + "\n"
    expected = ACTS / case / "expected.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_nothing_of_an_act_is_lost(case: str) -> None:
    text, code = source(case)
    extraction = extract(text, "act.txt")
    parsed = parse(extraction, vocabulary(code))
    provisions = eid.address(parsed.parts)
    assert bool(parsed.problems) == (case in NO_ACT)
    assert len(parsed.lines) == len(provisions)
    assert len({one.eid for one in provisions}) == len(provisions)
    if not parsed.problems:
        assert integrity.prove(text, extraction.repairs, provisions, code).mismatches == ()
