"""Lays out the statements of an act as graphs: ranks from left to right, and rows on a phone.

Wide: who stands above, who answers, who acts, the statements, and whom they are about, each in a rank of
its own. Narrow: one rank a row, with a lane at the left for who acts and a lane at the right for who stands
above.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from generator.charts.geometry import LEADING, PAD, ROWS, SIZE, Figure, Label, Layout, Vertex, label
from generator.charts.graph import GraphWriter, text_height
from generator.charts.statements import ANSWERS, CONSENT, LAW, LEGISLATION, Statement, Statements
from generator.charts.text_metrics import wrap
from generator.charts.tree_layout import Node

WIDE, NARROW = 1150, 343
"""Most units that a layout may be wide."""

LINES = 80
"""Most lines of a wide layout; with more it is taller than three screens, and lanes are hard to follow."""

SIDE = 7
"""Space between a label and the sides of its box; less overflows in DejaVu Sans."""

ABOVE, BETWEEN, ACTING, STATED, ABOUT = range(5)
"""The ranks of the wide layout, from left to right."""

WIDTHS = {ABOVE: 156, BETWEEN: 150, ACTING: 146, STATED: 196, ABOUT: 224}
"""Width of the boxes of a rank."""

ACTING_BARS = (28, 36, 42)
ABOVE_BARS = (40, 50, 60)
"""Units of a bar's height for each line on its fuller side."""

WEIGHTS = ("1", "3")
"""How much straighter lines to whom a statement is about are to be than others. Every combination of bars and
weights is tried, and the best picture is kept."""

RANK_GAP = 68
"""Space between the ranks of the wide layout; below 60, lines leave boxes at the top and the bottom."""

SPREAD = 20
"""Units of a statement's height for each object, so that the lines to them keep apart."""

LANE = "lane"
"""The class of a line that many statements share."""


def figures(statements: Statements, words: dict[str, str], name: str, title: str) -> tuple[Figure, Figure]:
    """Return the wide and the narrow chart; the wide one has rows, too, where ranks are illegible.

    `words` are `to` and `consent`, which come before a third party, and the verb `appoints`; `title` is the
    id of the element that names the chart.
    """
    rows = _Narrow(statements, words).layout()
    options = product(ACTING_BARS, ABOVE_BARS, WEIGHTS) if statements.lines <= LINES else ()
    ranks = [_Wide(statements, *option).layout() for option in options]
    wide = Figure(
        f"{name}-wide",
        WIDE,
        0,
        (),
        "wide" if ranks else f"wide {ROWS}",
        title,
        layouts=tuple(dict.fromkeys(ranks)) or (rows,),
        spare=(rows,) if ranks else (),
        optional=True,
    )
    return wide, Figure(f"{name}-narrow", NARROW, 0, (), "narrow", title, layouts=(rows,), optional=True)


@dataclass
class _Names:
    """Names in the DOT text for ids of the data."""

    names: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, id_: str) -> str:
        return self.names.setdefault(id_, f"n{len(self.names)}")


