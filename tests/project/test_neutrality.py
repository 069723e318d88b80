"""The generator and the interface words name no public body, so that another site never names this one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.builder import builder
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.commands.import_act import import_act
from tests.support.paths import INPUTS, ROOT

LIBRARY = INPUTS / "library"
SPOKEN = re.compile(r"прокур|prokur|prosecut|№ ?1029|№ ?563|decree-1029|statute-1029")
"""The names of this public body in any language and spelling, the numbers of its acts; in small letters."""

OF_A_COUNTRY = ("drafts/countries/", "drafts/vocabularies/")
"""The offices of state that acts of a country name, and the words for heads and bodies, as data. A list that
left out this public body would be as little neutral as one that held this body alone."""

TEXTS = {
    ".py",
    ".jinja",
    ".html",
    ".css",
    ".js",
    ".json",
    ".yml",
    ".svg",
    ".md",
    ".xml",
    ".csv",
    ".ttl",
    ".txt",
}


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every file that holds words."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in TEXTS and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")


def of_the_office(prepared: PreparedSite) -> Callable[[str], str | None]:
    """Return a search for what only this institution is called: its bodies by their names and ids.

    Each name is looked for by itself, as one expression of all of them takes twenty times as long.
    """
    bodies = prepared.dataset.organisation.bodies
    names = [name.lower() for one in bodies for name in one.name.values() if len(name.split()) > 2]
    ids = [one.id.lower() for one in bodies if one.id.count("-") > 1]

    def search(text: str) -> str | None:
        text = text.lower()
        if hit := SPOKEN.search(text):
            return hit[0]
        if name := next((one for one in names if one in text), None):
            return name
        return next((one for one in ids if one in text and re.search(rf"\b{re.escape(one)}\b", text)), None)

    return search


def test_the_pattern_finds_the_office(real: PreparedSite, real_markdown: dict[str, dict[str, str]]) -> None:
    """Without these hits the tests below could not fail."""
    search = of_the_office(real)
    for code, pages in real_markdown.items():
        for name in ("index.md", "text.md", "chart.md", "bodies/office.md", "functions/1.md", "about.md"):
            assert search(pages[name]), (code, name)
    assert search((ROOT / "data" / "site.yml").read_text(encoding="utf-8"))
    assert search((ROOT / "data" / "bodies.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", ["generator", "data/schema"])
def test_what_serves_every_statute_speaks_of_none(folder: str, real: PreparedSite) -> None:
    search = of_the_office(real)
    found = {
        name: hit
        for name, text in texts(ROOT / folder)
        if (hit := search(text)) and not name.startswith(OF_A_COUNTRY)
    }
    assert found == {}


@pytest.mark.slow
@pytest.mark.site
def test_the_site_of_another_institution_names_nothing_of_this_one(
    tmp_path: Path, real: PreparedSite
) -> None:
    data = tmp_path / "library" / "data"
    for name in ("library.kk.txt", "library.ru.txt"):
        list(import_act(LIBRARY / name, data))
    prepared = builder.build(Project.at(None, data), lambda message: None)
    search = of_the_office(real)
    built = dict(texts(prepared.project.site))
    assert {"kk/index.html", "ru/index.html", "data/act.json"} <= built.keys()
    assert {name: hit for name, text in built.items() if (hit := search(text))} == {}
    assert "Ауыл кітапханалары агенттігі" in built["kk/index.html"]
    assert "Агентство сельских библиотек" in built["ru/bodies/office.html"]
