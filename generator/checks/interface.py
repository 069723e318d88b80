"""Checks the interface text: keys, placeholders, plural forms, and the words that the data need."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.locations import problem_at
from generator.escape import PLACEHOLDER
from generator.language.plurals import PLURALS
from generator.model import Dataset, Entry, Language
from generator.problems import Problem, nearest

PLURAL_FORMS = ("one", "few", "other")


def problems(dataset: Dataset) -> Iterator[Problem]:
    """Yield the problems of the interface text of every published language."""
    yield from _keys_agree(dataset)
    yield from _data_have_words(dataset)


def _keys_agree(dataset: Dataset) -> Iterator[Problem]:
    """Require the same keys and placeholders in every published language, and all plural forms."""
    original = _placeholders(dataset, dataset.languages[0])
    folder = dataset.act.at.file.rsplit("/", 1)[0]
    for language in dataset.published:
        file = f"{folder}/strings/{language.code}.yml"
        strings = dataset.strings.get(language.code, {})
        keys = _placeholders(dataset, language)
        for key in sorted(original.keys() - keys.keys()):
            yield Problem(file, 1, f"missing key `{key}`")
        for key in sorted(keys.keys() - original.keys()):
            yield Problem(file, 1, f"unknown key `{key}`{nearest(key, original)}")
        for key in sorted(original.keys() & keys.keys()):
            if keys[key] != original[key]:
                expected = ", ".join(f"{{{name}}}" for name in sorted(original[key])) or "none"
                yield Problem(file, 1, f"`{key}`: wrong placeholders; expected {expected}")
        forms = sorted({PLURALS[language.plural](number) for number in range(200)})
        for key in sorted(key for key in keys if key.startswith("count.")):
            for form in forms:
                if f"{key}.{form}" not in strings:
                    message = f"missing key `{key}.{form}`; expected the forms {', '.join(forms)}"
                    yield Problem(file, 1, message)


def _placeholders(dataset: Dataset, language: Language) -> dict[str, frozenset[str]]:
    """Return the placeholders of each key of a language; the plural forms of a noun count as one key."""
    placeholders: dict[str, frozenset[str]] = {}
    for key, pattern in dataset.strings.get(language.code, {}).items():
        plural = key.startswith("count.") and key.rsplit(".", 1)[-1] in PLURAL_FORMS
        name = key.rsplit(".", 1)[0] if plural else key
        placeholders[name] = placeholders.get(name, frozenset()) | set(PLACEHOLDER.findall(pattern))
    return placeholders


def _data_have_words(dataset: Dataset) -> Iterator[Problem]:
    """Require an interface text for each form of body, kind of region and role of a relation in use."""
    for language in dataset.published:
        strings = dataset.strings.get(language.code, {})
        for entry, key, needed in _needed_keys(dataset):
            if needed not in strings:
                message = f"missing key `{needed}` in strings/{language.code}.yml{nearest(needed, strings)}"
                yield problem_at(entry, key, message)


def _needed_keys(dataset: Dataset) -> Iterator[tuple[Entry, str, str]]:
    """Yield (entry, field, interface key) for what the data need."""
    for body in dataset.organisation.bodies:
        if body.form:
            yield body, "form", f"form.{body.form}"
        if body.region:
            yield body, "region", f"tile.{body.kind}"
    for relation in dataset.relations:
        for role in ("subject", "object", "other"):
            if getattr(relation, role):
                yield relation, role, f"relation.{relation.kind}.{role}"
