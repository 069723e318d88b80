"""The `release` command, and the files that it publishes: the archive of the site, the one-file editions."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.arguments import Subparsers, add_command
from generator.builder import archive, builder, one_file, preparation, sbom, shipped
from generator.builder.project import Project
from generator.dataset import loader
from generator.files import atomic
from generator.files.package import REQUIREMENTS
from generator.previews.github import Forge
from generator.problems import Problem, ProblemsError

MATERIALS = "sbom.json"


def pack(project: Project) -> tuple[Path, ...]:
    """Write the built site into dist/ as a zip and as one file per language, with an SBOM and checksums.

    Returns the paths of the zip, of the one-file editions, of the SBOM and of the checksums.
    """
    prepared = preparation.prepare(project)
    notes = {
        f"README.{localization.code}.txt": localization.strings["bundle.note"] + "\n"
        for localization in prepared.localizations
    }
    site = prepared.dataset.site
    target = project.root / "dist" / f"{site.bundle}-{site.release}.zip"
    target.parent.mkdir(exist_ok=True)
    epoch = builder.epoch(prepared)
    archive.bundle(project.site, notes, target, epoch)
    materials = target.with_name(MATERIALS)
    requirements = REQUIREMENTS.read_text(encoding="utf-8")
    components = shipped.components(project.site)
    editions = {
        target.with_name(name): content for name, content in one_file.editions(prepared, project.site)
    }
    bill = sbom.bill(requirements, site.bundle, site.release, epoch, components)
    atomic.put_all({materials: bill, **editions})
    files = (target, *editions, materials)
    return (*files, archive.write_checksums(files, target.parent))


def publish(project: Project, tag: str) -> None:
    """Create the GitHub release of a tag from the files that `pack` wrote.

    Raises `ProblemsError` if `site.yml` names another release, and `OSError` if a file is missing.
    """
    dataset = loader.load(project.data)
    site = dataset.site
    if tag != f"v{site.release}":
        message = f"is not the tag of release {site.release}; expected v{site.release}"
        raise ProblemsError([Problem(tag, 1, message)])
    editions = (one_file.NAME.format(code=language.code) for language in dataset.published)
    names = (f"{site.bundle}-{site.release}.zip", *editions, archive.CHECKSUMS, MATERIALS)
    files = [project.root / "dist" / name for name in names]
    for path in files:
        path.stat()
    Forge.here().release(tag, files)


def release(arguments: argparse.Namespace, project: Project) -> None:
    """Create the GitHub release of a tag from the files that `bundle` wrote."""
    publish(project, arguments.tag)


def add(commands: Subparsers, options: argparse.ArgumentParser) -> None:
    """Add `release` to the command line; it takes the options of `options`."""
    add_command(commands, release, options).add_argument("tag", help="`v` and the release in site.yml")