class _Wide:
    """One candidate of the wide layout."""

    def __init__(self, statements: Statements, acting: float, above: float, weight: str) -> None:
        self._statements, self._bars = statements, {ACTING: acting, ABOVE: above}
        self._weight = weight
        self._writer = GraphWriter(rankdir="LR", nodesep=9, ranksep=RANK_GAP, arrowsize=0.7)
        self._names = _Names()
        self._ranks = self._ranked()
        self._rank_of = {id_: rank for rank, ids in self._ranks.items() for id_ in ids}

    def _spread(self, row: Statement) -> list[str]:
        """Return the objects of a statement, groups as their members where the chart has them."""
        members = self._statements.members
        return list(dict.fromkeys(one for id_ in row.objects for one in members.get(id_, (id_,))))

    def _ranked(self) -> dict[int, list[str]]:
        rows, laws = self._statements.rows, self._statements.laws
        above = dict.fromkeys(laws)
        above |= dict.fromkeys(
            id_ for row in rows if row.kind == ANSWERS or row.consents for id_ in row.others
        )
        acting = dict.fromkeys(row.subject for row in rows if row.subject not in above)
        others = [id_ for row in rows for id_ in (*self._spread(row), *row.others)]
        about = dict.fromkeys(id_ for id_ in others if id_ not in above and id_ not in acting)
        ranks = {ABOVE: [*above], BETWEEN: [], ACTING: [*acting], STATED: [], ABOUT: [*about]}
        place = {id_: rank for rank, ids in ranks.items() for id_ in ids}
        for row in rows:
            targets = self._spread(row) or (row.others if row.kind == ANSWERS else [])
            ends = [place[row.subject], max((place[id_] for id_ in targets), default=ABOUT)]
            ranks[_RANKS.get((min(ends), max(ends)), STATED)].append(row.id)
        ends_of = {row.id: {row.subject, *self._spread(row)} for row in rows}
        ranks[BETWEEN].sort(
            key=lambda id_: min((n for n, actor in enumerate(acting) if actor in ends_of[id_]), default=0)
        )
        return ranks

    def layout(self) -> Layout:
        """Return the graph."""
        rows = {row.id: row for row in self._statements.rows}
        for rank, ids in self._ranks.items():
            for id_ in ids:
                if id_ in rows:
                    self._writer.vertex(
                        _statement(self._names[id_], rows[id_], WIDTHS[rank], len(self._spread(rows[id_])))
                    )
                else:
                    self._writer.vertex(self._actor(id_, rank))
        for rank, ids in self._ranks.items():
            names = [self._names[id_] for id_ in ids]
            if names:
                self._writer.rank(names, {ABOVE: "min", ABOUT: "max"}.get(rank, "same"))
            if rank != ACTING:
                self._writer.order(names)
        for row in rows.values():
            self._lines(row)
        return self._writer.layout()

    def _actor(self, id_: str, rank: int) -> Vertex:
        node, width = self._statements.nodes[id_], WIDTHS[rank]
        strong = rank in (ABOVE, ACTING)
        is_law = node.kind == LEGISLATION
        text = label(node.words, width - 2 * SIDE, bold=strong and not is_law, middle=True)
        least = 0.0
        if strong and not is_law:
            least = self._bars[rank] * self._crowd(id_)
        kind = f"{node.kind} actor" if strong and not is_law else node.kind
        height = text_height(text, (), LEADING, PAD, least)
        return Vertex(
            self._names[id_], kind, width, height, text, (), node.href, node.name, data=(("n", id_),)
        )

    def _crowd(self, id_: str) -> int:
        """Return how many lines arrive at the fuller side of a bar."""
        sides = {"left": 0, "right": 0}
        for row in self._statements.rows:
            near = id_ == row.subject or id_ in row.others or id_ in self._spread(row)
            if near and self._rank_of[row.id] != self._rank_of[id_]:
                sides["left" if self._rank_of[row.id] < self._rank_of[id_] else "right"] += 1
        return max(max(sides.values()), 1)

    def _lines(self, row: Statement) -> None:
        rank, here = self._rank_of[row.id], self._names[row.id]
        ends = [(row.subject, row.kind, "")]
        ends += [(id_, row.kind, "far") for id_ in self._spread(row)]
        ends += [
            (id_, CONSENT if row.consents else row.kind, "near" if row.consents else "far")
            for id_ in row.others
        ]
        for id_, kind, tip in ends:
            other = self._names[id_]
            before = self._rank_of[id_] < rank or (id_ == row.subject and self._rank_of[id_] == rank)
            tail, head = (other, here) if before else (here, other)
            tipped = {"far": other, "near": here}.get(tip)
            end = "" if tipped is None else "head" if tipped == head else "tail"
            weight = self._weight if self._rank_of[id_] == ABOUT else "1"
            self._writer.arc(tail, head, kind, tip=end, weight=weight)


_RANKS = {
    (ABOVE, ABOVE): BETWEEN,
    (ABOVE, ACTING): BETWEEN,
    (ACTING, ACTING): ACTING,
}
"""The ranks of a statement's ends -> its own rank, where it is not `STATED`."""


