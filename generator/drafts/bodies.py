"""Drafts bodies from the lists and structures of an act.

A list names bodies if the words above it say so. A body is certain if its item also ends or begins with a
word for a body; the other items of such a list are drafts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from generator.act.index import Index
from generator.drafts import names, regions
from generator.drafts.mentions import WORD, Grammar, Phrase, PhraseFinder, normal
from generator.drafts.vocabulary import BodyWord, Country, DraftingVocabulary, Heading
from generator.model import Body, BodyKind, Kind, Provision, Region

LISTED = (Kind.ITEM, Kind.SUBPOINT, Kind.INDENT)
"""The kinds of provision that may each name a body."""


class DraftedBodies(Struct):
    """Bodies and regions drafted from an act."""

    certain: list[Body] = field(default_factory=list)
    unsure: list[Body] = field(default_factory=list)
    regions: dict[str, Region] = field(default_factory=dict)


class BodyDrafter:
    """Drafts the bodies of one act in its own language; the bodies that it has keep their ids."""

    def __init__(
        self, index: Index, vocabulary: DraftingVocabulary, grammar: Grammar, country: Country | None
    ) -> None:
        self._index = index
        self._vocabulary = vocabulary
        self._grammar = grammar
        self._country = country
        self._code = index.dataset.original
        self._codes = [language.code for language in index.dataset.languages]
        self._bodies: dict[str, Body] = dict(index.bodies)
        self._named = {body.named_in for body in index.bodies.values() if body.id != index.office.id}
        self._drafted = DraftedBodies()
        self._spellings: dict[str, Sequence[str]] = {}

    def draft(self) -> DraftedBodies:
        """Return the bodies that the act names and the dataset lacks."""
        for provision in self._index.dataset.provisions:
            self._agency(provision)
        for provision in self._index.dataset.provisions:
            heading = self._heading(provision)
            if heading:
                self._list(provision, heading)
        return self._drafted

    def _text(self, provision: Provision) -> str:
        return provision.text.get(self._code, "")

    def _agency(self, provision: Provision) -> None:
        """Add the agency that a sentence names."""
        text = self._text(provision)
        for pattern in self._vocabulary.agency:
            match = re.search(pattern, text)
            if not match or provision.eid in self._named:
                continue
            name, short = names.name_of_item(match["name"], self._vocabulary)
            if self._word(name):
                self._add(provision, name, short, BodyKind.AGENCY, self._index.office.id, quote=match[0])
                return

    def _heading(self, provision: Provision) -> Heading | None:
        """Return what the items below a provision are, if it heads or introduces a list of bodies."""
        text = normal_text(self._text(provision))
        if provision.kind is Kind.LIST:
            above = self._index.provisions.get(provision.parent or "")
            own = next((entry for entry in self._vocabulary.headings if re.search(entry.words, text)), None)
            if own or above is None or above.kind is not Kind.LIST:
                return own
            return self._heading(above)
        kinds = (Kind.POINT, Kind.SUBPOINT, Kind.PART)
        if provision.kind not in kinds or not text.endswith(":"):
            return None
        return next((entry for entry in self._vocabulary.introductions if re.search(entry.words, text)), None)

    def _list(self, provision: Provision, heading: Heading) -> None:
        """Add the bodies that the items of a list name."""
        parent, certain = self._parent(provision)
        kind = heading.kind
        if parent != self._index.office.id and kind is BodyKind.TERRITORIAL:
            kind = BodyKind.DIRECTORATE
        for item in self._index.children(provision):
            name, short = names.name_of_item(self._text(item), self._vocabulary)
            if item.kind not in LISTED or item.eid in self._named or not name or item.children:
                continue
            if len(name.split()) > names.MAX_WORDS or ":" in name:
                continue
            sure = certain and self._word(name) is not None
            self._add(item, name, short, kind, parent, sure=sure)

    def _parent(self, provision: Provision) -> tuple[str, bool]:
        """Return the body that the bodies of a list belong to, and whether the list names it."""
        office = self._index.office.id
        text, kind = self._text(provision), provision.kind
        above = self._index.provisions.get(provision.parent or "")
        is_sublist = kind is Kind.LIST and above is not None and above.kind is Kind.LIST
        mentioned = [mention.actor for mention in PhraseFinder(self._phrases(), self._grammar).find(text)]
        agencies = [id_ for id_ in mentioned if self._bodies[id_].kind is BodyKind.AGENCY]
        if agencies and (is_sublist or office not in mentioned):
            return agencies[0], True
        return office, not is_sublist or office in mentioned

    def _phrases(self) -> Iterator[Phrase]:
        for body in self._bodies.values():
            if body.kind in (BodyKind.OFFICE, BodyKind.AGENCY):
                if body.id not in self._spellings:
                    self._spellings[body.id] = spellings(body, self._code, self._index, self._vocabulary)
                for name in self._spellings[body.id]:
                    yield Phrase(body.id, tuple(WORD.findall(name)))

    def _word(self, name: str) -> BodyWord | None:
        return word_of(name, self._vocabulary, self._grammar)

    def _add(
        self,
        provision: Provision,
        name: str,
        short: str,
        kind: BodyKind,
        parent: str,
        *,
        sure: bool = True,
        quote: str = "",
    ) -> None:
        word, region = self._word(name), None
        match = (
            regions.region_in(name, self._code, self._country, self._grammar)
            if self._country and kind in (BodyKind.TERRITORIAL, BodyKind.DIRECTORATE)
            else None
        )
        if match:
            region = match[0].region.id
            if region not in self._index.regions:
                entry = regions.entry_of(match[0], self._codes, former=match[1])
                self._drafted.regions[region] = entry
        quoted = quote or (name if names.listed(self._text(provision)) != name else "")
        body = Body(
            id=self._id(name, word, region, kind, parent),
            kind=kind,
            form=word.form if word else None,
            name={self._code: name},
            short={self._code: short} if short else None,
            parent=parent,
            region=region,
            named_in=provision.eid,
            quote={self._code: quoted} if quoted else None,
        )
        self._bodies[body.id] = body
        (self._drafted.certain if sure else self._drafted.unsure).append(body)

    def _id(self, name: str, word: BodyWord | None, region: str | None, kind: BodyKind, parent: str) -> str:
        wanted = names.slug(name, self._vocabulary)
        if kind is BodyKind.AGENCY and word and word.form and word.form not in self._bodies:
            wanted = word.form
        if region:
            wanted = f"{(word.form if word else None) or kind.value}-{region}"
            if wanted in self._bodies and parent != self._index.office.id:
                wanted = f"{parent[: names.MAX_ID - 10]}-{region}"
        return names.unique(wanted, [*self._bodies, *self._index.actors])


def word_of(name: str, vocabulary: DraftingVocabulary, grammar: Grammar) -> BodyWord | None:
    """Return the word for a body that a name ends or begins with, or None."""
    words = WORD.findall(name)
    if not words:
        return None
    head = normal(words[grammar.carrier(words)])
    return next((entry for entry in vocabulary.body_words if normal(entry.word) == head), None)


def normal_text(text: str) -> str:
    """Return a text in lower case, with the letters that were meant."""
    return WORD.sub(lambda match: normal(match[0]), text)


def spellings(body: Body, code: str, index: Index, vocabulary: DraftingVocabulary) -> Sequence[str]:
    """Return the ways in which the act may write the name of a body: in full, and short."""
    written = [body.name.get(code, ""), (body.short or {}).get(code, "")]
    named_in = index.provisions.get(body.named_in)
    is_office = body.id == index.dataset.act.office
    name = body.name.get(code, "")
    for provision in index.dataset.provisions if is_office else filter(None, (named_in,)):
        text = provision.text.get(code, "")
        place = text.casefold().find(name.casefold()) if name else -1
        match = re.compile(vocabulary.aside).match(text, place + len(name)) if place >= 0 else None
        if match:
            written.append(match["short"].strip())
            break
    return [name for name in dict.fromkeys(written) if name]


def translate(body: Body, index: Index, code: str, vocabularies: dict[str, DraftingVocabulary]) -> Body:
    """Return a drafted body with its name in another language, if the same item gives it there."""
    original = index.dataset.original
    provision = index.provisions.get(body.named_in)
    if provision is None or code in body.name or code not in provision.text:
        return body
    own, other = vocabularies[original], vocabularies[code]
    if provision.kind in LISTED and not provision.children:
        if names.name_of_item(provision.text[original], own)[0] != body.name[original]:
            return body
        name, short = names.name_of_item(provision.text[code], other)
        quote = name
    else:
        match = next(
            (match for pattern in other.agency if (match := re.search(pattern, provision.text[code]))), None
        )
        if match is None or body.kind is not BodyKind.AGENCY:
            return body
        (name, short), quote = names.name_of_item(match["name"], other), match[0]
    update: dict[str, object] = {"name": {**body.name, code: name}}
    if body.short and short:
        update["short"] = {**body.short, code: short}
    elif body.short:
        update["short"] = None
    if body.quote:
        update["quote"] = {**body.quote, code: quote}
    return body.model_copy(update=update)
