"""The Jinja environment of the page templates."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup

from generator.escape import escape
from generator.files.package import TEMPLATES


class _Generator(CodeGenerator):
    """Compiles templates that put values out through `finalize` alone.

    Ours escapes, so Jinja's own escape after it would only look at every value once more.
    """

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write(finalize.src)

    def _output_child_post(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")


class _Environment(Environment):
    code_generator_class = _Generator


@cache
def environment(*folders: Path) -> Environment:
    """Return the Jinja environment: what is not marked as safe is escaped for Markdown and HTML at once.

    `folders` are searched for templates before the package's own.
    """
    made = _Environment(
        loader=FileSystemLoader((*folders, TEMPLATES)),
        autoescape=True,
        finalize=escape,
        undefined=StrictUndefined,
        trim_blocks=False,
        keep_trailing_newline=True,
    )
    made.filters["md"] = to_source
    made.filters["yaml"] = yaml_scalar
    return made


def to_source(href: str) -> Markup:
    """Turn a link to a built page into the link to its Markdown, which the site builder follows."""
    path, hash_, anchor = href.partition("#")
    return Markup(path.removesuffix(".html") + ".md" + hash_ + anchor if path else href)


def yaml_scalar(words: str) -> Markup:
    """Return words as a double-quoted YAML scalar; JSON's form is one."""
    return Markup(json.dumps(" ".join(words.split()), ensure_ascii=False))


def tidy(markdown: str) -> str:
    """Join runs of blank lines, so that the Markdown on disk reads well."""
    lines: list[str] = []
    for line in markdown.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip() + "\n"
