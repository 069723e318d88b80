"""The real institution for the tests of the charts, and the same with other names or many more bodies."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from generator import load, pages
from generator.charts import columns
from generator.charts.figure import Figure
from generator.charts.organisation import Composer, Organisation
from generator.index import Index
from generator.model import Body, BodyKind, Institution
from generator.pages import Page, Plan
from generator.reader import Reader

DATA = Path(__file__).parent.parent / "data"
PAGE = Page("chart.html", "chart")


@cache
def institution() -> Institution:
    """The institution of the data."""
    return load.load(DATA)


def renamed(id_: str, name: str) -> Institution:
    """The same with another name for one body."""
    bodies = [
        one.model_copy(update={"name": dict.fromkeys(one.name, name), "short": None})
        if one.id == id_
        else one
        for one in institution().bodies
    ]
    return institution().model_copy(update={"bodies": tuple(bodies)})


def many(number: int) -> Institution:
    """The same with more units under the committee's directorates, until there are `number` bodies."""
    given = institution()
    directorates = [one for one in given.bodies if one.kind is BodyKind.DIRECTORATE]
    pattern = directorates[0]

    def more() -> Iterable[Body]:
        for place in range(number - len(given.bodies)):
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

    return given.model_copy(update={"bodies": (*given.bodies, *more())})


def reader(given: Institution, code: str = "kk") -> tuple[Reader, Plan]:
    """A reader of one language with the plan of the site."""
    index = Index(given)
    language = next(one for one in given.languages if one.code == code)
    return Reader(index, language), pages.plan(index)


def composed(given: Institution, code: str = "kk") -> Organisation:
    """The organisation of an institution in one language."""
    return Composer(*reader(given, code), PAGE).organisation()


def figures(given: Institution, code: str = "kk") -> tuple[Figure, Figure]:
    """The organisational chart in both layouts."""
    made = composed(given, code)
    return columns.wide(made, "wide", "title"), columns.narrow(made, "narrow", "title")
