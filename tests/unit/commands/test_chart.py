"""The `chart` command prints the DOT of a chart, or says which charts there are."""

from __future__ import annotations

import pytest

from generator.cli import main
from generator.commands import chart
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", [*chart.CHARTS, "who.ru", "near-bodies-committee"])
def test_a_chart_is_printed_as_dot(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chart", name, "--format", "dot", "--root", str(ROOT)]) == 0
    assert capsys.readouterr().out.startswith("digraph chart {")


def test_an_unknown_chart_is_a_problem_with_the_nearest_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chart", "whom", "--root", str(ROOT)]) == 1
    assert "chart:1: the site has no chart `whom`; expected org, terr, who or" in capsys.readouterr().err
