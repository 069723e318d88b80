"""Models out as YAML that a person likes to read and a diff likes to show.

One value a line whatever its length, keys in the order of the model, what equals its default left out,
quotation marks only where YAML would read a plain word otherwise. The same model gives the same bytes.
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
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent the entries of a list under their key."""
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        """Write every value out: the loader refuses anchors."""
        return True


def _string(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    # The single-quoted style would spread a line feed over lines; the double-quoted one escapes it.
    style = '"' if SPECIAL.search(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _string)


def dump(entry: Entry, heading: str = "") -> str:
    """Return the YAML of a file's model; `heading` is a comment to stand first, `# …` without a line feed."""
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


def _plain(value: Any) -> Any:
    """Reduce what a model holds to the values that YAML knows."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {_plain(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value
