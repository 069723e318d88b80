"""Applies one operation to the tree of provisions, or refuses it with what was expected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from msgspec import Struct

from generator.act.eid import ABBREVIATIONS, number
from generator.model import Kind, Operation, Provision, Verb
from generator.timeline import quotation
from generator.timeline.places import Life, Place, Tree, place_by_number
from generator.timeline.quotation import NewProvision, QuotationError
from generator.timeline.table import Cause, Provenance

KINDS: dict[str, Kind] = {abbreviation: kind for kind, abbreviation in reversed(ABBREVIATIONS.items())}
"""Abbreviation -> the kind that it stands for; `p` is a part."""
KINDS["p"] = Kind.PART


class OperationError(ValueError):
    """An operation that cannot be applied; the message says what was expected."""

    def __init__(self, message: str, key: str = "target") -> None:
        super().__init__(message)
        self.key = key
        """The key of the operation that is wrong."""


class Step(Struct, frozen=True):
    """An operation with its target found in the text before the act."""

    operation: Operation
    cause: Cause
    day: dt.date
    provisions: Mapping[str, Provision]
    """The provisions of the amending act."""
    target: str
    """The address of the target."""
    place: Place | None
    """The target, or None if it lies in a text that is not at hand."""
    above: Place | None
    """The closest place above a target that is not at hand."""
    there: tuple[Place, ...]
    """The paragraphs of the target before the act."""
    provenance: Mapping[str, Provenance]
    original: str
    """The language code of the statute's original."""

    def clashes(self, other: Step) -> bool:
        """Tell whether two operations of one day change the same words."""
        mine, theirs = self.operation, other.operation
        if mine.do is Verb.INSERT and theirs.do is Verb.INSERT:
            return self.target == other.target and mine.after is not None and mine.after == theirs.after
        if Verb.INSERT in (mine.do, theirs.do):
            inserting, changing = (self, other) if mine.do is Verb.INSERT else (other, self)
            return (
                not changing.operation.alone
                and changing.operation.do is not Verb.WORDS
                and (f"{inserting.target}__".startswith(f"{changing.target}__"))
            )
        if mine.do is Verb.WORDS and theirs.do is Verb.WORDS:
            return self.target == other.target and (mine.by, mine.old) == (theirs.by, theirs.old)
        shorter, longer = sorted((self, other), key=lambda step: len(step.target))
        if shorter.operation.alone and shorter.target != longer.target:
            return False
        return f"{longer.target}__".startswith(f"{shorter.target}__")


def apply(tree: Tree, step: Step) -> None:
    """Apply an operation. Raises `OperationError`, with the tree unchanged."""
    try:
        APPLY[step.operation.do](tree, step)
    except QuotationError as error:
        raise OperationError(str(error), "new") from None


def _replace(tree: Tree, step: Step) -> None:
    paragraphs = quotation.new_paragraphs(step.operation, step.provisions)
    place = step.place
    if place is None or place.life is not Life.GIVEN:
        _give(step, paragraphs)
        return
    if step.operation.alone:
        if len(paragraphs) != 1:
            raise OperationError(f"`alone`: expected one quoted paragraph, not {len(paragraphs)}", "new")
        num = place.num if quotation.leading_number(paragraphs[0], step.original) else None
        new = quotation.structure(paragraphs, place.kind, num, step.original)
    else:
        new = quotation.structure(paragraphs, place.kind, place.num, step.original)
        for one in place.below():
            if one is not place and one.life in (Life.GIVEN, Life.UNKNOWN):
                one.life, one.ended_by = Life.ENDED, step.cause
        place.children += [_place(child, place, step) for child in new.below]
    _restate(place, new, step)


def _restate(place: Place, new: NewProvision, step: Step) -> None:
    place.text = dict(new.text)
    place.provenance = {code: step.provenance[code] for code in new.text}
    place.life, place.cause, place.given = Life.GIVEN, step.cause, step.day


