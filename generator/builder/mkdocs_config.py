"""The MkDocs configuration of one language."""

from __future__ import annotations

from typing import Any

from generator.builder.navigation import html_text, navigation
from generator.builder.preparation import PreparedSite
from generator.drawing import social_cards
from generator.exports import frbr
from generator.files.package import THEME
from generator.plan.localization import Localization

THEME_WORDS = "theme."
"""The keys of the interface words that the theme reads, without this beginning."""


MISSING = {
    "title": "missing.title",
    "words": "missing.words",
    "nearest": "missing.nearest",
    "home": "missing.home",
    "search": "home.search",
    "button": "home.search.button",
}
"""The words of the page for an address that does not exist, which speaks every language."""


def configuration(prepared: PreparedSite, localization: Localization) -> dict[str, Any]:
    """Return what one language's build sets in the configuration of MkDocs; paths are absolute."""
    site, project = prepared.dataset.site, prepared.project
    words = {
        key.removeprefix(THEME_WORDS): value
        for key, value in localization.strings.items()
        if key.startswith(THEME_WORDS)
    }
    words["unofficial"] = localization.strings["unofficial"]
    words["status"] = html_text(localization.status())
    address = prepared.base_url
    found: dict[str, Any] = {
        "site_name": localization.text(site.name),
        "site_description": localization.text(site.description),
        "docs_dir": str(project.build / localization.code / "docs"),
        "site_dir": str(project.site / localization.code),
        "nav": navigation(prepared.plan.tree, localization),
        "theme": {
            "name": "material",
            "language": localization.code,
            "custom_dir": str(THEME),
        },
        "extra": {
            "languages": languages(prepared, address),
            "words": words,
            "colour": site.colour or "",
            "publisher": {"name": localization.text(site.publisher)} if site.publisher else {},
        },
    }
    if address:
        found["site_url"] = f"{address}/{localization.code}/"
        found["extra"]["cards"] = {
            "folder": social_cards.FOLDER,
            "width": social_cards.WIDTH,
            "height": social_cards.HEIGHT,
        }
    if site.repository:
        found["repo_url"] = site.repository
    return found


def languages(prepared: PreparedSite, address: str) -> list[dict[str, Any]]:
    """Return the site's languages as the theme wants them: for its switch, its head, the page not found."""
    country = frbr.work(prepared.dataset.act).country.upper()
    return [
        {
            "code": one.code,
            "name": one.language.name,
            "prefix": f"../{one.code}/",
            "site_url": f"{address}/{one.code}/" if address else "",
            "locale": f"{one.code}_{country}",
            "missing": {name: one.strings[key] for name, key in MISSING.items()},
        }
        for one in prepared.localizations
    ]
