"""Reads the package's tables of word forms."""

from __future__ import annotations

from generator.dataset.yaml_reader import read_file
from generator.files.package import INFLECTIONS, PACKAGE
from generator.language.inflection import Inflections


def inflections() -> Inflections:
    """Return the inflections of every language that the package has a table of."""
    folder = INFLECTIONS.relative_to(PACKAGE.parent).as_posix()
    paths = sorted(INFLECTIONS.glob("*.yml"))
    return Inflections({path.stem: read_file(path, f"{folder}/{path.name}") for path in paths})
