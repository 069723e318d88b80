"""Adds the content security policy to a page: only files of the site and known inline scripts may run.

The policy is in a `meta` element (HTML, "Content security policy state"), because static hosts may not let a
site set headers. Inline scripts are allowed by hash (CSP Level 3, "Does element match source list"), and only
if the theme's templates contain them: text of the data that became a script would not run. Data blocks such
as JSON-LD are not scripts and need no permission.
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
    # The theme's style sheet contains its icons as data URLs.
    ("img-src", "'self' data:"),
    # The search index, and the list of addresses in which the page for missing addresses looks.
    ("connect-src", "'self'"),
    ("worker-src", "'self'"),
    ("form-action", "'self'"),
    ("base-uri", "'none'"),
)
"""The directives of every page and their sources."""

CHARSET = '<meta charset="utf-8">'
"""The policy follows this element, so that it comes before everything it applies to."""

SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<body>.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
STYLE = re.compile(r"<style\b[^>]*>(?P<body>.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
TYPE = re.compile(r"\btype\s*=\s*[\"']?(?P<type>[^\"'\s>]*)", re.IGNORECASE)
SOURCE = re.compile(r"\bsrc\s*=", re.IGNORECASE)
INLINE_STYLE = re.compile(r"<[a-z][^<>]*\sstyle\s*=", re.IGNORECASE)
DATA = {"application/json", "application/ld+json"}
"""Types of blocks that browsers do not run."""

PLACEHOLDER = re.compile(r"\{\{.*?\}\}", re.DOTALL)
PATH = r"[\w./-]*"
"""What may replace a placeholder: a relative address."""


def theme_scripts(templates: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Return patterns of the inline scripts in a theme's templates, given the source of the templates."""
    return tuple(
        re.compile(PATH.join(re.escape(part) for part in PLACEHOLDER.split(match["body"])))
        for template in templates
        for match in SCRIPT.finditer(template)
    )


def policy(page: str, known: Sequence[re.Pattern[str]]) -> str:
    """Return the policy of a page.

    `known` are the patterns of the inline scripts that it may contain. Style sheets in the head are allowed,
    because the site writes them and they contain no text of the data. Raises ValueError for any other inline
    script or style.
    """
    scripts = _inline_scripts(page)
    for script in scripts:
        if not any(pattern.fullmatch(script) for pattern in known):
            raise ValueError(f"an inline script that is not the theme's; expected a file: {_short(script)}")
    head, _, body = page.partition("<body")
    match = STYLE.search(body) or INLINE_STYLE.search(body)
    if match:
        raise ValueError(f"an inline style; expected a class: {_short(match[0])}")
    styles = [style["body"] for style in STYLE.finditer(head)]
    allowed = {"script-src": scripts, "style-src": styles}
    return "; ".join(
        " ".join([name, sources, *dict.fromkeys(map(source, allowed.get(name, ())))])
        for name, sources in BASIS
    )


def with_policy(page: str, known: Sequence[re.Pattern[str]]) -> str:
    """Return a page with its policy. Raises ValueError as `policy` does, and without exactly one charset."""
    if page.count(CHARSET) != 1:
        raise ValueError(f"{CHARSET} occurs {page.count(CHARSET)} times; expected it once")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(page, known)}">'
    return page.replace(CHARSET, CHARSET + meta)


def source(inline: str) -> str:
    """Return the hash of an inline script or style as a CSP source expression."""
    digest = hashlib.sha256(inline.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _inline_scripts(page: str) -> list[str]:
    scripts = []
    for match in SCRIPT.finditer(page):
        kind = TYPE.search(match["attributes"])
        if not SOURCE.search(match["attributes"]) and (kind["type"].lower() if kind else "") not in DATA:
            scripts.append(match["body"])
    return scripts


def _short(text: str) -> str:
    return " ".join(text.split())[:60]
