"""The content security policy of a page on the web: the site's own files, and nothing unforeseen inline.

It stands in a `meta` element (HTML, "Content security policy state"), because a host of plain files lets no
one set headers. Inline scripts are allowed by their hashes (CSP Level 3, "Does element match source list")
and only where the theme's own templates hold them, so that words of the data that became a script would stay
dead. Blocks of data, such as JSON-LD, are no scripts and need no leave.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence

BASIS = (
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    # The theme's icons are pictures inside its style sheet.
    ("img-src", "'self' data:"),
    # The search index, and the list of addresses that the page for missing ones looks through.
    ("connect-src", "'self'"),
    ("worker-src", "'self'"),
    ("form-action", "'self'"),
    ("base-uri", "'none'"),
)
"""What every page allows."""

CHARSET = '<meta charset="utf-8">'
"""What the policy stands after: before anything that it judges."""

SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<body>.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
STYLE = re.compile(r"<style\b[^>]*>(?P<body>.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
TYPE = re.compile(r"\btype\s*=\s*[\"']?(?P<type>[^\"'\s>]*)", re.IGNORECASE)
SOURCE = re.compile(r"\bsrc\s*=", re.IGNORECASE)
INLINE_STYLE = re.compile(r"<[a-z][^<>]*\sstyle\s*=", re.IGNORECASE)
DATA = {"application/json", "application/ld+json"}
"""Types of blocks that no browser runs."""

FILLED = re.compile(r"\{\{.*?\}\}", re.DOTALL)
PATH = r"[\w./-]*"
"""What a template may fill in: a relative address."""


def theme_scripts(templates: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Return what the inline scripts of a theme's templates look like once their addresses are filled in."""
    return tuple(
        re.compile(PATH.join(re.escape(part) for part in FILLED.split(found["body"])))
        for template in templates
        for found in SCRIPT.finditer(template)
    )


def policy(page: str, known: Sequence[re.Pattern[str]]) -> str:
    """Return the policy of a page.

    `known` are the inline scripts that it may hold; of style sheets those in its head are allowed, where no
    data stand but what the site itself words as CSS. Raises ValueError for any other inline script or style.
    """
    scripts = _inline_scripts(page)
    for one in scripts:
        if not any(form.fullmatch(one) for form in known):
            raise ValueError(f"an inline script that is not the theme's; expected a file: {_short(one)}")
    head, _, body = page.partition("<body")
    found = STYLE.search(body) or INLINE_STYLE.search(body)
    if found:
        raise ValueError(f"an inline style; expected a class: {_short(found[0])}")
    styles = [one["body"] for one in STYLE.finditer(head)]
    allowed = {"script-src": scripts, "style-src": styles}
    return "; ".join(
        " ".join([name, sources, *dict.fromkeys(map(source, allowed.get(name, ())))])
        for name, sources in BASIS
    )


def with_policy(page: str, known: Sequence[re.Pattern[str]]) -> str:
    """Return a page with its policy. Raises ValueError like `policy`, and where the page has no charset."""
    if page.count(CHARSET) != 1:
        raise ValueError(f"no single {CHARSET}; expected one, for the policy to follow")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(page, known)}">'
    return page.replace(CHARSET, CHARSET + meta)


def source(inline: str) -> str:
    """Return the source expression of an inline script or style: its hash."""
    digest = hashlib.sha256(inline.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _inline_scripts(page: str) -> list[str]:
    found = []
    for one in SCRIPT.finditer(page):
        kind = TYPE.search(one["attributes"])
        if not SOURCE.search(one["attributes"]) and (kind["type"].lower() if kind else "") not in DATA:
            found.append(one["body"])
    return found


def _short(words: str) -> str:
    return " ".join(words.split())[:60]
