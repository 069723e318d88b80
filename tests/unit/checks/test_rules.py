"""The rules that span files, on the tiny institution changed in one place; whole files are in `broken/`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, TypeVar

import pytest

from generator.builder.preparation import PreparedSite
from generator.checks.identity import RESERVED
from generator.checks.rules import check
from generator.checks.titles import MAX_WORDS
from generator.dataset.interface_words import Strings, package_words
from generator.files.names import is_device_name
from generator.model import Dataset, Entry, Language
from tests.support import datasets

E = TypeVar("E", bound=Entry)


def said(dataset: Dataset, **changes: Any) -> list[str]:
    return [one.message for one in check(datasets.changed(dataset, **changes))]


def changed(entries: Sequence[E], place: int, **values: Any) -> tuple[E, ...]:
    one = entries[place].model_copy(update=values)
    return (*entries[:place], one, *entries[place + 1 :])


@pytest.fixture
def tiny_institution(tiny_prepared: PreparedSite) -> Dataset:
    return tiny_prepared.dataset


def test_sound_data_are_quiet(tiny_prepared: PreparedSite, real: PreparedSite) -> None:
    assert check(tiny_prepared.dataset) == []
    assert check(real.dataset) == []


def test_faults_are_in_the_order_of_files_and_lines(tiny_institution: Dataset) -> None:
    relations = changed(changed(tiny_institution.relations, 6, object="x"), 0, subject="y")
    found = check(tiny_institution.model_copy(update={"relations": relations}))
    assert [(one.file, one.line) for one in found] == [("data/relations.yml", 3), ("data/relations.yml", 44)]


@pytest.mark.parametrize("id_", [*RESERVED, "con", "nul", "com1", "lpt9"])
def test_ids_that_pages_or_systems_have(id_: str, tiny_institution: Dataset) -> None:
    bodies = changed(tiny_institution.organisation.bodies, 6, id=id_)
    assert any(f"`{id_}`" in one and "choose another" in one for one in said(tiny_institution, bodies=bodies))


@pytest.mark.parametrize("id_", ["console", "com10", "auxiliary", "unit"])
def test_ids_that_only_look_so(id_: str, tiny_institution: Dataset) -> None:
    terms = changed(tiny_institution.glossary.terms, 0, id=id_)
    assert said(tiny_institution, terms=terms, term_links=()) == []
    assert not is_device_name(id_)


def test_a_body_and_a_post_share_no_id(tiny_institution: Dataset) -> None:
    posts = changed(tiny_institution.organisation.posts, 0, id="cabinet")
    assert "`id`: duplicate id `cabinet`; first used in data/bodies.yml:53" in said(
        tiny_institution, posts=posts
    )


def test_a_region_and_a_body_may_share_an_id(tiny_institution: Dataset) -> None:
    terms = changed(tiny_institution.glossary.terms, 0, id="readers")
    assert said(tiny_institution, terms=terms, term_links=()) == []


@pytest.mark.parametrize("source", ["../act.yml", "/etc/passwd", "a\\b.txt", "c:act.txt", ".hidden"])
def test_the_source_is_no_path(source: str, tiny_institution: Dataset) -> None:
    version = tiny_institution.act.version.model_copy(update={"source": source})
    act = tiny_institution.act.model_copy(update={"version": version})
    assert said(tiny_institution, act=act) == [
        f"`source`: `{source}` is not a plain file name; expected the name of a file in source/"
    ]


def test_the_source_is_in_the_original_language(tiny_institution: Dataset) -> None:
    version = tiny_institution.act.version.model_copy(update={"language": "ru"})
    act = tiny_institution.act.model_copy(update={"version": version})
    assert said(tiny_institution, act=act) == ["`language`: `ru` is not the original language; expected `kk`"]


def test_a_quotation_may_break_its_lines_but_no_word(tiny_institution: Dataset) -> None:
    relations = tiny_institution.relations
    quote = {"kk": "Үкіметке\n  бағынатын"}
    assert said(tiny_institution, relations=changed(relations, 0, quote=quote)) == []
    quote = {"kk": "кіметке бағынат"}
    assert said(tiny_institution, relations=changed(relations, 0, quote=quote)) == []
    quote = {"kk": "Үкіметке  бағынaтын"}  # a Latin a
    assert said(tiny_institution, relations=changed(relations, 0, quote=quote)) == [
        "`quote`: «Үкіметке  бағынaтын» is not in the kk text of `chp_1__para_1`; "
        "nearest: `Үкіметке бағынатын`"
    ]


def test_a_quotation_longer_than_the_text(tiny_institution: Dataset) -> None:
    quote = {"kk": " ".join(["Агенттік республикалық бюджеттен қаржыландырылады."] * 2)}
    relations = changed(tiny_institution.relations, 2, quote=quote)
    found = said(tiny_institution, relations=relations)
    assert found[0].endswith("nearest: `Агенттік республикалық бюджеттен қаржыландырылады.`")


def test_a_title_of_eight_words_is_short_enough(tiny_institution: Dataset) -> None:
    words = " ".join(["сөз"] * MAX_WORDS)
    titles = tiny_institution.editorial.titles
    assert said(tiny_institution, titles=changed(titles, 0, title={"kk": words})) == []
    assert said(tiny_institution, titles=changed(titles, 0, title={"kk": f"{words} сөз"})) == [
        "`title`: the kk title has 9 words; expected at most 8"
    ]


def test_a_body_of_a_list_bears_its_name_there(tiny_institution: Dataset) -> None:
    bodies = changed(tiny_institution.organisation.bodies, 2, name={"kk": "Оқырмандар бөлімі"})
    assert said(tiny_institution, bodies=bodies) == [
        "`name`: «Оқырмандар бөлімі» is not the kk name in `para_2__list_1__item_2`; "
        "expected «Оқырмандарға қызмет көрсету бөлімі»"
    ]
    bodies = changed(bodies, 2, quote={"kk": "Оқырмандарға қызмет көрсету бөлімі"})
    assert said(tiny_institution, bodies=bodies) == []


def test_a_ring_of_three_names_each_of_them(tiny_institution: Dataset) -> None:
    bodies = changed(
        changed(changed(tiny_institution.organisation.bodies, 0, parent="book-stock"), 1, parent="readers"),
        2,
        parent="cabinet",
    )
    bodies = changed(bodies, 6, parent="agency-of-libraries")
    found = said(tiny_institution, bodies=bodies)
    assert [one.split("`")[3] for one in found] == ["agency-of-libraries", "book-stock", "readers", "cabinet"]


RUSSIAN = Language(
    code="ru", name="Русский", locale="rus", alphabet="а б", plural="slavic", citation="inner-first"
)


def with_russian(dataset: Dataset, **values: Any) -> list[str]:
    """Return what is said of the interface words when Russian has those of Kazakh, but for some."""
    words = dict(dataset.strings["kk"])
    for key in [key for key in words if key.startswith("count.")]:
        words[key.removesuffix("other") + "one"] = words[key.removesuffix("other") + "few"] = words[key]
    for key, value in values.items():
        words.pop(key) if value is None else words.update({key: value})
    languages = (*dataset.languages, RUSSIAN)
    found = check(
        dataset.model_copy(update={"languages": languages, "strings": {**dataset.strings, "ru": words}})
    )
    return [str(one) for one in found if "strings/" in one.file]


def test_languages_have_the_same_keys_and_placeholders(tiny_institution: Dataset) -> None:
    assert with_russian(tiny_institution) == []
    assert with_russian(
        tiny_institution,
        **{
            "nav.home": None,
            "nav.hom": "Главная",
            "status.unchanged": "Редакция: {day}.",
            "count.task.few": None,
        },
    ) == [
        "data/strings/ru.yml:1: `status.unchanged`: wrong placeholders; expected {checked}, {date}",
        "data/strings/ru.yml:1: missing key `count.task.few`; expected the forms few, one, other",
        "data/strings/ru.yml:1: missing key `nav.home`",
        "data/strings/ru.yml:1: unknown key `nav.hom`; nearest: `nav.home`",
    ]


def test_a_problem_of_interface_words_names_the_file_that_has_to_change(tiny_institution: Dataset) -> None:
    own, package = "data/strings/ru.yml", package_words("ru")
    kazakh = Strings({**package_words("kk")}, "generator/language/strings/kk.yml")
    kazakh.override("form.library", "кітапхана", ("data/strings/kk.yml", 3))
    kazakh.override("nav.home", "{name}", ("data/strings/kk.yml", 4))
    kazakh.override("nav.hom", "Кітапхана", ("data/strings/kk.yml", 5))
    russian = Strings(dict(package), package.file, package.places)
    russian.override("status.unchanged", "Редакция: {day}.", (own, 7))
    del russian["nav.roles"]
    dataset = tiny_institution.model_copy(
        update={
            "languages": (*tiny_institution.languages, RUSSIAN),
            "strings": {"kk": kazakh, "ru": russian},
        }
    )
    assert [str(one) for one in check(dataset) if "strings/" in one.file] == [
        "data/strings/kk.yml:5: `nav.hom` is no key of the interface; nearest: `nav.home`",
        "data/strings/ru.yml:1: `form.library` is missing; expected its words",
        "data/strings/ru.yml:1: `nav.hom` is missing; expected its words",
        "data/strings/ru.yml:1: `nav.home` has other placeholders; expected {name}",
        "data/strings/ru.yml:7: `status.unchanged` has other placeholders; expected {checked}, {date}",
        "generator/language/strings/ru.yml:1: `nav.roles` is missing; expected its words",
    ]


def test_every_text_has_every_published_language(tiny_institution: Dataset) -> None:
    languages = (*tiny_institution.languages, RUSSIAN)
    strings = {**tiny_institution.strings, "ru": tiny_institution.strings["kk"]}
    found = said(tiny_institution, languages=languages, strings=strings)
    missing = Counter(one.split("`")[1] for one in found if "the ru text is missing" in one)
    assert missing["text"] == len(tiny_institution.provisions) + len(tiny_institution.act.changes)
    assert missing["name"] >= len(tiny_institution.organisation.bodies)
    assert {"quote", "words", "title", "term", "ground", "about", "statute"} <= missing.keys()
    draft = (*tiny_institution.languages, RUSSIAN.model_copy(update={"draft": True}))
    assert said(tiny_institution, languages=draft) == []


def test_a_language_stands_once(tiny_institution: Dataset) -> None:
    languages = tiny_institution.languages * 2
    assert "`code`: duplicate language `kk`" in said(tiny_institution, languages=languages)
