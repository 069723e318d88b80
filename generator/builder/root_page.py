"""Renders the root page `site/index.html`, which redirects to the original language and links the others."""

from __future__ import annotations

from markupsafe import escape as html_escape

from generator.builder.preparation import PreparedSite


def front_page(prepared: PreparedSite) -> str:
    """Return `site/index.html`: it redirects to the original language and links every language."""
    original = prepared.localizations[0]
    prefix = f"{prepared.base_url}/" if prepared.base_url else ""
    title = html_escape(original.text(prepared.dataset.site.name))
    choose = html_escape(original.strings["front.choose"])
    links = "".join(
        f'<li><a href="{localization.code}/index.html" lang="{localization.code}" '
        f'hreflang="{localization.code}">{html_escape(localization.language.name)}</a></li>'
        for localization in prepared.localizations
    )
    return (
        f'<!doctype html>\n<html lang="{original.code}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n<title>{title}</title>\n'
        f'<meta http-equiv="refresh" content="0; url={original.code}/index.html">\n'
        f'<link rel="icon" href="{original.code}/assets/mark.svg">\n'
        f'<link rel="canonical" href="{prefix}{original.code}/index.html">\n</head>\n'
        f"<body>\n<p>{choose}</p>\n<ul>{links}</ul>\n</body>\n</html>\n"
    )
