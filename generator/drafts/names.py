"""Makes names and ids from the words of an act."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from generator.drafts.mentions import WORD
from generator.drafts.vocabulary import DraftingVocabulary

MAX_ID = 48
"""The most characters of an id that is made from a name."""

MAX_WORDS = 25
"""The most words of a body's name; a longer item is a sentence."""

LONGEST_ABBREVIATION = 5
"""The most letters of a word in capitals that may be an abbreviation."""


def name_of_item(text: str, vocabulary: DraftingVocabulary) -> tuple[str, str]:
    """Return the name that a list item gives and the short name in brackets behind it, or ""."""
    match = re.search(vocabulary.aside, text)
    short = match["short"].strip() if match else ""
    name = re.sub(vocabulary.aside, "", text).strip().rstrip('.;,"')
    # A closing mark belongs to the quotation around the list, unless the name opens one itself.
    if name.endswith("»") and name.count("»") > name.count("«"):
        name = name[:-1].rstrip(".;,")
    return name.strip(), short


def listed(text: str) -> str:
    """Return the words of a list item as the checks compare them with the name of its body."""
    return text.rstrip('.;"')


def slug(name: str, vocabulary: DraftingVocabulary) -> str:
    """Return an id for a name: its letters in Latin, in whole words."""
    letters = dict(pair.split(":") for pair in vocabulary.letters.split())
    latin = "".join(letters.get(letter, letter) for letter in name.lower())
    words = re.findall(r"[a-z0-9]+", latin)
    # What tells a name from others stands at its end where the last word carries the case.
    ordered = words[::-1] if vocabulary.inflects_last else words
    chosen: list[str] = []
    for word in ordered:
        if len("-".join([*chosen, word])) > MAX_ID:
            break
        chosen.append(word)
    if not chosen:
        return words[0][:MAX_ID] if words else "body"
    return "-".join(chosen[::-1] if vocabulary.inflects_last else chosen)


def unique(id_: str, taken: Collection[str]) -> str:
    """Return an id, with a number behind it if it is taken."""
    numbered = (f"{id_}-{number}" for number in range(2, len(taken) + 3))
    return id_ if id_ not in taken else next(name for name in numbered if name not in taken)


def sentence_case(title: str, texts: Iterable[str]) -> str:
    """Return a title without the capitals that only its layout gives it.

    Words in capitals get the case that they mostly have within the sentences of `texts`. A short word that
    these never write in small letters is an abbreviation and stays.
    """
    capitals = [word for word in WORD.findall(title) if _shouts(word)]
    if not capitals:
        return title
    known = _cases({word.lower() for word in capitals}, texts)

    def small(match: re.Match[str]) -> str:
        word = match[0]
        if not _shouts(word):
            return word
        forms = known.get(word.lower(), {})
        usual = max(forms, key=lambda form: (forms[form], form), default="")
        if usual:
            return usual
        abbreviated = len(word) <= LONGEST_ABBREVIATION and len(capitals) < len(WORD.findall(title))
        return word if abbreviated else word.lower()

    lowered = WORD.sub(small, title)
    first = re.search(r"\w", lowered)
    if first is None:
        return lowered
    return lowered[: first.start()] + first[0].upper() + lowered[first.end() :]


def _shouts(word: str) -> bool:
    return word.isupper() and len(word) > 1


def _cases(words: Collection[str], texts: Iterable[str]) -> Mapping[str, dict[str, int]]:
    """Return how often each word is written in each way within sentences; words in capitals do not count."""
    known: dict[str, dict[str, int]] = {}
    for word in _inside_sentences(texts):
        if word.lower() in words and (not _shouts(word) or len(word) <= LONGEST_ABBREVIATION):
            forms = known.setdefault(word.lower(), {})
            forms[word] = forms.get(word, 0) + 1
    return known


def _inside_sentences(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if text.isupper():
            continue
        for match in WORD.finditer(text):
            if match.start() and not re.search(r"[.:!?«\"]\s*$", text[: match.start()]):
                yield match[0]
