"""What generating and building cost a page, against MkDocs building the same Markdown alone; start and edit.

Every figure is a ratio of two measurements of one run, the best of three each; seconds depend on the machine.
On a machine that does other things, read the ratios of processor time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from tests.benchmarks.cost import ENVIRONMENT, Cost, compare, in_turn, measure, needed, together, without
from tests.support.paths import ROOT

RUNS = 3

GENERATOR = ("-m", "generator")

STARTS = 20
"""How often the start of a program is measured."""

HELP = 4
"""The most that `--help` may take, as a multiple of `python -c pass`."""

YARDSTICK = """
import pathlib, yaml
for path in 10 * sorted(pathlib.Path("data").rglob("*.yml")):
    yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
"""
"""A program that `check` is compared with: it loads all YAML of the data ten times with the same parser."""

CHECK = 3.15
"""The most that `check` may take, as a multiple of the yardstick: 60 % of what it took in commit 286aaed7."""

EDITED, UNCHANGED = 0.18, 0.12
"""The most that a build may take after one edited provision and after none, of a cold one."""


def copy(target: Path) -> Path:
    """Copy what a build reads into an empty folder."""
    for name in ("data", "docs", "generator"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target


def run(root: Path, *arguments: str) -> Cost:
    """Run Python in a folder. Raises SystemExit where it fails."""
    return needed(measure([sys.executable, *arguments], root), " ".join(arguments))


def side_by_side(root: Path, languages: list[str]) -> Cost:
    """Build every language at once with MkDocs."""
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f"]
    start = time.perf_counter()
    running = [
        subprocess.Popen([*command, f"build/{code}/mkdocs.yml"], cwd=root, env=ENVIRONMENT)
        for code in languages
    ]
    busy = 0.0
    for process in running:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        busy += used.ru_utime + used.ru_stime
    return Cost(time.perf_counter() - start, busy, 0)


def edit(root: Path) -> None:
    """Add a word to the translation of one provision."""
    path = root / "data" / "provisions" / "chapter-2.yml"
    text = path.read_text(encoding="utf-8")
    at = text.index(";", text.index("ru: ", len(text) // 2))
    path.write_text(f"{text[:at]} и далее{text[at:]}", encoding="utf-8")


def clear(root: Path, kept: tuple[str, ...] = ()) -> None:
    """Remove what builds have left but for some names in build/."""
    for path in [*(root / "build").glob("*"), *(root / "build").glob(".*"), root / "site"]:
        if path.name not in kept and path.is_dir():
            shutil.rmtree(path)


def start(root: Path) -> None:
    """Print what the start of the program takes, and a check: the first, after an edit, after none."""
    nothing, helped = in_turn(
        STARTS, partial(run, root, "-c", "pass"), partial(run, root, *GENERATOR, "--help")
    )
    compare("--help, of python -c pass", helped, nothing, HELP)
    check = partial(run, root, *GENERATOR, "check")

    def first() -> Cost:
        clear(root)
        return check()

    def edited() -> Cost:
        edit(root)
        return check()

    reading = partial(run, root, "-c", YARDSTICK)
    yardstick, anew, after, again = in_turn(RUNS, reading, first, edited, check)
    compare("a first check, of reading its YAML", anew, yardstick, CHECK)
    compare("a check after one edited provision, of reading its YAML", after, yardstick, CHECK)
    compare("a check after no edit, of reading its YAML", again, yardstick, CHECK)


def main() -> None:
    """Measure and print."""
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before the first measurement")
    with tempfile.TemporaryDirectory() as folder:
        root = copy(Path(folder) / "project")
        run(root, *GENERATOR, "write")  # compiles the modules
        start(root)
        compare_builds(root)


def compare_builds(root: Path) -> None:
    """Print what each part of a build takes, and a build after an edit and after none."""

    def build(kept: tuple[str, ...] | None = None, command: str = "build") -> Cost:
        if kept is not None:
            clear(root, kept)
        return run(root, *GENERATOR, command)

    def edited() -> Cost:
        edit(root)
        return build()

    idle, drawn, generating, again = in_turn(
        RUNS,
        partial(run, root, "-c", "import generator.cli"),
        partial(build, (), "write"),
        partial(build, (".cache",), "write"),
        partial(build, None, "write"),
    )
    languages = sorted(path.name for path in (root / "build").iterdir() if (path / "docs").is_dir())
    pages = sum(1 for code in languages for _ in (root / "build" / code / "docs").rglob("*.md"))

    def one_by_one() -> Cost:
        command = ("-m", "mkdocs", "build", "-q", "-f")
        return together([run(root, *command, f"build/{code}/mkdocs.yml") for code in languages])

    alone, beside = in_turn(RUNS, one_by_one, lambda: side_by_side(root, languages))
    whole, second, after = in_turn(RUNS, partial(build, ()), build, edited)

    print(f"{pages} pages in {', '.join(languages)}")
    for name, cost in {
        "MkDocs alone, one language after the other": alone,
        "MkDocs alone, the languages side by side": beside,
        "generating, start of Python included, charts kept": generating,
        "generating, without the start of Python": without(generating, idle),
        "drawing every chart anew, on top of that": without(drawn, generating),
        "generating again, nothing changed": again,
        "the whole site: check, generate, build, link check": whole,
        "the whole site again, nothing changed": second,
        "the whole site after an edit of one provision": after,
    }.items():
        each, ratio = 1000 * cost.busy / pages, cost.busy / alone.busy
        print(
            f"{name:52} {cost.wall:6.2f} s, {cost.busy:6.2f} s busy, {each:6.2f} ms/page, "
            f"{ratio:6.1%} of MkDocs alone"
        )
    compare("a build after one edited provision, of a cold one", after, whole, EDITED)
    compare("a build after no edit, of a cold one", second, whole, UNCHANGED)
    print(f"peak memory of a process: {whole.peak:.0f} MB")


if __name__ == "__main__":
    main()
