"""A data folder in, an `Institution` out, or every problem at once with its file and line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator import eid
from generator.documents import read_file
from generator.faults import Fault, Faults, nearest
from generator.model import (
    Act,
    BodiesFile,
    CompletionsFile,
    Entry,
    GlossaryFile,
    Institution,
    LanguagesFile,
    Located,
    Place,
    Provision,
    ProvisionsFile,
    RegionsFile,
    RelationsFile,
    RepairsFile,
    Site,
    TiesFile,
    TopicsFile,
)

M = TypeVar("M", bound=Entry)

FILES: dict[str, type[Entry]] = {
    "site.yml": Site,
    "act.yml": Act,
    "languages.yml": LanguagesFile,
    "bodies.yml": BodiesFile,
    "regions.yml": RegionsFile,
    "relations.yml": RelationsFile,
    "ties.yml": TiesFile,
    "glossary.yml": GlossaryFile,
    "topics.yml": TopicsFile,
    "completions.yml": CompletionsFile,
    "source/repairs.yml": RepairsFile,
}
"""The files of a data folder, beside `provisions/` and `strings/`."""

OTHER_FOLDERS = ("provisions", "strings", "source", "schema")


@dataclass
class _Reading:
    """A data folder being read: what is wrong is gathered, and reading goes on."""

    folder: Path
    faults: list[Fault] = field(default_factory=list)

    def name(self, relative: str) -> str:
        return f"{self.folder.name}/{relative}"

    def document(self, relative: str) -> Any:
        try:
            return read_file(self.folder / relative, self.name(relative))
        except Faults as problems:
            self.faults.extend(problems.faults)
            return None

    def model(self, relative: str, model: type[M]) -> M | None:
        document = self.document(relative)
        if document is None:
            return None
        try:
            return model.model_validate(document)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                self.faults.append(explain(detail, document, self.name(relative), model))
            return None

    def strings(self, relative: str) -> dict[str, str]:
        document = self.document(relative)
        if document is None:
            return {}
        if not isinstance(document, Located):
            self.faults.append(Fault(self.name(relative), 1, "expected a mapping of keys to words"))
            return {}
        for key, value in document.items():
            if not isinstance(value, str) or not value.strip():
                file, line = document.place.of(key)
                self.faults.append(Fault(file, line, f"`{key}`: expected words"))
        return {key: value for key, value in document.items() if isinstance(value, str)}

    def strays(self) -> Iterator[Fault]:
        """Find files that nothing reads: mostly misspelt names."""
        for path in sorted(self.folder.glob("*")):
            if path.is_dir() and path.name not in OTHER_FOLDERS:
                yield Fault(
                    self.name(path.name), 1, f"is no folder of the data{nearest(path.name, OTHER_FOLDERS)}"
                )
            elif path.is_file() and path.name not in FILES and not path.name.startswith("."):
                yield Fault(self.name(path.name), 1, f"is no file of the data{nearest(path.name, FILES)}")


def load(folder: Path) -> Institution:
    """Read a data folder. Raises `Faults` with every problem of every file."""
    if not folder.is_dir():
        raise Faults([Fault(folder.name, 1, "is no folder; expected the folder that holds act.yml")])
    reading = _Reading(folder)
    models = {relative: reading.model(relative, model) for relative, model in FILES.items()}
    languages = models["languages.yml"]
    codes = [one.code for one in languages.languages] if isinstance(languages, LanguagesFile) else []
    strings = {
        code: reading.strings(f"strings/{code}.yml") for code in codes if _wanted(reading, code, languages)
    }
    provisions = _provisions(reading, models["act.yml"])
    reading.faults.extend(reading.strays())
    if reading.faults:
        raise Faults(reading.faults)
    merged: dict[str, Any] = {}
    for model in models.values():
        if isinstance(model, (Site, Act)):
            merged[type(model).__name__.lower()] = model
        elif model is not None:
            merged.update({name: getattr(model, name) for name in type(model).model_fields})
    return Institution.model_construct(**merged, provisions=provisions, strings=strings)


def _wanted(reading: _Reading, code: str, languages: Entry | None) -> bool:
    """A language under way may lack its interface words."""
    assert isinstance(languages, LanguagesFile)
    draft = next(one.draft for one in languages.languages if one.code == code)
    return not draft or (reading.folder / f"strings/{code}.yml").exists()


def _provisions(reading: _Reading, act: Entry | None) -> tuple[Provision, ...]:
    if not isinstance(act, Act):
        return ()
    present = {path.stem for path in (reading.folder / "provisions").glob("*.yml")}
    for part in sorted(present - set(act.parts)):
        file = reading.name(f"provisions/{part}.yml")
        reading.faults.append(
            Fault(file, 1, f"is not among the `parts` of act.yml{nearest(part, act.parts)}")
        )
    parts = [(part, reading.model(f"provisions/{part}.yml", ProvisionsFile)) for part in act.parts]
    return eid.address((part, model.provisions) for part, model in parts if model)


def explain(detail: ErrorDetails, document: Any, file: str, model: type[Entry]) -> Fault:
    """Turn one complaint of pydantic into a fault with the line and what was expected."""
    place, key = _find(detail["loc"], document, file)
    where = f"`{key}`: " if key else ""
    kind, context = detail["type"], detail.get("ctx", {})
    line = place.of(key)[1] if key else place.line
    if kind == "extra_forbidden":
        known = _keys(detail["loc"], model)
        message = f"unknown key `{key}`; expected one of {', '.join(known)}{nearest(key, known)}"
    elif kind == "missing":
        message = f"`{key}` is missing"
    elif kind == "enum":
        choices = [choice.strip("'") for choice in str(context["expected"]).replace(" or ", ", ").split(", ")]
        given = str(detail["input"])
        message = (
            f"{where}`{given}` is no choice; expected one of {', '.join(choices)}{nearest(given, choices)}"
        )
    elif kind == "string_pattern_mismatch":
        message = f"{where}`{detail['input']}` does not fit; expected the form {context['pattern']}"
    elif kind in ("model_type", "dict_type", "model_attributes_type"):
        message = f"{where}expected a mapping of keys to values"
    elif kind == "tuple_type":
        message = f"{where}expected a list"
    elif kind == "string_too_short":
        message = f"{where}is empty; expected words"
    else:
        message = f"{where}{detail['msg'].removeprefix('Value error, ')}"
    return Fault(file, line, message)


def _find(path: tuple[int | str, ...], document: Any, file: str) -> tuple[Place, str]:
    """Follow pydantic's path into the document: the innermost mapping's place, and the key in it."""
    place, key, value = Place(file, 1), "", document
    for step in path:
        if isinstance(value, Located):
            place, key = value.place, str(step)
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
            if isinstance(value, Located):
                place, key = value.place, ""
    return place, key


def _keys(path: tuple[int | str, ...], model: type[Entry]) -> list[str]:
    """Return the keys that the mapping at the end of the path may have."""
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    current: Any = schema
    for step in path[:-1]:
        current = _resolve(
            current.get("items", {}) if isinstance(step, int) else _property(current, step), definitions
        )
    return sorted(current.get("properties", {}))


def _property(schema: Any, step: str) -> Any:
    return schema.get("properties", {}).get(step, {})


def _resolve(schema: Any, definitions: dict[str, Any]) -> Any:
    for choice in schema.get("anyOf", []):
        if choice.get("type") != "null":
            schema = choice
            break
    return definitions.get(schema["$ref"].rsplit("/", 1)[1], {}) if "$ref" in schema else schema
