"""The invented act on libraries in both languages, and a data folder made from its text."""

from __future__ import annotations

from pathlib import Path

from generator.builder import preparation
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.commands.import_act import import_act
from tests.support.paths import INPUTS

LIBRARY = INPUTS / "library"
KK, RU = LIBRARY / "library.kk.txt", LIBRARY / "library.ru.txt"


def import_texts(data: Path, *texts: Path, language: str = "") -> list[str]:
    """Import texts one after another; return the lines that are said of all of them."""
    return [line for text in texts for line in import_act(text, data, language=language)]


def prepare_data(data: Path) -> PreparedSite:
    """Prepare the site of a data folder."""
    return preparation.prepare(Project.at(None, data))


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder: its path in the folder -> its bytes."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
