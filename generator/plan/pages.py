"""Plans the pages of the site, their addresses and the navigation, in the same way for every language.

A page is a kind (a name in the registry of `render.page_kinds`), an address and a subject. The plan contains
no words: names and titles depend on the language.
"""

from __future__ import annotations

import posixpath
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from msgspec import Struct, field

from generator.act.index import Index
from generator.act.targets import Target, TargetKind
from generator.model import Body, BodyKind, Kind, Provision, Region, Role
from generator.plan import act_parts
from generator.plan.history import History, history
from generator.timeline.table import Table

ROLE_FOLDERS = {
    Role.FUNCTION: "functions",
    Role.POWER: "powers",
    Role.TASK: "tasks",
    Role.RIGHT: "rights",
    Role.DUTY: "duties",
}

PAGED_BODIES = (
    BodyKind.OFFICE,
    BodyKind.UNIT,
    BodyKind.AGENCY,
    BodyKind.TERRITORIAL,
    BodyKind.DIRECTORATE,
    BodyKind.INSTITUTION,
    BodyKind.COLLEGIAL,
)
"""The kinds of body that have a page each; all others share one page."""

SUBJECT_KINDS = frozenset(
    {
        TargetKind.ACT,
        TargetKind.AMENDMENT,
        TargetKind.BODY,
        TargetKind.BODY_KIND,
        TargetKind.CHAPTER,
        TargetKind.POST,
        TargetKind.REGION,
        TargetKind.ROLE,
        TargetKind.STRUCTURE,
        TargetKind.TERM,
        TargetKind.TOPIC,
        TargetKind.VERSION,
    }
)
"""The kinds of target whose page is of the kind of the same name, one page for each subject."""

ROW = 100
"""The most links to pages of the same kind in one row of a page; an ordinary statute has ninety terms."""

PARALLEL = "parallel/"
"""The folder of the parallel pages; below it their addresses are those of the pages that they show."""

ABOUT = "about"
"""The hand-written page that says what the site is, if there is one."""


class Page(Struct, frozen=True):
    """One page of the site in every language."""

    path: str
    """Its address below the language's folder, with `.html`."""
    kind: str
    subject: str = ""
    """What the page is about: an eId, an id, a role or the name of a hand-written page."""

    @property
    def source(self) -> str:
        """The Markdown file that the page is built from."""
        return self.path.removesuffix(".html") + ".md"

    @property
    def parallel(self) -> bool:
        """Whether it shows the languages side by side."""
        return self.path.startswith(PARALLEL)


class Branch(Struct, frozen=True):
    """A branch of the navigation: a page, or a heading (`key` of the interface words), with what is below."""

    page: Page | None
    key: str = ""
    below: tuple[Branch, ...] = ()


class Plan(Struct, frozen=True):
    """Every page, the navigation tree, and the address of every link target."""

    pages: tuple[Page, ...]
    tree: tuple[Branch, ...]
    trail: dict[str, tuple[Branch, ...]] = field(default_factory=dict)
    """A page's address -> the branches above it, outermost first."""
    homes: dict[Target, str] = field(default_factory=dict)
    """What a link leads to -> its address."""
    neighbours: dict[str, tuple[Page | None, Page | None]] = field(default_factory=dict)
    """A page's address -> the pages of its kind before and after it in the same branch."""
    history: History | None = None
    """The statute in time; None if the data name no later act."""

    def address(self, target: Target) -> str:
        """Return the address of a target below the language's folder; raises `KeyError` if it has none."""
        return self.homes[target]

    def link(self, origin: Page, target: Target) -> str:
        """Return the relative link from a page to a target."""
        return relative(origin.path, self.address(target))


def relative(origin: str, address: str) -> str:
    """Return the relative link from one address to another; both are below the same folder."""
    path, hash_, anchor = address.partition("#")
    if path == origin:
        return hash_ + anchor if anchor else posixpath.basename(path)
    return _relative_path(_folder(origin), path) + hash_ + anchor


