"""The tiny project with a stranger's words in every place that takes words, the act's own included."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from generator.builder.project import Project
from tests.conftest import copy_tiny
from tests.support.paths import INPUTS

HOSTILE = INPUTS / "hostile"

PAYLOAD = (
    """</title></script><script>window.hurt=1</script>"'><img src=x onerror=window.hurt=2>"""
    """<svg/onload=window.hurt=3> [x](javascript:window.hurt=4){: onclick=window.hurt=5 } """
    """`` | \\N \\ &lt;script&gt; ${7*7} --> ]]> ü漢🙂"""
)
"""No braces beside the attribute list's: the interface words take none."""

BRACED = PAYLOAD + " {{7*7}} {% include 'x' %}"
INTERFACE = PAYLOAD.replace("{", "(").replace("}", ")")

NARROW = {"title"}
"""Titles have few words."""

ACT_S = {"quote", "words"}
"""What stands in the act letter by letter."""


def hostile(root: Path) -> Project:
    """Copy the tiny project with `tests/hostile/` laid over it: one payload for each item of its README."""
    project = copy_tiny(root)
    shutil.copytree(HOSTILE, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("README.md"))
    return project


def poisoned(root: Path) -> Project:
    """Copy the tiny project and end every text, every provision, all interface words with the payload."""
    project = copy_tiny(root)
    for path in sorted(project.data.glob("*.yml")):
        _write(path, _poison(_read(path)))
    for path in sorted((project.data / "provisions").glob("*.yml")):
        _write(path, _poison(_read(path)))
    bodies = _read(project.data / "bodies.yml")
    for body in bodies["bodies"]:
        if "__item_" in body["named_in"]:
            body["name"] = {"kk": _item(project, body["name"]["kk"].removesuffix(f" {BRACED}"))}
    _write(project.data / "bodies.yml", bodies)
    _write(project.data / "source" / "repairs.yml", {"repairs": []})
    _write_source(project)
    strings = project.data / "strings" / "kk.yml"
    _write(strings, {key: f"{words} {INTERFACE}" for key, words in _read(strings).items()})
    page = project.docs / "kk" / "about.md"
    head, body_ = page.read_text(encoding="utf-8").split("---\n")[1:]
    front = {key: f"{words} {BRACED}" for key, words in yaml.load(head, Loader=yaml.BaseLoader).items()}
    page.write_text(
        f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n{body_}\n{{{{7*7}}}}\n", encoding="utf-8"
    )
    return project


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def _write(path: Path, value: Any) -> None:
    path.write_text(
        yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8"
    )


def _poison(value: Any, key: str = "") -> Any:
    if isinstance(value, list):
        return [_poison(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "kk" in value:
        added = "<script>hurt=6</script>" if key in NARROW else "" if key in ACT_S else BRACED
        return {code: f"{words} {added}".strip() for code, words in value.items()}
    return {one: _poison(below, one) for one, below in value.items()}


def _item(project: Project, name: str) -> str:
    """Return a body's name as its line of the list has it, which is poisoned too."""
    lists = (project.data / "provisions").glob("*.yml")
    texts = [words for path in lists for words in _texts(_read(path)["provisions"])]
    return next(words for words in texts if words.startswith(name))


def _texts(nodes: list[Any], numbered: bool = False) -> list[str]:
    found = []
    for node in nodes:
        found += [node["num"]] if numbered and "num" in node else []
        found += [node["text"]["kk"], *_texts(node.get("provisions", []), numbered)]
    return found


def _write_source(project: Project) -> None:
    act = _read(project.data / "act.yml")
    words = [
        text
        for part in act["parts"]
        for text in _texts(_read(project.data / "provisions" / f"{part}.yml")["provisions"], True)
    ]
    (project.data / "source" / act["version"]["source"]).write_text("\n".join(words), encoding="utf-8")
