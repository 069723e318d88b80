"""Tests of the list of amending acts in amendments.yml."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.amend.act_file import list_act

DAYS = {"decree-1": dt.date(2021, 1, 1), "decree-2": dt.date(2022, 1, 1), "decree-3": dt.date(2023, 1, 1)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("units: []\n", "units: []\nacts:\n  - decree-2\n"),
        ("acts: []\nunits: []\n", "acts:\n  - decree-2\nunits: []\n"),
        ("acts: []  # none yet\n", "acts: # none yet\n  - decree-2\n"),
        ("acts: # by date\n  - decree-1\n", "acts: # by date\n  - decree-1\n  - decree-2\n"),
        (
            "acts:\n  - decree-1\n  # the last\n  - decree-3\n",
            "acts:\n  - decree-1\n  - decree-2\n  # the last\n  - decree-3\n",
        ),
        (
            "acts:\n  - 'decree-1' # first\n\nunits: []\n",
            "acts:\n  - 'decree-1' # first\n  - decree-2\n\nunits: []\n",
        ),
        ("acts:\n  - decree-2\n", "acts:\n  - decree-2\n"),
    ],
)
def test_an_act_is_listed_once_by_its_date(before: str, after: str) -> None:
    assert list_act(before, "decree-2", DAYS) == after
