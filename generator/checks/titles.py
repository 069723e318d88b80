"""Checks `topics.yml`: short titles, complete where they name topics, and no provision in two topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.act.index import Index
from generator.checks.locations import problem_at
from generator.model import Kind
from generator.problems import Problem

MAX_WORDS = 8
"""The most words of a short title."""


def problems(index: Index) -> Iterator[Problem]:
    """Yield the problems of the short titles.

    Where titles name topics, points and provisions with their own page need one: they divide the whole act.
    Titles that only name provisions need not be complete.
    """
    dataset = index.dataset
    yield from _topics(index)
    titles = dataset.editorial.titles
    if not titles:
        return
    counts = Counter(title.provision for title in titles)
    for title in titles:
        if (count := counts[title.provision]) > 1:
            message = f"`{title.provision}` has {count} short titles; expected one"
            yield problem_at(title, "provision", message)
        for code, words in title.title.items():
            if (length := len(words.split())) > MAX_WORDS:
                message = f"the {code} title has {length} words; expected at most {MAX_WORDS}"
                yield problem_at(title, "title", message)
    if not any(title.topic for title in titles):
        return
    for provision in dataset.provisions:
        needs_title = provision.kind is Kind.POINT or provision.role in dataset.site.pages
        if needs_title and not provision.repealed and provision.eid not in index.titles:
            message = f"`{provision.eid}` has no short title in topics.yml"
            yield Problem(provision.at.file, provision.at.line, message)


def _topics(index: Index) -> Iterator[Problem]:
    """Yield each provision that is listed by a topic and in another one."""
    listed: dict[str, str] = {}
    for topic in index.dataset.editorial.topics:
        for place, eid in enumerate(topic.provisions):
            title = index.titles.get(eid)
            other = (title.topic if title else None) or listed.get(eid)
            if other is not None:
                message = f"`{eid}` is in the topic `{other}`; expected each provision in one topic"
                yield problem_at(topic, f"provisions.{place}", message)
            listed[eid] = topic.id
