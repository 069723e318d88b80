"""Wrapped labels: lines fit, nothing is lost, long words are broken, long labels cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.charts import text_metrics
from generator.charts.text_metrics import MORE, width, wrap
from tests.support import advances


@pytest.mark.parametrize(
    ("weight", "table"), [("Regular", text_metrics.REGULAR), ("Bold", text_metrics.BOLD)]
)
def test_the_table_is_the_widest_of_the_fonts(weight: str, table: dict[int, str]) -> None:
    fonts = dict(advances.files(weight))
    if set(fonts) != set(advances.FONTS):
        pytest.skip(f"not on this machine: {', '.join(sorted(set(advances.FONTS) - set(fonts)))}")
    assert {letter: size for size, letters in table.items() for letter in letters} == advances.widest(weight)


def test_every_letter_of_the_languages_is_in_the_table() -> None:
    letters = set("".join(text_metrics.REGULAR.values()))
    assert set("әғқңөұүһіӘҒҚҢӨҰҮҺІабвгдеёжзийклмнопрстуфхцчшщъыьэюя0123456789«»–-()") <= letters


@given(st.text("абвгқ -ш\n", max_size=200), st.floats(40, 300))
def test_lines_fit_and_nothing_is_lost(text: str, room: float) -> None:
    lines = wrap(text, room, 13, lines=500)
    assert all(width(line, 13) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_line_breaks_at_spaces_and_after_hyphens() -> None:
    assert wrap("Материалдық-техникалық қамсыздандыру", 130, 13) == (
        "Материалдық-",
        "техникалық",
        "қамсыздандыру",
    )


def test_a_label_of_a_megabyte_is_cut() -> None:
    lines = wrap("ұ" * 1_000_000, 200, 13)
    assert len(lines) == 8 and lines[-1].endswith(MORE)
    assert all(width(line, 13) <= 200 for line in lines)


def test_a_character_in_no_table_is_measured_as_wide() -> None:
    assert width("漢", 10) > width("Щ", 10)
