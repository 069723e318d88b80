"""Describes what a page is about, as JSON-LD with the vocabulary of schema.org, embedded in the page.

The context is part of the data, so that it expands without a network. Every `@id` is a relative address of
this site that resolves to what it identifies, so that the data is valid wherever the site is published.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from generator.act.index import Actor
from generator.exports import akn, akn_meta, frbr, turtle
from generator.model import Body, BodyGroup, Kind, Post, Provision, Region
from generator.plan import pages
from generator.views.context import PageContext

JSON = dict[str, Any]

CONTEXT: JSON = {
    "@vocab": "https://schema.org/",
    "contentUrl": {"@type": "@id"},
    "lastReviewed": {"@type": "Date"},
    "legislationDate": {"@type": "Date"},
    "legislationLegalValue": {"@type": "@vocab"},
    "sameAs": {"@type": "@id"},
}

UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}
"""Characters with which text could end the script, open a comment or be read as a character reference."""

HEADING = "#page"
"""Anchor of a page's heading. With it, an address identifies what the page is about; without it, the page."""


def script(context: PageContext) -> str:
    """Return the JSON-LD of a page as a block of raw HTML, one line without characters special in HTML."""
    text = json.dumps(data(context), ensure_ascii=False, separators=(",", ":"))
    return f'\n<script type="application/ld+json">{text.translate(UNSAFE)}</script>\n'


def data(context: PageContext) -> JSON:
    """Return the JSON-LD of a page: the page itself and what it is about."""
    about = ABOUT.get(context.page.kind, _nothing)(context)
    dataset, code = context.index.dataset, context.localization.code
    page: JSON = {
        "@id": context.link(f"page:{context.page.path.removesuffix('.html')}"),
        "@type": "WebPage",
        "name": context.page_name(context.page),
        "inLanguage": [language.code for language in dataset.published] if context.page.parallel else code,
        "isPartOf": {
            "@id": context.link("page:index") + HEADING,
            "@type": "WebSite",
            "name": context.localization.text(dataset.site.name),
        },
        **({"lastReviewed": dataset.act.checked.isoformat()} if dataset.act.checked else {}),
        "creativeWorkStatus": context.localization.strings["unofficial"],
    }
    if about:
        page["about"] = [{"@id": subject["@id"]} for subject in about]
    return {"@context": CONTEXT, "@graph": [page, *about]}


def _nothing(context: PageContext) -> list[JSON]:
    return []


def _id(context: PageContext, target: str) -> str:
    """Return the address that identifies a target of the plan: its anchor, or the heading of its page."""
    address = context.link(target)
    return str(address if "#" in address else address + HEADING)


# The act and its provisions


def _whole(context: PageContext) -> list[JSON]:
    """Return the statute with its parts and files, and the act that adopts it."""
    index, r = context.index, context.localization
    act = index.dataset.act
    parts = [*index.of_kind(Kind.CHAPTER), *pages.lists(index)]
    whole = _id(context, "page:decree" if context.has("page:decree") else "page:text")
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
        "@id": _id(context, "page:text"),
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
    return f"{up}{code}/{context.plan.homes['page:text']}{HEADING}"


def _files(context: PageContext) -> list[tuple[str, str]]:
    """Return the files under `data/` that hold the statute in the page's language, with their media types."""
    return [
        (context.plan.homes["page:text"], "text/html"),
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
        "@id": _id(context, f"text:{provision.eid}"),
        "@type": "Legislation",
        "name": context.localization.place(provision),
    }


def _provision(context: PageContext) -> list[JSON]:
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


def _parallel(context: PageContext) -> list[JSON]:
    return _provision(context) if context.page.subject else _whole(context)


def _lists(context: PageContext) -> list[JSON]:
    return [_short(context, provision) for provision in pages.lists(context.index)]


def _role(context: PageContext) -> list[JSON]:
    return [
        _short(context, provision)
        for provision in context.index.dataset.provisions
        if provision.role == context.page.subject
    ]


def _topic(context: PageContext) -> list[JSON]:
    index = context.index
    return [
        _short(context, index.provisions[title.provision])
        for title in index.titles_of_topic[context.page.subject]
    ]


