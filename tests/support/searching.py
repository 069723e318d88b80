"""Asks Material's search worker in Node, over the site's own index."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path
from threading import Timer
from typing import Any

from generator.builder.preparation import PreparedSite
from generator.render.page_kinds import PAGE_KINDS
from generator.search import index
from tests.benchmarks.bench_search import QUERIES, node, worker

TIMEOUT = 60
"""How long Node may take, in seconds."""


def write_indexes(prepared: PreparedSite, target: Path) -> dict[str, Path]:
    """Write the search index and the script of each language below `target`; return language -> folder."""
    folders = {}
    for localization in prepared.localizations:
        code = localization.code
        folders[code] = folder = target / code
        folder.mkdir(parents=True)
        (folder / f"lunr.{code}.min.js").write_text(index.language_file(code) or "", encoding="utf-8")
        content = index.search_index(prepared.plan, localization, PAGE_KINDS)
        (folder / "index.json").write_text(content, encoding="utf-8")
    return folders


def ask(folder: Path, *queries: str) -> list[dict[str, Any]]:
    """Return Material's answers to some queries."""
    process = _started(folder)
    assert process.stdin and process.stdout
    timer = Timer(TIMEOUT, process.kill)
    timer.start()
    try:
        process.stdin.write(f"{json.dumps(queries)}\n")
        process.stdin.flush()
        answer = process.stdout.readline()
    finally:
        timer.cancel()
    assert answer, f"Node ended, or gave no answer in {TIMEOUT} seconds"
    answers: list[dict[str, Any]] = json.loads(answer)
    return answers


@cache
def _started(folder: Path) -> subprocess.Popen[str]:
    """Return Node with the index of a folder read, as a reader's browser keeps it; it ends with its input."""
    command = [node() or "node", str(QUERIES / "ask.js"), str(worker()), str(folder)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", bufsize=1
    )


def locations(answer: dict[str, Any]) -> list[str]:
    """Return the best location of each page of an answer, best first."""
    return [max(group, key=lambda item: item["score"])["location"] for group in answer["items"]]
