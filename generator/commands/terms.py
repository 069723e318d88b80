"""The `terms` commands: they help to review which words of the act mean a term of the glossary."""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections.abc import Iterable, Iterator

from generator.act.index import Index
from generator.act.term_decisions import Candidate, TermDecisions
from generator.arguments import Subparsers, add_command, add_group
from generator.builder.project import Project
from generator.commands.output import around
from generator.dataset import inflection_tables, loader, yaml_writer
from generator.model import TermLink
from generator.problems import Problem, ProblemsError, nearest

AROUND = 60
"""The most characters shown before and after the words of a candidate."""


def propose(arguments: argparse.Namespace, project: Project) -> None:
    """Suggest term links that are neither listed nor rejected yet, as entries to review and paste."""
    index = Index(loader.load(project.data))
    codes = [language.code for language in index.dataset.languages]
    if arguments.language and arguments.language not in codes:
        expected = f"expected one of {', '.join(codes)}{nearest(arguments.language, codes)}"
        raise ProblemsError(
            [Problem("--language", 1, f"unknown language `{arguments.language}`; {expected}")]
        )
    decisions, inflections = TermDecisions(index), inflection_tables.inflections()
    candidates = [
        candidate
        for code in ([arguments.language] if arguments.language else codes)
        for candidate in decisions.candidates(code, inflections)
    ]
    candidates.sort(key=lambda candidate: index.order[candidate.provision.eid])
    for line in entries(candidates):
        print(line)
    print(
        f"{len(candidates)} candidates; none is a link until a person has read it in its sentence and "
        "pasted it under `term_links`, or under `rejected` with a `reason`",
        file=sys.stderr,
    )


def entries(candidates: Iterable[Candidate]) -> Iterator[str]:
    """Yield the lines of each candidate: its sentence and the reason as comments, then its entry."""
    for candidate in candidates:
        link = TermLink(
            provision=candidate.provision.eid,
            language=candidate.language,
            words=candidate.words,
            term=candidate.term.id,
        )
        yield f"  # {_sentence(candidate)}"
        yield f"  # `{candidate.term.id}`: {candidate.reason}"
        first, *rest = yaml_writer.dump(link).splitlines()
        yield f"  - {first}"
        yield from textwrap.indent("\n".join(rest), "    ").splitlines()


def _sentence(candidate: Candidate) -> str:
    """Return the words of a candidate with what stands around them."""
    text = candidate.provision.text[candidate.language]
    # On one line: what follows a line break would be pasted with the entries.
    return " ".join(around(text, *candidate.span, AROUND).split())


def add(commands: Subparsers, options: argparse.ArgumentParser) -> None:
    """Add `terms` and its commands to the command line; each takes the options of `options`."""
    summary = "Help to review the links from the act to the glossary."
    parser = add_command(add_group(commands, "terms", summary, options), propose, options)
    parser.add_argument("--language", default="", metavar="L", help="language code (default: every language)")
