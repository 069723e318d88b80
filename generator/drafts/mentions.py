"""Finds the actors that a text mentions, each with the case of its words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from generator.drafts.vocabulary import Case, DraftingVocabulary
from generator.language.inflection import Inflector
from generator.language.look_alikes import as_typed

WORD = re.compile(r"\w+(?:-\w+)*")

CASES = {
    "genitive": Case.GENITIVE,
    "dative": Case.DATIVE,
    "accusative": Case.ACCUSATIVE,
    "instrumental": Case.INSTRUMENTAL,
    "locative": Case.LOCATIVE,
    "ablative": Case.ABLATIVE,
    "prepositional": Case.PREPOSITIONAL,
}
"""A case in the names of forms that `language.inflection` gives -> the case."""


class Token(Struct, frozen=True):
    """A word of a text with its place; `word` is in lower case, without look-alike letters."""

    word: str
    start: int
    end: int


class Mention(Struct, frozen=True):
    """Words of a text that mean an actor."""

    actor: str
    start: int
    end: int
    cases: frozenset[Case]


class Phrase(Struct, frozen=True):
    """A way in which a text may name an actor."""

    actor: str
    words: tuple[str, ...]
    capital: bool = False
    """Whether the text must write its first letter as a capital."""


def tokens(text: str) -> list[Token]:
    """Return the words of a text."""
    return [Token(normal(match[0]), match.start(), match.end()) for match in WORD.finditer(text)]


@lru_cache(maxsize=50_000)
def normal(word: str) -> str:
    """Return a word in lower case, with the letters that were meant."""
    return as_typed(word).lower()


class Grammar:
    """The inflection of one language, as far as names need it."""

    def __init__(self, vocabulary: DraftingVocabulary, inflector: Inflector) -> None:
        self._vocabulary = vocabulary
        self._inflector = inflector
        self._known: dict[str, Mapping[str, frozenset[Case]]] = {}

    @property
    def language(self) -> str:
        """The code of the language."""
        return self._vocabulary.language

    def forms(self, word: str) -> Mapping[str, frozenset[Case]]:
        """Return each form of a word with the cases that it may be."""
        word = normal(word)
        if word not in self._known:
            forms = self._inflector.forms(word)
            self._known[word] = {
                form: self._cases(name) for form, name in forms.items() if self._keeps_number(word, form)
            }
        return self._known[word]

    def _keeps_number(self, word: str, form: str) -> bool:
        """Tell whether a form keeps the number of its word, where suffixes tell."""
        return not self._vocabulary.inflects_last or form.startswith(word[:-1])

    def _cases(self, name: str) -> frozenset[Case]:
        cases = set()
        for alternative in name.split(" or "):
            named = [case for word, case in CASES.items() if word in alternative.split()]
            cases |= set(named) or {Case.NOMINATIVE}
        if cases & set(self._vocabulary.accusative_of):
            cases.add(Case.ACCUSATIVE)
        return frozenset(cases)

    def carrier(self, words: Sequence[str]) -> int:
        """Return the position of the word that carries the case of a name."""
        if self._vocabulary.inflects_last:
            return len(words) - 1
        endings = self._vocabulary.adjective_endings
        nouns = (place for place, word in enumerate(words) if not word.lower().endswith(endings))
        return next(nouns, 0)

    def inflected(self, phrase: str, case: Case) -> str:
        """Return a name in a case; unchanged where no form is known."""
        words = phrase.split()
        carrier = self.carrier(words)
        for place in range(carrier + 1) if not self._vocabulary.inflects_last else (carrier,):
            if place < carrier and (adjective := self._adjective(words[place], case)):
                words[place] = adjective
                continue
            known = self.forms(words[place])
            suffixed = next(
                (form for form in self._suffixed(words[place]) if case in known.get(form, ())), ""
            )
            if suffixed:
                words[place] = _with_case_of(words[place], suffixed)
                continue
            for form, cases in known.items():
                # The first form is the singular, which comes first in the tables.
                if case in cases and form != normal(words[place]):
                    words[place] = _with_case_of(words[place], form)
                    break
        return " ".join(words)

    def _suffixed(self, word: str) -> Iterator[str]:
        """Yield the forms of a word in the plural or with the suffix of belonging, where suffixes tell."""
        word = normal(word)
        for ending, nominative in (
            self._vocabulary.nominatives.items() if self._vocabulary.inflects_last else ()
        ):
            if word.endswith(nominative):
                yield word.removesuffix(nominative) + ending

    def _adjective(self, word: str, case: Case) -> str:
        """Return an adjective in a case, by the ending of its nominative; "" where none is known."""
        declensions = self._vocabulary.adjective_declensions
        ending = max((ending for ending in declensions if word.endswith(ending)), key=len, default="")
        changed = declensions[ending].get(case) if ending else None
        return f"{word.removesuffix(ending)}{changed}" if changed else ""

    def match(self, phrase: Phrase, words: Sequence[Token]) -> frozenset[Case] | None:
        """Return the cases of a phrase if some words are it, in any form, or None."""
        carrier = self.carrier(phrase.words)
        for place, (expected, token) in enumerate(zip(phrase.words, words, strict=True)):
            agrees = self._agrees(place, carrier)
            if token.word != normal(expected) and not (agrees and token.word in self.forms(expected)):
                return None
        return self.forms(phrase.words[carrier])[words[carrier].word]

    def first_words(self, phrase: Phrase) -> set[str]:
        """Return the words that a phrase may begin with, in any form that `match` accepts."""
        first = phrase.words[0]
        forms = self.forms(first) if self._agrees(0, self.carrier(phrase.words)) else ()
        return {normal(first), *forms}

    def _agrees(self, place: int, carrier: int) -> bool:
        """Tell whether the word at a place of a name changes with the word that carries its case."""
        return place == carrier or (place < carrier and not self._vocabulary.inflects_last)


def _with_case_of(word: str, form: str) -> str:
    if word.isupper() and len(word) > 1:
        return form.upper()
    return form[:1].upper() + form[1:] if word[:1].isupper() else form


class PhraseFinder:
    """Finds phrases in texts; they are kept by the words that they may begin with."""

    def __init__(self, phrases: Iterable[Phrase], grammar: Grammar) -> None:
        self._grammar = grammar
        self._by_first_word: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in sorted(phrases, key=lambda phrase: -len(phrase.words)):
            for word in grammar.first_words(phrase):
                self._by_first_word[word].append(phrase)

    def find(self, text: str) -> list[Mention]:
        """Return the mentions in a text, in order; of phrases at the same place the longest counts."""
        words, mentions, place = tokens(text), [], 0
        while place < len(words):
            for phrase in self._by_first_word.get(words[place].word, ()):
                chosen = words[place : place + len(phrase.words)]
                if len(chosen) < len(phrase.words) or (
                    phrase.capital and not text[chosen[0].start].isupper()
                ):
                    continue
                cases = self._grammar.match(phrase, chosen)
                if cases:
                    mentions.append(Mention(phrase.actor, chosen[0].start, chosen[-1].end, cases))
                    place += len(chosen) - 1
                    break
            place += 1
        return mentions


class Marked(Struct, frozen=True):
    """A text in lower case with its mentions replaced by marks, and the way back to its own places."""

    text: str
    """The text; `⟦2:gen⟧` stands for the third mention, in the genitive."""
    mentions: Sequence[Mention]
    places: Sequence[int]
    """The place in the original of each letter, and of the end."""
    original: str

    def words(self, start: int, end: int) -> str:
        """Return the words of the original between two places of the marked text."""
        last = self.places[end - 1]
        ends = [mention.end for mention in self.mentions if mention.start == last]
        return self.original[self.places[start] : max([last + 1, *ends])].strip(" ,")

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the words of the original between two places of the marked text begin and end."""
        first, last = self.places[start], self.places[end - 1] + 1
        for mention in self.mentions:
            if mention.start < last <= mention.end:
                last = mention.end
            if mention.start <= first < mention.end:
                first = mention.start
        while last < len(self.original) and re.match(r"[\w-]", self.original[last]):
            last += 1
        return first, last


