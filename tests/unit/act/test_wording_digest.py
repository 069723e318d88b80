"""The digest of a wording follows its rule and nothing else."""

from __future__ import annotations

import hashlib

import pytest

from generator.act.wording_digest import digest, digests, normalize


def test_the_rule_in_one_line() -> None:
    assert digest("Іс\u00a0 –\n ісі ") == hashlib.sha256("Іс – ісі".encode()).hexdigest()
    assert digests({"kk": "іс", "ru": "дело"}) == {"kk": digest("іс"), "ru": digest("дело")}


@pytest.mark.parametrize("same", ["и\u0306од  ион", "\tйод\u202fион\n"])
def test_white_space_and_combining_marks_do_not_count(same: str) -> None:
    assert normalize(same) == "йод ион"
    assert digest(same) == digest("йод ион")


@pytest.mark.parametrize("other", ["Йод ион", "йод–ион", "йодион", "йод ион.", "иод ион", "йод\u00adион"])
def test_letters_marks_and_dashes_count(other: str) -> None:
    assert digest(other) != digest("йод ион")
