"""Another builder in MkDocs' place: ProperDocs makes the same files, Zensical the same pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.builder import builder, markdown_tree, preparation
from tests.conftest import copy_tiny
from tests.support import builders

pytestmark = [pytest.mark.site, pytest.mark.slow]

CODE = "kk"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> preparation.PreparedSite:
    """The tiny project with its tree on disk and MkDocs' site of it, before anything is put beside it."""
    made = preparation.prepare(copy_tiny(tmp_path_factory.mktemp("builders") / "tiny"))
    markdown_tree.write(made)
    process = builder.start(made, CODE, strict=True)
    output, _ = process.communicate()
    assert process.returncode == 0, output
    return made


@pytest.fixture(scope="module")
def zensical(prepared: preparation.PreparedSite) -> Path:
    """The same tree built by Zensical."""
    return builders.zensical(prepared.project.build / CODE, builder.environment(prepared))


def pages(prepared: preparation.PreparedSite) -> list[str]:
    return [page.path for page in prepared.plan.pages]


def test_properdocs_makes_the_same_bytes(prepared: preparation.PreparedSite, tmp_path: Path) -> None:
    target = tmp_path / "site"
    builders.properdocs(prepared.project.build / CODE, target, builder.environment(prepared))
    assert {"index.html", "404.html", "sitemap.xml.gz"} <= builders.names(target)
    assert builders.differing(prepared.project.site / CODE, target) == set()


def test_zensical_makes_every_page_as_a_reader_sees_it(
    prepared: preparation.PreparedSite, zensical: Path
) -> None:
    for page in pages(prepared):
        by_mkdocs = builders.seen(prepared.project.site / CODE / page)
        by_zensical = builders.seen(zensical / page)
        different = {key for key, value in by_mkdocs.items() if by_zensical[key] != value}
        # It does not say which page is the home page, so that page's title is that of the others.
        assert different == ({"title"} if page == "index.html" else set()), page


def test_what_zensical_makes_otherwise(prepared: preparation.PreparedSite, zensical: Path) -> None:
    """What the architecture page names; where one is mended, the page is to be mended too."""
    site = prepared.project.site / CODE
    lost = {name for name in builders.names(site) - builders.names(zensical) if name.endswith(".html")}
    assert lost == set()
    assert "search/search_index.json" in builders.names(site) - builders.names(zensical)
    assert any("data-search-exclude" in (site / one).read_text("utf-8") for one in pages(prepared))
    assert not any("data-search-exclude" in (zensical / one).read_text("utf-8") for one in pages(prepared))
    missing = prepared.project.site / CODE / "404.html"
    assert 'content="noindex"' in missing.read_text("utf-8")
    assert 'content="noindex"' not in (zensical / "404.html").read_text("utf-8")
