"""What a page is about, as JSON-LD in the words of schema.org, inside the page itself.

The context stands in the page, so that the data expand without a network. Every `@id` is a relative address
of this site that leads to what it names, so that the data hold wherever the site lies.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from generator import pages
from generator.exports import akn, akn_meta, frbr, turtle
from generator.index import Actor
from generator.model import Body, Group, Kind, Post, Provision, Region
from generator.views.desk import Desk

JSON = dict[str, Any]

CONTEXT: JSON = {
    "@vocab": "https://schema.org/",
    "contentUrl": {"@type": "@id"},
    "lastReviewed": {"@type": "Date"},
    "legislationDate": {"@type": "Date"},
    "legislationLegalValue": {"@type": "@vocab"},
    "sameAs": {"@type": "@id"},
}

UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}
"""The signs by which words inside a script could end it, open a comment or become a reference."""

HEADING = "#page"
"""The anchor of a page's heading: it names what the page is about, the page's own address names the page."""


def script(desk: Desk) -> str:
    """Return the block of raw HTML that ends a page's Markdown: one line, with no sign that HTML reads."""
    text = json.dumps(data(desk), ensure_ascii=False, separators=(",", ":"))
    return f'\n<script type="application/ld+json">{text.translate(UNSAFE)}</script>\n'


def data(desk: Desk) -> JSON:
    """Return what a page says of itself and of what it is about."""
    about = ABOUT.get(desk.page.kind, _nothing)(desk)
    institution, code = desk.index.institution, desk.reader.code
    page: JSON = {
        "@id": desk.link(f"page:{desk.page.path.removesuffix('.html')}"),
        "@type": "WebPage",
        "name": desk.page_name(desk.page),
        "inLanguage": [one.code for one in institution.published] if desk.page.parallel else code,
        "isPartOf": {
            "@id": desk.link("page:index") + HEADING,
            "@type": "WebSite",
            "name": desk.reader.t(institution.site.name),
        },
        **({"lastReviewed": institution.act.checked.isoformat()} if institution.act.checked else {}),
        "creativeWorkStatus": desk.reader.strings["unofficial"],
    }
    if about:
        page["about"] = [{"@id": one["@id"]} for one in about]
    return {"@context": CONTEXT, "@graph": [page, *about]}


def _nothing(desk: Desk) -> list[JSON]:
    return []


def _id(desk: Desk, target: str) -> str:
    """Return the address that names a target of the plan: its anchor, or the heading of its page."""
    address = desk.link(target)
    return str(address if "#" in address else address + HEADING)


# The act and its provisions


def _whole(desk: Desk) -> list[JSON]:
    """The statute with its parts and its files, and the act that brings it."""
    index, r = desk.index, desk.reader
    act = index.institution.act
    parts = [*index.of_kind(Kind.CHAPTER), *pages.lists(index)]
    whole = _id(desk, "page:decree" if desk.has("page:decree") else "page:text")
    statute = {
        **_statute(desk),
        **_legislation(desk),
        "isPartOf": {"@id": whole},
        "hasPart": [_short(desk, one) for one in parts],
        "encoding": [_file(desk, *one) for one in _files(desk)],
    }
    others = [one.code for one in index.institution.published if one.code != r.code]
    if others:
        key = "workTranslation" if r.is_original else "translationOfWork"
        wanted = others if r.is_original else [index.institution.original]
        statute[key] = [{"@id": _in_language(desk, code)} for code in wanted]
    work = {"@id": whole, "@type": "Legislation", "name": r.t(act.title)}
    return [statute, {**work, **_legislation(desk), "legislationIdentifier": act.work}]


def _statute(desk: Desk) -> JSON:
    index = desk.index
    annexes = index.of_kind(Kind.ANNEX)
    work = index.institution.act.work
    return {
        "@id": _id(desk, "page:text"),
        "@type": "Legislation",
        "name": desk.reader.t(index.institution.act.statute),
        "legislationIdentifier": frbr.component(work, annexes[0].eid) if annexes else work,
    }


