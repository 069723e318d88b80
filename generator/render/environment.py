"""The Jinja environment of the page templates."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup

from generator.escape import escape, link_title, markdown_text, to_source
from generator.files.package import TEMPLATES
from generator.render.compiled_templates import CompiledTemplates

COMPILED = CompiledTemplates()
"""The templates of pages that are compiled, also those that another process has compiled."""


class _Generator(CodeGenerator):
    """Compiles templates that pass each value through `finalize` only.

    Our `finalize` escapes, so Jinja's own escaping after it would only slow rendering down.
    """

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write(finalize.src)

    def _output_child_post(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")


class _Environment(Environment):
    code_generator_class = _Generator


@cache
def environment(*folders: Path) -> Environment:
    """Return the Jinja environment, which escapes unsafe values for both Markdown and HTML.

    `folders` are searched for templates before the package's own.
    """
    environment = _Environment(
        loader=FileSystemLoader((*folders, TEMPLATES)),
        autoescape=True,
        finalize=escape,
        undefined=StrictUndefined,
        trim_blocks=False,
        keep_trailing_newline=True,
        bytecode_cache=COMPILED,
    )
    environment.filters["md"] = to_source
    environment.filters["text"] = markdown_text
    environment.filters["tip"] = link_title
    environment.filters["yaml"] = yaml_text
    environment.filters["json"] = yaml_json
    return environment


def compile_templates() -> None:
    """Compile the templates of pages, before processes are forked that would each do it."""
    loaded = environment()
    for name in loaded.list_templates(filter_func=lambda name: name.endswith(".jinja")):
        if not name.endswith(".html.jinja"):
            loaded.get_template(name)


def dumped_templates() -> bytes:
    """Compile the templates of pages; return them for `load_templates` in another process."""
    compile_templates()
    return COMPILED.dumped()


def load_templates(dumped: bytes) -> None:
    """Take over the templates that another process has compiled."""
    COMPILED.load(dumped)
    compile_templates()


def yaml_text(words: str) -> Markup:
    """Return words on one line as a YAML text in double quotes, for which a JSON string is valid."""
    return Markup(_escaped_json(" ".join(words.split())))


def yaml_json(value: object) -> Markup:
    """Return a value as JSON inside a YAML text in single quotes, in which only the quote is special."""
    return Markup("'" + _escaped_json(value).replace("'", "''") + "'")


UNPRINTABLE = re.compile(r"[^\t -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Characters that YAML (1.2, section 5.1) wants escaped, and line breaks, which it would fold to spaces."""


def _escaped_json(value: object) -> str:
    words = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", words)


def tidy(markdown: str) -> str:
    """Return Markdown without repeated blank lines and trailing spaces, so that it is readable on disk."""
    lines: list[str] = []
    for line in markdown.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip() + "\n"
