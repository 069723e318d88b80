"""The status line of every page: short, and what it says is what the data say."""

from __future__ import annotations

from html import unescape

import pytest

from generator.act.index import Index
from generator.builder.preparation import PreparedSite
from generator.model import Version
from generator.plan.localization import Localization


def localization(prepared: PreparedSite, code: str, **act: object) -> Localization:
    """Return the dataset in one language, with fields of its act changed."""
    dataset = prepared.dataset
    dataset = dataset.model_copy(update={"act": dataset.act.model_copy(update=act)})
    language = next(language for language in dataset.published if language.code == code)
    return Localization(Index(dataset), language)


@pytest.mark.parametrize(
    ("code", "has_law", "line"),
    [
        ("kk", False, "2022 жылғы 3 қазандағы редакция, кейін өзгертілген."),
        ("kk", True, "2022 жылғы 3 қазандағы редакция, кейін өзгертілген."),
        ("ru", False, "Редакция от 3 октября 2022 года, позже изменена."),
        ("ru", True, "Редакция от 3 октября 2022 года, позже изменена. Неофициальный перевод."),
    ],
)
def test_a_changed_act(real: PreparedSite, code: str, has_law: bool, line: str) -> None:
    assert localization(real, code).status_line(has_law=has_law) == line


@pytest.mark.parametrize("act", [{"changed_since": False}, {"checked": None, "changed_since": False}])
def test_of_an_act_not_known_to_be_changed_nothing_is_claimed(
    real: PreparedSite, act: dict[str, object]
) -> None:
    other = localization(real, "ru", **act)
    assert other.status_line() == unescape(other.status())
    assert type(other.status_line()) is str
    assert "позже изменена" not in other.status_line()


def test_a_text_received_in_a_language_is_no_translation_of_the_site(real: PreparedSite) -> None:
    received = (Version.model_construct(language="ru", source="act.ru.txt", date=None),)
    other = localization(real, "ru", received=received)
    assert not other.is_translation
    assert "перевод" not in other.status_line(has_law=True)