def mark(text: str, mentions: Sequence[Mention], aside: re.Pattern[str]) -> Marked:
    """Replace the mentions of a text by marks; remarks in brackets are left out."""
    original, text = text, WORD.sub(lambda match: as_typed(match[0]), text)
    parts: list[tuple[str, int]] = []
    spans = [(mention.start, mention.end, number) for number, mention in enumerate(mentions)]
    skipped = [(match.start(), match.end(), -1) for match in aside.finditer(text)]
    spans = [span for span in spans if not any(start <= span[0] < end for start, end, _ in skipped)] + skipped
    place = 0
    for start, end, number in sorted(spans):
        if start < place:
            continue
        parts += [(_lower(letter), at) for at, letter in enumerate(text[place:start], place)]
        if number >= 0:
            cases = ",".join(sorted(mentions[number].cases))
            parts += [(letter, start) for letter in f"⟦{number}:{cases}⟧"]
        place = end
    parts += [(_lower(letter), at) for at, letter in enumerate(text[place:], place)]
    places = [at for _, at in parts]
    return Marked("".join(letter for letter, _ in parts), mentions, [*places, len(text)], original)


def _lower(letter: str) -> str:
    lower = letter.lower()
    return lower if len(lower) == 1 else letter


GAPS = {"…": r"(?:[^;.⟦⟧]{0,160}?)", "‥": r"(?:[^;.]{0,240}?)"}
"""A sign in a pattern -> the words of the clause that it stands for; `…` has no other mention among them."""

ACTOR = re.compile(r"\{(?P<name>[a-z]+)(?::(?P<cases>[a-z|]+))?\}")


def pattern(words: str) -> re.Pattern[str]:
    """Compile the words of a rule for marked texts: `{object:acc|gen}` is a mention, `…` a gap."""

    def expand(match: re.Match[str]) -> str:
        cases = f"[a-z,]*(?:{match['cases']})[a-z,]*" if match["cases"] else "[a-z,]+"
        return rf"⟦(?P<{match['name']}>\d+):{cases}⟧"

    expanded = ACTOR.sub(expand, words)
    for sign, gap in GAPS.items():
        expanded = expanded.replace(f" {sign} ", f"(?: {gap})? ").replace(sign, gap)
    return re.compile(expanded)
