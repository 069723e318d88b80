"""What a site has beside its pages is the same, whether it was made beside them or when they were there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.builder import builder, css, manifest, preparation, shared_files, text_twins
from generator.builder.manifest import digest
from generator.builder.project import Project
from generator.files.package import THEME
from tests.integration.test_build import files


@pytest.fixture
def built(tiny_site: Project, tmp_path: Path) -> Project:
    """Return a copy of the built project, which the test may change."""
    shutil.copytree(tiny_site.root, tmp_path / "tiny")
    return Project.at(tmp_path / "tiny")


def test_they_need_the_prepared_data_only(built: Project) -> None:
    prepared = preparation.prepare(built)
    shutil.rmtree(built.build)
    made = shared_files.make(prepared)
    site = files(built.site)
    for localization in prepared.localizations:
        assert f"{localization.code}/search/words.js" in made.files
    assert {name: text.encode() for name, text in made.files.items()} == {
        name: site[name] for name in made.files
    }
    for localization in prepared.localizations:
        for page in text_twins.pages(prepared):
            head = made.heads[localization.code][page.source].encode()
            assert site[f"{localization.code}/{page.source}"].startswith(head)


def test_each_of_the_theme_s_style_sheets_is_compacted(tiny_prepared: preparation.PreparedSite) -> None:
    made = shared_files.make(tiny_prepared)
    sheets = [path.read_text(encoding="utf-8") for path in sorted((THEME / "assets").glob("*.css"))]
    assert made.styles == {sheet: css.compact(sheet) for sheet in sheets}


def test_digests_of_pages_are_those_of_their_files(built: Project) -> None:
    prepared = preparation.prepare(built)
    digests = builder.page_digests(prepared, builder.manifests(prepared))
    pages = {name: digest(content) for name, content in files(built.site).items() if name in digests}
    assert digests == pages
    assert len(digests) > 20


def test_twins_by_digests_are_those_of_the_pages(built: Project) -> None:
    prepared = preparation.prepare(built)
    before = files(built.site)
    pages = builder.page_digests(prepared, builder.manifests(prepared))
    with text_twins.written_beside(prepared, built.site, pages) as end:
        written = end()
    assert not manifest.read(built.build / "kk" / text_twins.RECORD).redone
    assert files(built.site) == before
    assert written.site == {name: digest(before[name]) for name in written.site}
    kept = files(built.build)
    assert written.build == {name: digest(kept[name]) for name in written.build}
    twins = len(prepared.localizations) * len(list(text_twins.pages(prepared)))
    assert len(written.site) == len(written.build) == twins
    page = next(text_twins.pages(prepared))
    with text_twins.written_beside(prepared, built.site, {f"kk/{page.path}": "that of another page"}):
        pass
    assert manifest.read(built.build / "kk" / text_twins.RECORD).redone == [page.source]
