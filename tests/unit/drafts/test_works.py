"""The address of the work has the country and the author that the act's head names."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.commands.import_act import import_act
from generator.dataset import loader

STATUTES = {
    "kk": "{head}\nбекітілген\n\nКітап агенттігі туралы ереже\n\n1. Кітап агенттігі – мемлекеттік орган.\n"
    "2. Агенттік Қазақстан Республикасының Үкіметіне есеп береді.\n",
    "ru": "Утверждено\n{head}\n\nПоложение об Агентстве книг\n\n1. Агентство книг является органом.\n"
    "2. Агентство подотчетно Правительству Республики Казахстан.\n",
}


@pytest.mark.parametrize(
    ("code", "head", "work"),
    [
        (
            "kk",
            "Қазақстан Республикасы Президентінің\n2021 жылғы 5 наурыздағы\n№ 7 Жарлығымен",
            "/akn/kz/act/decree/president/2021-03-05/7",
        ),
        (
            "ru",
            "Указом Президента\nРеспублики Казахстан\nот 5 марта 2021 года № 7",
            "/akn/kz/act/decree/president/2021-03-05/7",
        ),
        (
            "ru",
            "постановлением Правительства\nРеспублики Казахстан\nот 5 марта 2021 года № 7",
            "/akn/kz/act/resolution/government/2021-03-05/7",
        ),
        (
            "ru",
            "приказом Министра чтения\nРеспублики Казахстан\nот 5 марта 2021 года № 7",
            "/akn/kz/act/order/ministr-chteniia/2021-03-05/7",
        ),
        (
            "kk",
            "Қазақстан Республикасы\nОқу министрінің\n2021 жылғы 5 наурыздағы\n№ 7 бұйрығымен",
            "/akn/kz/act/order/oqu-ministri/2021-03-05/7",
        ),
        (
            "ru",
            "постановлением акимата\nобласти Абай\nот 5 марта 2021 года № 7",
            "/akn/kz/act/resolution/akimat-oblasti-abai/2021-03-05/7",
        ),
        (
            "kk",
            "Абай облысы әкімдігінің\n2021 жылғы 5 наурыздағы\n№ 7 қаулысымен",
            "/akn/kz/act/resolution/abai-oblysy-akimdigi/2021-03-05/7",
        ),
        (
            "kk",
            "Қиялстан Республикасы Үкіметінің\n2021 жылғы 5 наурыздағы\n№ 7 қаулысымен",
            "/akn/xx/act/resolution/2021-03-05/7",
        ),
    ],
)
def test_the_head_names_country_and_author(code: str, head: str, work: str, tmp_path: Path) -> None:
    text = tmp_path / f"act.{code}.txt"
    text.write_text(STATUTES[code].format(head=head), encoding="utf-8")
    report = "\n".join(import_act(text, tmp_path / "data"))
    assert loader.load(tmp_path / "data").act.work == work
    assert ("is not a country code" in report) is ("/xx/" in work)