def _legislation(desk: Desk) -> JSON:
    act = desk.index.institution.act
    found = {"legislationType": frbr.work(act).subtype, "inLanguage": desk.reader.code}
    if act.date:
        found["legislationDate"] = act.date.isoformat()
    if act.redaction.date:
        # ISO 8601-2: two dots say that it still holds, nothing that its end is not known.
        end = ".." if act.checked and not act.changed_since else ""
        found["temporalCoverage"] = f"{act.redaction.date.isoformat()}/{end}"
    return found


def _in_language(desk: Desk, code: str) -> str:
    up = "../" * (desk.page.path.count("/") + 1)
    return f"{up}{code}/{desk.plan.homes['page:text']}{HEADING}"


def _files(desk: Desk) -> list[tuple[str, str]]:
    """Return the files under `data/` that hold the statute in the page's language, with their media types."""
    return [
        (desk.plan.homes["page:text"], "text/html"),
        (f"../data/{akn.name(desk.reader)}", akn_meta.FORMAT),
        ("../data/act.json", "application/json"),
        (f"../data/{turtle.NAME}", "text/turtle"),
        ("../data/provisions.csv", "text/csv"),
    ]


def _file(desk: Desk, path: str, media_type: str) -> JSON:
    return {
        "@type": "LegislationObject",
        "contentUrl": "../" * desk.page.path.count("/") + path,
        "encodingFormat": media_type,
        "inLanguage": desk.reader.code,
        "legislationLegalValue": "UnofficialLegalValue",
    }


def _short(desk: Desk, provision: Provision) -> JSON:
    """Return a provision by its address and its place."""
    return {
        "@id": _id(desk, f"text:{provision.eid}"),
        "@type": "Legislation",
        "name": desk.reader.place(provision),
    }


def _provision(desk: Desk) -> list[JSON]:
    """One provision, with what holds it, what it holds and the bodies that its words name."""
    index = desk.index
    one = index.provisions[desk.page.subject]
    found = {
        **_short(desk, one),
        "name": desk.reader.citation(one),
        "legislationIdentifier": f"{index.institution.act.work}#{one.eid}",
        **_legislation(desk),
    }
    if one.parent:
        found["isPartOf"] = _short(desk, index.provisions[one.parent])
    if one.children:
        found["hasPart"] = [_short(desk, child) for child in index.children(one)]
    named = dict.fromkeys(tie.body for tie in index.ties_of_provision[one.eid] if tie.quote)
    if named:
        found["mentions"] = [_actor(desk, index.actors[body]) for body in named]
    return [found]


def _parallel(desk: Desk) -> list[JSON]:
    return _provision(desk) if desk.page.subject else _whole(desk)


def _lists(desk: Desk) -> list[JSON]:
    return [_short(desk, one) for one in pages.lists(desk.index)]


def _role(desk: Desk) -> list[JSON]:
    return [_short(desk, one) for one in desk.index.institution.provisions if one.role == desk.page.subject]


def _topic(desk: Desk) -> list[JSON]:
    index = desk.index
    return [
        _short(desk, index.provisions[title.provision]) for title in index.titles_of_topic[desk.page.subject]
    ]


# Bodies, posts, classes and regions


def _actor(desk: Desk, actor: Actor) -> JSON:
    """Return a body, a post or a class by its address and its name."""
    name = desk.reader.name(actor)
    found: JSON = {
        "@id": _id(desk, desk.actor_target(actor)),
        "@type": "GovernmentOrganization",
        "name": name,
    }
    if isinstance(actor, Post):
        return {**found, "@type": "Role", "roleName": name}
    return {**found, "@type": "Thing"} if isinstance(actor, Group) else found


def _actors(desk: Desk, actors: Iterable[Actor]) -> list[JSON]:
    return [_actor(desk, one) for one in actors]


