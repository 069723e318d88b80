"""RDF triples, and how Turtle (W3C Recommendation of 25 February 2014) writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

PREFIXES = {
    "": "#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix -> namespace; the empty prefix is the file itself, wherever it is published."""

ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
}

ESCAPED = re.compile(r'[\\"\n\r\t]')
"""The characters that `ESCAPES` has."""


class Name(Struct, frozen=True):
    """A resource by its prefixed name: `org:Post`, `:office`. Ids and eIds need no escapes in Turtle."""

    name: str

    def __str__(self) -> str:
        return self.name

    @property
    def iri(self) -> str:
        """The expanded name; for the empty prefix, relative to the file."""
        prefix, _, local = self.name.partition(":")
        return PREFIXES[prefix] + local


class Address(Struct, frozen=True):
    """A resource by its web address, or an address relative to the file."""

    iri: str

    def __str__(self) -> str:
        escaped = (f"\\u{ord(char):04X}" if char in '<>"{}|^`\\ ' else char for char in self.iri)
        return f"<{''.join(escaped)}>"


class Literal(Struct, frozen=True):
    """Text in a language, a value with a data type, or plain text."""

    text: str
    language: str = ""
    type: str = ""

    def __str__(self) -> str:
        text = ESCAPED.sub(lambda char: ESCAPES[char[0]], self.text)
        suffix = f"@{self.language}" if self.language else f"^^{self.type}" if self.type else ""
        return f'"{text}"{suffix}'


Term = Name | Address | Literal
Triple = tuple[Name | Address, Name, Term]

TYPE = Name("rdf:type")


def turtle(triples: Iterable[Triple]) -> str:
    """Return triples as Turtle, grouped by subject and predicate in the order of their first use."""
    subjects: dict[Name | Address, dict[Name, dict[Term, None]]] = {}
    for subject, predicate, object_ in triples:
        subjects.setdefault(subject, {}).setdefault(predicate, {})[object_] = None
    lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items()]
    for subject, predicates in subjects.items():
        pairs = [
            f"  {'a' if predicate == TYPE else predicate} {', '.join(map(str, objects))}"
            for predicate, objects in predicates.items()
        ]
        lines += ["", str(subject), " ;\n".join(pairs) + " ."]
    return "\n".join(lines) + "\n"
