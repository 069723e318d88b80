"""Invented acts in every form: the words that are read are those of the act, in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.readers import reader
from tests.forms.acts import Act, read_act
from tests.forms.forms import FORMS
from tests.support.paths import INPUTS

ACTS = {
    "ru": INPUTS / "acts" / "decree-with-an-annex-in-russian" / "act.ru.txt",
    "kk": INPUTS / "acts" / "statute-alone" / "act.txt",
}


@pytest.fixture(params=ACTS, scope="module")
def act(request: pytest.FixtureRequest) -> Act:
    """An act in one of the languages."""
    return read_act(Path(ACTS[request.param]))


@pytest.mark.parametrize("form", FORMS)
def test_words_in_order(form: str, act: Act) -> None:
    name = f"act.{FORMS[form].suffix}"
    read = reader.read(FORMS[form].write(act), name).words
    if form == "layout":
        # Its page numbers are those of a plain text, which is read as it is.
        assert [word for word in read if not word.isdigit()] == [
            word for word in act.words if not word.isdigit()
        ]
    else:
        assert read == act.words
