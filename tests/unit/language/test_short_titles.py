"""Titles made of a provision's words by rule."""

from __future__ import annotations

import pytest

from generator.dataset.interface_words import package_words
from generator.language.short_titles import shorten


@pytest.mark.parametrize(
    ("code", "text", "title"),
    [
        (
            "ru",
            "в установленном порядке пополняет книжный фонд сельских библиотек, а также хранит его;",
            "Пополняет книжный фонд сельских библиотек",
        ),
        ("ru", "обслуживает читателей (подписчиков);", "Обслуживает читателей"),
        ("ru", "ведет учет, а также хранит;", "Ведет учет, а также хранит"),
        (
            "kk",
            "Қазақстан Республикасының заңнамасында белгіленген тәртіппен ауыл кітапханаларының қорын "
            "толықтырады, сондай-ақ оларды сақтайды;",
            "Ауыл кітапханаларының қорын толықтырады",
        ),
        ("kk", "оқырмандарға қызмет көрсетеді.", "Оқырмандарға қызмет көрсетеді"),
    ],
)
def test_a_title_is_cut_by_rule(code: str, text: str, title: str) -> None:
    words = package_words(code)
    assert shorten(text, *(words[key].split("|") for key in ("title.cut.from", "title.cut.to"))) == title


def test_a_long_title_ends_in_an_ellipsis() -> None:
    assert shorten(" ".join(f"w{n}" for n in range(20)), (), ()).endswith("w11 …")
