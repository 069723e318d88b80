"""Context for building one page: site plan, localization and the parts that many pages share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from markupsafe import Markup

from generator.act.index import Index
from generator.act.integrity import Proof
from generator.act.targets import Target
from generator.escape import Span, act_words, linked_words
from generator.model import Assignment, Body, BodyGroup, Change, Kind, Node, Post, Provision, Relation, Term
from generator.plan.localization import Localization
from generator.plan.pages import PARALLEL, Page, Plan

DASHES = ("- ", "– ", "— ")


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere; `note` is a second line where a list shows one."""

    words: str
    href: str
    note: str = ""


@dataclass(frozen=True)
class Block:
    """A provision as a page shows it."""

    eid: str
    kind: str
    num: str
    words: Markup
    language: str
    href: str
    title: str = ""
    dashed: bool = False
    """The act's own words begin with a dash, so the page puts none before them."""
    own: str = ""
    """The link to its own page, where it has one."""
    names: str = ""
    """The link to the page of the body that its words name."""
    citations: tuple[tuple[str, str], ...] = ()
    """(language, citation) in every published language, where the page offers them."""
    named: tuple[Link, ...] = ()
    """The bodies, posts and classes that rest on it, where it has no page of its own to show them."""
    others: tuple[dict[str, Any], ...] = ()
    """The links to it in the other languages."""
    notes: tuple[Link, ...] = ()
    """The later changes that concern it, as links to the page about currency."""
    children: tuple[Block, ...] = ()


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

    @property
    def index(self) -> Index:
        """The institution with its look-ups."""
        return self.localization.index

    def link(self, target: Target) -> Markup:
        """Return the relative link to a target of the plan; addresses are plain ASCII and need no escape."""
        return Markup(self.plan.link(self.page, target))

    def has(self, target: Target) -> bool:
        """Say whether the plan knows a target."""
        return target in self.plan.homes

    # Bodies, posts and classes

    def actor(self, id_: str) -> Link:
        """Return the link to a body, a post or a class by its id."""
        actor = self.index.actors[id_]
        return Link(self.localization.name(actor), self.link(Target.actor(actor)))

    # Provisions

    def block(self, provision: Provision, *, depth: int = 99, on: str = "", cited: bool = False) -> Block:
        """Return a provision with what stands below it, as far as `depth` levels.

        `on` is the page that the anchors are on, where it is another than this one; `cited` adds citations
        and what rests on the provision.
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
            notes=tuple(self.note(one) for one in self.index.changes_of[eid]),
            children=tuple(self.block(child, depth=depth - 1, on=on, cited=cited) for child in below),
        )

    def citations(self, provision: Provision) -> tuple[tuple[str, str], ...]:
        """Return a provision's citation in every published language."""
        return tuple((one.code, one.citation(provision)) for one in self.localization.published)

    def named(self, provision: Provision) -> tuple[Link, ...]:
        """Return the bodies, posts and classes that rest on a provision without a page of its own."""
        if self.has(Target.own(provision.eid)) or provision.kind is Kind.ITEM:
            return ()
        return tuple(self.actor(one) for one in self.index.named_by.get(provision.eid, ()))

    def words(self, provision: Provision, *, plain: bool = False) -> Markup:
        """Return a provision's words with references and term links; `plain` where all of it is one link."""
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
        """Return what is said of a term on hover: its definition, or the term in the other languages."""
        if term.definition:
            return self.localization.text(term.definition)
        others = [words for code, words in term.term.items() if code != self.localization.code]
        return (
            f"{self.localization.text(term.term)} – {', '.join(others)}"
            if others
            else self.localization.text(term.term)
        )

    def note(self, change: Change) -> Link:
        """Return the link to what the page about currency says of a later change."""
        href = Markup(f"{self.link(Target.page('currency'))}#{change.id}")
        return Link(self.localization.strings["label.later"], href)

    def provision(self, eid: str) -> Link:
        """Return the link to a provision, named by its citation's last steps."""
        provision = self.index.provisions[eid]
        return Link(
            self.localization.place(provision),
            self.link(Target.provision(eid)),
            self.localization.title(provision),
        )

    def told(self, eid: str) -> Link:
        """Return the link to a provision by its place, and by its words where it is a list or its line."""
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

    def relation(self, relation: Relation, of: str) -> dict[str, Any]:
        """Return a relation as the page of `of` (one of its parties) tells it."""
        r = self.localization
        role = "subject" if relation.subject == of else "object" if relation.object == of else "other"
        parties = [relation.subject, relation.object] if role == "other" else [relation.object]
        if role == "object":
            parties = [relation.subject]
        return {
            "label": r.message(f"relation.{relation.kind}.{role}"),
            "kind": relation.kind.value,
            "parties": [self.actor(party) for party in parties if party],
            "literal": r.text(relation.literal) if role != "object" else "",
            "other": self.actor(relation.other) if relation.other and role != "other" else None,
            "detail": r.text(relation.detail),
            **self.quotation(relation.quote, relation.provision),
        }

    def quotation(self, quote: dict[str, str], eid: str) -> dict[str, Any]:
        """Return quoted words with their language and the link to where they stand."""
        original = self.index.dataset.original
        code = self.localization.code if self.localization.code in quote else original
        return {"quote": act_words(quote[code]), "language": code, "place": self.provision(eid)}

    def statements(self, of: str, skip: frozenset[str] = frozenset()) -> list[dict[str, Any]]:
        """Return what the act states of a body, a post or a class."""
        return [self.relation(one, of) for one in self.index.relations_of[of] if one.kind.value not in skip]

    def class_statements(self, member: Body | Post) -> list[dict[str, Any]]:
        """Return what is stated of each class that a body or post belongs to, the class named."""
        groups: list[BodyGroup] = self.index.groups_of[member.id]
        return [
            {"group": self.actor(group.id), "statements": self.statements(group.id)}
            for group in groups
            if self.index.relations_of[group.id]
        ]

    def assignment(self, assignment: Assignment, *, of_body: bool = False) -> dict[str, Any]:
        """Return a tie as the page of its provision (or of its body) tells it."""
        r = self.localization
        target = (
            self.role_link(self.index.provisions[assignment.provision])
            if of_body
            else self.actor(assignment.body)
        )
        found: dict[str, Any] = {
            "link": target,
            "basis": assignment.basis.value,
            "ground": r.text(assignment.ground),
            "later_law": assignment.later_law,
            "confidence": r.message(f"confidence.{assignment.confidence}") if assignment.confidence else "",
            "quote": "",
        }
        if assignment.quote:
            found |= self.quotation(assignment.quote, assignment.provision)
        return found

    def changes(self, eids: set[str]) -> list[dict[str, Any]]:
        """Return what is known to have changed later about some provisions."""
        return [self.change(one) for one in self.index.dataset.act.changes if eids & set(one.provisions)]

    def change(self, change: Change) -> dict[str, Any]:
        """Return a later change with its sources."""
        r = self.localization
        sources = {one.id: one for one in self.index.dataset.act.sources}
        return {
            "id": change.id,
            "text": r.text(change.text),
            "date": r.date(change.date) if change.date else "",
            "checked": r.date(change.checked),
            "sources": [Link(r.text(sources[one].name), sources[one].url or "") for one in change.sources],
            "provisions": [self.told(one) for one in change.provisions],
        }

    # Languages

    def in_language(self, code: str, anchor: str = "") -> Markup:
        """Return the link to this page, or an anchor on it, in another language's tree."""
        up = "../" * (self.page.path.count("/") + 1)
        return Markup(f"{up}{code}/{self.page.path}{'#' + anchor if anchor else ''}")

    def others(self, anchor: str = "") -> list[dict[str, Any]]:
        """Return the links to this page in every other published language."""
        return [
            {"code": one.code, "name": one.name, "href": self.in_language(one.code, anchor)}
            for one in self.index.dataset.published
            if one.code != self.localization.code
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
        r = self.localization
        if self.page.kind == "home":
            return []
        above = [Link(str(r.message("nav.home")), self.link(Target.page("index")))]
        for branch in self.plan.trail[self.page.path]:
            if branch.page:
                address = Target.page(branch.page.path)
                above.append(Link(self.page_name(branch.page), self.link(address)))
            else:
                first = next(one.page for one in branch.below if one.page)
                address = Target.page(first.path)
                above.append(Link(r.strings[branch.key], self.link(address)))
        return above

    def neighbours(self) -> dict[str, Link | None]:
        """Return the pages before and after this one among its siblings of the same kind."""
        path = self.page.path.removeprefix(PARALLEL) if self.page.parallel else self.page.path
        before, after = self.plan.neighbours[path]
        return {"before": self._beside(before), "after": self._beside(after)}

    def _beside(self, page: Page | None) -> Link | None:
        """Return the link to a neighbour, shown as this page is: plain or with the languages side by side."""
        if page is None or not self.page.parallel:
            return self.page_link(page)
        address = Target.page(f"{PARALLEL}{page.path}")
        return Link(self.page_name(page), self.link(address))

    def page_link(self, page: Page | None) -> Link | None:
        """Return the link to a page by its name."""
        if page is None:
            return None
        return Link(self.page_name(page), self.link(Target.page(page.path)))

    def page_name(self, page: Page) -> str:
        """Return a page's name in navigation."""
        return self.kinds[page.kind].page_name(self.localization, page)

    def correction(self, entry: Node | Any) -> dict[str, Any]:
        """Return where an entry is edited: the file and line, and the web address where one is set."""
        return self.correction_at(entry.at.file, entry.at.line)

    def correction_at(self, file: str, line: int) -> dict[str, Any]:
        """Return where a file is edited."""
        site = self.index.dataset.site
        href = f"{site.repository.rstrip('/')}/blob/{site.branch}/{file}#L{line}" if site.repository else ""
        return {"file": file, "line": line, "href": href}
