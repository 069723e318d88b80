"""The slow checks over the whole built site: axe, Nu, a walk without network, and two builds compared."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.browser.test_pages import KINDS

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
MODULES = (ROOT / ".ci" / "node_modules", ROOT / "node_modules")
FURTHER = ("index.html", "chart.html", "acts/law-81.html", "terms/appeal.html", "parallel/chapters/1.html")


def _found(relative: str) -> Path:
    """Return a file of an installed Node package; skip where it is missing, fail under CI."""
    for folder in MODULES:
        if (folder / relative).is_file():
            return folder / relative
    message = f"{relative.split('/')[0]} is not installed"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("code", ["kk", "ru"])
def test_axe_finds_nothing(
    browser: Browser, site: Path, scheme: Literal["light", "dark"], width: int, code: str
) -> None:
    axe = _found("axe-core/axe.min.js")
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    wrong = []
    everywhere = [
        *FURTHER,
        "chapters/2.html",
        "functions/1.html",
        "bodies/committee.html",
        "regions/kz-35.html",
    ]
    whole = width == 1280 and scheme == "light"
    for address in dict.fromkeys([*everywhere, *(KINDS if whole else ())]):
        page.goto(f"{site.as_uri()}/{code}/{address}")
        page.add_script_tag(path=axe)
        for one in page.evaluate("axe.run(document).then((result) => result.violations)"):
            wrong.append(f"{code}/{address}: {one['id']}: {one['nodes'][0]['target']}")
    context.close()
    assert wrong == []


def test_nu_finds_no_error_in_any_page(site: Path) -> None:
    jar = _found("vnu-jar/build/dist/vnu.jar")
    java = shutil.which("java")
    if java is None and os.environ.get("CI"):
        pytest.fail("Java is not installed")
    if java is None:
        pytest.skip("Java is not installed")
    options: list[str] = ["--errors-only", "--stdout", "--format", "gnu", "--skip-non-html"]
    command = [java, "-Xss64m", "-jar", str(jar), *options, "."]
    done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == ""
    assert done.returncode == 0, done.stderr[-500:]


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_no_kind_of_page_asks_for_anything_outside(browser: Browser, site: Path, code: str) -> None:
    """Every kind of page from disk, with the network cut: no request leaves, no script fails."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("request", lambda request: wrong.append(request.url))
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    for address in dict.fromkeys([*KINDS, *FURTHER]):
        page.goto(f"{site.as_uri()}/{code}/{address}")
    context.close()
    own = (site.as_uri(), "data:", "blob:")
    assert [one for one in wrong if not one.startswith(own)] == []


def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    """In different folders, time zones and locales, with different hash seeds."""
    sums = []
    for name, zone, locale, seed in (("one", "Asia/Almaty", "C.UTF-8", "1"), ("other/two", "UTC", "C", "2")):
        root = tmp_path / name
        root.mkdir(parents=True)
        for folder in ("data", "docs", "generator"):
            shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
        for file in ("mkdocs.yml", "requirements.txt"):
            shutil.copy(ROOT / file, root)
        environment = {**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
        for command in ("build", "bundle"):
            done = subprocess.run(
                [sys.executable, "-m", "generator", command],
                cwd=root,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr[-800:]
        (bundle,) = (root / "dist").glob("*.zip")
        sums.append(hashlib.sha256(bundle.read_bytes()).hexdigest())
    assert sums[0] == sums[1]
