"""Registry of the kinds of page: everything that the program knows about a kind is one entry here.

To add a kind of page, add an entry to `PAGE_KINDS`, a template `templates/<kind>.md.jinja`, a function in
`views/` that builds what the template shows, and the page's address in `plan.pages`. A kind that sets no
`page_name` is named by the interface words `page.<kind>`.

Lower layers do not import this module: the builder and the renderer hand them the entries.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from generator.act.integrity import Proof
from generator.exports import jsonld
from generator.plan.localization import Localization
from generator.plan.pages import Page, Plan
from generator.render import titles
from generator.views import (
    amendments,
    appeals,
    bodies,
    charts,
    comparisons,
    dated_structures,
    drafts,
    front,
    history,
    home,
    law,
    named,
    posts,
    printing,
    references,
    regions,
    roles,
    versions,
)
from generator.views.context import Downloads, PageContext
from generator.views.parts import View

LISTING_WEIGHT = 0.2
"""How much a search match counts in a page that only lists others; in a provision's own page it counts 1."""


class PageKind(Struct, frozen=True, kw_only=True):
    """What the program knows about one kind of page."""

    name: str
    """The name by which the plan knows the kind; the template is `<name>.md.jinja`."""
    view: Callable[[PageContext], View]
    """Builds what the template shows."""
    page_name: Callable[[Localization, Page], str] = titles.kind_name
    """Names a page in navigation and breadcrumbs."""
    title: Callable[[PageContext], str] = titles.name_as_title
    """Returns the heading of a page."""
    description: Callable[[PageContext], str] = titles.name_description
    """Describes a page in one plain sentence for search engines and previews."""
    about: jsonld.About = jsonld.about_nothing
    """Returns what a page is about, as JSON-LD."""
    search_weight: float | None = LISTING_WEIGHT
    """How much a search match counts; None if the search finds the page's parts and not the page."""
    indexed: bool = True
    """Whether search engines of other site builders may index the page; False for repeated words."""
    has_law: bool = False
    """Whether the page shows words of the act, so that a translation says that it is one."""
    wide: bool = False
    """Whether the page needs the whole width, without navigation and table of contents."""
    paper: bool = False
    """Whether the page prints as the act: on sheets with running heads, without what the site adds."""
    in_time: bool = False
    """Whether the page is about later texts, which the status line of the site's version does not fit."""
    listed: bool = True
    """Whether search engines of the web may list the page; False for incomplete texts."""
    parallel: str = ""
    """The kind of page that shows the same with the languages side by side; empty if there is none."""

    @property
    def has_twin(self) -> bool:
        """Whether the page has its words as Markdown beside it; one that repeats another page has not."""
        return self.in_time or (self.has_law and self.indexed)

    @property
    def template(self) -> str:
        """The file name of the template."""
        return f"{self.name}.md.jinja"


