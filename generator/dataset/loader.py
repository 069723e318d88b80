"""A data folder in, an `Dataset` out, or every problem at once with its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator import limits
from generator.act import eid
from generator.dataset import interface_words
from generator.dataset.interface_words import Strings
from generator.dataset.yaml_reader import LINK, read_file
from generator.escape import PLACEHOLDER
from generator.model import (
    Act,
    AssignmentsFile,
    BodiesFile,
    Colour,
    CompletionsFile,
    Dataset,
    Editorial,
    EId,
    Entry,
    Glossary,
    GlossaryFile,
    Id,
    LanguagesFile,
    Located,
    Organisation,
    ParityFile,
    Place,
    Provision,
    ProvisionsFile,
    ReferencesFile,
    RegionsFile,
    RelationsFile,
    RepairsFile,
    Site,
    SynonymsFile,
    TermLinksFile,
    TopicsFile,
    Url,
)
from generator.problems import Problem, ProblemsError, nearest

M = TypeVar("M", bound=Entry)

FILES: dict[str, type[Entry]] = {
    "site.yml": Site,
    "act.yml": Act,
    "languages.yml": LanguagesFile,
    "bodies.yml": BodiesFile,
    "regions.yml": RegionsFile,
    "relations.yml": RelationsFile,
    "assignments.yml": AssignmentsFile,
    "glossary.yml": GlossaryFile,
    "term-links.yml": TermLinksFile,
    "topics.yml": TopicsFile,
    "completions.yml": CompletionsFile,
    "synonyms.yml": SynonymsFile,
    "parity.yml": ParityFile,
    "references.yml": ReferencesFile,
    "source/repairs.yml": RepairsFile,
}
"""The files of a data folder, beside `provisions/` and `strings/`."""

NEEDED = ("site.yml", "act.yml", "languages.yml", "bodies.yml", "source/repairs.yml")
"""The files that every statute has; the others add what its text does not say by itself."""

FOLDERS = ("provisions", "strings", "source", "schema")

NAMED_BY = {
    "": "",
    "provisions": "; the `parts` of act.yml name these",
    "strings": "; languages.yml names these",
}
"""The folders of which every file is read, and what names the files."""


@dataclass
class _Reading:
    """A data folder being read: what is wrong is gathered, and reading goes on."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    """What was looked for, below the folder."""

    def name(self, relative: str) -> str:
        return f"{self.folder.name}/{relative}"

    def document(self, relative: str) -> Any:
        self.read.append(relative)
        try:
            return read_file(self.folder / relative, self.name(relative))
        except ProblemsError as problems:
            self.problems.extend(problems.problems)
            return None

    def model(self, relative: str, model: type[M]) -> M | None:
        if relative in FILES and relative not in NEEDED and not (self.folder / relative).exists():
            return model()
        document = self.document(relative)
        if document is None:
            return None
        try:
            return model.model_validate(document)
        except ValidationError as error:
            details = error.errors(include_url=False)
            told = [
                explain(one, document, self.name(relative), model) for one in details[: limits.MAX_REPORTED]
            ]
            if len(details) > limits.MAX_REPORTED:
                told.append(
                    replace(told[-1], message=f"and {len(details) - limits.MAX_REPORTED:,} problems more")
                )
            self.problems += told
            return None

    def strings(self, code: str) -> Strings:
        """Return the interface words of a language: the package's, with the folder's in place of theirs."""
        relative = f"strings/{code}.yml"
        packaged = code in interface_words.languages()
        words = interface_words.package_words(code) if packaged else Strings({}, self.name(relative))
        if packaged and not (self.folder / relative).exists():
            self.read.append(relative)
            return words
        document = self.document(relative)
        if not isinstance(document, Located):
            if document is not None:
                self.problems.append(Problem(self.name(relative), 1, "expected a mapping of keys to words"))
            document = Located()
        for key, value in document.items():
            place = document.place.of(key)
            problem = _unfit(value)
            if problem:
                self.problems.append(Problem(*place, f"`{key}`: {problem}"))
            words.override(key, str(value), place)
        return words

    def strays(self, judged: tuple[str, ...]) -> Iterator[Problem]:
        """Find what nothing reads in the `judged` folders, mostly misspelt names, and every link."""
        paths = sorted(islice(self.folder.rglob("*"), limits.FILES + 1))
        if len(paths) > limits.FILES:
            yield Problem(self.folder.name, 1, f"holds more than {limits.FILES:,} files and folders")
            return
        for path in paths:
            relative = path.relative_to(self.folder).as_posix()
            folder, _, name = relative.rpartition("/")
            if path.is_symlink():
                yield Problem(self.name(relative), 1, LINK)
            elif path.is_dir() and relative not in FOLDERS:
                message = f"is no folder of the data{nearest(relative, FOLDERS)}"
                yield Problem(self.name(relative), 1, message)
            elif path.is_file() and folder in judged and relative not in self.read and name[0] != ".":
                known = [one for one in self.read if one.rpartition("/")[0] == folder]
                message = f"is no file of the data{NAMED_BY[folder]}{nearest(relative, known)}"
                yield Problem(self.name(relative), 1, message)


def _unfit(words: object) -> str:
    """Say what is wrong with the interface words of a key, or nothing."""
    if not isinstance(words, str) or not words.strip():
        return "expected words"
    if len(words) > limits.INTERFACE:
        return f"is too long; expected {limits.INTERFACE:,} signs at most"
    left = PLACEHOLDER.sub("", words)
    return "holds a brace that is no placeholder; expected `{name}`" if "{" in left or "}" in left else ""


def load(folder: Path) -> Dataset:
    """Read a data folder. Raises `ProblemsError` with every problem of every file."""
    if not folder.is_dir():
        raise ProblemsError([Problem(folder.name, 1, "is no folder; expected the folder that holds act.yml")])
    reading = _Reading(folder)
    models = {relative: reading.model(relative, model) for relative, model in FILES.items()}
    act, languages = models["act.yml"], models["languages.yml"]
    if isinstance(languages, LanguagesFile) and (not languages.languages or languages.languages[0].draft):
        file, line = languages.at.of("languages")
        message = "`languages` begins with none that is published; expected the original first"
        reading.problems.append(Problem(file, line, message))
    strings = {}
    for one in languages.languages if isinstance(languages, LanguagesFile) else ():
        # A draft of a language that the package does not have may lack its interface words.
        own = (folder / f"strings/{one.code}.yml").exists()
        if own or not one.draft or one.code in interface_words.languages():
            strings[one.code] = reading.strings(one.code)
    site = models["site.yml"]
    if isinstance(site, Site):
        for key, text in site.interface.items():
            for code in text.keys() & strings.keys():
                strings[code].override(key, text[code], site.at.of("interface"))
    provisions = _provisions(reading, act.parts) if isinstance(act, Act) else ()
    if len(provisions) > limits.PROVISIONS:
        message = f"the act has {len(provisions):,} provisions; expected {limits.PROVISIONS:,} at most"
        reading.problems.append(Problem(reading.name("act.yml"), 1, message))
    judged = ["", *(["provisions"] if act else []), *(["strings"] if strings else [])]
    reading.problems.extend(reading.strays(tuple(judged)))
    if reading.problems:
        raise ProblemsError(reading.problems)
    found: dict[str, Any] = {}
    for model in models.values():
        if isinstance(model, Entry) and not isinstance(model, (Site, Act)):
            found |= {name: getattr(model, name) for name in type(model).model_fields}

    def part(model: type[Entry]) -> Any:
        return model.model_construct(**{name: found[name] for name in model.model_fields})

    return Dataset.model_construct(
        site=site,
        act=act,
        languages=found["languages"],
        provisions=provisions,
        organisation=part(Organisation),
        relations=found["relations"],
        bearers=found["bearers"],
        assignments=found["assignments"],
        glossary=part(Glossary),
        editorial=part(Editorial),
        corrections=models["source/repairs.yml"],
        citations=models["references.yml"],
        parity=models["parity.yml"],
        strings=strings,
    )


def _provisions(reading: _Reading, names: tuple[str, ...]) -> tuple[Provision, ...]:
    parts = [(name, reading.model(f"provisions/{name}.yml", ProvisionsFile)) for name in names]
    return eid.address((name, model.provisions) for name, model in parts if model)


PLAIN = {
    "missing": "is missing; this entry needs it",
    "model_type": "expected a mapping of keys to values",
    "dict_type": "expected words under the code of their language",
    "tuple_type": "expected a list",
    "string_type": "expected words",
    "string_too_short": "is empty; expected words",
}
"""Complaints of pydantic that need no more than these words."""

VALUES = {"date": "a day of the calendar as 2022-10-03", "bool": "true or false", "int": "a whole number"}
"""What was expected, by the first word of a complaint's name."""