def _body(desk: Desk) -> list[JSON]:
    index = desk.index
    return [_organisation(desk, index.bodies[desk.page.subject])]


def _organisation(desk: Desk, body: Body) -> JSON:
    """Return a body with those above and below it, its region and the provision that names it."""
    index = desk.index
    found = _actor(desk, body)
    if body.short:
        found["alternateName"] = desk.reader.t(body.short)
    if body.url:
        found["sameAs"] = body.url
    if body.parent:
        found["parentOrganization"] = _actor(desk, index.bodies[body.parent])
    below = index.bodies_below[body.id]
    if below:
        found["subOrganization"] = _actors(desk, below)
    if body.region:
        found["areaServed"] = _area(desk, index.regions[body.region])
    found["subjectOf"] = _short(desk, index.provisions[body.named_in])
    return found


def _post(desk: Desk) -> list[JSON]:
    index = desk.index
    post = index.posts[desk.page.subject]
    return [{**_actor(desk, post), "subjectOf": _short(desk, index.provisions[post.named_in])}]


def _area(desk: Desk, region: Region) -> JSON:
    """Return a jurisdiction: a region by its ISO 3166-2 code, or one outside the regions."""
    found: JSON = {"@id": _id(desk, f"region:{region.id}"), "name": desk.reader.t(region.name)}
    if not region.iso:
        return {**found, "@type": "Thing"}
    return {**found, "@type": "AdministrativeArea", "identifier": region.iso}


def _region(desk: Desk) -> list[JSON]:
    index = desk.index
    region = index.regions[desk.page.subject]
    here = {"areaServed": {"@id": _id(desk, f"region:{region.id}")}}
    return [_area(desk, region), *({**_actor(desk, one), **here} for one in index.bodies_in[region.id])]


# Terms and cited acts


def _term(desk: Desk) -> list[JSON]:
    r, term = desk.reader, desk.index.terms[desk.page.subject]
    found: JSON = {
        "@id": _id(desk, f"term:{term.id}"),
        "@type": "DefinedTerm",
        "name": r.t(term.term),
        "inDefinedTermSet": {"@id": _id(desk, "page:terms")},
    }
    return [{**found, "description": r.t(term.definition)} if term.definition else found]


def _terms(desk: Desk) -> list[JSON]:
    terms = [
        {"@id": _id(desk, f"term:{one.id}"), "@type": "DefinedTerm", "name": desk.reader.t(one.term)}
        for one in desk.index.institution.terms
    ]
    set_ = {"@id": _id(desk, "page:terms"), "@type": "DefinedTermSet", "name": desk.page_name(desk.page)}
    return [{**set_, "hasDefinedTerm": terms}]


def _cited(desk: Desk) -> list[JSON]:
    return [
        {
            "@id": _id(desk, f"act:{one.id}"),
            "@type": "Legislation",
            "name": desk.reader.t(one.name),
            **({"sameAs": one.url} if one.url else {}),
        }
        for one in desk.index.institution.acts
        if desk.page.subject in ("", one.id)
    ]


ABOUT: dict[str, Callable[[Desk], list[JSON]]] = {
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
    "bodies": lambda desk: [_organisation(desk, desk.index.office)],
    "class": lambda desk: _actors(
        desk, (one for one in desk.index.institution.bodies if one.kind == desk.page.subject)
    ),
    "post": _post,
    "posts": lambda desk: _actors(desk, desk.index.institution.posts),
    "named": lambda desk: _actors(
        desk,
        (one for one in desk.index.actors.values() if "#" in desk.link(desk.actor_target(one))),
    ),
    "region": _region,
    "regions": lambda desk: [_area(desk, one) for one in desk.index.regions.values()],
    "term": _term,
    "terms": _terms,
    "act": _cited,
    "acts": _cited,
}
"""Kind of page -> what it is about; a kind that is not here is a page and no more."""
