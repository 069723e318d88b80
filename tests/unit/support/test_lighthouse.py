from __future__ import annotations

from typing import Any

import pytest

from tests.support import lighthouse
from tests.support.lighthouse import CATEGORIES, METRICS, SHIFT, Run

HOST = "127.0.0.1:1"


def report(url: str = f"http://{HOST}/a", contrast: float = 1) -> dict[str, Any]:
    audits: dict[str, Any] = {name: {"numericValue": 1000, "id": name, "score": 1} for name in METRICS}
    audits[SHIFT] = {"numericValue": 0.01, "id": SHIFT, "score": 1}
    audits["contrast"] = {"id": "contrast", "score": contrast}
    audits["hint"] = {"id": "hint", "score": 0}
    audits["network-requests"] = {"details": {"items": [{"url": url}, {"url": "data:,x"}]}}
    references = [{"id": "contrast", "weight": 7}, {"id": "hint", "weight": 0}]
    return {
        "audits": audits,
        "categories": {name: {"score": 0.99, "auditRefs": references} for name in CATEGORIES},
        "environment": {"benchmarkIndex": 1500},
    }


def run(performance: int, time: float, *problems: str) -> Run:
    return Run((performance, 100, 100, 100), (time,) * 4, 0.0, 1500, problems)


def test_a_report_is_read() -> None:
    assert lighthouse.read(report(), HOST) == Run((99,) * 4, (1000.0,) * 4, 0.01, 1500.0, ())


def test_what_falls_short_is_named_where_it_weighs() -> None:
    found = lighthouse.read(report(contrast=0), HOST).problems
    assert found == ("accessibility: contrast", "best-practices: contrast", "seo: contrast")


def test_a_request_to_another_host_is_no_measurement() -> None:
    with pytest.raises(ValueError, match=r"asked another host: https://example\.net/x"):
        lighthouse.read(report("https://example.net/x"), HOST)


def test_a_page_that_could_not_be_measured_is_said() -> None:
    with pytest.raises(ValueError, match="no paint"):
        lighthouse.read({"runtimeError": {"message": "no paint"}}, HOST)


def test_the_middle_of_several_runs() -> None:
    found = lighthouse.middle([run(90, 3, "a"), run(100, 1), run(95, 2, "a", "b")])
    assert (found.performance, found.times[0], found.problems) == (95, 2, ("a", "b"))


def test_a_line_of_the_table() -> None:
    line = lighthouse.row("home, kk", "mobile", run(98, 1234))
    assert line == "| home, kk | mobile | 98 | 100 | 100 | 100 | 1.2 | 1.2 | 1234 | 1.2 | 0.000 | 1500 |"
    assert line.count("|") == lighthouse.HEAD.splitlines()[0].count("|")


@pytest.mark.parametrize(("machine", "multiplier"), [(875, 2), (1125, 2.57), (1750, 4), (2100, 4)])
def test_a_slow_machine_slows_down_less(machine: float, multiplier: float) -> None:
    assert lighthouse.slowdown(machine) == multiplier
