"""Other builders than MkDocs over the Markdown tree on disk, and what a reader finds on their pages."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from posixpath import normpath
from typing import Any

from lxml import html

NO_MKDOCS = """
import sys


class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "mkdocs":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


sys.meta_path.insert(0, Absent())
"""
"""A `sitecustomize` under which MkDocs is not there."""

OVERLAY = """INHERIT: mkdocs.yml
docs_dir: docs
site_dir: zensical
theme:
  variant: classic
"""
"""What Zensical wants otherwise: folders below the configuration, and Material's own look."""

ZENSICAL_OWN_IDS = {"__skip"}

PARTS = {
    "article": "//article",
    "navigation": "//nav[@class='site-nav']",
    "tabs": "//nav[@class='md-tabs']",
    "contents": "//nav[contains(@class, 'md-nav--secondary')]",
    "provisions": "//details[@class='contents']",
    "header": "//header[@data-md-component='header']",
    "footer": "//footer",
}
"""The parts of a page that hold words and links."""


def properdocs(folder: Path, target: Path, environment: Mapping[str, str]) -> None:
    """Build the tree of one language with ProperDocs, as if MkDocs were not installed."""
    without = target.with_name(f"{target.name}-without-mkdocs")
    without.mkdir()
    (without / "sitecustomize.py").write_text(NO_MKDOCS, encoding="utf-8")
    paths = os.pathsep.join([str(without), environment.get("PYTHONPATH", "")])
    command = ["properdocs", "build", "--strict", "--config-file", "mkdocs.yml", "--site-dir", str(target)]
    _run(command, folder, {**environment, "PYTHONPATH": paths})


def zensical(folder: Path, environment: Mapping[str, str]) -> Path:
    """Build the tree of one language with Zensical; return the site, which lies beside the tree."""
    (folder / "zensical.yml").write_text(OVERLAY, encoding="utf-8")
    _run(["zensical", "build", "--strict", "--clean", "--config-file", "zensical.yml"], folder, environment)
    return folder / "zensical"


def _run(command: list[str], folder: Path, environment: Mapping[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-2000:]


def names(site: Path) -> set[str]:
    """Return the names of all files below a folder."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def differing(one: Path, other: Path) -> set[str]:
    """Return the names of the files that are not the same bytes in both folders, or stand in one alone."""
    return {
        name
        for name in names(one) | names(other)
        if not (one / name).is_file()
        or not (other / name).is_file()
        or (one / name).read_bytes() != (other / name).read_bytes()
    }


def seen(page: Path) -> dict[str, Any]:
    """Return what a reader and a search engine find on a page, whoever built it: words, links, anchors."""
    document: Any = html.document_fromstring(page.read_bytes())
    found: dict[str, Any] = {
        "title": document.findtext(".//title"),
        "description": document.xpath("//meta[@name='description']/@content"),
        "data": document.xpath("//script[@type='application/ld+json']/text()"),
        "anchors": {str(one) for one in document.xpath("//article//@id")} - ZENSICAL_OWN_IDS,
    }
    for name, path in PARTS.items():
        parts = document.xpath(path)
        found[name] = [" ".join(one.text_content().split()) for one in parts]
        found[f"{name}: links"] = [
            (normpath(str(link.get("href"))), link.get("aria-current"))
            for one in parts
            for link in one.iter("a")
            if link.get("href")
        ]
    return found
