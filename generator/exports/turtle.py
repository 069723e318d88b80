"""`act.ttl`: the bodies and what the act says of them, in the W3C Organization Ontology (16 January 2014).

What the act states is stated here, and told again as a statement with its provision and its words. What is
only the editors' view stands as such a statement alone: the graph tells of it, but not as a fact.
Ids and eIds never meet: an eId holds an underscore or a capital letter, and so do the names made here.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from generator.act.index import Actor, Index
from generator.exports.triples import TYPE, Address, Literal, Name, Term, Triple, turtle
from generator.model import Basis, Body, BodyGroup, BodyKind, Post, RelationKind, Text
from generator.plan.localization import Localization

NAME = "act.ttl"

FORMAL = "org:FormalOrganization"
UNIT = "org:OrganizationalUnit"

TYPES = {
    BodyKind.OFFICE: FORMAL,
    BodyKind.UNIT: UNIT,
    BodyKind.AGENCY: FORMAL,
    BodyKind.TERRITORIAL: FORMAL,
    BodyKind.DIRECTORATE: UNIT,
    BodyKind.INSTITUTION: FORMAL,
    BodyKind.COLLEGIAL: "org:Organization",
    BodyKind.NAMED: "foaf:Agent",
}
"""Kind of body -> its class. A body that the act only names may be a person: it is no more than an agent."""

REPORTING = (RelationKind.SUBORDINATE_TO, RelationKind.ACCOUNTABLE_TO, RelationKind.REPORTS_TO)
"""The relations that `org:reportsTo` covers."""

SOURCE = Name("dcterms:source")
ACT = Name(":act_")

NAMED = Name(":named_in")
EDITORIAL = Name(":may_carry_out")
BASIS = Name(":basis_")
CONFIDENCE = Name(":confidence_")
LATER_LAW = Name(":later_law_")
OTHER = Name(":other_party_")
"""The file's own properties where no vocabulary has one: for ties, and for the third party of a relation."""


def document(localizations: Sequence[Localization]) -> str:
    """Return the file; `readers` are the published languages."""
    return turtle(triples(localizations))


def triples(localizations: Sequence[Localization]) -> Iterator[Triple]:
    """Yield every statement of the file; words in languages that are not published are left out."""
    published = {"", *(one.code for one in localizations)}
    for subject, predicate, thing in _every(localizations):
        if not isinstance(thing, Literal) or thing.language in published:
            yield subject, predicate, thing


def _every(localizations: Sequence[Localization]) -> Iterator[Triple]:
    index = localizations[0].index
    yield from _about(localizations)
    for actor in index.actors.values():
        yield from _actor(index, actor)
    for region in index.regions.values():
        thing = Name(f":region_{region.id}")
        yield thing, TYPE, Name("dcterms:Location")
        yield from _texts(thing, "skos:prefLabel", region.name)
        if region.iso:
            yield thing, Name("skos:notation"), Literal(region.iso)
    yield from _relations(localizations)
    yield from _assignments(localizations)
    yield from _terms(localizations)
    yield from _provisions(localizations)


def _texts(subject: Name | Address, predicate: str, text: Text | None) -> Iterator[Triple]:
    for code, words in (text or {}).items():
        yield subject, Name(predicate), Literal(words, code)


def _strings(
    subject: Name | Address, predicate: str, localizations: Sequence[Localization], key: str
) -> Iterator[Triple]:
    for localization in localizations:
        yield subject, Name(predicate), Literal(localization.strings[key], localization.code)


def _about(localizations: Sequence[Localization]) -> Iterator[Triple]:
    """The file itself, and the act."""
    act = localizations[0].index.dataset.act
    file = Address("")
    yield file, TYPE, Name("foaf:Document")
    yield file, Name("dcterms:subject"), ACT
    for localization in localizations:
        yield file, Name("rdfs:comment"), Literal(html.unescape(localization.status()), localization.code)
        yield file, Name("rdfs:comment"), Literal(localization.standing(), localization.code)
    yield from _strings(file, "rdfs:comment", localizations, "unofficial")
    yield ACT, TYPE, Name("dcterms:BibliographicResource")
    yield from _texts(ACT, "dcterms:title", act.title)
    yield ACT, Name("dcterms:identifier"), Literal(act.work)
    if act.date:
        yield ACT, Name("dcterms:issued"), Literal(act.date.isoformat(), type="xsd:date")


def _thing(index: Index, id_: str) -> Name:
    return Name(f":{index.actors[id_].id}")


def _actor(index: Index, actor: Actor) -> Iterator[Triple]:
    thing = Name(f":{actor.id}")
    if isinstance(actor, Body):
        yield from _body(thing, actor)
    elif isinstance(actor, Post):
        yield thing, TYPE, Name("org:Post")
        yield thing, Name("org:postIn"), _thing(index, actor.of)
    elif isinstance(actor, BodyGroup):
        yield thing, TYPE, Name("skos:Collection")
        for member in actor.members:
            yield thing, Name("skos:member"), _thing(index, member)
    yield from _texts(thing, "skos:prefLabel", actor.name)
    yield thing, SOURCE, Name(f":{actor.named_in}")


