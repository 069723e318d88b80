"""The `release` command, and what a release consists of: archive, one-file editions, wheel, checksums."""

from __future__ import annotations

import argparse
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from generator.arguments import Subparsers, add_command
from generator.builder import (
    archive,
    changelog,
    language_builds,
    one_file,
    preparation,
    sbom,
    shipped,
)
from generator.builder.project import Project
from generator.dataset import loader
from generator.files import atomic
from generator.files.package import REQUIREMENTS
from generator.model import Site
from generator.previews.github import Repository
from generator.problems import Problem, ProblemsError
from generator.scaffold import wheel

MATERIALS = "sbom.json"

CHECKSUM = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<name>[^/\\]+)")
"""A line of SHA256SUMS."""


def pack(project: Project) -> tuple[Path, ...]:
    """Write the built site and the program that built it into dist/.

    Returns the paths of the zip, of the one-file edition of each language, of the wheel, of the bill of
    materials and of the checksums.
    """
    prepared = preparation.prepare(project)
    notes = {
        f"README.{localization.code}.txt": localization.strings["bundle.note"] + "\n"
        for localization in prepared.localizations
    }
    site = prepared.dataset.site
    target = project.root / "dist" / f"{site.bundle}-{site.release}.zip"
    target.parent.mkdir(exist_ok=True)
    epoch = language_builds.epoch(prepared)
    archive.bundle(project.site, notes, target, epoch)
    components = shipped.components(project.site)
    requirements = REQUIREMENTS.read_text(encoding="utf-8")
    program = wheel.build()
    files: dict[Path, str | bytes] = {
        target.with_name(name): content for name, content in one_file.editions(prepared, project.site)
    }
    files[target.with_name(program.name)] = program.content
    files[target.with_name(MATERIALS)] = sbom.bill(requirements, site.bundle, site.release, epoch, components)
    atomic.put_all(files)
    return target, *files, archive.write_checksums([target, *files], target.parent)


def publish(project: Project, tag: str) -> None:
    """Create the GitHub release of a tag from the files that `pack` wrote.

    Raises `ProblemsError` if `site.yml` names another release, if the changelog has no dated section of it,
    or if the files are not those of the checksums; OSError if a file is missing.
    """
    dataset = loader.load(project.data)
    problems = [*_tag_problems(dataset.site, tag), *_changelog_problems(project.root, dataset.site.release)]
    if problems:
        raise ProblemsError(problems)
    files = _checked(project.root / "dist", f"{dataset.site.bundle}-{dataset.site.release}.zip")
    Repository.here().release(tag, files)


def _tag_problems(site: Site, tag: str) -> Iterator[Problem]:
    if tag != f"v{site.release}":
        yield Problem(tag, 1, f"is not the tag of release {site.release}; expected v{site.release}")


def _changelog_problems(root: Path, release: str) -> Iterator[Problem]:
    """Yield a problem if the changelog, where there is one, does not date the release."""
    path = root / changelog.FILE
    if not path.exists():
        return
    text = path.read_text(encoding="utf-8")
    if release not in {one.version for one in changelog.releases(text)}:
        heading = f"## [{release}]"
        numbers = [number for number, line in enumerate(text.splitlines(), 1) if line.startswith(heading)]
        message = f"release {release} has no date; expected the heading `{heading} – YYYY-MM-DD`"
        yield Problem(changelog.FILE, numbers[0] if numbers else 1, message)


def _checked(folder: Path, bundle: str) -> list[Path]:
    """Return the files that the checksums name, and the checksums.

    Raises `ProblemsError` if a file has another digest, or if `bundle` is not among them.
    """
    sums = folder / archive.CHECKSUMS
    where = f"{folder.name}/{sums.name}"
    found, problems = [], []
    for number, line in enumerate(sums.read_text(encoding="utf-8").splitlines(), 1):
        match = CHECKSUM.fullmatch(line)
        if not match:
            problems.append(Problem(where, number, "is no checksum; expected a digest, two spaces, a name"))
        elif hashlib.sha256((folder / match["name"]).read_bytes()).hexdigest() != match["digest"]:
            message = f"{match['name']} has another digest; run `bundle` again"
            problems.append(Problem(where, number, message))
        else:
            found.append(folder / match["name"])
    if not problems and folder / bundle not in found:
        problems.append(Problem(where, 1, f"does not name {bundle}; run `bundle` again"))
    if problems:
        raise ProblemsError(problems)
    return [*found, sums]


def release(arguments: argparse.Namespace, project: Project) -> None:
    """Create the GitHub release of a tag from the files that `bundle` wrote."""
    publish(project, arguments.tag)


def add(commands: Subparsers, options: argparse.ArgumentParser) -> None:
    """Add `release` to the command line; it takes the options of `options`."""
    add_command(commands, release, options).add_argument("tag", help="`v` and the release in site.yml")