# Bodies, posts, groups and regions


def _actor(context: PageContext, actor: Actor) -> JSON:
    """Return a body, post or group with its address and name only."""
    name = context.localization.name(actor)
    description: JSON = {
        "@id": _id(context, context.actor_target(actor)),
        "@type": "GovernmentOrganization",
        "name": name,
    }
    if isinstance(actor, Post):
        return {**description, "@type": "Role", "roleName": name}
    return {**description, "@type": "Thing"} if isinstance(actor, BodyGroup) else description


def _actors(context: PageContext, actors: Iterable[Actor]) -> list[JSON]:
    return [_actor(context, actor) for actor in actors]


def _body(context: PageContext) -> list[JSON]:
    index = context.index
    return [_organisation(context, index.bodies[context.page.subject])]


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


def _post(context: PageContext) -> list[JSON]:
    index = context.index
    post = index.posts[context.page.subject]
    return [{**_actor(context, post), "subjectOf": _short(context, index.provisions[post.named_in])}]


def _area(context: PageContext, region: Region) -> JSON:
    """Return a region with its ISO 3166-2 code; a jurisdiction without one is no administrative area."""
    name = context.localization.text(region.name)
    description: JSON = {"@id": _id(context, f"region:{region.id}"), "name": name}
    if not region.iso:
        return {**description, "@type": "Thing"}
    return {**description, "@type": "AdministrativeArea", "identifier": region.iso}


def _region(context: PageContext) -> list[JSON]:
    index = context.index
    region = index.regions[context.page.subject]
    area = {"areaServed": {"@id": _id(context, f"region:{region.id}")}}
    bodies = ({**_actor(context, body), **area} for body in index.bodies_in[region.id])
    return [_area(context, region), *bodies]


# Terms and cited acts


def _term(context: PageContext) -> list[JSON]:
    r, term = context.localization, context.index.terms[context.page.subject]
    description: JSON = {
        "@id": _id(context, f"term:{term.id}"),
        "@type": "DefinedTerm",
        "name": r.text(term.term),
        "inDefinedTermSet": {"@id": _id(context, "page:terms")},
    }
    return [{**description, "description": r.text(term.definition)} if term.definition else description]


def _terms(context: PageContext) -> list[JSON]:
    terms = [
        {
            "@id": _id(context, f"term:{term.id}"),
            "@type": "DefinedTerm",
            "name": context.localization.text(term.term),
        }
        for term in context.index.dataset.glossary.terms
    ]
    set_ = {
        "@id": _id(context, "page:terms"),
        "@type": "DefinedTermSet",
        "name": context.page_name(context.page),
    }
    return [{**set_, "hasDefinedTerm": terms}]


def _cited(context: PageContext) -> list[JSON]:
    return [
        {
            "@id": _id(context, f"act:{act.id}"),
            "@type": "Legislation",
            "name": context.localization.text(act.name),
            **({"sameAs": act.url} if act.url else {}),
        }
        for act in context.index.dataset.citations.acts
        if context.page.subject in ("", act.id)
    ]


ABOUT: dict[str, Callable[[PageContext], list[JSON]]] = {
    "home": _whole,
    "text": _whole,
    "print": _whole,
    "decree": _whole,
    "chapters": _whole,
    "parallel": _parallel,
    "chapter": _provision,
    "provision": _provision,
    "point": _provision,
    "lists": _lists,
    "role": _role,
    "topic": _topic,
    "body": _body,
    "bodies": lambda context: [_organisation(context, context.index.office)],
    "body-kind": lambda context: _actors(
        context,
        (one for one in context.index.dataset.organisation.bodies if one.kind == context.page.subject),
    ),
    "post": _post,
    "posts": lambda context: _actors(context, context.index.dataset.organisation.posts),
    "named": lambda context: _actors(
        context,
        (one for one in context.index.actors.values() if "#" in context.link(context.actor_target(one))),
    ),
    "region": _region,
    "regions": lambda context: [_area(context, one) for one in context.index.regions.values()],
    "term": _term,
    "terms": _terms,
    "act": _cited,
    "acts": _cited,
}
"""Kind of page -> what it is about; a kind that is not here is a page and no more."""
