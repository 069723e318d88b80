"""The words of other acts that a ground cites."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from generator.model import Assignment

CITED = {"source": "law", "place": {"kk": "1-бап"}, "words": {"kk": "кітап жинайды"}}
EDITORIAL = {"basis": "editorial", "ground": {"kk": "Заң солай дейді."}, "confidence": "high"}


def assignment(**values: Any) -> Assignment:
    return Assignment.model_validate({"provision": "para_1", "body": "office", "cites": [CITED], **values})


def test_a_ground_may_cite_another_act() -> None:
    (cited,) = assignment(**EDITORIAL).cites
    assert (cited.source, cited.words["kk"]) == ("law", "кітап жинайды")


def test_words_that_name_a_body_cite_no_other_act() -> None:
    with pytest.raises(ValidationError, match="`cites` belongs to basis `editorial`; remove it"):
        assignment(basis="named", quote={"kk": "Агенттік"})
