"""The banner and `noindex` on the pages of a preview."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from generator.builder.preparation import Project
from generator.plan.localization import Localization
from generator.previews.banner import mark_pages
from generator.problems import ProblemsError

PAGE = "<!doctype html>\n<html lang=kk>\n<head>\n<title>t</title></head>\n<body dir=ltr>words</body></html>"


@pytest.mark.site
def test_every_page_is_marked(tiny_site: Project, localizations: list[Localization], tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(tiny_site.site, site)
    mark_pages(site, 7, localizations)
    for path in site.rglob("*.html"):
        page: Any = html.fromstring(path.read_bytes())
        assert page.xpath("//head/meta[@name='robots']/@content")[0] == "noindex", path
        (banner,) = page.xpath("/html/body/*[1][self::aside]")
        assert "№ 7" in banner.text_content()
        (home,) = banner.xpath("a/@href")
        # The published site is above pr/7/.
        assert (path.parent / home).resolve() == (site.parent.parent / "index.html").resolve()


@pytest.mark.site
def test_the_banner_may_link_to_another_address(localizations: list[Localization], tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    mark_pages(tmp_path, 7, localizations, "https://example.org/")
    assert '<a href="https://example.org/"' in (tmp_path / "index.html").read_text(encoding="utf-8")


@pytest.mark.site
@pytest.mark.parametrize(
    "content",
    [
        "",
        "words",
        "<html><head></head><body></body></html>",
        PAGE.replace("<body", "<div"),
        "<!-- -->" + PAGE,
    ],
)
def test_a_page_that_would_hide_its_banner_is_refused(
    content: str, localizations: list[Localization], tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(content, encoding="utf-8")
    with pytest.raises(ProblemsError, match="is not an HTML page"):
        mark_pages(tmp_path, 7, localizations)
