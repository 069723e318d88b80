"""The `drafts` commands: they propose entries from the act's words, and make them data or refuse them."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from generator.act.index import Index
from generator.arguments import Subparsers, add_command, add_group
from generator.builder.project import Project
from generator.checks import rules
from generator.commands.received_text import read_entry
from generator.commands.staging import staged_copy
from generator.dataset import inflection_tables, loader
from generator.dataset.entries import with_entries
from generator.dataset.yaml_writer import comment_lines, dump_file
from generator.drafts import bodies, review, works
from generator.drafts.drafting import Drafting, Knowledge, draft
from generator.drafts.mentions import Grammar
from generator.drafts.regions import entry_of
from generator.drafts.vocabulary import Country, DraftingVocabulary
from generator.files import atomic
from generator.files.package import PACKAGE
from generator.model import (
    BodiesFile,
    Body,
    Dataset,
    Draft,
    DraftsFile,
    Entry,
    ParityFile,
    Region,
    RegionsFile,
    Translated,
    annotated_values,
)
from generator.problems import Problem, ProblemsError, nearest

FILE = "drafts.yml"

LISTS = {
    "body": ("bodies", "bodies"),
    "post": ("bodies", "posts"),
    "group": ("bodies", "groups"),
    "relation": ("relations", "relations"),
    "term": ("glossary", "terms"),
    "topic": ("topics", "topics"),
}
"""What a draft proposes -> the file and the list that its entry goes to."""


@cache
def knowledge() -> Knowledge:
    """Return the package's vocabularies, word forms and countries."""
    folder = PACKAGE / "drafts"
    vocabularies = {}
    for path in sorted((folder / "vocabularies").glob("*.yml")):
        vocabulary = read_entry(path, DraftingVocabulary)
        assert vocabulary is not None
        vocabularies[path.stem] = vocabulary
    countries = [read_entry(path, Country) for path in sorted((folder / "countries").glob("*.yml"))]
    return Knowledge(
        vocabularies, inflection_tables.inflections(), [country for country in countries if country]
    )


def add_to_new(data: Path) -> Iterator[str]:
    """Add what the act's words say of bodies to a new data folder, and the rest as drafts; yield a report."""
    dataset = loader.load(data)
    drafting = draft(dataset, knowledge())
    _name_office(data, dataset)
    _name_work(data, dataset)
    files = _with_bodies(data, drafting)
    files |= _drafts_file(data, drafting.drafts, dataset)
    atomic.put_all(files)
    yield _report(drafting)


def translate(data: Path, code: str) -> Iterator[str]:
    """Add the names that another language gives to what `add_to_new` has added, and propose again."""
    dataset = loader.load(data)
    known = dict(knowledge().vocabularies)
    if code in known and dataset.original in known and not _comments(data / "bodies.yml"):
        index = Index(dataset)
        translated = tuple(
            bodies.translate(body, index, code, known)
            if body.id != index.office.id
            else _with_short(body, index, code, known[code])
            for body in dataset.organisation.bodies
        )
        organisation = dataset.organisation
        entry = BodiesFile(bodies=translated, posts=organisation.posts, groups=organisation.groups)
        codes = [language.code for language in dataset.languages]
        of_country = {
            region.region.id: region for country in knowledge().countries for region in country.regions
        }
        regions = tuple(
            entry_of(of_country[region.id], codes, former=bool(region.remark))
            if region.id in of_country and code not in region.name
            else region
            for region in organisation.regions
        )
        files = {data / "bodies.yml": dump_file(entry, "bodies")}
        if regions != organisation.regions and not _comments(data / "regions.yml"):
            files[data / "regions.yml"] = dump_file(RegionsFile(regions=regions), "regions")
        files |= _with_same_words(data, [*translated, *regions], dataset, code)
        atomic.put_all(files)
    if (data / FILE).exists():
        dataset = loader.load(data)
        drafting = draft(dataset, knowledge())
        others = tuple(language for language in dataset.languages if language.code != code)
        earlier = draft(dataset.model_copy(update={"languages": others}), knowledge())
        atomic.put_all(_drafts_file(data, drafting.drafts, dataset, earlier.drafts))
        yield f"drafts: {len(drafting.drafts)}; `drafts accept` makes them data, `todo` lists them"


def _with_same_words(
    data: Path, entries: Iterable[Body | Region], dataset: Dataset, code: str
) -> dict[Path, str]:
    """Return parity.yml with the names that two languages write alike, or with letters of the other one.

    These names are the act's own, or the package's for its regions, so the comparison must not refuse them.
    """
    path, original = data / "parity.yml", dataset.original
    if _comments(path):
        return {}
    file = read_entry(path, ParityFile) or ParityFile()
    language = next(language for language in dataset.languages if language.code == code)
    alphabet = set(language.alphabet.split())
    texts = [text for entry in entries for _, _, text, _ in annotated_values(entry, Translated)]
    same = [text[code] for text in texts if code in text and text.get(original) == text[code]]
    words = [word for text in texts for word in re.findall(r"\w+", text.get(code, ""))]
    foreign = [word for word in words if any(letter.isalpha() for letter in set(word.lower()) - alphabet)]
    changed = file.model_copy(
        update={
            "same": tuple(dict.fromkeys((*file.same, *same))),
            "names": tuple(dict.fromkeys((*file.names, *foreign))),
        }
    )
    if changed == file:
        return {}
    return {path: dump_file(changed, "parity")}


