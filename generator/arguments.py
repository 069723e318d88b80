"""Adds commands to the command line and reads values that several of them take."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeAlias

from generator.problems import Problem, ProblemsError, nearest

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What `ArgumentParser.add_subparsers` returns; argparse has no public name for its type."""


def add_command(
    commands: Subparsers, run: Callable[..., None], options: argparse.ArgumentParser, name: str = ""
) -> argparse.ArgumentParser:
    """Add a command that calls `run`, and return its parser.

    Its name is that of the function unless `name` is given; its help is the function's docstring. `options`
    is a parent parser with the options that every command takes.
    """
    summary = (run.__doc__ or "").strip()
    parser = commands.add_parser(name or run.__name__, help=summary, description=summary, parents=[options])
    parser.set_defaults(run=run)
    return parser


def add_group(commands: Subparsers, name: str, summary: str, options: argparse.ArgumentParser) -> Subparsers:
    """Add a command that only has further commands, and return what these are added to."""
    group = commands.add_parser(name, help=summary, description=summary, parents=[options])
    return group.add_subparsers(title="commands", required=True, metavar="COMMAND")


def day(text: str, option: str) -> dt.date:
    """Return the day that an option gives. Raises `ProblemsError` unless it is written YYYY-MM-DD."""
    expected = "expected a day, as 2022-10-03"
    try:
        value = dt.date.fromisoformat(text)
    except ValueError:
        raise ProblemsError([Problem(option, 1, f"`{text}` is not a date; {expected}")]) from None
    if value.isoformat() != text:
        raise ProblemsError([Problem(option, 1, f"`{text}` is not written as a date; {expected}")])
    return value


def language(code: str, codes: Sequence[str]) -> str:
    """Return the language that `--language` gives. Raises `ProblemsError` unless it is one of `codes`."""
    if code not in codes:
        message = f"`{code}` is not a language of the data; expected one of {', '.join(codes)}"
        raise ProblemsError([Problem("--language", 1, message + nearest(code, codes))])
    return code
