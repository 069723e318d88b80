"""Tests localization: citations of the real act, sorting, plural forms, dates and missing words."""

from __future__ import annotations

import csv
import datetime as dt

import pytest

from generator.act.index import Index
from generator.builder.preparation import PreparedSite
from generator.dataset.interface_words import Strings
from generator.language.plurals import PLURALS
from generator.model import Dataset, Language
from generator.plan.localization import Localization
from generator.problems import ProblemsError
from tests.support.paths import GOLDEN

CITED = GOLDEN / "citations.kk.tsv"

with CITED.open(encoding="utf-8", newline="") as table:
    CITATIONS = [tuple(row) for row in csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]


@pytest.fixture(scope="module")
def localization(tiny_prepared: PreparedSite) -> Localization:
    return tiny_prepared.localizations[0]


def localized(dataset: Dataset, words: dict[str, str], **values: str | bool) -> Localization:
    """Return the tiny dataset in a language that is Kazakh except for some words and rules."""
    language = dataset.languages[0].model_copy(update=values)
    assert isinstance(language, Language)
    strings = {language.code: Strings({**dataset.strings["kk"], **words}, "data/strings/xx.yml")}
    changed = dataset.model_copy(update={"strings": {**dataset.strings, **strings}})
    return Localization(Index(changed), language)


@pytest.mark.parametrize(("eid", "citation"), CITATIONS, ids=[eid for eid, _ in CITATIONS])
def test_citations_of_the_act(eid: str, citation: str, real: PreparedSite) -> None:
    localization = real.localizations[0]
    assert localization.code == "kk"
    assert localization.citation(localization.index.provisions[eid]) == citation


def test_a_language_may_cite_inner_first(tiny_prepared: PreparedSite) -> None:
    dataset = tiny_prepared.dataset
    words = {
        "cite.point.outer": "пункта {number}",
        "cite.point.of": "пункта {number}",
        "cite.subpoint.of": "подпункта {number})",
        "cite.subpoint.last": "подпункт {number})",
        "cite.part.last": "часть {ordinal}",
        "cite.indent.last": "абзац {ordinal}",
    }
    localization = localized(dataset, words, citation="inner-first")
    act = dataset.act.cited_as["kk"]
    provisions = localization.index.provisions
    assert localization.citation(provisions["chp_2__para_6__subpara_2"]) == f"подпункт 2) пункта 6 {act}"
    assert localization.citation(provisions["chp_2__para_7__subpara_2__p_2"]).endswith(
        f"подпункта 2) пункта 7 {act}"
    )


def test_a_provision_of_the_act_around_the_statute_is_cited_by_the_act(localization: Localization) -> None:
    act = localization.index.dataset.act
    assert act.act_cited_as
    assert localization.citation(localization.index.provisions["para_3"]).startswith(act.act_cited_as["kk"])
    assert localization.citation(localization.index.provisions["chp_1"]).startswith(act.cited_as["kk"])


def test_the_kazakh_alphabet_has_its_own_order(localization: Localization) -> None:
    words = [
        "үй",
        "ұл",
        "ү",
        "уақыт",
        "өнер",
        "ой",
        "һ",
        "ең",
        "ән",
        "ат",
        "қала",
        "кала",
        "ілім",
        "ың",
        "Әже",
    ]
    assert localization.sort((word, word) for word in words) == [
        "ат",
        "Әже",
        "ән",
        "ең",
        "кала",
        "қала",
        "ой",
        "өнер",
        "уақыт",
        "ұл",
        "ү",
        "үй",
        "һ",
        "ың",
        "ілім",
    ]


def test_sorting_ignores_punctuation_and_case(
    localization: Localization,
) -> None:
    words = ["Zoom", "«Әлем»", "әже", "яхта", "2022", "Ән"]
    assert localization.sort((word, word) for word in words) == [
        "әже",
        "«Әлем»",
        "Ән",
        "яхта",
        "2022",
        "Zoom",
    ]


def test_equal_words_keep_their_order(localization: Localization) -> None:
    assert localization.sort([("а", 2), ("а", 1)]) == [2, 1]


@pytest.mark.parametrize(
    ("rule", "numbers"),
    [
        ("one", {"other": [0, 1, 2, 5, 21]}),
        ("two", {"one": [1], "other": [0, 2, 11, 21]}),
        (
            "slavic",
            {
                "one": [1, 21, 31, 101, 1021],
                "few": [2, 3, 4, 22, 34, 102],
                "other": [0, 5, 11, 12, 13, 14, 20, 25, 111, 112, 114, 1011],
            },
        ),
    ],
)
def test_plural_rules(rule: str, numbers: dict[str, list[int]]) -> None:
    for form, members in numbers.items():
        assert {PLURALS[rule](number) for number in members} == {form}


def test_counts_take_the_form_of_their_number(tiny_prepared: PreparedSite) -> None:
    forms = {"one": "{number} функция", "few": "{number} функции", "other": "{number} функций"}
    words = {f"count.function.{form}": noun for form, noun in forms.items()}
    localization = localized(tiny_prepared.dataset, words, plural="slavic")
    assert [localization.count("count.function", number) for number in (1, 2, 5, 11, 47)] == [
        "1 функция",
        "2 функции",
        "5 функций",
        "11 функций",
        "47 функций",
    ]


def test_dates(localization: Localization) -> None:
    assert localization.date(dt.date(2022, 10, 3)) == "2022 жылғы 3 қазан"
    assert localization.date(dt.date(2025, 1, 31)) == "2025 жылғы 31 қаңтар"


def test_a_draft_falls_back_to_the_original(tiny_prepared: PreparedSite) -> None:
    localization = localized(tiny_prepared.dataset, {}, code="xx")
    assert localization.text({"kk": "сөз", "xx": "слово"}) == "слово"
    assert localization.text({"kk": "сөз"}) == "сөз"
    assert localization.text(None) == ""
    assert not localization.is_original


def test_messages_and_their_values_are_escaped(tiny_prepared: PreparedSite) -> None:
    localization = localized(tiny_prepared.dataset, {"nav.home": "<b>{name}</b>"})
    assert localization.message("nav.home", name="[a](b)") == "&#60;b&#62;&#91;a&#93;(b)&#60;/b&#62;"


def test_a_missing_key_is_reported_with_its_file(localization: Localization) -> None:
    with pytest.raises(ProblemsError, match=r"generator/language/strings/kk\.yml:1: missing key `nav\.hom`"):
        localization.message("nav.hom")


def test_short_names_and_titles(localization: Localization) -> None:
    index = localization.index
    assert localization.short(index.bodies["agency-of-libraries"]) == "Агенттік"
    assert localization.short(index.bodies["readers"]) == "Оқырмандарға қызмет көрсету бөлімі"
    assert localization.short(index.posts["chair"]) == "Төраға"
    assert localization.title(index.provisions["chp_2__para_6__subpara_1"]) == "Кітап жинау"
    assert localization.title(index.provisions["chp_1"]) == ""


def test_the_localizations_of_the_other_languages_are_created_once(real: PreparedSite) -> None:
    for localization in real.localizations:
        published = localization.published
        assert published[0] is localization
        assert {other.code for other in published} == {language.code for language in real.dataset.published}
        assert published is localization.published
