"""Generates the JSON Schemas of the data files from the models, for editors that complete and check YAML."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator.dataset.loader import FILES
from generator.files import atomic
from generator.model import AmendingActFile, Entry, ProvisionsFile, memory
from generator.model.descriptions import describe
from generator.problems import Problem, ProblemsError


def models() -> dict[str, type[Entry]]:
    """Return file name -> model of every schema."""
    described: dict[str, type[Entry]] = {Path(name).stem: model for name, model in FILES.items()}
    described |= {"provisions": ProvisionsFile, "amending-act": AmendingActFile}
    return {f"{name}.json": model for name, model in described.items()}


@cache
def schemas() -> MappingProxyType[str, str]:
    """Return file name -> content of every schema; they are generated once, as the models never change."""
    return MappingProxyType(
        {name: _dump(describe(model.model_json_schema(), model)) for name, model in models().items()}
    )


def _dump(schema: dict[str, Any]) -> str:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def write(data: Path) -> list[Path]:
    """Write the schemas to `data/schema/` and return their paths."""
    (data / "schema").mkdir(exist_ok=True)
    files = {data / "schema" / name: text for name, text in schemas().items()}
    atomic.put_all(files)
    return list(files)


def expect(data: Path) -> None:
    """Raise `ProblemsError` if a committed schema does not match the models."""
    paths = {name: data / "schema" / name for name in models()}
    texts = {name: path.read_text(encoding="utf-8") for name, path in paths.items() if path.exists()}

    def find() -> list[str]:
        return [name for name, text in schemas().items() if texts.get(name) != text]

    different = memory.once("schemas", *(text for pair in texts.items() for text in pair), find=find)
    message = "does not match the models; run `python -m generator schema`"
    problems = [Problem(f"{data.name}/schema/{name}", 1, message) for name in different]
    if problems:
        raise ProblemsError(problems)
