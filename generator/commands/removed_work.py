"""Reports what a new text takes out of the provisions of a folder, with the manual work that goes too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from generator.dataset.yaml_writer import comment_lines
from generator.ingest import merge
from generator.ingest.parse_tree import Part
from generator.model import Node


def removed_files(data: Path, parts: Iterable[Part], existing: Iterable[Part]) -> list[Path]:
    """Return the files of the parts that the text has no more."""
    names = {name for name, _ in parts}
    paths = (data / "provisions" / f"{name}.yml" for name, _ in existing if name not in names)
    return [path for path in paths if path.is_file()]


def report(data: Path, parts: Sequence[Part], existing: Sequence[Part], code: str) -> Iterator[str]:
    """Yield a line for each file and provision that goes, with the words that people added to it.

    `code` is the original's language: its words are in the source before, the others may be nowhere else.
    """
    for path in removed_files(data, parts, existing):
        place = f"{data.name}/provisions/{path.name}"
        lines = comment_lines(path.read_text(encoding="utf-8"))
        comments = f", with its comments in lines {', '.join(map(str, lines))}" if lines else ""
        yield f"{place}:1: the file is removed{comments}: the text has no such part"
    removed = merge.removed(parts, existing)
    for eid, node in removed:
        yield f"{node.at.file}:{node.at.line}: `{eid}` is not in the text and is removed{_words(node, code)}"
    if removed:
        yield f"provisions removed: {len(removed)}; `check` lists the entries that still refer to them"


def _words(node: Node, code: str) -> str:
    others = [f"its {language} words: «{words}»" for language, words in node.text.items() if language != code]
    return f"; with it go {', '.join(others)}" if others else ""
