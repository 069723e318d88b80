"""The instructions of No. 366 and No. 1125 that `amend` reads, compared with the operations made by hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.cli import main
from tests.support.paths import ROOT

READ = {
    ("decree-366", "kk"): (12, 3, 2, 3),
    ("decree-366", "ru"): (14, 0, 2, 4),
    ("decree-1125", "kk"): (8, 0, 3, 3),
    ("decree-1125", "ru"): (8, 0, 3, 3),
}
"""Act and language -> instructions read, filled in by hand, about other acts, not published.

The three of No. 366 in Kazakh name a list by a heading and two lists by words that the data have otherwise.
"""


@pytest.mark.slow
@pytest.mark.parametrize(("act", "code"), READ)
def test_what_is_read_equals_what_was_made_by_hand(
    act: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    assert main(["amend", str(data / "source" / f"{act}.{code}.md"), "--data", str(data)]) == 0
    printed = capsys.readouterr().out
    read, by_hand, outside, unpublished = READ[act, code]
    assert (
        f"{act} ({code}): instructions read: {read}, filled in by hand: {by_hand}, to fill in: 0, "
        f"about other acts: {outside}, not published: {unpublished}\n"
    ) in printed
    assert "differs:" not in printed
    assert printed.endswith("nothing changed\n")
