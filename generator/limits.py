"""How much the data may hold: each limit is far above what a large institution needs.

Data come from strangers, and what grows without bound hangs a build or fills a disk. CONTRIBUTING.md has the
table; an institution 64 times as large as the first one (16,384 provisions, 5,760 bodies) stays below all.
"""

from __future__ import annotations

FILE = 8_000_000
"""Bytes of a file of the data, the act's text as received included."""

FILES = 2_000
"""Files and folders of the data folder."""

DEPTH = 24
"""Levels of nesting in a file; the deepest statute needs about twelve."""

ENTRIES = 20_000
"""Entries of one list or keys of one mapping: bodies, ties, terms, the provisions below one provision."""

PROVISIONS = 50_000
"""Provisions of the act, in all files."""

LANGUAGES = 20

WORDS = 20_000
"""Signs of a text: a provision, a definition, a note."""

NAME = 500
"""Signs of a name, a short name, a title or a term."""

ADDRESS = 2_000
"""Signs of a web address."""

PATTERN = 300
"""Signs of a regular expression."""

SECONDS = 20
"""The time that all regular expressions of the data together may take over all provisions."""

INTERFACE = 2_000
"""Signs of the interface words of one key."""

PAGE = 100_000
"""Bytes of a page written by hand."""

PAGES = 200
"""Pages written by hand in one language."""

MAX_REPORTED = 1_000
"""Faults told of one file, and of one rule that spans files; the rest is only said to be there."""
