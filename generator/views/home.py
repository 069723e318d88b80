"""Builds the home page: the search, four ways in, and what the data offer below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from generator.act import eid
from generator.act.integrity import Proof
from generator.act.targets import Target
from generator.model import BodyKind, Kind
from generator.plan.pages import PARALLEL, ROW, Page
from generator.views.bodies import tree
from generator.views.context import PageContext
from generator.views.parts import Link, View
from generator.views.posts import APPOINTMENTS

EXAMPLES = 3
"""The most examples of searches that the home page shows."""

WAYS = 4
"""The most large links at the top of the home page."""

INDEXES = {"role": "", "terms": "", "bodies": "nav.bodies", "regions": "nav.regions"}
"""The kinds of page that a reader without JavaScript finds things in, in order -> the words for the link.

Without words it is the name of the page.
"""

KILOBYTE = 1_000
MEGABYTE = 1_000_000


class VersionRow(Struct, frozen=True):
    """A known version of the text; `link` leads to the act that made it."""

    date: str
    words: str
    link: Link
    shown: bool
    """Whether it is the version that the site shows."""


class Download(Struct, frozen=True):
    """A format of the data with its files; the note of a file is its size."""

    name: str
    files: Sequence[Link]


class HomeView(View, frozen=True, kw_only=True):
    """What the home page shows; what the data do not have is empty."""

    examples: Sequence[str]
    indexes: Sequence[Link]
    ways: Sequence[Link]
    """The note of a way says in one line what it leads to."""
    appeals: Link | None
    regions: Sequence[Link]
    outside: Sequence[Link]
    regions_page: Link | None
    bodies: Sequence[Link]
    """The note of a row is the number of bodies."""
    structure_pages: Sequence[Link]
    as_of: str
    """The sentence on the version that the numbers of bodies are of."""
    topics: Sequence[Link]
    roles: Sequence[Link]
    approved_by: str
    versions: Sequence[VersionRow]
    currency: Link
    downloads: Sequence[Download]
    papers: Sequence[Link]
    licence: str
    proof: Proof
    second: bool
    """Whether the text of the page's language was received beside the original, which the figures are of."""
    proof_page: Link
    publisher: str
    written: Sequence[Link]


def home(context: PageContext) -> HomeView:
    """The home page, from the search to the publisher; parts that the data do not have are left out."""
    localization, index = context.localization, context.index
    site, act, strings = index.dataset.site, index.dataset.act, localization.strings
    example_keys = [f"home.example.{number}" for number in range(1, EXAMPLES + 1)]
    pages = context.plan.pages
    listed = len(index.regions) <= ROW
    versions = known_versions(context)
    return HomeView(
        examples=[strings[key] for key in example_keys if key in strings],
        indexes=list(_indexes(context)),
        ways=list(_ways(context))[:WAYS],
        appeals=Link(strings["home.appeals"], context.link(Target.page("appeals")))
        if context.has(Target.page("appeals"))
        else None,
        regions=[_region(context, region.id) for region in localization.regions if region.iso and listed],
        outside=[_region(context, region.id) for region in localization.regions if not region.iso and listed],
        regions_page=Link(strings["home.regions.map"], context.link(Target.page("regions/index")))
        if index.regions
        else None,
        bodies=list(_bodies(context)),
        as_of=localization.as_of(),
        structure_pages=[
            context.page_link(page) for page in pages if page.kind in ("chart", "bodies", "posts", "named")
        ],
        topics=[
            Link(localization.text(topic.name), context.link(Target.topic(topic.id)))
            for topic in index.topics.values()
        ],
        roles=[context.page_link(page) for page in pages if page.kind in ("role", "point")],
        approved_by=localization.text(act.approved_by),
        versions=versions,
        currency=Link(strings["page.currency"], context.link(Target.page("currency"))),
        downloads=[
            Download(format_, [_download(context, name, size) for name, size in sizes.items()])
            for format_, sizes in context.downloads.items()
        ],
        papers=list(_papers(context)),
        licence=localization.text(site.licence),
        proof=context.proof,
        second=bool(localization.received),
        proof_page=Link(strings["page.proof"], context.link(Target.page("how-the-text-was-made"))),
        publisher=localization.text(site.publisher),
        written=[context.page_link(page) for page in pages if page.kind == "hand-written"],
        correction=context.correction(act),
    )


def _ways(context: PageContext) -> Iterator[Link]:
    """Yield the ways in: the law, the regions, the chart, the appointments; then the indexes.

    The indexes stand in for what the data do not have.
    """
    localization, index, strings = context.localization, context.index, context.localization.strings
    chapters = index.of_kind(Kind.CHAPTER)
    points = localization.count("count.points", statute_points(context))
    if chapters:
        count = localization.count("count.chapters", len(chapters))
        words = localization.plain("home.way.law.words", chapters=count, points=points)
        yield Link(strings["home.way.law"], context.link(Target.page("chapters/index")), words)
    else:
        yield Link(strings["page.text"], context.link(Target.page("text")), points)
    inside = [region for region in index.regions.values() if region.iso]
    if inside:
        words = localization.plain(
            "home.way.regions.words", regions=localization.count("count.region", len(inside))
        )
        yield Link(strings["home.way.regions"], context.link(Target.page("regions/index")), words)
    groups = tree(context, index.office).groups
    if groups:
        names = [group.members[0].link.words if len(group.members) == 1 else group.name for group in groups]
        yield Link(strings["page.chart"], context.link(Target.page("chart")), ", ".join(names))
    posts = _appointed(context)
    if posts:
        words = localization.plain(
            "home.way.appointments.words", posts=localization.count("count.post", posts)
        )
        yield Link(strings["page.appointments"], context.link(Target.page("appointments")), words)
    for kind in ("role", "point", "terms"):
        for page in context.plan.pages:
            if page.kind == kind:
                link = context.page_link(page)
                yield Link(link.words, link.href, _contents(context, page))


