"""Limits on the size of the data, far above what a large institution needs.

Data come by pull request from people nobody knows; without limits they could hang a build or fill a disk.
A statute 64 times as large as the first one (16,384 provisions, 5,760 bodies) stays below all of them. The
table is in `docs/reference/limits.md`.
"""

from __future__ import annotations

FILE = 8_000_000
"""Bytes of a data file, including the act's text as received."""

FILES = 2_000
"""Files and folders of the data folder."""

DEPTH = 24
"""Levels of nesting in a file, and of bodies under bodies; the deepest statute needs about twelve."""

ENTRIES = 20_000
"""Entries of a list or keys of a mapping: bodies, assignments, terms, the children of a provision."""

PROVISIONS = 50_000
"""Provisions of the act, in all files."""

LANGUAGES = 20
"""Languages of the data."""

WORDS = 20_000
"""Characters of a text: a provision, a definition, a note."""

NAME = 500
"""Characters of a name, a short name, a title or a term."""

ADDRESS = 2_000
"""Characters of a web address."""

PATTERN = 300
"""Characters of a regular expression."""

SECONDS = 20
"""Seconds that all regular expressions together, or all hand-written pages of a language, may take."""

INTERFACE = 2_000
"""Characters of the interface words of one key."""

PAGE = 100_000
"""Bytes of a hand-written page."""

PAGES = 200
"""Hand-written pages in one language."""

MAX_REPORTED = 1_000
"""Problems reported for one file and for one rule; of the rest only their existence is reported."""
