"""Context for building one page: site plan, localization and the parts that many pages share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup
from msgspec.structs import replace

from generator.act.index import Index
from generator.act.integrity import Proof
from generator.act.targets import Target
from generator.escape import Span, act_words, linked_words, markdown_words, opening
from generator.model import (
    Assignment,
    Basis,
    Change,
    CitedWords,
    Entry,
    Kind,
    Provision,
    Relation,
    RelationKind,
    Term,
)
from generator.model.reads import Noted
from generator.plan import change_words, history_words
from generator.plan.localization import Localization
from generator.plan.pages import PARALLEL, Page, Plan
from generator.views.parts import (
    AssignmentRow,
    Block,
    ChangeNote,
    CitedLaw,
    Correction,
    Link,
    Neighbours,
    OtherLanguage,
    Quotation,
    Statement,
)

NUMBERED = (Kind.POINT, Kind.SUBPOINT)
"""The kinds that enclose others and have numbers."""

HEADINGS = (Kind.CHAPTER, Kind.LIST)
"""The kinds whose words are a heading of what stands below them."""

WITHOUT_TIPS = ("text", "chapter")
"""The kinds of page whose term links have no tooltips, which would be a tenth of their weight."""

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
    kinds: Mapping[str, NamedKind]
    """The registered kinds of page, by name."""
    proof: Noted[Proof] = Noted()
    downloads: Noted[Downloads] = Noted()

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

    def actor(self, id_: str) -> Link:
        """Return the link to a body, a post or a group by its id."""
        actor = self.index.actors[id_]
        return Link(self.localization.name(actor), self.link(Target.actor(actor)))

    # Provisions

    def block(self, provision: Provision, *, depth: int = 99, on: str = "", noted: bool = False) -> Block:
        """Return a provision with what stands below it, at most `depth` levels.

        `on` is the page that the anchors are on, if it is not this one; `noted` says that this page has the
        notes on later changes, which are otherwise on the page about currency.
        """
        localization, eid = self.localization, provision.eid
        named = self.index.named_here.get(eid) if provision.kind is Kind.ITEM else None
        below = self.index.children(provision) if depth else []
        own = Target.own(eid)
        return Block(
            eid=Markup(eid),
            kind=provision.kind.value,
            num=localization.num(provision),
            words=self.words(provision, plain=named is not None),
            href=self.link(own) if self.has(own) else Markup(f"{on}#{eid}"),
            place=localization.exact_place(provision),
            depth=sum(ancestor.kind in NUMBERED for ancestor in self.index.ancestors(provision)),
            title=self.own_title(provision),
            heading=provision.kind in HEADINGS and not self.index.nearest(provision, Kind.POINT),
            names=self.link(Target.actor(named)) if named else "",
            later=self.later(provision, noted=noted),
            repealed=localization.strings["label.repealed"] if provision.repealed else "",
            remark=None if named else self.remark(eid),
            children=tuple(self.block(child, depth=depth - 1, on=on, noted=noted) for child in below),
        )

    def own_title(self, provision: Provision) -> str:
        """Return the editorial title of a provision; empty if it only repeats the act's words."""
        title = self.localization.title(provision)
        words = self.localization.text(provision.text).strip(" .;:")
        return "" if title.strip(" .;:").casefold() == words.casefold() else title

    def heading(self, provision: Provision) -> str:
        """Return the words of a heading of the act with its number."""
        words = (self.localization.num(provision), self.localization.text(provision.text))
        return " ".join(filter(None, words))

    def citations(self, provision: Provision) -> tuple[tuple[str, str], ...]:
        """Return a provision's citation in every published language; nothing if it is not cited."""
        citations = ((words.code, words.citation(provision)) for words in self.localization.published)
        return tuple((code, citation) for code, citation in citations if citation)

    def named(self, provision: Provision) -> tuple[Link, ...]:
        """Return the bodies, posts and groups that rest on a provision without a page of its own."""
        if self.has(Target.own(provision.eid)) or provision.kind is Kind.ITEM:
            return ()
        return tuple(self.actor(id_) for id_ in self.index.actors_of.get(provision.eid, ()))

    def words(self, provision: Provision, *, plain: bool = False) -> Markup:
        """Return a provision's words as Markdown with references and term links; without them if `plain`."""
        text = self.localization.text(provision.text)
        if plain or self.localization.code not in provision.text:
            return markdown_words(text)
        terms = {} if self.page.kind in WITHOUT_TIPS else self.index.terms
        spans = [
            Span(mark.start, mark.end, self.link(mark.target), self.tip(terms.get(mark.term)))
            for mark in self.localization.marks(provision)
            if self.has(mark.target)
        ]
        return linked_words(text, spans)

    def tip(self, term: Term | None) -> str:
        """Return the tooltip of a term: what explains it; nothing without a term."""
        return self.localization.text(term.definition or term.note) if term else ""

    def note(self, change: Change, eid: str = "", *, noted: bool = False) -> Link:
        """Return the link to the note on a change, on this page if it has it, else on that about currency.

        It is named by what the change means for the provision `eid`.
        """
        page = "" if noted else self.link(Target.page("currency"))
        return Link(change_words.label(self.localization, change, eid), Markup(f"{page}#{change.id}"))

    def source(self, id_: str) -> Link:
        """Return the link to a source, named by its act."""
        source = self.index.sources[id_]
        return Link(self.localization.source(source), self.localization.url(source))

    def later(self, provision: Provision, *, noted: bool) -> Link | None:
        """Return the label of the later changes that mean most for a provision, with the link to a note."""
        line = history_words.quiet_line(self.plan.history, self.localization, provision.eid)
        if line is not None:
            return Link(line, self.link(Target.comparison(provision.eid))) if line else None
        changes = change_words.foremost(self.index.changes_of[provision.eid], provision.eid)
        if not changes:
            return None
        words = change_words.dated_label(self.localization, changes, provision.eid)
        return replace(self.note(changes[0], provision.eid, noted=noted), words=words)

    def remark(self, eid: str) -> Link | None:
        """Return the label of the first editorial remark on what a provision names, with the link to it."""
        actor = self.index.remarked_in.get(eid)
        target = Target.actor(actor) if actor else None
        return Link(self.localization.strings["label.remark"], self.link(target)) if target else None

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
            other_label=self.other_label(relation),
            detail=localization.text(relation.detail),
            quotation=self.quotation(relation.quote, relation.provision),
        )

    def other_label(self, relation: Relation) -> Markup:
        """Return what the third party of a relation does: it consents, or receives what is proposed."""
        consents = relation.kind is RelationKind.APPOINTS_WITH_CONSENT
        return self.localization.message("relation.consent" if consents else "relation.to")

    def quotation(self, quote: dict[str, str], eid: str) -> Quotation:
        """Return quoted words with their language and the link to where they stand."""
        original = self.index.dataset.original
        code = self.localization.code if self.localization.code in quote else original
        return Quotation(opening(act_words(" ".join(quote[code].split()))), code, self.provision(eid))

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
            laws=[self._cited_law(cited) for cited in assignment.cites],
        )

    def _cited_law(self, cited: CitedWords) -> CitedLaw:
        localization = self.localization
        url = localization.url(self.index.sources[cited.source])
        place = Link(localization.cited_place(cited), url)
        return CitedLaw(localization.text(cited.words), localization.code, place)

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
        touched = ((change, eids & set(change.provisions)) for change in changes)
        return [self.change(change, min(within)) for change, within in touched if within]

    def change(self, change: Change, eid: str = "") -> ChangeNote:
        """Return a later change with its sources, named by what it means for a provision of its list."""
        localization = self.localization
        return ChangeNote(
            id=change.id,
            label=change_words.label(self.localization, change, eid),
            text=localization.text(change.text),
            date=localization.date(change.date) if change.date else "",
            checked=localization.date(change.checked),
            sources=[self.source(id_) for id_ in change.sources],
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
        """Return the way down to this page, without the page itself.

        It begins with the section; the home page, which every page links to, is named only where nothing
        else is above the page.
        """
        localization = self.localization
        if self.page.kind == "home":
            return []
        above = []
        for branch in self.plan.trail[self.page.path]:
            if branch.page:
                above.append(self.page_link(branch.page))
            else:
                first = next(child.page for child in branch.below if child.page)
                if first.path != self.page.path:
                    above.append(Link(localization.strings[branch.key], self.link(Target.page(first.path))))
        return above or [Link(localization.strings["nav.home"], self.link(Target.page("index")))]

    def neighbours(self) -> Neighbours:
        """Return the pages before and after this one among its siblings of the same kind."""
        path = self.page.path.removeprefix(PARALLEL) if self.page.parallel else self.page.path
        before, after = self.plan.neighbours[path]
        if self.localization.position(self.page):
            before, after = self._ordered_neighbours()
        return Neighbours(self._neighbour(before), self._neighbour(after))

    def _ordered_neighbours(self) -> tuple[Page | None, Page | None]:
        """Return the pages before and after this one in the language's order of its row."""
        below = self.plan.trail[self.page.path][-1].below
        row = [branch.page for branch in below if branch.page and branch.page.kind == self.page.kind]
        row.sort(key=self.localization.position)
        place = row.index(self.page)
        return row[place - 1] if place else None, row[place + 1] if place + 1 < len(row) else None

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
