"""Checks the keys and placeholders of the interface words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.dataset.interface_words import Strings, keys_of, package_keys, place_of
from generator.language.plurals import PLURALS
from generator.model import Dataset, Language
from generator.problems import Problem, nearest

ADDED_BY_DATA = re.compile(
    r"form\.[a-z-]+|home\.example\.[1-3]|num\.[a-z]+|ordinal\.[0-9]+|relation\.[a-z-]+\.other"
)
"""Keys that a dataset may have beyond those of the package: its data name them."""


def problems(dataset: Dataset) -> Iterator[Problem]:
    """Yield the problems of the interface words of every published language, each at its file and line."""
    package = package_keys()
    original_words = dataset.strings.get(dataset.original, {})
    original = keys_of(original_words)
    for language in dataset.published:
        words = dataset.strings.get(language.code, {})
        keys = keys_of(words)
        own_file = f"{dataset.act.at.file.rsplit('/', 1)[0]}/strings/{language.code}.yml"
        # What is missing belongs in the package's file where the package has both the key and the language.
        package_file = words.file if isinstance(words, Strings) else own_file
        for key in sorted(original.keys() - keys.keys()):
            file = package_file if key in package else own_file
            yield Problem(file, 1, f"missing key `{key}`")
        for key in sorted(keys.keys() - package.keys()):
            if key not in original or not ADDED_BY_DATA.fullmatch(key):
                file, line = place_of(words, key, own_file)
                yield Problem(file, line, f"unknown key `{key}`{nearest(key, package)}")
        for key in sorted(original.keys() & keys.keys()):
            if keys[key] != original[key]:
                file, line = place_of(words, key, own_file)
                if file == package_file != place_of(original_words, key, own_file)[0]:
                    # The dataset changed the original's words only: it has to change these too.
                    file, line = own_file, 1
                expected = ", ".join(f"{{{name}}}" for name in sorted(original[key])) or "none"
                yield Problem(file, line, f"`{key}`: wrong placeholders; expected {expected}")
        # Another plural rule than the package's needs forms that only the dataset can have.
        yield from _missing_forms(words, keys, language, own_file)


def _missing_forms(
    words: Mapping[str, str], keys: Iterable[str], language: Language, file: str
) -> Iterator[Problem]:
    """Every counted noun has the plural forms of its language."""
    forms = sorted({PLURALS[language.plural](number) for number in range(200)})
    for key in sorted(key for key in keys if key.startswith("count.")):
        for form in forms:
            if f"{key}.{form}" not in words:
                yield Problem(file, 1, f"missing key `{key}.{form}`; expected the forms {', '.join(forms)}")
