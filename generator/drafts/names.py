"""Makes names and ids from the words of an act."""

from __future__ import annotations

import re
from collections.abc import Collection

from generator.drafts.vocabulary import DraftingVocabulary

MAX_ID = 48
"""The most characters of an id that is made from a name."""

MAX_WORDS = 25
"""The most words of a body's name; a longer item is a sentence."""


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
