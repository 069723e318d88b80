"""Citations of this statute: each names the decree that approved it and the one that brought this edition."""

from __future__ import annotations

import pytest

from generator.builder.preparation import PreparedSite
from generator.plan.citations import in_statute
from tests.support.paths import ROOT

EDITION = {
    "kk": "(Қазақстан Республикасы Президентінің 2022 жылғы 3 қазандағы № 1029 Жарлығының редакциясында)",
    "ru": "(в редакции Указа Президента Республики Казахстан от 3 октября 2022 года № 1029)",
}


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_a_citation_of_the_statute_names_both_decrees(real: PreparedSite, code: str) -> None:
    localization = next(one for one in real.localizations if one.code == code)
    cited = [
        localization.citation(provision)
        for provision in localization.index.dataset.provisions
        if in_statute(localization, provision) and not provision.eid.startswith("att_")
    ]
    citations = [words for words in cited if words]
    assert len(citations) > 200
    assert not [words for words in citations if "№ 563" not in words or words.count(EDITION[code]) != 1]


@pytest.mark.parametrize("page", ["kk", "ru"])
def test_the_page_on_citing_shows_what_is_copied(real: PreparedSite, page: str) -> None:
    words = (ROOT / "docs" / page / "how-to-cite.md").read_text(encoding="utf-8")
    for localization in real.localizations:
        provision = localization.index.provisions["chp_2__para_15__subpara_6"]
        assert f"> {localization.citation(provision)}\n" in words
