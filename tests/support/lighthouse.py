"""Lighthouse over the site built for an address: `python -m tests.support.lighthouse` (`make audit-full`).

Every kind of page, in both languages and on both profiles, several runs each; prints a Markdown table with
the medians and writes it to `build/lighthouse.md`. Performance is that of simulated hardware, yet made from
times taken on this machine: `machine` is the index that Lighthouse gives it, and a run on a busy one says
little about the page unless it is calibrated (`slowdown`).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from tests.support import webhost
from tests.support.paths import ROOT

PROGRAM = Path(__file__).with_suffix(".mjs")
LIBRARY = Path("lighthouse/core/index.js")
FOLDERS = (ROOT / ".ci" / "node_modules", ROOT / "node_modules")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--no-first-run",
)

KINDS = {
    "home": "index.html",
    "chapter": "chapters/2.html",
    "function": "functions/1.html",
    "body": "bodies/committee.html",
    "organisational chart": "chart.html",
    "territorial chart": "regions/index.html",
    "index of chapters": "chapters/index.html",
    "index of functions": "functions/index.html",
    "index of bodies": "bodies/index.html",
    "index of topics": "topics/index.html",
    "index of terms": "terms.html",
}
"""What each kind of page is measured by."""

CODES = ("kk", "ru")
DEFAULT_SLOWDOWN = 4.0
FAST_MACHINE = 1750.0
"""Lighthouse slows the processor down four times, which turns a fast desktop (an index of 1500 to 2000) into
a mid-tier phone (https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md)."""

PROFILES = {"desktop": "desktop", "mobile": ""}
"""Profile -> Lighthouse's preset; its default is a phone."""

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
METRICS = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "speed-index")
SHIFT = "cumulative-layout-shift"


@dataclass(frozen=True)
class Run:
    """One run: scores of 100 in the order of `CATEGORIES`, milliseconds of `METRICS`, the layout's shift."""

    scores: tuple[int, ...]
    times: tuple[float, ...]
    shift: float
    machine: float
    problems: tuple[str, ...]
    """What fell short in the categories that do not depend on the machine."""

    @property
    def performance(self) -> int:
        """The score of performance alone."""
        return self.scores[0]


def program() -> list[str]:
    """Return the command that runs Lighthouse. Raises LookupError with the name of what is missing."""
    found = next((folder for folder in FOLDERS if (folder / LIBRARY).is_file()), None)
    node = shutil.which("node")
    if found is None or node is None:
        raise LookupError("Node" if node is None else "lighthouse")
    return [node, str(PROGRAM), str(found), *FLAGS]


@cache
def _started() -> subprocess.Popen[str]:
    """Return Node with Lighthouse and Chromium started, for all pages; it ends with its input.

    Raises LookupError where Lighthouse, Node or Chromium is missing.
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise LookupError("Chromium")
    environment = {**os.environ, "CHROME_PATH": browser}
    return subprocess.Popen(
        program(), env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )


def slowdown(machine: float) -> float:
    """Return the multiplier that turns a machine with this index into the same phone, at most the default.

    Lighthouse's own table says 2 for an index of 1000 to 1500; this is stricter, 2.3 to 3.4.
    """
    return min(DEFAULT_SLOWDOWN, round(DEFAULT_SLOWDOWN * machine / FAST_MACHINE, 2))


def measure(address: str, profile: str, multiplier: float | None = None) -> Run:
    """Run Lighthouse once over a page of a server on this machine, with the profile's slowdown or another.

    Raises LookupError where Lighthouse, Node or Chromium is missing, ValueError where the page could not be
    measured or a request left the machine.
    """
    flags: dict[str, object] = {"onlyCategories": CATEGORIES}
    if multiplier is not None:
        flags["throttling"] = {"cpuSlowdownMultiplier": multiplier}
    process = _started()
    assert process.stdin and process.stdout
    process.stdin.write(f"{json.dumps({'address': address, 'preset': PROFILES[profile], 'flags': flags})}\n")
    process.stdin.flush()
    report = json.loads(process.stdout.readline() or '{"error": "Node ended"}')
    if "error" in report:
        raise ValueError(f"{address}: {report['error']}")
    return read(report, urlsplit(address).netloc)


def read(report: dict[str, Any], host: str) -> Run:
    """Read Lighthouse's report of a page. Raises ValueError like `measure`."""
    if "runtimeError" in report:
        raise ValueError(str(report["runtimeError"]["message"]))
    audits, categories = report["audits"], report["categories"]
    asked = [str(one["url"]) for one in audits["network-requests"]["details"]["items"]]
    elsewhere = [one for one in asked if urlsplit(one).scheme != "data" and urlsplit(one).netloc != host]
    if elsewhere:
        raise ValueError(f"asked another host: {elsewhere[0]}")
    return Run(
        tuple(round(100 * categories[name]["score"]) for name in CATEGORIES),
        tuple(float(audits[name]["numericValue"]) for name in METRICS),
        float(audits[SHIFT]["numericValue"]),
        float(report["environment"]["benchmarkIndex"]),
        tuple(_problems(audits, categories)),
    )


