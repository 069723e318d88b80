"""The registry of the kinds of page: an entry, a template and a view are enough for a new kind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_type_hints

import pytest
import yaml
from jinja2 import UndefinedError, nodes
from msgspec.structs import replace

from generator.act.targets import Target
from generator.builder.preparation import PreparedSite
from generator.exports import jsonld
from generator.files.package import TEMPLATES
from generator.plan.localization import Localization
from generator.plan.pages import Page, Plan
from generator.render.environment import environment
from generator.render.page_kinds import PAGE_KINDS, PageKind
from generator.render.renderer import Frame, blank, heading, render
from generator.search.documents import documents
from generator.views.context import PageContext
from generator.views.parts import Block, View

PAGE = Page("oldest.html", "oldest")


def oldest_name(localization: Localization, page: Page) -> str:
    return localization.text(localization.index.dataset.act.title)


class OldestView(View, frozen=True, kw_only=True):
    block: Block


def oldest(context: PageContext) -> OldestView:
    """The first provision of the act."""
    provision = context.index.dataset.provisions[0]
    return OldestView(block=context.block(provision), correction=context.correction(provision))


KIND = PageKind(
    name="oldest", view=oldest, page_name=oldest_name, about=jsonld.about_act, search_weight=0.7, wide=True
)

TEMPLATE = """{% extends "base.md.jinja" %}
{% import "law.jinja" as law with context %}
{% block body %}
{{ law.provision(page.block) }}
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
    title = heading(name)

    pages = dict(render(plan, localization, tiny_prepared.proof, blank, kinds=kinds, templates=[tmp_path]))
    page = pages[PAGE.source]
    assert f"# {title} {{: #page }}" in page
    assert "hide: [navigation, toc]" in page
    assert f"{{: #{tiny_prepared.dataset.provisions[0].eid} .law" in page

    data = json.loads(yaml.safe_load(page.split("---\n")[1])["structured_data"])
    assert [thing["@type"] for thing in data] == ["WebPage", *["Legislation"] * 2]

    found = [document for document in documents(plan, localization, kinds) if document.location == PAGE.path]
    assert [(document.title, document.weight) for document in found] == [(name, 0.7)]


def test_a_template_that_asks_for_a_missing_field_fails(
    plan: Plan, tiny_prepared: PreparedSite, tmp_path: Path
) -> None:
    (tmp_path / "oldest.md.jinja").write_text(TEMPLATE.replace("page.block", "page.blok"), encoding="utf-8")
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
        "drafts": None,
        "text": None,
        "parallel": None,
        "print": None,
        "term": None,
        "version": None,
        "comparisons": None,
        "provision": None,
        "hand-written": 0.1,
        "topic": 0.5,
        "chapter": 0.6,
        "appointments": 0.8,
        "act": 0.9,
        "appeals": 0.9,
        "post": 0.9,
        "body": 1,
        "region": 1,
    }


def test_several_languages_have_parallel_pages(real: PreparedSite) -> None:
    shown = {page.kind for page in real.plan.pages if f"parallel/{page.path}" in real.plan.trail}
    assert shown == {"text", "chapter", "provision", "print"}


def fields_of(kind: PageKind) -> set[str]:
    """Return the fields of the view of a kind of page."""
    view: type[View] = get_type_hints(kind.view)["return"]
    return set(view.__struct_fields__)


def fields_in(template: str, variable: str) -> set[str]:
    """Return the fields of a variable that a template uses."""
    tree = environment().parse((TEMPLATES / template).read_text(encoding="utf-8"))
    return {
        access.attr
        for access in tree.find_all(nodes.Getattr)
        if isinstance(access.node, nodes.Name) and access.node.name == variable
    }


BASE = "base.md.jinja"


@pytest.mark.parametrize("kind", PAGE_KINDS.values(), ids=PAGE_KINDS)
def test_a_template_uses_the_fields_of_its_view(kind: PageKind) -> None:
    """Each field is used, by the page's own template or by the base, and no other one."""
    assert fields_in(kind.template, "page") | fields_in(BASE, "page") == fields_of(kind)


def test_the_templates_use_the_fields_of_the_frame() -> None:
    used = {name for kind in PAGE_KINDS.values() for name in fields_in(kind.template, "frame")}
    assert used | fields_in(BASE, "frame") == set(Frame.__struct_fields__)


@pytest.mark.parametrize("kind", PAGE_KINDS.values(), ids=PAGE_KINDS)
def test_the_head_of_a_template_lists_the_fields(kind: PageKind) -> None:
    head = (TEMPLATES / kind.template).read_text(encoding="utf-8").partition("-#}")[0]
    listed = head.partition("Shows, as `page`: ")[2].strip(" .").split(", ")
    assert set(listed) == fields_of(kind)


def test_the_head_of_the_base_lists_the_fields() -> None:
    head = (TEMPLATES / BASE).read_text(encoding="utf-8").partition("-#}")[0]
    listed = head.partition("Shows, as `frame`: ")[2].partition(";")[0].split(", ")
    assert set(listed) == set(Frame.__struct_fields__)
