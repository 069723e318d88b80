"""`mkdocs build` and `mkdocs serve` from the root, on the tiny project."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from generator.builder import link_check, preparation
from generator.builder.project import Project
from generator.files import swap
from tests.integration.test_languages import _third as add_english
from tests.support.edits import replace
from tests.support.paths import ROOT

pytestmark = pytest.mark.site

OLD, NEW = "Кітап сақталатын және оқылатын орын.", "Кітап жаңаша сақталатын және оқылатын орын."


@pytest.fixture
def root(tiny: Project) -> Project:
    """The tiny project with a second language and the generator, as in a checkout."""
    add_english(tiny)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "generator", tiny.root / "generator", ignore=ignored)
    return tiny


def mkdocs(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "mkdocs", *arguments]


def environment() -> dict[str, str]:
    """Return the environment without the import path of the tests: MkDocs must find the generator itself."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}


def build(project: Project) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        mkdocs("build", "--strict"),
        cwd=project.root,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.slow
def test_a_second_language_that_fails_is_reported_with_its_reason(root: Project) -> None:
    replace(root.docs / "en" / "about.md", "(text.md)", "(txt.md)")
    done = build(root)
    assert done.returncode == 1, done.stdout + done.stderr
    errors = [line for line in done.stderr.splitlines() if "build/" in line]
    assert len(errors) == 1, done.stderr
    assert "build/en:1: WARNING" in errors[0] and "'txt.md'" in errors[0]
    assert "Traceback" not in done.stderr

    def waiting() -> None:
        raise AssertionError("the lock of the failed build is still held")

    with swap.alone(root.build, waiting):
        pass
    replace(root.docs / "en" / "about.md", "(txt.md)", "(text.md)")
    done = build(root)
    assert done.returncode == 0, done.stdout + done.stderr
    pages = {
        code: {path.relative_to(root.site / code) for path in (root.site / code).rglob("*.html")}
        for code in ("kk", "en")
    }
    assert pages["kk"] and pages["kk"] == pages["en"]
    assert {path.as_posix() for path in pages["kk"]} >= {
        page.path for page in preparation.prepare(root).plan.pages
    }
    assert (root.site / "index.html").is_file() and (root.site / "data" / "act.json").is_file()
    assert link_check.check(root.site).problems == ()


@pytest.mark.slow
def test_the_server_shows_the_site_and_rebuilds_it(root: Project) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = root.root / "serve.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            mkdocs("serve", "--dev-addr", address),
            cwd=root.root,
            env=environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        assert OLD in fetch(server, f"http://{address}/kk/terms.html", log)
        assert "<html" in fetch(server, f"http://{address}/en/terms.html", log)
        assert "url=kk/index.html" in fetch(server, f"http://{address}/", log)
        replace(root.data / "glossary.yml", OLD, NEW)
        while NEW not in fetch(server, f"http://{address}/kk/terms.html", log):
            time.sleep(0.2)
    finally:
        server.terminate()
        server.wait()


def fetch(server: subprocess.Popen[bytes], address: str, log: Path) -> str:
    """Return a page of a server that may still be starting."""
    deadline = time.monotonic() + 300
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address) as response:
                return str(response.read().decode("utf-8"))
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{address}: {error}\n{log.read_text('utf-8')}") from None
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the server did not answer\n{log.read_text('utf-8')}")
