"""YAML documents as plain strings, lists and mappings that know their lines.

The subset is YAML's harmless part: every scalar is a string (`no`, `012` and `2024-01-01` stay as written),
and anchors, aliases, tags, merge keys, duplicate keys and deep nesting are refused. Reading works on parser
events, so that neither a bomb of aliases nor ten thousand brackets costs more than the text itself.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

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
from generator.model import Located, Place
from generator.problems import Problem, ProblemsError

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Control characters, line ends that no editor shows, the marks that turn the direction of text, and what is
no character: surrogates, the byte order mark inside a text, and two that XML 1.0 has no place for."""

LINK = "is a symbolic link; expected an ordinary file or folder"

HINT = "expected `key: words`; words that hold a sign of YAML stand between quotation marks"

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_file(path: Path, name: str) -> Any:
    """Read one YAML file; `name` is what messages call it. Raises `ProblemsError`."""
    return parse(read_text(path, name), name)


def read_text(path: Path, name: str, most: int = limits.FILE, expected: str = "this file") -> str:
    """Read a file of at most so many bytes as UTF-8, its byte order mark left out. Raises `ProblemsError`."""
    try:
        if path.is_symlink():
            raise ProblemsError([Problem(name, 1, LINK)])
        if path.stat().st_size > most:
            raise ProblemsError([Problem(name, 1, f"is larger than {most:,} bytes; split it")])
        content = path.read_bytes()
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ProblemsError([Problem(name, line, "is not UTF-8; expected text saved as UTF-8")]) from None
    except FileNotFoundError:
        raise ProblemsError([Problem(name, 1, f"is missing; expected {expected}")]) from None
    except OSError as error:
        raise ProblemsError([Problem(name, 1, f"cannot be read: {error.strerror}")]) from None


def visible(text: str, name: str) -> None:
    """Raise `ProblemsError` where a text holds a character that a reader cannot see."""
    found = FORBIDDEN.search(text)
    if found:
        raise ProblemsError([Problem(name, text.count("\n", 0, found.start()) + 1, forbidden(found))])


def parse(text: str, name: str) -> Any:
    """Return the document as strings, lists and `Located` mappings.

    Raises `ProblemsError` with every problem.
    """
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


def forbidden(found: re.Match[str]) -> str:
    """Say what is wrong with a find of `FORBIDDEN`."""
    return f"holds the character U+{ord(found.group()):04X}; expected none that a reader cannot see"


class _Open:
    """A list or mapping that is being filled."""

    def __init__(self, value: Any, line: int) -> None:
        self.value = value
        self.line = line
        self.key: str | None = None
        self.lines: dict[str, int] = {}
        """The line of each key of a mapping, and of each entry of a list under it, as `key.0`."""
        self.entries: list[int] = []
        """The line of each entry of a list."""


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
                self.problem(line, "begins a second document; expected one")
        elif isinstance(event, AliasEvent):
            self.problem(line, f"`*{event.anchor}` is an alias; write the value out")
            self.put("", line)
        elif isinstance(event, NodeEvent):
            self.node(event, line)
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            self.close()

    def node(self, event: NodeEvent, line: int) -> None:
        if event.anchor:
            self.problem(line, f"`&{event.anchor}` is an anchor; write the value out where it is needed")
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            self.problem(line, f"`{tag}` is a tag; expected a plain value")
        if isinstance(event, ScalarEvent):
            # An escape (`"\u202e"`) brings in what the text itself may not hold.
            found = FORBIDDEN.search(event.value)
            if found:
                self.problem(line, forbidden(found))
            self.put(event.value, line)
            return
        if len(self.open) == limits.DEPTH:
            self.problem(line, f"is nested deeper than {limits.DEPTH} levels")
            raise ProblemsError(self.problems)
        value: Any = Located() if isinstance(event, MappingStartEvent) else []
        assert isinstance(event, (MappingStartEvent, SequenceStartEvent))
        self.open.append(_Open(value, line))

    def close(self) -> None:
        done = self.open.pop()
        if isinstance(done.value, Located):
            done.value.place = Place(self.name, done.line, done.lines)
        self.put(done.value, done.line, done.entries)

    def put(self, value: Any, line: int, entries: list[int] | None = None) -> None:
        """Put a value where it belongs; `entries` are the lines of what a list holds."""
        if not self.open:
            self.root = value
            return
        top = self.open[-1]
        if len(top.value) == limits.ENTRIES:
            self.problem(
                line, f"is one entry more than the {limits.ENTRIES:,} that a list or mapping may have"
            )
            raise ProblemsError(self.problems)
        if isinstance(top.value, list):
            top.value.append(value)
            top.entries.append(line)
        elif top.key is None:
            self.begin_key(top, value, line)
        else:
            top.lines.update({f"{top.key}.{place}": one for place, one in enumerate(entries or ())})
            top.value[top.key] = value
            top.key = None

    def begin_key(self, top: _Open, key: Any, line: int) -> None:
        if not isinstance(key, str):
            self.problem(line, "uses a list or mapping as a key; expected a word")
            key = f"({line})"
        if key == "<<":
            self.problem(line, "`<<` merges another mapping; write the keys out")
        if key in top.lines:
            self.problem(line, f"`{key}` stands twice; the first is on line {top.lines[key]}")
        top.lines.setdefault(key, line)
        top.key = key
