"""Writes the act as Akoma Ntoso 3.0 (OASIS LegalDocML, akn-core 1.0), one document for each language.

Every provision is an element with its own eId, the same as on the page. Provisions of the standard's
hierarchy (chapter, paragraph, subparagraph, alinea) are elements of it; lists, second parts and closing words
are blocks. Annexes are attachments, each a document with its component's address.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
"""Kind of provision -> its element in the hierarchy of the standard."""

PREFACE = {Kind.TITLE: "docTitle", Kind.DESIGNATION: "docNumber", Kind.APPROVAL: ""}
"""Kind of provision before the body -> the element inside its paragraph."""

BEFORE_BODY = (*PREFACE, Kind.FORMULA)
AFTER_BODY = (Kind.SIGNATURE, Kind.NAME)


def files(localizations: Sequence[Localization]) -> dict[str, str]:
    """Return name -> content of the document of every language.

    Akoma Ntoso requires the date of the act and of its text: without both, there are no documents.
    """
    act = localizations[0].index.dataset.act
    if not act.date or not act.version.date:
        return {}
    return {name(localization): document(localization) for localization in localizations}


def name(localization: Localization) -> str:
    """Return the file name of a language's document."""
    return f"act.{localization.code}.akn.xml"


def document(localization: Localization) -> str:
    """Return the act in one language as XML."""
    return serialize(Writer(localization).root())


