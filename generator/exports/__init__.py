"""Exports a dataset in machine-readable formats: as files, and as JSON-LD inside the pages.

`FORMATS` is the registry of file formats. Nothing here touches the file system.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from generator.act.index import Index
from generator.exports import act_json, akn, amending_akn, tables, turtle, wordings
from generator.model import Dataset
from generator.plan.localization import Localization
from generator.timeline.table import Table

Format = Callable[[Sequence[Localization]], Mapping[str, str]]
"""Returns the files of a format, name -> content, from the localizations of the published languages."""


def _together(*formats: Format) -> Format:
    """Return a format with the files of several modules."""
    return lambda localizations: dict(
        file for format_files in formats for file in format_files(localizations).items()
    )


FORMATS: Mapping[str, Format] = {
    "JSON": act_json.files,
    "Akoma Ntoso": _together(akn.files, amending_akn.files),
    "CSV": _together(tables.files, wordings.tables),
    "Turtle": turtle.files,
}
"""Format -> the function that writes its files. To add a format, write a module and register it here.

The table of wordings, which needs more than localizations, is added by `files_by_format`.
"""


def files(dataset: Dataset) -> dict[str, str]:
    """Return name -> content of every file that belongs under `data/` of the site."""
    return {
        name: content
        for format_files in files_by_format(dataset).values()
        for name, content in format_files.items()
    }


def files_by_format(dataset: Dataset, table: Table | None = None) -> dict[str, Mapping[str, str]]:
    """Return format -> name -> content of the files; `table` is that of wordings, if it is built already."""
    index = Index(dataset)
    localizations = [Localization(index, language) for language in dataset.published]
    formats = {name: format_files(localizations) for name, format_files in FORMATS.items()}
    formats["JSON"] = {**formats["JSON"], **wordings.files(localizations, table)}
    return formats


def sizes(formats: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, int]]:
    """Return format -> name -> size in bytes of the files of `files_by_format`."""
    return {
        name: {file: len(content.encode("utf-8")) for file, content in format_files.items()}
        for name, format_files in formats.items()
    }
