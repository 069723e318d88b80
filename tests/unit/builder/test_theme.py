"""What the theme puts around the words of a page, from the page's front matter.

MkDocs builds each page from a front matter written here, so that the theme has to be safe by itself.
"""

from __future__ import annotations

import json
import posixpath
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html
from mkdocs.commands import build
from mkdocs.config import load_config

from generator.builder.mkdocs_config import configuration
from generator.builder.preparation import PreparedSite
from tests.support.paths import ROOT

HOSTILE = (
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "{{7*7}} {% include 'x' %} {# x #}",
    "a\n</p>\n\nb \\ &amp; \u2028 ]]>",
    "<!--<script>",
)

FULL: dict[str, Any] = {
    "title": "Words",
    "description": "About the words",
    "lang": "ru",
    "crumbs": [{"words": "Section", "href": "../section.html"}, {"words": "Above", "href": "index.html"}],
    "has_law": True,
    "currency": "../currency.html",
    "original": "../../kk/a/page.html",
    "side_by_side": "../parallel/a/page.html",
    "before": {"words": "Page before", "href": "before.html"},
    "after": {"words": "Page after", "href": "after.html"},
    "correction": "https://example.org/repository/blob/main/data/act.yml#L3",
    "structured_data": '[{"@id": "page.html", "@type": "WebPage", "name": "Words"}]',
}
WORDS = "# Heading {: #page }\n\nThe words.\n"


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in FULL.items() if key != name}


def hostile(payload: str) -> dict[str, Any]:
    link = {"words": payload, "href": payload}
    return {
        **dict.fromkeys(FULL, payload),
        "crumbs": [link, link],
        "before": link,
        "after": link,
        "structured_data": json.dumps([{"@id": payload, payload: payload}]),
    }


PAGES: dict[str, tuple[dict[str, Any], str]] = {
    "page": (FULL, WORDS),
    "hero": (FULL, '<div class="hero"><h1 id="page">Heading</h1></div>\n\nThe words.\n'),
    "lawless": (without("has_law"), WORDS),
    "incorrigible": (without("correction"), WORDS),
    "bare": ({"title": "Words"}, WORDS),
    **{f"hostile-{number}": (hostile(payload), WORDS) for number, payload in enumerate(HOSTILE)},
}
"""The front matter and the words of each page."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, real: PreparedSite) -> Path:
    """The pages, built with the settings of the Russian pages of the real site."""
    folder = tmp_path_factory.mktemp("theme")
    docs = folder / "docs" / "a"
    docs.mkdir(parents=True)
    (docs.parent / "index.md").write_text("# Home\n", encoding="utf-8")
    for name, (front_matter, words) in PAGES.items():
        head = yaml.safe_dump(front_matter, allow_unicode=True)
        (docs / f"{name}.md").write_text(f"---\n{head}---\n\n{words}", encoding="utf-8")
    nav = [{"Home": "index.md"}, *({name: f"a/{name}.md"} for name in PAGES)]
    settings = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        **configuration(real, real.localizations[1]),
        "docs_dir": str(docs.parent),
        "hooks": [],
        "nav": nav,
    }
    path = folder / "mkdocs.yml"
    path.write_text(yaml.safe_dump(settings), encoding="utf-8")
    build.build(load_config(str(path), site_dir=str(folder / "site")))
    return folder / "site" / "a"


def built(site: Path, name: str) -> Any:
    return html.document_fromstring((site / f"{name}.html").read_bytes())


def words_of(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_the_theme_shows_what_the_front_matter_says(site: Path, real: PreparedSite) -> None:
    page = built(site, "page")
    article = page.xpath("//article")[0]
    assert [words_of(link) for link in article.xpath(".//nav[@class='crumbs']//a")] == ["Section", "Above"]
    assert words_of(article.xpath(".//p[@class='status']")[0]) == (
        "Редакция от 3 октября 2022 года, позже изменена. Неофициальный перевод. Где действующий текст"
    )
    hrefs = {words_of(link): link.get("href") for link in article.iter("a")}
    assert hrefs["Где действующий текст"] == "../currency.html"
    assert hrefs["Предыдущая Page before"] == "before.html"
    assert hrefs["Следующая Page after"] == "after.html"
    assert hrefs["Предложить исправление"] == FULL["correction"]
    assert hrefs["Казахский текст"] == FULL["original"]
    assert hrefs["Читать параллельно на казахском и русском"] == FULL["side_by_side"]
    provenance = words_of(article.xpath(".//footer[@class='provenance']")[0])
    assert "не официальный русский текст Указа" in provenance
    checked = real.dataset.act.checked
    assert checked
    assert f"Проверено: {checked.day} ноября {checked.year} года." in provenance


def test_the_parts_stand_in_this_order(site: Path) -> None:
    article = words_of(built(site, "page").xpath("//article")[0])
    order = ["Section", "Heading", "Редакция от", "The words.", "Предыдущая", "Казахский текст", "Проверено"]
    assert sorted(order, key=article.index) == order


def test_words_without_a_heading_at_their_beginning_have_the_status_above_them(site: Path) -> None:
    article = words_of(built(site, "hero").xpath("//article")[0])
    assert article.index("Редакция от") < article.index("Heading") < article.index("The words.")


def test_the_language_stands_once_around_the_words(site: Path) -> None:
    article = built(site, "page").xpath("//article")[0]
    around = article.xpath(".//*[@lang='ru']")
    assert [element.get("class") for element in around] == ["words"]
    assert [element.tag for element in around[0]] == ["h1", "p", "p"]


def test_a_page_without_law_does_not_say_that_its_words_are_translated(site: Path) -> None:
    article = words_of(built(site, "lawless").xpath("//article")[0])
    assert "Редакция от 3 октября 2022 года, позже изменена. Где действующий текст" in article
    assert "перевод" not in article


def test_without_a_repository_the_page_says_so(site: Path) -> None:
    article = built(site, "incorrigible").xpath("//article")[0]
    provenance = article.xpath(".//*[@class='correct']")[0]
    assert words_of(provenance) == "Адрес для сообщений об ошибках не указан."
    assert provenance.xpath(".//a | .//code") == []


def test_a_page_of_any_other_tool_needs_no_front_matter(site: Path) -> None:
    article = built(site, "bare").xpath("//article")[0]
    assert article.xpath(".//nav | .//script") == []
    assert "Редакция от 3 октября 2022 года, позже изменена." in words_of(article)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_front_matter_stays_text(site: Path, number: int) -> None:
    payload, clean, page = HOSTILE[number], built(site, "page"), built(site, f"hostile-{number}")
    known = {(element.tag, name) for element in clean.iter() for name in ("", *element.attrib)}
    assert {(element.tag, name) for element in page.iter() for name in ("", *element.attrib)} <= known
    assert len(page.xpath("//script")) == len(clean.xpath("//script"))
    data = json.loads(page.xpath("//script[@type='application/ld+json']/text()")[0])
    assert data["@graph"] == [{"@id": payload, payload: payload}]
    crumbs = page.xpath("//nav[@class='crumbs']//a")
    assert [words_of(crumb) for crumb in crumbs] == [" ".join(payload.split())] * 2
    assert "49" not in words_of(page.xpath("//article")[0])


def test_nothing_of_a_page_is_in_the_settings_that_all_pages_share(real: PreparedSite) -> None:
    for localization in real.localizations:
        extra = json.dumps(configuration(real, localization)["extra"], ensure_ascii=False)
        for page in real.plan.pages:
            assert posixpath.basename(page.path) == "index.html" or page.path not in extra
