"""Makes `llms.txt`, the map of the text twins, for each language and for the site.

The form is that of llmstxt.org: a heading, a quoted summary, and lists of links under headings.
"""

from __future__ import annotations

from generator.builder import text_twins
from generator.builder.page_text import escape
from generator.builder.preparation import PreparedSite
from generator.plan.localization import Localization
from generator.plan.pages import Branch, Page
from generator.render.page_kinds import PAGE_KINDS, page_context, page_name

FILE = "llms.txt"


def language_maps(prepared: PreparedSite) -> dict[str, str]:
    """Return path below the site -> content of the map of each language."""
    return {
        f"{localization.code}/{FILE}": language_map(prepared, localization)
        for localization in prepared.localizations
    }


def site_map(prepared: PreparedSite, data: list[str]) -> str:
    """Return the map of the site: what it is in each language, its languages, and its `data` files."""
    original = prepared.localizations[0]
    lines = [f"# {_line(original.text(prepared.dataset.site.name))}"]
    for localization in prepared.localizations:
        lines += ["", _summary(prepared, localization)]
    lines += ["", f"## {_names(prepared, 'twin.languages')}", ""]
    for localization in prepared.localizations:
        address = _address(prepared, f"{localization.code}/{FILE}")
        lines.append(f"- [{_line(localization.language.name)}]({address})")
    lines += ["", f"## {_names(prepared, 'twin.data')}", ""]
    lines += [f"- [{name}]({_address(prepared, f'data/{name}')})" for name in data]
    return "\n".join(lines) + "\n"


def language_map(prepared: PreparedSite, localization: Localization) -> str:
    """Return the map of a language: every text twin under the name of its part of the site."""
    lines = [f"# {_line(localization.text(prepared.dataset.site.name))}", ""]
    lines.append(_summary(prepared, localization))
    groups: dict[str, list[str]] = {}
    for page in text_twins.pages(prepared):
        name = _line(_title(prepared, localization, page))
        address = f"{localization.code}/{page.source}" if prepared.base_url else page.source
        link = f"- [{name}]({_address(prepared, address)})"
        groups.setdefault(_part(prepared, localization, page), []).append(link)
    for part, links in groups.items():
        lines += ["", f"## {_line(part)}", "", *links]
    return "\n".join(lines) + "\n"


def _summary(prepared: PreparedSite, localization: Localization) -> str:
    words = [localization.text(prepared.dataset.site.description)]
    words += [localization.status_line(has_law=True), localization.standing()]
    return f"> {_line(' '.join(words))}"


def _title(prepared: PreparedSite, localization: Localization, page: Page) -> str:
    context = page_context(page, prepared.plan, localization, prepared.proof)
    return PAGE_KINDS[page.kind].title(context)


def _part(prepared: PreparedSite, localization: Localization, page: Page) -> str:
    """Return the name of the part of the navigation that a page belongs to."""
    trail: list[Branch] = [*prepared.plan.trail.get(page.path, ())]
    for branch in trail:
        if branch.key:
            return localization.strings[branch.key]
        if branch.page:
            return page_name(localization, branch.page)
    return page_name(localization, page)


def _names(prepared: PreparedSite, key: str) -> str:
    return " · ".join(localization.strings[key] for localization in prepared.localizations)


def _address(prepared: PreparedSite, path: str) -> str:
    return f"{prepared.base_url}/{path}" if prepared.base_url else path


def _line(text: str) -> str:
    return escape(" ".join(text.split())).replace("]", r"\]")
