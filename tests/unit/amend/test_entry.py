"""Tests of the days of entry into force."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.unit.amend.support import read

LAST_POINT = {
    ("kk", "2. Осы қаулы қол қойылған күнінен бастап қолданысқа енгізіледі."): (True, None, ()),
    ("kk", "2. Осы қаулы 2023 жылғы 1 наурыздан бастап қолданысқа енгізіледі."): (False, "2023-03-01", ()),
    (
        "kk",
        "2. Осы қаулы алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа "
        "енгізіледі.",
    ): (False, None, ()),
    (
        "kk",
        "2. Осы Жарлық, 2025 жылғы 1 қаңтардан бастап қолданысқа енгізілетін осы Жарлықтың 2-тармағының "
        "1) тармақшасын және 2025 жылғы 1 наурыздан бастап қолданысқа енгізілетін осы Жарлықтың 3-тармағын "
        "қоспағанда, қол қойылған күнінен бастап қолданысқа енгізіледі.",
    ): (True, None, ((("2", "1"), "2025-01-01"), (("3",), "2025-03-01"))),
    ("ru", "2. Настоящий Указ вводится в действие со дня его подписания."): (True, None, ()),
    ("ru", "2. Настоящее постановление вводится в действие с 1 марта 2023 года."): (False, "2023-03-01", ()),
    (
        "ru",
        "2. Настоящий Указ вводится в действие по истечении десяти календарных дней после дня его первого "
        "официального опубликования.",
    ): (False, None, ()),
    (
        "ru",
        "2. Настоящий Указ вводится в действие со дня его подписания, за исключением подпункта 1) пункта 2, "
        "который вводится в действие с 1 января 2025 года, и пункта 3, который вводится в действие с "
        "1 марта 2025 года.",
    ): (True, None, ((("2", "1"), "2025-01-01"), (("3",), "2025-03-01"))),
    (
        "ru",
        "2. Настоящий Указ вводится в действие со дня его подписания, за исключением того, что вводится "
        "позже.",
    ): (False, None, ()),
    ("ru", "2. Настоящее постановление вводится в действие с 31 февраля 2023 года."): (False, None, ()),
}


@pytest.mark.parametrize("case", LAST_POINT, ids=lambda case: case[1][:60])
def test_days_are_read_or_left(case: tuple[str, str]) -> None:
    entry = read(*case).entry
    assert entry.at == 1
    day = entry.day.isoformat() if entry.day else None
    own = tuple((by, one.isoformat()) for by, one in entry.own)
    assert (entry.signing, day, own) == LAST_POINT[case]


def test_a_part_has_the_day_of_what_it_stands_in() -> None:
    (case,) = [one for one in LAST_POINT if one[0] == "kk" and "қоспағанда" in one[1]]
    entry = read(*case).entry
    assert entry.day_of(("2", "1")) == dt.date(2025, 1, 1)
    assert entry.day_of(("3", "4")) == dt.date(2025, 3, 1)
    assert entry.day_of(("2", "2")) is None
