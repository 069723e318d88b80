"""The `diff` command: compares two data folders or git revisions."""

from __future__ import annotations

import argparse

from generator.arguments import Subparsers, add_command
from generator.builder.project import Project
from generator.diff import report as diff_report
from generator.diff import sources


def diff(arguments: argparse.Namespace, project: Project) -> None:
    """Compare two data folders or git revisions, provision by provision."""
    names = arguments.old, arguments.new
    with (
        sources.data_of(arguments.old, project.root) as old,
        sources.data_of(arguments.new, project.root) as new,
    ):
        print(diff_report.FORMATS[arguments.format](sources.compare_folders(old, new, names)), end="")


def add(commands: Subparsers, options: argparse.ArgumentParser) -> None:
    """Add `diff` to the command line; it takes the options of `options`."""
    parser = add_command(commands, diff, options)
    parser.add_argument("old", help="a data folder or a git revision")
    parser.add_argument("new", help="the data folder or git revision to compare with it")
    parser.add_argument(
        "--format", choices=diff_report.FORMATS, default="text", help="output format (default: %(default)s)"
    )
