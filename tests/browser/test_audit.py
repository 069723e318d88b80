"""The slow checks over the whole built site: axe, Nu, and two builds compared."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from tests.browser.test_pages import FURTHER, KINDS
from tests.integration.test_build import files
from tests.support import nu
from tests.support.axe import EVERY_TEXT, rules, violations
from tests.support.chart_pages import PAGES
from tests.support.paths import INPUTS, ROOT

pytestmark = pytest.mark.browser

EVERYWHERE = (
    "index.html",
    "acts/law-81.html",
    "terms/appeal.html",
    "parallel/chapters/1.html",
    "chapters/2.html",
    "functions/1.html",
    "bodies/committee.html",
    "regions/kz-35.html",
)
"""The pages on which axe runs in both languages, at every width, in every color scheme.

On charts test_chart_access.py runs it.
"""

CODES = ("kk", "ru")
Scheme = Literal["light", "dark"]

COVERING = [("kk", 1280, "dark"), ("kk", 390, "light"), ("ru", 390, "dark")]
"""Any two values meet here or in the test of each kind of page, at 1280 in the light scheme."""


LOOKS = [
    pytest.param(*look, marks=() if look in COVERING else pytest.mark.full)
    for look in product(CODES, (1280, 390), ("light", "dark"))
    if look[1:] != (1280, "light")
]


def found_by_axe(
    browser: Browser,
    site: Path,
    pages: Sequence[str],
    code: str,
    width: int,
    scheme: Scheme,
    every_text: bool,
) -> list[str]:
    """Return what axe finds wrong on pages of a language at a width in a colour scheme."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    wrong = []
    for address in pages:
        page.goto(f"{site.as_uri()}/{code}/{address}")
        found = violations(page, every_text, rules(scheme, every_text))
        wrong += [f"{code}/{address}: {one}" for one in found]
    context.close()
    return wrong


@pytest.mark.parametrize("every_text", EVERY_TEXT)
@pytest.mark.parametrize("code", CODES)
def test_axe_finds_nothing(browser: Browser, site: Path, code: str, every_text: bool) -> None:
    """On the pages of `EVERYWHERE`; on the others by turns in one language and the other, or in both.

    On pages with a chart test_chart_access.py runs it, at every width.
    """
    others = sorted({*KINDS, *FURTHER} - {*EVERYWHERE, *PAGES.values()})
    pages = [*EVERYWHERE, *(others if every_text else others[CODES.index(code) :: len(CODES)])]
    assert found_by_axe(browser, site, pages, code, 1280, "light", every_text) == []


@pytest.mark.parametrize("every_text", EVERY_TEXT)
@pytest.mark.parametrize(("code", "width", "scheme"), LOOKS)
def test_axe_finds_nothing_in_other_looks(
    browser: Browser, site: Path, code: str, width: int, scheme: Scheme, every_text: bool
) -> None:
    assert found_by_axe(browser, site, EVERYWHERE, code, width, scheme, every_text) == []


@pytest.mark.parametrize("scope", ["each kind", pytest.param("every page", marks=pytest.mark.full)])
@pytest.mark.parametrize("built", ["site", "website"])
def test_nu_finds_no_error(request: pytest.FixtureRequest, built: str, scope: str) -> None:
    site: Path = request.getfixturevalue(built)
    pages = ["."]
    if scope == "each kind":
        pages = [f"{code}/{page}" for code in ("kk", "ru") for page in (*KINDS, *FURTHER)]
        pages += ["index.html", *(["404.html"] if built == "website" else [])]
    assert all((site / page).exists() for page in pages)
    assert nu.errors(site, pages) == ""


@dataclass(frozen=True)
class Circumstances:
    """What a build must not depend on."""

    folder: str
    zone: str
    locale: str
    seed: str
    later: int
    """Seconds that its clock is ahead."""
    touched: int
    """When its files were last changed, in seconds since 1970."""
    after_a_build: bool
    """Whether the folder holds what a build left: a bundle is built in full, whatever was built before."""


ANYWHERE = (
    Circumstances("one", "Asia/Almaty", "C.UTF-8", "1", 0, 1_600_000_000, True),
    Circumstances("another/two", "America/Lima", "C", "2", 400 * 86_400 + 50_000, 1_000_000_000, False),
)


@pytest.mark.parametrize("data", ["tiny", pytest.param("real", marks=pytest.mark.full)])
def test_two_bundles_are_the_same_bytes(request: pytest.FixtureRequest, data: str, tmp_path: Path) -> None:
    """In different folders, zones and locales, with different seeds, on different days, one after a build."""
    built: Project = request.getfixturevalue("tiny_site") if data == "tiny" else Project.at(ROOT)
    clock = _clock(tmp_path)
    made = [_bundled(tmp_path / one.folder, one, clock, built) for one in ANYWHERE]
    codes = [path.parent.name for path in built.site.glob("*/text.html")]
    editions = {f"statute.{code}.html" for code in codes}
    packed = {name for name in made[0] if name.endswith((".zip", ".whl"))}
    assert set(made[0]) == {"SHA256SUMS", "sbom.json", *editions, *packed}
    assert len(packed) == 2
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []


def test_another_build_gives_the_same_bytes(site: Path, real_site: PreparedSite) -> None:
    """In another folder and process, with another seed."""
    one, other = files(site), files(real_site.project.site)
    assert {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)} == set()


def _clock(folder: Path) -> Path:
    """Compile what moves the clock of a process; prove that it does."""
    compiler = shutil.which("cc")
    if compiler is None and os.environ.get("CI"):
        pytest.fail("no C compiler is installed")
    if compiler is None:
        pytest.skip("no C compiler is installed")
    library = folder / "later.so"
    source = INPUTS / "later.c"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    code = "import datetime, time; print(datetime.datetime.now(datetime.UTC).timestamp(), time.time())"
    moved = {**os.environ, "LD_PRELOAD": str(library), "LATER": str(ANYWHERE[1].later)}
    told = subprocess.run([sys.executable, "-c", code], env=moved, capture_output=True, text=True, check=True)
    assert all(float(one) > time.time() + 400 * 86_400 for one in told.stdout.split())
    return library


def _bundled(root: Path, given: Circumstances, clock: Path, built: Project) -> dict[str, bytes]:
    """Build a bundle from a copy of a project that is built; return its files, name -> content."""
    root.mkdir(parents=True)
    for folder in (built.data, built.docs, ROOT / "generator", ROOT / ".github"):
        shutil.copytree(folder, root / folder.name, ignore=shutil.ignore_patterns("__pycache__"))
    # The last three are for the wheel of the program.
    for file in ("mkdocs.yml", "requirements.txt", "pyproject.toml", "LICENSE", "LICENSE-DATA.md"):
        shutil.copy(ROOT / file, root)
    if given.after_a_build:
        shutil.copytree(built.site, root / "site")
        shutil.copytree(built.build, root / "build", ignore=shutil.ignore_patterns(".turn"))
    for path in root.rglob("*"):
        os.utime(path, (given.touched, given.touched))
    environment = {
        **os.environ,
        "TZ": given.zone,
        "LC_ALL": given.locale,
        "PYTHONHASHSEED": given.seed,
        "LD_PRELOAD": str(clock),
        "LATER": str(given.later),
    }
    command = [sys.executable, "-m", "generator", "bundle"]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-800:]
    return {path.name: path.read_bytes() for path in (root / "dist").iterdir()}