def _with_short(office: Body, index: Index, code: str, vocabulary: DraftingVocabulary) -> Body:
    """Return the body that the statute is about with the short name that it has in another language."""
    names = bodies.spellings(office, code, index, vocabulary)
    if not office.short or code in office.short or len(names) < 2:
        return office
    return office.model_copy(update={"short": {**office.short, code: names[-1]}})


def _name_work(data: Path, dataset: Dataset) -> None:
    """Give the address of the work of a new folder the country and the author that the act's head names."""
    known, original = knowledge(), dataset.original
    if original in known.vocabularies:
        vocabulary = known.vocabularies[original]
        grammar = Grammar(vocabulary, known.inflections[original])
        work = works.address(dataset, vocabulary, grammar, tuple(known.countries))
        text = _text(data / "act.yml")
        atomic.put_all({data / "act.yml": text.replace(dataset.act.work, work, 1)})


def _name_office(data: Path, dataset: Dataset) -> None:
    """Give the body of a new folder the short name that the act gives it, and what its name calls it."""
    index, original = Index(dataset), dataset.original
    vocabulary = knowledge().vocabularies.get(original)
    if vocabulary is None or index.office.short:
        return
    names = bodies.spellings(index.office, original, index, vocabulary)
    word = bodies.word_of(names[0], vocabulary, Grammar(vocabulary, knowledge().inflections[original]))
    changed: dict[str, object] = {"form": word.form} if word and word.form else {}
    if len(names) > 1:
        changed["short"] = {original: names[-1]}
    if not changed:
        return
    office = index.office.model_copy(update=changed)
    others = (body for body in dataset.organisation.bodies if body.id != office.id)
    entry = BodiesFile(bodies=(office, *others))
    atomic.put_all({data / "bodies.yml": dump_file(entry, "bodies")})


def _with_bodies(data: Path, drafting: Drafting) -> dict[Path, str]:
    """Return the files of a folder with the certain bodies and their regions added."""
    files = {}
    regions = sorted(drafting.regions.values(), key=lambda region: region.id)
    lists: tuple[tuple[str, Sequence[Entry]], ...] = (
        ("bodies", drafting.bodies),
        ("regions", regions),
    )
    for name, entries in lists:
        path = data / f"{name}.yml"
        if entries:
            files[path] = with_entries(_text(path), name, name, entries)
    return files


def _drafts_file(
    data: Path, drafts: Iterable[Draft], dataset: Dataset, earlier: Iterable[Draft] = ()
) -> dict[Path, str]:
    path = data / FILE
    file = review.merged(drafts, _read(data), dataset.original, earlier)
    if not file.drafts and not file.refused:
        return {}
    return {path: dump_file(file, "drafts")}


def _report(drafting: Drafting) -> str:
    added = f"bodies added from lists: {len(drafting.bodies)}, regions: {len(drafting.regions)}"
    return f"{added}; drafts: {len(drafting.drafts)}; `todo` lists what waits"


def _read(data: Path) -> DraftsFile:
    path = data / FILE
    return loader.drafts(data) if path.exists() else DraftsFile()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _comments(path: Path) -> bool:
    """Tell whether a file has comments below its first line, which a rewrite would lose."""
    return bool(comment_lines(_text(path)))


def propose(arguments: argparse.Namespace, project: Project) -> None:
    """Propose entries from the words of the act, as drafts in drafts.yml."""
    dataset = loader.load(project.data)
    drafting = draft(dataset, knowledge())
    certain = [
        Draft(
            id=f"body-{body.id}"[:60].strip("-"),
            place=body.named_in,
            words=body.quote or body.name,
            ground="list",
            body=body,
        )
        for body in drafting.bodies
    ]
    atomic.put_all(_drafts_file(project.data, [*certain, *drafting.drafts], dataset))
    print(f"drafts: {len(_read(project.data).drafts)}; `todo` lists them")