_ENTRIES = (
    PageKind(
        name="home",
        view=home.home,
        title=titles.statute_title,
        description=titles.site_description,
        about=jsonld.about_act,
        search_weight=None,
        wide=True,
    ),
    PageKind(name="currency", view=front.currency),
    PageKind(name="history", view=history.history, in_time=True),
    PageKind(
        name="version",
        view=versions.version,
        page_name=titles.version_name,
        search_weight=None,
        indexed=False,
        in_time=True,
        listed=False,
    ),
    PageKind(name="comparisons", view=comparisons.comparisons, search_weight=None, wide=True, in_time=True),
    PageKind(
        name="structure",
        view=dated_structures.structure,
        page_name=titles.version_name,
        wide=True,
        in_time=True,
    ),
    PageKind(name="amendment", view=amendments.amendment, page_name=titles.amendment_name, in_time=True),
    PageKind(
        name="appeals",
        view=appeals.appeals,
        description=titles.appeals_description,
        search_weight=0.9,
        has_law=True,
    ),
    PageKind(name="proof", view=front.proof),
    PageKind(
        name="hand-written",
        view=front.hand_written,
        page_name=titles.hand_written_name,
        description=titles.hand_written_description,
        search_weight=0.1,
    ),
    PageKind(
        name="text",
        view=law.text,
        about=jsonld.about_act,
        search_weight=None,
        paper=True,
        parallel="parallel",
        has_law=True,
    ),
    PageKind(
        name="parallel",
        view=law.parallel,
        title=titles.parallel_title,
        about=jsonld.about_text,
        search_weight=None,
        indexed=False,
        wide=True,
        has_law=True,
    ),
    PageKind(
        name="print",
        view=printing.sheets,
        title=titles.print_title,
        about=jsonld.about_act,
        search_weight=None,
        indexed=False,
        wide=True,
        paper=True,
        parallel="print",
        has_law=True,
    ),
    PageKind(name="chapters", view=law.chapters, about=jsonld.about_act, has_law=True),
    PageKind(
        name="chapter",
        view=law.chapter,
        page_name=titles.chapter_name,
        about=jsonld.about_provision,
        search_weight=0.6,
        paper=True,
        parallel="parallel",
        has_law=True,
    ),
    PageKind(name="lists", view=law.lists, about=jsonld.about_lists, paper=True, has_law=True),
    PageKind(
        name="decree",
        view=law.decree,
        title=titles.act_title,
        about=jsonld.about_act,
        paper=True,
        has_law=True,
    ),
    PageKind(name="terms", view=references.terms, about=jsonld.about_terms),
    PageKind(
        name="term",
        view=references.term,
        page_name=titles.term_name,
        about=jsonld.about_term,
        search_weight=None,
        has_law=True,
    ),
    PageKind(name="acts", view=references.acts, about=jsonld.about_cited_acts),
    PageKind(
        name="act",
        view=references.act,
        page_name=titles.cited_act_name,
        about=jsonld.about_cited_acts,
        search_weight=0.9,
        has_law=True,
    ),
    PageKind(name="drafts", view=drafts.drafts, search_weight=None, indexed=False),
    PageKind(name="topics", view=roles.topics),
    PageKind(
        name="topic",
        view=roles.topic,
        page_name=titles.topic_name,
        description=titles.topic_description,
        about=jsonld.about_topic,
        search_weight=0.5,
        has_law=True,
    ),
    PageKind(
        name="role",
        view=roles.role,
        page_name=titles.kind_and_subject_name,
        about=jsonld.about_role,
        has_law=True,
    ),
    PageKind(
        name="provision",
        view=roles.provision,
        page_name=titles.provision_name,
        title=titles.provision_title,
        description=titles.provision_description,
        about=jsonld.about_provision,
        search_weight=None,
        parallel="parallel",
        has_law=True,
    ),
    PageKind(
        name="point",
        view=law.point,
        page_name=titles.point_name,
        about=jsonld.about_provision,
        has_law=True,
    ),
    PageKind(name="chart", view=charts.organisation, wide=True, has_law=True),
    PageKind(name="bodies", view=bodies.structure, about=jsonld.about_office, has_law=True),
    PageKind(
        name="body-kind",
        view=bodies.members,
        page_name=titles.kind_and_subject_name,
        about=jsonld.about_body_kind,
        has_law=True,
    ),
    PageKind(
        name="body",
        view=bodies.body,
        page_name=titles.actor_name,
        title=titles.actor_title,
        description=titles.actor_description,
        about=jsonld.about_body,
        search_weight=1,
        has_law=True,
    ),
    PageKind(
        name="post",
        view=posts.post,
        page_name=titles.actor_name,
        title=titles.actor_title,
        description=titles.actor_description,
        about=jsonld.about_post,
        search_weight=0.9,
        has_law=True,
    ),
    PageKind(name="posts", view=posts.posts, about=jsonld.about_posts, has_law=True),
    PageKind(name="named", view=named.named, about=jsonld.about_named, has_law=True),
    PageKind(name="appointments", view=posts.appointments, search_weight=0.8, has_law=True, wide=True),
    PageKind(name="regions", view=regions.regions, about=jsonld.about_regions, wide=True),
    PageKind(
        name="region",
        view=regions.region,
        page_name=titles.region_name,
        about=jsonld.about_region,
        search_weight=1,
        has_law=True,
    ),
)

PAGE_KINDS: Mapping[str, PageKind] = {kind.name: kind for kind in _ENTRIES}
"""Every kind of page by its name."""


def page_context(
    page: Page,
    plan: Plan,
    localization: Localization,
    proof: Proof,
    *,
    kinds: Mapping[str, PageKind] = PAGE_KINDS,
    downloads: Downloads | None = None,
) -> PageContext:
    """Return the context from which the view of a page is built."""
    return PageContext(page, plan, localization, kinds, proof, downloads or {})


def page_name(localization: Localization, page: Page) -> str:
    """Return the name of a page in navigation."""
    return PAGE_KINDS[page.kind].page_name(localization, page)


def parallel_kinds() -> dict[str, str]:
    """Return each kind of page that has a parallel page, with the kind of that page."""
    return {kind.name: kind.parallel for kind in PAGE_KINDS.values() if kind.parallel}
