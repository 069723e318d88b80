"""Generates the JSON Schemas of the data files from the models, for editors that complete and check YAML."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator.dataset.loader import FILES
from generator.files import atomic
from generator.model import AmendingActFile, Entry, ProvisionsFile
from generator.problems import Problem, ProblemsError


@cache
def schemas() -> MappingProxyType[str, str]:
    """Return file name -> content of every schema; they are generated once, as the models never change."""
    models: dict[str, type[Entry]] = {Path(name).stem: model for name, model in FILES.items()}
    models["provisions"] = ProvisionsFile
    models["amending-act"] = AmendingActFile
    return MappingProxyType(
        {f"{name}.json": _dump(model.model_json_schema()) for name, model in models.items()}
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
    problems = []
    for name, text in schemas().items():
        path = data / "schema" / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            message = "does not match the models; run `python -m generator schema`"
            problems.append(Problem(f"{data.name}/schema/{name}", 1, message))
    if problems:
        raise ProblemsError(problems)
