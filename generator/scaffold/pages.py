"""Fills the templates of hand-written pages: about the site, how to cite, sources.

A template is a Markdown page in `pages/<language>/`. Its words are a maintainer's to change once the page
lies in `docs/<language>/`; an existing page is never replaced.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup
from msgspec import Struct

from generator.act.index import Index
from generator.model import Dataset, Kind, Provision
from generator.plan.citations import in_statute
from generator.plan.localization import Localization
from generator.problems import Problem, ProblemsError
from generator.render.environment import environment, tidy

TEMPLATES = Path(__file__).parent / "pages"

CITED = (Kind.POINT, Kind.SUBPOINT, Kind.INDENT, Kind.PART, Kind.CLOSING)
"""The kinds of provision that the page on citing shows, in its order."""


class TextLanguage(Struct, frozen=True):
    """A language of the site: its name and the file that its text was received in, if any."""

    name: str
    source: str


class Citation(Struct, frozen=True):
    """How a language cites a provision; `code` is the language's."""

    code: str
    words: str


class Example(Struct, frozen=True):
    """A provision with its citation in each language of the site, the page's own language first."""

    place: str
    eid: Markup
    """The address of the provision, which is plain ASCII."""
    citations: tuple[Citation, ...]


class PageContext(Struct, frozen=True):
    """What the templates of one language may use."""

    statute: str
    approved_by: str
    """The act that approved the statute, by its kind, date and number; empty if they are not known."""
    is_translation: bool
    languages: tuple[TextLanguage, ...]
    examples: tuple[Example, ...]
    currency: str
    proof: str
    correct: str
    """The titles of two pages and of a link, as the site shows them."""


def fill(dataset: Dataset) -> dict[str, str]:
    """Return the pages for each published language: their paths below `docs/` -> their Markdown.

    Raises `ProblemsError` for a language without templates.
    """
    codes = {path.name for path in TEMPLATES.iterdir()}
    problems = [
        Problem("data/languages.yml", 1, f"`{language.code}` has no templates for pages; write them by hand")
        for language in dataset.published
        if language.code not in codes
    ]
    if problems:
        raise ProblemsError(problems)
    index = Index(dataset)
    return {
        f"{language.code}/{path.name}": _fill(path, _context(Localization(index, language)))
        for language in dataset.published
        for path in sorted((TEMPLATES / language.code).glob("*.md"))
    }


def fill_without_later_languages(dataset: Dataset) -> list[dict[str, str]]:
    """Return what `fill` gave before each of the site's languages but the first was added.

    A page that equals one of these was not edited since, as far as the act's data are the same.
    """
    published = dataset.published
    return [
        fill(dataset.model_copy(update={"languages": tuple(published[:count])}))
        for count in range(1, len(published))
    ]


def _fill(path: Path, context: PageContext) -> str:
    template = _environment().get_template(f"{path.parent.name}/{path.name}")
    return tidy(template.render({name: getattr(context, name) for name in PageContext.__struct_fields__}))


@cache
def _environment() -> Environment:
    """Return the environment of the page templates, in which `{#name}` is the id of a heading, no comment."""
    return environment(TEMPLATES).overlay(comment_start_string="{##", comment_end_string="##}")


def _context(localization: Localization) -> PageContext:
    index, text = localization.index, localization.text
    act = index.dataset.act
    sources = {
        version.language: index.dataset.file_of(version.source) for version in (act.version, *act.received)
    }
    title = text(act.title)
    return PageContext(
        statute=text(act.statute),
        # A title that names the number is composed of kind, date and number; another says none of them.
        approved_by=text(act.approved_by) or (title if act.number and act.number in title else ""),
        is_translation=localization.is_translation,
        languages=tuple(
            TextLanguage(other.language.name, sources.get(other.code, "")) for other in localization.published
        ),
        examples=tuple(_examples(localization)),
        currency=localization.strings["page.currency"],
        proof=localization.strings["page.proof"],
        correct=localization.strings["correct.link"],
    )


def _examples(localization: Localization) -> Iterator[Example]:
    """Yield the first provision of each kind and kind of parent, as far as the statute has them."""
    index = localization.index
    first: dict[tuple[Kind, Kind | None], Provision] = {}
    for provision in index.dataset.provisions:
        parent = index.provisions.get(provision.parent or "")
        if provision.kind in CITED and in_statute(localization, provision):
            first.setdefault((provision.kind, parent.kind if parent else None), provision)
    for provision in sorted(first.values(), key=lambda provision: CITED.index(provision.kind)):
        citations = tuple(Citation(other.code, other.citation(provision)) for other in localization.published)
        yield Example(localization.place(provision), Markup(provision.eid), citations)
