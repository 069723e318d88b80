"""The site on disk: the real one in full, and a tiny one whose building fails in every way that it can."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import pytest
import yaml
from lxml import html

from generator.act.targets import Target
from generator.builder import builder, link_check
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.model import BodyKind
from generator.problems import ProblemsError
from generator.render.page_kinds import PAGE_KINDS
from tests.conftest import copy_tiny
from tests.support.edits import replace
from tests.support.law import act_words, heading_or_words
from tests.support.paths import ROOT
from tests.support.shared import build_kept

pytestmark = pytest.mark.site


HERE = Path(__file__).relative_to(ROOT).as_posix()


def quiet(message: str) -> None:
    """Say nothing."""


def languages(prepared: PreparedSite) -> list[Path]:
    return [prepared.project.site / one.code for one in prepared.localizations]


@cache
def document(path: Path) -> Any:
    return html.document_fromstring(path.read_bytes())


def anchors(path: Path) -> Counter[str]:
    return Counter(str(one) for one in document(path).xpath("//@id"))


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()
    }


# The real site


def test_every_page_of_the_plan_is_built_in_every_language(real_site: PreparedSite) -> None:
    planned = {one.path for one in real_site.plan.pages}
    for folder in languages(real_site):
        assert {one.relative_to(folder).as_posix() for one in folder.rglob("*.html")} - {
            "404.html"
        } == planned


def test_no_link_is_broken(real_site: PreparedSite) -> None:
    report = link_check.check(real_site.project.site)
    assert report.problems == ()
    assert report.pages >= len(real_site.localizations) * len(real_site.plan.pages)


def test_every_body_with_a_page_has_one(real_site: PreparedSite) -> None:
    bodies = real_site.dataset.organisation.bodies
    pages = {path.stem for path in (real_site.project.site / "kk" / "bodies").glob("*.html")}
    of_kinds = {page.subject for page in real_site.plan.pages if page.kind == "body-kind"}
    assert len(of_kinds) > 1
    with_page = {body.id for body in bodies if body.kind is not BodyKind.NAMED}
    assert {page.subject for page in real_site.plan.pages if page.kind == "body"} == with_page
    assert with_page < pages and len(pages - with_page) == len(of_kinds) + len(("index", "named"))


def test_every_provision_has_one_anchor_at_home_and_one_in_the_text(real_site: PreparedSite) -> None:
    for folder in languages(real_site):
        text = anchors(folder / "text.html")
        for one in real_site.dataset.provisions:
            path, _, anchor = real_site.plan.address(Target.provision(one.eid)).partition("#")
            assert path.startswith("chapters/") or path in ("lists.html", "decree.html")
            assert anchors(folder / path)[anchor] == 1, one.eid
            assert text[one.eid] == 1, one.eid


def test_no_page_has_an_anchor_twice(real_site: PreparedSite) -> None:
    for folder in languages(real_site):
        for path in folder.rglob("*.html"):
            assert [one for one, count in anchors(path).items() if count > 1] == [], path


def test_every_page_says_which_redaction_it_is_and_that_it_is_not_official(real_site: PreparedSite) -> None:
    for localization in real_site.localizations:
        act, unofficial = real_site.dataset.act, localization.strings["unofficial"]
        assert act.checked
        for page in real_site.plan.pages:
            words = document(real_site.project.site / localization.code / page.path).text_content()
            words = " ".join(words.split())
            kind = PAGE_KINDS[page.kind]
            own = localization.strings["in_time.status"] if kind.in_time else ""
            assert (own or localization.status_line(has_law=kind.has_law)) in words, page.path
            assert unescape(localization.date(act.checked)) in words, page.path
            assert unofficial in words, page.path


def test_every_page_can_be_reached_from_the_home_page(real_site: PreparedSite) -> None:
    for folder in languages(real_site):
        seen, left = set(), ["index.html"]
        while left:
            path = left.pop()
            if path not in seen:
                seen.add(path)
                left += reached(folder, path)
        assert seen == {one.path for one in real_site.plan.pages}


def reached(folder: Path, path: str) -> Iterator[str]:
    """Yield the pages of the same language that a page leads to, by its content or its navigation."""
    for href in document(folder / path).xpath("//a/@href"):
        target = unquote(urldefrag(str(href))[0]).partition("?")[0]
        if target and not target.startswith(("http:", "https:", "mailto:")):
            found = os.path.normpath(os.path.join(os.path.dirname(path), target))  # noqa: PTH118, PTH120
            if found.endswith(".html") and (folder / found).is_file() and not found.startswith(".."):
                yield found


def test_the_words_of_the_act_are_on_the_page_letter_by_letter(real_site: PreparedSite) -> None:
    page = document(real_site.project.site / "kk" / "text.html")
    shown = act_words(page)
    for provision in real_site.dataset.provisions:
        assert shown[provision.eid] == heading_or_words(provision, "kk"), provision.eid


def test_nothing_is_asked_of_another_host(real_site: PreparedSite) -> None:
    for folder in languages(real_site):
        for path in folder.rglob("*.html"):
            page = document(path)
            loaded = [*page.xpath("//@src"), *page.xpath("//link[@rel!='canonical']/@href")]
            assert not [one for one in loaded if re.match(r"(https?:)?//", str(one))], path


DEEPER = re.compile(r"sheet--step-\d|d[3-9]|lines-\d+")
"""Classes of provisions nested more deeply than this act's, and of lists of other lengths."""


