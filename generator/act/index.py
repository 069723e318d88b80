"""An institution with its cross-references resolved, so that a look-up costs the same at any size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from generator.act import eid
from generator.model import (
    Assignment,
    Basis,
    Body,
    BodyGroup,
    BodyKind,
    Change,
    Completion,
    Confidence,
    Dataset,
    Kind,
    Post,
    Provision,
    Reference,
    Region,
    Relation,
    Role,
    Term,
    TermLink,
    Title,
    Topic,
)

Actor = Body | Post | BodyGroup
"""Whatever a relation or a tie may name."""


class Index:
    """Look-ups over one institution that passed its check; nothing here changes."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.provisions: dict[str, Provision] = {one.eid: one for one in dataset.provisions}
        self.bodies: dict[str, Body] = {one.id: one for one in dataset.organisation.bodies}
        self.posts: dict[str, Post] = {one.id: one for one in dataset.organisation.posts}
        self.groups: dict[str, BodyGroup] = {one.id: one for one in dataset.organisation.groups}
        self.actors: dict[str, Actor] = {**self.bodies, **self.posts, **self.groups}
        self.regions: dict[str, Region] = {one.id: one for one in dataset.organisation.regions}
        self.topics: dict[str, Topic] = {one.id: one for one in dataset.editorial.topics}
        self.terms: dict[str, Term] = {one.id: one for one in dataset.glossary.terms}
        self.titles: dict[str, Title] = {one.provision: one for one in dataset.editorial.titles}

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each provision in the act."""
        return {one.eid: place for place, one in enumerate(self.dataset.provisions)}

    def ancestors(self, provision: Provision) -> list[Provision]:
        """Return the provisions above this one, the outermost first."""
        above: list[Provision] = []
        while provision.parent:
            provision = self.provisions[provision.parent]
            above.insert(0, provision)
        return above

    def children(self, provision: Provision) -> list[Provision]:
        """Return the provisions directly below this one, in order."""
        return [self.provisions[child] for child in provision.children]

    def descendants(self, provision: Provision) -> Iterator[Provision]:
        """Return the provision and everything below it, in order."""
        yield provision
        for child in self.children(provision):
            yield from self.descendants(child)

    def nearest(self, provision: Provision, *kinds: Kind) -> Provision | None:
        """Return the provision itself or the closest one above it that is of one of the kinds."""
        for one in [provision, *reversed(self.ancestors(provision))]:
            if one.kind in kinds:
                return one
        return None

    def of_kind(self, kind: Kind) -> list[Provision]:
        """Return the provisions of a kind, in order."""
        return [one for one in self.dataset.provisions if one.kind is kind]

    @cached_property
    def roots(self) -> list[Provision]:
        """The provisions that stand under none, in order."""
        return [one for one in self.dataset.provisions if one.parent is None]

    @cached_property
    def by_role(self) -> dict[Role, list[Provision]]:
        """The provisions of each role, in order."""
        found: dict[Role, list[Provision]] = defaultdict(list)
        for one in self.dataset.provisions:
            if one.role:
                found[one.role].append(one)
        return found

    def number(self, provision: Provision) -> str:
        """Return the bare number of a provision (`24)` -> `24`), or the part of its eId after the kind."""
        return eid.number(provision.num) or provision.eid.rsplit("_", 1)[1]

    @cached_property
    def titles_of_topic(self) -> dict[str, list[Title]]:
        """The titled provisions of each topic, in the order of the act."""
        found: dict[str, list[Title]] = defaultdict(list)
        for title in sorted(self.dataset.editorial.titles, key=lambda one: self.order[one.provision]):
            found[title.topic].append(title)
        return found

    @cached_property
    def completion(self) -> dict[str, list[Completion]]:
        """The closing words that a provision leans on, in the order they are read."""
        found: dict[str, list[Completion]] = defaultdict(list)
        for one in self.dataset.editorial.completions:
            for provision in one.completes:
                found[provision].append(one)
        return found

    @cached_property
    def changes_of(self) -> dict[str, list[Change]]:
        """What is known to have changed later about each provision."""
        found: dict[str, list[Change]] = defaultdict(list)
        for change in self.dataset.act.changes:
            for provision in change.provisions:
                found[provision].append(change)
        return found

    @cached_property
    def references_of(self) -> dict[str, list[Reference]]:
        """The references that lead to each act (by its id) or provision (by its eId)."""
        found: dict[str, list[Reference]] = defaultdict(list)
        for one in self.dataset.citations.references:
            found[one.act or one.target or ""].append(one)
        return found

    @cached_property
    def references_in(self) -> dict[str, list[Reference]]:
        """The references that each provision makes, in the order of the data."""
        found: dict[str, list[Reference]] = defaultdict(list)
        for one in self.dataset.citations.references:
            found[one.provision].append(one)
        return found

    @cached_property
    def term_links_in(self) -> dict[str, list[TermLink]]:
        """The term links of each provision, in the order of the data."""
        found: dict[str, list[TermLink]] = defaultdict(list)
        for one in self.dataset.glossary.term_links:
            found[one.provision].append(one)
        return found

    @cached_property
    def term_links_of(self) -> dict[str, list[TermLink]]:
        """The links that lead to each term, in the order of the act."""
        found: dict[str, list[TermLink]] = defaultdict(list)
        for one in sorted(self.dataset.glossary.term_links, key=lambda one: self.order[one.provision]):
            found[one.term].append(one)
        return found

    @cached_property
    def named_by(self) -> dict[str, list[str]]:
        """The bodies, posts and classes that each provision names, heads or ties, by their ids."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for actor in self.actors.values():
            found[actor.named_in][actor.id] = None
        for relation in self.dataset.relations:
            for party in (relation.subject, relation.object, relation.other):
                if party:
                    found[relation.provision][party] = None
        for assignment in self.shown_assignments:
            found[assignment.provision][assignment.body] = None
        for bearer in self.dataset.bearers:
            found[bearer.provision][bearer.body] = None
            found[bearer.named_in][bearer.body] = None
        return {eid: list(actors) for eid, actors in found.items()}

    @cached_property
    def bodies_below(self) -> dict[str, list[Body]]:
        """The bodies directly under each body, in the order of the data."""
        found: dict[str, list[Body]] = defaultdict(list)
        for one in self.dataset.organisation.bodies:
            if one.parent:
                found[one.parent].append(one)
        return found

    def bodies_of(self, *kinds: BodyKind) -> list[Body]:
        """Return the bodies of some kinds, in the order of the data."""
        return [one for one in self.dataset.organisation.bodies if one.kind in kinds]

    @cached_property
    def bodies_in(self) -> dict[str, list[Body]]:
        """The bodies of each region."""
        found: dict[str, list[Body]] = defaultdict(list)
        for one in self.dataset.organisation.bodies:
            if one.region:
                found[one.region].append(one)
        return found

    @cached_property
    def named_here(self) -> dict[str, Actor]:
        """The body that a provision of a list names: the provision's words are its name."""
        return {one.named_in: one for one in self.dataset.organisation.bodies if one.quote is None}

    @cached_property
    def groups_of(self) -> dict[str, list[BodyGroup]]:
        """The classes that each body or post belongs to."""
        found: dict[str, list[BodyGroup]] = defaultdict(list)
        for group in self.dataset.organisation.groups:
            for member in group.members:
                found[member].append(group)
        return found

    @cached_property
    def relations_of(self) -> dict[str, list[Relation]]:
        """The relations that name each body, post or class, in the order of the data."""
        found: dict[str, list[Relation]] = defaultdict(list)
        for relation in self.dataset.relations:
            for name in dict.fromkeys((relation.subject, relation.object, relation.other)):
                if name:
                    found[name].append(relation)
        return found

    def relations_in(self, provisions: Iterable[Provision]) -> list[Relation]:
        """Return the relations that some provisions state."""
        wanted = {one.eid for one in provisions}
        return [one for one in self.dataset.relations if one.provision in wanted]

    @cached_property
    def shown_assignments(self) -> tuple[Assignment, ...]:
        """The ties that the site shows: named ones, and editorial ones of high or medium confidence."""
        return tuple(
            assignment
            for assignment in self.dataset.assignments
            if assignment.basis is Basis.NAMED
            or (self.dataset.site.show_editorial_assignments and assignment.confidence is not Confidence.LOW)
        )

    @cached_property
    def assignments_of_provision(self) -> dict[str, list[Assignment]]:
        """The shown ties of each provision."""
        found: dict[str, list[Assignment]] = defaultdict(list)
        for assignment in self.shown_assignments:
            found[assignment.provision].append(assignment)
        return found

    @cached_property
    def assignments_of_body(self) -> dict[str, list[Assignment]]:
        """The shown ties of each body or post."""
        found: dict[str, list[Assignment]] = defaultdict(list)
        for assignment in self.shown_assignments:
            found[assignment.body].append(assignment)
        return found

    @property
    def office(self) -> Body:
        """The body that the statute is about."""
        return self.bodies[self.dataset.act.office]

    @cached_property
    def paged_roles(self) -> list[Role]:
        """The roles whose provisions have pages of their own, as far as the act uses them."""
        return [role for role in self.dataset.site.pages if self.by_role[role]]
