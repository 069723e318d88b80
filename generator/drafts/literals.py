"""Writes an object that is no actor: in the nominative, or as words of the act in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.drafts.vocabulary import DraftingVocabulary


def written(phrases: Mapping[str, str], vocabularies: Mapping[str, DraftingVocabulary]) -> dict[str, str]:
    """Return the words of an object in each language, as a page can show them.

    `phrases` has the words in the case that the sentence gives them. They are put in the nominative where
    the endings of every language tell it; if not, every language has the act's words, in quotation marks.
    """
    nominatives = {code: nominative(phrase, vocabularies[code]) for code, phrase in phrases.items()}
    if all(nominatives.values()):
        return nominatives
    return {code: f"«{phrase}»" for code, phrase in phrases.items()}


def nominative(phrase: str, vocabulary: DraftingVocabulary) -> str:
    """Return a phrase in the nominative, or "" where the endings do not tell it."""
    if not vocabulary.inflects_last:
        *adjectives, noun = phrase.split(" ")
        changed = [_changed(word, vocabulary.nominative_adjectives) for word in adjectives]
        changed.append(_changed(noun, vocabulary.nominatives))
        return " ".join(changed) if all(changed) else ""
    joints = "|".join(map(re.escape, vocabulary.joints))
    pieces = re.split(f"({joints})", phrase)
    genitives = vocabulary.genitive_endings
    is_genitive = pieces[-1].endswith(genitives)
    inner = [word for piece in pieces[::2] for word in piece.split(" ")[:-1] if word.endswith(genitives)]
    if is_genitive and inner and len(pieces) > 1:
        # Several words in the genitive: which of them belong to the others and stay so is not known.
        return ""
    if not _changed(pieces[-1], vocabulary.nominatives):
        return ""
    for place in range(0, len(pieces), 2):
        if pieces[place].endswith(genitives) == is_genitive:
            pieces[place] = _changed(pieces[place], vocabulary.nominatives) or pieces[place]
    return "".join(pieces)


def _changed(word: str, endings: Mapping[str, str]) -> str:
    """Return a word with the ending for its own longest one; "" if it has none of them."""
    longest = max((ending for ending in endings if word.endswith(ending)), key=len, default="")
    return word.removesuffix(longest) + endings[longest] if longest else ""