def _body(thing: Name, body: Body) -> Iterator[Triple]:
    type_ = TYPES[body.kind]
    yield thing, TYPE, Name(type_)
    if body.parent:
        way = "org:unitOf" if type_ == UNIT else "org:subOrganizationOf"
        yield thing, Name(way), Name(f":{body.parent}")
    if body.region:
        yield thing, Name("dcterms:spatial"), Name(f":region_{body.region}")
    if body.url:
        yield thing, Name("foaf:homepage"), Address(body.url)
    yield from _texts(thing, "skos:altLabel", body.short)


def _relations(localizations: Sequence[Localization]) -> Iterator[Triple]:
    index = localizations[0].index
    kinds = dict.fromkeys(one.kind for one in index.dataset.relations)
    for kind in kinds:
        property_ = _property(kind)
        yield property_, TYPE, Name("rdf:Property")
        yield from _strings(property_, "rdfs:label", localizations, f"relation.{kind}.subject")
    for place, one in enumerate(index.dataset.relations, 1):
        subject = _thing(index, one.subject)
        things: list[Term] = [_thing(index, one.object)] if one.object else []
        things += [Literal(words, code) for code, words in (one.literal or {}).items()]
        for thing in things:
            yield subject, _property(one.kind), thing
        if one.kind in REPORTING and one.object and not {one.subject, one.object} & index.groups.keys():
            yield subject, Name("org:reportsTo"), _thing(index, one.object)
        told = Name(f":relation_{place}")
        yield from _statement(told, subject, _property(one.kind), things[0], one.provision)
        if one.other:
            yield told, OTHER, _thing(index, one.other)
        yield from _texts(told, "rdfs:comment", one.detail)
        yield from _texts(told, "skos:note", one.quote)


def _property(kind: RelationKind) -> Name:
    return Name(f":rel_{kind}")


def _statement(told: Name, subject: Name, property_: Name, thing: Term, provision: str) -> Iterator[Triple]:
    yield told, TYPE, Name("rdf:Statement")
    yield told, Name("rdf:subject"), subject
    yield told, Name("rdf:predicate"), property_
    yield told, Name("rdf:object"), thing
    yield told, SOURCE, Name(f":{provision}")


def _assignments(localizations: Sequence[Localization]) -> Iterator[Triple]:
    """The ties: statements that nobody asserts, each with what it rests on."""
    index = localizations[0].index
    for property_, key in ((NAMED, "body.named"), (EDITORIAL, "label.editorial")):
        yield property_, TYPE, Name("rdf:Property")
        yield from _strings(property_, "rdfs:label", localizations, key)
    for place, one in enumerate(index.dataset.assignments, 1):
        told = Name(f":tie_{place}")
        property_ = NAMED if one.basis is Basis.NAMED else EDITORIAL
        body, provision = _thing(index, one.body), Name(f":{one.provision}")
        yield from _statement(told, body, property_, provision, one.provision)
        yield told, BASIS, Literal(one.basis)
        if one.confidence:
            yield told, CONFIDENCE, Literal(one.confidence)
            yield told, LATER_LAW, Literal(str(one.later_law).lower(), type="xsd:boolean")
        yield from _texts(told, "skos:note", one.quote)
        yield from _texts(told, "rdfs:comment", one.ground)


def _terms(localizations: Sequence[Localization]) -> Iterator[Triple]:
    terms = localizations[0].index.dataset.glossary.terms
    if not terms:
        return
    scheme = Name(":terms_")
    yield scheme, TYPE, Name("skos:ConceptScheme")
    yield from _strings(scheme, "skos:prefLabel", localizations, "page.terms")
    for one in terms:
        thing = Name(f":term_{one.id}")
        yield thing, TYPE, Name("skos:Concept")
        yield thing, Name("skos:inScheme"), scheme
        yield from _texts(thing, "skos:prefLabel", one.term)
        for code, words in one.forms.items():
            for form in words:
                yield thing, Name("skos:altLabel"), Literal(form, code)
        yield from _texts(thing, "skos:definition", one.definition)
        yield from _texts(thing, "skos:note", one.note)


def _provisions(localizations: Sequence[Localization]) -> Iterator[Triple]:
    """The provisions, so that what is told of bodies can be traced to words."""
    for one in localizations[0].index.dataset.provisions:
        thing = Name(f":{one.eid}")
        yield thing, TYPE, Name("dcterms:BibliographicResource")
        yield thing, Name("dcterms:isPartOf"), Name(f":{one.parent}") if one.parent else ACT
        yield thing, Name("dcterms:identifier"), Literal(one.eid)
        yield from _texts(thing, "dcterms:description", one.text)
