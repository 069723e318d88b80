"""The act as Akoma Ntoso 3.0 (OASIS LegalDocML, akn-core 1.0), one document for each language.

Every provision is an element with its own eId, the same as on the page. What stands in the hierarchy of the
standard (chapter, paragraph, subparagraph, alinea) is an element of it; lists, second parts and closing words
are blocks. Annexes are attachments, each a document of its own with its component's address.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.act.index import Index
from generator.exports.akn_meta import concept, meta, named, person
from generator.exports.xml import Element, add, serialize
from generator.exports.xml import element as make
from generator.model import Kind, Provision
from generator.plan.localization import Localization

HIERARCHY = {
    Kind.CHAPTER: "chapter",
    Kind.POINT: "paragraph",
    Kind.SUBPOINT: "subparagraph",
    Kind.INDENT: "alinea",
}
"""The kinds that are elements of the standard's hierarchy."""

PREFACE = {Kind.TITLE: "docTitle", Kind.DESIGNATION: "docNumber", Kind.APPROVAL: ""}
"""The kinds that stand before the body, and the element inside their paragraph."""

BEFORE_BODY = (*PREFACE, Kind.FORMULA)
AFTER_BODY = (Kind.SIGNATURE, Kind.NAME)


def name(localization: Localization) -> str:
    """Return the file's name."""
    return f"act.{localization.code}.akn.xml"


def document(localization: Localization) -> str:
    """Return the act in one language as XML in UTF-8."""
    return serialize(Writer(localization).root())


