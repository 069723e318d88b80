"""Look-ups over a dataset, precomputed so that their cost does not depend on its size."""

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
    Source,
    Synonym,
    Term,
    TermLink,
    Title,
    Topic,
)

Actor = Body | Post | BodyGroup
"""What a relation or an assignment may name."""


class Index:
    """Look-ups over a dataset that has passed its checks.

    The dataset and the results are shared: callers must not change them.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.provisions: dict[str, Provision] = {provision.eid: provision for provision in dataset.provisions}
        self.bodies: dict[str, Body] = {body.id: body for body in dataset.organisation.bodies}
        self.posts: dict[str, Post] = {post.id: post for post in dataset.organisation.posts}
        self.groups: dict[str, BodyGroup] = {group.id: group for group in dataset.organisation.groups}
        self.actors: dict[str, Actor] = {**self.bodies, **self.posts, **self.groups}
        self.regions: dict[str, Region] = {region.id: region for region in dataset.organisation.regions}
        self.topics: dict[str, Topic] = {topic.id: topic for topic in dataset.editorial.topics}
        self.terms: dict[str, Term] = {term.id: term for term in dataset.glossary.terms}
        self.sources: dict[str, Source] = {source.id: source for source in dataset.act.sources}
        self.titles: dict[str, Title] = {title.provision: title for title in dataset.editorial.titles}

    @cached_property
    def order(self) -> dict[str, int]:
        """The position of each provision in the act, counted from 0."""
        return {provision.eid: position for position, provision in enumerate(self.dataset.provisions)}

    def ancestors(self, provision: Provision) -> list[Provision]:
        """Return the provisions above this one, the outermost first."""
        ancestors: list[Provision] = []
        while provision.parent:
            provision = self.provisions[provision.parent]
            ancestors.insert(0, provision)
        return ancestors

    def children(self, provision: Provision) -> list[Provision]:
        """Return the provisions directly below this one, in order."""
        return [self.provisions[child] for child in provision.children]

    def descendants(self, provision: Provision) -> Iterator[Provision]:
        """Yield the provision and everything below it, in order."""
        yield provision
        for child in self.children(provision):
            yield from self.descendants(child)

    def nearest(self, provision: Provision, *kinds: Kind) -> Provision | None:
        """Return the provision itself or its closest ancestor that is of one of the kinds."""
        for candidate in [provision, *reversed(self.ancestors(provision))]:
            if candidate.kind in kinds:
                return candidate
        return None

    def of_kind(self, kind: Kind) -> list[Provision]:
        """Return the provisions of a kind, in order."""
        return self._by_kind[kind]

    @cached_property
    def _by_kind(self) -> dict[Kind, list[Provision]]:
        by_kind: dict[Kind, list[Provision]] = {kind: [] for kind in Kind}
        for provision in self.dataset.provisions:
            by_kind[provision.kind].append(provision)
        return by_kind

    @cached_property
    def roots(self) -> list[Provision]:
        """The provisions without a parent, in order."""
        return [provision for provision in self.dataset.provisions if provision.parent is None]

    @cached_property
    def by_role(self) -> dict[Role, list[Provision]]:
        """The provisions of each role, in order."""
        by_role: dict[Role, list[Provision]] = defaultdict(list)
        for provision in self.dataset.provisions:
            if provision.role:
                by_role[provision.role].append(provision)
        return by_role

    def number(self, provision: Provision) -> str:
        """Return the bare number of a provision (`24)` -> `24`), or the part of its eId after the kind."""
        return eid.number(provision.num) or provision.eid.rsplit("_", 1)[1]

    @cached_property
    def topic_of(self) -> dict[str, str]:
        """The topic of each provision that has one: its short title names it, or the topic lists it."""
        listed = {eid: topic.id for topic in self.topics.values() for eid in topic.provisions}
        titles = self.dataset.editorial.titles
        return listed | {title.provision: title.topic for title in titles if title.topic}

    @cached_property
    def synonyms_of(self) -> dict[str, list[Synonym]]:
        """The other names of each entry that has some."""
        synonyms: dict[str, list[Synonym]] = defaultdict(list)
        for synonym in self.dataset.editorial.synonyms:
            synonyms[synonym.of].append(synonym)
        return dict(synonyms)

    @cached_property
    def members_of_topic(self) -> dict[str, list[Provision]]:
        """The provisions of each topic, in the order of the act."""
        by_topic: dict[str, list[Provision]] = defaultdict(list)
        for member in sorted(self.topic_of, key=self.order.__getitem__):
            by_topic[self.topic_of[member]].append(self.provisions[member])
        return by_topic

    @cached_property
    def completion(self) -> dict[str, list[Completion]]:
        """The closing words that complete each provision, in the order in which they are read."""
        by_provision: dict[str, list[Completion]] = defaultdict(list)
        for completion in self.dataset.editorial.completions:
            for provision in completion.completes:
                by_provision[provision].append(completion)
        return by_provision

    @cached_property
    def changes_of(self) -> dict[str, list[Change]]:
        """The known later changes of each provision."""
        by_provision: dict[str, list[Change]] = defaultdict(list)
        for change in self.dataset.act.changes:
            for provision in change.provisions:
                by_provision[provision].append(change)
        return by_provision

    @cached_property
    def references_of(self) -> dict[str, list[Reference]]:
        """The references to each act (by its id) or provision (by its eId)."""
        by_target: dict[str, list[Reference]] = defaultdict(list)
        for reference in self.dataset.citations.references:
            by_target[reference.act or reference.target or ""].append(reference)
        return by_target

    @cached_property
    def references_in(self) -> dict[str, list[Reference]]:
        """The references in each provision, in the order of the data."""
        by_provision: dict[str, list[Reference]] = defaultdict(list)
        for reference in self.dataset.citations.references:
            by_provision[reference.provision].append(reference)
        return by_provision

    @cached_property
    def term_links_in(self) -> dict[str, list[TermLink]]:
        """The term links in each provision, in the order of the data."""
        by_provision: dict[str, list[TermLink]] = defaultdict(list)
        for link in self.dataset.glossary.term_links:
            by_provision[link.provision].append(link)
        return by_provision

    @cached_property
    def term_links_of(self) -> dict[str, list[TermLink]]:
        """The links to each term, in the order of the act."""
        by_term: dict[str, list[TermLink]] = defaultdict(list)
        for link in sorted(self.dataset.glossary.term_links, key=lambda link: self.order[link.provision]):
            by_term[link.term].append(link)
        return by_term

    @cached_property
    def actors_of(self) -> dict[str, list[str]]:
        """The ids of the bodies, posts and groups that each provision is about, by its eId.

        A provision is about an actor if it names it, states a relation of it, or if the data assign the
        provision to it or declare it a bearer of the provision.
        """
        actors_of: dict[str, dict[str, None]] = defaultdict(dict)
        for actor in self.actors.values():
            actors_of[actor.named_in][actor.id] = None
        for relation in self.dataset.relations:
            for party in (relation.subject, relation.object, relation.other):
                if party:
                    actors_of[relation.provision][party] = None
        for assignment in self.shown_assignments:
            actors_of[assignment.provision][assignment.body] = None
        for bearer in self.dataset.bearers:
            actors_of[bearer.provision][bearer.body] = None
            actors_of[bearer.named_in][bearer.body] = None
        return {eid: list(actors) for eid, actors in actors_of.items()}

    @cached_property
    def bodies_below(self) -> dict[str, list[Body]]:
        """The bodies directly below each body, in the order of the data."""
        by_parent: dict[str, list[Body]] = defaultdict(list)
        for body in self.dataset.organisation.bodies:
            if body.parent:
                by_parent[body.parent].append(body)
        return by_parent

    def bodies_of(self, *kinds: BodyKind) -> list[Body]:
        """Return the bodies of some kinds, in the order of the data."""
        return [body for body in self.dataset.organisation.bodies if body.kind in kinds]

    @cached_property
    def bodies_in(self) -> dict[str, list[Body]]:
        """The bodies of each region."""
        by_region: dict[str, list[Body]] = defaultdict(list)
        for body in self.dataset.organisation.bodies:
            if body.region:
                by_region[body.region].append(body)
        return by_region

    @cached_property
    def named_here(self) -> dict[str, Actor]:
        """The body that each list item names, by the item's eId; the item's words are the body's name."""
        return {body.named_in: body for body in self.dataset.organisation.bodies if body.quote is None}

    @cached_property
    def remarked_in(self) -> dict[str, Actor]:
        """The first body or post with an editorial remark that each provision names, by its eId."""
        remarked = (actor for actor in self.actors.values() if getattr(actor, "remark", None))
        named: dict[str, Actor] = {}
        for actor in remarked:
            named.setdefault(actor.named_in, actor)
        return named

    @cached_property
    def groups_of(self) -> dict[str, list[BodyGroup]]:
        """The groups that each body or post belongs to."""
        by_member: dict[str, list[BodyGroup]] = defaultdict(list)
        for group in self.dataset.organisation.groups:
            for member in group.members:
                by_member[member].append(group)
        return by_member

    @cached_property
    def relations_of(self) -> dict[str, list[Relation]]:
        """The relations of each body, post or group, in the order of the data."""
        by_party: dict[str, list[Relation]] = defaultdict(list)
        for relation in self.dataset.relations:
            for party in dict.fromkeys((relation.subject, relation.object, relation.other)):
                if party:
                    by_party[party].append(relation)
        return by_party

    def relations_in(self, provisions: Iterable[Provision]) -> list[Relation]:
        """Return the relations that some provisions state."""
        eids = {provision.eid for provision in provisions}
        return [relation for relation in self.dataset.relations if relation.provision in eids]

    @cached_property
    def shown_assignments(self) -> tuple[Assignment, ...]:
        """The assignments that the site shows: named ones, and editorial ones above low confidence."""
        return tuple(
            assignment
            for assignment in self.dataset.assignments
            if assignment.basis is Basis.NAMED
            or (self.dataset.site.show_editorial_assignments and assignment.confidence is not Confidence.LOW)
        )

    @cached_property
    def assignments_of_provision(self) -> dict[str, list[Assignment]]:
        """The shown assignments of each provision."""
        by_provision: dict[str, list[Assignment]] = defaultdict(list)
        for assignment in self.shown_assignments:
            by_provision[assignment.provision].append(assignment)
        return by_provision

    @cached_property
    def assignments_of_body(self) -> dict[str, list[Assignment]]:
        """The shown assignments of each body or post."""
        by_body: dict[str, list[Assignment]] = defaultdict(list)
        for assignment in self.shown_assignments:
            by_body[assignment.body].append(assignment)
        return by_body

    @property
    def office(self) -> Body:
        """The body that the statute is about."""
        return self.bodies[self.dataset.act.office]

    @cached_property
    def paged_roles(self) -> list[Role]:
        """The roles whose provisions have their own pages and that the act uses."""
        return [role for role in self.dataset.site.pages if self.by_role[role]]
