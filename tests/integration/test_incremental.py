"""A build after an edit gives the same bytes as a full build, and rebuilds few pages."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from generator.builder import builder, link_check, link_reading, manifest, preparation, workspace
from generator.builder.data_files import DataFiles
from generator.builder.manifest import digest
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.files import forks
from generator.problems import ProblemsError
from tests.conftest import copy_tiny
from tests.integration.test_build import files, quiet
from tests.support.edits import change_an_interface_word, change_the_act
from tests.support.paths import ROOT

pytestmark = pytest.mark.site

SEEDS = [
    pytest.param(seed, marks=pytest.mark.full if seed else ())
    for seed in range(int(os.environ.get("EDIT_SEEDS", "2")))
]
EDITS = 3
"""The number of successive edits of one project."""


@pytest.fixture
def built(tiny_site: Project, tmp_path: Path) -> Project:
    shutil.copytree(tiny_site.root, tmp_path / "tiny")
    return Project.at(tmp_path / "tiny")


def redone(project: Project) -> set[str]:
    return set((project.build / "redone.txt").read_text(encoding="utf-8").split())


def full_build(project: Project, folder: Path) -> dict[str, bytes]:
    """Return the site that a build from scratch makes of a project's sources."""
    for name in ("data", "docs"):
        shutil.copytree(project.root / name, folder / name)
    shutil.copyfile(project.root / "mkdocs.yml", folder / "mkdocs.yml")
    control = Project.at(folder)
    builder.build(control, quiet)
    return files(control.site)


# Edits of a project, each with a random choice of its place.


def change_a_value(project: Project, chance: random.Random) -> None:
    """Change a text of an entry of the data."""
    path = chance.choice([path for path in sorted(project.data.glob("*.yml")) if path.stem != "languages"])
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    places = [at for at, line in enumerate(lines) if re.search(r"\bkk: \w.*[а-я]$", line)]
    if places:
        at = chance.choice(places)
        lines[at] = f"{lines[at].rstrip()} жаңа\n"
    path.write_text("".join(lines), encoding="utf-8")


def remove_an_entry(project: Project, chance: random.Random) -> None:
    """Remove an entry from a list of the data."""
    path = project.data / chance.choice(["relations.yml", "assignments.yml", "glossary.yml", "topics.yml"])
    values = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    entries = next(iter(values.values()))
    if entries:
        entries.pop(chance.randrange(len(entries)))
    path.write_text(yaml.safe_dump(values, allow_unicode=True), encoding="utf-8")


def change_a_handwritten_page(project: Project, chance: random.Random) -> None:
    """Add a sentence to a page, or add a page."""
    about = project.docs / "kk" / "about.md"
    other = project.docs / "kk" / chance.choice(["about.md", "news.md"])
    text = (other if other.exists() else about).read_text(encoding="utf-8")
    other.write_text(f"{text}\nТағы бір сөйлем.\n", encoding="utf-8")


EDIT_KINDS = (
    change_the_act,
    change_a_value,
    remove_an_entry,
    change_an_interface_word,
    change_a_handwritten_page,
)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_a_build_after_edits_equals_a_full_build(seed: int, built: Project, tmp_path: Path) -> None:
    chance = random.Random(seed)
    for step in range(EDITS):
        edit = chance.choice(EDIT_KINDS)
        before = files(built.site)
        edit(built, chance)
        try:
            builder.build(built, quiet)
        except ProblemsError:
            # The edit broke a rule, so the site must be unchanged; the next edits start from a fresh project.
            assert files(built.site) == before
            shutil.rmtree(built.root)
            built = copy_tiny(built.root)
            builder.build(built, quiet)
            continue
        full = full_build(built, tmp_path / f"full-{step}")
        after = files(built.site)
        assert {name for name in full.keys() | after.keys() if full.get(name) != after.get(name)} == set()


def test_no_page_is_rebuilt_if_nothing_changed(built: Project) -> None:
    builder.build(built, quiet)
    assert redone(built) == set()


def test_a_changed_handwritten_page_is_rebuilt_alone(built: Project) -> None:
    about = built.docs / "kk" / "about.md"
    about.write_text(about.read_text(encoding="utf-8") + "\nТағы бір сөйлем.\n", encoding="utf-8")
    builder.build(built, quiet)
    assert redone(built) == {"kk/about.html"}
    assert "Тағы бір сөйлем." in (built.site / "kk" / "about.html").read_text(encoding="utf-8")


def test_a_new_title_rebuilds_every_page_whose_navigation_shows_it(built: Project) -> None:
    about = built.docs / "kk" / "about.md"
    text = about.read_text(encoding="utf-8")
    title = re.search(r"^title: (.*)$", text, re.MULTILINE)
    assert title
    about.write_text(text.replace(title[0], "title: Жаңа атау"), encoding="utf-8")
    (built.docs / "kk" / "zhana.md").write_text(text.replace(title[0], "title: Келесі"), encoding="utf-8")
    builder.build(built, quiet)
    shown = {page for page in redone(built) if "Жаңа атау" in (built.site / page).read_text("utf-8")}
    assert {"kk/about.html", "kk/zhana.html", "kk/currency.html"} <= shown


def test_a_page_changed_in_the_site_is_rebuilt(built: Project) -> None:
    page = built.site / "kk" / "terms.html"
    good = page.read_bytes()
    page.write_bytes(good + b"<!-- not from a build -->")
    builder.build(built, quiet)
    assert redone(built) == {"kk/terms.html"}
    assert page.read_bytes() == good


