"""The home page of datasets that have less than others: what they lack does not appear."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.act.index import Index
from generator.builder.preparation import PreparedSite
from generator.model import Dataset, Editorial, Organisation
from generator.plan import pages
from generator.plan.localization import Localization
from generator.render import renderer
from generator.render.page_kinds import page_context
from generator.views import home
from generator.views.context import PageContext


def context_of(prepared: PreparedSite, dataset: Dataset) -> PageContext:
    index = Index(dataset)
    localization = Localization(index, dataset.languages[0], prepared.localizations[0].written)
    plan = pages.plan(index, tuple(localization.written))
    return page_context(plan.pages[0], plan, localization, prepared.proof)


def markdown_of(context: PageContext) -> str:
    return renderer.render_page(context, home.home(context), {})


def bare(dataset: Dataset) -> Dataset:
    """Return a dataset with its office only: no regions, other bodies, posts, topics or relations."""
    office = [body for body in dataset.organisation.bodies if body.id == dataset.act.office]
    return dataset.model_copy(
        update={
            "organisation": Organisation.model_construct(
                bodies=tuple(office), posts=(), groups=(), regions=()
            ),
            "editorial": Editorial.model_construct(topics=(), titles=(), completions=(), synonyms=()),
            "relations": (),
            "bearers": (),
            "assignments": (),
        }
    )


def test_what_the_data_lack_does_not_appear(tiny_prepared: PreparedSite) -> None:
    page = markdown_of(context_of(tiny_prepared, bare(tiny_prepared.dataset))).split("---\n", 2)[2]
    for missing in (
        "#regions",
        "#structure",
        "#topics",
        "regions/",
        "chart.md",
        "appointments.md",
        "../data/",
    ):
        assert missing not in page
    for kept in ("#page", "chapters/index.md", "#versions", "#downloads", "#proof", "#about"):
        assert kept in page


def of_role(prepared: PreparedSite, role: str) -> list[str]:
    """Return the addresses of the provisions of a role."""
    return [provision.eid for provision in prepared.dataset.provisions if provision.role == role]


def test_indexes_stand_in_for_missing_ways(tiny_prepared: PreparedSite) -> None:
    view = home.home(context_of(tiny_prepared, bare(tiny_prepared.dataset)))
    assert [str(way.href) for way in view.ways] == [
        "chapters/index.html",
        "functions/index.html",
        "powers/index.html",
        "tasks.html",
    ]
    functions = len(of_role(tiny_prepared, "function"))
    assert view.ways[1].note == f"{functions} функция"
    whole = home.home(context_of(tiny_prepared, tiny_prepared.dataset))
    assert [str(way.href) for way in whole.ways] == [
        "chapters/index.html",
        "regions/index.html",
        "chart.html",
        "appointments.html",
    ]


def test_versions_are_only_those_that_the_data_name(tiny_prepared: PreparedSite) -> None:
    dataset = tiny_prepared.dataset
    change = dataset.act.changes[0]
    late = change.model_copy(update={"date": dt.date(2024, 2, 1), "amended_by": {"kk": "№ 9 Қаулы"}})
    undated = late.model_copy(update={"date": None})
    unnamed = late.model_copy(update={"amended_by": None})
    act = dataset.act.model_copy(update={"changes": (unnamed, late, undated)})
    view = home.home(context_of(tiny_prepared, dataset.model_copy(update={"act": act})))
    assert [(row.shown, row.link.words) for row in view.versions] == [
        (True, dataset.act.title["kk"]),
        (False, "№ 9 Қаулы"),
    ]
    version = act.version.model_copy(update={"date": None})
    act = act.model_copy(update={"version": version, "changes": (), "checked": None})
    context = context_of(tiny_prepared, dataset.model_copy(update={"act": act}))
    assert home.home(context).versions == []
    assert "#versions" not in markdown_of(context)


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "1 КБ"), (1_499, "1 КБ"), (380_712, "381 КБ"), (999_999, "1000 КБ"), (1_640_000, "1,6 МБ")],
)
def test_file_sizes(size: int, words: str, tiny_prepared: PreparedSite) -> None:
    context = context_of(tiny_prepared, tiny_prepared.dataset)
    assert home.file_size(context, size) == words


def test_the_publisher_is_named_or_said_to_be_missing(tiny_prepared: PreparedSite) -> None:
    dataset = tiny_prepared.dataset
    context = context_of(tiny_prepared, dataset)
    assert "Үлгі жоба" in markdown_of(context)
    site = dataset.site.model_copy(update={"publisher": None})
    context = context_of(tiny_prepared, dataset.model_copy(update={"site": site}))
    assert context.localization.strings["home.publisher.none"] in markdown_of(context)
