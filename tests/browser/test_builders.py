"""Other builders over the whole site's trees: ProperDocs to the byte, Zensical as a reader sees it.

Each builds one language, because both have the same pages; `make audit-full` builds both with each.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.support import builders
from tests.support.paths import ROOT

pytestmark = pytest.mark.browser

LANGUAGES = [path.parent.name for path in sorted((ROOT / "build").glob("*/mkdocs.yml"))]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def pages(site: Path, code: str) -> list[str]:
    found = sorted(name for name in builders.names(site / code) if name.endswith(".html"))
    assert len(found) > 370
    return found


def languages(first: int) -> pytest.MarkDecorator:
    """Return each language as a parameter; all but one are left to `make audit-full`."""
    cases = [
        pytest.param(code, marks=() if place == first % len(LANGUAGES) else pytest.mark.full)
        for place, code in enumerate(LANGUAGES)
    ]
    return pytest.mark.parametrize("code", cases)


@languages(0)
def test_properdocs_makes_the_same_pages(site: Path, tmp_path: Path, code: str) -> None:
    target = tmp_path / code
    builders.properdocs(ROOT / "build" / code, target, ENVIRONMENT)
    different = [
        one for one in pages(site, code) if (site / code / one).read_bytes() != (target / one).read_bytes()
    ]
    assert different == []


@languages(1)
def test_zensical_makes_every_page_as_a_reader_sees_it(site: Path, tmp_path: Path, code: str) -> None:
    shutil.copytree(ROOT / "build" / code, tmp_path / "build" / code)
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    made = builders.zensical(tmp_path / "build" / code, ENVIRONMENT)
    different = [
        (one, key)
        for one in pages(site, code)
        for (key, by_mkdocs), by_zensical in zip(
            builders.seen(site / code / one).items(), builders.seen(made / one).values(), strict=True
        )
        if by_mkdocs != by_zensical
    ]
    assert different == [("index.html", "title")]
