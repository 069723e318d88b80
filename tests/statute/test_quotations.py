"""Fifty quotations of the statute, half of them slightly false, are all told apart."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.builder.preparation import PreparedSite
from generator.cli import main
from generator.diff import quotable, quotations
from generator.diff.quoted_text import Stream
from tests.support.paths import ROOT

FIFTY: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("quotations.yml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def texts(real: PreparedSite) -> list[Stream]:
    return quotations.streams(quotable.texts(real.dataset, real.wordings), ["kk", "ru"])


def test_there_are_fifty_and_half_are_false() -> None:
    assert len(FIFTY) == 50
    assert sum(row["verdict"] == "verbatim" for row in FIFTY) == 24


@pytest.mark.parametrize("row", FIFTY, ids=[row["quote"][:40] for row in FIFTY])
def test_each_is_told_apart(row: Mapping[str, Any], texts: list[Stream], real: PreparedSite) -> None:
    judgement = quotations.judge(row["quote"], texts)
    assert judgement.verdict == row["verdict"]
    if "at" not in row:
        return
    version = str(real.dataset.act.version.date)
    place = next(
        place
        for place in judgement.places
        if [place.units[0].eid, place.units[-1].eid] == [row["at"][0], row["at"][-1]]
        and row.get("of", version) in (place.units[0].source, str(place.units[0].start))
    )
    for words in row.get("overlooked", ()):
        assert any(said.startswith(words) for said in place.overlooked), place.overlooked
    assert place.before.endswith(row.get("before", ""))
    if "overlooked" not in row and row["verdict"] == "verbatim":
        assert all("last mark" in said or "mark «" in said for said in place.overlooked)
    if judgement.difference:
        spans = judgement.difference.spans
        gone = " ".join(act for act, quoted in spans if act != quoted)
        new = " ".join(quoted for act, quoted in spans if act != quoted)
        assert all(words in gone for words in row.get("act", ())), gone
        assert all(words in new for words in row.get("quote_only", ())), new
        assert row.get("remark", judgement.difference.remark) == judgement.difference.remark


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "Генеральная прокуратура вступает в гражданско-правовые отношения от своего имени.",
            ["  the site's translation, not an official text", "  ru/chapters/1.html#chp_1__para_5"],
        ),
        (
            "Бас прокуратура азаматтық-құқықтық қатынастарға өз атынан түседі.",
            ["  the act's own words, as received", "  kk/chapters/1.html#chp_1__para_5"],
        ),
        (
            "развитие международно-правового сотрудничества по возврату активов",
            [
                "  official text by an unofficial copy, not compared with the official one",
                "  ru/versions/2025-12-17.html#chp_2__para_13__al_6",
                "  the amending act's own text, of 2025-12-17",
            ],
        ),
    ],
)
def test_the_command_says_whose_words_they_are(
    words: str, said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify-quote", "--data", str(ROOT / "data"), words]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("verbatim: ")
    assert set(said) <= set(lines)


def test_a_day_whose_wording_is_not_known_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    words = "участие в нормотворческой деятельности"
    with pytest.raises(SystemExit):
        main(["verify-quote", "--data", str(ROOT / "data"), "--on", "2026-01-01", words])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "not in the words at hand for 2026-01-01; of another day:"
    assert any(line.endswith("on 2026-01-01 the wording is not known") for line in lines)
    with pytest.raises(SystemExit):
        main(["verify-quote", "--data", str(ROOT / "data"), "--on", "2018-01-01", words])
    assert capsys.readouterr().out.startswith("the words of the statute on 2018-01-01 are not at hand\n")