_folder = cache(posixpath.dirname)


@cache
def _relative_path(folder: str, path: str) -> str:
    return posixpath.relpath("/" + path, "/" + folder)


def plan(
    index: Index,
    hand_written: tuple[str, ...] = (),
    *,
    parallel_kinds: Mapping[str, str] | None = None,
    drafts: bool = False,
    wordings: Table | None = None,
) -> Plan:
    """Return the plan of the site.

    `hand_written` are the names of the pages in `docs/<language>/`. `parallel_kinds` maps each kind of page
    that is also shown with the languages side by side to the kind of that second page. `drafts` adds the page
    of what waits for the maintainer; `wordings` is the table of wordings, if it is built already.
    """
    in_time = history(index.dataset, wordings)
    tree = tuple(_tree(index, hand_written, in_time, drafts=drafts))
    trail: dict[str, tuple[Branch, ...]] = {}
    pages: list[Page] = []
    for branch, above in _walk(tree, ()):
        if branch.page and branch.page.path not in trail:
            pages.append(branch.page)
            trail[branch.page.path] = above
    if parallel_kinds and len(index.dataset.published) > 1:
        for page in [page for page in pages if page.kind in parallel_kinds]:
            parallel = Page(f"{PARALLEL}{page.path}", parallel_kinds[page.kind], page.subject)
            pages.append(parallel)
            trail[parallel.path] = (*trail[page.path], Branch(page))
    rows = (tree, *(branch.below for branch, _ in _walk(tree, ())))
    neighbours = {path: pair for row in rows for path, pair in _neighbours(row)}
    homes = _homes(index, pages) | (in_time.addresses() if in_time else {})
    return Plan(tuple(pages), tree, trail, homes, neighbours, in_time)


def _neighbours(row: tuple[Branch, ...]) -> Iterator[tuple[str, tuple[Page | None, Page | None]]]:
    """Yield the address of each page of a row with its neighbours of the same kind."""
    kinds: dict[str, list[Page | None]] = defaultdict(lambda: [None])
    for branch in row:
        if branch.page:
            kinds[branch.page.kind].append(branch.page)
    for pages in kinds.values():
        for before, page, after in zip(pages, pages[1:], [*pages[2:], None], strict=False):
            if page:
                yield page.path, (before, after)


def _walk(row: tuple[Branch, ...], above: tuple[Branch, ...]) -> Iterator[tuple[Branch, tuple[Branch, ...]]]:
    for branch in row:
        yield branch, above
        yield from _walk(branch.below, (*above, branch))


def _tree(index: Index, names: tuple[str, ...], past: History | None, *, drafts: bool) -> Iterator[Branch]:
    yield Branch(Page("index.html", "home"))
    yield Branch(None, "nav.statute", tuple(_statute(index)))
    roles = tuple(_roles(index))
    if roles:
        yield Branch(None, "nav.roles", roles)
    yield Branch(None, "nav.bodies", tuple(_bodies(index)))
    if index.regions:
        yield Branch(None, "nav.regions", tuple(_regions(index)))
    yield Branch(None, "nav.about", tuple(_about(index, names, past)))
    if drafts:
        yield Branch(Page("drafts.html", "drafts"))


def _statute(index: Index) -> Iterator[Branch]:
    yield Branch(Page("text.html", "text"))
    chapters = [Branch(Page(_chapter(name), "chapter", eid)) for eid, name in chapter_names(index).items()]
    if chapters:
        yield Branch(Page("chapters/index.html", "chapters"), "", tuple(chapters))
    if act_parts.lists(index):
        yield Branch(Page("lists.html", "lists"))
    if act_parts.decree(index):
        yield Branch(Page("decree.html", "decree"))
    yield Branch(Page("print.html", "print"))
    if index.dataset.citations.acts:
        acts = tuple(
            Branch(Page(f"acts/{act.id}.html", "act", act.id)) for act in index.dataset.citations.acts
        )
        yield Branch(Page("acts/index.html", "acts"), "", acts)
    if index.dataset.glossary.terms:
        terms = tuple(
            Branch(Page(f"terms/{term.id}.html", "term", term.id))
            for term in index.dataset.glossary.terms
            if term.explained
        )
        yield Branch(Page("terms.html", "terms"), "", terms)


