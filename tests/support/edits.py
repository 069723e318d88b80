"""Edits files of a project under test."""

from __future__ import annotations

import random
import re
from pathlib import Path

from generator.builder.project import Project


def replace(path: Path, old: str, new: str) -> str:
    """Replace words that a file must hold, everywhere in it; return the text before."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text


# Edits of a project with a random choice of their place.


def change_the_act(project: Project, chance: random.Random) -> None:
    """Change a word of the act, in the source and in the provisions."""
    source = next((project.data / "source").glob("*.txt"))
    text = source.read_text(encoding="utf-8")
    words = [word for word in set(re.findall(r"[а-яәіңғүұқөһ]{5,}", text)) if text.count(word) == 1]
    word = chance.choice(sorted(words))
    for path in [source, *sorted((project.data / "provisions").glob("*.yml"))]:
        path.write_text(path.read_text(encoding="utf-8").replace(word, f"{word}лар"), encoding="utf-8")


def change_an_interface_word(project: Project, chance: random.Random) -> None:
    """Add a word to one interface word of the project."""
    path = project.data / "strings" / "kk.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = chance.choice([at for at, line in enumerate(lines) if re.fullmatch(r"[\w.]+: [А-Яа-я ]+", line)])
    lines[at] += " екен"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
