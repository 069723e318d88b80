"""Writes `act.ttl`: bodies and their relations in the W3C Organization Ontology (16 January 2014).

A relation that the act states is a triple, and also a reified statement (`rdf:Statement`) with its provision
and quotation. An editorial assignment is a reified statement only: the graph describes it without asserting
it. Ids of the data cannot clash with eIds or with names built here: those hold an underscore or a capital
letter.
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
"""Kind of body -> RDF class. A body that the act only names may be a person, so it is an agent."""

REPORTING = (RelationKind.SUBORDINATE_TO, RelationKind.ACCOUNTABLE_TO, RelationKind.REPORTS_TO)
"""The relations that `org:reportsTo` covers."""

SOURCE = Name("dcterms:source")

NOT_IN_FORCE = Name("eli:InForce-notInForce")
"""Value of `eli:in_force` in the ontology of the European Legislation Identifier (ELI)."""

ACT = Name(":act_")

NAMED = Name(":named_in")
EDITORIAL = Name(":may_carry_out")
BASIS = Name(":basis_")
CONFIDENCE = Name(":confidence_")
LATER_LAW = Name(":later_law_")
OTHER = Name(":other_party_")
"""Properties of the file's own, for which no vocabulary has one: of assignments and of a third party."""


def files(localizations: Sequence[Localization]) -> dict[str, str]:
    """Return name -> content of the file."""
    return {NAME: turtle(triples(localizations))}


def triples(localizations: Sequence[Localization]) -> Iterator[Triple]:
    """Yield every triple of the file, without text in unpublished languages."""
    published = {"", *(localization.code for localization in localizations)}
    for subject, predicate, object_ in _all(localizations):
        if not isinstance(object_, Literal) or object_.language in published:
            yield subject, predicate, object_


def _all(localizations: Sequence[Localization]) -> Iterator[Triple]:
    index = localizations[0].index
    yield from _about(localizations)
    for actor in index.actors.values():
        yield from _actor(index, actor)
    for region in index.regions.values():
        subject = Name(f":region_{region.id}")
        yield subject, TYPE, Name("dcterms:Location")
        yield from _texts(subject, "skos:prefLabel", region.name)
        if region.iso:
            yield subject, Name("skos:notation"), Literal(region.iso)
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
    """Yield the triples of the file itself and of the act."""
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


def _name(index: Index, id_: str) -> Name:
    return Name(f":{index.actors[id_].id}")


def _actor(index: Index, actor: Actor) -> Iterator[Triple]:
    subject = Name(f":{actor.id}")
    if isinstance(actor, Body):
        yield from _body(subject, actor)
    elif isinstance(actor, Post):
        yield subject, TYPE, Name("org:Post")
        yield subject, Name("org:postIn"), _name(index, actor.of)
    elif isinstance(actor, BodyGroup):
        yield subject, TYPE, Name("skos:Collection")
        for member in actor.members:
            yield subject, Name("skos:member"), _name(index, member)
    yield from _texts(subject, "skos:prefLabel", actor.name)
    yield subject, SOURCE, Name(f":{actor.named_in}")


def _body(subject: Name, body: Body) -> Iterator[Triple]:
    type_ = TYPES[body.kind]
    yield subject, TYPE, Name(type_)
    if body.parent:
        predicate = "org:unitOf" if type_ == UNIT else "org:subOrganizationOf"
        yield subject, Name(predicate), Name(f":{body.parent}")
    if body.region:
        yield subject, Name("dcterms:spatial"), Name(f":region_{body.region}")
    if body.url:
        yield subject, Name("foaf:homepage"), Address(body.url)
    yield from _texts(subject, "skos:altLabel", body.short)