BOUNDS = {"greater_than_equal": ("ge", "or more"), "less_than_equal": ("le", "or less")}
"""Complaints of pydantic about what is too small or too large: the bound's name, and how it is said."""


def _pattern(annotated: Any) -> str:
    return str(get_args(annotated)[1].pattern)


FORMS = {
    _pattern(EId): "an address of a provision, as `chp_1__para_2`",
    _pattern(Id): "small Latin letters and digits, parted by single hyphens",
    _pattern(Colour): "a colour, as `#123f4a`",
    _pattern(Url): "a web address that begins with https:// or http://",
    "^[a-z-]+$": "small Latin letters and hyphens",
    "^[a-z]{2,3}$": "two or three small Latin letters",
    "^[0-9A-Za-z]+([.+-][0-9A-Za-z]+)*$": "Latin letters and digits, parted by single marks of `.`, `+`, `-`",
    "^[0-9A-Za-z_-]+([./][0-9A-Za-z_-]+)*$": "the plain name of a branch",
    "^[A-Z]{2}-[A-Z0-9]{1,3}$": "a code of ISO 3166-2, as `KZ-10`",
}
"""What the models' patterns mean."""

CHOICES = re.compile(r"\^\(([\w|-]+)\)\$")
"""A pattern that lists choices."""

