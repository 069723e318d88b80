"""Latin letters that pass for Cyrillic ones (Unicode Technical Standard 39, confusables)."""

from __future__ import annotations

import re

LOOK_ALIKES = str.maketrans("AaBCcEeHhIiKMOoPpTXxYy", "АаВСсЕеНһІіКМОоРрТХхУу")
"""Latin letters that print like Cyrillic ones (Unicode Technical Standard 39, confusables)."""

LATIN = re.compile(r"[A-Za-z]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def as_typed(part: str) -> str:
    """Return a word as one would type it; one that is not Cyrillic but for its look-alikes stays."""
    typed = part.translate(LOOK_ALIKES)
    return typed if CYRILLIC.search(part) and not LATIN.search(typed) else part