class Writer:
    """Builds the elements of a document in one language."""

    def __init__(self, localization: Localization) -> None:
        self.localization = localization
        self.index: Index = localization.index

    def root(self) -> Element:
        """Return the root element of the document."""
        root = make("akomaNtoso")
        act = add(root, "act", name=self.index.dataset.act.work.split("/")[4], contains="originalVersion")
        act.append(meta(self.localization))
        roots = [provision for provision in self.index.roots if provision.kind is not Kind.ANNEX]
        self.before(act, roots)
        body = add(act, "body")
        first = next(
            (place for place, provision in enumerate(roots) if provision.kind in AFTER_BODY), len(roots)
        )
        closing = [
            provision
            for provision in roots[first:]
            if provision.kind in AFTER_BODY or self.is_block(provision)
        ]
        for provision in roots:
            if provision.kind not in BEFORE_BODY and provision not in closing:
                body.append(self.hierarchical(provision))
        if closing:
            conclusions = add(act, "conclusions")
            for provision in closing:
                if provision.kind in AFTER_BODY:
                    add(conclusions, "p").append(self.signature(provision))
                else:
                    conclusions.append(self.block(provision))
        annexes = self.index.of_kind(Kind.ANNEX)
        if annexes:
            attachments = add(act, "attachments")
            for annex in annexes:
                attachments.append(self.annex(annex))
        return root

    def annex(self, annex: Provision) -> Element:
        """Return an annex: its text as a heading, and the document that it holds."""
        attachment = make("attachment", eId=annex.eid)
        self.head(attachment, annex)
        content = add(attachment, "doc", name=annex.kind.value, contains="originalVersion")
        content.append(meta(self.localization, annex))
        children = self.index.children(annex)
        self.before(content, children)
        body = add(content, "mainBody")
        for child in children:
            if child.kind not in BEFORE_BODY:
                body.append(self.block(child) if self.is_block(child) else self.hierarchical(child))
        if not len(body):
            add(body, "p")
        return attachment

    def before(self, parent: Element, provisions: Iterable[Provision]) -> None:
        """Add what precedes the body: title, number and approval, then the enacting formula."""
        preface = [provision for provision in provisions if provision.kind in PREFACE]
        if preface:
            place = add(parent, "preface")
            for provision in preface:
                inner = PREFACE[provision.kind]
                paragraph = add(place, "p", eId="" if inner else provision.eid)
                target = add(paragraph, inner, eId=provision.eid) if inner else paragraph
                target.text = self.localization.text(provision.text)
                place.extend(map(self.block, self.index.children(provision)))
        formulas = [provision for provision in provisions if provision.kind is Kind.FORMULA]
        if formulas:
            preamble = add(parent, "preamble")
            for provision in formulas:
                formula = add(preamble, "formula", name="enacting", eId=provision.eid)
                add(formula, "p", self.localization.text(provision.text))
                formula.extend(map(self.block, self.index.children(provision)))

    def signature(self, provision: Provision) -> Element:
        """Return a signature with the names below it."""
        text = self.localization.text(provision.text)
        if provision.kind is Kind.NAME:
            return make("person", text, eId=provision.eid, refersTo=f"#{person(provision)}")
        signature = make("signature", text, eId=provision.eid)
        for child in self.index.children(provision):
            signature.append(self.signature(child))
        return signature

    def hierarchical(self, provision: Provision) -> Element:
        """Return a provision as an element of the hierarchy; a block is wrapped in a container."""
        if self.is_block(provision):
            wrapper = make("hcontainer", name=provision.kind.value)
            add(wrapper, "content").append(self.block(provision))
            return wrapper
        tag = HIERARCHY.get(provision.kind, "hcontainer")
        attributes = {"name": provision.kind.value} if tag == "hcontainer" else {}
        element = make(tag, **self.attributes(provision), **attributes)
        children = self.index.children(provision)
        blocks = [child for child in children if self.is_block(child)]
        paragraphs = []
        if provision.kind is Kind.CHAPTER:
            self.head(element, provision)
        else:
            self.number(element, provision)
            paragraphs.append(make("p", self.localization.text(provision.text)))
        if blocks == children:
            add(element, "content").extend([*paragraphs, *map(self.block, blocks)])
            return element
        first = next(place for place, child in enumerate(children) if not self.is_block(child))
        leading = [*paragraphs, *map(self.block, children[:first])]
        if leading:
            add(element, "intro").extend(leading)
        last = children[-1]
        closing = last if last.kind is Kind.CLOSING and not last.children else None
        for child in children[first : -1 if closing else None]:
            element.append(self.hierarchical(child))
        if closing:
            add(add(element, "wrapUp", eId=closing.eid), "p", self.localization.text(closing.text))
        return element

    def block(self, provision: Provision) -> Element:
        """Return a provision outside the hierarchy."""
        children = self.index.children(provision)
        text = self.localization.text(provision.text)
        if provision.kind is Kind.LIST and children and all(child.kind is Kind.ITEM for child in children):
            block_list = make("blockList", eId=provision.eid)
            add(block_list, "listIntroduction", text)
            for child in children:
                item = make("item", **self.attributes(child))
                block_list.append(self.filled(item, child))
            return block_list
        if not children and not provision.num:
            return make("p", text, **self.attributes(provision))
        return self.filled(make("blockContainer", **self.attributes(provision)), provision)

    def filled(self, container: Element, provision: Provision) -> Element:
        """Return an item or container, filled with a provision's number and text and the blocks below it."""
        self.number(container, provision)
        add(container, "p", self.localization.text(provision.text))
        container.extend([self.block(child) for child in self.index.children(provision)])
        return container

    def head(self, parent: Element, provision: Provision) -> None:
        """Add a provision's number, and its text as a heading."""
        self.number(parent, provision)
        add(parent, "heading", self.localization.text(provision.text))

    def number(self, parent: Element, provision: Provision) -> None:
        """Add a provision's number as the language writes it."""
        number = self.localization.num(provision)
        if number:
            add(parent, "num", number)

    def is_block(self, provision: Provision) -> bool:
        """Whether a provision and all provisions below it are outside the hierarchy."""
        return all(part.kind not in HIERARCHY for part in self.index.descendants(provision))

    def attributes(self, provision: Provision) -> dict[str, str]:
        """Return what the element of a provision says of it: address, references, whether it was repealed."""
        status = {"status": "removed"} if provision.repealed else {}
        return {"eId": provision.eid, "refersTo": self.refers(provision), **status}

    def refers(self, provision: Provision) -> str:
        """Return the references to the role that a provision gives, and to the body whose name it is."""
        actor = self.index.named_here.get(provision.eid)
        references = [f"#{concept(provision.role)}"] if provision.role else []
        references += [f"#{named(actor)}"] if actor and provision.kind is Kind.ITEM else []
        return " ".join(references)
