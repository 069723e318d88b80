"""Loads, checks and plans a site before any file is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from generator.act import integrity
from generator.act.index import Index
from generator.builder import received_files
from generator.builder.project import Project as Project
from generator.checks import amendments as amendments_check
from generator.checks import handwritten_pages, regexes, rules, translations
from generator.dataset import loader
from generator.dataset.yaml_reader import read_text, visible
from generator.drafts import review
from generator.ingest import pdf_text
from generator.model import Dataset, Draft, HandWritten, Version
from generator.plan import pages
from generator.plan.localization import Localization
from generator.plan.pages import Plan
from generator.problems import Problem, ProblemsError
from generator.render.page_kinds import parallel_kinds
from generator.timeline import engine
from generator.timeline.proof import Proof as AmendmentsProof
from generator.timeline.table import Table


class PreparedSite(Struct, frozen=True):
    """The checked data and the plan of a site, with a localization for each language."""

    project: Project
    dataset: Dataset
    plan: Plan
    localizations: tuple[Localization, ...]
    proof: integrity.Proof
    parity: translations.Parity
    wordings: Table
    """The statute in time: every wording with its days."""
    amended: AmendmentsProof
    drafts: tuple[Draft, ...] = ()
    """What the site shows the maintainer of drafts.yml."""
    base_url: str = ""
    """The address of the site without its last slash; "" for a site that works at any address."""

    @property
    def pages(self) -> int:
        """How many pages the site has, in all languages."""
        return len(self.plan.pages) * len(self.localizations)


def prepare(
    project: Project,
    base_url: str = "",
    *,
    drafts: bool = False,
    last: PreparedSite | None = None,
    loaded: Callable[[Dataset], None] | None = None,
) -> PreparedSite:
    """Load and check the data, prove the text and plan the site. Raises `ProblemsError` with every problem.

    `last` is what the last call returned, if no file of the data has changed since: their checks, which it
    has passed, and their proofs are not repeated.

    `loaded` is called with the dataset before it is checked further.

    `base_url` is the address that the site will have, if any. With `drafts` the site shows the maintainer
    what waits in drafts.yml; only a site that nobody publishes may, so a `base_url` excludes it.
    """
    problems: list[Problem] = []
    if last:
        dataset, waiting = last.dataset, last.drafts
    else:
        dataset = loader.load(project.data)
        waiting = _drafts(project, dataset) if drafts and not base_url else ()
        regex_problems = list(regexes.find_endless(dataset, project.data))
        if regex_problems:
            raise ProblemsError(regex_problems)
        if loaded:
            loaded(dataset)
        problems += rules.check(dataset)
    handwritten = {
        language.code: handwritten_pages.read(project.docs, language, problems)
        for language in dataset.published
    }
    problems += _missing_pages(handwritten)
    index = Index(dataset)
    parity = last.parity if last else translations.compare(index)
    problems += parity.problems
    if problems:
        raise ProblemsError(problems)
    if last:
        proof, wordings, amended = last.proof, last.wordings, last.amended
    else:
        proof = prove(project, dataset)
        wordings = engine.build(dataset)
        amended = amendments_check.prove(project.data, dataset, wordings)
    written = tuple(handwritten[dataset.original])
    plan = pages.plan(
        index, written, parallel_kinds=parallel_kinds(), drafts=bool(waiting), wordings=wordings
    )
    _check_addresses(plan, handwritten[dataset.original])
    localizations = tuple(
        Localization(index, language, handwritten[language.code], waiting) for language in dataset.published
    )
    return PreparedSite(
        project, dataset, plan, localizations, proof, parity, wordings, amended, waiting, base_url.rstrip("/")
    )


def _drafts(project: Project, dataset: Dataset) -> tuple[Draft, ...]:
    """Return the drafts of a folder whose words the act has."""
    drafts = loader.drafts(project.data).drafts
    stale = {draft.id for draft, _ in review.stale(drafts, dataset)}
    return tuple(draft for draft in drafts if draft.id not in stale)


def _missing_pages(handwritten: Mapping[str, Mapping[str, HandWritten]]) -> Iterator[Problem]:
    """Yield a problem for every handwritten page that a language lacks and another has."""
    names = sorted({name for language_pages in handwritten.values() for name in language_pages})
    for code, language_pages in handwritten.items():
        for name in names:
            if name not in language_pages:
                expected = (
                    "expected this page in every language; `generator pages` writes those about the site"
                )
                yield Problem(f"docs/{code}/{name}.md", 1, f"is missing; {expected}")


def _check_addresses(plan: Plan, handwritten: Mapping[str, HandWritten]) -> None:
    """Raise `ProblemsError` for handwritten pages whose address is that of a generated page."""
    planned = {page.subject for page in plan.pages if page.kind == "hand-written"}
    problems = [
        Problem(page.file, 1, f"`{name}.html` is the address of a generated page; choose another name")
        for name, page in handwritten.items()
        if name not in planned
    ]
    if problems:
        raise ProblemsError(problems)


def prove(project: Project, dataset: Dataset) -> integrity.Proof:
    """Prove that the provisions are the words of the source, and return the proof.

    Raises `ProblemsError` with every difference, or if a source cannot be read or has
    control characters.
    """
    version = dataset.act.version
    name, source = _received(project, version)
    proof = integrity.prove(source, dataset.corrections.repairs, dataset.provisions, version.language)
    problems = list(integrity.problems(proof, name))
    problems += received_files.problems(project.data, dataset)
    for other in dataset.act.received:
        name, source = _received(project, other)
        text = " ".join(paragraph.text for paragraph in pdf_text.extract(source).paragraphs)
        for provision in integrity.untraced_provisions(text, dataset.provisions, other.language):
            message = (
                f"`{provision.eid}`: the {other.language} text is not in {name}; expected the same words"
            )
            problems.append(Problem(provision.at.file, provision.at.line, message))
    if problems:
        raise ProblemsError(problems)
    return proof


def _received(project: Project, version: Version) -> tuple[str, str]:
    """Return the name and the text of a source as received. Raises `ProblemsError` if it cannot be read."""
    name = f"{project.data.name}/source/{version.source}"
    path = project.data / "source" / version.source
    text = read_text(path, name, expected="the act's text as received")
    # A form feed ends a page of an extraction.
    visible(text.replace("\f", " "), name)
    return name, text
