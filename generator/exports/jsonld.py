"""Describes what a page is about, as JSON-LD with the vocabulary of schema.org.

The front matter of a page holds the graph, and the theme embeds it in the page. The context is part of the
embedded data, so that it expands without a network. Every `@id` is a relative address of
this site that resolves to what it identifies, so that the data is valid wherever the site is published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from generator.act.index import Actor
from generator.act.targets import Target
from generator.exports import akn, akn_meta, frbr, turtle
from generator.model import Body, BodyGroup, Kind, Post, Provision, Region
from generator.plan import act_parts
from generator.views.context import PageContext

JSON = dict[str, Any]

About = Callable[[PageContext], list[JSON]]
"""Returns what a page is about; `render.page_kinds` has one for each kind of page."""

CONTEXT: JSON = {
    "@vocab": "https://schema.org/",
    "contentUrl": {"@type": "@id"},
    "lastReviewed": {"@type": "Date"},
    "legislationDate": {"@type": "Date"},
    "legislationLegalValue": {"@type": "@vocab"},
    "sameAs": {"@type": "@id"},
}

HEADING = "#page"
"""Anchor of a page's heading. With it, an address identifies what the page is about; without it, the page."""


def data(context: PageContext, about: About) -> JSON:
    """Return the JSON-LD of a page, as the theme embeds it."""
    return {"@context": CONTEXT, "@graph": graph(context, about)}


def graph(context: PageContext, about: About) -> list[JSON]:
    """Return what the JSON-LD of a page describes: the page itself, then what it is about."""
    things = about(context)
    dataset, code = context.index.dataset, context.localization.code
    page: JSON = {
        "@id": context.link(Target.page(context.page.path)),
        "@type": "WebPage",
        "name": context.page_name(context.page),
        "inLanguage": [language.code for language in dataset.published] if context.page.parallel else code,
        "isPartOf": {
            "@id": context.link(Target.page("index")) + HEADING,
            "@type": "WebSite",
            "name": context.localization.text(dataset.site.name),
        },
        **({"lastReviewed": dataset.act.checked.isoformat()} if dataset.act.checked else {}),
        "creativeWorkStatus": context.localization.strings["unofficial"],
    }
    if things:
        page["about"] = [{"@id": thing["@id"]} for thing in things]
    return [page, *things]


def about_nothing(context: PageContext) -> list[JSON]:
    """Return nothing: the page is a page and no more."""
    return []


def _id(context: PageContext, target: Target) -> str:
    """Return the address that identifies a target of the plan: its anchor, or the heading of its page."""
    address = context.link(target)
    return str(address if "#" in address else address + HEADING)


# The act and its provisions


def about_act(context: PageContext) -> list[JSON]:
    """Return the statute with its parts and files, and the act that adopts it."""
    index, r = context.index, context.localization
    act = index.dataset.act
    parts = [*index.of_kind(Kind.CHAPTER), *act_parts.lists(index)]
    whole = _id(context, Target.page("decree") if context.has(Target.page("decree")) else Target.page("text"))
    statute = {
        **_statute(context),
        **_legislation(context),
        "isPartOf": {"@id": whole},
        "hasPart": [_short(context, part) for part in parts],
        "encoding": [_file(context, path, media_type) for path, media_type in _files(context)],
    }
    others = [language.code for language in index.dataset.published if language.code != r.code]
    if others:
        key = "workTranslation" if r.is_original else "translationOfWork"
        codes = others if r.is_original else [index.dataset.original]
        statute[key] = [{"@id": _in_language(context, code)} for code in codes]
    work = {"@id": whole, "@type": "Legislation", "name": r.text(act.title)}
    return [statute, {**work, **_legislation(context), "legislationIdentifier": act.work}]


def _statute(context: PageContext) -> JSON:
    index = context.index
    annexes = index.of_kind(Kind.ANNEX)
    work = index.dataset.act.work
    return {
        "@id": _id(context, Target.page("text")),
        "@type": "Legislation",
        "name": context.localization.text(index.dataset.act.statute),
        "legislationIdentifier": frbr.component(work, annexes[0].eid) if annexes else work,
    }


