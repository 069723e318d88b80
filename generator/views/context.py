"""Context for building one page: site plan, localization and the parts that many pages share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from markupsafe import Markup

from generator.act.index import Index
from generator.act.integrity import Proof
from generator.act.targets import Target
from generator.escape import Span, act_words, linked_words
from generator.model import (
    Assignment,
    Basis,
    Body,
    Change,
    Entry,
    Kind,
    Post,
    Provision,
    Relation,
    RelationKind,
    Term,
)
from generator.plan.localization import Localization
from generator.plan.pages import PARALLEL, Page, Plan
from generator.views.parts import (
    AssignmentRow,
    Block,
    ChangeNote,
    Correction,
    GroupStatements,
    Link,
    Neighbours,
    OtherLanguage,
    Quotation,
    Statement,
)

DASHES = ("- ", "– ", "— ")

Downloads = Mapping[str, Mapping[str, int]]
"""Format -> file name -> size in bytes of each file of the data that the site offers."""


class NamedKind(Protocol):
    """What a page must know about each kind of page that it links to: how such a page is named."""

    @property
    def page_name(self) -> Callable[[Localization, Page], str]:
        """Return the function that names a page of this kind in navigation."""


@dataclass(frozen=True)
class PageContext:
    """Everything that the view of one page is built from; `render.page_kinds.page_context` makes one."""

    page: Page
    plan: Plan
    localization: Localization
    proof: Proof
    kinds: Mapping[str, NamedKind]
    """The registered kinds of page, by name."""
    downloads: Downloads = field(default_factory=dict)

    @property
    def index(self) -> Index:
        """The dataset with its look-ups."""
        return self.localization.index

    def link(self, target: Target) -> Markup:
        """Return the relative link to a target of the plan; addresses are plain ASCII and need no escape."""
        return Markup(self.plan.link(self.page, target))

    def has(self, target: Target) -> bool:
        """Say whether the plan knows a target."""
        return target in self.plan.homes

    # Bodies, posts and groups

    def actor(self, id_: str) -> Link:
        """Return the link to a body, a post or a group by its id."""
        actor = self.index.actors[id_]
        return Link(self.localization.name(actor), self.link(Target.actor(actor)))

    # Provisions

    def block(self, provision: Provision, *, depth: int = 99, on: str = "", cited: bool = False) -> Block:
        """Return a provision with what stands below it, at most `depth` levels.

        `on` is the page that the anchors are on, if it is not this one; `cited` adds the citations and what
        rests on the provision.
        """
        localization, eid = self.localization, provision.eid
        named = self.index.named_here.get(eid)
        below = self.index.children(provision) if depth else []
        return Block(
            eid=Markup(eid),
            kind=provision.kind.value,
            num=localization.num(provision),
            words=self.words(provision, plain=named is not None and provision.kind is Kind.ITEM),
            language=localization.code,
            href=Markup(f"{on}#{eid}"),
            title=localization.title(provision),
            dashed=localization.text(provision.text).startswith(DASHES),
            own=self.link(Target.own(eid)) if self.has(Target.own(eid)) else "",
            names=self.link(Target.actor(named)) if named and provision.kind is Kind.ITEM else "",
            citations=self.citations(provision) if cited else (),
            named=self.named(provision) if cited else (),
            others=() if on else tuple(self.others(eid)),
            notes=tuple(self.note(change) for change in self.index.changes_of[eid]),
            children=tuple(self.block(child, depth=depth - 1, on=on, cited=cited) for child in below),
        )

    def citations(self, provision: Provision) -> tuple[tuple[str, str], ...]:
        """Return a provision's citation in every published language."""
        return tuple(
            (localization.code, localization.citation(provision))
            for localization in self.localization.published
        )

    def named(self, provision: Provision) -> tuple[Link, ...]:
        """Return the bodies, posts and groups that rest on a provision without a page of its own."""
        if self.has(Target.own(provision.eid)) or provision.kind is Kind.ITEM:
            return ()
        return tuple(self.actor(id_) for id_ in self.index.named_by.get(provision.eid, ()))

    def words(self, provision: Provision, *, plain: bool = False) -> Markup:
        """Return a provision's words with references and term links; without them if `plain`."""
        text = self.localization.text(provision.text)
        if plain or self.localization.code not in provision.text:
            return act_words(text)
        terms = self.index.terms
        return linked_words(
            text,
            [
                Span(
                    mark.start,
                    mark.end,
                    self.link(mark.target),
                    "term-link" if mark.term else "ref",
                    self.tip(terms[mark.term]) if mark.term else "",
                )
                for mark in self.localization.marks(provision)
                if self.has(mark.target)
            ],
        )

    def tip(self, term: Term) -> str:
        """Return the tooltip of a term: its definition, or the term in the other languages."""
        if term.definition:
            return self.localization.text(term.definition)
        others = [words for code, words in term.term.items() if code != self.localization.code]
        name = self.localization.text(term.term)
        return f"{name} – {', '.join(others)}" if others else name

    def note(self, change: Change) -> Link:
        """Return the link to what the page about currency says of a later change."""
        return Link(
            self.localization.strings["label.later"],
            Markup(f"{self.link(Target.page('currency'))}#{change.id}"),
        )

    def provision(self, eid: str) -> Link:
        """Return the link to a provision, named by its citation's last steps."""
        provision = self.index.provisions[eid]
        return Link(
            self.localization.place(provision),
            self.link(Target.provision(eid)),
            self.localization.title(provision),
        )

    def place_and_words(self, eid: str) -> Link:
        """Return the link to a provision by its place, and by its words if it is a list or an item of one."""
        link, provision = self.provision(eid), self.index.provisions[eid]
        if provision.kind not in (Kind.ITEM, Kind.LIST):
            return link
        words = self.excerpt(provision).rstrip(";.")
        words = words.strip('"«»') if provision.kind is Kind.LIST else words
        return Link(f"{link.words} ({words})", link.href)

    def role_link(self, provision: Provision) -> Link:
        """Return the link to a provision's own page (or its place), as `15. short title`."""
        own = Target.own(provision.eid)
        target = own if self.has(own) else Target.provision(provision.eid)
        return Link(self.localization.label(provision), self.link(target), self.localization.place(provision))

    def excerpt(self, provision: Provision, words: int = 12) -> str:
        """Return the first words of a provision, as the act has them."""
        return self.localization.excerpt(provision, words)

    # Statements

    def statement(self, relation: Relation, of: str) -> Statement:
        """Return a relation as the page of `of`, the id of one of its parties, shows it."""
        localization = self.localization
        role = "subject" if relation.subject == of else "object" if relation.object == of else "other"
        parties = {
            "subject": (None, relation.object),
            "object": (relation.subject, None),
            "other": (relation.subject, relation.object),
        }[role]
        return Statement(
            label=localization.message(f"relation.{relation.kind}.{role}"),
            parties=[self.actor(party) for party in parties if party],
            literal=localization.text(relation.literal) if role != "object" else "",
            other=self.actor(relation.other) if relation.other and role != "other" else None,
            detail=localization.text(relation.detail),
            quotation=self.quotation(relation.quote, relation.provision),
        )

    def quotation(self, quote: dict[str, str], eid: str) -> Quotation:
        """Return quoted words with their language and the link to where they stand."""
        original = self.index.dataset.original
        code = self.localization.code if self.localization.code in quote else original
        return Quotation(act_words(quote[code]), code, self.provision(eid))

    def statements(self, of: str, *, skip: Collection[RelationKind] = ()) -> list[Statement]:
        """Return what the act states of a body, a post or a group, without the kinds in `skip`."""
        relations = self.index.relations_of[of]
        return [self.statement(relation, of) for relation in relations if relation.kind not in skip]

    def group_statements(self, member: Body | Post) -> list[GroupStatements]:
        """Return what the act states of each group that a body or post belongs to."""
        return [
            GroupStatements(self.actor(group.id), self.statements(group.id))
            for group in self.index.groups_of[member.id]
            if self.index.relations_of[group.id]
        ]

    def assignment(self, assignment: Assignment, *, of_body: bool = False) -> AssignmentRow:
        """Return an assignment as the page of its provision shows it, or of its body if `of_body`."""
        localization = self.localization
        provision = self.index.provisions[assignment.provision]
        confidence = assignment.confidence
        return AssignmentRow(
            link=self.role_link(provision) if of_body else self.actor(assignment.body),
            basis=assignment.basis.value,
            ground=localization.text(assignment.ground),
            later_law=assignment.later_law,
            confidence=localization.message(f"confidence.{confidence}") if confidence else "",
            quotation=self.quotation(assignment.quote, assignment.provision) if assignment.quote else None,
        )

    def assignments(
        self, assignments: Iterable[Assignment], basis: Basis, *, of_body: bool = False
    ) -> list[AssignmentRow]:
        """Return the assignments of one basis."""
        return [
            self.assignment(assignment, of_body=of_body)
            for assignment in assignments
            if assignment.basis is basis
        ]

    def changes(self, eids: set[str]) -> list[ChangeNote]:
        """Return what is known to have changed later about some provisions."""
        changes = self.index.dataset.act.changes
        return [self.change(change) for change in changes if eids & set(change.provisions)]

    def change(self, change: Change) -> ChangeNote:
        """Return a later change with its sources."""
        localization = self.localization
        sources = {source.id: source for source in self.index.dataset.act.sources}
        return ChangeNote(
            id=change.id,
            text=localization.text(change.text),
            date=localization.date(change.date) if change.date else "",
            checked=localization.date(change.checked),
            sources=[
                Link(localization.text(sources[id_].name), sources[id_].url or "") for id_ in change.sources
            ],
            provisions=[self.place_and_words(eid) for eid in change.provisions],
        )

    # Languages

    def in_language(self, code: str, anchor: str = "") -> Markup:
        """Return the link to this page, or an anchor on it, in another language's tree."""
        up = "../" * (self.page.path.count("/") + 1)
        return Markup(f"{up}{code}/{self.page.path}{'#' + anchor if anchor else ''}")

    def others(self, anchor: str = "") -> list[OtherLanguage]:
        """Return the links to this page, or an anchor on it, in every other published language."""
        return [
            OtherLanguage(language.code, language.name, self.in_language(language.code, anchor))
            for language in self.index.dataset.published
            if language.code != self.localization.code
        ]

    def parallel(self) -> Link | None:
        """Return the link to the page with the languages side by side, or from it back to the plain one."""
        path = self.page.path
        if self.page.parallel:
            target, key = path.removeprefix(PARALLEL), "parallel.off"
        else:
            target, key = f"{PARALLEL}{path}", "parallel.on"
        address = Target.page(target)
        return Link(self.localization.strings[key], self.link(address)) if self.has(address) else None

    # Around a page

    def crumbs(self) -> list[Link]:
        """Return the way from the home page down to this one, without the page itself."""
        localization = self.localization
        if self.page.kind == "home":
            return []
        above = [Link(str(localization.message("nav.home")), self.link(Target.page("index")))]
        for branch in self.plan.trail[self.page.path]:
            if branch.page:
                above.append(self.page_link(branch.page))
            else:
                first = next(child.page for child in branch.below if child.page)
                above.append(Link(localization.strings[branch.key], self.link(Target.page(first.path))))
        return above

    def neighbours(self) -> Neighbours:
        """Return the pages before and after this one among its siblings of the same kind."""
        path = self.page.path.removeprefix(PARALLEL) if self.page.parallel else self.page.path
        before, after = self.plan.neighbours[path]
        return Neighbours(self._neighbour(before), self._neighbour(after))

    def _neighbour(self, page: Page | None) -> Link | None:
        """Return the link to a neighbour, shown as this page is: plain or with the languages side by side."""
        if page is None:
            return None
        path = f"{PARALLEL}{page.path}" if self.page.parallel else page.path
        return Link(self.page_name(page), self.link(Target.page(path)))

    def page_link(self, page: Page) -> Link:
        """Return the link to a page by its name."""
        return Link(self.page_name(page), self.link(Target.page(page.path)))

    def page_name(self, page: Page) -> str:
        """Return a page's name in navigation."""
        return self.kinds[page.kind].page_name(self.localization, page)

    def correction(self, entry: Entry) -> Correction:
        """Return where an entry of the data is edited."""
        return self.correction_at(entry.at.file, entry.at.line)

    def correction_at(self, file: str, line: int) -> Correction:
        """Return where a file is edited."""
        site = self.index.dataset.site
        href = f"{site.repository.rstrip('/')}/blob/{site.branch}/{file}#L{line}" if site.repository else ""
        return Correction(file, line, href)
