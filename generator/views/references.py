"""Builds the pages of what the act refers to: its glossary, one term, the cited acts and one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from generator.act.annotations import Mark
from generator.act.targets import Target
from generator.escape import escape_inside, opening
from generator.model import Provision, Term
from generator.views.context import PageContext
from generator.views.parts import ChangeNote, Link, View

AROUND = 9
"""Words shown on each side of a term."""


class TermRow(Struct, frozen=True):
    """A term in the glossary; `others` are (code, term) in the other languages.

    `href` leads to its page; a term without explanation has none, and `href` is empty.
    """

    id: str
    href: Markup
    term: str
    others: Sequence[tuple[str, str]]
    definition: str
    note: str
    source: str


class TermsView(View, frozen=True, kw_only=True):
    """What the glossary shows."""

    letters: Mapping[str, Sequence[TermRow]]


def terms(context: PageContext) -> TermsView:
    """The glossary in alphabetical order, under its letters."""
    localization = context.localization
    glossary = context.index.dataset.glossary.terms
    ordered = localization.sort((localization.text(term.term), term) for term in glossary)
    letters: dict[str, list[TermRow]] = {}
    for term in ordered:
        words = localization.text(term.term)
        letter = next((character for character in words if character.isalpha()), "#").upper()
        letters.setdefault(letter, []).append(
            TermRow(
                id=term.id,
                href=context.link(Target.term(term.id)) if term.explained else Markup(),
                term=words,
                others=[(code, words) for _, code, words in _other_languages(context, term)],
                definition=localization.text(term.definition),
                note=localization.text(term.note),
                source=localization.text(term.source),
            )
        )
    return TermsView(letters=letters, correction=context.correction(ordered[0]))


def _other_languages(context: PageContext, term: Term) -> Iterator[tuple[str, str, str]]:
    """Yield (name, code, term) for each other published language that has the term."""
    for language in context.index.dataset.published:
        if language.code != context.localization.code and language.code in term.term:
            yield language.name, language.code, term.term[language.code]


class TermPlace(Struct, frozen=True):
    """A place of the act that leads to a term, with its words and what stands around them."""

    place: Link
    before: Markup
    words: Markup
    after: Markup


class TermView(View, frozen=True, kw_only=True):
    """What the page of a term shows."""

    others: Sequence[tuple[str, str, str]]
    """(name of the language, its code, the term)."""
    definition: str
    note: str
    source: str
    places: Sequence[TermPlace]


def term(context: PageContext) -> TermView:
    """One term: what it is, in every language, and the places of the act that lead to it."""
    localization = context.localization
    term = context.index.terms[context.page.subject]
    return TermView(
        others=list(_other_languages(context, term)),
        definition=localization.text(term.definition),
        note=localization.text(term.note),
        source=localization.text(term.source),
        places=[_place(context, provision, mark) for provision, mark in _linked(context, term.id)],
        correction=context.correction(term),
    )


def _linked(context: PageContext, term: str) -> Iterator[tuple[Provision, Mark]]:
    """Yield each provision whose words lead to a term, with the mark that does."""
    links = context.index.term_links_of.get(term, ())
    for eid in dict.fromkeys(link.provision for link in links):
        provision = context.index.provisions[eid]
        yield from ((provision, mark) for mark in context.localization.marks(provision) if mark.term == term)


def _place(context: PageContext, provision: Provision, mark: Mark) -> TermPlace:
    """Return the place of a mark of a provision, with the words around it."""
    text = context.localization.text(provision.text)
    before, after = text[: mark.start].split(" "), text[mark.end :].split(" ")
    start = ("… " if len(before) > AROUND else "") + " ".join(before[-AROUND:])
    end = " ".join(after[:AROUND]) + (" …" if len(after) > AROUND else "")
    return TermPlace(
        place=context.place_and_words(provision.eid),
        before=opening(escape_inside(start)),
        words=escape_inside(text[mark.start : mark.end]),
        after=escape_inside(end),
    )


class CitedActRow(Struct, frozen=True):
    """A cited act with its status today and the number of its citations."""

    link: Link
    status: str
    changed: bool
    """Whether a later change of it is known."""
    count: int


class CitedActsView(View, frozen=True, kw_only=True):
    """What the page of the cited acts shows."""

    rows: Sequence[CitedActRow]


def acts(context: PageContext) -> CitedActsView:
    """The acts that the text cites."""
    localization, index = context.localization, context.index
    acts = index.dataset.citations.acts
    return CitedActsView(
        rows=[
            CitedActRow(
                link=Link(localization.text(act.name), context.link(Target.act(act.id))),
                status=localization.text(act.status),
                changed=bool(act.changes),
                count=len(index.references_of[act.id]),
            )
            for act in acts
        ],
        correction=context.correction(acts[0]),
    )


class Citation(Struct, frozen=True):
    """Words of the text that cite an act, with their language; `at` is the place in that act."""

    at: str
    words: str
    language: str
    place: Link


class CitedActView(View, frozen=True, kw_only=True):
    """What the page of a cited act shows."""

    status: str
    url: str
    here: str
    """The link to the page of this site that holds the act."""
    changes: Sequence[ChangeNote]
    references: Sequence[Citation]


def act(context: PageContext) -> CitedActView:
    """One act: its status today and every place of the text that cites it."""
    localization, index = context.localization, context.index
    act = next(act for act in index.dataset.citations.acts if act.id == context.page.subject)
    changes = {change.id: change for change in index.dataset.act.changes}
    return CitedActView(
        status=localization.text(act.status),
        url=localization.url(act),
        here=context.link(Target.page(act.page)) if act.page else "",
        changes=[context.change(changes[id_]) for id_ in act.changes],
        references=[
            Citation(
                at=localization.text(reference.place),
                words=localization.text(reference.words),
                language=localization.code
                if localization.code in reference.words
                else index.dataset.original,
                place=context.provision(reference.provision),
            )
            for reference in index.references_of[act.id]
        ],
        correction=context.correction(act),
    )