def accept(arguments: argparse.Namespace, project: Project) -> None:
    """Make drafts data: move their entries, and those of the actors they name, to the data files."""
    file = _read(project.data)
    wanted = _chosen(arguments, file, project.data)
    codes = [language.code for language in loader.load(project.data).published]
    lacking = {draft_.id: texts for draft_ in file.drafts if (texts := review.incomplete(draft_, codes))}
    if arguments.all:
        needing = review.with_dependent([draft_ for draft_ in wanted if draft_.id in lacking], file.drafts)
        wanted = [draft_ for draft_ in wanted if draft_ not in needing]
    chosen = review.with_needed(wanted, file.drafts)
    problems = [
        Problem(
            draft_.at.file, draft_.at.line, f"`{draft_.id}` lacks `{text}` of its {draft_.proposes}; add it"
        )
        for draft_ in (file.drafts if arguments.all else chosen)
        for text in lacking.get(draft_.id, ())
    ]
    if problems and not arguments.all:
        raise ProblemsError(problems)
    for problem in problems:
        print(problem)
    if not chosen:
        print("nothing else to accept")
        return
    files = _accepted(project.data, chosen)
    ids = {draft.id for draft in chosen}
    rest = tuple(draft for draft in file.drafts if draft.id not in ids)
    files[project.data / FILE] = dump_file(file.model_copy(update={"drafts": rest}), "drafts")
    _check(project.data, files, chosen)
    atomic.put_all(files)
    for draft_ in chosen:
        print(f"{draft_.id}: accepted into {LISTS[draft_.proposes][0]}.yml")


def _accepted(data: Path, chosen: Sequence[Draft]) -> dict[Path, str]:
    """Return the data files with the entries of some drafts."""
    files: dict[Path, str] = {}
    for proposes, (name, key) in LISTS.items():
        entries = [draft_.entry for draft_ in chosen if draft_.proposes == proposes]
        if entries:
            path = data / f"{name}.yml"
            files[path] = with_entries(files.get(path, _text(path)), name, key, entries)
    dataset = loader.load(data)
    existing = {region.id for region in dataset.organisation.regions}
    wanted = {
        draft_.entry.region
        for draft_ in chosen
        if isinstance(draft_.entry, Body) and draft_.entry.region not in existing
    }
    codes = [language.code for language in dataset.languages]
    regions = [
        entry_of(region, codes, former=False)
        for country in knowledge().countries
        for region in country.regions
        if region.region.id in wanted
    ]
    path = data / "regions.yml"
    if regions:
        files[path] = with_entries(_text(path), "regions", "regions", regions)
    return files


def _check(data: Path, files: dict[Path, str], chosen: Sequence[Draft]) -> None:
    """Raise `ProblemsError` with the problems that the data would have with some drafts accepted."""
    with staged_copy(data) as staged:
        atomic.put_all({staged / path.relative_to(data): text for path, text in files.items()})
        before = {problem.message for problem in rules.check(loader.load(data))}
        new = [problem for problem in rules.check(loader.load(staged)) if problem.message not in before]
        ids = ", ".join(draft_.id for draft_ in chosen[:3]) + (" …" if len(chosen) > 3 else "")
        if new:
            raise ProblemsError(
                replace(problem, message=f"{problem.message} (with {ids} accepted; nothing is written)")
                for problem in new
            )


def refuse(arguments: argparse.Namespace, project: Project) -> None:
    """Remove drafts and what rests on them; they are not proposed again."""
    file = _read(project.data)
    gone = review.with_dependent(_chosen(arguments, file, project.data), file.drafts)
    ids = {draft_.id for draft_ in gone}
    file = DraftsFile(
        drafts=tuple(draft_ for draft_ in file.drafts if draft_.id not in ids),
        refused=tuple(sorted({*file.refused, *ids})),
    )
    atomic.put_all({project.data / FILE: dump_file(file, "drafts")})
    for draft_ in gone:
        print(f"{draft_.id}: refused")


def _chosen(arguments: argparse.Namespace, file: DraftsFile, data: Path) -> list[Draft]:
    """Return the drafts that the arguments name. Raises `ProblemsError` for ids that no draft has."""
    if arguments.all:
        return list(file.drafts)
    known = {draft_.id: draft_ for draft_ in file.drafts}
    unknown = [id_ for id_ in arguments.ids if id_ not in known]
    if unknown or not arguments.ids:
        problems = [
            Problem(f"{data.name}/{FILE}", 1, f"no draft has the id `{id_}`{nearest(id_, known)}")
            for id_ in unknown
        ] or [
            Problem(
                f"{data.name}/{FILE}", 1, "no draft is named; expected ids, as `todo` lists them, or --all"
            )
        ]
        raise ProblemsError(problems)
    return [known[id_] for id_ in dict.fromkeys(arguments.ids)]


def add(commands: Subparsers, options: argparse.ArgumentParser) -> None:
    """Add `drafts` and its commands to the command line; each takes the options of `options`."""
    summary = "Propose entries from the words of the act; accept or refuse what was proposed."
    subcommands = add_group(commands, "drafts", summary, options)
    for run in (propose, accept, refuse):
        parser = add_command(subcommands, run, options)
        if run is not propose:
            parser.add_argument("ids", nargs="*", metavar="ID", help="ids of drafts, as `todo` lists them")
            parser.add_argument("--all", action="store_true", help="every draft")
