"""Pages that the server builds ahead of the site: the bytes of a full build, or nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.builder import dev_build
from generator.builder.live_pages import LivePages
from generator.builder.project import Project
from generator.files.package import TEMPLATES, THEME
from generator.problems import ProblemsError
from tests.support.edits import replace

pytestmark = pytest.mark.slow

OLD, NEW = "Кітап сақталатын және оқылатын орын.", "Кітап жаңаша сақталатын орын."
TERMS = "kk/terms.html"


def silent(message: str) -> None:
    """Say nothing."""


@pytest.fixture
def root(tiny: Project, tmp_path: Path) -> Path:
    """The site of the tiny project, as the server builds it first."""
    site = tmp_path / "served" / "site"
    site.mkdir(parents=True)
    dev_build.build(tiny, site, silent)
    return site


@pytest.fixture
def pages(tiny: Project, root: Path, tmp_path: Path) -> LivePages:
    live = LivePages(tiny, root, tmp_path / "scratch")
    live.load()
    return live


def edit(path: Path, old: str, new: str) -> Path:
    """Replace words in a file; return the file, as the server names what has changed."""
    replace(path, old, new)
    return path


def rebuilt(tiny: Project, tmp_path: Path) -> Path:
    """Return the site that a full build makes in a folder that no build has seen."""
    site = tmp_path / "anew" / "site"
    site.mkdir(parents=True)
    shutil.rmtree(tiny.build)
    dev_build.build(tiny, site, silent)
    return site


def test_a_page_is_built_as_a_full_build_makes_it(
    tiny: Project, root: Path, pages: LivePages, tmp_path: Path
) -> None:
    others = {path: path.read_bytes() for path in root.rglob("*.html") if path != root / TERMS}
    changed = edit(tiny.data / "glossary.yml", OLD, NEW)
    assert pages.show([changed], [TERMS]) == [TERMS]
    content = (root / TERMS).read_bytes()
    assert NEW in content.decode("utf-8")
    assert all(path.read_bytes() == before for path, before in others.items())
    assert content == (rebuilt(tiny, tmp_path) / TERMS).read_bytes()


def test_pages_with_a_drawing_are_built_as_a_full_build_makes_them(
    tiny: Project, root: Path, pages: LivePages, tmp_path: Path
) -> None:
    addresses = ["kk/chart.html", "kk/appointments.html"]
    before = {address: (root / address).read_bytes() for address in addresses}
    changed = edit(tiny.data / "bodies.yml", "kk: Агенттік\n", "kk: Агенттік сызбада\n")
    assert pages.show([changed], addresses) == addresses
    anew = rebuilt(tiny, tmp_path)
    for address in addresses:
        content = (root / address).read_bytes()
        assert content != before[address]
        assert content == (anew / address).read_bytes()


def test_a_new_title_in_the_navigation_is_shown(
    tiny: Project, root: Path, pages: LivePages, tmp_path: Path
) -> None:
    page = next((tiny.docs / "kk").glob("*.md"))
    title = page.read_text(encoding="utf-8").split("title: ")[1].splitlines()[0]
    changed = edit(page, f"title: {title}", "title: Жаңа атау")
    address = f"kk/{page.stem}.html"
    assert pages.show([changed], [address]) == [address]
    assert "Жаңа атау" in (root / address).read_text(encoding="utf-8")
    assert (root / address).read_bytes() == (rebuilt(tiny, tmp_path) / address).read_bytes()


def test_problems_of_the_data_leave_the_page_as_it_is(tiny: Project, root: Path, pages: LivePages) -> None:
    before = (root / TERMS).read_bytes()
    changed = edit(tiny.data / "glossary.yml", OLD, "Кітап\u202e сақталатын.")
    with pytest.raises(ProblemsError, match="invisible"):
        pages.show([changed], [TERMS])
    assert (root / TERMS).read_bytes() == before
    edit(changed, "Кітап\u202e сақталатын.", NEW)
    assert pages.show([changed], [TERMS]) == [TERMS]


def test_what_is_no_page_of_the_site_is_left_to_the_build(tiny: Project, pages: LivePages) -> None:
    changed = edit(tiny.data / "glossary.yml", OLD, NEW)
    assert pages.show([changed], ["index.html", "xx/terms.html", "kk/no-such.html", "kk/"]) == []


def test_only_the_last_pages_are_built_ahead(pages: LivePages) -> None:
    addresses = [f"kk/{name}.html" for name in ("terms", "text", "chart", "index", "print")]
    assert pages.show([TEMPLATES / "base.md.jinja"], addresses) == addresses[:4]


def test_a_style_sheet_is_shipped_as_a_build_ships_it(root: Path, pages: LivePages) -> None:
    target = root / "kk" / "assets" / "site.css"
    shipped = target.read_bytes()
    target.write_bytes(b"")
    assert pages.show([THEME / "assets" / "site.css"], [TERMS]) == [TERMS]
    assert target.read_bytes() == shipped
