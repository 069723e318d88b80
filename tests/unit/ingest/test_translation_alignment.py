"""Two languages of an act: what has a number is matched by it, what has none where nothing is missing."""

from __future__ import annotations

from generator.act import eid
from generator.ingest.translation_alignment import align
from generator.model import Kind, Node, Provision


def provisions(code: str, *points: tuple[str | None, tuple[str, ...]]) -> tuple[Provision, ...]:
    nodes = tuple(
        Node(
            kind=Kind.POINT,
            num=num,
            text={code: f"{code} {num}"},
            provisions=tuple(Node(kind=Kind.INDENT, text={code: one}) for one in indents),
        )
        for num, indents in points
    )
    return eid.address([("decree", nodes)])


def test_numbers_are_matched_wherever_they_stand() -> None:
    ours = provisions("kk", ("1.", ()), ("2.", ()), ("3.", ()))
    found = align(ours, provisions("ru", ("3.", ()), ("1.", ())), "ru")
    assert found.words == {"para_1": "ru 1.", "para_3": "ru 3."}
    assert (found.missing, found.extra) == (("para_2",), ())


def test_indents_are_matched_where_both_have_as_many() -> None:
    ours = provisions("kk", ("1.", ("а", "ә")), ("2.", ("б", "в")))
    found = align(ours, provisions("ru", ("1.", ("x", "y")), ("2.", ("z",))), "ru")
    assert found.words == {"para_1": "ru 1.", "para_1__al_1": "x", "para_1__al_2": "y", "para_2": "ru 2."}
    assert found.missing == ("para_2__al_1", "para_2__al_2")
    assert found.extra == ("para_2__al_1",)


def test_nothing_is_matched_below_what_is_not() -> None:
    ours = provisions("kk", ("1.", ("а",)))
    found = align(ours, provisions("ru", (None, ("x",))), "ru")
    assert found.words == {}
    assert found.extra == ("para_1", "para_1__al_1")
