"""Random acts, written out as text and read back: the same tree, no doubt, and not a word lost."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from hypothesis import given
from hypothesis import strategies as st

from generator.act import eid, integrity
from generator.commands.received_text import vocabulary
from generator.ingest.parser import parse
from generator.ingest.pdf_text import extract
from generator.model import Kind, Node, RepairRule
from tests.support.properties import examples

BODY = "      "
PAGE_BREAK = "\n\n\n\n"

words = st.lists(
    st.sampled_from(["кітап", "оқырман", "ауыл", "шежіре", "қор", "2021", "«үй»"]), min_size=1, max_size=4
)


def sentence(ending: str) -> st.SearchStrategy[str]:
    return words.map(lambda some: "Орган " + " ".join(some) + ending)


def unit(kind: Kind, num: str | None, text: str, *below: Node) -> Node:
    return Node(kind=kind, num=num, text={"kk": text}, provisions=below)


@st.composite
def rows(draw: st.DrawFn, kind: Kind, deeper: bool = True) -> list[Node]:
    """Draw the subpoints or indents under an introduction; the last ends in a full stop."""
    size = draw(st.integers(1, 4))
    provisions = []
    for number in range(1, size + 1):
        num = f"{number})" if kind is Kind.SUBPOINT else None
        ending = "." if number == size else ";"
        if kind is Kind.SUBPOINT and deeper and number < size and draw(st.booleans()):
            inner = draw(rows(Kind.INDENT))
            last = inner[-1].text["kk"].rstrip(".") + ";"
            inner[-1] = unit(Kind.INDENT, None, last)
            provisions.append(unit(kind, num, draw(sentence(":")), *inner))
        else:
            provisions.append(unit(kind, num, draw(sentence(ending))))
    return provisions


@st.composite
def points(draw: st.DrawFn, number: int) -> Node:
    """Draw a point: plain, with second parts, with subpoints and a closing paragraph, or with indents."""
    num, form = f"{number}.", draw(st.sampled_from(["plain", "parts", "subpoints", "indents", "note"]))
    if form == "parts":
        parts = [unit(Kind.PART, None, draw(sentence("."))) for _ in range(draw(st.integers(1, 2)))]
        return unit(Kind.POINT, num, draw(sentence(".")), *parts)
    if form == "subpoints":
        closing = [unit(Kind.CLOSING, None, draw(sentence(".")))] if draw(st.booleans()) else []
        return unit(Kind.POINT, num, draw(sentence(":")), *draw(rows(Kind.SUBPOINT)), *closing)
    if form == "indents":
        return unit(Kind.POINT, num, draw(sentence(":")), *draw(rows(Kind.INDENT)))
    note = [unit(Kind.NOTE, None, "Ескерту. " + draw(sentence(".")))] if form == "note" else []
    return unit(Kind.POINT, num, draw(sentence(".")), *note)


@st.composite
def acts(draw: st.DrawFn) -> tuple[Node, ...]:
    """Draw a statute with its title and its chapters, numbered in one of the ways there are."""
    heading = draw(st.sampled_from(["{}-тарау.", "{}.", None]))
    number, chapters = 0, []
    for place in range(1, draw(st.integers(1, 3)) + 1):
        size = draw(st.integers(1, 3))
        below = [draw(points(number + at)) for at in range(1, size + 1)]
        number += size
        title = "Тарау " + " ".join(draw(words))
        chapters.append(unit(Kind.CHAPTER, heading and heading.format(place), title, *below))
    return (unit(Kind.TITLE, None, "Кітап үйі туралы ереже"), *chapters)


def layout(nodes: tuple[Node, ...], width: int) -> Iterator[str]:
    """Yield the paragraphs of an act as a PDF's extraction lays them out, `width` words a line."""
    for node in nodes:
        text = wrap(" ".join(filter(None, [node.num, node.text["kk"]])), width)
        if node.kind in (Kind.TITLE, Kind.CHAPTER):
            yield f"\n{text}\n\n"
        else:
            yield f"{BODY}{text}\n"
        yield from layout(node.provisions, width)


def wrap(text: str, width: int) -> str:
    words = text.split(" ")
    return "\n".join(" ".join(words[at : at + width]) for at in range(0, len(words), width))


def plain(nodes: tuple[Node, ...]) -> list[object]:
    return [(one.kind, one.num, one.text["kk"], plain(one.provisions)) for one in nodes]


@examples(150)
@given(acts(), st.integers(1, 8))
def test_a_random_act_is_parsed_as_it_was_drawn(act: tuple[Node, ...], width: int) -> None:
    text = "".join(layout(act, width))
    extraction = extract(text, "act.txt")
    parsed = parse(extraction, vocabulary("kk"))
    assert [str(one) for one in (*parsed.problems, *parsed.warnings)] == []
    assert plain(tuple(node for _, nodes in parsed.parts for node in nodes)) == plain(act)
    assert integrity.prove(text, extraction.repairs, eid.address(parsed.parts), "kk").holds


paragraphs = st.lists(
    st.tuples(
        st.sampled_from(["", BODY]),
        st.sampled_from(
            [
                "1.",
                "2.",
                "3-1.",
                "1)",
                "2)",
                "7)",
                "",
                "",
                "-",
                "1-тарау.",
                "Ескерту.",
                '"',
                "2-қосымша",
                "А. Ойлап",
            ]
        ),
        sentence(""),
        st.sampled_from([".", ";", ":", ",", "", '".', "("]),
        st.sampled_from(["\n", "\n\n", PAGE_BREAK]),
    ),
    max_size=25,
)


@examples(2000)
@given(paragraphs)
def test_no_text_is_lost_whatever_its_form(lines: list[tuple[str, ...]]) -> None:
    text = "".join(f"{indent}{num} {words}{mark}{after}" for indent, num, words, mark, after in lines)
    extraction = extract(text, "act.txt")
    parsed = parse(extraction, vocabulary("kk"))
    if parsed.problems:
        return
    provisions = eid.address(parsed.parts)
    assert integrity.prove(text, extraction.repairs, provisions, "kk").mismatches == ()
    assert len(parsed.lines) == len(provisions)
    assert len({one.eid for one in provisions}) == len(provisions)


@examples(500)
@given(paragraphs, st.lists(st.sampled_from([" ", " ", "  ", "    ", " :", "\n", "\n "]), min_size=1))
def test_no_word_moves_that_no_repair_moves(lines: list[tuple[str, ...]], blanks: list[str]) -> None:
    spaced = cycle(blanks)
    text = "".join(
        indent + num + "".join(next(spaced) + word for word in sentence.split()) + mark + after
        for indent, num, sentence, mark, after in lines
    )
    extraction = extract(text, "act.txt")
    assert "".join("".join(one.text.split()) for one in extraction.paragraphs) == "".join(text.split())
    assert not any(one.reason is RepairRule.GAP for one in extraction.repairs)