def _legislation(context: PageContext) -> JSON:
    act = context.index.dataset.act
    legislation = {"legislationType": frbr.work(act).subtype, "inLanguage": context.localization.code}
    if act.date:
        legislation["legislationDate"] = act.date.isoformat()
    if act.version.date:
        # ISO 8601-2: two dots mean an open end (still in force), an empty end means unknown.
        end = ".." if act.checked and not act.changed_since else ""
        legislation["temporalCoverage"] = f"{act.version.date.isoformat()}/{end}"
    return legislation


def _in_language(context: PageContext, code: str) -> str:
    up = "../" * (context.page.path.count("/") + 1)
    return f"{up}{code}/{context.plan.homes[Target.page('text')]}{HEADING}"


def _files(context: PageContext) -> list[tuple[str, str]]:
    """Return the files under `data/` that hold the statute in the page's language, with their media types."""
    return [
        (context.plan.homes[Target.page("text")], "text/html"),
        (f"../data/{akn.name(context.localization)}", akn_meta.FORMAT),
        ("../data/act.json", "application/json"),
        (f"../data/{turtle.NAME}", "text/turtle"),
        ("../data/provisions.csv", "text/csv"),
    ]


def _file(context: PageContext, path: str, media_type: str) -> JSON:
    return {
        "@type": "LegislationObject",
        "contentUrl": "../" * context.page.path.count("/") + path,
        "encodingFormat": media_type,
        "inLanguage": context.localization.code,
        "legislationLegalValue": "UnofficialLegalValue",
    }


def _short(context: PageContext, provision: Provision) -> JSON:
    """Return a provision with its address and place only."""
    return {
        "@id": _id(context, Target.text(provision.eid)),
        "@type": "Legislation",
        "name": context.localization.place(provision),
    }


def about_provision(context: PageContext) -> list[JSON]:
    """Return a provision with its parent, its parts and the bodies that its text names."""
    index = context.index
    provision = index.provisions[context.page.subject]
    description = {
        **_short(context, provision),
        "name": context.localization.citation(provision),
        "legislationIdentifier": f"{index.dataset.act.work}#{provision.eid}",
        **_legislation(context),
    }
    if provision.parent:
        description["isPartOf"] = _short(context, index.provisions[provision.parent])
    if provision.children:
        description["hasPart"] = [_short(context, child) for child in index.children(provision)]
    assignments = index.assignments_of_provision[provision.eid]
    named = dict.fromkeys(assignment.body for assignment in assignments if assignment.quote)
    if named:
        description["mentions"] = [_actor(context, index.actors[body]) for body in named]
    return [description]


def about_text(context: PageContext) -> list[JSON]:
    """Return the provision that a page shows, or the act where it shows all of it."""
    return about_provision(context) if context.page.subject else about_act(context)


def about_lists(context: PageContext) -> list[JSON]:
    """Return the lists beside the chapters."""
    return [_short(context, provision) for provision in act_parts.lists(context.index)]


def about_role(context: PageContext) -> list[JSON]:
    """Return every provision of a role."""
    return [
        _short(context, provision)
        for provision in context.index.dataset.provisions
        if provision.role == context.page.subject
    ]


def about_topic(context: PageContext) -> list[JSON]:
    """Return every provision of a topic."""
    index = context.index
    return [_short(context, member) for member in index.members_of_topic[context.page.subject]]


# Bodies, posts, groups and regions


def _actor(context: PageContext, actor: Actor) -> JSON:
    """Return a body, post or group with its address and name only."""
    name = context.localization.name(actor)
    description: JSON = {
        "@id": _id(context, Target.actor(actor)),
        "@type": "GovernmentOrganization",
        "name": name,
    }
    if isinstance(actor, Post):
        return {**description, "@type": "Role", "roleName": name}
    return {**description, "@type": "Thing"} if isinstance(actor, BodyGroup) else description


def _actors(context: PageContext, actors: Iterable[Actor]) -> list[JSON]:
    return [_actor(context, actor) for actor in actors]


def about_body(context: PageContext) -> list[JSON]:
    """Return one body."""
    index = context.index
    return [_organisation(context, index.bodies[context.page.subject])]


