"""The rules, on the tiny dataset with one change; `test_broken_data.py` checks whole files."""

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
    return [problem.message for problem in check(datasets.changed(dataset, **changes))]


def changed(entries: Sequence[E], place: int, **values: Any) -> tuple[E, ...]:
    entry = entries[place].model_copy(update=values)
    return (*entries[:place], entry, *entries[place + 1 :])


@pytest.fixture
def tiny_dataset(tiny_prepared: PreparedSite) -> Dataset:
    return tiny_prepared.dataset


def test_valid_data_have_no_problems(tiny_prepared: PreparedSite, real: PreparedSite) -> None:
    assert check(tiny_prepared.dataset) == []
    assert check(real.dataset) == []


def test_problems_are_sorted_by_file_and_line(tiny_dataset: Dataset) -> None:
    relations = changed(changed(tiny_dataset.relations, 6, object="x"), 0, subject="y")
    problems = check(tiny_dataset.model_copy(update={"relations": relations}))
    assert [(problem.file, problem.line) for problem in problems] == [
        ("data/relations.yml", 3),
        ("data/relations.yml", 44),
    ]


@pytest.mark.parametrize("id_", [*RESERVED, "con", "nul", "com1", "lpt9"])
def test_reserved_ids_are_refused(id_: str, tiny_dataset: Dataset) -> None:
    bodies = changed(tiny_dataset.organisation.bodies, 6, id=id_)
    assert any(
        f"`{id_}`" in message and "choose another" in message for message in said(tiny_dataset, bodies=bodies)
    )


@pytest.mark.parametrize("id_", ["console", "com10", "auxiliary", "unit"])
def test_similar_ids_are_accepted(id_: str, tiny_dataset: Dataset) -> None:
    terms = changed(tiny_dataset.glossary.terms, 0, id=id_)
    assert said(tiny_dataset, terms=terms, term_links=()) == []
    assert not is_device_name(id_)


def test_a_body_and_a_post_share_no_id(tiny_dataset: Dataset) -> None:
    posts = changed(tiny_dataset.organisation.posts, 0, id="cabinet")
    assert "`id`: duplicate id `cabinet`; first used in data/bodies.yml:53" in said(tiny_dataset, posts=posts)


def test_a_region_and_a_body_may_share_an_id(tiny_dataset: Dataset) -> None:
    terms = changed(tiny_dataset.glossary.terms, 0, id="readers")
    assert said(tiny_dataset, terms=terms, term_links=()) == []


@pytest.mark.parametrize("source", ["../act.yml", "/etc/passwd", "a\\b.txt", "c:act.txt", ".hidden"])
def test_the_source_is_not_a_path(source: str, tiny_dataset: Dataset) -> None:
    version = tiny_dataset.act.version.model_copy(update={"source": source})
    act = tiny_dataset.act.model_copy(update={"version": version})
    (message,) = said(tiny_dataset, act=act)
    assert message.startswith(
        f"`source`: `{source}` is not a file name that every system accepts; expected ASCII letters, digits"
    )


def test_the_source_is_in_the_original_language(tiny_dataset: Dataset) -> None:
    version = tiny_dataset.act.version.model_copy(update={"language": "ru"})
    act = tiny_dataset.act.model_copy(update={"version": version})
    assert said(tiny_dataset, act=act) == ["`language`: `ru` is not the original language; expected `kk`"]


def test_only_white_space_of_a_quotation_may_differ(tiny_dataset: Dataset) -> None:
    relations = tiny_dataset.relations
    quote = {"kk": "Үкіметке\n  бағынатын"}
    assert said(tiny_dataset, relations=changed(relations, 0, quote=quote)) == []
    quote = {"kk": "кіметке бағынат"}
    assert said(tiny_dataset, relations=changed(relations, 0, quote=quote)) == []
    quote = {"kk": "Үкіметке  бағынaтын"}  # a Latin a
    assert said(tiny_dataset, relations=changed(relations, 0, quote=quote)) == [
        "`quote`: «Үкіметке  бағынaтын» is not in the kk text of `chp_1__para_1`; "
        "nearest: `Үкіметке бағынатын`"
    ]


