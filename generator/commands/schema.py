"""The `schema` command: writes the JSON Schemas of the data files."""

from __future__ import annotations

import argparse

from generator.arguments import Subparsers, add_command
from generator.builder.project import Project
from generator.commands.output import display
from generator.dataset import json_schema


def write_schema(arguments: argparse.Namespace, project: Project) -> None:
    """Write the JSON Schemas into the data folder; editors complete and check the YAML with them."""
    for path in json_schema.write(project.data):
        print(display(path))


def add(commands: Subparsers, options: argparse.ArgumentParser) -> None:
    """Add `schema` to the command line; it takes the options of `options`."""
    add_command(commands, write_schema, options, "schema")
