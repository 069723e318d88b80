"""Compiled templates of pages are kept for the next build of the same program, and for no other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2.environment import Environment

from generator.builder import page_templates
from generator.builder.workspace import TEMPLATES
from generator.render.compiled_templates import CompiledTemplates
from generator.render.environment import compile_templates, environment


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that are compiled from now on, by processes that have none yet."""
    names: list[str] = []
    compile_one = Environment.compile

    def noted(self: Environment, source: Any, name: str, *more: Any) -> object:
        names.append(name)
        return compile_one(self, source, name, *more)

    monkeypatch.setattr(Environment, "compile", noted)
    return names


def build(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Load all templates as the first build of a process does."""
    templates = CompiledTemplates()
    monkeypatch.setattr(page_templates, "COMPILED", templates)
    loaded = environment()
    monkeypatch.setattr(loaded, "bytecode_cache", templates)
    monkeypatch.setattr(loaded, "cache", {})
    with page_templates.kept(cache):
        compile_templates()


def test_the_next_build_compiles_nothing(
    compiled: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, monkeypatch)
    assert len(compiled) > 20
    before = (tmp_path / TEMPLATES).stat().st_mtime_ns
    compiled.clear()
    build(tmp_path, monkeypatch)
    assert compiled == []
    assert (tmp_path / TEMPLATES).stat().st_mtime_ns == before


@pytest.mark.parametrize("damage", ["program", "byte", "name"])
def test_what_another_program_kept_or_what_is_damaged_is_not_used(
    damage: str, compiled: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, monkeypatch)
    every, kept = sorted(compiled), tmp_path / TEMPLATES
    compiled.clear()
    if damage == "program":
        monkeypatch.setattr(page_templates, "program", lambda: b"another")
    elif damage == "byte":
        content = bytearray(kept.read_bytes())
        content[-1] ^= 1
        kept.write_bytes(content)
    else:
        kept.rename(tmp_path / "other")
    build(tmp_path, monkeypatch)
    assert sorted(compiled) == every