def test_a_quotation_longer_than_the_text(tiny_dataset: Dataset) -> None:
    quote = {"kk": " ".join(["Агенттік республикалық бюджеттен қаржыландырылады."] * 2)}
    relations = changed(tiny_dataset.relations, 2, quote=quote)
    messages = said(tiny_dataset, relations=relations)
    assert messages[0].endswith("nearest: `Агенттік республикалық бюджеттен қаржыландырылады.`")


def test_titles_without_topics_need_not_be_complete(tiny_dataset: Dataset) -> None:
    first, *others = tiny_dataset.editorial.titles
    assert first.topic
    assert said(tiny_dataset, titles=(first,)) != []
    alone = first.model_copy(update={"topic": None})
    assert said(tiny_dataset, titles=(alone,)) == []
    # One title with a topic is enough to divide the act.
    assert said(tiny_dataset, titles=(alone, others[0])) != []


def test_a_title_of_eight_words_is_short_enough(tiny_dataset: Dataset) -> None:
    words = " ".join(["сөз"] * MAX_WORDS)
    titles = tiny_dataset.editorial.titles
    assert said(tiny_dataset, titles=changed(titles, 0, title={"kk": words})) == []
    assert said(tiny_dataset, titles=changed(titles, 0, title={"kk": f"{words} сөз"})) == [
        "`title`: the kk title has 9 words; expected at most 8"
    ]


def test_a_body_has_the_name_of_its_list(tiny_dataset: Dataset) -> None:
    bodies = changed(tiny_dataset.organisation.bodies, 2, name={"kk": "Оқырмандар бөлімі"})
    assert said(tiny_dataset, bodies=bodies) == [
        "`name`: «Оқырмандар бөлімі» is not the kk name in `para_2__list_1__item_2`; "
        "expected «Оқырмандарға қызмет көрсету бөлімі»"
    ]
    bodies = changed(bodies, 2, quote={"kk": "Оқырмандарға қызмет көрсету бөлімі"})
    assert said(tiny_dataset, bodies=bodies) == []


def test_each_body_of_a_circle_is_reported(tiny_dataset: Dataset) -> None:
    bodies = changed(
        changed(changed(tiny_dataset.organisation.bodies, 0, parent="book-stock"), 1, parent="readers"),
        2,
        parent="cabinet",
    )
    bodies = changed(bodies, 6, parent="agency-of-libraries")
    messages = said(tiny_dataset, bodies=bodies)
    assert [message.split("`")[3] for message in messages] == [
        "agency-of-libraries",
        "book-stock",
        "readers",
        "cabinet",
    ]


RUSSIAN = Language(
    code="ru", name="Русский", locale="rus", alphabet="а б", plural="slavic", citation="inner-first"
)


def with_russian(dataset: Dataset, **values: Any) -> list[str]:
    """Return the problems of interface text when Russian has that of Kazakh with some changes."""
    words = dict(dataset.strings["kk"])
    for key in [key for key in words if key.startswith("count.")]:
        words[key.removesuffix("other") + "one"] = words[key.removesuffix("other") + "few"] = words[key]
    for key, value in values.items():
        words.pop(key) if value is None else words.update({key: value})
    languages = (*dataset.languages, RUSSIAN)
    problems = check(
        dataset.model_copy(update={"languages": languages, "strings": {**dataset.strings, "ru": words}})
    )
    return [str(problem) for problem in problems if "strings/" in problem.file]