def _contents(context: PageContext, page: Page) -> str:
    """Return how many provisions of each role a page lists; "" for another page."""
    index = context.index
    members = [
        provision.role
        for provision in index.dataset.provisions
        if provision.role
        and (
            provision.role.value == page.subject
            if page.kind == "role"
            else page.kind == "point" and eid.within(provision.eid, page.subject)
        )
    ]
    counts = {role: members.count(role) for role in dict.fromkeys(members)}
    return ", ".join(
        context.localization.count(f"count.{role.value}", number) for role, number in counts.items()
    )


def _appointed(context: PageContext) -> int:
    """Return how many posts have a page-worthy statement about who fills them."""
    relations = [relation for relation in context.index.dataset.relations if relation.kind in APPOINTMENTS]
    filled = {
        relation.subject
        if relation.kind is APPOINTMENTS[-1]
        else relation.object or context.localization.text(relation.literal)
        for relation in relations
    }
    return len(filled)


def statute_points(context: PageContext) -> int:
    """Return how many points of the statute are in force, without those of the act that brings it."""
    chapters = context.index.of_kind(Kind.CHAPTER)
    points = [point for point in context.index.of_kind(Kind.POINT) if not point.repealed]
    return len([point for point in points if not chapters or context.index.nearest(point, Kind.CHAPTER)])


def _indexes(context: PageContext) -> Iterator[Link]:
    """Yield the links to the indexes of what the data have."""
    for kind, key in INDEXES.items():
        if kind == "bodies" and not tree(context, context.index.office).groups:
            continue
        for page in context.plan.pages:
            if page.kind == kind:
                link = context.page_link(page)
                yield Link(context.localization.strings[key], link.href) if key else link


def _region(context: PageContext, id_: str) -> Link:
    region = context.index.regions[id_]
    return Link(context.localization.text(region.short), context.link(Target.region(id_)))


def _bodies(context: PageContext) -> Iterator[Link]:
    """Yield the kinds of body that have a page, with the number of their members; an agency by its name."""
    for page in context.plan.pages:
        if page.kind == "body-kind":
            number = len(context.index.bodies_of(BodyKind(page.subject)))
            name = context.localization.strings[f"page.body-kind.{page.subject}"]
            yield Link(name, context.link(Target.page(page.path)), str(number))
        elif page.kind == "body" and context.index.actors[page.subject] in context.index.bodies_of(
            BodyKind.AGENCY
        ):
            yield context.actor(page.subject)


def known_versions(context: PageContext) -> list[VersionRow]:
    """Return the version that the site shows and the later versions that the data name, oldest first."""
    localization, act = context.localization, context.index.dataset.act
    rows = []
    if act.version.date:
        decree = Target.page("decree")
        href = context.link(decree) if context.has(decree) else context.link(Target.page("text"))
        words = localization.strings["home.versions.shown"]
        title = Link(localization.text(act.title), href)
        rows.append(
            (act.version.date, VersionRow(localization.date(act.version.date), words, title, shown=True))
        )
    for change in act.changes:
        if change.date and change.amended_by:
            words = localization.strings["home.versions.amended"]
            here = context.page.kind == "currency"
            place = Markup(f"#{change.id}") if here else context.note(change).href
            link = Link(localization.text(change.amended_by), place)
            rows.append((change.date, VersionRow(localization.date(change.date), words, link, shown=False)))
    return [row for _, row in sorted(rows, key=lambda row: row[0])]


def _download(context: PageContext, name: str, size: int) -> Link:
    up = "../" * (context.page.path.count("/") + 1)
    return Link(name, Markup(f"{up}data/{name}"), file_size(context, size))


def file_size(context: PageContext, size: int) -> str:
    """Return a number of bytes as a reader reads it: `381 kB`, `1.6 MB` (decimal units, as in SI)."""
    localization = context.localization
    if size < MEGABYTE:
        return localization.plain("size.kilobytes", number=max(1, round(size / KILOBYTE)))
    number = f"{size / MEGABYTE:.1f}".replace(".", localization.strings["number.decimal"])
    return localization.plain("size.megabytes", number=number)


def _papers(context: PageContext) -> Iterator[Link]:
    """Yield the pages for paper: the act in this language, then with the languages side by side."""
    strings = context.localization.strings
    for path, key in (("print", "home.print"), (f"{PARALLEL}print", "home.print.parallel")):
        if context.has(Target.page(path)):
            yield Link(strings[key], context.link(Target.page(path)))