def about_office(context: PageContext) -> list[JSON]:
    """Return the office at the head of the organisation."""
    return [_organisation(context, context.index.office)]


def about_body_kind(context: PageContext) -> list[JSON]:
    """Return every body of one kind."""
    bodies = context.index.dataset.organisation.bodies
    return _actors(context, (body for body in bodies if body.kind == context.page.subject))


def about_named(context: PageContext) -> list[JSON]:
    """Return the bodies and groups that share one page."""
    actors = context.index.actors.values()
    return _actors(context, (actor for actor in actors if "#" in context.link(Target.actor(actor))))


def _organisation(context: PageContext, body: Body) -> JSON:
    """Return a body with the bodies above and below it, its region and the provision that names it."""
    index = context.index
    description = _actor(context, body)
    if body.short:
        description["alternateName"] = context.localization.text(body.short)
    if body.url:
        description["sameAs"] = body.url
    if body.parent:
        description["parentOrganization"] = _actor(context, index.bodies[body.parent])
    below = index.bodies_below[body.id]
    if below:
        description["subOrganization"] = _actors(context, below)
    if body.region:
        description["areaServed"] = _area(context, index.regions[body.region])
    description["subjectOf"] = _short(context, index.provisions[body.named_in])
    return description


def about_post(context: PageContext) -> list[JSON]:
    """Return one post."""
    index = context.index
    post = index.posts[context.page.subject]
    return [{**_actor(context, post), "subjectOf": _short(context, index.provisions[post.named_in])}]


def about_posts(context: PageContext) -> list[JSON]:
    """Return every post."""
    return _actors(context, context.index.dataset.organisation.posts)


def _area(context: PageContext, region: Region) -> JSON:
    """Return a region with its ISO 3166-2 code; a jurisdiction without one is no administrative area."""
    name = context.localization.text(region.name)
    description: JSON = {"@id": _id(context, Target.region(region.id)), "name": name}
    if not region.iso:
        return {**description, "@type": "Thing"}
    return {**description, "@type": "AdministrativeArea", "identifier": region.iso}


def about_region(context: PageContext) -> list[JSON]:
    """Return one region and its bodies, with the region that each one serves."""
    index = context.index
    region = index.regions[context.page.subject]
    area = {"areaServed": {"@id": _id(context, Target.region(region.id))}}
    bodies = ({**_actor(context, body), **area} for body in index.bodies_in[region.id])
    return [_area(context, region), *bodies]


def about_regions(context: PageContext) -> list[JSON]:
    """Return every region."""
    return [_area(context, region) for region in context.index.regions.values()]


# Terms and cited acts


def about_term(context: PageContext) -> list[JSON]:
    """Return one term."""
    r, term = context.localization, context.index.terms[context.page.subject]
    description: JSON = {
        "@id": _id(context, Target.term(term.id)),
        "@type": "DefinedTerm",
        "name": r.text(term.term),
        "inDefinedTermSet": {"@id": _id(context, Target.page("terms"))},
    }
    return [{**description, "description": r.text(term.definition)} if term.definition else description]


def about_terms(context: PageContext) -> list[JSON]:
    """Return the glossary with its terms."""
    terms = [
        {
            "@id": _id(context, Target.term(term.id)),
            "@type": "DefinedTerm",
            "name": context.localization.text(term.term),
        }
        for term in context.index.dataset.glossary.terms
    ]
    set_ = {
        "@id": _id(context, Target.page("terms")),
        "@type": "DefinedTermSet",
        "name": context.page_name(context.page),
    }
    return [{**set_, "hasDefinedTerm": terms}]


def about_cited_acts(context: PageContext) -> list[JSON]:
    """Return the cited act that a page is about, or all of them."""
    return [
        {
            "@id": _id(context, Target.act(act.id)),
            "@type": "Legislation",
            "name": context.localization.text(act.name),
            **({"sameAs": url} if (url := context.localization.url(act)) else {}),
        }
        for act in context.index.dataset.citations.acts
        if context.page.subject in ("", act.id)
    ]
