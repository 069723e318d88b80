"""Names, titles and descriptions of pages; `page_kinds` assigns them to the kinds of page.

A name is short and stands in navigation and breadcrumbs. A title is the full heading of a page. A description
is one plain sentence for search engines and previews.
"""

from __future__ import annotations

import datetime as dt
from html import unescape

from generator.plan.localization import Localization
from generator.plan.pages import Page
from generator.views.context import PageContext

DESCRIBED_WORDS = 24
"""How many words of a provision describe its page."""

# Names: (localization, page) -> plain words


def kind_name(localization: Localization, page: Page) -> str:
    """Return the interface words `page.<kind>`; those of `page.parallel` for a parallel page."""
    return localization.strings["page.parallel" if page.parallel else f"page.{page.kind}"]


def kind_and_subject_name(localization: Localization, page: Page) -> str:
    """Return the interface words `page.<kind>.<subject>`."""
    return localization.strings[f"page.{page.kind}.{page.subject}"]


def provision_name(localization: Localization, page: Page) -> str:
    """Return a provision's number and its short title or first words."""
    provision = localization.index.provisions[page.subject]
    return f"{localization.num(provision)} {localization.label(provision)}"


def chapter_name(localization: Localization, page: Page) -> str:
    """Return a chapter's number and heading."""
    chapter = localization.index.provisions[page.subject]
    return f"{localization.num(chapter)} {localization.text(chapter.text)}".strip()


def point_name(localization: Localization, page: Page) -> str:
    """Return the roles that a point lists, with the point's number."""
    index = localization.index
    point = index.provisions[page.subject]
    roles = dict.fromkeys(provision.role for provision in index.descendants(point) if provision.role)
    names = [localization.strings[f"role.{role}.many"] for role in roles]
    joined = localization.strings["and"].join(names)
    return localization.plain("page.point", roles=joined, number=index.number(point))


def actor_name(localization: Localization, page: Page) -> str:
    """Return the short name of a body or post."""
    return localization.short(localization.index.actors[page.subject])


def region_name(localization: Localization, page: Page) -> str:
    """Return the name of a region."""
    return localization.text(localization.index.regions[page.subject].name)


def term_name(localization: Localization, page: Page) -> str:
    """Return a term."""
    return localization.text(localization.index.terms[page.subject].term)


def cited_act_name(localization: Localization, page: Page) -> str:
    """Return the name of a cited act."""
    acts = localization.index.dataset.citations.acts
    return next(localization.text(act.name) for act in acts if act.id == page.subject)


def topic_name(localization: Localization, page: Page) -> str:
    """Return the name of a topic."""
    return localization.text(localization.index.topics[page.subject].name)


def hand_written_name(localization: Localization, page: Page) -> str:
    """Return the title that a hand-written page gives itself."""
    return localization.written[page.subject].title


def version_name(localization: Localization, page: Page) -> str:
    """Return the words of a page about a later day, with the day: `page.version`, `page.structure`."""
    date = localization.date_of(dt.date.fromisoformat(page.subject))
    return localization.plain(f"page.{page.kind}", date=unescape(str(date)))


def amendment_name(localization: Localization, page: Page) -> str:
    """Return the name of an amending act."""
    acts = localization.index.dataset.amendments.acts
    return next(localization.text(act.name) for act in acts if act.act == page.subject)


# Titles: context -> plain words


def appeals_description(context: PageContext) -> str:
    """Return what the page on appeals offers, with the word `complaint`, which readers search by."""
    return context.localization.strings["appeals.words"]


def name_as_title(context: PageContext) -> str:
    """Return the name of a page."""
    return context.page_name(context.page)


def statute_title(context: PageContext) -> str:
    """Return the full title of the statute."""
    return context.localization.text(context.index.dataset.act.statute)


def act_title(context: PageContext) -> str:
    """Return the full title of the act that brings the statute."""
    return context.localization.text(context.index.dataset.act.title)


def actor_title(context: PageContext) -> str:
    """Return the full name of a body or post."""
    return context.localization.name(context.index.actors[context.page.subject])


def provision_title(context: PageContext) -> str:
    """Return a provision's role and number with its short title or first words."""
    localization, index = context.localization, context.index
    provision = index.provisions[context.page.subject]
    return localization.plain(
        f"heading.{provision.role}", number=index.number(provision), title=localization.label(provision)
    )


def parallel_title(context: PageContext) -> str:
    """Return the title of a parallel page: what it shows, or the whole text."""
    localization = context.localization
    provision = context.index.provisions.get(context.page.subject)
    if provision is None:
        return localization.plain("heading.parallel", name=localization.strings["page.text"])
    words = [localization.num(provision), localization.title(provision) or localization.text(provision.text)]
    return localization.plain("heading.parallel", name=" ".join(filter(None, words)))


def print_title(context: PageContext) -> str:
    """Return the title of the page for paper, which has a parallel form."""
    localization = context.localization
    name = localization.strings["page.print"]
    return localization.plain("heading.parallel", name=name) if context.page.parallel else name


# Descriptions: context -> one plain sentence


def name_description(context: PageContext) -> str:
    """Return a sentence of the page's name and the site's name."""
    return _named("description.page", context.page_name(context.page), context)


def actor_description(context: PageContext) -> str:
    """Return a sentence of the body's or post's full name and the site's name."""
    return _named("description.actor", actor_title(context), context)


def _named(key: str, name: str, context: PageContext) -> str:
    site = context.localization.text(context.index.dataset.site.name)
    return context.localization.plain(key, name=name, site=site)


def provision_description(context: PageContext) -> str:
    """Return the first words of a provision."""
    return context.excerpt(context.index.provisions[context.page.subject], DESCRIBED_WORDS)


def topic_description(context: PageContext) -> str:
    """Return what the data say about a topic."""
    return context.localization.text(context.index.topics[context.page.subject].about)


def site_description(context: PageContext) -> str:
    """Return what the data say about the site."""
    return context.localization.text(context.index.dataset.site.description)


def hand_written_description(context: PageContext) -> str:
    """Return the description that a hand-written page gives itself."""
    return context.localization.written[context.page.subject].description