def _statement(name: str, row: Statement, width: float, objects: int) -> Vertex:
    room = width - 2 * SIDE
    text = label(row.verb, room, bold=True, middle=True)
    note = [*(wrap(row.literal, room, SIZE) if row.literal else ()), *_place_lines(row.place[0], room)]
    spoken = " ".join(part for part in (row.verb, row.literal, row.place[0]) if part)
    return Vertex(
        name,
        f"says l {row.kind}",
        width,
        text_height(text, note, LEADING, PAD, SPREAD * objects),
        text,
        tuple(note),
        row.place[1],
        spoken,
        14,
        (("n", row.id), ("p", row.subject)),
    )


def _place_lines(words: str, room: float) -> list[str]:
    """Return the words of a provision in lines, broken between its units where they need several."""
    if len(wrap(words, room, SIZE)) == 1:
        return [words]
    parts = words.split(", ")
    parts = [f"{part}," for part in parts[:-1]] + parts[-1:]
    return [line for part in parts for line in wrap(part, room, SIZE)]


@dataclass
class _Row:
    """A row of the narrow layout."""

    vertex: Vertex
    statement: Statement | None = None
    """The statement that the row states."""
    under: Statement | None = None
    """The statement that the row is an object of."""
    actor: str = ""
    """The actor that the row is the box of."""


class _Narrow:
    """The narrow layout."""

    def __init__(self, statements: Statements, words: dict[str, str]) -> None:
        self._statements, self._words = statements, words
        self._writer = GraphWriter(rankdir="TB", nodesep=13, ranksep=9, arrowsize=0.6)
        self._names = _Names()
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
        return self._writer.layout()

    def _rows(self) -> Iterator[_Row]:
        if self._main:
            yield self._actor_row(self._main)
        subjects = dict.fromkeys(row.subject for row in self._statements.rows if row.kind != LAW)
        order = [*subjects, *self._statements.laws]
        for subject in order:
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
        node = self._statements.nodes[id_]
        return _Row(_box(self._names[id_], node, 310, strong=True, data=(("n", id_),)), actor=id_)

    def _statement(self, row: Statement) -> Vertex:
        room = 310 - 2 * SIDE
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
        height = text_height(text, note, LEADING, PAD, 44)
        return Vertex(
            self._names[row.id],
            f"says l {row.kind}",
            310,
            height,
            text,
            note,
            row.place[1],
            " ".join((verb, *notes)),
            14,
            (("n", row.id), ("p", row.subject)),
        )

    def _ends(self, rows: list[_Row]) -> dict[str, tuple[int, int]]:
        """Return actor -> its first row and the last row that its lane leads to."""
        lanes: dict[str, tuple[int, int]] = {}
        starts = {row.actor: place for place, row in enumerate(rows) if row.actor}
        for place, row in enumerate(rows):
            if row.statement:
                for id_ in (row.statement.subject, *row.statement.others):
                    if id_ in starts:
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
                    writer.arc(before, here, LANE, weight="100")
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
            writer.arc(left, name, row.statement.kind, weight="1")
        elif row.actor in lanes and row.actor != self._main:
            writer.arc(left, name, LANE, weight="1")
        else:
            writer.order([left, name], weight="1")

    def _right(self, row: _Row, right: str, lanes: dict[str, tuple[int, int]]) -> None:
        writer, name, statement = self._writer, row.vertex.name, row.statement
        if self._main in lanes and row.actor == self._main:
            writer.arc(name, right, LANE, weight="1")
        elif statement and self._main in statement.others:
            if statement.consents:
                writer.arc(name, right, CONSENT, tip="tail", weight="1")
            else:
                writer.arc(name, right, statement.kind, tip="head", weight="1")
        elif statement and self._main == statement.subject:
            writer.arc(name, right, statement.kind, weight="1")
        else:
            writer.order([name, right], weight="1")


def _box(
    name: str, node: Node, width: float, *, strong: bool = False, data: tuple[tuple[str, str], ...]
) -> Vertex:
    text: Label = label(node.words, width - 2 * PAD, bold=strong, middle=strong)
    kind = f"{node.kind} actor" if strong and node.kind != LEGISLATION else node.kind
    height = text_height(text, (), LEADING, PAD, 44 if strong else 38)
    return Vertex(name, kind, width, height, text, (), node.href, node.name, data=data)
