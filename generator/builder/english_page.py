"""Builds `en/index.html`, the one page in English: names with their sources, how to cite, where the law is.

English is not a language of the site: the page has no switch, and no other page is in English. It is made
only if `data/english.yml` gives an English name of the office with its source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct

from generator.act.targets import Target
from generator.builder.preparation import PreparedSite
from generator.files.package import PACKAGE, TEMPLATES
from generator.model import Dataset
from generator.plan.localization import Localization
from generator.timeline import engine
from generator.timeline.table import Provenance

FOLDER = "en"
PAGE = "index.html"
FILE = f"{FOLDER}/{PAGE}"
TEMPLATE = "english.html.jinja"
HOW_TO_CITE = "how-to-cite.html"
"""The hand-written page on citing, if there is one."""

STANDINGS = {
    Provenance.ORIGINAL: "standing.original",
    Provenance.OFFICIAL: "standing.official",
    Provenance.UNOFFICIAL_COPY: "standing.official",
    Provenance.TRANSLATION: "standing.translation",
}
"""Where the words of a text come from -> the key of the words that say so."""


class OwnWords(Struct, frozen=True):
    """Words in a language of the site, with a link and what is said of them."""

    code: str
    words: str
    href: str = ""
    note: str = ""


class NameRow(Struct, frozen=True):
    """A body with its English name and its names in the languages of the site."""

    name: str
    own: tuple[OwnWords, ...]
    note: str


class NameSource(Struct, frozen=True):
    """A source of English names with the bodies that it names."""

    source: str
    url: str
    unchecked: bool
    rows: tuple[NameRow, ...]


class EnglishPage(Struct, frozen=True):
    """What the template shows."""

    title: str
    languages: tuple[str, ...]
    notices: tuple[str, ...]
    about: str
    names: tuple[NameSource, ...]
    names_note: str
    citations: tuple[OwnWords, ...]
    texts: tuple[OwnWords, ...]
    sources: tuple[OwnWords, ...]


def is_made(dataset: Dataset) -> bool:
    """Return whether the data give an English name of the office."""
    return any(name.body == dataset.act.office for name in dataset.english.names)


def link(dataset: Dataset) -> dict[str, str]:
    """Return the link to the page for the theme: address and words; empty if there is no such page."""
    return {"href": f"../{FILE}", "words": english_words()["link"]} if is_made(dataset) else {}


def english_words() -> dict[str, str]:
    """Return the words of the page."""
    text = (PACKAGE / "language" / "english.yml").read_text(encoding="utf-8")
    words: dict[str, str] = yaml.safe_load(text)
    return words


def render(prepared: PreparedSite) -> str:
    """Return the page as HTML."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    words = english_words()
    return environment.get_template(TEMPLATE).render(page=page(prepared, words), words=words)


def page(prepared: PreparedSite, words: Mapping[str, str]) -> EnglishPage:
    """Return what the page shows."""
    dataset, localizations = prepared.dataset, prepared.localizations
    named = tuple(_language(dataset, localization) for localization in localizations)
    languages = " and ".join((", ".join(named[:-1]), named[-1])) if len(named) > 1 else named[0]
    return EnglishPage(
        title=next(entry.name for entry in dataset.english.names if entry.body == dataset.act.office),
        languages=named,
        notices=tuple(_notices(dataset, words, languages)),
        about=dataset.english.about or "",
        names=tuple(_names(prepared)),
        names_note=words["names.note"].format(
            known=len(dataset.english.names), all=len(dataset.organisation.bodies), languages=languages
        ),
        citations=tuple(_citation(prepared, localization) for localization in localizations),
        texts=tuple(_text(prepared, localization, words) for localization in localizations),
        sources=tuple(_sources(prepared, words)),
    )


def _names(prepared: PreparedSite) -> Iterator[NameSource]:
    """Yield the English names by their source, each source once."""
    sources: dict[tuple[str, str, bool], list[NameRow]] = {}
    for entry in prepared.dataset.english.names:
        own = tuple(_body(prepared, localization, entry.body) for localization in prepared.localizations)
        row = NameRow(entry.name, own, entry.note or "")
        sources.setdefault((entry.source, entry.url, entry.opened is None), []).append(row)
    for (source, url, unchecked), rows in sources.items():
        yield NameSource(source, url, unchecked, tuple(rows))


def _notices(dataset: Dataset, words: Mapping[str, str], languages: str) -> list[str]:
    date = dataset.act.version.date
    version = words["version"].format(date=date) if date else words["undated"]
    changed = f" {words['changed']}" if dataset.act.changed_since else ""
    return [f"{words['unofficial']} {words['notice'].format(languages=languages)}", f"{version}{changed}"]


def _language(dataset: Dataset, localization: Localization) -> str:
    """Return the English name of a language, or its own name if the data have none."""
    return dataset.english.language_names.get(localization.code, localization.language.name)


def _sources(prepared: PreparedSite, words: Mapping[str, str]) -> Iterator[OwnWords]:
    """Yield where the text in force is published, each address once."""
    seen = set()
    for localization in prepared.localizations:
        for source in prepared.dataset.outside.current_text:
            address = source.url_in(localization.code)
            if address not in seen:
                seen.add(address)
                note = "" if source.opened else words["text.unchecked"]
                yield OwnWords(localization.code, localization.text(source.name), address, note)


def _body(prepared: PreparedSite, localization: Localization, id_: str) -> OwnWords:
    address = prepared.plan.address(Target.body(id_))
    name = localization.name(localization.index.actors[id_])
    return OwnWords(localization.code, name, f"../{localization.code}/{address}")


def _citation(prepared: PreparedSite, localization: Localization) -> OwnWords:
    act = prepared.dataset.act
    words = " ".join(
        filter(None, (localization.text(act.statute), localization.text(act.edition) if act.edition else ""))
    )
    known = any(page.path == HOW_TO_CITE for page in prepared.plan.pages)
    return OwnWords(localization.code, words, f"../{localization.code}/{HOW_TO_CITE}" if known else "")


def _text(prepared: PreparedSite, localization: Localization, words: Mapping[str, str]) -> OwnWords:
    provenance = engine.provenance(prepared.dataset)[localization.code]
    address = f"../{localization.code}/{prepared.plan.address(Target.page('text'))}"
    return OwnWords(
        localization.code, _language(prepared.dataset, localization), address, words[STANDINGS[provenance]]
    )
