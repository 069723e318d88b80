"""Builds the pages of the act itself: the full text, its chapters, the lists and the decree around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from generator.act.targets import Target
from generator.escape import markdown_words
from generator.model import UNKNOWN_COUNTRY, Kind, Provision
from generator.plan import act_parts
from generator.plan.localization import Localization
from generator.views import provisions, roles
from generator.views.context import PageContext
from generator.views.parts import Bearer, Block, Card, ChangeNote, Citations, Contents, Link, Side, View


class LawView(View, frozen=True, kw_only=True):
    """What every page with the law shows."""

    contents: Contents
    citations: Citations
    blocks: Sequence[Block]

    @property
    def labelled(self) -> bool:
        """Whether provisions have labels, which a printed page must explain."""
        return labelled(self.blocks)


class TextView(LawView, frozen=True, kw_only=True):
    """What the page of the full text shows."""

    titled: bool
    """Whether provisions have editorial titles, which the page must then explain."""


def text(context: PageContext) -> TextView:
    """The full act on one page."""
    index = context.index
    parts = [provisions.part(context, heading, _points(context, heading)) for heading in _headings(context)]
    return TextView(
        blocks=[context.block(root) for root in index.roots],
        contents=provisions.contents(context, "contents.text", parts),
        citations=provisions.citations(context, provisions.numbered(context, index.dataset.provisions)),
        titled=bool(index.titles),
        correction=context.correction_at(index.roots[0].at.file, 1),
    )


def _headings(context: PageContext) -> list[Provision]:
    index = context.index
    titles = [root for root in index.roots if root.kind is Kind.TITLE]
    return [*titles, *index.of_kind(Kind.CHAPTER), *act_parts.lists(index)]


def _points(context: PageContext, heading: Provision) -> list[Provision]:
    return [below for below in context.index.descendants(heading) if below.kind is Kind.POINT]


class Pair(Struct, frozen=True):
    """A provision in every language; `block` is it in the language of the page."""

    block: Block
    sides: Sequence[Side]
    """The provision in each language; words are Markdown."""


class ParallelView(View, frozen=True, kw_only=True):
    """What a page with the languages side by side shows."""

    languages: Sequence[tuple[str, str, str]]
    """(code, name, whose words these are) of each language."""
    rows: Sequence[Pair]
    citations: Citations


def parallel(context: PageContext) -> ParallelView:
    """A text with its languages side by side, provision beside provision."""
    index = context.index
    subject = index.provisions.get(context.page.subject)
    if subject is None:
        shown = list(index.dataset.provisions)
    else:
        above = [
            ancestor for ancestor in index.ancestors(subject) if ancestor.kind in (Kind.POINT, Kind.SUBPOINT)
        ]
        shown = [*above, *index.descendants(subject)]
    of_code = {localization.code: localization for localization in context.localization.published}
    localizations = [of_code[language.code] for language in index.dataset.published]
    return ParallelView(
        languages=[
            (localization.code, localization.language.name, localization.standing())
            for localization in localizations
        ],
        rows=[_pair(context, localizations, provision) for provision in shown],
        citations=provisions.citations(context, shown if subject else provisions.numbered(context, shown)),
        correction=context.correction(shown[0]),
    )


def _pair(context: PageContext, localizations: Sequence[Localization], provision: Provision) -> Pair:
    sides = [
        Side(
            localization.code,
            localization.num(provision),
            markdown_words(localization.text(provision.text)),
        )
        for localization in localizations
    ]
    return Pair(replace(context.block(provision, depth=0), title=""), sides)


class ChapterCard(Card, frozen=True):
    """A chapter with its counts and its points."""

    numbers: Markup
    """The words that say which points it has."""
    points: Sequence[Link]


class ChaptersView(View, frozen=True, kw_only=True):
    """What the page of the chapters shows."""

    chapters: Sequence[ChapterCard]
    papers: Sequence[Link]
    """The full text and the text for printing."""


def chapters(context: PageContext) -> ChaptersView:
    """The chapters with what each holds."""
    chapters = context.index.of_kind(Kind.CHAPTER)
    return ChaptersView(
        chapters=[chapter_card(context, chapter) for chapter in chapters],
        papers=papers(context),
        correction=context.correction(chapters[0]),
    )


PAPERS = ("text.html", "print.html")


def papers(context: PageContext) -> list[Link]:
    """Return the links to the full text and to the text for printing, as far as the site has them."""
    return [context.page_link(page) for page in context.plan.pages if page.path in PAPERS]


def labelled(blocks: Iterable[Block]) -> bool:
    """Say whether some provisions have labels of later changes or of remarks."""
    return any(block.later or block.remark or labelled(block.children) for block in blocks)


def chapter_card(context: PageContext, chapter: Provision) -> ChapterCard:
    """Return a chapter's link, its counts and its points."""
    localization, index = context.localization, context.index
    below = list(index.descendants(chapter))
    points = [provision for provision in below if provision.kind is Kind.POINT]
    roles = Counter(provision.role for provision in below if provision.role)
    in_force = [point for point in points if not point.repealed]
    counts = [localization.count("count.points", len(in_force))]
    counts += [localization.count(f"count.{role}", number) for role, number in roles.items()]
    numbers = [index.number(point) for point in points]
    return ChapterCard(
        link=Link(context.heading(chapter), context.link(Target.chapter(chapter.eid))),
        about="",
        counts=counts,
        numbers=_numbers(localization, numbers),
        points=[
            Link(localization.label(point), context.link(Target.provision(point.eid)), point.num or "")
            for point in points
        ],
    )


