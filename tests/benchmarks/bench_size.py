"""How cost grows: the institution 1, 4 and 16 times over, and other builders on the same pages.

For each size the time of one processor and the peak memory of a whole build (check, generate, build, link
check), per page and per kilobyte of Markdown; the ratio to the smallest size says whether they stay level. It
is that of the kilobytes: the terms are not multiplied, and a fifth of the smallest site are short pages of
terms. Then, in the same run and on the same Markdown, MkDocs with mkdocs-static-i18n and Zensical, as far as
they build it. What is compared is this project's whole cold build, its caches emptied, with their bare one:
the same pages, theme and Markdown extensions, their own search, no hook and no check. The text twins, which
no other builder makes, came after the builders were first compared; they are timed apart too.
`python -m tests.benchmarks.bench_size 1 64` takes other sizes.
"""

from __future__ import annotations

import gzip
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from tests.benchmarks.cost import Cost, asked, compare, in_turn, measure, needed, together, without
from tests.support import builders
from tests.support.growth import grow
from tests.support.paths import ROOT

SIZES = (1, 4, 16)
"""The sizes of `make bench`; the issue's 64 takes most of an hour, so it is asked for by its number."""

ZENSICAL = [sys.executable, "-m", "zensical", "build", "--clean"]

OTHERS = {1: 3, 4: 2}
"""The sizes at which other builders are measured -> how often, in turn."""

COLD = 0.8
"""The most that this project's cold build may take, of what MkDocs with mkdocs-static-i18n takes."""

LEVEL = 1.15
"""The most that a kilobyte may take at any size, of what it takes at the first."""

ABOUT = "---\ntitle: About\ndescription: A page written by hand.\n---\nWords.\n"
"""A page written by hand that names no provision of the larger institution."""


BESIDE = {"PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "0"}


PREPARED = """
from pathlib import Path
from generator.builder import llms, preparation, text_twins
from generator.builder.project import Project
from generator.files.garbage import collect_rarely

collect_rarely()
project = Project.at(Path("."))
prepared = preparation.prepare(project)
"""

TWINS = """
with text_twins.written_beside(prepared, project.site, {}):
    pass
llms.language_maps(prepared)
"""


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


def build(root: Path) -> Cost:
    """Build an institution's site, with nothing kept from an earlier build."""
    for name in ("build", "site"):
        shutil.rmtree(root / name, ignore_errors=True)
    command = [sys.executable, "-m", "generator", "--root", str(root), "build"]
    return needed(measure(command, root, BESIDE), root.name)


def size(root: Path, times: int, first: tuple[float, float] | None) -> tuple[float, float]:
    """Build one size and print its row; return its processor time a kilobyte and its memory a page."""
    cost = build(root)
    pages = sum(1 for _ in (root / "site").glob("*/**/*.html"))
    written = sum(one.stat().st_size for one in (root / "build").glob("*/docs/**/*.md")) / 1024
    each = 1000 * cost.busy / written, 1024 * cost.peak / pages
    provisions = sum(map(count, sorted((root / "data" / "provisions").glob("*.yml"))))
    index = [len(gzip.compress(one.read_bytes(), 9)) for one in root.glob("site/*/search/search_index.json")]
    chart = max(len(gzip.compress(one.read_bytes(), 9)) for one in root.glob("site/*/chart.html"))
    print(
        f"{times:3} times: {pages:6} pages of {written / pages:.1f} kB, {cost.wall:7.1f} s, "
        f"{cost.busy:7.1f} s busy, {1000 * cost.busy / pages:5.1f} ms/page, {each[0]:.2f} ms/kB, "
        f"{cost.peak:6.0f} MB, {each[1]:4.0f} kB/page, {1024 * cost.peak / written:.1f} kB/kB; "
        f"index {max(index) / provisions:.0f} bytes gz a provision, chart page {chart / 1024:.0f} kB gz",
        flush=True,
    )
    if first:
        ratio = each[0] / first[0]
        print(
            asked(f"{times:3} times: processor time a kilobyte, {ratio:.2f} of the first size", ratio, LEVEL)
        )
        ratio = each[1] / first[1]
        print(asked(f"{times:3} times: memory a page, {ratio:.2f} of the first size", ratio, 1), flush=True)
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
    folder = i18n(root)

    def plugin() -> Cost:
        shutil.rmtree(folder / "site", ignore_errors=True)
        return measure([sys.executable, "-m", "mkdocs", "build", "-q"], folder, BESIDE)

    def zensical() -> Cost:
        """Zensical wants its configuration beside that of the tree, which a cold build writes anew."""
        built = []
        for tree in trees:
            (tree / "zensical.yml").write_text(builders.OVERLAY, encoding="utf-8")
            built.append(measure([*ZENSICAL, "--config-file", "zensical.yml"], tree, BESIDE))
        return together(built)

    own, bare, zen = in_turn(OTHERS[times], partial(build, root), plugin, zensical)
    built = sum(1 for _ in (folder / "site").rglob("*.html"))
    told(f"{times} times, this project, generating included", own, own)
    told(f"{times} times, MkDocs with mkdocs-static-i18n, {built} pages", bare, own)
    told(f"{times} times, Zensical, one language after the other", zen, own)
    if not bare.failed:
        compare(f"{times} times: a cold build, of MkDocs with mkdocs-static-i18n", own, bare, COLD)
        later = twins(root)
        told(f"{times} times, of it the text twins", later, own)
        alike = without(own, later)
        compare(f"{times} times: a cold build without them, of mkdocs-static-i18n", alike, bare, COLD)


def twins(root: Path) -> Cost:
    """Return what the text twins of a built site take, with their maps."""

    def written() -> Cost:
        for record in root.glob("build/*/twins.json"):
            record.unlink()
            shutil.rmtree(record.with_name("twins"))
        return needed(measure([sys.executable, "-c", PREPARED + TWINS], root, BESIDE), "text twins")

    def prepared() -> Cost:
        return needed(measure([sys.executable, "-c", PREPARED], root, BESIDE), "preparing")

    return without(*in_turn(3, written, prepared))


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