def chapter_names(index: Index) -> dict[str, str]:
    """Return the name of each chapter's page by its eId: its number, or its eId if the number is taken."""
    chapters = index.of_kind(Kind.CHAPTER)
    return dict(_unique((chapter.eid, index.number(chapter)) for chapter in chapters))


def _chapter(name: str) -> str:
    return f"chapters/{name}.html"


def _unique(named: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield (eId, name) pairs with unique names: the eId replaces a name that is taken."""
    taken: set[str] = set()
    for eid, name in named:
        if name in taken:
            name = eid.replace("__", "-").replace("_", "-")
        taken.add(name)
        yield eid, name


def _roles(index: Index) -> Iterator[Branch]:
    if index.topics:
        topics = tuple(
            Branch(Page(f"topics/{topic.id}.html", "topic", topic.id)) for topic in index.topics.values()
        )
        yield Branch(Page("topics/index.html", "topics"), "", topics)
    for role in index.paged_roles:
        folder = ROLE_FOLDERS[role]
        below = tuple(
            Branch(Page(f"{folder}/{name}.html", "provision", provision.eid))
            for provision, name in _numbered(index, role)
        )
        yield Branch(Page(f"{folder}/index.html", "role", role.value), "", below)
    yield from _points(index)


def _numbered(index: Index, role: Role) -> list[tuple[Provision, str]]:
    """Return the provisions of a role with the names of their pages.

    The name is the number, after the point's number if two provisions of the role share theirs.
    """
    members = index.by_role[role]
    counts = Counter(index.number(member) for member in members)
    named = []
    for member in members:
        number = index.number(member)
        point = index.nearest(member, Kind.POINT)
        shared = counts[number] > 1 and point is not None
        named.append((member.eid, f"{index.number(point)}-{number}" if shared and point else number))
    return [(index.provisions[eid], name) for eid, name in _unique(named)]


def _points(index: Index) -> Iterator[Branch]:
    """Yield a page for each point that holds roles without pages of their own."""
    points: dict[str, list[Role]] = {}
    for provision in index.dataset.provisions:
        role, point = provision.role, index.nearest(provision, Kind.POINT)
        if role and role not in index.paged_roles and point:
            roles = points.setdefault(point.eid, [])
            if role not in roles:
                roles.append(role)
    names = Counter(_roles_name(roles) for roles in points.values())
    named = []
    for eid, roles in points.items():
        name = _roles_name(roles)
        if names[name] > 1:
            name = f"{name}-{index.number(index.provisions[eid])}"
        named.append((eid, name))
    for eid, name in _unique(named):
        yield Branch(Page(f"{name}.html", "point", eid))


def _roles_name(roles: list[Role]) -> str:
    return "-and-".join(ROLE_FOLDERS[role] for role in roles)


def has_chart(index: Index) -> bool:
    """Tell whether a chart has more to show than the box of the body itself."""
    return len(index.actors) > 1 or bool(index.dataset.relations)


def _bodies(index: Index) -> Iterator[Branch]:
    if has_chart(index):
        yield Branch(Page("chart.html", "chart"))
    yield Branch(Page("bodies/index.html", "bodies"))
    yield _body(index.office)
    for kind, name in (
        (BodyKind.UNIT, "units"),
        (BodyKind.AGENCY, ""),
        (BodyKind.TERRITORIAL, "territorial"),
        (BodyKind.INSTITUTION, "institutions"),
        (BodyKind.COLLEGIAL, "collegial"),
    ):
        members = index.bodies_of(kind)
        if members and name:
            below = tuple(_body(body) for body in members)
            yield Branch(Page(f"bodies/{name}.html", "body-kind", kind.value), "", below)
        for agency in () if name else members:
            bodies = index.bodies_below[agency.id]
            below = tuple(_body(body) for body in bodies if body.kind in PAGED_BODIES)
            yield Branch(_body(agency).page, "", below)
    if index.posts:
        posts = tuple(Branch(Page(f"posts/{post.id}.html", "post", post.id)) for post in index.posts.values())
        yield Branch(Page("posts/index.html", "posts"), "", posts)
    if index.bodies_of(BodyKind.NAMED) or index.groups:
        yield Branch(Page("bodies/named.html", "named"))
    if index.posts:
        yield Branch(Page("appointments.html", "appointments"))


def _body(body: Body) -> Branch:
    return Branch(Page(f"bodies/{body.id}.html", "body", body.id))


def _regions(index: Index) -> Iterator[Branch]:
    def branch(region: Region) -> Branch:
        return Branch(Page(f"regions/{region.id}.html", "region", region.id))

    inside = tuple(branch(region) for region in index.regions.values() if region.iso)
    outside = tuple(branch(region) for region in index.regions.values() if not region.iso)
    yield Branch(Page("regions/index.html", "regions"), "", inside)
    if outside:
        yield Branch(None, "nav.outside", outside)


def _about(index: Index, hand_written: tuple[str, ...], in_time: History | None) -> Iterator[Branch]:
    """Yield the pages about the site; the section leads to the first of them."""
    ordered = sorted(hand_written, key=lambda name: name != ABOUT)
    written = [Branch(Page(f"{name}.html", "hand-written", name)) for name in ordered]
    if ABOUT in hand_written:
        yield written.pop(0)
    yield Branch(Page("currency.html", "currency"))
    if in_time:
        below = tuple(Branch(Page(*page)) for page in in_time.pages())
        yield Branch(Page("history.html", "history"), "", below)
    if index.dataset.outside.appeals:
        yield Branch(Page("appeals.html", "appeals"))
    yield Branch(Page("how-the-text-was-made.html", "proof"))
    yield from written


def _homes(index: Index, pages: Iterable[Page]) -> dict[Target, str]:
    """Return the address of everything that a link may lead to."""
    homes: dict[Target, str] = {}
    for page in pages:
        homes[Target.page(page.path)] = page.path
        if page.kind == "provision":
            homes[Target.own(page.subject)] = page.path
        elif page.kind in SUBJECT_KINDS:
            homes[Target(TargetKind(page.kind), page.subject)] = page.path
    chapters = chapter_names(index)
    for provision in index.dataset.provisions:
        eid = provision.eid
        homes[Target.provision(eid)] = f"{_home(index, provision, chapters)}#{eid}"
        homes[Target.text(eid)] = f"text.html#{eid}"
    for body in index.dataset.organisation.bodies:
        homes.setdefault(Target.body(body.id), f"bodies/named.html#{body.id}")
    for term in index.dataset.glossary.terms:
        homes.setdefault(Target.term(term.id), f"terms.html#{term.id}")
    for group in index.dataset.organisation.groups:
        homes[Target.group(group.id)] = f"bodies/named.html#{group.id}"
    return homes


def _home(index: Index, provision: Provision, chapters: Mapping[str, str]) -> str:
    """Return the page, beside the full text, on which a provision has an anchor."""
    chapter = index.nearest(provision, Kind.CHAPTER)
    if chapter:
        return _chapter(chapters[chapter.eid])
    path = [*index.ancestors(provision), provision]
    top = next((step for step in path if step.kind is not Kind.ANNEX), path[0])
    listed = top.kind is Kind.LIST and top in act_parts.lists(index)
    return "lists.html" if listed else "decree.html"