def _problems(audits: dict[str, Any], categories: dict[str, Any]) -> Iterator[str]:
    for name in CATEGORIES[1:]:
        for reference in categories[name]["auditRefs"]:
            one = audits[reference["id"]]
            if reference["weight"] and one["score"] is not None and one["score"] < 1:
                yield f"{name}: {one['id']}"


def middle(runs: Sequence[Run]) -> Run:
    """Return the median of every number, and all that fell short in any run."""
    return Run(
        tuple(round(median(one)) for one in zip(*(run.scores for run in runs), strict=True)),
        tuple(median(one) for one in zip(*(run.times for run in runs), strict=True)),
        median(run.shift for run in runs),
        median(run.machine for run in runs),
        tuple(dict.fromkeys(problem for run in runs for problem in run.problems)),
    )


HEAD = (
    "| page | profile | performance | accessibility | best practices | SEO"
    " | FCP, s | LCP, s | TBT, ms | SI, s | CLS | machine |\n"
    f"|---|---{10 * '|--:'}|"
)


def row(name: str, profile: str, run: Run) -> str:
    """Return one line of the table."""
    first, largest, blocked, index = run.times
    cells = [
        name,
        profile,
        *map(str, run.scores),
        f"{first / 1000:.1f}",
        f"{largest / 1000:.1f}",
        f"{blocked:.0f}",
        f"{index / 1000:.1f}",
        f"{run.shift:.3f}",
        f"{run.machine:.0f}",
    ]
    return f"| {' | '.join(cells)} |"


def rows(base: str, kinds: Iterable[str], profiles: Iterable[str], times: int) -> Iterator[tuple[str, Run]]:
    """Yield (line of the table, medians) of every page."""
    for profile in profiles:
        for kind in kinds:
            for code in CODES:
                found = middle([measure(f"{base}/{code}/{KINDS[kind]}", profile) for _ in range(times)])
                yield row(f"{kind}, {code}", profile, found), found


def main() -> int:
    """Measure what is asked for, print the table; return 1 where a category beside performance is not 100."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.lighthouse", description=main.__doc__)
    parser.add_argument("--times", type=int, default=5, help="runs of each page (%(default)s)")
    parser.add_argument("--profile", choices=PROFILES, action="append", help="default: both")
    parser.add_argument("--kind", choices=KINDS, action="append", help="default: all")
    given = parser.parse_args()
    target = ROOT / "build" / "lighthouse.md"
    lines, short = [HEAD], []
    print(HEAD)
    with tempfile.TemporaryDirectory(prefix="website-") as folder:
        site = webhost.build(Path(folder))
        with webhost.serve(site, urlsplit(webhost.ADDRESS).path) as base:
            for line, run in rows(base, given.kind or KINDS, given.profile or PROFILES, given.times):
                print(line, flush=True)
                lines.append(line)
                short += [f"{line.split(' | ')[0]} | {problem}" for problem in run.problems]
    target.parent.mkdir(exist_ok=True)
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(short), file=sys.stderr)
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
