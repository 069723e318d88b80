"""Writes titles in sentence case, without the capitals that only their layout gives them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

WORD = re.compile(r"\w+(?:-\w+)*")

LONGEST_ABBREVIATION = 5
"""The most letters of a word in capitals that may be an abbreviation."""


def sentence_case(title: str, texts: Iterable[str], common: Collection[str] = ()) -> str:
    """Return a title in sentence case; a title without words in capitals is unchanged.

    Words in capitals get the case that they mostly have within the sentences of `texts`. A short one that
    these do not have is taken for an abbreviation if the title has words in small letters. The words of
    `common` are written small: within an act, the word for it may have a capital that a title has not.
    """
    capitals = [word for word in WORD.findall(title) if _shouts(word)]
    if not capitals:
        return title
    known = _usual_cases({word.lower() for word in capitals}, texts)
    mixed = any(word.islower() and len(word) > 1 for word in WORD.findall(title))

    def written(match: re.Match[str]) -> str:
        word = match[0]
        if not _shouts(word):
            return word
        if word.lower() in common:
            return word.lower()
        forms = known.get(word.lower(), {})
        if forms:
            return max(forms, key=lambda form: (forms[form], form))
        return word if mixed and len(word) <= LONGEST_ABBREVIATION and len(capitals) > 1 else word.lower()

    lowered = WORD.sub(written, title)
    first = re.search(r"\w", lowered)
    if first is None:
        return lowered
    return lowered[: first.start()] + first[0].upper() + lowered[first.end() :]


def _shouts(word: str) -> bool:
    return word.isupper() and len(word) > 1


def _usual_cases(words: Collection[str], texts: Iterable[str]) -> Mapping[str, dict[str, int]]:
    """Return how often the sentences write each word in each way; long ones in capitals do not count."""
    known: dict[str, dict[str, int]] = {}
    for word in _inside_sentences(texts):
        if word.lower() in words and not (_shouts(word) and len(word) > LONGEST_ABBREVIATION):
            forms = known.setdefault(word.lower(), {})
            forms[word] = forms.get(word, 0) + 1
    return known


def _inside_sentences(texts: Iterable[str]) -> Iterator[str]:
    """Yield the words that do not begin a sentence, of texts that are not in capitals themselves."""
    for text in texts:
        if text.isupper():
            continue
        for match in WORD.finditer(text):
            if match.start() and not re.search(
                r"[.:!?«\"]\s*$", text[max(0, match.start() - 4) : match.start()]
            ):
                yield match[0]