def _relations(localizations: Sequence[Localization]) -> Iterator[Triple]:
    index = localizations[0].index
    kinds = dict.fromkeys(relation.kind for relation in index.dataset.relations)
    for kind in kinds:
        property_ = _property(kind)
        yield property_, TYPE, Name("rdf:Property")
        yield from _strings(property_, "rdfs:label", localizations, f"relation.{kind}.subject")
    for place, relation in enumerate(index.dataset.relations, 1):
        subject, property_ = _name(index, relation.subject), _property(relation.kind)
        objects: list[Term] = [_name(index, relation.object)] if relation.object else []
        objects += [Literal(text, code) for code, text in (relation.literal or {}).items()]
        for object_ in objects:
            yield subject, property_, object_
        between_bodies = not {relation.subject, relation.object} & index.groups.keys()
        if relation.kind in REPORTING and relation.object and between_bodies:
            yield subject, Name("org:reportsTo"), _name(index, relation.object)
        statement = Name(f":relation_{place}")
        yield from _statement(statement, subject, property_, objects[0], relation.provision)
        if relation.other:
            yield statement, OTHER, _name(index, relation.other)
        yield from _texts(statement, "rdfs:comment", relation.detail)
        yield from _texts(statement, "skos:note", relation.quote)


def _property(kind: RelationKind) -> Name:
    return Name(f":rel_{kind}")


def _statement(
    statement: Name, subject: Name, property_: Name, object_: Term, provision: str
) -> Iterator[Triple]:
    """Yield the triples of a reified statement: its parts and the provision it comes from."""
    yield statement, TYPE, Name("rdf:Statement")
    yield statement, Name("rdf:subject"), subject
    yield statement, Name("rdf:predicate"), property_
    yield statement, Name("rdf:object"), object_
    yield statement, SOURCE, Name(f":{provision}")


def _assignments(localizations: Sequence[Localization]) -> Iterator[Triple]:
    """Yield the assignments as reified statements that are not asserted, each with its ground."""
    index = localizations[0].index
    for property_, key in ((NAMED, "body.named"), (EDITORIAL, "label.editorial")):
        yield property_, TYPE, Name("rdf:Property")
        yield from _strings(property_, "rdfs:label", localizations, key)
    for place, assignment in enumerate(index.dataset.assignments, 1):
        statement = Name(f":tie_{place}")
        property_ = NAMED if assignment.basis is Basis.NAMED else EDITORIAL
        body, provision = _name(index, assignment.body), Name(f":{assignment.provision}")
        yield from _statement(statement, body, property_, provision, assignment.provision)
        yield statement, BASIS, Literal(assignment.basis)
        if assignment.confidence:
            yield statement, CONFIDENCE, Literal(assignment.confidence)
            yield statement, LATER_LAW, Literal(str(assignment.later_law).lower(), type="xsd:boolean")
        yield from _texts(statement, "skos:note", assignment.quote)
        yield from _texts(statement, "rdfs:comment", assignment.ground)
        for cited in assignment.cites:
            for localization in localizations:
                words = f"{localization.cited_place(cited)}: «{localization.text(cited.words)}»"
                yield statement, Name("dcterms:bibliographicCitation"), Literal(words, localization.code)


def _terms(localizations: Sequence[Localization]) -> Iterator[Triple]:
    terms = localizations[0].index.dataset.glossary.terms
    if not terms:
        return
    scheme = Name(":terms_")
    yield scheme, TYPE, Name("skos:ConceptScheme")
    yield from _strings(scheme, "skos:prefLabel", localizations, "page.terms")
    for term in terms:
        concept = Name(f":term_{term.id}")
        yield concept, TYPE, Name("skos:Concept")
        yield concept, Name("skos:inScheme"), scheme
        yield from _texts(concept, "skos:prefLabel", term.term)
        for code, forms in term.forms.items():
            for form in forms:
                yield concept, Name("skos:altLabel"), Literal(form, code)
        yield from _texts(concept, "skos:definition", term.definition)
        yield from _texts(concept, "skos:note", term.note)


def _provisions(localizations: Sequence[Localization]) -> Iterator[Triple]:
    """Yield the provisions, so that statements about bodies can be traced to the text."""
    for provision in localizations[0].index.dataset.provisions:
        subject = Name(f":{provision.eid}")
        yield subject, TYPE, Name("dcterms:BibliographicResource")
        yield subject, Name("dcterms:isPartOf"), Name(f":{provision.parent}") if provision.parent else ACT
        yield subject, Name("dcterms:identifier"), Literal(provision.eid)
        if provision.repealed:
            yield subject, Name("eli:in_force"), NOT_IN_FORCE
        yield from _texts(subject, "dcterms:description", provision.text)
