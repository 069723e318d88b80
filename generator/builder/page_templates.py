"""Keeps the compiled templates of pages for the next build, which then compiles none.

`build/.cache/templates` holds them with a digest of the program: Jinja's compiler evaluates what is constant
in a template, so that its result depends on this package and the libraries as well as on the template. It
only saves time: if it is missing, damaged or of another program, the templates are compiled.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.builder.up_to_date import program
from generator.builder.workspace import TEMPLATES
from generator.files import atomic
from generator.render.environment import COMPILED


@contextmanager
def kept(cache: Path) -> Iterator[None]:
    """Let the block use the templates in a cache folder, and keep those that the block compiles."""
    path, code = cache / TEMPLATES, program()
    stored = atomic.recall(path) or b""
    if stored.startswith(code):
        COMPILED.load(stored[len(code) :])
    before = len(COMPILED)
    yield
    if len(COMPILED) > before:
        with suppress(OSError):  # A cache that cannot be written costs time only.
            atomic.keep(path, code + COMPILED.dumped())