SHOWN = 60
"""The most signs of a wrong value that a message repeats."""


def explain(detail: ErrorDetails, document: Any, file: str, model: type[Entry]) -> Problem:
    """Turn one complaint of pydantic into a fault with the line and what was expected."""
    place, key = _find(detail["loc"], document, file)
    word = key.partition(".")[0]
    kind, context, given = detail["type"], detail.get("ctx", {}), " ".join(str(detail["input"]).split())
    shown = f"`{given[:SHOWN]}…`" if len(given) > SHOWN else f"`{given}`"
    unfit = f"{shown} does not fit" if given else "is empty"
    choices: list[str] = []
    if kind == "enum":
        choices = [one.strip("'") for one in str(context["expected"]).replace(" or ", ", ").split(", ")]
    elif kind == "string_pattern_mismatch" and (found := CHOICES.fullmatch(context["pattern"])):
        choices = found[1].split("|")
    if kind == "extra_forbidden":
        known = _keys(detail["loc"], model)
        return Problem(
            file,
            place.of(key)[1],
            f"unknown key `{word}`; expected one of {', '.join(known)}{nearest(word, known)}",
        )
    if choices:
        message = f"{shown} is no choice; expected one of {', '.join(choices)}{nearest(given, choices)}"
    elif kind == "string_pattern_mismatch":
        form = FORMS.get(context["pattern"], f"the form {context['pattern']}")
        message = f"{unfit}; expected {form}"
    elif kind in BOUNDS:
        name, words = BOUNDS[kind]
        message = f"{unfit}; expected {context[name]} {words}"
    elif kind == "string_too_long":
        message = f"{shown} is too long; expected {context['max_length']:,} signs at most"
    elif kind.split("_")[0] in VALUES:
        message = f"{unfit}; expected {VALUES[kind.split('_')[0]]}"
    else:
        message = PLAIN.get(kind) or detail["msg"].removeprefix("Value error, ")
    between = " " if message.startswith("is ") else ": "
    return Problem(file, place.of(key)[1], f"`{word}`{between}{message}" if word else message)


def _find(path: tuple[int | str, ...], document: Any, file: str) -> tuple[Place, str]:
    """Follow pydantic's path into the document: the innermost mapping's place, and the key in it.

    The key of an entry of a list that is no mapping is `<key>.<place>`, as the mapping's place has it.
    """
    place, key, value = Place(file, 1), "", document
    for step in path:
        if isinstance(value, Located):
            place, key = value.place, str(step)
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            key = f"{key}.{step}"
            value = value[step]
            if isinstance(value, Located):
                place, key = value.place, ""
    return place, key


@cache
def _schema(model: type[Entry]) -> dict[str, Any]:
    return model.model_json_schema()


def _keys(path: tuple[int | str, ...], model: type[Entry]) -> list[str]:
    """Return the keys that the mapping at the end of the path may have."""
    schema = _schema(model)
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
