"""Lays out the statements of an act as graphs: ranks from left to right, and rows on a phone.

Who stands above, who answers, who acts, the statements, and whom they are about, each in a rank of its own.
The rows are those of `statement_rows`.
"""

from __future__ import annotations

from itertools import product

from msgspec.structs import replace

from generator.charts.geometry import LEADING, PAD, ROWS, SIZE, Figure, Layout, Vertex, label
from generator.charts.graph import GraphWriter, text_height
from generator.charts.statement_rows import SIDE, Names, Rows
from generator.charts.statements import ANSWERS, CONSENT, LEGISLATION, Statement, Statements
from generator.charts.text_metrics import wrap

WIDE, NARROW = 1150, 343
"""Most units that a layout may be wide."""

LINES = 80
"""Most lines of a wide layout; with more it is taller than three screens, and lanes are hard to follow."""

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


def figures(statements: Statements, words: dict[str, str], name: str, title: str) -> tuple[Figure, Figure]:
    """Return the wide and the narrow chart; the wide one has rows, too, where ranks are illegible.

    `words` are `to` and `consent`, which come before a third party, and the verb `appoints`; `title` is the
    id of the element that names the chart.
    """
    rows = Rows(statements, words)
    layout = rows.layout()
    options = product(ACTING_BARS, ABOVE_BARS, WEIGHTS) if statements.lines <= LINES else ()
    ranks = [_Wide(statements, *option).layout() for option in options]
    wide = Figure(
        f"{name}-wide",
        WIDE,
        0,
        (),
        "wide" if ranks else f"wide {ROWS}",
        title,
        layouts=tuple(dict.fromkeys(ranks)) or (layout,),
        spare=(layout,) if ranks else (),
        optional=True,
    )
    narrow = replace(wide, name=f"{name}-narrow", width=NARROW, form="narrow", layouts=(layout,), spare=())
    return wide, replace(narrow, closed=rows.closed())


class _Wide:
    """One candidate of the wide layout."""

    def __init__(self, statements: Statements, acting: float, above: float, weight: str) -> None:
        self._statements, self._bars = statements, {ACTING: acting, ABOVE: above}
        self._weight = weight
        self._writer = GraphWriter(rankdir="LR", nodesep=9, ranksep=RANK_GAP, arrowsize=0.7)
        self._names = Names()
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
            self._names[id_],
            kind,
            width,
            height,
            text,
            (),
            node.href,
            node.name,
            data=(("n", id_), ("k", " ".join(self._statements.kinds_at(id_)))),
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
        "says",
        width,
        text_height(text, note, LEADING, PAD, SPREAD * objects),
        text,
        tuple(note),
        row.place[1],
        spoken,
        14,
        (("n", row.id), ("p", row.subject), ("k", row.kind)),
    )


def _place_lines(words: str, room: float) -> list[str]:
    """Return the words of a provision in lines, broken between its units where they need several."""
    if len(wrap(words, room, SIZE)) == 1:
        return [words]
    parts = words.split(", ")
    parts = [f"{part}," for part in parts[:-1]] + parts[-1:]
    return [line for part in parts for line in wrap(part, room, SIZE)]
