"""Reads a safe subset of YAML into strings, lists and mappings that know their lines.

Every scalar is a string (`no`, `012` and `2024-01-01` are not converted). Anchors, aliases, tags, merge keys,
duplicate keys and deep nesting are errors. The reader works on parser events, so that alias bombs and
thousands of brackets take no longer than other text of the same size.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator import limits
from generator.language.characters import unclear
from generator.model import Located, Place, memory
from generator.problems import Problem, ProblemsError

WORDS_OF_AN_ACT = re.compile(r"/(?:provisions|source)/[^/]*$")
"""Files that hold the words of an act, by their names in messages."""

REMEMBERED = 64
"""How many documents `parse` remembers."""

LINK = "is a symbolic link; expected an ordinary file or folder"

HINT = "expected `key: text`; put text that contains YAML syntax in quotation marks"

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_file(path: Path, name: str) -> Any:
    """Read a YAML file; `name` is its name in messages. Raises `ProblemsError`."""
    return parse(read_text(path, name), name)


def read_text(path: Path, name: str, most: int = limits.FILE, expected: str = "this file") -> str:
    """Read a UTF-8 file of at most `most` bytes, without its byte order mark. Raises `ProblemsError`."""
    try:
        if path.is_symlink():
            raise ProblemsError([Problem(name, 1, LINK)])
        if path.exists() and not (path.is_file() or path.is_dir()):
            # Devices and pipes have no size and may never end.
            raise ProblemsError([Problem(name, 1, "is a device or a pipe; expected an ordinary file")])
        if path.stat().st_size > most:
            raise ProblemsError([Problem(name, 1, f"exceeds {most:,} bytes; split it")])
        content = path.read_bytes()
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ProblemsError([Problem(name, line, "is not UTF-8; save it as UTF-8")]) from None
    except FileNotFoundError:
        raise ProblemsError([Problem(name, 1, f"is missing; expected {expected}")]) from None
    except OSError as error:
        raise ProblemsError([Problem(name, 1, f"cannot be read: {error.strerror}")]) from None


def visible(text: str, name: str, shown: str = "") -> None:
    """Raise `ProblemsError` with each line of a text that has control, invisible or uncomposed characters.

    `name` is the name of the file among the data: in those that hold the words of an act, only control
    characters are problems. `shown` is its name in messages, if another.
    """
    problems = [Problem(shown or name, line, message) for line, message in _unclear(text, name)]
    if problems:
        raise ProblemsError(problems)


def _unclear(text: str, name: str) -> Iterator[tuple[int, str]]:
    """Yield (line, what is wrong) for the first characters that a file of this name must not hold."""
    of_an_act = WORDS_OF_AN_ACT.search(name) is not None
    return islice(unclear(text, of_an_act=of_an_act), limits.MAX_REPORTED)


@lru_cache(maxsize=REMEMBERED)
def parse(text: str, name: str) -> Any:
    """Return a YAML document as strings, lists and `Located` mappings, which nobody may change.

    `name` is the file's name in messages. A server reads the same files after every edit, so the last
    documents are remembered, also for the next run where `memory` is kept. Raises `ProblemsError` with
    every problem.
    """
    if not memory.is_kept():
        return _parse(text, name)
    # As one text, which is written and read again much faster than the thousands of values in it.
    found = memory.once("documents", name, text, find=lambda: _to_json(_parse(text, name)))
    return _from_plain(msgspec.json.decode(found), name)


def _parse(text: str, name: str) -> Any:
    visible(text, name)
    builder = _Builder(name)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        builder.problem(line, f"is not YAML: {error.problem or error.context}; {HINT}")
    except yaml.YAMLError as error:
        builder.problem(1, f"is not YAML: {str(error).splitlines()[0]}; {HINT}")
    if not builder.problems and builder.documents != 1:
        builder.problem(1, "is empty; expected a mapping")
    if builder.problems:
        raise ProblemsError(builder.problems)
    return builder.root


def _to_json(document: Any) -> str:
    return json.dumps(_to_plain(document), ensure_ascii=False, separators=(",", ":"))


def _to_plain(value: Any) -> Any:
    """Return a document as JSON values: text is text, a list a list, and a mapping two in a mapping."""
    if isinstance(value, Located):
        items = {key: _to_plain(item) for key, item in value.items()}
        return {"": (value.place.line, items, value.place.keys)}
    return [_to_plain(item) for item in value] if isinstance(value, list) else value


def _from_plain(value: Any, name: str) -> Any:
    """Return the document of the file `name` that `_to_plain` was given."""
    if isinstance(value, dict):
        line, items, lines = value[""]
        located = Located(items)
        for key, item in items.items():
            if not isinstance(item, str):
                located[key] = _from_plain(item, name)
        located.place = Place(name, line, lines)
        return located
    if isinstance(value, list):
        return [item if isinstance(item, str) else _from_plain(item, name) for item in value]
    return value


class _Open:
    """A list or mapping that is being filled."""

    def __init__(self, value: Any, line: int) -> None:
        self.value = value
        self.line = line
        self.key: str | None = None
        self.lines: dict[str, int] = {}
        """The line of each key of a mapping, and of each item of a list below it, as `key.0`."""
        self.entries: list[int] = []
        """The line of each item of a list."""


class _Builder:
    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.documents = 0
        self.root: Any = None
        self.open: list[_Open] = []

    def problem(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.name, line, message))

    def take(self, event: Event) -> None:
        mark = event.start_mark
        line = mark.line + 1 if mark else 1
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.problem(line, "begins a second YAML document; expected one")
        elif isinstance(event, AliasEvent):
            self.problem(line, f"the alias `*{event.anchor}` is not allowed; write out the value")
            self.put("", line)
        elif isinstance(event, NodeEvent):
            self.node(event, line)
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            self.close()

    def node(self, event: NodeEvent, line: int) -> None:
        if event.anchor:
            self.problem(line, f"the anchor `&{event.anchor}` is not allowed; write out the value")
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            self.problem(line, f"the tag `{tag}` is not allowed; expected a plain value")
        if isinstance(event, ScalarEvent):
            # An escape (`"\u202e"`) can add a character that the file itself does not contain.
            for _, message in islice(_unclear(event.value, self.name), 1):
                self.problem(line, message)
            self.put(event.value, line)
            return
        if len(self.open) == limits.DEPTH:
            self.problem(line, f"is nested deeper than {limits.DEPTH} levels")
            raise ProblemsError(self.problems)
        value: Any = Located() if isinstance(event, MappingStartEvent) else []
        assert isinstance(event, (MappingStartEvent, SequenceStartEvent))
        self.open.append(_Open(value, line))

    def close(self) -> None:
        closed = self.open.pop()
        if isinstance(closed.value, Located):
            closed.value.place = Place(self.name, closed.line, closed.lines)
        self.put(closed.value, closed.line, closed.entries)

    def put(self, value: Any, line: int, entries: list[int] | None = None) -> None:
        """Add a value to the innermost open list or mapping; `entries` are the lines of a list's items."""
        if not self.open:
            self.root = value
            return
        top = self.open[-1]
        if len(top.value) == limits.ENTRIES:
            self.problem(line, f"list or mapping exceeds {limits.ENTRIES:,} entries")
            raise ProblemsError(self.problems)
        if isinstance(top.value, list):
            top.value.append(value)
            top.entries.append(line)
        elif top.key is None:
            self.begin_key(top, value, line)
        else:
            top.lines.update({f"{top.key}.{place}": start for place, start in enumerate(entries or ())})
            top.value[top.key] = value
            top.key = None

    def begin_key(self, top: _Open, key: Any, line: int) -> None:
        if not isinstance(key, str):
            self.problem(line, "a list or mapping cannot be a key; expected text")
            key = f"({line})"
        if key == "<<":
            self.problem(line, "the merge key `<<` is not allowed; write out the keys")
        if key in top.lines:
            self.problem(line, f"duplicate key `{key}`; first used on line {top.lines[key]}")
        top.lines.setdefault(key, line)
        top.key = key
