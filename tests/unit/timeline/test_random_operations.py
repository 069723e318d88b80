"""Property test: the table of wordings on each day equals applying the operations one by one."""

from __future__ import annotations

import copy
import datetime as dt
from dataclasses import dataclass, field
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.act import eid
from generator.model import (
    Act,
    AmendingActFile,
    Amendments,
    Dataset,
    Kind,
    Language,
    Node,
    Operation,
    TimelineFile,
    Version,
)
from generator.timeline import engine
from tests.support.properties import examples

FIRST = dt.date(2020, 1, 1)


@dataclass
class Point:
    """A point of the plain model: its number and its paragraphs, the introductory line first."""

    num: int
    paragraphs: list[str]


@dataclass
class Script:
    """What a run of random operations orders, for both sides of the comparison."""

    operations: list[dict[str, object]] = field(default_factory=list)
    quotations: list[list[str]] = field(default_factory=list)
    texts: dict[dt.date, list[Point]] = field(default_factory=dict)


@st.composite
def scripts(draw: st.DrawFn) -> tuple[list[Point], Script]:
    counter = iter(range(10_000))

    def words(end: str) -> str:
        return f"сөз{next(counter)} ортақ{end}"

    def paragraphs(count: int) -> list[str]:
        return [words(":" if count > 1 else "."), *(words(";") for _ in range(count - 1))]

    points = [Point(num, paragraphs(draw(st.integers(1, 4)))) for num in range(1, draw(st.integers(2, 5)))]
    now, script, day = copy.deepcopy(points), Script(), FIRST
    for _ in range(draw(st.integers(1, 6))):
        day += dt.timedelta(days=draw(st.integers(1, 30)))
        change(draw, now, script, day, paragraphs, words)
        script.texts[day] = copy.deepcopy(now)
    return points, script


def change(draw: st.DrawFn, now: list[Point], script: Script, day: dt.date, paragraphs, words) -> None:  # type: ignore[no-untyped-def]
    """Change the plain model once, and order the same."""
    verb = draw(st.sampled_from(["replace", "insert", "insert-point", "repeal", "repeal-indent", "words"]))
    order: dict[str, object] = {"on": day}
    quoted: list[str] = []
    point = draw(st.sampled_from(now)) if now else None
    if point is None or verb == "insert-point":
        num = max((one.num for one in now), default=0) + 1
        point = Point(num, paragraphs(draw(st.integers(1, 3))))
        now.append(point)
        order |= {"do": "insert", "target": "chp_1", "new": "quotation"}
        quoted = [f"{num}. {point.paragraphs[0]}", *point.paragraphs[1:]]
    elif verb == "replace":
        point.paragraphs = paragraphs(draw(st.integers(1, 4)))
        order |= {"do": "replace", "target": f"chp_1__para_{point.num}", "new": "quotation"}
        quoted = [f"{point.num}. {point.paragraphs[0]}", *point.paragraphs[1:]]
    elif verb == "insert":
        after = draw(st.integers(1, len(point.paragraphs)))
        quoted = [words(";") for _ in range(draw(st.integers(1, 3)))]
        point.paragraphs[after:after] = quoted
        order |= {"do": "insert", "target": f"chp_1__para_{point.num}", "after": after, "count": len(quoted)}
        order["new"] = "quotation"
    elif verb == "repeal":
        now.remove(point)
        order |= {"do": "repeal", "target": f"chp_1__para_{point.num}"}
    elif verb == "repeal-indent" and len(point.paragraphs) > 1:
        nth = draw(st.integers(1, len(point.paragraphs) - 1))
        del point.paragraphs[nth]
        order |= {"do": "repeal", "target": f"chp_1__para_{point.num}__al_{nth}"}
    else:
        count = " ".join(point.paragraphs).count("ортақ")
        new = words("").split()[0]
        point.paragraphs = [one.replace("ортақ", new) for one in point.paragraphs]
        if not count:
            return
        order |= {"do": "words", "target": f"chp_1__para_{point.num}", "old": "words 1", "new": "words 2"}
        order["times"] = count
        script.operations.append(order)
        script.quotations.append([f"«ортақ» деген сөз «{new}» деген сөзбен ауыстырылсын"])
        return
    script.operations.append(order)
    script.quotations.append(quoted)


def dataset_of(points: list[Point], script: Script) -> Dataset:
    def node(kind: Kind, text: str, num: str | None = None, below: tuple[Node, ...] = ()) -> Node:
        return Node(kind=kind, num=num, text={"kk": text}, provisions=below)

    base = tuple(
        node(
            Kind.POINT,
            one.paragraphs[0],
            f"{one.num}.",
            tuple(node(Kind.INDENT, text) for text in one.paragraphs[1:]),
        )
        for one in points
    )
    instructions, operations = [], []
    for number, (order, quoted) in enumerate(zip(script.operations, script.quotations, strict=True), start=1):
        if order["do"] == "words":
            instructions.append(node(Kind.POINT, quoted[0], f"{number}."))
        else:
            marked = [*quoted]
            if marked:
                marked[0], marked[-1] = f"«{marked[0]}", marked[-1]
                marked[-1] += "»;"
            below = tuple(node(Kind.QUOTED, text) for text in marked)
            instructions.append(node(Kind.POINT, "мынадай редакцияда:", f"{number}.", below))
        operations.append(Operation.model_validate({"by": f"para_{number}", **order}))
    act = AmendingActFile.model_validate(
        {
            "act": "amending",
            "work": "/akn/kz/act/decree/president/2020-01-01/1",
            "number": "1",
            "date": FIRST,
            "in_force": FIRST,
            "name": {"kk": "Жарлық"},
            "title": {"kk": "Жарлық"},
            "received": [{"language": "kk", "source": "a.md", "sha256": "0" * 64}],
            "operations": operations,
        }
    )
    return Dataset.model_construct(
        act=Act.model_construct(
            version=Version(date=FIRST, source="a.txt", language="kk"), received=(), date=None
        ),
        languages=(Language.model_construct(code="kk"),),
        provisions=eid.address([("chapter-1", (node(Kind.CHAPTER, "Тарау", "1-тарау.", base),))]),
        amendments=Amendments.model_construct(
            timeline=TimelineFile(acts=("amending",)),
            acts=(act,),
            provisions={"amending": eid.address([("amending", tuple(instructions))])},
        ),
    )


def addressed(points: list[Point]) -> list[tuple[str, str]]:
    return [("chp_1", "Тарау")] + [
        (f"chp_1__para_{one.num}" + (f"__al_{nth}" if nth else ""), text)
        for one in points
        for nth, text in enumerate(one.paragraphs)
    ]


@given(scripts())
@examples(400)
def test_the_table_equals_the_operations_applied_one_by_one(case: tuple[list[Point], Script]) -> None:
    points, script = case
    table = engine.build(dataset_of(points, script))
    expected = {FIRST: points} | script.texts
    for day, text in expected.items():
        given_on = [(row.eid, row.text["kk"]) for row in table.on(day)]
        assert given_on == addressed(text), day
    # The rows of one provision follow each other without a gap, and never hold at the same time.
    for rows in table.by_identity.values():
        for before, after in pairwise(rows):
            assert before.until == after.start
