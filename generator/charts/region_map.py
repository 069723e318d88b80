"""Composes the territorial chart: one tile for each region, placed as on a map, the others below."""

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
"""Heights of a region's name and of a body in a tile."""

TILE, BAR, TIGHT = 44.0, 44.0, 3.0
"""Narrow layout: least side of a tile, height of a bar, gap between them."""

SMALL = 12.0
"""Font size that text in a tile is measured at; the style sheet writes it at 11.5."""

CODE = 3
"""Number of letters of a region's short name that replace a missing code."""


class Territory:
    """The territorial chart in one language, with links relative to one page."""

    def __init__(self, localization: Localization, plan: Plan, page: Page) -> None:
        self.localization, self.plan, self.page = localization, plan, page
        self.index: Index = localization.index
        self.inside = [region for region in localization.regions if region.tile]
        self.outside = [region for region in localization.regions if not region.tile]
        tiles = [region.tile for region in self.inside if region.tile]
        self.columns = max((tile.column + tile.width for tile in tiles), default=1)
        self.rows = max((tile.row + 1 for tile in tiles), default=0)
        narrowest = (WIDE - 2 - GAP * (self.columns - 1)) / self.columns - 2 * INSIDE
        labels = [self._label(body, narrowest) for bodies in self.index.bodies_in.values() for body in bodies]
        self.body_height = max((height(label_, BODY) for label_ in labels), default=BODY)

    def wide(self, name: str, title: str) -> Figure:
        """Return the wide layout: tiles with the region's name and its bodies."""
        most = max((len(self.index.bodies_in[id_]) for id_ in self.index.regions), default=0)
        tall = NAME + most * (self.body_height + INSIDE)
        bar = NAME + self.body_height + INSIDE
        items = tuple(self._all(self._tile, WIDE, tall=tall, bar=bar, gap=GAP))
        return Figure(name, WIDE, self._bottom(items), items, "wide", title)

    def narrow(self, name: str, title: str) -> Figure:
        """Return the narrow layout: tiles with the region's code, linked to the region in the list below."""
        items = tuple(self._all(self._code, NARROW, tall=TILE, bar=BAR, gap=TIGHT))
        return Figure(name, NARROW, self._bottom(items), items, "narrow", title)

    def _bottom(self, items: tuple[Item, ...]) -> float:
        return max((box.bottom for item in items for box in item.boxes), default=0) + 1

    def _all(
        self,
        draw: Callable[[Region, Box], Iterator[Item]],
        width: float,
        *,
        tall: float,
        bar: float,
        gap: float,
    ) -> Iterator[Item]:
        """Yield the items of all regions in the order of the list of regions, so that Tab follows it.

        `tall` is the height of a tile on the map, `bar` that of a region beside the map; `draw` returns the
        items of a region inside its box.
        """
        cell = (width - 2 - gap * (self.columns - 1)) / self.columns
        placed: list[tuple[Region, Box]] = []
        for region in self.inside:
            tile = region.tile
            assert tile
            across = cell * tile.width + gap * (tile.width - 1)
            x, y = 1 + tile.column * (cell + gap), 1 + tile.row * (tall + gap)
            placed.append((region, Box(x, y, across, tall, Label(()), radius=5 if region.centre else 14)))
        top = 1 + self.rows * (tall + gap) + (2 * gap if self.rows else 0)
        half = (width - 2 - gap) / 2
        for place, region in enumerate(self.outside):
            x, y = 1 + (place % 2) * (half + gap), top + (place // 2) * (bar + gap)
            placed.append((region, Box(x, y, half, bar, Label(()))))
        for region, box in placed:
            yield from draw(region, box)

    def _tile(self, region: Region, box: Box) -> Iterator[Item]:
        """Yield a region of the wide layout: its tile, its name and its bodies."""
        bodies = self.index.bodies_in[region.id]
        beside = region.tile is None
        yield Item("", f"tile{'' if region.centre or beside else ' city'}", (box,))
        name = self.localization.text(region.name)
        short = name if beside else self.localization.text(region.short)
        name_box = Box(
            box.x + INSIDE,
            box.y + INSIDE,
            box.width - 2 * INSIDE,
            NAME - 2 * INSIDE if not beside else NAME - 8,
            label(short, box.width - 2 * INSIDE - PAD, bold=True, middle=True),
            self.plan.link(self.page, Target.region(region.id)),
            name if name.startswith(short) else f"{short} – {name}",
        )
        yield Item(region.id, "region", (name_box,))
        count = max(1, len(bodies)) if beside else 1
        across = (box.width - INSIDE * (count + 1)) / count
        for place, body in enumerate(bodies):
            x = box.x + INSIDE + (place * (across + INSIDE) if beside else 0)
            y = box.y + NAME - INSIDE + (0 if beside else place * (self.body_height + INSIDE))
            yield Item(body.id, body.kind.value, (self._body(body, x, y, across),), data={"p": region.id})

    def _words(self, body: Body) -> str:
        return self.localization.strings.get(f"tile.{body.kind}") or self.localization.short(body)

    def _label(self, body: Body, width: float) -> Label:
        return label(self._words(body), width - 2 * INSIDE, middle=True, size=SMALL)

    def _body(self, body: Body, x: float, y: float, width: float) -> Box:
        name = f"{self._words(body)} – {self.localization.name(body)}"
        link = self.plan.link(self.page, Target.body(body.id))
        return Box(x, y, width, self.body_height, self._label(body, width), link, name)

    def _code(self, region: Region, box: Box) -> Iterator[Item]:
        """Yield a region of the narrow layout: its code."""
        short = self.localization.text(region.short)
        code = self.localization.text(region.code) or short[:CODE].upper()
        code_label = label(code, box.width + PAD, bold=True, middle=True)
        code_box = Box(
            box.x,
            box.y,
            box.width,
            box.height,
            code_label,
            f"#{region.id}",
            f"{code} – {self.localization.text(region.name)}",
            box.radius,
        )
        yield Item(region.id, f"code{'' if region.centre or not region.tile else ' city'}", (code_box,))
