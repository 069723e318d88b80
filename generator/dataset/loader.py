"""Loads a data folder into a `Dataset`, or reports all its problems with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar, get_args

from msgspec import Struct, field
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator import limits
from generator.act import eid
from generator.dataset import amending_acts, interface_words
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
    DraftsFile,
    Editorial,
    EId,
    EnglishFile,
    Entry,
    Glossary,
    GlossaryFile,
    Id,
    LanguagesFile,
    Located,
    Organisation,
    OutsideFile,
    ParityFile,
    Place,
    Provision,
    ProvisionsFile,
    ReceivedFilesFile,
    ReferencesFile,
    RegionsFile,
    RelationsFile,
    RepairsFile,
    Site,
    SynonymsFile,
    TermLinksFile,
    TimelineFile,
    TopicsFile,
    Url,
)
from generator.model.amendments import NewWords, QuotedWords
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
    "outside.yml": OutsideFile,
    "english.yml": EnglishFile,
    "amendments.yml": TimelineFile,
    "drafts.yml": DraftsFile,
    "source/repairs.yml": RepairsFile,
    "source/received.yml": ReceivedFilesFile,
}
"""The files of a data folder and their models, apart from `provisions/`, `amendments/` and `strings/`."""

REQUIRED = ("site.yml", "act.yml", "languages.yml", "bodies.yml", "source/repairs.yml")
"""The files that every statute needs; the others are optional."""

LISTED_IN = {
    "": "",
    "provisions": "; expected the `parts` of act.yml",
    "strings": "; expected the codes of languages.yml",
    "amendments": "; expected the `acts` of amendments.yml",
    "amendments/provisions": "; expected the `acts` of amendments.yml",
}
"""The folders that hold only known files -> where the names of the files are listed, for messages."""

FOLDERS = (*filter(None, LISTED_IN), "source", "source/received", "schema")


class _Reading(Struct):
    """Reads the files of a data folder and collects problems, so that one run reports them all."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    """The files that were looked for, relative to the folder."""

    def name(self, relative: str) -> str:
        return f"{self.folder.name}/{relative}"

    def document(self, relative: str) -> Any:
        self.read.append(relative)
        try:
            return read_file(self.folder / relative, self.name(relative))
        except ProblemsError as error:
            self.problems.extend(error.problems)
            return None

    def model(self, relative: str, model: type[M]) -> M | None:
        if relative in FILES and relative not in REQUIRED and not (self.folder / relative).exists():
            return model()
        document = self.document(relative)
        if document is None:
            return None
        try:
            return model.model_validate(document)
        except ValidationError as error:
            details = error.errors(include_url=False)
            problems = [
                explain(detail, document, self.name(relative), model)
                for detail in details[: limits.MAX_REPORTED]
            ]
            if len(details) > limits.MAX_REPORTED:
                message = f"and {len(details) - limits.MAX_REPORTED:,} more problems"
                problems.append(replace(problems[-1], message=message))
            self.problems += problems
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
                self.problems.append(Problem(self.name(relative), 1, "expected a mapping of keys to text"))
            document = Located()
        for key, value in document.items():
            place = document.place.of(key)
            problem = _text_problem(value)
            if problem:
                self.problems.append(Problem(*place, f"`{key}`: {problem}"))
            words.override(key, str(value), place)
        return words

    def unknown_files(self, folders: tuple[str, ...]) -> Iterator[Problem]:
        """Yield a problem for each symbolic link, unknown folder, and file of `folders` that was not read."""
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
                message = f"unknown folder{nearest(relative, FOLDERS)}"
                yield Problem(self.name(relative), 1, message)
            elif path.is_file() and folder in folders and relative not in self.read and name[0] != ".":
                known = [file for file in self.read if file.rpartition("/")[0] == folder]
                message = f"unknown file{LISTED_IN[folder]}{nearest(relative, known)}"
                yield Problem(self.name(relative), 1, message)


def _text_problem(text: object) -> str:
    """Return what is wrong with the interface text of a key, or ""."""
    if not isinstance(text, str) or not text.strip():
        return "expected text"
    if len(text) > limits.INTERFACE:
        return f"is too long; expected at most {limits.INTERFACE:,} characters"
    rest = PLACEHOLDER.sub("", text)
    if "{" in rest or "}" in rest:
        return "contains a brace that is not a placeholder; expected `{name}`"
    return ""


def load(folder: Path) -> Dataset:
    """Load a data folder. Raises `ProblemsError` with the problems of all files."""
    if not folder.is_dir():
        message = "is not a folder; expected the folder of act.yml"
        raise ProblemsError([Problem(folder.name, 1, message)])
    reading = _Reading(folder)
    models = {relative: reading.model(relative, model) for relative, model in FILES.items()}
    act, languages = models["act.yml"], models["languages.yml"]
    if isinstance(languages, LanguagesFile) and (not languages.languages or languages.languages[0].draft):
        file, line = languages.at.of("languages")
        message = "`languages`: the first language must be the original, without `draft`"
        reading.problems.append(Problem(file, line, message))
    strings = {}
    for language in languages.languages if isinstance(languages, LanguagesFile) else ():
        # A draft of a language that the package does not have may lack its interface words.
        own = (folder / f"strings/{language.code}.yml").exists()
        if own or not language.draft or language.code in interface_words.languages():
            strings[language.code] = reading.strings(language.code)
    site = models["site.yml"]
    if isinstance(site, Site):
        for key, text in site.interface.items():
            for code in text.keys() & strings.keys():
                strings[code].override(key, text[code], site.at.of("interface"))
    provisions = _provisions(reading, act.parts) if isinstance(act, Act) else ()
    if len(provisions) > limits.PROVISIONS:
        message = f"the act has {len(provisions):,} provisions; expected at most {limits.PROVISIONS:,}"
        reading.problems.append(Problem(reading.name("act.yml"), 1, message))
    amendments = amending_acts.read(models["amendments.yml"], reading.model, reading.problems)
    folders = ("", *(["provisions"] if act else []), *(["strings"] if strings else []))
    if amendments is not None:
        folders += ("amendments", "amendments/provisions")
    reading.problems.extend(reading.unknown_files(folders))
    if reading.problems:
        raise ProblemsError(reading.problems)
    fields: dict[str, Any] = {}
    for model in models.values():
        if isinstance(model, Entry) and not isinstance(model, (Site, Act, TimelineFile)):
            fields |= {name: getattr(model, name) for name in type(model).model_fields}

    def part(model: type[Entry]) -> Any:
        return model.model_construct(**{name: fields[name] for name in model.model_fields})

    return Dataset.model_construct(
        site=site,
        act=act,
        languages=fields["languages"],
        provisions=provisions,
        organisation=part(Organisation),
        relations=fields["relations"],
        bearers=fields["bearers"],
        assignments=fields["assignments"],
        glossary=part(Glossary),
        editorial=part(Editorial),
        corrections=models["source/repairs.yml"],
        received_files=fields["received_files"],
        citations=models["references.yml"],
        parity=models["parity.yml"],
        outside=models["outside.yml"],
        english=models["english.yml"],
        amendments=amendments,
        strings=strings,
    )


def drafts(folder: Path) -> DraftsFile:
    """Return the drafts of a folder, which are no part of its dataset. Raises `ProblemsError`."""
    reading = _Reading(folder)
    file = reading.model("drafts.yml", DraftsFile)
    if file is None:
        raise ProblemsError(reading.problems)
    return file


def _provisions(reading: _Reading, names: tuple[str, ...]) -> tuple[Provision, ...]:
    parts = [(name, reading.model(f"provisions/{name}.yml", ProvisionsFile)) for name in names]
    return eid.address((name, model.provisions) for name, model in parts if model)


MESSAGES = {
    "missing": "is missing; this key is required",
    "model_type": "expected a mapping of keys to values",
    "dict_type": "expected a mapping of language codes to text",
    "tuple_type": "expected a list",
    "string_type": "expected text",
    "string_too_short": "is empty; expected text",
    "too_short": "is empty; expected at least one entry",
}
"""The message for a type of pydantic error, where the type alone says everything."""

VALUES = {"date": "a date, as 2022-10-03", "bool": "true or false", "int": "a whole number"}
"""What was expected, by the first word of the type of a pydantic error."""


BOUNDS = {"greater_than_equal": ("ge", "at least"), "less_than_equal": ("le", "at most")}
"""Types of pydantic errors for bounds: the name of the bound in the error's context, and its wording."""


