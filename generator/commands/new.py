"""The `new` and `pages` commands: make a repository for a statute, and the pages that a language lacks.

A repository is built in a temporary folder beside its place and renamed when it is complete and its data
check, so that a text which cannot be imported leaves nothing behind. It needs no network, no git and no
clock: the same texts give the same bytes.
"""

from __future__ import annotations

import argparse
import errno
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.builder import preparation
from generator.builder.project import Project
from generator.commands import import_act
from generator.dataset import loader
from generator.dataset.yaml_writer import dump
from generator.problems import Problem, ProblemsError
from generator.scaffold import pages, repository

EXPECTED = "expected a new or an empty folder"


def new(arguments: argparse.Namespace, project: Project) -> None:
    """Make a repository of its own for a statute from its text: data, pages, workflows and the program."""
    if arguments.root or arguments.data:
        message = "chooses an existing project; `new` makes its folders in FOLDER"
        raise ProblemsError([Problem("--root" if arguments.root else "--data", 1, message)])
    for line in create(arguments.folder, arguments.texts, arguments.language, arguments.name):
        print(line)


def write_pages(arguments: argparse.Namespace, project: Project) -> None:
    """Write the pages about the site, citing and sources for each language; edited ones stay as they are."""
    dataset = loader.load(project.data)
    earlier = pages.fill_without_later_languages(dataset)
    written = {}
    for name, text in pages.fill(dataset).items():
        path = project.docs / name
        present = path.read_text(encoding="utf-8") if path.exists() else None
        if present is None or (present != text and present in [filled.get(name) for filled in earlier]):
            written[path] = text.encode()
    _write(written)
    for path in written:
        print(f"docs/{path.relative_to(project.docs).as_posix()}")
    print(f"pages written: {len(written)}; edited ones are left as they are")


def create(
    folder: Path, texts: Sequence[Path], language: str = "", names: Sequence[str] = ()
) -> Iterator[str]:
    """Make the repository `folder` from the texts of an act, one for each language; yield a report.

    `language` is the code of the first text's language; without it, its letters decide. `names` are names of
    the site, in the order of the texts; without one, the act's title is the name. Raises `OSError` if the
    folder is not empty, and `ProblemsError` if a text cannot be imported; then nothing is written.
    """
    _expect_empty(folder)
    if len(names) > len(texts):
        message = f"is given {len(names)} times; expected at most one name for each text"
        raise ProblemsError([Problem("--name", 1, message)])
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as temporary:
        # The temporary folder itself is the user's alone; what is renamed has the usual permissions.
        staged = Project.at(Path(temporary) / folder.name)
        for number, text in enumerate(texts, 1):
            yield from import_act.import_act(text, staged.data, language=language if number == 1 else "")
            if len(loader.load(staged.data).languages) < number:
                message = "is in the language of an earlier text; expected one text for each language"
                raise ProblemsError([Problem(text.name, 1, message)])
        if names:
            _name(staged.data, names)
        dataset = loader.load(staged.data)
        _write({staged.docs / name: text.encode() for name, text in pages.fill(dataset).items()})
        _write({staged.root / name: content for name, content in repository.files(dataset).items()})
        preparation.prepare(staged)
        count = sum(path.is_file() for path in staged.root.rglob("*"))
        if folder.exists():
            folder.rmdir()
        staged.root.rename(folder)
    yield f"{folder}: {count} files; see README.md, then run `make site` there"


def _expect_empty(folder: Path) -> None:
    """Raise `OSError` unless a folder is missing or empty and can be replaced."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise NotADirectoryError(errno.ENOTDIR, f"is not a folder; {EXPECTED}", str(folder))
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(errno.ENOTEMPTY, f"is not empty; {EXPECTED}", str(folder))
    if folder.resolve() == Path.cwd().resolve():
        message = "is the current folder, which cannot be replaced; expected another one"
        raise FileExistsError(errno.EBUSY, message, str(folder))
    if not folder.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "is no folder; make it first", str(folder.parent))


def _name(data: Path, names: Sequence[str]) -> None:
    """Give the site its names, in the languages of the texts."""
    dataset = loader.load(data)
    codes = (dataset.original, *(version.language for version in dataset.act.received))
    name = {**dataset.site.name, **dict(zip(codes, names, strict=False))}
    path = data / "site.yml"
    heading = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(dump(dataset.site.model_copy(update={"name": name}), heading), encoding="utf-8")


def _write(files: Mapping[Path, bytes]) -> None:
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], options: argparse.ArgumentParser
) -> None:
    """Add the commands to the command line; `options` are those that every command takes."""
    summary = (new.__doc__ or "").strip()
    making = commands.add_parser("new", help=summary, description=summary, parents=[options])
    making.add_argument(
        "folder", type=Path, metavar="FOLDER", help="the repository: a new or an empty folder"
    )
    making.add_argument(
        "texts", type=Path, nargs="+", metavar="FILE", help="the act's text; one file for each language"
    )
    making.add_argument("--language", default="", help="language of the first text (default: by its letters)")
    making.add_argument(
        "--name",
        action="append",
        default=[],
        help="name of the site (default: the act's title); repeat it for each further text",
    )
    making.set_defaults(run=new)
    summary = (write_pages.__doc__ or "").strip()
    writing = commands.add_parser("pages", help=summary, description=summary, parents=[options])
    writing.set_defaults(run=write_pages)
