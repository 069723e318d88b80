"""Cites a provision as the drafting practice of a language does.

The words are interface words: `cite.<kind>.last` for the unit that is cited, `cite.<kind>.of` for the unit
around it, `cite.<kind>.outer` for the units around that; their order is the language's `citation`. The rules
are those that decrees of the President of Kazakhstan follow, for example No. 366 of 05.10.2023
(`часть вторая пункта 1`, `раздел «…»`), and Law No. 81-VI of 30.06.2017 (`6-бабы 3-тармағының
1) тармақшасы`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from generator.act.index import Index
from generator.model import Kind, Language, Provision, Text

CITED = (
    Kind.CHAPTER,
    Kind.POINT,
    Kind.SUBPOINT,
    Kind.INDENT,
    Kind.PART,
    Kind.CLOSING,
    Kind.LIST,
    Kind.ITEM,
)
"""The kinds that a citation names as a unit."""

NAMED = (Kind.TITLE, Kind.DESIGNATION, Kind.FORMULA, Kind.APPROVAL)
"""The kinds without a number, which a citation names by what they are in their act."""

NUMBERED = {")": Kind.SUBPOINT, ".": Kind.POINT}
"""The last character of an item's printed number -> the kind that it is cited as."""

ORDINALS = ((Kind.INDENT, False), (Kind.PART, False), (Kind.INDENT, True), (Kind.PART, True))
"""(kind, whether `cite.<kind>.of` uses it) of each form of `ordinal.<n>`, in their order."""


EDITION = " {edition}"
"""What stands in the names of `act.yml` for the words that name the edition."""


class Words(Protocol):
    """What a citation needs of a localization: the dataset and its words in one language."""

    index: Index
    language: Language

    @property
    def strings(self) -> Mapping[str, str]:
        """The interface words."""

    def text(self, text: Text | None) -> str:
        """Return the words of a text in the language."""

    def plain(self, key: str, /, **values: object) -> str:
        """Return the interface words of a key with values put in."""

    def heading(self, provision: Provision) -> str:
        """Return the words of a list or an item without the marks of the sentence around it."""


def citation(localization: Words, provision: Provision) -> str:
    """Cite a provision: `… ереженің 15-тармағының 6) тармақшасы`, `подпункт 6) пункта 15 Положения …`.

    The introductory line of a point or subpoint is its first абзац, so the first indent below it is the
    second; an unnumbered second part, also one that closes a list of subpoints, is a бөлік / часть. An item
    of a list is cited by its section and number, or by its words if it has no number. A list or an annex is
    called what `cited_names` of `act.yml` calls it; an annex that has no name there is cited by its heading.
    What nobody cites (a signature, a note of the publisher) has no citation: the result is empty.
    """
    return joined(localization, split(localization, provision))


def joined(localization: Words, steps: tuple[str, str]) -> str:
    """Return the two parts of a citation as one, in the order of the language."""
    if localization.language.citation != "outer-first":
        steps = steps[::-1]
    return " ".join(filter(None, steps))


def split(localization: Words, provision: Provision) -> tuple[str, str]:
    """Return the parts of a citation: the act, list or annex (empty if cited itself) and its unit."""
    index, text = localization.index, localization.text
    act = index.dataset.act
    names = {name.provision: name for name in act.cited_names}
    edition = f" {text(act.edition)}" if act.edition else ""

    def cited(name: Text | None) -> str:
        return text(name).replace(EDITION, edition)

    if provision.kind is Kind.ANNEX:
        return "", cited(names[provision.eid].name if provision.eid in names else provision.text)
    if provision.kind not in (*CITED, *NAMED):
        return "", ""
    outer = cited(act.cited_as if in_statute(localization, provision) else act.act_cited_as)
    units = [step for step in _path(localization, provision) if step.kind in CITED]
    for place, step in enumerate(units):
        if step.eid in names and step is provision:
            return "", cited(names[step.eid].name)
        if step.eid in names:
            outer, units = cited(names[step.eid].genitive), units[place + 1 :]
            break
    if provision.kind in NAMED:
        steps = [localization.strings[f"cite.{provision.kind}.last"]]
    else:
        forms = [*["outer"] * (len(units) - 2), "of", "last"][-len(units) :] if units else []
        steps = [_unit(localization, step, form) for step, form in zip(units, forms, strict=True)]
    return outer, " ".join(steps if localization.language.citation == "outer-first" else reversed(steps))