def _place(new: NewProvision, parent: Place | None, step: Step) -> Place:
    place = Place(
        kind=new.kind,
        num=new.num,
        ordinal=None,
        text=dict(new.text),
        provenance={code: step.provenance[code] for code in new.text},
        parent=parent,
        cause=step.cause,
        given=step.day,
        unit=parent.unit if parent else None,
    )
    place.children = [_place(child, place, step) for child in new.below]
    return place


def _give(step: Step, paragraphs: list[dict[str, str]]) -> None:
    """Give the words of a provision whose earlier words are not at hand."""
    place, target = step.place, step.target
    if place is not None and (place.life is Life.SILENT or step.operation.alone):
        new = quotation.structure(paragraphs, place.kind, None, step.original)
        place.children += [] if step.operation.alone else [_place(child, place, step) for child in new.below]
        _restate(place, new, step)
        return
    parent = place.parent if place is not None else step.above
    local = target.rsplit("__", 1)[-1]
    kind = place.kind if place is not None else KINDS.get(local.split("_")[0], Kind.INDENT)
    num = place.num if place is not None else quotation.leading_number(paragraphs[0], step.original)
    new = quotation.structure(paragraphs, kind, num, step.original)
    given = _place(new, parent, step)
    given.lead, given.fixed = target.removesuffix(local), local
    given.eid = target
    if place is not None and parent is None:
        raise OperationError("its words are not at hand as a whole; expected a provision of it")
    assert parent
    if place is not None:
        parent.children.insert(parent.children.index(place) + 1, given)
    else:
        place_by_number(parent, given, local)


def _insert(tree: Tree, step: Step) -> None:
    operation, place = step.operation, step.place
    if place is None:
        raise OperationError("is not in the text of that day; expected the provision that gets the new ones")
    paragraphs = quotation.new_paragraphs(operation, step.provisions)
    if operation.after is None:
        _insert_numbered(step, place, paragraphs)
        return
    if operation.count != len(paragraphs):
        quoted = len(paragraphs)
        raise OperationError(
            f"`count`: the instruction names {operation.count} paragraphs and quotes {quoted}", "count"
        )
    if place.life is not Life.GIVEN:
        kind = operation.kind or Kind.INDENT
        for offset, new in enumerate(quotation.rows(paragraphs, kind)):
            # The introductory line is paragraph 1, and the first indent below it paragraph 2; of parts, the
            # introductory line is the first.
            nth = operation.after + 1 + offset
            local = f"{ABBREVIATIONS[kind]}_{nth if kind is Kind.PART else nth - 1}"
            _fragment(step, place, new, local)
        return
    there = step.there
    if operation.after > len(there):
        raise OperationError(
            f"`after`: the provision has {len(there)} paragraphs, expected at most that number", "after"
        )
    anchor = there[operation.after - 1]
    kind = operation.kind or _kind_beside(anchor, place, there[operation.after :])
    new_places = [_place(new, place, step) for new in quotation.rows(paragraphs, kind)]
    at = 0
    if anchor is not place:
        while anchor.parent is not place:
            assert anchor.parent
            anchor = anchor.parent
        at = place.children.index(anchor) + 1
    place.children[at:at] = new_places
    _moved(place, step)


def _moved(parent: Place | None, step: Step) -> None:
    """Note what changed the addresses of the provisions below a place."""
    for one in parent.below() if parent else ():
        if one.life is Life.GIVEN:
            one.moved_by = step.cause


def _kind_beside(anchor: Place, target: Place, following: tuple[Place, ...]) -> Kind:
    beside: tuple[Place, ...] = () if anchor is target else (anchor,)
    for one in beside + following[:1]:
        if one.num is None and one.parent is target:
            return one.kind
    return Kind.INDENT


