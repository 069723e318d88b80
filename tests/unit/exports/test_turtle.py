"""Turtle: rdflib reads the same graph, and editorial assignments are not asserted."""

from __future__ import annotations

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, ORG, SKOS
from rdflib.term import Node

from generator import exports
from generator.act.index import Index
from generator.builder.preparation import PreparedSite
from generator.exports import triples, turtle
from generator.model import Body, BodyKind, Dataset
from generator.plan.localization import Localization

BASE = "https://example.org/data/act.ttl"
HERE = Namespace(f"{BASE}#")


def localizations(dataset: Dataset) -> list[Localization]:
    index = Index(dataset)
    return [Localization(index, language) for language in dataset.published]


def node(term: triples.Term) -> Node:
    """Return a term as a node of rdflib, without its Turtle form."""
    if isinstance(term, triples.Literal):
        prefix, _, name = term.type.partition(":")
        datatype = URIRef(triples.PREFIXES[prefix] + name) if name else None
        return Literal(term.text, lang=term.language or None, datatype=datatype)
    return URIRef(BASE + term.iri if term.iri.startswith("#") or not term.iri else term.iri)


def stated(dataset: Dataset) -> Graph:
    graph = Graph()
    for triple in turtle.triples(localizations(dataset)):
        graph.add((node(triple[0]), node(triple[1]), node(triple[2])))
    return graph


def read(dataset: Dataset) -> Graph:
    return Graph().parse(data=exports.files(dataset)["act.ttl"], format="turtle", publicID=BASE)


@pytest.fixture(scope="module")
def graph(real: PreparedSite) -> Graph:
    return read(real.dataset)


def test_it_reads_back_to_the_same_graph(real: PreparedSite, tiny_prepared: PreparedSite) -> None:
    for dataset in (real.dataset, tiny_prepared.dataset):
        graph = read(dataset)
        assert set(graph) == set(stated(dataset))
        again = Graph().parse(data=graph.serialize(format="turtle"), format="turtle", publicID=BASE)
        assert isomorphic(graph, again)
        assert not [node for node in graph.all_nodes() if not isinstance(node, URIRef | Literal)]


def test_the_file_is_stable(real: PreparedSite) -> None:
    assert turtle.files(localizations(real.dataset)) == turtle.files(localizations(real.dataset))


def test_the_organisation(graph: Graph) -> None:
    office, committee = HERE.office, HERE.committee
    assert (office, RDF.type, ORG.FormalOrganization) in graph
    assert len(list(graph.subjects(ORG.unitOf, office))) == 17
    assert len(list(graph.subjects(ORG.unitOf, committee))) == 22
    below = set(graph.subjects(ORG.subOrganizationOf, office))
    assert {committee, HERE["prosecution-kz-35"], HERE.academy} <= below
    assert (HERE["prosecutor-general"], ORG.postIn, office) in graph
    assert (office, ORG.reportsTo, HERE.president) in graph
    assert (HERE["prosecution-kz-35"], DCTERMS.spatial, HERE["region_kz-35"]) in graph
    assert str(graph.value(HERE["region_kz-35"], SKOS.notation)) == "KZ-35"
    names = {
        name.language: str(name)
        for name in graph.objects(office, SKOS.prefLabel)
        if isinstance(name, Literal)
    }
    assert names["ru"] == "Генеральная прокуратура Республики Казахстан"
    assert set(names) == {"kk", "ru"}


def test_every_body_post_and_group_is_there(graph: Graph, real: PreparedSite) -> None:
    for actor in Index(real.dataset).actors.values():
        assert graph.value(HERE[actor.id], RDF.type), actor.id
        assert graph.value(HERE[actor.id], DCTERMS.source) == HERE[actor.named_in]
        if isinstance(actor, Body) and actor.kind is BodyKind.UNIT:
            assert graph.value(HERE[actor.id], RDF.type) == ORG.OrganizationalUnit


def test_every_name_of_the_file_has_a_class(graph: Graph) -> None:
    """Every name of the file, except its properties, has an RDF class."""
    used: set[Node] = {
        node for node in graph.all_nodes() if isinstance(node, URIRef) and node.startswith(HERE)
    }
    used |= {name for name in graph.predicates() if str(name).startswith(HERE)}
    own = {HERE[name] for name in ("basis_", "confidence_", "later_law_", "other_party_")}
    assert used - set(graph.subjects(RDF.type, None)) == own


def test_an_editorial_assignment_is_described_and_not_asserted(graph: Graph, real: PreparedSite) -> None:
    statements = list(graph.subjects(RDF.predicate, HERE.may_carry_out))
    editorial = [assignment for assignment in real.dataset.assignments if assignment.basis == "editorial"]
    assert len(statements) == len(editorial) > 50
    assert not list(graph.subject_objects(HERE.may_carry_out))
    for statement in statements:
        assert str(graph.value(statement, HERE.basis_)) == "editorial"
        assert graph.value(statement, HERE.confidence_)


def test_a_relation_is_asserted_and_traced(graph: Graph, real: PreparedSite) -> None:
    relations = real.dataset.relations
    for place, relation in enumerate(relations, 1):
        statement = HERE[f"relation_{place}"]
        property_ = HERE[f"rel_{relation.kind}"]
        assert graph.value(statement, DCTERMS.source) == HERE[relation.provision]
        assert (graph.value(statement, RDF.subject), property_, graph.value(statement, RDF.object)) in graph
        assert Literal(relation.quote["kk"], lang="kk") in set(graph.objects(statement, SKOS.note))


def test_ids_and_eids_never_clash(real: PreparedSite, tiny_prepared: PreparedSite) -> None:
    for prepared in (real, tiny_prepared):
        index = Index(prepared.dataset)
        assert not set(index.actors) & set(index.provisions)
        assert all("_" in eid for eid in index.provisions)


HOSTILE = (
    'a "b" \\ c',
    "a\nb\r\tc",
    '\\u0041 \\" \'\'\' """',
    "] . <x> ; @prefix",
)


@pytest.mark.parametrize("value", HOSTILE)
def test_text_stays_text(value: str) -> None:
    subject = triples.Name(":x")
    text = triples.turtle([(subject, triples.TYPE, triples.Literal(value, "kk"))])
    graph = Graph().parse(data=text, format="turtle", publicID=BASE)
    assert set(graph) == {(HERE.x, RDF.type, Literal(value, lang="kk"))}


def test_an_address_stays_an_address() -> None:
    subject = triples.Name(":x")
    text = triples.turtle([(subject, triples.TYPE, triples.Address("https://example.org/a>b c"))])
    graph = Graph().parse(data=text, format="turtle", publicID=BASE)
    assert [str(node) for node in graph.objects()] == ["https://example.org/a>b c"]
