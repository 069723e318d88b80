"""Builds the page of an amending act: its words, and what each instruction did to the statute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from generator.act.targets import Target
from generator.escape import markdown_words
from generator.model import AmendingActFile, Kind, Operation, Provision, Verb
from generator.views import in_time
from generator.views.context import PageContext
from generator.views.parts import Link, View

ENCLOSING = (Kind.POINT, Kind.SUBPOINT, Kind.INDENT)
"""The kinds below which an amending act is indented."""

DEEPEST = 5
"""The deepest indent that the style sheet has."""


NEW_WORDS = "new-words"
"""The class of a paragraph that an amending act quotes; `quoted` is that of quotations of the statute."""


class Effect(Struct, frozen=True):
    """What an instruction did, with the link to the words that it gave; `href` is empty if there are none."""

    words: Markup
    href: str


class ActLine(Struct, frozen=True):
    """A provision of an amending act."""

    eid: str
    kind: str
    num: str
    words: Markup
    depth: int
    effects: Sequence[Effect]
    note: str
    """What the site says of it: it orders something of another act, or is not published; else empty."""


class Instruction(Struct, frozen=True):
    """An instruction in the summary of an act: the link to it, and what it did."""

    link: Link
    effects: Sequence[Effect]


class AmendmentView(View, frozen=True, kw_only=True):
    """What the page of an amending act shows."""

    title: str
    facts: Sequence[tuple[Markup, str]]
    """(name, words) of what is known about the act."""
    source: Link
    """Where its words were taken from, named by how far they can be trusted."""
    omits: str
    """What the received file leaves out; empty if nothing."""
    instructions: Sequence[Instruction]
    outside: Sequence[Link]
    """The instructions about other acts."""
    unpublished: Sequence[Link]
    """What the act names and does not publish."""
    lines: Sequence[ActLine]


def amendment(context: PageContext) -> AmendmentView:
    """An amending act: its words, what its instructions did, and what is outside or not public."""
    localization = context.localization
    history = in_time.history_of(context)
    act = history.acts[context.page.subject]
    provisions = {one.eid: one for one in history.dataset.amendments.provisions[act.act]}
    received = next((file for file in act.received if file.language == localization.code), act.received[0])
    key = "in_time.provenance.elsewhere"
    if received.language == localization.code:
        key = f"in_time.provenance.{'unofficial-copy' if received.unofficial_copy else 'official'}"
    effects = _effects(context, act)
    hidden = [operation.by for operation in act.operations if operation.do is Verb.UNPUBLISHED]
    unpublished = [eid for eid in provisions if eid in {*hidden, *act.undisclosed}]
    return AmendmentView(
        title=localization.text(act.title),
        facts=(
            (localization.message("amendment.signed"), localization.date(act.date)),
            (localization.message("amendment.in_force"), localization.date(act.in_force)),
        ),
        source=Link(localization.strings[key], str(received.origin or "")),
        omits=localization.text(received.omits),
        instructions=[
            Instruction(_link(context, act, provisions[eid]), done)
            for eid, done in effects.items()
            if eid not in hidden
        ],
        outside=[_link(context, act, provisions[eid]) for eid in act.outside],
        unpublished=[_link(context, act, provisions[eid]) for eid in unpublished],
        lines=list(_lines(context, act, provisions, effects)),
        correction=context.correction(act),
    )


def _effects(context: PageContext, act: AmendingActFile) -> dict[str, list[Effect]]:
    """Return what each instruction did, in the order of the act."""
    effects: dict[str, list[Effect]] = {}
    for operation in act.operations:
        effects.setdefault(operation.by, []).append(_effect(context, act, operation))
    return effects


def _effect(context: PageContext, act: AmendingActFile, operation: Operation) -> Effect:
    history = in_time.history_of(context)
    given = history.given_by(operation)
    href = context.link(Target.version(given[0].start, given[0].eid)) if given else Markup()
    return Effect(in_time.what(context, act, operation), href)


def _link(context: PageContext, act: AmendingActFile, provision: Provision) -> Link:
    """Return the link to a provision of the act by its number and first words."""
    point = provision
    provisions = {one.eid: one for one in in_time.history_of(context).dataset.amendments.provisions[act.act]}
    while point.parent and point.kind is not Kind.POINT:
        point = provisions[point.parent]
    num = "" if point.kind is not Kind.POINT else point.num or ""
    words = context.excerpt(provision)
    return Link(f"{num} {words}".strip(), context.link(Target.amendment(act.act, provision.eid)))


def _lines(
    context: PageContext,
    act: AmendingActFile,
    provisions: dict[str, Provision],
    effects: dict[str, list[Effect]],
) -> Iterator[ActLine]:
    localization = context.localization
    for provision in provisions.values():
        depth, above = 0, provision.parent
        while above:
            depth += provisions[above].kind in ENCLOSING
            above = provisions[above].parent
        note = ""
        if provision.eid in act.outside:
            note = localization.strings["amendment.outside.note"]
        elif provision.eid in act.undisclosed:
            note = localization.strings["amendment.unpublished.note"]
        yield ActLine(
            eid=Markup(provision.eid),
            kind=NEW_WORDS if provision.kind is Kind.QUOTED else provision.kind.value,
            num=provision.num or "",
            words=markdown_words(localization.text(provision.text)),
            depth=min(depth, DEEPEST),
            effects=effects.get(provision.eid, ()),
            note=note,
        )
