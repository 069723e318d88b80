"""Signatures: where they may stand, and how many paragraphs they take."""

from __future__ import annotations

import pytest

from generator.ingest.matches import Signature
from generator.ingest.signatures import read_signature, signature
from generator.model import Kind
from tests.unit.ingest.support import KK, cursor, inside


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Төраға А. Ойлап"], Signature(size=1, office="Төраға", name="А. Ойлап")),
        (["Бас", "хатшы", "__Е.М. Келем"], Signature(size=3, office="Бас хатшы", name="__Е.М. Келем")),
        (["мекенжайы к. алматы"], None),
        (["Төраға"], None),
        ([], None),
    ],
)
def test_an_office_and_a_name(texts: list[str], expected: Signature | None) -> None:
    assert read_signature(texts) == expected


def test_a_signature_comes_after_a_complete_point() -> None:
    position = cursor("Төраға А. Ойлап")
    assert signature(position, inside((Kind.POINT, "1.", "Соңы.")), KK)
    assert signature(position, inside((Kind.POINT, "1.", "Мыналар:")), KK) is None
    assert signature(position, inside(), KK) is None
