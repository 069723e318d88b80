"""A larger institution out of the real one: the same statute some times over, for measuring how cost grows.

Chapters, lists, bodies, posts, regions, topics, relations, ties and titles come again under new numbers and
ids; the terms and acts of the statute, its languages and its preamble stay as they are.
"""

from __future__ import annotations

import copy
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

COPIED = (
    "bodies",
    "regions",
    "relations",
    "assignments",
    "topics",
    "completions",
    "parity",
    "references",
    "term-links",
    "synonyms",
)
"""The files whose entries come again."""

NAMING = ("bodies", "posts", "groups", "regions", "topics")
"""The lists whose entries have ids of their own."""

CHAPTERS, POINTS, LISTS, UNITS = 5, 25, 2, 17
"""How far the numbers of one copy reach."""

STRUCTURE = "para_1__subpara_2__al_2__list_1__item_"

OWN = {"titles": "provision"}
"""Which key of an entry may not come twice, where it is not `id`."""

KEPT = ("form", "term")
"""Keys whose values name nothing that comes again."""


def grow(data: Path, target: Path, times: int) -> None:
    """Write `times` the institution of `data` into `target`, a new folder."""
    shutil.copytree(data, target)
    names = {one["id"] for entries in _named(data) for one in entries} - {"office"}
    for name in COPIED:
        values = _read(data / f"{name}.yml")
        for key, entries in values.items():
            if isinstance(entries, list):
                own = OWN.get(key, "id")
                values[key] = [one for number in range(times) for one in _copies(entries, names, number, own)]
        _write(target / f"{name}.yml", values)
    parts = [_read(data / "provisions" / f"{name}.yml") for name in _chapters(data)]
    act = _read(data / "act.yml")
    chapters = []
    for number in range(times):
        for place, part in enumerate(parts, start=1):
            name = f"chapter-{place + CHAPTERS * number}"
            chapters.append(name)
            _write(target / "provisions" / f"{name}.yml", _renumbered(part, number))
    others = [one for one in act["parts"] if not one.startswith("chapter-")]
    act["parts"] = [*others[:-1], *chapters, others[-1]]
    _write(target / "act.yml", act)
    _longer(target / "provisions" / "lists.yml", times, lambda values: values["provisions"])
    _longer(target / "provisions" / "decree.yml", times, _structure)
    _write(target / "source" / "repairs.yml", {"repairs": [], "look_alikes": []})
    (target / "source" / act["version"]["source"]).write_text(_source(target, act["parts"]), encoding="utf-8")


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)


def _write(path: Path, values: Any) -> None:
    text = yaml.dump(values, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(text, encoding="utf-8")


def _named(data: Path) -> Iterator[list[dict[str, Any]]]:
    for name in COPIED:
        values = _read(data / f"{name}.yml")
        yield from (values[key] for key in NAMING if key in values)


def _chapters(data: Path) -> list[str]:
    return [one for one in _read(data / "act.yml")["parts"] if one.startswith("chapter-")]


def _copies(entries: list[Any], names: set[str], number: int, own: str) -> Iterator[Any]:
    """Yield the entries of one copy; what would come twice under the key `own` comes once."""
    for one in entries:
        other = _renamed(one, names, number)
        same = other[own] == one[own] if isinstance(one, dict) and own in one else other == one
        if number == 0 or not same:
            yield other


def _renamed(value: Any, names: set[str], number: int, key: str = "") -> Any:
    if isinstance(value, dict):
        if "kk" in value:
            return dict(value)
        return {name: _renamed(below, names, number, name) for name, below in value.items()}
    if isinstance(value, list):
        return [_renamed(one, names, number, key) for one in value]
    if not isinstance(value, str) or number == 0 or key in KEPT:
        return value
    if key == "row":
        return str(int(value) + 12 * number)
    return f"{value}-{number}" if value in names else _eid(value, number)


def _eid(value: str, number: int) -> str:
    if value.startswith(STRUCTURE):
        return f"{STRUCTURE}{int(value.removeprefix(STRUCTURE)) + UNITS * number}"
    if re.match(r"chp_\d", value):
        value = re.sub(r"^chp_(\d+)", lambda found: f"chp_{int(found[1]) + CHAPTERS * number}", value)
        return re.sub(r"__para_(\d+)", lambda found: f"__para_{int(found[1]) + POINTS * number}", value)
    return re.sub(r"^list_(\d+)", lambda found: f"list_{int(found[1]) + LISTS * number}", value)


def _renumbered(part: Any, number: int) -> Any:
    """Return a chapter with the numbers of its copy."""
    made = copy.deepcopy(part)
    for chapter in made["provisions"]:
        chapter["num"] = _plus(chapter["num"], CHAPTERS * number)
        for point in chapter["provisions"]:
            point["num"] = _plus(point["num"], POINTS * number)
    return made


def _plus(num: str, more: int) -> str:
    return re.sub(r"\d+", lambda found: str(int(found[0]) + more), num, count=1)


def _structure(values: Any) -> list[Any]:
    """Return the items of the list that the decree quotes."""
    below: list[Any] = values.get("provisions", [])
    if values.get("kind") == "list":
        return below
    return next(filter(None, map(_structure, below)), [])


def _longer(path: Path, times: int, rows: Callable[[Any], list[Any]]) -> None:
    values = _read(path)
    entries = rows(values)
    entries += [copy.deepcopy(one) for _ in range(times - 1) for one in list(entries)]
    _write(path, values)


def _source(data: Path, parts: list[str]) -> str:
    """Return the provisions as a text whose words the proof finds again."""

    def lines(entries: list[Any]) -> Iterator[str]:
        for one in entries:
            yield " ".join(filter(None, (one.get("num"), one["text"]["kk"])))
            yield from lines(one.get("provisions", []))

    return "".join(
        f"{line}\n"
        for part in parts
        for line in lines(_read(data / "provisions" / f"{part}.yml")["provisions"])
    )
