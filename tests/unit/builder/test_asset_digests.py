"""Digests in the addresses of a website's scripts and of its search index."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.builder.asset_digests import FETCH, LOAD_STEMMER, add_digests
from generator.builder.website import digest
from generator.problems import ProblemsError

PAGE = """\
<script src="{up}assets/javascripts/bundle.1.min.js" defer></script>
<script src="{own}assets/javascripts/own.js"></script>
<script id="__config" type="application/json">
{{"search": "{own}assets/javascripts/workers/search.2.min.js"}}
</script>
"""


def put(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def make(root: Path, *, index: str = "{}", stemmer: str = "stem()") -> Path:
    """Write a finished website in one language, before digests are added."""
    put(root / "assets" / "javascripts" / "bundle.1.min.js", f"a({FETCH})")
    scripts = root / "kk" / "assets" / "javascripts"
    put(scripts / "own.js", "own()")
    put(scripts / "workers" / "search.2.min.js", f"load({LOAD_STEMMER})")
    put(scripts / "lunr" / "min" / "lunr.kk.min.js", stemmer)
    put(root / "kk" / "search" / "search_index.json", index)
    put(root / "kk" / "chapters" / "2.html", PAGE.format(up="../../", own="../"))
    put(root / "404.html", PAGE.format(up="/act/", own="/act/kk/"))
    return root


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make(tmp_path)


def addresses(page: Path) -> list[str]:
    return re.findall(r'"([^"]+\.js[^"]*)"', page.read_text(encoding="utf-8"))


def test_scripts_carry_the_digest_of_their_content(site: Path) -> None:
    add_digests(site, ["kk"])
    for page in (site / "kk" / "chapters" / "2.html", site / "404.html"):
        assert len(addresses(page)) == 3
        for address in addresses(page):
            path, _, carried = address.partition("?")
            (file,) = site.rglob(path.rpartition("/")[2])
            assert carried == digest(file.read_bytes()), address


def pages(site: Path) -> list[str]:
    add_digests(site, ["kk"])
    return [path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))]


def test_a_changed_stemmer_changes_the_address_of_the_worker(tmp_path: Path) -> None:
    before, now = pages(make(tmp_path / "a")), pages(make(tmp_path / "b", stemmer="otherwise()"))
    for page, changed in zip(before, now, strict=True):
        lines = zip(page.splitlines(), changed.splitlines(), strict=True)
        assert [new.partition("workers/")[1] for old, new in lines if old != new] == ["workers/"]


def test_an_edited_word_changes_no_page(tmp_path: Path) -> None:
    assert pages(make(tmp_path / "a")) == pages(make(tmp_path / "b", index='{"other": 1}'))


def test_the_index_is_found_through_a_file_that_names_its_digest(site: Path) -> None:
    add_digests(site, ["kk"])
    version = json.loads((site / "kk" / "search" / "version.json").read_text(encoding="utf-8"))
    assert version == {"index": digest((site / "kk" / "search" / "search_index.json").read_bytes())}
    bundle = (site / "assets" / "javascripts" / "bundle.1.min.js").read_text(encoding="utf-8")
    assert "search/version.json?" in bundle and "search_index.json?" in bundle


def test_another_version_of_the_theme_is_refused(site: Path) -> None:
    put(site / "assets" / "javascripts" / "bundle.1.min.js", "a()")
    with pytest.raises(ProblemsError, match=r"bundle\.1\.min\.js:1: unknown version of Material's script"):
        add_digests(site, ["kk"])
