"""The one-file edition of an invented statute: complete, reproducible, no request, no foreign script."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from generator.builder import csp, one_file, preparation
from generator.builder.project import Project
from generator.commands import distribution
from generator.problems import ProblemsError

pytestmark = pytest.mark.site


def editions(project: Project) -> dict[str, str]:
    return dict(one_file.editions(preparation.prepare(project), project.site))


@pytest.fixture(scope="module")
def edition(tiny_site: Project) -> str:
    return editions(tiny_site)["statute.kk.html"]


def test_every_language_has_an_edition(tiny_site: Project, edition: str) -> None:
    codes = {localization.code for localization in preparation.prepare(tiny_site).localizations}
    assert set(editions(tiny_site)) == {f"statute.{code}.html" for code in codes}
    assert editions(tiny_site)["statute.kk.html"] == edition


def test_every_provision_stands_at_its_address_with_its_words(tiny_site: Project, edition: str) -> None:
    prepared = preparation.prepare(tiny_site)
    document: Any = html.document_fromstring(edition)
    shown = {str(one.get("id")): " ".join(one.text_content().split()) for one in document.find_class("law")}
    for provision in prepared.dataset.provisions:
        words = " ".join(prepared.localizations[0].text(provision.text).split())
        assert words in shown[provision.eid]


def test_every_kind_of_section_that_the_site_has_is_there(tiny_site: Project, edition: str) -> None:
    kinds = {kind for section in one_file.SECTIONS for kind in section if kind}
    pages = preparation.prepare(tiny_site).plan.pages
    wanted = {page.path.removesuffix(".html") for page in pages if page.kind in kinds}
    document: Any = html.document_fromstring(edition)
    assert wanted == set(document.xpath("//section/@id | //article/@id"))


def test_only_its_own_style_and_script_are_allowed(edition: str) -> None:
    document: Any = html.document_fromstring(edition)
    (policy,) = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (script,) = re.findall(r"<script>(.*?)</script>", edition, re.DOTALL)
    (style,) = re.findall(r"<style>(.*?)</style>", edition, re.DOTALL)
    assert policy == (
        f"default-src 'none'; style-src {csp.source(style)}; script-src {csp.source(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"url\((?!['\"]?data:)|@import", style)


def test_the_dark_scheme_follows_the_settings_of_the_reader(edition: str) -> None:
    assert '"slate"' not in edition
    assert "@media screen and (prefers-color-scheme:dark){[data-md-color-scheme]" in edition


def test_names_that_look_like_markup_end_no_element(tmp_path: Path) -> None:
    assert one_file._json_in_script(["</script>"]) == '["\\u003c/script>"]'
    assert json.loads(one_file._json_in_script(["</script>"])) == ["</script>"]


def test_the_edition_is_packed_checked_and_released_beside_the_bundle(
    tiny_site: Project, edition: str, tmp_path: Path
) -> None:
    project = Project(tmp_path, tiny_site.data, tiny_site.docs, tiny_site.build, tiny_site.site)
    files = distribution.pack(project)
    assert (tmp_path / "dist" / "statute.kk.html").read_text(encoding="utf-8") == edition
    listed = (tmp_path / "dist" / "SHA256SUMS").read_text(encoding="utf-8")
    assert {path.name for path in files} == {*re.findall(r"  (.+)$", listed, re.MULTILINE), "SHA256SUMS"}
    shutil.rmtree(tmp_path / "dist")
    with pytest.raises(ProblemsError, match="is not the tag of release"):
        distribution.publish(project, "v9")