def test_languages_have_the_same_keys_and_placeholders(tiny_dataset: Dataset) -> None:
    assert with_russian(tiny_dataset) == []
    assert with_russian(
        tiny_dataset,
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


def test_a_problem_of_interface_words_names_the_file_that_has_to_change(tiny_dataset: Dataset) -> None:
    own, package = "data/strings/ru.yml", package_words("ru")
    kazakh = Strings({**package_words("kk")}, "generator/language/strings/kk.yml")
    kazakh.override("form.library", "кітапхана", ("data/strings/kk.yml", 3))
    kazakh.override("nav.home", "{name}", ("data/strings/kk.yml", 4))
    kazakh.override("nav.hom", "Кітапхана", ("data/strings/kk.yml", 5))
    russian = Strings(dict(package), package.file, package.places)
    russian.override("status.unchanged", "Редакция: {day}.", (own, 7))
    del russian["nav.roles"]
    dataset = tiny_dataset.model_copy(
        update={
            "languages": (*tiny_dataset.languages, RUSSIAN),
            "strings": {"kk": kazakh, "ru": russian},
        }
    )
    assert [str(problem) for problem in check(dataset) if "strings/" in problem.file] == [
        "data/strings/kk.yml:5: unknown key `nav.hom`; nearest: `nav.home`",
        "data/strings/ru.yml:1: `nav.home`: wrong placeholders; expected {name}",
        "data/strings/ru.yml:1: missing key `form.library`",
        "data/strings/ru.yml:1: missing key `nav.hom`",
        "data/strings/ru.yml:7: `status.unchanged`: wrong placeholders; expected {checked}, {date}",
        "generator/language/strings/ru.yml:1: missing key `nav.roles`",
    ]


def test_every_text_has_every_published_language(tiny_dataset: Dataset) -> None:
    languages = (*tiny_dataset.languages, RUSSIAN)
    strings = {**tiny_dataset.strings, "ru": tiny_dataset.strings["kk"]}
    messages = said(tiny_dataset, languages=languages, strings=strings)
    missing = Counter(message.split("`")[1] for message in messages if "the ru text is missing" in message)
    assert missing["text"] == len(tiny_dataset.provisions) + len(tiny_dataset.act.changes)
    assert missing["name"] >= len(tiny_dataset.organisation.bodies)
    assert {"quote", "title", "term", "ground", "about", "statute"} <= missing.keys()
    draft = (*tiny_dataset.languages, RUSSIAN.model_copy(update={"draft": True}))
    assert said(tiny_dataset, languages=draft) == []


def test_closing_words_need_only_the_original(tiny_dataset: Dataset) -> None:
    (completion,) = tiny_dataset.editorial.completions
    languages = (*tiny_dataset.languages, RUSSIAN)
    strings = {**tiny_dataset.strings, "ru": tiny_dataset.strings["kk"]}
    messages = said(tiny_dataset, languages=languages, strings=strings)
    assert not [message for message in messages if message.startswith("`words`: the ru")]
    without = completion.model_copy(update={"words": {}})
    assert "`words`: the kk text is missing; add a line `kk: …`" in said(tiny_dataset, completions=(without,))


def test_a_language_is_declared_once(tiny_dataset: Dataset) -> None:
    languages = tiny_dataset.languages * 2
    assert "`code`: duplicate language `kk`" in said(tiny_dataset, languages=languages)


def test_a_translation_of_the_site_s_own_hides_nothing(real: PreparedSite) -> None:
    """The words of an act keep their characters; only those that equal a source are words of an act."""
    first = real.dataset.provisions[0]

    def with_words(code: str, words: str) -> list[str]:
        provision = first.model_copy(update={"text": {**first.text, code: first.text[code] + words}})
        return said(real.dataset, provisions=(provision, *real.dataset.provisions[1:]))

    message = "contains the invisible or control character U+200B; remove it"
    assert with_words("ru", " а\u200bб") == [f"`text`, ru: {message}"]
    assert with_words("kk", " а\u200bб") == []
    (uncomposed,) = with_words("ru", " и\u0306")
    assert uncomposed.endswith("expected U+0439")
