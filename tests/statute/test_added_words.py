"""What the site adds to this statute: official Russian, grounds with their quotations, labels, citations."""

from __future__ import annotations

import re

import pytest

from generator.act.index import Index
from generator.builder.preparation import PreparedSite
from generator.model import Basis

FRAME = ("<nav ", '<p class="status"', '<p class="translation"', '<p class="correct"', "<script ")
"""The beginnings of the lines that every page has around its body."""


@pytest.fixture(scope="module")
def index(real: PreparedSite) -> Index:
    return Index(real.dataset)


@pytest.fixture(scope="module")
def pages(real_markdown: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    return real_markdown


def bare(words: str) -> str:
    return words.replace("i", "і").rstrip(";. ")


def test_the_same_kazakh_has_the_official_russian(index: Index) -> None:
    same = 0
    for assignment in index.dataset.assignments:
        text = index.provisions[assignment.provision].text
        for cited in assignment.cites:
            if bare(cited.words["kk"]) == bare(text["kk"]):
                same += 1
                assert bare(cited.words["ru"]) == bare(text["ru"]), assignment.provision
    assert same == 5


def test_a_ground_says_the_same_words_only_where_they_are(index: Index) -> None:
    for assignment in index.dataset.assignments:
        if assignment.ground and "те же" in assignment.ground["ru"]:
            text = index.provisions[assignment.provision].text["kk"]
            assert [bare(cited.words["kk"]) for cited in assignment.cites] == [bare(text)]


def test_a_ground_that_rests_on_another_act_quotes_it(index: Index) -> None:
    quoting = [assignment for assignment in index.dataset.assignments if assignment.cites]
    assert len(quoting) == 14
    for assignment in index.dataset.assignments:
        if assignment.basis is Basis.EDITORIAL and assignment.ground and assignment.confidence != "low":
            rests = re.search(
                r"Положение о Комитете|Закон\b|Конституционный закон|Указ", assignment.ground["ru"]
            )
            assert bool(rests) == bool(assignment.cites), assignment.provision
    for assignment in quoting:
        assert all(index.sources[cited.source].version for cited in assignment.cites)


def test_a_page_shows_what_the_ground_quotes(pages: dict[str, dict[str, str]]) -> None:
    page = pages["ru"]["functions/45.md"]
    assert "подпункт 10) пункта 13, Положение о Комитете" in page
    assert "редакция от 15 мая 2020 года" in page
    assert "осуществление международного сотрудничества в области правовой статистики" in page


def test_only_an_act_with_a_known_change_is_labelled(index: Index, pages: dict[str, dict[str, str]]) -> None:
    acts = index.dataset.citations.acts
    page = pages["ru"]["acts/index.md"]
    assert page.count("**позднейшее изменение**") == sum(bool(act.changes) for act in acts) == 3


def test_a_cited_act_leads_to_the_page_in_the_reader_s_language(pages: dict[str, dict[str, str]]) -> None:
    assert "adilet.zan.kz/kaz/docs/Z1700000081" in pages["kk"]["acts/law-81.md"]
    assert "adilet.zan.kz/rus/docs/Z1700000081" in pages["ru"]["acts/law-81.md"]


def test_a_third_party_consents_or_receives(pages: dict[str, dict[str, str]]) -> None:
    assert "с чьего согласия: " in pages["ru"]["powers/10.md"]
    assert "кому: " in pages["ru"]["powers/9.md"]
    assert "с чьего согласия" not in pages["ru"]["powers/9.md"]


def test_the_words_of_a_translation_are_called_so(
    real: PreparedSite, pages: dict[str, dict[str, str]]
) -> None:
    """The status line says it; the theme shows that line on every page that has words of the act."""
    for localization in real.localizations:
        assert "has_law: true" in pages[localization.code]["functions/1.md"]
    said = {localization.code: localization.status_line(has_law=True) for localization in real.localizations}
    assert said["ru"].endswith(" Неофициальный перевод.")
    assert "аударма" not in said["kk"]


def test_closing_words_are_shown_where_the_language_needs_them(pages: dict[str, dict[str, str]]) -> None:
    key = "төмендегі абзацтағы сөздермен"
    assert key in pages["kk"]["functions/1.md"]
    assert "нижеследующего абзаца" not in pages["ru"]["functions/1.md"]


def test_a_unit_is_said_to_stand_in_the_structure(pages: dict[str, dict[str, str]]) -> None:
    page = pages["ru"]["bodies/apparatus.md"]
    assert "\n> СТРУКТУРА Генеральной прокуратуры Республики Казахстан\n" in page
    assert not re.search(r"(\"|&#34;)СТРУКТУРА", page)
    assert '"СТРУКТУРА' in pages["ru"]["decree.md"]


@pytest.mark.parametrize(
    "name",
    ["acts/index.md", "acts/law-81.md", "acts/decree-563.md", "currency.md", "how-the-text-was-made.md"],
)
def test_what_stands_on_these_pages_is_markdown(name: str, pages: dict[str, dict[str, str]]) -> None:
    for of_language in pages.values():
        body = of_language[name].split("---\n", 2)[2]
        body = body.replace('<span class="nb">', "").replace("</span>", "")  # keeps a number on one line
        lines = [line for line in body.splitlines() if line.strip() and not line.startswith(FRAME)]
        assert len(lines) > 10
        assert [line for line in lines if re.search(r"</?[a-z]+[ >]", line)] == []


def test_the_formation_of_the_education_organisation_is_proposed(index: Index) -> None:
    """19 24) forms the institutions, and proposes to form the education organisation: two bodies apart."""
    formed = {relation.object for relation in index.dataset.relations if relation.kind == "forms"}
    members = {member for id_ in formed if id_ in index.groups for member in index.groups[id_].members}
    assert "academy" not in members
    assert {"logistics", "economy"} <= members


def test_the_proof_page_names_the_official_texts(index: Index, pages: dict[str, dict[str, str]]) -> None:
    assert len(index.dataset.parity.official) == 14
    page = pages["ru"]["how-the-text-was-made.md"]
    assert "«не вправе»" in page
    assert "подпункт 6) статьи 37, Закон «О прокуратуре»" in page
    assert "official" not in pages["kk"]["how-the-text-was-made.md"]