def _pattern(annotated: Any) -> str:
    return str(get_args(annotated)[1].pattern)


FORMS = {
    _pattern(EId): "an eId, as `chp_1__para_2`",
    _pattern(Id): "lowercase Latin letters and digits, separated by single hyphens",
    _pattern(Colour): "a colour, as `#123f4a`",
    _pattern(Url): "a web address that begins with https:// or http://, with a host in ASCII",
    "^[a-z-]+$": "lowercase Latin letters and hyphens",
    "^[a-z]{2,3}$": "two or three lowercase Latin letters",
    "^[0-9A-Za-z]+([.+-][0-9A-Za-z]+)*$": "Latin letters and digits, separated by single `.`, `+` or `-`",
    "^[0-9A-Za-z_-]+([./][0-9A-Za-z_-]+)*$": "a branch name",
    _pattern(NewWords): "`quotation`, `quotation 2`, `quotation 1-3`, `words 2` or an eId",
    _pattern(QuotedWords): "`words` and the number of a quotation in the instruction, as `words 1`",
    "^[0-9a-f]{64}$": "a SHA-256 digest: 64 hexadecimal digits",
    "^[A-Z]{2}-[A-Z0-9]{1,3}$": "an ISO 3166-2 code, as `KZ-10`",
}
"""The meaning of the models' patterns, for messages."""

