"""Builds the page of the structure on a later day, compared with that of the site's version."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from generator.act.targets import Target
from generator.charts import dated_list
from generator.charts.geometry import Figure
from generator.model import BodyKind, DatedStructure, Kind
from generator.timeline.table import Wording
from generator.views import in_time
from generator.views.context import PageContext
from generator.views.parts import Chart, Link, View

ENDS = '.;,"»«'
"""The marks at the end of a line of a list that are no part of a name."""


class StatedNumber(Struct, frozen=True):
    """A number of staff with the words of the act that say whose it is."""

    number: str
    of: str
    act: Link


class DatedStructureView(View, frozen=True, kw_only=True):
    """What the page of the structure on a later day shows."""

    chart: Chart
    by: Link | None
    """The instruction that gave the list."""
    whose: str
    same: Sequence[str]
    """The names that stand in both lists, by the words of the original language."""
    similar: Sequence[tuple[str, str]]
    """(the name before, the name on the day) in the original language, where they are alike."""
    first: str
    """The day of the site's version, in digits."""
    other: Sequence[str]
    """The names that stand only in the later list."""
    gone: Sequence[Link]
    """The names of the site's version that do not stand in the later list."""
    bodies: Sequence[Link]
    """The bodies that other provisions of that day name."""
    numbers: Sequence[StatedNumber]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the chart."""
        return self.chart.figures


def structure(context: PageContext) -> DatedStructureView:
    """The structure on a later day, with its chart, beside the one of the site's version."""
    history, localization = in_time.history_of(context), context.localization
    structures = history.dataset.amendments.timeline.structures
    structure = next(one for one in structures if f"{one.on}" == context.page.subject)
    rows = _rows(context, structure)
    original = history.dataset.original
    items = [row for row in rows if row.kind is Kind.ITEM]
    head = _head(context, structure)
    before = [one for one in context.index.dataset.provisions if one.parent == head]
    names = {_clean(row.text[original]) for row in items}
    earlier = {_clean(one.text[original]) for one in before}
    similar = {one.after: one.before for one in structure.similar}
    of_eid, index = {row.eid: row for row in items}, context.index
    by = next((row.by for row in rows if row.by and row.by.operation), None)
    return DatedStructureView(
        chart=_chart(context, structure, [_words(context, row) for row in items]),
        by=in_time.act_link(context, by.id, by.operation.by) if by and by.operation else None,
        whose=in_time.whose(context, rows),
        same=[_words(context, row) for row in items if _clean(row.text[original]) in earlier],
        similar=[
            (_clean(index.provisions[eid].text[original]), _clean(of_eid[after].text[original]))
            for after, eid in similar.items()
        ],
        first=in_time.short_date(context, history.table.first) if history.table.first else "",
        other=[
            _words(context, row)
            for row in items
            if _clean(row.text[original]) not in earlier and row.eid not in similar
        ],
        gone=[
            Link(_clean(localization.text(one.text)), context.link(Target.provision(one.eid)))
            for one in before
            if _clean(one.text[original]) not in names and one.eid not in similar.values()
        ],
        bodies=[
            Link(
                localization.text(body.name),
                context.link(Target.version(structure.on, body.provision)),
                in_time.place(context, structure.on, body.provision),
            )
            for body in structure.bodies
        ],
        numbers=_numbers(context, structure),
        correction=context.correction(structure),
    )


def _head(context: PageContext, structure: DatedStructure) -> str:
    """Return the eId of the list."""
    units = {unit.id: unit.provision for unit in context.index.dataset.amendments.timeline.units}
    return units.get(structure.list) or structure.list


def _rows(context: PageContext, structure: DatedStructure) -> list[Wording]:
    """Return the rows of the list on the day, its heading first."""
    history, head = in_time.history_of(context), _head(context, structure)
    rows = [row for row in history.table.on(structure.on) if row.eid == head or row.parent == head]
    return [row for row in rows if row.text]


def _words(context: PageContext, row: Wording) -> str:
    return _clean(in_time.words(row, context.localization.code, context.index.dataset.original))


def _clean(words: str) -> str:
    """Return a name without the marks of the list around it; no letter is folded."""
    return words.strip().strip(ENDS).strip()


def _numbers(context: PageContext, structure: DatedStructure) -> list[StatedNumber]:
    localization, amendments = context.localization, context.index.dataset.amendments
    rows = []
    for stated in structure.numbers:
        provisions = {one.eid: one for one in amendments.provisions[stated.act]}
        rows.append(
            StatedNumber(
                localization.text(provisions[stated.provision].text),
                localization.text(provisions[stated.of].text),
                in_time.act_link(context, stated.act, stated.provision),
            )
        )
    return rows


def _chart(context: PageContext, structure: DatedStructure, units: Sequence[str]) -> Chart:
    """Return the chart: the office, what the day's text names under it, and one box for the rest."""
    localization = context.localization
    name, title = f"structure-{structure.on}.{localization.code}", "structure-title"
    office = localization.name(context.index.office)
    names = [(BodyKind.AGENCY.value, localization.text(body.name)) for body in structure.bodies]
    names += [(BodyKind.UNIT.value, words) for words in units]
    rest = localization.strings["structure.rest"]
    return Chart(
        scope="dated",
        name=name,
        title_id=title,
        title=localization.message("structure.chart", date=localization.date_of(structure.on)),
        kinds=(),
        scripts=(),
        fold="",
        files=(),
        figures=(
            dated_list.wide(office, names, rest, f"{name}-wide", title),
            dated_list.narrow(office, names, rest, f"{name}-narrow", title),
        ),
    )