OF_OTHER_ACTS = {"note", "chart__rows"}
"""Classes of what this act does not hold; `test_bringing` and `test_many_statements` have texts that do."""


def test_no_style_is_for_nothing(real_site: PreparedSite) -> None:
    """Every class of our style sheets stands on a page, or a script puts it there."""
    theme = ROOT / "generator" / "theme" / "assets"
    sheets = "".join(path.read_text("utf-8") for path in theme.glob("*.css"))
    rules = re.sub(r"(?s)/\*.*?\*/|\{[^{}]*\}", " ", sheets)
    styled = set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", rules))
    scripts = "".join(path.read_text("utf-8") for path in theme.rglob("*.js"))
    shown = {
        name
        for folder in languages(real_site)
        for path in folder.rglob("*.html")
        for value in document(path).xpath("//@class")
        for name in str(value).split()
    }
    idle = styled - shown - OF_OTHER_ACTS
    idle = {one for one in idle if not DEEPER.fullmatch(one) and not one.startswith("md-")}
    assert sorted(one for one in idle if not re.search(rf"\b{one}\b", scripts)) == []


def test_the_data_are_beside_the_languages(real_site: PreparedSite) -> None:
    site = real_site.project.site
    assert (site / "data" / "act.json").is_file()
    assert (site / "index.html").is_file()
    assert {one.name for one in site.iterdir() if one.is_dir()} == {
        "data",
        "en",
        *(one.code for one in real_site.localizations),
    }


@pytest.mark.slow
@pytest.mark.full
def test_mkdocs_alone_builds_the_whole_site(real_site: PreparedSite, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(real_site.project.root, root)
    shutil.rmtree(root / "site")
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for localization in real_site.localizations:
        folder = root / "site" / localization.code
        assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")} >= {
            page.path for page in real_site.plan.pages
        }
    assert (root / "site" / "index.html").is_file()
    assert (root / "site" / "data" / "act.json").is_file()
    assert link_check.check(root / "site").problems == ()


# A tiny site, and how building fails


