"""Writes models as YAML that is easy to read and to compare line by line.

Each value is on one line, whatever its length. Keys are in the order of the model, and defaults are left out.
Only text that YAML would misread is quoted. The same model always gives the same bytes.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Any

import yaml

from generator.model import Entry

UNBROKEN = 1 << 30
"""A line length that no value reaches."""

SPECIAL = re.compile(r"[^\S ]")


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002 - PyYAML's
        """Indent the items of a list below their key."""
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:
        """Write every value out, because the reader refuses aliases."""
        return True


def _string(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    # Single quotes would put a line feed on its own line; double quotes escape it.
    style = '"' if SPECIAL.search(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _string)


def dump(entry: Entry, heading: str = "") -> str:
    """Return the YAML of a model; `heading` is a comment line for the top, `# …` without line feed."""
    values = _plain(entry.model_dump(exclude_defaults=True))
    body = yaml.dump(
        values,
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=UNBROKEN,
    )
    return f"{heading}\n{body}" if heading else body


SCHEMA = "# yaml-language-server: $schema={}schema/{}.json"
"""The first line of a data file, for editors; it has the way up to the data folder and the schema's name."""


def dump_file(entry: Entry, schema: str, up: str = "") -> str:
    """Return the text of a data file: the line with its JSON Schema, then the YAML of a model.

    `up` leads from the file's folder to the data folder, as `../`.
    """
    return dump(entry, SCHEMA.format(up, schema))


def comment_lines(text: str) -> list[int]:
    """Return the numbers of the lines below the first that are comments, which a rewrite would lose."""
    lines = enumerate(text.splitlines(), 1)
    return [number for number, line in lines if number > 1 and line.lstrip().startswith("#")]


def _plain(value: Any) -> Any:
    """Convert the values of a model to strings, lists and mappings."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {_plain(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
