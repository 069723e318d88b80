"""The `check` command: checks the data and the text, and renders every page without writing it.

What takes long to import is imported after the process has begun that compiles the templates of pages.
"""

from __future__ import annotations

import argparse

from generator.arguments import Subparsers, add_command
from generator.builder import workspace
from generator.builder.project import Project
from generator.builder.warm_processes import WarmProcesses


def check(arguments: argparse.Namespace, project: Project) -> None:
    """Check the data and the text, and render every page without writing it."""
    templates = not workspace.remembers(project, workspace.CHECKED)
    with WarmProcesses(project, templates=templates, languages=False) as warm:
        from generator.act.integrity import describe_moves, describe_unclear
        from generator.builder import checked_pages, found_record, preparation
        from generator.checks import translations
        from generator.checks.amendments import describe as describe_amendments
        from generator.commands import additions
        from generator.dataset import json_schema

        with found_record.used(project):
            prepared = preparation.prepare(project)
            json_schema.expect(project.data)
        pages = checked_pages.render(prepared, warm)
    dataset, proof = prepared.dataset, prepared.proof
    print(
        f"words in the source: {proof.words_in_source}; after {proof.repairs} declared repairs: "
        f"{proof.words_after_repairs}; in the provisions: {proof.words_in_provisions}"
    )
    print(f"non-space characters: {proof.characters_in_source} = {proof.characters_in_provisions}")
    print(f"look-alike letters kept: {proof.latin_letters} in {proof.look_alikes} words")
    for line in describe_unclear(proof):
        print(line)
    print(
        f"provisions: {len(dataset.provisions)}, bodies: {len(dataset.organisation.bodies)}, posts: "
        f"{len(dataset.organisation.posts)}, relations: {len(dataset.relations)}, "
        f"assignments: {len(dataset.assignments)}, terms: {len(dataset.glossary.terms)}, pages: {pages} in "
        f"{', '.join(localization.code for localization in prepared.localizations)}"
    )
    print(additions.summary(additions.additions(prepared)))
    for line in describe_amendments(prepared.amended):
        print(line)
    if len(prepared.localizations) > 1:
        parity = prepared.parity
        print(
            f"parity: {parity.provisions} provisions, {parity.texts} texts, {parity.strings} interface "
            f"words, {parity.terms} word forms of terms; {parity.exceptions} declared exceptions"
        )
        if parity.advice:
            print(translations.describe_advice(parity))
    print(f"the provisions are the source, word for word; {describe_moves(proof)}")


def add(commands: Subparsers, options: argparse.ArgumentParser) -> None:
    """Add `check` to the command line; it takes the options of `options`."""
    add_command(commands, check, options)
