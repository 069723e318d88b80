"""The pages of the statute in time of an invented statute; a statute without amendments has none of them."""

from __future__ import annotations

import shutil

from generator.builder import preparation
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.render import renderer
from generator.render.page_kinds import page_context
from generator.views.comparisons import ComparisonsView
from generator.views.parts import View
from generator.views.versions import VersionView
from tests.conftest import rendered
from tests.support.paths import INPUTS

IN_TIME = {"history", "version", "comparisons", "structure", "amendment"}


def amended(tiny: Project) -> PreparedSite:
    shutil.copytree(INPUTS / "amended-tiny", tiny.root, dirs_exist_ok=True)
    return preparation.prepare(tiny)


def view(site: PreparedSite, kind: str) -> View:
    page = next(page for page in site.plan.pages if page.kind == kind)
    return renderer.view_of(page_context(page, site.plan, site.localizations[0], site.proof))


def test_a_statute_without_amendments_shows_none_of_it(tiny_prepared: PreparedSite) -> None:
    assert tiny_prepared.plan.history is None
    assert not [page for page in tiny_prepared.plan.pages if page.kind in IN_TIME]
    for path, text in rendered(tiny_prepared).items():
        front = text.split("\n---\n", 1)[0]
        assert "\nhistory:" not in front and "\nnoindex:" not in front, path
        assert "comparisons.md" not in text, path


def test_an_amended_statute_has_its_pages(tiny: Project) -> None:
    site = amended(tiny)
    kinds = {page.kind for page in site.plan.pages if page.kind in IN_TIME}
    assert kinds >= {"history", "version", "amendment"}
    assert "structure" not in kinds, "the data name none"
    pages = rendered(site)
    assert "noindex: true" in pages[next(path for path in pages if path.startswith("versions/"))]


def test_what_the_acts_themselves_continue_is_compared_and_marked(tiny: Project) -> None:
    site = amended(tiny)
    history = site.plan.history
    assert history
    for eid, days in history.compared.items():
        rows = history.table.by_identity[f"{history.table.first}/{eid}"]
        assert rows[-1].start in days
    shown = view(site, "comparisons")
    assert isinstance(shown, ComparisonsView)
    assert not shown.closed, "no editorial continuation"
    steps = [step for one in shown.provisions for step in one.steps]
    assert steps and all(step.marked for step in steps if all(left and right for left, right in step.rows))


def test_a_version_counts_what_is_known(tiny: Project) -> None:
    site = amended(tiny)
    history = site.plan.history
    assert history
    shown = view(site, "version")
    assert isinstance(shown, VersionView)
    day = history.days[0]
    rows = list(history.table.on(day))
    given = [row for row in rows if row.state_on(day) == "known"]
    assert f"{len(rows)}" in shown.known and f"{len(given)}" in shown.known
    assert len([line for line in shown.lines if line.words]) == len(
        [row for row in rows if history.is_shown(row)]
    )
