"""The real institution for the tests of the charts, and the same with other names or many more bodies."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from generator.act.index import Index
from generator.charts import column_layout
from generator.charts.geometry import Figure
from generator.charts.organisation import Composer, Organisation
from generator.dataset import loader
from generator.model import Body, BodyKind, Dataset
from generator.plan import pages
from generator.plan.localization import Localization
from generator.plan.pages import Page, Plan
from tests.support.datasets import changed
from tests.support.paths import ROOT

DATA = ROOT / "data"
PAGE = Page("chart.html", "chart")


@cache
def dataset() -> Dataset:
    """The institution of the data."""
    return loader.load(DATA)


def renamed(id_: str, name: str) -> Dataset:
    """The same with another name for one body."""
    bodies = [
        one.model_copy(update={"name": dict.fromkeys(one.name, name), "short": None})
        if one.id == id_
        else one
        for one in dataset().organisation.bodies
    ]
    return changed(dataset(), bodies=tuple(bodies))


def many(number: int) -> Dataset:
    """The same with more units under the committee's directorates, until there are `number` bodies."""
    given = dataset()
    directorates = [one for one in given.organisation.bodies if one.kind is BodyKind.DIRECTORATE]
    pattern = directorates[0]

    def more() -> Iterable[Body]:
        for place in range(number - len(given.organisation.bodies)):
            above = directorates[place % len(directorates)]
            yield pattern.model_copy(
                update={
                    "id": f"more-{place}",
                    "kind": BodyKind.UNIT,
                    "parent": above.id,
                    "name": {code: f"{words} {place}" for code, words in pattern.name.items()},
                    "region": None,
                }
            )

    return changed(given, bodies=(*given.organisation.bodies, *more()))


def localization(given: Dataset, code: str = "kk") -> tuple[Localization, Plan]:
    """A reader of one language with the plan of the site."""
    index = Index(given)
    language = next(one for one in given.languages if one.code == code)
    return Localization(index, language), pages.plan(index)


def composed(given: Dataset, code: str = "kk") -> Organisation:
    """The organisation of an institution in one language."""
    return Composer(*localization(given, code), PAGE).organisation()


@cache
def drawn(code: str) -> tuple[Figure, Figure]:
    """The organisational chart of the data in both layouts, made once."""
    return figures(dataset(), code)


def figures(given: Dataset, code: str = "kk") -> tuple[Figure, Figure]:
    """The organisational chart in both layouts."""
    made = composed(given, code)
    return column_layout.wide(made, "wide", "title"), column_layout.narrow(made, "narrow", "title")
