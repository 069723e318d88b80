"""Other builders in place of MkDocs: ProperDocs makes the same files, Zensical the same pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.builder import language_builds, markdown_tree, preparation
from tests.conftest import copy_tiny
from tests.support import builders

pytestmark = [pytest.mark.site, pytest.mark.slow]

CODE = "kk"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> preparation.PreparedSite:
    """The tiny project with its Markdown tree and the site that MkDocs alone builds from it."""
    site = preparation.prepare(copy_tiny(tmp_path_factory.mktemp("builders") / "tiny"))
    markdown_tree.write(site)
    process = language_builds.start(site, CODE, strict=True)
    output, _ = process.communicate()
    assert process.returncode == 0, output
    return site


@pytest.fixture(scope="module")
def zensical(prepared: preparation.PreparedSite) -> Path:
    """The same tree built by Zensical."""
    return builders.zensical(prepared.project.build / CODE, language_builds.environment(prepared))


def pages(prepared: preparation.PreparedSite) -> list[str]:
    return [page.path for page in prepared.plan.pages]


def test_properdocs_makes_the_same_bytes(prepared: preparation.PreparedSite, tmp_path: Path) -> None:
    target = tmp_path / "site"
    builders.properdocs(prepared.project.build / CODE, target, language_builds.environment(prepared))
    assert {"index.html", "404.html", "sitemap.xml.gz"} <= builders.names(target)
    assert builders.differing(prepared.project.site / CODE, target) == set()


def test_zensical_makes_pages_with_the_same_content(
    prepared: preparation.PreparedSite, zensical: Path
) -> None:
    for page in pages(prepared):
        by_mkdocs = builders.seen(prepared.project.site / CODE / page)
        by_zensical = builders.seen(zensical / page)
        different = {key for key, value in by_mkdocs.items() if by_zensical[key] != value}
        # Zensical does not tell the theme which page is the home page, so it gets an ordinary title.
        assert different == ({"title"} if page == "index.html" else set()), page


def test_known_differences_of_zensical(prepared: preparation.PreparedSite, zensical: Path) -> None:
    """The differences that the architecture page lists; update that page if one of them is gone."""
    site = prepared.project.site / CODE
    only_mkdocs = builders.names(site) - builders.names(zensical)
    assert [name for name in only_mkdocs if name.endswith(".html")] == []
    assert "search/search_index.json" in only_mkdocs
    assert any("data-search-exclude" in (site / page).read_text("utf-8") for page in pages(prepared))
    assert not any("data-search-exclude" in (zensical / page).read_text("utf-8") for page in pages(prepared))
    not_found = prepared.project.site / CODE / "404.html"
    assert 'content="noindex"' in not_found.read_text("utf-8")
    assert 'content="noindex"' not in (zensical / "404.html").read_text("utf-8")