@pytest.fixture(scope="module")
def built(tiny_site: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The tiny project with its site; a test that changes it restores it."""
    root = tmp_path_factory.mktemp("built") / "tiny"
    shutil.copytree(tiny_site.root, root)
    return Project.at(root)


@pytest.fixture(scope="module")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The tiny project with its site for an address that does not end in a slash."""

    def build(root: Path) -> None:
        builder.build(copy_tiny(root), quiet, "https://example.org/act")

    return Project.at(build_kept(tmp_path_factory, "addressed-site-without-slash", build, HERE))


FAILURES = {
    "data": ("data/bodies.yml", "kind: agency", "kind: agensy", "data/bodies.yml:29: "),
    "rule": ("data/relations.yml", "object: deputy", "object: depyty", "data/relations.yml:31: "),
    "proof": ("data/provisions/chapter-1.yml", "ойдан", "ойдaн", "data/source/resolution-7.kk.txt:"),
    "words": (
        "data/strings/kk.yml",
        "\nnav.home:",
        "\nnav.hom:",
        "data/strings/kk.yml:15: unknown key `nav.hom`",
    ),
    "markdown": ("docs/kk/about.md", "(text.md)", "(txt.md)", "build/kk:1: WARNING"),
    "html": ("docs/kk/about.md", "Мұндағы", '<a href="txt.html">x</a> Мұндағы', "site/kk/about.html:"),
    "anchor": (
        "docs/kk/about.md",
        "Мұндағы",
        '<a href="text.html#chp_9">x</a> Мұндағы',
        "site/kk/about.html:",
    ),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_building_that_fails_leaves_the_last_site(failure: str, built: Project) -> None:
    name, old, new, expected = FAILURES[failure]
    before = files(built.site)
    beside = {one.name for one in built.root.iterdir()}
    text = replace(built.root / name, old, new)
    try:
        with pytest.raises(ProblemsError) as caught:
            builder.build(built, quiet)
    finally:
        (built.root / name).write_text(text, encoding="utf-8")
    assert str(caught.value).startswith(expected)
    assert files(built.site) == before
    assert {one.name for one in built.root.iterdir()} == beside


def test_two_buildings_are_the_same_bytes(built: Project) -> None:
    before = files(built.site)
    builder.build(built, quiet)
    after = files(built.site)
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == set()


def test_a_site_for_an_address_names_it(addressed: Project) -> None:
    page = document(addressed.site / "kk" / "terms.html")
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://example.org/act/kk/terms.html"]


def test_a_site_for_an_address_has_what_only_that_allows(addressed: Project, addressed_site: Project) -> None:
    made = files(addressed_site.site)
    assert {"404.html", "robots.txt", "sitemap.xml", "kk/sitemap.xml"} <= made.keys()
    assert "kk/404.html" not in made
    for name, content in made.items():
        if name.endswith(".html"):
            assert b'http-equiv="Content-Security-Policy"' in content, name
        if name.endswith(".html") and name.startswith("kk/"):
            card = f"kk/assets/cards/{name.removeprefix('kk/').removesuffix('.html')}.png"
            assert card in made and f"https://example.org/act/{card}".encode() in content, name
    assert files(addressed.site) == made


def test_a_site_without_an_address_has_none_of_it(built: Project) -> None:
    made = files(built.site)
    assert not {"404.html", "robots.txt", "sitemap.xml", "kk/sitemap.xml", "kk/404.html"} & made.keys()
    assert not [name for name in made if "assets/cards/" in name]
    for name, content in made.items():
        if name.endswith(".html"):
            assert b"Content-Security-Policy" not in content and b"og:image" not in content, name


HOSTILE = (
    '</title><script>alert(1)</script>"><img src=x onerror=alert(1)>'
    "[x](javascript:alert(1)){: onclick=alert(1) }"
)
POISONED = {
    "short",
    "remark",
    "detail",
    "ground",
    "about",
    "definition",
    "note",
    "centre",
    "title",
    "description",
}


def poison(value: Any, keys: set[str], key: str = "") -> Any:
    """Return the data of a file with a payload at the end of every text under some keys."""
    if isinstance(value, list):
        return [poison(one, keys) for one in value]
    if not isinstance(value, dict):
        return value
    if "kk" in value:
        return {code: f"{words} {HOSTILE}" for code, words in value.items()} if key in keys else value
    return {one: poison(below, keys, one) for one, below in value.items()}


def test_words_stay_words_on_the_built_site(built: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    def build(root: Path) -> None:
        tiny = copy_tiny(root)
        for path in tiny.data.glob("*.yml"):
            values = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
            # The names of bodies are the act's.
            keys = POISONED if path.stem == "bodies" else {*POISONED, "name"}
            path.write_text(yaml.safe_dump(poison(values, keys), allow_unicode=True), encoding="utf-8")
        builder.build(tiny, quiet)

    site = build_kept(tmp_path_factory, "site-of-poisoned-entries", build, HERE) / "site"
    known = {one for path in (built.site / "kk").rglob("*.html") for one in elements(path)}
    for path in (site / "kk").rglob("*.html"):
        assert elements(path) <= known, path
        assert scripts(path) == scripts(built.site / path.relative_to(site)), path


def elements(path: Path) -> set[tuple[str, str]]:
    """Return the pairs of an element and an attribute on a page."""
    return {(str(one.tag), name) for one in document(path).iter() for name in ("", *one.attrib)}


def scripts(path: Path) -> int:
    return len(document(path).xpath("//script"))
