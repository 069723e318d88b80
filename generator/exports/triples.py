"""RDF statements and their form in Turtle (W3C Recommendation of 25 February 2014)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

PREFIXES = {
    "": "#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The empty prefix names what this file speaks of: addresses inside it, wherever it lies."""

ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
}


@dataclass(frozen=True)
class Name:
    """A thing by its short name: `org:Post`, `:office`; ids and eIds need no escape in Turtle."""

    name: str

    def __str__(self) -> str:
        return self.name

    @property
    def iri(self) -> str:
        """The whole name, relative to the file for the empty prefix."""
        prefix, _, local = self.name.partition(":")
        return PREFIXES[prefix] + local


@dataclass(frozen=True)
class Address:
    """A thing by its web address, or by one relative to the file."""

    iri: str

    def __str__(self) -> str:
        return "<" + "".join(f"\\u{ord(one):04X}" if one in '<>"{}|^`\\ ' else one for one in self.iri) + ">"


@dataclass(frozen=True)
class Literal:
    """Words in a language, or a value of a type, or plain words."""

    words: str
    language: str = ""
    type: str = ""

    def __str__(self) -> str:
        words = "".join(ESCAPES.get(one, one) for one in self.words)
        ending = f"@{self.language}" if self.language else f"^^{self.type}" if self.type else ""
        return f'"{words}"{ending}'


Term = Name | Address | Literal
Triple = tuple[Name | Address, Name, Term]

TYPE = Name("rdf:type")


def turtle(triples: Iterable[Triple]) -> str:
    """Return statements as Turtle, grouped by subject and predicate in the order they first come."""
    subjects: dict[Name | Address, dict[Name, dict[Term, None]]] = {}
    for subject, predicate, thing in triples:
        subjects.setdefault(subject, {}).setdefault(predicate, {})[thing] = None
    lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items()]
    for subject, predicates in subjects.items():
        pairs = [
            f"  {'a' if predicate == TYPE else predicate} {', '.join(map(str, things))}"
            for predicate, things in predicates.items()
        ]
        lines += ["", str(subject), " ;\n".join(pairs) + " ."]
    return "\n".join(lines) + "\n"