def _insert_numbered(step: Step, place: Place, paragraphs: list[dict[str, str]]) -> None:
    num = quotation.leading_number(paragraphs[0], step.original)
    if num is None:
        raise OperationError("the quotation begins without a number; expected `after` and `count`", "new")
    default = Kind.ITEM if place.kind is Kind.LIST or place.unit else Kind.SUBPOINT
    kind = step.operation.kind or (Kind.POINT if num.endswith(".") else default)
    new = quotation.structure(paragraphs, kind, num, step.original)
    local = f"{ABBREVIATIONS[kind]}_{number(num)}"
    if place.life is not Life.GIVEN or place.unit:
        _fragment(step, place, new, local)
        return
    taken = [one for one in place.children if one.life is Life.GIVEN and one.eid.endswith(f"__{local}")]
    if taken:
        raise OperationError(f"already has `{num}`; expected `replace`, or another number", "new")
    place_by_number(place, _place(new, place, step), local)


def _fragment(step: Step, parent: Place, new: NewProvision, local: str) -> None:
    """Add a provision to a text that is not at hand; its address is the one that the act names."""
    place = _place(new, parent, step)
    place.fixed, place.lead = local, f"{step.target}__"
    place.eid = f"{step.target}__{local}"
    place_by_number(parent, place, local)


def _repeal(tree: Tree, step: Step) -> None:
    place = _existing(step)
    for one in place.below():
        if one.life in (Life.GIVEN, Life.UNKNOWN, Life.SILENT):
            one.life, one.cause, one.given = Life.REPEALED, step.cause, step.day
    _moved(place.parent, step)


def _unknown(tree: Tree, step: Step) -> None:
    for one in _existing(step).below():
        if one.life in (Life.GIVEN, Life.SILENT):
            one.life, one.cause, one.given = Life.UNKNOWN, step.cause, step.day


def _existing(step: Step) -> Place:
    """Return the place of the target, made if it lies in a text that is not at hand."""
    if step.place is not None:
        return step.place
    assert step.above
    local = step.target.rsplit("__", 1)[-1]
    kind = KINDS.get(local.split("_")[0], Kind.INDENT)
    place = _place(NewProvision(kind, None, {}), step.above, step)
    place.fixed, place.lead, place.eid = local, step.target.removesuffix(local), step.target
    place_by_number(step.above, place, local)
    return place


def _words(tree: Tree, step: Step) -> None:
    operation, place = step.operation, step.place
    assert operation.old
    if place is None or place.life is not Life.GIVEN:
        _unknown(tree, step)
        return
    old = quotation.inline(operation, operation.old, step.provisions)
    new = quotation.inline(operation, operation.new, step.provisions) if operation.new else {}
    there = [one for one in step.there if one.life is Life.GIVEN]
    changed = []
    for code, words in old.items():
        having = [one for one in there if code in one.text and _joins(one, code)]
        count = sum(one.text[code].count(words) for one in having)
        if having and count != operation.times:
            message = f"the {code} text has the words «{words}» {count}×; expected {operation.times}×"
            raise OperationError(message, "old")
        changed += [(one, code, words) for one in having if words in one.text[code]]
    places = {id(one): one for one, _, _ in changed}
    for one in places.values():
        codes = {code for other, code, _ in changed if other is one}
        # A language without its own words of this change has none at hand; a translation is not patched.
        one.text = {code: text for code, text in one.text.items() if code in codes}
    for one, code, words in changed:
        one.text[code] = _tidy(one.text[code].replace(words, new.get(code, "")))
        one.provenance = {key: one.provenance[key] for key in one.text}
        one.provenance[code] = step.provenance[code]
        one.cause, one.given = step.cause, step.day


def _joins(place: Place, code: str) -> bool:
    return place.provenance[code] is not Provenance.TRANSLATION


def _tidy(text: str) -> str:
    """Return a text without the double spaces that struck words leave."""
    return " ".join(text.split())


APPLY = {
    Verb.REPLACE: _replace,
    Verb.INSERT: _insert,
    Verb.REPEAL: _repeal,
    Verb.WORDS: _words,
    Verb.UNPUBLISHED: _unknown,
    Verb.UNKNOWN: _unknown,
}