def in_statute(localization: Words, provision: Provision) -> bool:
    """Return whether a provision belongs to the statute and not to the act that brings it."""
    index = localization.index
    ancestors = index.ancestors(provision)
    return not index.of_kind(Kind.ANNEX) or any(above.kind is Kind.ANNEX for above in ancestors)


def place(localization: Words, provision: Provision) -> str:
    """Return a short name of a provision's place: `15-тармақ, 6) тармақша`."""
    strings = localization.strings
    steps = [step for step in _path(localization, provision) if f"place.{step.kind}" in strings]
    innermost = [step for step in steps if step.kind is Kind.LIST][-1:]
    names = [
        localization.plain(f"place.{_kind(step)}", **_values(localization, step, of=False))
        for step in steps
        if step.kind is not Kind.LIST or step in innermost
    ]
    return ", ".join(names) or strings[f"kind.{provision.kind}"]


def ordinal(localization: Words, number: int, kind: Kind, *, of: bool = False) -> str:
    """Return the ordinal of an indent or a part; with `of` in the form that `cite.<kind>.of` needs.

    The forms of `ordinal.<n>` follow `ORDINALS` and are separated by ` | `; a single form serves all.
    """
    key = f"ordinal.{number}"
    key = key if key in localization.strings else "ordinal.other"
    forms = localization.plain(key, number=number).split(" | ")
    return forms[ORDINALS.index((kind, of))] if len(forms) > 1 else forms[0]


def _path(localization: Words, provision: Provision) -> list[Provision]:
    """Return a provision with its ancestors, outermost first, without the chapter above it."""
    path = [*localization.index.ancestors(provision), provision]
    return [step for step in path if step.kind is not Kind.CHAPTER or step is provision]


def _unit(localization: Words, step: Provision, form: str) -> str:
    """Return the words for one unit of a citation."""
    kind: str = _kind(step)
    parent = localization.index.provisions.get(step.parent or "")
    if step.kind is Kind.LIST and parent and parent.kind is Kind.LIST:
        kind = "section"
    key = f"cite.{kind}.{form}"
    if key not in localization.strings:
        key = f"cite.{kind}.of"
    return localization.plain(key, **_values(localization, step, of=form != "last"))


def _kind(step: Provision) -> Kind:
    """Return the kind that a provision is called: a numbered item of a list is called a point or subpoint."""
    if step.kind is Kind.ITEM and step.num:
        return NUMBERED.get(step.num[-1], Kind.ITEM)
    return step.kind


def _values(localization: Words, step: Provision, *, of: bool) -> dict[str, object]:
    """Return what the interface words about a provision may be filled with."""
    number = localization.index.number(step)
    values: dict[str, object] = {"number": number}
    if step.kind is Kind.INDENT:
        values["ordinal"] = ordinal(localization, int(number) + 1, Kind.INDENT, of=of)
    elif step.kind in (Kind.PART, Kind.CLOSING):
        values["ordinal"] = ordinal(localization, _part(localization, step), Kind.PART, of=of)
    elif step.kind in (Kind.ITEM, Kind.LIST):
        values["words"] = localization.heading(step)
    return values


def _part(localization: Words, step: Provision) -> int:
    """Return the number of a part among the parts of its unit, whose own words are the first."""
    index = localization.index
    siblings = index.children(index.provisions[step.parent]) if step.parent else [step]
    parts = [sibling.eid for sibling in siblings if sibling.kind in (Kind.PART, Kind.CLOSING)]
    return parts.index(step.eid) + 2