class Writer:
    """Writes the provisions of one language as elements."""

    def __init__(self, localization: Localization) -> None:
        self.localization = localization
        self.index: Index = localization.index

    def root(self) -> Element:
        """Return the document."""
        root = make("akomaNtoso")
        act = add(root, "act", name=self.index.dataset.act.work.split("/")[4], contains="originalVersion")
        act.append(meta(self.localization))
        roots = [one for one in self.index.roots if one.kind is not Kind.ANNEX]
        self.before(act, roots)
        body = add(act, "body")
        first = next((at for at, one in enumerate(roots) if one.kind in AFTER_BODY), len(roots))
        signed = [one for one in roots[first:] if one.kind in AFTER_BODY or self.is_block(one)]
        for one in roots:
            if one.kind not in BEFORE_BODY and one not in signed:
                body.append(self.hierarchical(one))
        if signed:
            conclusions = add(act, "conclusions")
            for one in signed:
                if one.kind in AFTER_BODY:
                    add(conclusions, "p").append(self.signature(one))
                else:
                    conclusions.append(self.block(one))
        annexes = self.index.of_kind(Kind.ANNEX)
        if annexes:
            attachments = add(act, "attachments")
            for one in annexes:
                attachments.append(self.annex(one))
        return root

    def annex(self, annex: Provision) -> Element:
        """Return an annex: its words as heading, and the document that it holds."""
        attachment = make("attachment", eId=annex.eid)
        self.head(attachment, annex)
        held = add(attachment, "doc", name=annex.kind.value, contains="originalVersion")
        held.append(meta(self.localization, annex))
        children = self.index.children(annex)
        self.before(held, children)
        body = add(held, "mainBody")
        for one in children:
            if one.kind not in BEFORE_BODY:
                body.append(self.block(one) if self.is_block(one) else self.hierarchical(one))
        if not len(body):
            add(body, "p")
        return attachment

    def before(self, parent: Element, provisions: Iterable[Provision]) -> None:
        """Add what stands before the body: title, number and approval, then the enacting formula."""
        preface = [one for one in provisions if one.kind in PREFACE]
        if preface:
            place = add(parent, "preface")
            for one in preface:
                inner = PREFACE[one.kind]
                paragraph = add(place, "p", eId="" if inner else one.eid)
                target = add(paragraph, inner, eId=one.eid) if inner else paragraph
                target.text = self.localization.text(one.text)
                place.extend(map(self.block, self.index.children(one)))
        formulas = [one for one in provisions if one.kind is Kind.FORMULA]
        if formulas:
            preamble = add(parent, "preamble")
            for one in formulas:
                formula = add(preamble, "formula", name="enacting", eId=one.eid)
                add(formula, "p", self.localization.text(one.text))
                formula.extend(map(self.block, self.index.children(one)))

    def signature(self, provision: Provision) -> Element:
        """Return a signature with the names below it."""
        words = self.localization.text(provision.text)
        if provision.kind is Kind.NAME:
            return make("person", words, eId=provision.eid, refersTo=f"#{person(provision)}")
        signed = make("signature", words, eId=provision.eid)
        for one in self.index.children(provision):
            signed.append(self.signature(one))
        return signed

    def hierarchical(self, provision: Provision) -> Element:
        """Return a provision as an element of the hierarchy; a block is put into a container."""
        if self.is_block(provision):
            held = make("hcontainer", name=provision.kind.value)
            add(held, "content").append(self.block(provision))
            return held
        tag = HIERARCHY.get(provision.kind, "hcontainer")
        container = {"name": provision.kind.value} if tag == "hcontainer" else {}
        found = make(tag, eId=provision.eid, refersTo=self.refers(provision), **container)
        children = self.index.children(provision)
        blocks = [one for one in children if self.is_block(one)]
        if provision.kind is Kind.CHAPTER:
            self.head(found, provision)
        else:
            self.number(found, provision)
        words = [] if provision.kind is Kind.CHAPTER else [make("p", self.localization.text(provision.text))]
        if blocks == children:
            add(found, "content").extend([*words, *map(self.block, blocks)])
            return found
        first = next(place for place, one in enumerate(children) if not self.is_block(one))
        leading = [*words, *map(self.block, children[:first])]
        if leading:
            add(found, "intro").extend(leading)
        last = children[-1]
        closing = last if last.kind is Kind.CLOSING and not last.children else None
        for one in children[first : -1 if closing else None]:
            found.append(self.hierarchical(one))
        if closing:
            add(add(found, "wrapUp", eId=closing.eid), "p", self.localization.text(closing.text))
        return found

    def block(self, provision: Provision) -> Element:
        """Return a provision that stands outside the hierarchy."""
        children = self.index.children(provision)
        words = self.localization.text(provision.text)
        if provision.kind is Kind.LIST and children and all(one.kind is Kind.ITEM for one in children):
            found = make("blockList", eId=provision.eid)
            add(found, "listIntroduction", words)
            for one in children:
                found.append(self.filled(make("item", eId=one.eid, refersTo=self.refers(one)), one))
            return found
        if not children and not provision.num:
            return make("p", words, eId=provision.eid, refersTo=self.refers(provision))
        return self.filled(
            make("blockContainer", eId=provision.eid, refersTo=self.refers(provision)), provision
        )

    def filled(self, container: Element, provision: Provision) -> Element:
        """Fill an item or a container with a provision's number, its words and the blocks below it."""
        self.number(container, provision)
        add(container, "p", self.localization.text(provision.text))
        container.extend([self.block(one) for one in self.index.children(provision)])
        return container

    def head(self, parent: Element, provision: Provision) -> None:
        """Add a number and the words as a heading."""
        self.number(parent, provision)
        add(parent, "heading", self.localization.text(provision.text))

    def number(self, parent: Element, provision: Provision) -> None:
        """Add a provision's number as the language writes it."""
        number = self.localization.num(provision)
        if number:
            add(parent, "num", number)

    def is_block(self, provision: Provision) -> bool:
        """Say whether a provision and all below it stand outside the hierarchy."""
        return all(one.kind not in HIERARCHY for one in self.index.descendants(provision))

    def refers(self, provision: Provision) -> str:
        """Return the references to what the provision gives, and to the body whose name its words are."""
        actor = self.index.named_here.get(provision.eid)
        found = [f"#{concept(provision.role)}"] if provision.role else []
        found += [f"#{named(actor)}"] if actor and provision.kind is Kind.ITEM else []
        return " ".join(found)
