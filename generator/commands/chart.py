"""The `chart` command: it prints one chart of the site as DOT, or as it is drawn."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.arguments import Subparsers, add_command
from generator.arguments import language as read_language
from generator.builder.preparation import PreparedSite, prepare
from generator.builder.project import Project
from generator.charts.geometry import Figure
from generator.drawing import placement
from generator.drawing.svg import Pencil
from generator.plan.localization import Localization
from generator.plan.pages import Page
from generator.problems import Problem, ProblemsError, nearest
from generator.render.page_kinds import PAGE_KINDS, page_context

CHARTS = {"org": "chart", "terr": "regions", "who": "appointments"}
"""Chart with a name of its own -> the kind of its page."""

AROUND = ("body", "point", "role", "provision")
"""The kinds of page with a small chart, whose name is the page's address."""

SMALL = "near-"
"""Prefix of the names of small charts."""

FORMATS = ("dot", "svg")


def add(commands: Subparsers, options: argparse.ArgumentParser) -> None:
    """Add `chart` to the command line; it takes the options of `options`."""
    parser = add_command(commands, chart, options)
    parser.add_argument(
        "name", help="org, terr, who, or the name of a small chart, as its download is called"
    )
    parser.add_argument(
        "--language", default="", help="code of a language (default: the original, or as in the name)"
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="dot", help="output format (default: %(default)s)"
    )


def chart(arguments: argparse.Namespace, project: Project) -> None:
    """Print a chart: its DOT text, or its drawing as SVG."""
    prepared = prepare(project)
    name, code = arguments.name, arguments.language
    codes = [localization.code for localization in prepared.localizations]
    if not code and name.rpartition(".")[2] in codes:
        name, _, code = name.rpartition(".")
    code = read_language(code or codes[0], codes)
    localization = prepared.localizations[codes.index(code)]
    figure = _figure(prepared, localization, name)
    with tempfile.TemporaryDirectory() as folder:
        drawing = Pencil(Path(folder)).draw([figure]).get(figure.name)
    if drawing is None:
        message = f"the chart `{name}` has no legible picture; its page has the same as a list"
        raise ProblemsError([Problem("chart", 1, message)])
    print(placement.source(figure, drawing).rstrip("\n") if arguments.format == "dot" else drawing)


def _figure(prepared: PreparedSite, localization: Localization, name: str) -> Figure:
    """Return the figure of a chart that is its download."""
    for page in _pages(prepared, name):
        context = page_context(page, prepared.plan, localization, prepared.proof)
        for figure in PAGE_KINDS[page.kind].view(context).figures:
            if figure.file and figure.file.name == f"{name}.{localization.code}":
                return figure
    names = [*CHARTS, *(_small(page) for page in prepared.plan.pages if page.kind in AROUND)]
    message = f"the site has no chart `{name}`; expected {', '.join(CHARTS)} or the name of a small chart"
    raise ProblemsError([Problem("chart", 1, message + nearest(name, names))])


def _pages(prepared: PreparedSite, name: str) -> Iterator[Page]:
    for page in prepared.plan.pages:
        if page.kind == CHARTS.get(name) or _small(page) == name:
            yield page


def _small(page: Page) -> str:
    return SMALL + page.path.removesuffix(".html").replace("/", "-")
