"""Builds the MkDocs configuration of a language."""

from __future__ import annotations

import json
from typing import Any

from generator.builder import english_page
from generator.builder.navigation import html_text, navigation
from generator.builder.preparation import PreparedSite
from generator.drawing import social_cards
from generator.exports import frbr, jsonld
from generator.files.package import THEME
from generator.plan.localization import Localization

THEME_WORDS = "theme."
"""The prefix of the interface words that the theme reads; it reads them without the prefix."""

MISSING = {
    "title": "missing.title",
    "words": "missing.words",
    "nearest": "missing.nearest",
    "home": "missing.home",
    "search": "home.search",
    "button": "home.search.button",
}
"""The interface words of the page for missing addresses, which is in every language."""

LABELS = {
    "crumbs": "crumbs.label",
    "neighbours": "neighbours.label",
    "before": "neighbours.before",
    "after": "neighbours.after",
    "where": "status.where",
    "history": "status.history",
    "original": "translation.original",
    "side_by_side": "parallel.on",
    "one_language": "parallel.off",
    "official": "provenance.official",
    "error": "correct.words",
    "correct": "correct.link",
    "nowhere": "correct.nowhere",
    "as_text": "twin.link",
    "copy_text": "twin.copy",
    "copied": "copy.done",
}
"""The interface words that the theme puts around every page."""


def configuration(prepared: PreparedSite, localization: Localization) -> dict[str, Any]:
    """Return the settings of a language that differ from the root's `mkdocs.yml`; paths are absolute."""
    site, project = prepared.dataset.site, prepared.project
    words = {
        key.removeprefix(THEME_WORDS): value
        for key, value in localization.strings.items()
        if key.startswith(THEME_WORDS)
    }
    words["unofficial"] = localization.strings["unofficial"]
    words["status"] = localization.status_line()
    words["search_appeals"] = localization.strings["page.appeals"] if prepared.dataset.outside.appeals else ""
    address = prepared.base_url
    settings: dict[str, Any] = {
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
            "labels": labels(localization),
            "official": official_sources(localization),
            "structured_data": json.dumps(jsonld.CONTEXT, separators=(",", ":")),
            "colour": site.colour or "",
            "english": english_page.link(prepared.dataset),
            "publisher": {"name": localization.text(site.publisher)} if site.publisher else {},
        },
    }
    if address:
        settings["site_url"] = f"{address}/{localization.code}/"
        settings["extra"]["cards"] = {
            "folder": social_cards.FOLDER,
            "width": social_cards.WIDTH,
            "height": social_cards.HEIGHT,
        }
    if site.repository:
        settings["repo_url"] = site.repository
    return settings


def labels(localization: Localization) -> dict[str, str]:
    """Return the words that the theme puts around every page of a language; empty where nothing is to say."""
    checked = localization.index.dataset.act.checked
    return {
        **{name: localization.strings[key] for name, key in LABELS.items()},
        "status_of_law": localization.status_line(has_law=True),
        "standing": "" if localization.is_original else localization.standing(),
        "checked": html_text(localization.message("status.checked", date=localization.date(checked)))
        if checked
        else "",
    }


def official_sources(localization: Localization) -> list[dict[str, str]]:
    """Return the web sites that hold today's text, which the theme links after the words of every page."""
    sites = localization.index.dataset.outside.current_text
    opened = all(site.opened for site in sites)
    return [
        {
            "name": localization.text(site.name),
            "href": site.url_in(localization.code),
            "note": "" if opened else localization.strings["outside.unopened"],
        }
        for site in sites
    ]


def languages(prepared: PreparedSite, address: str) -> list[dict[str, Any]]:
    """Return the languages of the site for the theme: its switch, `<head>` and page for missing addresses."""
    country = frbr.work(prepared.dataset.act).country.upper()
    return [
        {
            "code": localization.code,
            "name": localization.language.name,
            "prefix": f"../{localization.code}/",
            "site_url": f"{address}/{localization.code}/" if address else "",
            "locale": f"{localization.code}_{country}",
            "missing": {name: localization.strings[key] for name, key in MISSING.items()},
        }
        for localization in prepared.localizations
    ]
