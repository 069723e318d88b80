"""The root page `site/index.html`: it leads to the original language and offers every other."""

from __future__ import annotations

from markupsafe import escape as html_escape

from generator.builder.preparation import PreparedSite


def front_page(prepared: PreparedSite) -> str:
    """Return `site/index.html`: it leads to the original language at once, and offers every language."""
    first = prepared.localizations[0]
    start = f"{prepared.base_url}/" if prepared.base_url else ""
    title = html_escape(first.text(prepared.dataset.site.name))
    choose = html_escape(first.strings["front.choose"])
    links = "".join(
        f'<li><a href="{one.code}/index.html" lang="{one.code}" hreflang="{one.code}">'
        f"{html_escape(one.language.name)}</a></li>"
        for one in prepared.localizations
    )
    return (
        f'<!doctype html>\n<html lang="{first.code}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n<title>{title}</title>\n'
        f'<meta http-equiv="refresh" content="0; url={first.code}/index.html">\n'
        f'<link rel="icon" href="{first.code}/assets/mark.svg">\n'
        f'<link rel="canonical" href="{start}{first.code}/index.html">\n</head>\n'
        f"<body>\n<p>{choose}</p>\n<ul>{links}</ul>\n</body>\n</html>\n"
    )
