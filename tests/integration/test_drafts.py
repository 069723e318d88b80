"""What a build puts out of a draft: nothing if it may be published, one page if the maintainer builds."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from generator.builder import builder
from generator.builder.project import Project
from generator.cli import main
from tests.support.drafted import WORD, add_draft


def files_with_the_word(site: Path) -> list[str]:
    word = WORD.encode()
    return sorted(
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file() and (word in path.read_bytes() or "drafts" in path.name)
    )


@pytest.mark.site
@pytest.mark.slow
def test_only_the_maintainer_s_build_has_its_words(tiny: Project) -> None:
    add_draft(tiny)
    prepared = builder.build(tiny, lambda message: None, drafts=True)
    pages = [f"{localization.code}/drafts.html" for localization in prepared.localizations]
    assert files_with_the_word(tiny.site) == sorted(pages)
    builder.build(tiny, lambda message: None, "https://statute.example.net", drafts=True)
    assert files_with_the_word(tiny.site) == []


@pytest.mark.site
@pytest.mark.slow
def test_a_build_that_does_not_ask_for_them_has_none(tiny: Project) -> None:
    """Previews build without an address, and are published."""
    add_draft(tiny)
    builder.build(tiny, lambda message: None, drafts=True)
    builder.build(tiny, lambda message: None)
    assert files_with_the_word(tiny.site) == []


@pytest.mark.site
@pytest.mark.slow
def test_a_bundle_has_no_word_of_it(tiny: Project) -> None:
    add_draft(tiny)
    assert main(["--root", str(tiny.root), "bundle"]) == 0
    assert files_with_the_word(tiny.site) == []
    bundle = next((tiny.root / "dist").glob("*.zip"))
    with zipfile.ZipFile(bundle) as archive:
        assert not [name for name in archive.namelist() if WORD.encode() in archive.read(name)]