# `test_manifest` reads all of these as an empty record; one shows here what a build makes of that.
@pytest.mark.parametrize(
    "damage",
    [
        b'{"pages": {"a.md": 3}, "redone": []}',
        *(pytest.param(damage, marks=pytest.mark.slow) for damage in (b"", b"[]", b"\xff")),
    ],
)
def test_a_damaged_manifest_rebuilds_every_page(damage: bytes, built: Project) -> None:
    before = files(built.site)
    (built.build / "kk" / manifest.NAME).write_bytes(damage)
    builder.build(built, quiet)
    assert len(redone(built)) > 10
    assert files(built.site) == before


def damage_caches(project: Project) -> None:
    """Change every picture, drawing and page that the last build left; the manifest agrees with the pages."""
    for path in sorted(project.build.rglob("*")):
        if path.suffix in (".svg", ".png"):
            path.write_bytes(path.read_bytes()[:-20] + b"strange words in it.")
    record = manifest.read(project.build / "kk" / manifest.NAME)
    for source, (key, _) in record.pages.items():
        page = project.site / "kk" / Path(source).with_suffix(".html")
        page.write_bytes(page.read_bytes().replace(b"</body>", b"<p>strange words</p></body>"))
        record.pages[source] = key, manifest.digest(page.read_bytes())
    manifest.write(project.build / "kk" / manifest.NAME, record)


@pytest.mark.slow
def test_what_is_published_takes_nothing_from_an_earlier_build(built: Project, tmp_path: Path) -> None:
    """An incremental build trusts a record that agrees with the site; a build for publication reads none."""
    for name in ("data", "docs"):
        shutil.copytree(built.root / name, tmp_path / "control" / name)
    shutil.copyfile(built.root / "mkdocs.yml", tmp_path / "control" / "mkdocs.yml")
    control = Project.at(tmp_path / "control")
    for address in ("https://statute.example", ""):
        damage_caches(built)
        with workspace.turn(built, quiet), workspace.begin(built, reuse=False) as warm:
            builder.build_locked(built, quiet, warm, address, reuse=False)
        builder.build(control, quiet, address)
        assert files(built.site) == files(control.site), address


@pytest.mark.parametrize("forks_are_possible", [True, False])
def test_the_digests_of_a_build_are_those_of_its_files(
    built: Project, monkeypatch: pytest.MonkeyPatch, *, forks_are_possible: bool
) -> None:
    if not forks_are_possible:
        monkeypatch.setattr(forks, "possible", lambda: False)
    for times in range(2):  # the second build reuses pages and twins of the first
        about = built.docs / "kk" / "about.md"
        about.write_text(f"{about.read_text(encoding='utf-8')}\nТағы бір сөйлем.\n", encoding="utf-8")
        if not times:
            workspace.clear(built)
        monkeypatch.setattr(forks, "FEW", 5 * times)
        with workspace.turn(built, quiet), workspace.begin(built, reuse=True) as warm:
            prepared = preparation.prepare(built)
            staging = built.root / "new"
            with DataFiles(built) as data:
                written = builder.write_site(prepared, staging, built.site, quiet, warm, data, recorded=True)
        contents = files(staging)
        assert written.digests.site == {name: digest(content) for name, content in contents.items()}
        made = files(built.build)
        assert written.digests.build == {name: digest(made[name]) for name in written.digests.build}
        assert {"kk/docs/about.md", "kk/twins/text.md"} <= written.digests.build.keys()
        for name, page in written.pages.items():
            assert page == link_reading.read_pages(staging, [name], {})[name]
        assert set(written.pages) == ({"kk/about.html"} if times else set())
        assert link_check.check(staging, read=written.pages) == link_check.check(staging)
        shutil.rmtree(built.site)
        staging.rename(built.site)


def test_a_damaged_drawing_is_drawn_anew(built: Project) -> None:
    before = files(built.site)
    for path in (built.build / ".cache").rglob("*.*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-20] + b"strange words in it.")
    builder.build(built, quiet)
    assert files(built.site) == before


@pytest.mark.slow
def test_an_address_of_the_site_rebuilds_every_page(built: Project) -> None:
    prepared = builder.build(built, quiet, "https://statute.example")
    assert len(redone(built)) == len(prepared.plan.pages)


@pytest.mark.slow
def test_an_edit_of_one_provision_rebuilds_at_most_a_tenth(real_site: PreparedSite, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(real_site.project.root, root)
    project = Project.at(root)
    said: list[str] = []
    builder.build(project, quiet)
    path = project.data / "provisions" / "chapter-2.yml"
    text = path.read_text(encoding="utf-8")
    old = "совершенствование деятельности органов прокуратуры;"
    assert text.count(old) == 1
    path.write_text(text.replace(old, f"{old[:-1]} и надзора;"), encoding="utf-8")
    shutil.copytree(root, tmp_path / "other")
    prepared = builder.build(project, said.append)
    # In a process without other threads the languages are built in forks.
    command = [sys.executable, "-m", "generator", "--root", str(tmp_path / "other"), "build"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert files(tmp_path / "other" / "site") == files(project.site)
    pages = len(prepared.plan.pages) * len(prepared.localizations)
    assert 0 < len(redone(project)) <= pages / 10
    assert {"ru/functions/12.html", "ru/text.html", "ru/chapters/2.html"} <= redone(project)
    assert not any(page.startswith("kk/functions/") for page in redone(project))
    assert any(line.startswith(f"pages redone: {len(redone(project))} of {pages}: ") for line in said)
    assert any(line.startswith("charts drawn: 0, ") for line in said)
