"""What the search answers to names, places and questions, as readers ask them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.builder.preparation import PreparedSite
from generator.render.page_kinds import PAGE_KINDS
from generator.search.answers import WITHIN, phrases
from tests.benchmarks.bench_search import node
from tests.support.searching import ask, locations

without_node = pytest.mark.skipif(node() is None, reason="Node is not installed")

FIRST = {
    "ru": {
        "Генеральный прокурор": "posts/prosecutor-general.html",
        "зам генпрокурора": "posts/deputies.html",
        "прокурор Алматы": "bodies/prosecution-kz-75.html",
        "комитет статистики Шымкент": "bodies/committee-kz-79.html",
        "куда жаловаться": "appeals.html",
        "куда пожаловаться на полицию": "appeals.html",
        "кто назначает прокурора области": "powers/10.html",
        "кто назначает районного прокурора": "powers/26.html",
        "кто назначает генерального прокурора": "chapters/3.html#chp_3__para_17",
        "сколько заместителей": "chapters/3.html#chp_3__para_18",
        "кому подчиняется генпрокуратура": "chapters/1.html#chp_1__para_1",
        "структура": "chart.html",
        "действует ли положение": "currency.html",
        "сколько департаментов": "bodies/units.html",
        "список областных прокуратур": "bodies/territorial.html",
        "прокурор области": "powers/10.html",
        "структура генпрокуратуры": "chart.html",
        "17.12.2025": "structures/2025-12-17.html",
        "генпракурор": "posts/prosecutor-general.html",
        "калегия": "bodies/collegium.html",
        "генпрок": "posts/prosecutor-general.html",
    },
    "kk": {
        "Бас прокурор": "posts/prosecutor-general.html",
        "бас прокурордың орынбасары": "posts/deputies.html",
        "Алматы прокуроры": "bodies/prosecution-kz-75.html",
        "Шымкент комитет басқармасы": "bodies/committee-kz-79.html",
        "қайда шағымданамын": "appeals.html",
        "қайда шағымдануға болады": "appeals.html",
        "облыс прокурорын кім тағайындайды": "powers/10.html",
        "аудан прокурорын кім тағайындайды": "powers/26.html",
        "бас прокурорды кім тағайындайды": "chapters/3.html#chp_3__para_17",
        "неше орынбасары бар": "chapters/3.html#chp_3__para_18",
        "бас прокуратура кімге бағынады": "chapters/1.html#chp_1__para_1",
        "құрылым": "chart.html",
        "ереже қолданыста ма": "currency.html",
        "неше департамент": "bodies/units.html",
        "облыстық прокуратуралар тізімі": "bodies/territorial.html",
        "облыс прокурорлары": "powers/10.html",
        "бас прокуратураның құрылымы": "chart.html",
        "17.12.2025": "structures/2025-12-17.html",
        "бас пракурор": "posts/prosecutor-general.html",
        "арызды қалай жазамын": "appeals.html",
    },
}

CITIES = {
    "ru": {
        "Алматы": "kz-75",
        "Караганда": "kz-35",
        "Усть-Каменогорск": "kz-63",
        "Костанайская область": "kz-39",
        "прокуратура Темиртау": "kz-35",
        "экибастуз": "kz-55",
    },
    "kk": {
        "Алматы": "kz-75",
        "караганды": "kz-35",
        "Өскемен": "kz-63",
        "Қостанай облысы": "kz-39",
        "Теміртау прокуратурасы": "kz-35",
    },
}


@without_node
@pytest.mark.parametrize("code", ["kk", "ru"])
def test_the_page_that_answers_comes_first(folders: dict[str, Path], code: str) -> None:
    found = {
        query: next(iter(locations(answer)), "")
        for query, answer in zip(FIRST[code], ask(folders[code], *FIRST[code]), strict=True)
    }
    assert found == FIRST[code]


@without_node
@pytest.mark.parametrize("code", ["kk", "ru"])
def test_a_place_finds_the_office_then_the_region_then_the_directorate(
    folders: dict[str, Path], code: str
) -> None:
    for (query, region), answer in zip(CITIES[code].items(), ask(folders[code], *CITIES[code]), strict=True):
        assert locations(answer)[:3] == [
            f"bodies/prosecution-{region}.html",
            f"regions/{region}.html",
            f"bodies/committee-{region}.html",
        ], query


@without_node
def test_no_false_friends(folders: dict[str, Path]) -> None:
    """`опека` used to find what begins with `опе`; nothing found is the honest answer."""
    for answer in ask(folders["ru"], "опека", "адвокатура", "погода", "развод", "прописка", "гражданство"):
        assert answer["items"] == []
    for answer in ask(folders["kk"], "павлин", "ауа райы", "салық", "сайлау", "ажырасу", "алимент", "мұра"):
        assert answer["items"] == []


@without_node
def test_an_unknown_word_is_not_answered_by_the_common_word_beside_it(folders: dict[str, Path]) -> None:
    """`удостоверение прокурора` used to find the deputies of the Prosecutor General."""
    for answer in ask(folders["ru"], "удостоверение прокурора", "права ребенка", "практика студентов"):
        assert answer["items"] == []
    for answer in ask(folders["kk"], "прокурордың куәлігі", "бала құқығы", "студенттердің практикасы"):
        assert answer["items"] == []


@without_node
def test_a_page_about_the_site_answers_only_if_it_holds_every_word(folders: dict[str, Path]) -> None:
    cited, lost = ask(folders["ru"], "скачать json", "скачать паспорт")
    assert "data.html" in {location.partition("#")[0] for location in locations(cited)}
    assert lost["items"] == []


@without_node
def test_another_form_of_a_common_word_asks_for_what_the_act_says(folders: dict[str, Path]) -> None:
    chart, words = ask(folders["kk"], "құрылым", "құрылымды")
    assert locations(chart)[0] == "chart.html"
    assert "chapters/1.html#chp_1__para_8" in locations(words)[:3]
    assert "chart.html" not in locations(words)[:3]
    (ranks,) = ask(folders["kk"], "әскери атақ")
    assert set(locations(ranks)[:2]) == {"powers/31.html", "powers/32.html"}


def test_phrases_come_from_names_places_relations_and_words(real: PreparedSite) -> None:
    localization = next(one for one in real.localizations if one.code == "ru")
    found = {
        location: {phrase.words: phrase for phrase in of}
        for location, of in phrases(real.plan, localization, PAGE_KINDS).items()
    }
    assert "Генеральный Прокурор" in found["posts/prosecutor-general.html"]
    office, directorate = found["bodies/prosecution-kz-75.html"], found["bodies/committee-kz-75.html"]
    region = found["regions/kz-75.html"]
    assert office["Алматы"].rank > region["Алматы"].rank > directorate["Алматы"].rank
    appoints = found["powers/10.html"]["назначает"]
    assert appoints.within == WITHIN
    assert "областной прокурор" in appoints.names
    assert "куда жаловаться" in found["appeals.html"]


def test_another_body_has_phrases_of_its_own(tiny_prepared: PreparedSite) -> None:
    for localization in tiny_prepared.localizations:
        found = phrases(tiny_prepared.plan, localization, PAGE_KINDS)
        names = {localization.name(body) for body in tiny_prepared.dataset.organisation.bodies}
        words = {phrase.words for of in found.values() for phrase in of if not phrase.names}
        assert names & words
