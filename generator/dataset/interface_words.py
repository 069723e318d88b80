"""Reads the interface words: the package's words of a language, overridden key by key by a dataset.

`generator/language/strings/<code>.yml` holds the words that serve every statute. A dataset changes single
keys in its own `strings/<code>.yml`, or adds a language that the package does not have.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from generator.dataset.yaml_reader import read_file
from generator.escape import PLACEHOLDER
from generator.files.package import PACKAGE, STRINGS
from generator.model import Located
from generator.problems import Problem, ProblemsError

PLURAL_FORMS = ("one", "few", "other")
"""The endings of `count.<noun>.<form>`."""

FileLine = tuple[str, int]


class Strings(dict[str, str]):
    """The interface words of a language by key. Asking for a missing key raises `ProblemsError`.

    `file` is where a missing key belongs: the package's file, or the dataset's for a language of its own.
    `places` holds the file and the line of each key.
    """

    def __init__(
        self, words: Mapping[str, str], file: str, places: Mapping[str, FileLine] | None = None
    ) -> None:
        super().__init__(words)
        self.file = file
        self.places = dict(places or {})

    def __missing__(self, key: str) -> str:
        raise ProblemsError([Problem(self.file, 1, f"missing key `{key}`")])

    def override(self, key: str, words: str, place: FileLine) -> None:
        """Replace the words of a key, or add it."""
        self[key] = words
        self.places[key] = place


def languages() -> list[str]:
    """Return the codes of the languages that the package has words for."""
    return sorted(path.stem for path in STRINGS.glob("*.yml"))


def package_words(code: str) -> Strings:
    """Return the package's words of a language; raises `ProblemsError` if its file is damaged."""
    name = f"{STRINGS.relative_to(PACKAGE.parent).as_posix()}/{code}.yml"
    words = Strings({}, name)
    document = read_file(STRINGS / f"{code}.yml", name)
    assert isinstance(document, Located), f"{name} holds no mapping"
    for key, text in document.items():
        words.override(key, text, document.place.of(key))
    return words


def package_keys() -> dict[str, frozenset[str]]:
    """Return every key of the package's words with its placeholders, all languages taken together."""
    keys: dict[str, frozenset[str]] = {}
    for code in languages():
        for key, placeholders in keys_of(package_words(code)).items():
            keys[key] = keys.get(key, frozenset()) | placeholders
    return keys


def keys_of(words: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    """Return the keys of a language with their placeholders; the plural forms of a noun are one key."""
    return _keys_of(tuple(words.items()))


@lru_cache(maxsize=16)
def _keys_of(words: tuple[tuple[str, str], ...]) -> Mapping[str, frozenset[str]]:
    """As `keys_of`, for words that were asked for lately: every check asks for those of the package."""
    keys: dict[str, frozenset[str]] = {}
    for key, text in words:
        noun, _, form = key.rpartition(".")
        name = noun if key.startswith("count.") and form in PLURAL_FORMS else key
        placeholders = PLACEHOLDER.findall(text) if "{" in text else ()
        keys[name] = keys.get(name, frozenset()).union(placeholders)
    return MappingProxyType(keys)


def place_of(words: Mapping[str, str], key: str, file: str) -> FileLine:
    """Return the file and the line of a key; `file` where nobody knows."""
    return words.places.get(key, (file, 1)) if isinstance(words, Strings) else (file, 1)