def _numbers(localization: Localization, numbers: Sequence[str]) -> Markup:
    """Return the words for the numbers of the first and the last point, or of the only one."""
    if len(numbers) > 1:
        return localization.message("chapters.points", range=f"{numbers[0]}–{numbers[-1]}")
    return localization.message("chapters.point", range="".join(numbers))


class ChapterView(LawView, frozen=True, kw_only=True):
    """What the page of a chapter shows."""

    eid: Markup
    titled: bool
    """Whether provisions have editorial titles, which the page must then explain."""
    papers: Sequence[Link]
    card: ChapterCard
    related: Sequence[Link]
    changes: Sequence[ChangeNote]


def chapter(context: PageContext) -> ChapterView:
    """One chapter: its points in full, and how to reach them."""
    index = context.index
    chapter = index.provisions[context.page.subject]
    below = list(index.descendants(chapter))
    parts = [
        provisions.part(context, point, _subpoints(context, point)) for point in _points(context, chapter)
    ]
    return ChapterView(
        eid=Markup(chapter.eid),
        blocks=[context.block(child, noted=True) for child in index.children(chapter)],
        papers=papers(context),
        contents=provisions.contents(context, "contents.chapter", parts),
        citations=provisions.citations(context, below),
        titled=any(provision.eid in index.titles for provision in below),
        card=chapter_card(context, chapter),
        related=_related(context, chapter),
        changes=context.changes({provision.eid for provision in below}),
        correction=context.correction(chapter),
    )


def _subpoints(context: PageContext, point: Provision) -> list[Provision]:
    return [child for child in context.index.children(point) if child.kind is Kind.SUBPOINT]


class PointView(LawView, frozen=True, kw_only=True):
    """What the page of a point shows."""

    place: Link
    bearers: Sequence[Bearer]
    topics: Sequence[Link]
    changes: Sequence[ChangeNote]


def point(context: PageContext) -> PointView:
    """The page of a point whose tasks, rights or duties have no pages of their own."""
    index = context.index
    point = index.provisions[context.page.subject]
    below = list(index.descendants(point))
    topic = roles.topic_link(context, point)
    part = provisions.part(context, point, _subpoints(context, point))
    return PointView(
        blocks=[context.block(point, noted=True)],
        contents=provisions.contents(context, "contents.text", [part]),
        citations=provisions.citations(context, below),
        place=context.provision(point.eid),
        bearers=roles.bearers(context, point),
        topics=[topic] if topic else [],
        changes=context.changes({provision.eid for provision in below}),
        correction=context.correction(point),
    )


def _related(context: PageContext, chapter: Provision) -> list[Link]:
    """Return the pages that show the chapter's provisions another way."""
    below = list(context.index.descendants(chapter))
    eids = {provision.eid for provision in below}
    roles = {provision.role for provision in below}
    strings = context.localization.strings
    return [
        *(
            Link(strings[f"page.role.{role}"], context.link(Target.role(role)))
            for role in context.index.paged_roles
            if role in roles
        ),
        *(
            context.page_link(page)
            for page in context.plan.pages
            if page.kind == "point" and page.subject in eids
        ),
    ]


class ListsView(LawView, frozen=True, kw_only=True):
    """What the page of the lists shows."""

    changes: Sequence[ChangeNote]


def lists(context: PageContext) -> ListsView:
    """The lists that stand beside the chapters."""
    lists = act_parts.lists(context.index)
    below = [provision for list_ in lists for provision in context.index.descendants(list_)]
    parts = [provisions.part(context, list_) for list_ in lists]
    return ListsView(
        blocks=[context.block(list_, noted=True) for list_ in lists],
        contents=provisions.contents(context, "contents.text", parts),
        citations=provisions.citations(context, below),
        changes=context.changes({provision.eid for provision in below}),
        correction=context.correction(lists[0]),
    )


class Unpublished(Struct, frozen=True):
    """Words of the act that point to something unpublished."""

    words: str
    place: Link


class DecreeView(LawView, frozen=True, kw_only=True):
    """What the page of the decree shows."""

    annexes: Sequence[Block]
    annex_heads: Sequence[Sequence[Block]]
    unpublished: Sequence[Unpublished]
    facts: Sequence[tuple[Markup, str]]
    """(name, words) of what is known about the act."""


def decree(context: PageContext) -> DecreeView:
    """The act that brings the statute, with what of it was not published."""
    localization, index = context.localization, context.index
    roots = act_parts.decree(index)
    act = index.dataset.act
    annexes = [root for root in roots if root.kind is Kind.ANNEX]
    heads = [
        [child for child in index.children(annex) if child.kind not in (Kind.CHAPTER, Kind.LIST)]
        for annex in annexes
    ]
    facts = (
        (localization.message("decree.number"), act.number),
        (localization.message("decree.date"), act.date and localization.date(act.date)),
        (localization.message("decree.statute_of"), localization.text(act.approved_by)),
        (localization.message("decree.work"), "" if f"/{UNKNOWN_COUNTRY}/" in act.work else act.work),
    )
    shown = [
        below for root in roots for below in ([root] if root.kind is Kind.ANNEX else index.descendants(root))
    ]
    points = [root for root in roots if root.kind is Kind.POINT]
    return DecreeView(
        blocks=[context.block(root) for root in roots if root.kind is not Kind.ANNEX],
        contents=provisions.contents(
            context, "contents.text", [provisions.part(context, point) for point in points]
        ),
        citations=provisions.citations(context, shown),
        annexes=[context.block(annex, depth=0) for annex in annexes],
        annex_heads=[[context.block(child) for child in head] for head in heads],
        unpublished=[
            Unpublished(localization.text(index.provisions[eid].text), context.provision(eid))
            for eid in act.unpublished
        ],
        facts=[(name, words) for name, words in facts if words],
        correction=context.correction(roots[0]),
    )
