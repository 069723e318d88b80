"""The territorial chart: a tile a region, with its bodies, where the country has it; the rest below."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.act.index import Index
from generator.act.targets import Target
from generator.charts.geometry import PAD, Box, Figure, Item, Label, height, label
from generator.model import Body, Region
from generator.plan.localization import Localization
from generator.plan.pages import Page, Plan

WIDE, NARROW = 1150.0, 328.0
GAP, INSIDE = 8.0, 3.0
NAME, BODY = 44.0, 31.0
"""The heights of a region's name and of a body in a tile."""

TILE, BAR, TIGHT = 44.0, 44.0, 3.0
"""The narrow layout: the least side of a tile, the height of a bar, the space between them."""

SMALL = 12.0
"""The size that the words in a tile are measured at; the style sheet writes them at 11.5."""

CODE = 3
"""The letters of a region's short name that stand for it where no code is given."""


class Territory:
    """The chart in the words of one language, as links from one page."""

    def __init__(self, localization: Localization, plan: Plan, page: Page) -> None:
        self.localization, self.plan, self.page = localization, plan, page
        self.index: Index = localization.index
        self.inside = [one for one in self.index.regions.values() if one.tile]
        self.outside = [one for one in self.index.regions.values() if not one.tile]
        self.columns = max((one.tile.column + one.tile.width for one in self.inside if one.tile), default=1)
        self.rows = max((one.tile.row + 1 for one in self.inside if one.tile), default=0)
        narrowest = (WIDE - 2 - GAP * (self.columns - 1)) / self.columns - 2 * INSIDE
        labels = [self._label(body, narrowest) for found in self.index.bodies_in.values() for body in found]
        self.body = max((height(one, BODY) for one in labels), default=BODY)

    def wide(self, name: str, title: str) -> Figure:
        """Lay the tiles out with both bodies in each."""
        most = max((len(self.index.bodies_in[one.id]) for one in self.index.regions.values()), default=0)
        tall = NAME + most * (self.body + INSIDE)
        items = tuple(self._all(WIDE, tall, NAME + self.body + INSIDE, GAP, self._tile))
        return Figure(name, WIDE, self._bottom(items), items, "wide", title)

    def narrow(self, name: str, title: str) -> Figure:
        """Lay the tiles out with a code in each: one link that leads to the region in the list."""
        items = tuple(self._all(NARROW, TILE, BAR, TIGHT, self._code))
        return Figure(name, NARROW, self._bottom(items), items, "narrow", title)

    def _bottom(self, items: tuple[Item, ...]) -> float:
        return max((box.bottom for item in items for box in item.boxes), default=0) + 1

    def _all(
        self, width: float, tall: float, bar: float, gap: float, draw: Callable[[Region, Box], Iterator[Item]]
    ) -> Iterator[Item]:
        cell = (width - 2 - gap * (self.columns - 1)) / self.columns
        placed: list[tuple[Region, Box]] = []
        for one in self.inside:
            assert one.tile
            across = cell * one.tile.width + gap * (one.tile.width - 1)
            x, y = 1 + one.tile.column * (cell + gap), 1 + one.tile.row * (tall + gap)
            placed.append((one, Box(x, y, across, tall, Label(()), radius=14 if not one.centre else 5)))
        top = 1 + self.rows * (tall + gap) + (2 * gap if self.rows else 0)
        for place, one in enumerate(self.outside):
            half = (width - 2 - gap) / 2
            x, y = 1 + (place % 2) * (half + gap), top + (place // 2) * (bar + gap)
            placed.append((one, Box(x, y, half, bar, Label(()))))
        for one, box in sorted(placed, key=lambda pair: (pair[1].y, pair[1].x)):
            yield from draw(one, box)

    def _tile(self, region: Region, box: Box) -> Iterator[Item]:
        bodies = self.index.bodies_in[region.id]
        beside = region.tile is None
        yield Item("", f"tile{'' if region.centre or beside else ' city'}", (box,))
        words = self.localization.text(region.short)
        name = self.localization.text(region.name)
        named = Box(
            box.x + INSIDE,
            box.y + INSIDE,
            box.width - 2 * INSIDE,
            NAME - 2 * INSIDE if not beside else NAME - 8,
            label(words, box.width - 2 * INSIDE - PAD, bold=True, middle=True),
            self.plan.link(self.page, Target.region(region.id)),
            name if name.startswith(words) else f"{words} – {name}",
        )
        yield Item(region.id, "region", (named,))
        count = max(1, len(bodies)) if beside else 1
        across = (box.width - INSIDE * (count + 1)) / count
        for place, body in enumerate(bodies):
            x = box.x + INSIDE + (place * (across + INSIDE) if beside else 0)
            y = box.y + NAME - INSIDE + (0 if beside else place * (self.body + INSIDE))
            yield Item(body.id, body.kind.value, (self._body(body, x, y, across),), data={"p": region.id})

    def _words(self, body: Body) -> str:
        return self.localization.strings.get(f"tile.{body.kind}") or self.localization.short(body)

    def _label(self, body: Body, width: float) -> Label:
        return label(self._words(body), width - 2 * INSIDE, middle=True, size=SMALL)

    def _body(self, body: Body, x: float, y: float, width: float) -> Box:
        name = f"{self._words(body)} – {self.localization.name(body)}"
        link = self.plan.link(self.page, Target.body(body.id))
        return Box(x, y, width, self.body, self._label(body, width), link, name)

    def _code(self, region: Region, box: Box) -> Iterator[Item]:
        short = self.localization.text(region.short)
        code = self.localization.text(region.code) or short[:CODE].upper()
        code_label = label(code, box.width + PAD, bold=True, middle=True)
        made = Box(
            box.x,
            box.y,
            box.width,
            box.height,
            code_label,
            f"#{region.id}",
            f"{code} – {self.localization.text(region.name)}",
            box.radius,
        )
        yield Item(region.id, f"code{'' if region.centre or not region.tile else ' city'}", (made,))
