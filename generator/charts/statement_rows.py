"""Lays out the statements of an act as rows for a phone, which the script may fold.

A lane at the left leads from who acts to its statements, a lane at the right to the third party of most of
them. The drawing splits the lanes at the bottoms of rows, so that a row is hidden and moved with its pieces.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from generator.charts.geometry import LEADING, PAD, SIZE, Label, Layout, Vertex, label
from generator.charts.graph import GraphWriter, text_height
from generator.charts.statements import CONSENT, KINDS, LAW, LEGISLATION, Statement, Statements
from generator.charts.text_metrics import wrap
from generator.charts.tree_layout import TOGGLE, Node

SIDE = 7
"""Space between a label and the sides of its box; less overflows in DejaVu Sans."""

GAP = 9
"""Space between rows."""

LEAST = 46
"""Least height of a row, so that a finger hits it on a screen 360 px wide."""

LANE = "lane"
"""The class of a line that many statements share."""


class Names(Struct):
    """Names in the DOT text for ids of the data."""

    names: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, id_: str) -> str:
        return self.names.setdefault(id_, f"n{len(self.names)}")


class _Row(Struct):
    """A row of the narrow layout."""

    vertex: Vertex
    statement: Statement | None = None
    """The statement that the row states."""
    under: Statement | None = None
    """The statement that the row is an object of."""
    actor: str = ""
    """The actor that the row is the box of."""


class Rows:
    """The rows of statements."""

    def __init__(self, statements: Statements, words: dict[str, str]) -> None:
        self._statements, self._words = statements, words
        self._writer = GraphWriter(rankdir="TB", nodesep=13, ranksep=GAP, arrowsize=0.6)
        self._names = Names()
        rows = statements.rows
        counts: dict[str, int] = {}
        for row in rows:
            for id_ in row.others:
                counts[id_] = counts.get(id_, 0) + 1
        self._main = max(counts, key=lambda id_: counts[id_], default="")
        """The actor of the right lane: the third party of most statements."""

    def layout(self) -> Layout:
        """Return the graph."""
        rows = list(self._rows())
        lanes = self._ends(rows)
        for place, row in enumerate(rows):
            self._place(place, row, rows, lanes)
        return replace(self._writer.layout(), has_rows=True)

    def closed(self) -> int:
        """Return the height of the chart while the objects are folded under their statements."""
        heights = [row.vertex.height for row in self._rows() if not row.under]
        return int(sum(height + GAP for height in heights) - GAP + 3)

    def _rows(self) -> Iterator[_Row]:
        if self._main:
            yield self._actor_row(self._main)
        rows = sorted(self._statements.rows, key=lambda row: row.kind == LAW)
        for subject in dict.fromkeys(row.subject for row in rows):
            stated = [row for row in self._statements.rows if row.subject == subject]
            if stated and subject != self._main:
                yield self._actor_row(subject)
            for row in stated:
                yield _Row(self._statement(row), statement=row)
                for id_ in row.objects:
                    node = self._statements.nodes[id_]
                    name = self._names[f"{row.id} {id_}"]
                    data = (("n", f"{row.id}.{id_}"), ("p", row.id))
                    yield _Row(_box(name, node, 298, data=data), under=row)

    def _actor_row(self, id_: str) -> _Row:
        node, rows = self._statements.nodes[id_], self._statements.rows
        kinds = {row.kind for row in rows if row.subject == id_}
        if id_ == self._main:
            kinds |= set(self._statements.kinds_at(id_))
        data = (("n", id_), ("k", " ".join(kind for kind in KINDS if kind in kinds)))
        return _Row(_box(self._names[id_], node, 310, strong=True, data=data), actor=id_)

    def _statement(self, row: Statement) -> Vertex:
        room = 310 - 2 * SIDE - (TOGGLE if row.objects else 0)
        subject = "" if row.kind == LAW else self._statements.nodes[row.subject].words
        verb = self._words["appoints"] if row.consents and row.others else row.verb
        verb = f"{subject}: {verb}" if subject else row.verb[:1].upper() + row.verb[1:]
        text = label(verb, room, bold=True)
        notes = [row.literal] if row.literal else []
        if row.others:
            names = ", ".join(self._statements.nodes[id_].words for id_ in row.others)
            notes.append(f"{self._words['consent' if row.consents else 'to']}: {names}")
        notes.append(row.place[0])
        note = tuple(line for part in notes for line in wrap(part, room, SIZE))
        height = text_height(text, note, LEADING, PAD, LEAST)
        return Vertex(
            self._names[row.id],
            "says",
            310,
            height,
            text,
            note,
            row.place[1],
            " ".join((verb, *notes)),
            14,
            (("n", row.id), ("p", row.subject), ("k", row.kind)),
        )

    def _ends(self, rows: list[_Row]) -> dict[str, tuple[int, int]]:
        """Return actor -> its first row and the last row that its lane leads to."""
        lanes: dict[str, tuple[int, int]] = {}
        starts = {row.actor: place for place, row in enumerate(rows) if row.actor}
        for place, row in enumerate(rows):
            if row.statement:
                for id_ in (row.statement.subject, *row.statement.others):
                    if id_ in starts and id_ in (row.statement.subject, self._main):
                        lanes[id_] = (starts[id_], place)
        return lanes

    def _place(self, place: int, row: _Row, rows: list[_Row], lanes: dict[str, tuple[int, int]]) -> None:
        """Add a row: a piece of both lanes, the box, and a piece of the statement's spine."""
        writer, left, right = self._writer, f"L{place}", f"P{place}"
        writer.junction(left, "L")
        writer.junction(right, "P")
        spine = f"T{place}" if row.under else ""
        if spine:
            writer.junction(spine, "T")
        writer.vertex(row.vertex, group="O" if spine else "M")
        writer.rank([left, *([spine] if spine else []), row.vertex.name, right])
        if place:
            active = any(
                actor != self._main and start < place <= end for actor, (start, end) in lanes.items()
            )
            start, end = lanes.get(self._main, (0, -1))
            for before, here, is_drawn in (
                (f"L{place - 1}", left, active),
                (f"P{place - 1}", right, start < place <= end),
            ):
                if is_drawn:
                    writer.arc(before, here, LANE, lane=here[0], weight="100")
                else:
                    writer.order([before, here], weight="100")
            writer.order([rows[place - 1].vertex.name, row.vertex.name], weight="0")
        self._left(place, row, rows, lanes)
        self._right(row, right, lanes)

    def _left(self, place: int, row: _Row, rows: list[_Row], lanes: dict[str, tuple[int, int]]) -> None:
        writer, left, name = self._writer, f"L{place}", row.vertex.name
        if row.under:
            spine, kind = f"T{place}", row.under.kind
            if rows[place - 1].under is row.under:
                writer.arc(f"T{place - 1}", spine, kind, weight="100")
            else:
                writer.arc(rows[place - 1].vertex.name, spine, kind, weight="100", tailport="sw")
            writer.order([left, spine], weight="1")
            writer.arc(spine, name, kind, tip="head", weight="1")
        elif row.statement and row.statement.subject in lanes and row.statement.subject != self._main:
            writer.arc(left, name, row.statement.kind, lane="L", weight="1")
        elif row.actor in lanes and row.actor != self._main:
            writer.arc(left, name, LANE, lane="L", weight="1")
        else:
            writer.order([left, name], weight="1")

    def _right(self, row: _Row, right: str, lanes: dict[str, tuple[int, int]]) -> None:
        writer, name, statement = self._writer, row.vertex.name, row.statement
        if self._main in lanes and row.actor == self._main:
            writer.arc(name, right, LANE, lane="P", weight="1")
        elif statement and self._main in statement.others:
            if statement.consents:
                writer.arc(name, right, CONSENT, tip="tail", lane="P", weight="1")
            else:
                writer.arc(name, right, statement.kind, tip="head", lane="P", weight="1")
        elif statement and self._main == statement.subject:
            writer.arc(name, right, statement.kind, lane="P", weight="1")
        else:
            writer.order([name, right], weight="1")


def _box(
    name: str, node: Node, width: float, *, strong: bool = False, data: tuple[tuple[str, str], ...]
) -> Vertex:
    text: Label = label(node.words, width - 2 * PAD - (TOGGLE if strong else 0), bold=strong)
    kind = f"{node.kind} actor" if strong and node.kind != LEGISLATION else node.kind
    height = text_height(text, (), LEADING, PAD, LEAST)
    return Vertex(name, kind, width, height, text, (), node.href, node.name, data=data)
