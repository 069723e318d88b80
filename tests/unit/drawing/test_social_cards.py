from __future__ import annotations

import struct

import pytest
from lxml import etree

from generator.builder.preparation import PreparedSite
from generator.drawing import downloads, social_cards
from generator.drawing.palette import THEME

LONG = "Департамент по надзору за законностью оперативно-розыскной деятельности и следственных действий " * 4


def lines(card: str) -> list[str]:
    """Return the text of a card, line by line."""
    return [line.text or "" for line in etree.fromstring(card.encode()).iter(f"{{{downloads.NS}}}text")]


def test_a_card_holds_the_sites_name_the_title_and_the_label() -> None:
    assert lines(
        social_cards.card("Глава 2", site="Положение", label="Неофициальный сайт", palette=THEME)
    ) == [
        "Положение",
        "Глава 2",
        "Неофициальный сайт",
    ]


def test_a_title_that_is_the_sites_name_is_not_repeated() -> None:
    assert lines(social_cards.card("Положение", site="Положение", label="label", palette=THEME)) == [
        "",
        "Положение",
        "label",
    ]


def test_characters_of_xml_are_text() -> None:
    assert lines(social_cards.card("<script>&", site="a < b", label="c", palette=THEME)) == [
        "a < b",
        "<script>&",
        "c",
    ]


@pytest.mark.parametrize("times", [1, 2, 4])
def test_a_long_title_stays_on_the_card(times: int) -> None:
    root = etree.fromstring(
        social_cards.card(LONG[: 90 * times], site="s", label="l", palette=THEME).encode()
    )
    *title, label = list(root.iter(f"{{{downloads.NS}}}text"))[1:]
    assert max(float(line.get("y", "")) for line in title) < float(label.get("y", "")) - social_cards.SMALL
    assert (title[-1].text or "").endswith("…") == (times == 4)


@pytest.mark.slow
def test_every_page_has_a_card_that_is_a_png_of_the_right_size(tiny_prepared: PreparedSite) -> None:
    titles = [(page.path, f"Page {page.path}") for page in tiny_prepared.plan.pages]
    cards = dict(social_cards.files(titles, "Site", "unofficial", THEME))
    assert set(cards) == {social_cards.address(page.path) for page in tiny_prepared.plan.pages}
    for content in cards.values():
        assert content.startswith(b"\x89PNG\r\n\x1a\n")
        assert struct.unpack(">II", content[16:24]) == (social_cards.WIDTH, social_cards.HEIGHT)
    assert dict(social_cards.files(titles, "Site", "unofficial", THEME)) == cards
