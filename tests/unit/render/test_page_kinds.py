"""The registry of the kinds of page: an entry, a template and a view are enough for a new kind."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError

from generator.act.targets import Target
from generator.builder.preparation import PreparedSite
from generator.cli import blank
from generator.exports import jsonld
from generator.plan.localization import Localization
from generator.plan.pages import Page, Plan
from generator.render.page_kinds import PAGE_KINDS, PageKind
from generator.render.renderer import render, with_structured_data
from generator.search.documents import documents
from generator.views.context import PageContext

PAGE = Page("oldest.html", "oldest")


def oldest_name(localization: Localization, page: Page) -> str:
    return localization.text(localization.index.dataset.act.title)


def oldest(context: PageContext) -> dict[str, Any]:
    """The first provision of the act."""
    provision = context.index.dataset.provisions[0]
    return {"block": context.block(provision), "correction": context.correction(provision)}


KIND = PageKind(
    name="oldest", view=oldest, page_name=oldest_name, about=jsonld.about_act, search_weight=0.7, wide=True
)

TEMPLATE = """{% extends "base.md.jinja" %}
{% block body %}
<div class="law">{{ parts.provision(block) }}</div>
{% endblock %}
"""


@pytest.fixture
def plan(tiny_prepared: PreparedSite) -> Plan:
    """The plan of the tiny site with one page of the new kind."""
    plan = tiny_prepared.plan
    return replace(
        plan,
        pages=(*plan.pages, PAGE),
        trail={**plan.trail, PAGE.path: ()},
        neighbours={**plan.neighbours, PAGE.path: (None, None)},
        homes={**plan.homes, Target.page("oldest"): PAGE.path},
    )


def test_a_new_kind_is_one_entry_one_template_and_one_view(
    plan: Plan, tiny_prepared: PreparedSite, tmp_path: Path
) -> None:
    (tmp_path / "oldest.md.jinja").write_text(TEMPLATE, encoding="utf-8")
    kinds = {**PAGE_KINDS, KIND.name: KIND}
    localization = tiny_prepared.localizations[0]
    name = localization.text(tiny_prepared.dataset.act.title)

    pages = dict(render(plan, localization, tiny_prepared.proof, blank, kinds=kinds, templates=[tmp_path]))
    page = pages[PAGE.source]
    assert f"# {name} {{: #page }}" in page
    assert "hide: [navigation, toc]" in page
    assert f'id="{tiny_prepared.dataset.provisions[0].eid}"' in page

    data = with_structured_data({PAGE.source: ""}, plan, localization, tiny_prepared.proof, kinds=kinds)
    script = data[PAGE.source].partition(">")[2].rpartition("</script>")[0]
    assert [thing["@type"] for thing in json.loads(script)["@graph"]] == ["WebPage", *["Legislation"] * 2]

    found = [document for document in documents(plan, localization, kinds) if document.location == PAGE.path]
    assert [(document.title, document.weight) for document in found] == [(name, 0.7)]


def test_a_template_that_asks_for_a_missing_field_fails(
    plan: Plan, tiny_prepared: PreparedSite, tmp_path: Path
) -> None:
    (tmp_path / "oldest.md.jinja").write_text(TEMPLATE.replace("(block)", "(blok)"), encoding="utf-8")
    kinds = {**PAGE_KINDS, KIND.name: KIND}
    pages = render(
        plan, tiny_prepared.localizations[0], tiny_prepared.proof, blank, kinds=kinds, templates=[tmp_path]
    )
    with pytest.raises(UndefinedError, match="blok"):
        list(pages)


def test_every_kind_is_planned_and_every_planned_kind_is_registered(real: PreparedSite) -> None:
    assert {page.kind for page in real.plan.pages} <= PAGE_KINDS.keys()
    assert {kind.parallel for kind in PAGE_KINDS.values() if kind.parallel} <= PAGE_KINDS.keys()


def test_the_search_weights_are_these() -> None:
    """A weight that changes moves results: change it here on purpose."""
    weights = {name: kind.search_weight for name, kind in PAGE_KINDS.items() if kind.search_weight != 0.2}
    assert weights == {
        "home": None,
        "text": None,
        "parallel": None,
        "print": None,
        "term": None,
        "provision": None,
        "hand-written": 0.1,
        "topic": 0.5,
        "chapter": 0.6,
        "appointments": 0.8,
        "act": 0.9,
        "post": 0.9,
        "body": 1,
        "region": 1,
    }


def test_several_languages_have_parallel_pages(real: PreparedSite) -> None:
    shown = {page.kind for page in real.plan.pages if f"parallel/{page.path}" in real.plan.trail}
    assert shown == {"text", "chapter", "provision", "print"}
