"""What generating and building cost a page, against MkDocs building the same Markdown alone.

Every figure is a ratio of two measurements of one run, the best of three each; seconds depend on the machine.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.support.paths import ROOT

RUNS = 3
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": "."}


def copy(target: Path) -> Path:
    """Copy what a build reads into an empty folder."""
    for name in ("data", "docs", "generator"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target


def run(root: Path, *arguments: str) -> None:
    """Run one command of the project in a folder."""
    command = [sys.executable, *arguments]
    subprocess.run(command, cwd=root, env=ENVIRONMENT, check=True, capture_output=True)


def side_by_side(root: Path, languages: list[str]) -> None:
    """Build every language at once."""
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f"]
    running = [
        subprocess.Popen([*command, f"build/{code}/mkdocs.yml"], cwd=root, env=ENVIRONMENT)
        for code in languages
    ]
    for process in running:
        process.wait()


def best(action: Callable[[], None], before: Callable[[], None] = lambda: None) -> float:
    """Return the shortest of some runs, in seconds."""
    times = []
    for _ in range(RUNS):
        before()
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def edit(root: Path) -> None:
    """Add a word to the translation of one provision."""
    path = root / "data" / "provisions" / "chapter-2.yml"
    text = path.read_text(encoding="utf-8")
    at = text.index(";", text.index("ru: ", len(text) // 2))
    path.write_text(f"{text[:at]} и далее{text[at:]}", encoding="utf-8")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        root = copy(Path(folder) / "project")

        def empty() -> None:
            for name in ("build", "site"):
                shutil.rmtree(root / name, ignore_errors=True)

        def undrawn() -> None:
            kept = root / "build" / ".cache"
            for path in [*(root / "build").glob("*"), root / "site"]:
                if path != kept:
                    shutil.rmtree(path, ignore_errors=True)

        idle = best(lambda: run(root, "-c", "import generator.cli"))
        drawing = best(lambda: run(root, "-m", "generator", "write"), empty)
        generating = best(lambda: run(root, "-m", "generator", "write"), undrawn)
        again = best(lambda: run(root, "-m", "generator", "write"))
        languages = sorted(path.name for path in (root / "build").iterdir() if (path / "docs").is_dir())
        pages = sum(1 for code in languages for _ in (root / "build" / code / "docs").rglob("*.md"))

        def one_by_one() -> None:
            for code in languages:
                run(root, "-m", "mkdocs", "build", "-q", "-f", f"build/{code}/mkdocs.yml")

        alone = best(one_by_one)
        beside = best(lambda: side_by_side(root, languages))
        whole = best(lambda: run(root, "-m", "generator", "build"), empty)
        second = best(lambda: run(root, "-m", "generator", "build"))
        edited = best(lambda: run(root, "-m", "generator", "build"), lambda: edit(root))
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    peak = used / (1 << 20 if sys.platform == "darwin" else 1024)

    print(f"{pages} pages in {', '.join(languages)}; {os.cpu_count()} processors")
    row("MkDocs alone, one language after the other", alone, alone, pages)
    row("MkDocs alone, the languages side by side", beside, alone, pages)
    row("generating, start of Python included, charts kept", generating, alone, pages)
    row("generating, without the start of Python", generating - idle, alone, pages)
    row("drawing every chart anew, on top of that", drawing - generating, alone, pages)
    row("generating again, nothing changed", again, alone, pages)
    row("the whole site: check, generate, build, link check", whole, alone, pages)
    row("the whole site again, nothing changed", second, alone, pages)
    row("the whole site after an edit of one provision", edited, alone, pages)
    print(f"after an edit, of what MkDocs takes to build every language again: {edited / beside:.2f}")
    print(f"peak memory of a process: {peak:.0f} MB")


def row(name: str, seconds: float, alone: float, pages: int) -> None:
    """Print one measurement."""
    each, ratio = 1000 * seconds / pages, seconds / alone
    print(f"{name:52} {seconds:6.2f} s {each:6.2f} ms/page {ratio:6.1%} of MkDocs alone")


if __name__ == "__main__":
    main()
