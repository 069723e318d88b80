"""From a page to what its template shows: links, words and order decided, so that templates hold no logic.

One module per part of the site; `CONTEXTS` says which function makes the context of which kind of page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.views import bodies, charts, front, law, posts, printing, regions, roles
from generator.views.context import PageContext

CONTEXTS: dict[str, Callable[[PageContext], dict[str, Any]]] = {
    "home": front.home,
    "currency": front.currency,
    "proof": front.proof,
    "text": law.text,
    "parallel": law.parallel,
    "print": printing.sheets,
    "chapters": law.chapters,
    "chapter": law.chapter,
    "lists": law.lists,
    "decree": law.decree,
    "terms": law.terms,
    "term": law.term,
    "acts": law.acts,
    "act": law.act,
    "topics": roles.topics,
    "topic": roles.topic,
    "role": roles.role,
    "provision": roles.provision,
    "point": roles.point,
    "chart": charts.organisation,
    "bodies": bodies.structure,
    "body-kind": bodies.members,
    "body": bodies.body,
    "post": posts.post,
    "posts": posts.posts,
    "named": bodies.named,
    "appointments": posts.appointments,
    "regions": regions.regions,
    "region": regions.region,
}
