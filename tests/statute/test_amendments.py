"""What is known of this statute in time: Nos. 366 and 1125, what they do not say, and what 2022 says."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.builder.preparation import PreparedSite
from generator.model import Kind, Provision
from generator.timeline import text
from generator.timeline.table import Provenance, State, Table, Wording

BEFORE = dt.date(2022, 10, 3)
BY_366 = dt.date(2023, 10, 5)
BY_560 = dt.date(2024, 5, 27)
BY_1125 = dt.date(2025, 12, 17)
BY_1315 = dt.date(2026, 6, 15)

CONTINUED = ["chp_1__para_1", "chp_1__para_2", "chp_1__para_11", "chp_2__para_13"]


@pytest.fixture(scope="module")
def table(real: PreparedSite) -> Table:
    return real.wordings


def at(table: Table, eid: str, day: dt.date) -> Wording:
    row = table.at(eid, day)
    assert row, eid
    return row


def test_all_words_of_2022_are_the_first_rows(real: PreparedSite, table: Table) -> None:
    rows = {row.eid: row for row in table.on(BEFORE)}
    covered = [one for one in real.dataset.provisions if one.eid.startswith(("chp_", "list_"))]
    assert len(covered) > 250
    for provision in covered:
        row = rows[provision.eid]
        assert (row.text, row.num, row.kind) == (provision.text, provision.num, provision.kind)
        assert row.provenance == {"kk": Provenance.ORIGINAL, "ru": Provenance.TRANSLATION}
        assert row.state_on(BEFORE) is State.KNOWN
        assert row.state_on(BEFORE + dt.timedelta(days=1)) is State.LAST_KNOWN
        assert row.until == BY_366


def test_no_wording_of_2022_of_the_statute_holds_after_the_unknown_change(table: Table) -> None:
    for day in (BY_366, BY_560, BY_1125, BY_1315):
        for row in table.on(day):
            if row.state is State.KNOWN and row.eid.startswith(("chp_", "list_")):
                assert row.by and row.by.operation
                assert row.identity.startswith((f"{BY_366}/", f"{BY_1125}/"))
                assert set(row.provenance.values()) == {Provenance.UNOFFICIAL_COPY}


def test_what_is_known_of_point_15_5_and_point_2_today(table: Table) -> None:
    of_2022 = next(row for row in table.by_eid["chp_2__para_15__subpara_5"] if row.start == BEFORE)
    today = [row for row in table.by_identity[of_2022.identity] if row.covers(BY_1315)]
    assert [row.state for row in today] == [State.UNKNOWN]
    point_2 = at(table, "chp_1__para_2", BY_1315)
    assert point_2.state_on(BY_1315) is State.LAST_KNOWN
    assert point_2.state_on(BY_1125) is State.KNOWN
    assert point_2.given == BY_1125
    assert "Комитет по защите прав инвесторов" in point_2.text["ru"]


def test_point_1_has_a_last_known_and_a_later_paragraph(table: Table) -> None:
    states = {
        eid: (row := at(table, eid, BY_1125)).state_on(BY_1125).value + f" {row.given}"
        for eid in ("chp_1__para_1", "chp_1__para_1__p_2", "chp_1__para_1__p_3")
    }
    assert states == {
        "chp_1__para_1": f"last-known {BY_366}",
        "chp_1__para_1__p_2": f"known {BY_1125}",
        "chp_1__para_1__p_3": f"last-known {BY_366}",
    }
    assert at(table, "chp_1__para_1", dt.date(2024, 5, 26)).state_on(dt.date(2024, 5, 26)) is State.KNOWN


def test_of_point_13_only_the_three_paragraphs_are_known(table: Table) -> None:
    known = [row.eid for row in table.on(BY_1125) if row.state is State.KNOWN and "para_13" in row.eid]
    assert known == [f"chp_2__para_13__al_{number}" for number in (4, 5, 6)]
    assert at(table, "chp_2__para_13", BY_1125).state is State.UNKNOWN
    # The Kazakh text lacks the outer mark; the one that it has belongs to the name of the law.
    assert at(table, "chp_2__para_13__al_4", BY_1125).text["kk"].startswith("«Заңсыз иемденілген активтерді")
    assert at(table, "chp_2__para_13__al_4", BY_1125).text["ru"].startswith("выявление и возврат")


def test_the_rights_of_14_1_are_65_paragraphs_and_the_last_is_other_rights(table: Table) -> None:
    def rights(day: dt.date) -> list[Wording]:
        return [
            row
            for row in table.on(day)
            if row.state is State.KNOWN and f"{row.eid}__".startswith("chp_2__para_14__subpara_1__")
        ]

    assert len(rights(BY_366)) == 35
    assert len(rights(BY_1125)) == 65
    last = rights(BY_1125)[-1]
    assert (last.eid, last.given, last.start) == ("chp_2__para_14__subpara_1__al_64", BY_366, BY_1125)
    assert last.text["ru"].startswith("осуществлять иные права")
    assert last.state_on(BY_1125) is State.LAST_KNOWN
    assert rights(BY_1125)[34].given == BY_1125


def test_the_structure_of_2025_is_the_list_of_no_1125(table: Table) -> None:
    structure = "para_1__subpara_2__al_2__list_1"
    items = [row for row in table.on(BY_1125) if row.parent == structure]
    assert len(items) == 18
    assert {row.kind for row in items} == {Kind.ITEM}
    assert at(table, structure, BY_366).state_on(BY_366) is State.LAST_KNOWN
    # No unit of 2022 is said to have become one of 2025: every item is another provision.
    assert all(row.identity.startswith(f"{BY_1125}/") for row in items)
    # Letters that look alike are kept: the first letter of two names is Latin in the received file.
    assert sum(row.text["kk"].startswith("C") for row in items) == 2


def test_units_that_the_text_of_2022_lacks(table: Table) -> None:
    assert table.at("institutions", BEFORE) is None
    assert at(table, "institutions__item_1-1", BY_1125).given == BY_366
    assert at(table, "class-ranks", BY_1125).state is State.UNKNOWN


def test_the_links_across_the_unknown_change_are_a_closed_list(real: PreparedSite) -> None:
    timeline = real.dataset.amendments.timeline
    assert [one.provision for one in timeline.continuations] == CONTINUED
    assert all(set(one.ground) == {"kk", "ru"} for one in timeline.continuations)


def test_instructions_are_counted_by_act_and_language(real: PreparedSite) -> None:
    counts = {
        (act.act, act.language): (
            act.instructions,
            act.operations,
            act.known_before,
            act.given_only,
            act.unpublished,
            act.outside,
            act.undisclosed,
            act.ordinals,
        )
        for act in real.amended.acts
    }
    assert counts == {
        ("decree-366", "kk"): (15, 18, 0, 17, 1, 2, 3, 0),
        ("decree-366", "ru"): (15, 18, 0, 17, 1, 2, 3, 0),
        ("decree-1125", "kk"): (9, 9, 5, 3, 1, 3, 2, 35),
        ("decree-1125", "ru"): (9, 9, 5, 3, 1, 3, 2, 35),
    }


def test_printed_text_names_what_is_not_known(table: Table) -> None:
    lines = list(text.lines(table, BY_1315, "ru", {}))
    assert "8) [unknown since 2023-10-05]" in lines
    assert not any("в силе" in line or "in force" in line for line in lines)
    point_2 = next(line for line in lines if line.startswith("2. Генеральная прокуратура имеет ведомства"))
    assert point_2.endswith(" [last known 2025-12-17]")
    assert list(text.lines(table, dt.date(2017, 10, 13), "kk", {})) == ["[words not at hand]"]


def test_every_other_provision_of_2022_is_gone_from_the_text_of_2025(
    real: PreparedSite, table: Table
) -> None:
    """No words of 2022 stand in a text after the unknown change, not even by accident."""
    later = {row.text["kk"] for row in table.on(BY_1125) if row.text}
    shared: list[Provision] = [
        one
        for one in real.dataset.provisions
        if one.eid.startswith("chp_") and one.text["kk"] in later and len(one.text["kk"].split()) > 4
    ]
    assert shared == []
