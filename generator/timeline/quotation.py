"""Takes the new words of an operation out of the quotation that has them, and gives them their structure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from generator.act import eid
from generator.language import quotations
from generator.model import Kind, Operation, Provision

NUMBER = re.compile(r"(\d+(?:-\d+)?[.)])\s+")
RANK = {Kind.CHAPTER: 0, Kind.POINT: 1, Kind.SUBPOINT: 2}


class QuotationError(ValueError):
    """A quotation is missing or has another form than expected; the message says what was expected."""


class NewProvision(Struct):
    """A provision that a quotation gives, with what is below it."""

    kind: Kind
    num: str | None
    text: dict[str, str]
    below: list[NewProvision] = field(default_factory=list)


def quoted(operation: Operation, provisions: Mapping[str, Provision]) -> list[Provision]:
    """Return the provisions of an amending act that hold the new words of an operation.

    Raises `QuotationError`.
    """
    where = operation.new or ""
    kind, _, place = where.partition(" ")
    if kind == "words" and place:
        return []
    if kind != "quotation":
        if where not in provisions:
            raise QuotationError(f"`new`: the act has no provision `{where}`")
        return [provisions[where]]
    instruction = provisions[operation.by]
    below = [provisions[child] for child in instruction.children]
    paragraphs = [provision for provision in below if provision.kind is Kind.QUOTED]
    if not paragraphs:
        raise QuotationError(f"`new`: `{operation.by}` quotes nothing")
    first, _, last = place.partition("-")
    start, end = (int(first), int(last or first)) if first else (1, len(paragraphs))
    if not start <= end <= len(paragraphs):
        has = f"{len(paragraphs)} paragraph{'s' if len(paragraphs) > 1 else ''}"
        raise QuotationError(f"`new`: `{where}` is not in the quotation, which has {has}")
    return paragraphs[start - 1 : end]


def new_paragraphs(operation: Operation, provisions: Mapping[str, Provision]) -> list[dict[str, str]]:
    """Return the new paragraphs of an operation: language code -> words, without the enclosing marks."""
    taken = quoted(operation, provisions)
    if not taken:
        return []
    if taken[0].kind is not Kind.QUOTED:
        return [dict(taken[0].text)]
    instruction = provisions[operation.by]
    whole = [provisions[child] for child in instruction.children if provisions[child].kind is Kind.QUOTED]
    bare: dict[str, list[str]] = {}
    for code in whole[0].text:
        bare[code] = quotations.without_enclosing([provision.text[code] for provision in whole])
    start = whole.index(taken[0])
    return [{code: texts[start + offset] for code, texts in bare.items()} for offset in range(len(taken))]


def inline(operation: Operation, where: str, provisions: Mapping[str, Provision]) -> dict[str, str]:
    """Return the words of a quotation inside the instruction's own text: language code -> words.

    `where` is `words 1` for the first. Raises `QuotationError`.
    """
    position = int(where.split()[1])
    found = {}
    for code, text in provisions[operation.by].text.items():
        words = quotations.quoted(text)
        if position > len(words):
            raise QuotationError(
                f"`{where}`: the {code} text of `{operation.by}` has {len(words)} quotations"
            )
        found[code] = words[position - 1]
    return found


def structure(
    paragraphs: Sequence[Mapping[str, str]], kind: Kind, num: str | None, original: str
) -> NewProvision:
    """Return quoted paragraphs as one provision of a kind with those below it.

    `num` is the number that the quotation must begin with, or None for a provision without one. Numbers below
    are recognised, and the mark that ends a paragraph says what the next unnumbered one is. Raises
    `QuotationError`.
    """
    head, text = _split(paragraphs[0], num)
    root = NewProvision(kind, head, text)
    stack = [root]
    texts = [paragraph[original] for paragraph in paragraphs]
    for position, paragraph in enumerate(paragraphs[1:], start=1):
        before, number = texts[position - 1], NUMBER.match(texts[position])
        if kind is Kind.LIST:
            stack = [root]
            item = number[1] if number else None
            new = NewProvision(Kind.ITEM, *_split(paragraph, item))
        elif number and (rank := _rank(number[1])) > RANK.get(kind, -1) and kind in RANK:
            while len(stack) > 1 and RANK.get(stack[-1].kind, 9) >= rank:
                stack.pop()
            new = NewProvision(_numbered_kind(number[1]), *_split(paragraph, number[1]))
        else:
            new = NewProvision(_unnumbered_kind(stack, before, texts[position:]), None, dict(paragraph))
            while stack[-1].kind not in RANK and stack[-1] is not root:
                stack.pop()
            if new.kind is Kind.CLOSING:
                stack.pop()
        stack[-1].below.append(new)
        if new.kind in RANK:
            stack.append(new)
    return root


def rows(paragraphs: Sequence[Mapping[str, str]], kind: Kind) -> list[NewProvision]:
    """Return quoted paragraphs as provisions of one kind, one for each paragraph, without numbers."""
    return [NewProvision(kind, None, dict(paragraph)) for paragraph in paragraphs]


def leading_number(paragraph: Mapping[str, str], original: str) -> str | None:
    """Return the number that a paragraph begins with, as printed."""
    number = NUMBER.match(paragraph[original])
    return number[1] if number else None


def _split(paragraph: Mapping[str, str], num: str | None) -> tuple[str | None, dict[str, str]]:
    """Return the number and the words after it in each language."""
    if num is None:
        return None, dict(paragraph)
    words = {}
    for code, text in paragraph.items():
        number = NUMBER.match(text)
        printed = number[1] if number else text[: len(num)]
        if eid.number(printed) != eid.number(num):
            raise QuotationError(f"the {code} quotation begins with «{text[:30]}»; expected `{num}`")
        words[code] = text[len(printed) :].lstrip()
    return num, words


def _rank(number: str) -> int:
    return RANK[_numbered_kind(number)]


def _numbered_kind(number: str) -> Kind:
    return Kind.POINT if number.endswith(".") else Kind.SUBPOINT


def _unnumbered_kind(stack: Sequence[NewProvision], before: str, rest: Sequence[str]) -> Kind:
    siblings = stack[-1].below
    if before.endswith(":") or (
        siblings and siblings[-1].kind is Kind.INDENT and before.endswith((";", ","))
    ):
        return Kind.INDENT
    ends_row = stack[-1].kind is Kind.SUBPOINT and before.endswith(".") and len(stack) > 1
    if ends_row and not any(NUMBER.match(text) for text in rest):
        return Kind.CLOSING
    return Kind.PART
