"""Latin letters that look like Cyrillic ones, and how to replace them."""

from __future__ import annotations

import re

LOOK_ALIKES = str.maketrans("AaBCcEeHhIiKMOoPpTXxYy", "АаВСсЕеНһІіКМОоРрТХхУу")
"""Latin letter -> the Cyrillic letter it looks like (Unicode Technical Standard 39, confusables).

The only such table: the one in `search/kk.js` follows from it, and a test compares them.
"""

LATIN = re.compile(r"[A-Za-z]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def as_typed(word: str) -> str:
    """Return a Cyrillic word with its look-alikes replaced; a word with other Latin letters is unchanged."""
    typed = word.translate(LOOK_ALIKES)
    return typed if CYRILLIC.search(word) and not LATIN.search(typed) else word
