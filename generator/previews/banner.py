"""Marks the pages of a preview with a banner and keeps them out of search engines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from generator.plan.localization import Localization
from generator.problems import Problem, ProblemsError

OPENING = re.compile(rb"\A\s*<!doctype html>\s*<html\b[^<>]*>\s*<head\b[^<>]*>", re.IGNORECASE)
BODY = re.compile(rb"<body\b[^<>]*>", re.IGNORECASE)
NOINDEX = b'<meta name="robots" content="noindex">'
BANNER_STYLE = (
    "margin:0;padding:.5rem 1rem;background:#ffe082;color:#000;text-align:center;font:16px/1.5 sans-serif"
)
LINK_STYLE = "color:#000;text-decoration:underline"


def mark_pages(site: Path, number: int, localizations: Sequence[Localization], home: str = "") -> None:
    """Insert the banner and `noindex` into every page of the preview of a pull request.

    The banner is in the language of the page's folder, or in the first of `localizations` if the folder is
    not a language. `home` is the address of the published site; by default it is the root above
    `pr/<number>/`. Raises `ProblemsError` for files that do not begin as HTML pages do, because a banner
    inserted there might not show.
    """
    by_code = {localization.code: localization for localization in localizations}
    problems = []
    for path in sorted(site.rglob("*.html")):
        inside = path.relative_to(site)
        content = path.read_bytes()
        opening = OPENING.match(content)
        body = BODY.search(content, opening.end()) if opening else None
        if not opening or not body:
            message = "is not an HTML page; expected <!doctype html>, <html>, <head> and <body>"
            problems.append(Problem(inside.as_posix(), 1, message))
            continue
        localization = by_code.get(inside.parts[0], localizations[0])
        link = home or "../" * (len(inside.parts) + 1) + "index.html"
        parts = (
            content[: opening.end()],
            NOINDEX,
            content[opening.end() : body.end()],
            banner(localization, number, link).encode(),
            content[body.end() :],
        )
        path.write_bytes(b"".join(parts))
    if problems:
        raise ProblemsError(problems)


def banner(localization: Localization, number: int, home: str) -> str:
    """Return the HTML of the banner: that this is a preview, and a link to the published site."""
    notice = localization.message("preview.banner", number=number)
    label = localization.message("preview.site")
    link = f'<a href="{home}" style="{LINK_STYLE}">{label}</a>'
    return f'<aside lang="{localization.code}" style="{BANNER_STYLE}">{notice} {link}</aside>'
