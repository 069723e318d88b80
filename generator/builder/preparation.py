"""Loads, checks and plans a project: everything that is known before a file is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.act import integrity
from generator.act.index import Index
from generator.checks import handwritten_pages, regexes, rules, translations
from generator.dataset import loader
from generator.dataset.yaml_reader import read_text
from generator.files.package import IMPORT_PATH
from generator.ingest import pdf_text
from generator.model import Dataset, HandWritten, Version
from generator.plan import pages
from generator.plan.localization import Localization
from generator.plan.pages import Plan
from generator.problems import Problem, ProblemsError


@dataclass(frozen=True)
class Project:
    """The folders of a project."""

    root: Path
    data: Path
    docs: Path
    build: Path
    site: Path

    @classmethod
    def at(cls, root: Path | None = None, data: Path | None = None) -> Project:
        """Return the project whose files lie under `root`.

        Without a root it is the folder that holds `data`: what lies beside another institution's data is its
        own. Without either it is the folder at hand.
        """
        root = (root or (data.resolve().parent if data else Path.cwd())).resolve()
        return cls(root, data or root / "data", root / "docs", root / "build", root / "site")

    @property
    def settings(self) -> Path:
        """The configuration that every build inherits: the project's own, or the one that comes with this."""
        own = self.root / "mkdocs.yml"
        return own if own.exists() else IMPORT_PATH / "mkdocs.yml"


@dataclass(frozen=True)
class PreparedSite:
    """A whole site before it is written: its plan, and one reader for each language."""

    project: Project
    dataset: Dataset
    plan: Plan
    localizations: tuple[Localization, ...]
    proof: integrity.Proof
    parity: translations.Parity
    base_url: str = ""
    """The address that the site will have, without its last slash; nothing where it must work anywhere."""


def prepare(project: Project, base_url: str = "") -> PreparedSite:
    """Load, check, prove and plan. Raises `ProblemsError` with every problem."""
    dataset = loader.load(project.data)
    hanging = list(regexes.trial(dataset, project.data))
    if hanging:
        raise ProblemsError(hanging)
    problems = rules.check(dataset)
    written = {one.code: handwritten_pages.read(project.docs, one, problems) for one in dataset.published}
    problems += _same_pages(written)
    index = Index(dataset)
    compared = translations.compare(index)
    problems += compared.problems
    if problems:
        raise ProblemsError(problems)
    proved = prove(project, dataset)
    plan = pages.plan(index, tuple(written[dataset.original]))
    _shadowed(plan, written[dataset.original])
    localizations = tuple(Localization(index, one, written[one.code]) for one in dataset.published)
    return PreparedSite(project, dataset, plan, localizations, proved, compared, base_url.rstrip("/"))


def _same_pages(written: Mapping[str, Mapping[str, HandWritten]]) -> Iterator[Problem]:
    """Every language has the same pages written by hand."""
    names = sorted({name for pages_of in written.values() for name in pages_of})
    for code, pages_of in written.items():
        for name in names:
            if name not in pages_of:
                yield Problem(f"docs/{code}/{name}.md", 1, "is missing; expected this page in every language")


def _shadowed(plan: Plan, written: Mapping[str, HandWritten]) -> None:
    """Raise `ProblemsError` for a page written by hand whose address another page has."""
    shown = {page.subject for page in plan.pages if page.kind == "hand-written"}
    problems = [
        Problem(
            one.file, 1, f"`{name}.html` is the address of a page that the data make; choose another name"
        )
        for name, one in written.items()
        if name not in shown
    ]
    if problems:
        raise ProblemsError(problems)


def prove(project: Project, dataset: Dataset) -> integrity.Proof:
    """Prove that the provisions are the source's words. Raises `ProblemsError` where they are not."""
    version = dataset.act.version
    name, source = _received(project, version)
    proved = integrity.prove(source, dataset.corrections.repairs, dataset.provisions, version.language)
    problems = list(integrity.problems(proved, name))
    for other in dataset.act.received:
        name, source = _received(project, other)
        restored = " ".join(one.text for one in pdf_text.extract(source).paragraphs)
        for one in integrity.untraced_provisions(restored, dataset.provisions, other.language):
            message = f"`{one.eid}`: the {other.language} words do not stand in {name}"
            problems.append(Problem(one.at.file, one.at.line, message))
    if problems:
        raise ProblemsError(problems)
    return proved


def _received(project: Project, version: Version) -> tuple[str, str]:
    """Return a source's name and its text. Raises `ProblemsError` where it cannot be read."""
    name = f"{project.data.name}/source/{version.source}"
    path = project.data / "source" / version.source
    return name, read_text(path, name, expected="the act's text as received")