CHOICES = re.compile(r"\^\(([\w|-]+)\)\$")
"""A pattern that is a list of choices."""

MAX_SHOWN = 60
"""The most characters of an invalid value that a message repeats."""


def explain(detail: ErrorDetails, document: Any, file: str, model: type[Entry]) -> Problem:
    """Turn a pydantic error into a problem with the line and what was expected."""
    place, key = _find(detail["loc"], document, file)
    word = key.partition(".")[0]
    kind, context, value = detail["type"], detail.get("ctx", {}), " ".join(str(detail["input"]).split())
    shown = f"`{value[:MAX_SHOWN]}…`" if len(value) > MAX_SHOWN else f"`{value}`"
    invalid = f"{shown} is invalid" if value else "is empty"
    choices: list[str] = []
    if kind == "enum":
        choices = [choice.strip("'") for choice in str(context["expected"]).replace(" or ", ", ").split(", ")]
    elif kind == "string_pattern_mismatch" and (match := CHOICES.fullmatch(context["pattern"])):
        choices = match[1].split("|")
    if kind == "extra_forbidden":
        known = _keys(detail["loc"], model)
        return Problem(
            file,
            place.of(key)[1],
            f"unknown key `{word}`; expected one of {', '.join(known)}{nearest(word, known)}",
        )
    if choices:
        message = f"{invalid}; expected one of {', '.join(choices)}{nearest(value, choices)}"
    elif kind == "string_pattern_mismatch":
        form = FORMS.get(context["pattern"], f"the form {context['pattern']}")
        message = f"{invalid}; expected {form}"
    elif kind in BOUNDS:
        name, words = BOUNDS[kind]
        message = f"{invalid}; expected {words} {context[name]}"
    elif kind == "string_too_long":
        message = f"{shown} is too long; expected at most {context['max_length']:,} characters"
    elif kind.split("_")[0] in VALUES:
        message = f"{invalid}; expected {VALUES[kind.split('_')[0]]}"
    else:
        message = MESSAGES.get(kind) or detail["msg"].removeprefix("Value error, ")
    between = " " if message.startswith("is ") else ": "
    return Problem(file, place.of(key)[1], f"`{word}`{between}{message}" if word else message)


def _find(path: tuple[int | str, ...], document: Any, file: str) -> tuple[Place, str]:
    """Return the place of the innermost mapping on pydantic's path into a document, and the key in it.

    The key of a list item that is not a mapping is `<key>.<place>`, as in `Place.keys`.
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
    """Return the allowed keys of the mapping at the end of a path."""
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
