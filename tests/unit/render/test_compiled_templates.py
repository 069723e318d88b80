"""Compiled templates that are kept in memory, found by their source and passed on to another process."""

from __future__ import annotations

import subprocess
import sys
from types import CodeType

from jinja2 import DictLoader, Environment

from generator.render.compiled_templates import CompiledTemplates
from generator.render.environment import dumped_templates
from tests.support.paths import ROOT

PARTS = {
    "page": "{% include 'part' %}{% include 'missing' ignore missing %}",
    "part": "{{ words }}",
    "other": "no page names it",
}


class Counted(Environment):
    """An environment that counts what it compiles."""

    compiled = 0

    def _compile(self, source: str, filename: str) -> CodeType:
        type(self).compiled += 1
        return super()._compile(source, filename)


def environment(templates: CompiledTemplates, parts: dict[str, str] = PARTS) -> type[Counted]:
    """Return a new class of environments, whose count starts at zero, with these templates."""

    class Own(Counted):
        def __init__(self) -> None:
            super().__init__(loader=DictLoader(parts), bytecode_cache=templates)

    return Own


def test_named_templates_are_compiled_once_for_all_environments() -> None:
    templates = CompiledTemplates()
    kind = environment(templates)
    templates.compile(kind(), ["page"])
    assert kind.compiled == 2
    assert [kind().get_template("page").render(words=words) for words in "ab"] == ["a", "b"]
    assert kind.compiled == 2
    kind().get_template("other")
    assert kind.compiled == 3


def test_another_source_under_the_same_name_is_compiled_anew() -> None:
    templates = CompiledTemplates()
    templates.compile(environment(templates)(), PARTS)
    changed = environment(templates, PARTS | {"part": "<{{ words }}>"})
    assert changed().get_template("page").render(words="a") == "<a>"
    assert changed.compiled == 1


def test_another_process_takes_them_over() -> None:
    templates, others = CompiledTemplates(), CompiledTemplates()
    templates.compile(environment(templates)(), PARTS)
    others.load(templates.dumped())
    kind = environment(others)
    assert kind().get_template("page").render(words="a") == "a"
    assert kind.compiled == 0


def test_the_templates_of_pages_can_be_passed_on() -> None:
    script = (
        "import sys; from jinja2 import Environment; from generator.render import environment;"
        "Environment.compile = None; environment.load_templates(sys.stdin.buffer.read())"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(
        command, cwd=ROOT, input=dumped_templates(), capture_output=True, check=False, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, b"")
