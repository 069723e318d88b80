"""How cost grows: the institution 1, 4, 16 and 64 times over, and other builders on the same pages.

For each size the time of one processor and the peak memory of a whole build (check, generate, build, link
check), per page and per kilobyte of Markdown; the ratio to the smallest size says whether they stay level. It
is that of the kilobytes: the terms are not multiplied, and a fifth of the smallest site are short pages of
terms. Then, in the same run and on the same Markdown, MkDocs with mkdocs-static-i18n and Zensical, as far as
they build it. `python -m tests.bench_size 1 4` takes other sizes.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.benchmarks.bench import ENVIRONMENT
from tests.support import builders
from tests.support.growth import grow
from tests.support.paths import ROOT

SIZES = (1, 4, 16, 64)
ZENSICAL = [sys.executable, "-m", "zensical", "build", "--clean"]

OTHERS = (1, 4)
"""The sizes at which other builders are measured."""

ABOUT = "---\ntitle: About\ndescription: A page written by hand.\n---\nWords.\n"
"""A page written by hand that names no provision of the larger institution."""


@dataclass(frozen=True)
class Cost:
    """What a command took."""

    wall: float
    """Seconds on the clock."""
    busy: float
    """Seconds of one processor, over all processes."""
    peak: float
    """Megabytes of the largest process."""
    failed: str = ""
    """The last line that the command printed, where it failed."""


def measure(command: list[str], folder: Path) -> Cost:
    """Run a command and return what it took, its children included."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT | BESIDE, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        said.seek(0)
        lines = said.read().decode("utf-8", "replace").strip().splitlines()
    peak = used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1024)
    return Cost(wall, used.ru_utime + used.ru_stime, peak, (lines or ["?"])[-1] if status else "")


BESIDE = {"PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "0"}


def project(folder: Path, times: int) -> Path:
    """Write an institution of some size with what a build wants beside its data."""
    root = folder / f"{times}-times"
    root.mkdir()
    grow(ROOT / "data", root / "data", times)
    for folder in (path for path in (ROOT / "docs").iterdir() if path.is_dir()):
        target = root / "docs" / folder.name / "about.md"
        target.parent.mkdir(parents=True)
        target.write_text(ABOUT, encoding="utf-8")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    return root


def size(root: Path, times: int, first: tuple[float, float] | None) -> tuple[float, float]:
    """Build one size and print its row; return processor time and memory per kilobyte of Markdown."""
    cost = measure([sys.executable, "-m", "generator", "--root", str(root), "build"], root)
    if cost.failed:
        raise SystemExit(f"{times} times: {cost.failed}")
    pages = sum(1 for _ in (root / "site").glob("*/**/*.html"))
    written = sum(one.stat().st_size for one in (root / "build").glob("*/docs/**/*.md")) / 1024
    each = 1000 * cost.busy / written, 1024 * cost.peak / written
    provisions = sum(map(count, sorted((root / "data" / "provisions").glob("*.yml"))))
    index = [len(gzip.compress(one.read_bytes(), 9)) for one in root.glob("site/*/search/search_index.json")]
    chart = max(len(gzip.compress(one.read_bytes(), 9)) for one in root.glob("site/*/chart.html"))
    ratios = [f"{now / then:.2f}" for now, then in zip(each, first or each, strict=True)]
    print(
        f"{times:3} times: {pages:6} pages of {written / pages:.1f} kB, {cost.wall:7.1f} s, "
        f"{cost.busy:7.1f} s busy, {1000 * cost.busy / pages:5.1f} ms/page, "
        f"{each[0]:.2f} ms/kB ({ratios[0]}), "
        f"{cost.peak:6.0f} MB, {1024 * cost.peak / pages:4.0f} kB/page, {each[1]:.1f} kB/kB ({ratios[1]}); "
        f"index {max(index) / provisions:.0f} bytes gz a provision, chart page {chart / 1024:.0f} kB gz",
        flush=True,
    )
    return each


def count(part: Path) -> int:
    """Return the number of provisions in a file."""

    def below(entries: list[dict[str, Any]]) -> int:
        return sum(1 + below(one.get("provisions", [])) for one in entries)

    return below(yaml.load(part.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)["provisions"])


def i18n(root: Path) -> Path:
    """Write the configuration by which mkdocs-static-i18n builds the trees of all languages in one run."""
    folder = root / "i18n"
    settings = {}
    for tree in sorted(path for path in (root / "build").iterdir() if (path / "docs").is_dir()):
        shutil.copytree(tree / "docs", folder / "docs" / tree.name)
        settings[tree.name] = yaml.safe_load((tree / "mkdocs.yml").read_text(encoding="utf-8"))
    first, *_ = settings
    languages = [
        {"locale": code, "name": code, "build": True, "default": code == first, "nav": one["nav"]}
        for code, one in settings.items()
    ]
    plugins = {"i18n": {"docs_structure": "folder", "reconfigure_search": False, "languages": languages}}
    made = {**settings[first], "INHERIT": str(root / "mkdocs.yml"), "hooks": [], "docs_dir": "docs"}
    made |= {"site_dir": "site", "plugins": {"search": {}, **plugins}}
    made.pop("nav")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(made, allow_unicode=True), encoding="utf-8")
    return folder


def others(root: Path, times: int) -> None:
    """Print what other builders take for the same Markdown, against this project's own cold build."""
    trees = sorted(path for path in (root / "build").iterdir() if (path / "docs").is_dir())
    for name in ("build", "site"):
        shutil.rmtree(root / name)
    own = measure([sys.executable, "-m", "generator", "--root", str(root), "build"], root)
    told(f"{times} times, this project, generating included", own, own)
    cost = measure([sys.executable, "-m", "mkdocs", "build", "-q"], i18n(root))
    told(f"{times} times, MkDocs with mkdocs-static-i18n", cost, own)
    built = []
    for tree in trees:
        (tree / "zensical.yml").write_text(builders.OVERLAY, encoding="utf-8")
        built.append(measure([*ZENSICAL, "--config-file", "zensical.yml"], tree))
    whole = Cost(
        sum(one.wall for one in built),
        sum(one.busy for one in built),
        max(one.peak for one in built),
        next((one.failed for one in built if one.failed), ""),
    )
    told(f"{times} times, Zensical, one language after the other", whole, own)


def told(name: str, cost: Cost, own: Cost) -> None:
    """Print one builder's row."""
    words = cost.failed or f"{cost.wall / own.wall:.2f} of this project's time"
    print(f"{name:60} {cost.wall:7.1f} s, {cost.busy:7.1f} s busy, {cost.peak:6.0f} MB; {words}", flush=True)


def main(sizes: tuple[int, ...]) -> None:
    """Measure and print."""
    first: tuple[float, float] | None = None
    with tempfile.TemporaryDirectory() as folder:
        for times in sizes:
            root = project(Path(folder), times)
            each = size(root, times, first)
            first = first or each
            if times in OTHERS:
                others(root, times)
            shutil.rmtree(root)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
