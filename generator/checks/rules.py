"""The rules that span files: references, quotations, names, titles, translations.

Pure: takes a loaded institution and returns faults with the file and line of the entry at fault.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from generator import limits
from generator.act import integrity
from generator.act.index import Index
from generator.act.text_fields import every_text
from generator.checks.term_links import misplaced
from generator.escape import PLACEHOLDER
from generator.files.names import is_device_name, is_safe_file_name
from generator.language.plurals import PLURALS
from generator.model import Body, BodyGroup, BodyKind, Dataset, Entry, Identified, Kind, Language, Post, Text
from generator.problems import Problem, nearest, runs

TITLE_WORDS = 8
"""The longest editorial short title, in words."""

CONTRAST = 4.5
"""The least contrast of words (WCAG 2.2, 1.4.3)."""

PLURAL_FORMS = ("one", "few", "other")

RESERVED = ("index", "units", "territorial", "institutions", "collegial", "named")
"""Names that pages of `bodies/` and `posts/` have, so that no body may have them."""

WORK = re.compile(r"/akn/[a-z]{2}(-[a-z0-9]+)?/act(/[a-z0-9-]+)+")
"""The FRBR address of a work (Akoma Ntoso Naming Convention 1.0)."""


def check(dataset: Dataset) -> list[Problem]:
    """Return every fault of an institution, in the order of the files."""
    index = Index(dataset)
    rules = (
        _act(dataset),
        integrity.repairs_without_evidence(dataset.corrections.repairs),
        _colour(dataset),
        _ids(dataset),
        _references(index),
        _tree(index),
        _quotations(index),
        _undeclared(index),
        misplaced(index),
        _names(index),
        _titles(index),
        _texts(dataset),
        _strings(dataset),
        _words(dataset),
    )
    return sorted({problem for rule in rules for problem in _first(rule)})


def _first(problems: Iterator[Problem]) -> Iterator[Problem]:
    """Pass on the first faults of a rule; to find the nearest choice for ten thousand would take an hour."""
    told = list(islice(problems, limits.MAX_REPORTED))
    yield from told
    for more in islice(problems, 1):
        yield replace(more, message=f"and more problems of the kind: {more.message}")


def _problem(entry: Entry, key: str, message: str) -> Problem:
    file, line = entry.at.of(key)
    return Problem(file, line, f"`{key.partition('.')[0]}`: {message}")


def _act(dataset: Dataset) -> Iterator[Problem]:
    """The work has an address, the source is a file of `data/source/` in the original, a part stands once."""
    act, original = dataset.act, dataset.languages[0]
    if not WORK.fullmatch(act.work):
        message = f"`{act.work}` is not the address of a work; expected /akn/<country>/act/…/<date>/<number>"
        yield _problem(act, "work", message)
    for version in (act.version, *act.received):
        if not is_safe_file_name(version.source):
            message = f"`{version.source}` is a path; expected the name of a file in source/"
            yield _problem(version, "source", message)
    others = [one.code for one in dataset.languages[1:]]
    for version in act.received:
        if version.language not in others:
            message = f"`{version.language}` is no other language of the data; expected one of "
            yield _problem(version, "language", message + (", ".join(others) or "none"))
    if act.version.language != original.code:
        message = f"`{act.version.language}` is not the original; expected `{original.code}`"
        yield _problem(act.version, "language", message)
    for place, part in enumerate(act.parts):
        if part in act.parts[:place]:
            yield _problem(act, f"parts.{place}", f"`{part}` stands twice; expected each part once")


def _colour(dataset: Dataset) -> Iterator[Problem]:
    """White words can be read on the site's colour."""
    colour = dataset.site.colour
    if colour and (ratio := _contrast(colour)) < CONTRAST:
        message = f"white words on `{colour}` have a contrast of {ratio:.1f}; expected {CONTRAST} or more"
        yield _problem(dataset.site, "colour", message)


def _contrast(colour: str) -> float:
    """Return the contrast of a colour with white (WCAG 2.2, relative luminance)."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _ids(dataset: Dataset) -> Iterator[Problem]:
    """Ids are unique among everything that may be named, whatever the letter case."""
    actors = [*dataset.organisation.bodies, *dataset.organisation.posts, *dataset.organisation.groups]
    spaces: list[Sequence[Identified]] = [
        actors,
        dataset.organisation.regions,
        dataset.glossary.terms,
        dataset.editorial.topics,
        dataset.act.changes,
        dataset.act.sources,
    ]
    for entries in spaces:
        first: dict[str, Identified] = {}
        for one in entries:
            before = first.setdefault(one.id, one)
            if is_device_name(one.id):
                yield _problem(one, "id", f"`{one.id}` can name no file on Windows; choose another")
            if before is not one:
                yield _problem(
                    one, "id", f"`{one.id}` is taken; it stands first in {before.at.file}:{before.at.line}"
                )
    for one in (*dataset.organisation.bodies, *dataset.organisation.posts):
        if one.id in RESERVED:
            yield _problem(one, "id", f"`{one.id}` is the name of a page; choose another")
    addresses = Counter(one.eid for one in dataset.provisions)
    for provision in dataset.provisions:
        if addresses[provision.eid] > 1:
            file, line = provision.at.file, provision.at.line
            yield Problem(
                file, line, f"the address `{provision.eid}` stands twice; expected numbers that differ"
            )
    codes = Counter(one.code for one in dataset.languages)
    for language in dataset.languages:
        if codes[language.code] > 1:
            yield _problem(language, "code", f"`{language.code}` stands twice")
        if is_device_name(language.code):
            yield _problem(language, "code", f"`{language.code}` can name no folder on Windows")
    if len(dataset.languages) > limits.LANGUAGES:
        message = f"has {len(dataset.languages)} entries; expected {limits.LANGUAGES} at most"
        yield _problem(dataset.languages[limits.LANGUAGES], "code", message)


def _references(index: Index) -> Iterator[Problem]:
    dataset = index.dataset
    provisions, actors, regions = index.provisions, index.actors, index.regions
    bodies, topics = index.bodies, index.topics
    sources = {one.id for one in dataset.act.sources}

    def known(entry: Entry, key: str, choices: Collection[str], what: str) -> Iterator[Problem]:
        given = getattr(entry, key) or ()
        named = {key: given} if isinstance(given, str) else {f"{key}.{n}": one for n, one in enumerate(given)}
        for place, name in named.items():
            if name not in choices:
                yield _problem(entry, place, f"no {what} `{name}`{nearest(name, choices)}")

    act = dataset.act
    yield from known(act, "office", bodies, "body")
    yield from known(act, "unpublished", provisions, "provision")
    for change in act.changes:
        yield from known(change, "sources", sources, "source")
        yield from known(change, "provisions", provisions, "provision")
    for body in dataset.organisation.bodies:
        yield from known(body, "parent", bodies, "body")
        yield from known(body, "region", regions, "region")
    for post in dataset.organisation.posts:
        yield from known(post, "of", bodies, "body")
    for group in dataset.organisation.groups:
        yield from known(group, "members", actors, "body or post")
    for named in (*dataset.organisation.bodies, *dataset.organisation.posts, *dataset.organisation.groups):
        yield from known(named, "named_in", provisions, "provision")
    for relation in dataset.relations:
        for key in ("subject", "object", "other"):
            yield from known(relation, key, actors, "body, post or class")
        yield from known(relation, "provision", provisions, "provision")
    for assignment in dataset.assignments:
        yield from known(assignment, "body", actors, "body, post or class")
        yield from known(assignment, "provision", provisions, "provision")
    for bearer in dataset.bearers:
        yield from known(bearer, "body", actors, "body or post")
        yield from known(bearer, "provision", provisions, "provision")
        yield from known(bearer, "named_in", provisions, "provision")
    for title in dataset.editorial.titles:
        yield from known(title, "provision", provisions, "provision")
        yield from known(title, "topic", topics, "topic")
    acts, changes = {one.id for one in dataset.citations.acts}, {one.id for one in act.changes}
    for cited in dataset.citations.acts:
        yield from known(cited, "changes", changes, "change")
    for reference in dataset.citations.references:
        yield from known(reference, "provision", provisions, "provision")
        yield from known(reference, "act", acts, "act")
        yield from known(reference, "target", provisions, "provision")
    codes = {one.code for one in dataset.languages}
    for link in dataset.glossary.term_links:
        yield from known(link, "provision", provisions, "provision")
        yield from known(link, "term", index.terms, "term")
        yield from known(link, "language", codes, "language")
    for completion in dataset.editorial.completions:
        yield from known(completion, "source", provisions, "provision")
        yield from known(completion, "completes", provisions, "provision")
    for synonym in dataset.editorial.synonyms:
        yield from known(
            synonym, "of", {*regions, *actors, *provisions}, "region, body, post, class or provision"
        )


def _tree(index: Index) -> Iterator[Problem]:
    """No body stands below itself, and a directorate stands below the agency whose page leads to it."""
    agencies = [one.id for one in index.bodies_of(BodyKind.AGENCY)]
    for body in index.dataset.organisation.bodies:
        if body.kind is BodyKind.DIRECTORATE and body.parent not in agencies:
            yield _problem(
                body, "parent", f"a directorate needs an agency; expected one of {', '.join(agencies)}"
            )
        seen = [body.id]
        above = index.bodies.get(body.parent or "")
        while above and above.id not in seen and len(seen) <= limits.DEPTH:
            seen.append(above.id)
            above = index.bodies.get(above.parent or "")
        if len(seen) > limits.DEPTH:
            yield _problem(body, "parent", f"`{body.id}` is more than {limits.DEPTH} levels deep")
        elif above and above.id == body.id:
            yield _problem(body, "parent", f"`{body.id}` is its own ancestor: {' → '.join([*seen, body.id])}")


def _quotations(index: Index) -> Iterator[Problem]:
    """Every quotation stands, letter by letter, in the provision it names."""
    dataset = index.dataset
    quoting: list[tuple[Entry, str, Text | None, str]] = []
    quoting += [(one, "quote", one.quote, one.provision) for one in dataset.relations]
    quoting += [(one, "quote", one.quote, one.provision) for one in dataset.assignments]
    quoting += [(one, "quote", one.quote, one.named_in) for one in dataset.bearers]
    actors: list[Body | Post | BodyGroup] = [
        *dataset.organisation.bodies,
        *dataset.organisation.posts,
        *dataset.organisation.groups,
    ]
    quoting += [(one, "quote", one.quote, one.named_in) for one in actors]
    quoting += [(one, "words", one.words, one.source) for one in dataset.editorial.completions]
    quoting += [(one, "words", one.words, one.provision) for one in dataset.citations.references]
    for entry, key, quote, eid in quoting:
        provision = index.provisions.get(eid)
        for code, words in (quote or {}).items():
            text = provision.text.get(code) if provision else None
            if text is not None and _flat(words) not in _flat(text):
                like = nearest(_flat(words), runs(text, len(words.split())))
                yield _problem(entry, key, f"«{words}» does not stand in the {code} text of `{eid}`{like}")


def _undeclared(index: Index) -> Iterator[Problem]:
    """Whatever looks like a reference is declared as one, so that none is forgotten."""
    dataset = index.dataset
    declared: dict[str, list[Text]] = defaultdict(list)
    for one in dataset.citations.references:
        declared[one.provision].append(one.words)
    for code, patterns in dataset.citations.find.items():
        for provision in dataset.provisions:
            text = provision.text.get(code, "")
            for found in (hit for pattern in patterns for hit in re.finditer(pattern, text)):
                places = [text.find(words.get(code, "\0")) for words in declared[provision.eid]]
                spans = [
                    (place, place + len(words.get(code, "")))
                    for place, words in zip(places, declared[provision.eid], strict=True)
                ]
                if not any(start <= found.start() and found.end() <= end for start, end in spans):
                    message = (
                        f"`{provision.eid}`: «{found[0]}» looks like a reference that references.yml lacks"
                    )
                    yield Problem(provision.at.file, provision.at.line, message)


def _flat(words: str) -> str:
    return " ".join(words.split())


def _names(index: Index) -> Iterator[Problem]:
    """A body of a list bears the name that the list gives it, where no quotation says otherwise."""
    for body in index.dataset.organisation.bodies:
        provision = index.provisions.get(body.named_in)
        if provision is None or body.quote is not None or provision.kind is not Kind.ITEM:
            continue
        for code, name in body.name.items():
            listed = provision.text.get(code, "").rstrip('.;"')
            if listed and listed != name:
                message = f"«{name}» is not the {code} name in `{provision.eid}`; expected «{listed}»"
                yield _problem(body, "name", message)


def _titles(index: Index) -> Iterator[Problem]:
    """Where there are short titles, every point and every paged provision has one, of eight words at most."""
    dataset = index.dataset
    if not dataset.editorial.titles:
        return
    counts = Counter(one.provision for one in dataset.editorial.titles)
    for title in dataset.editorial.titles:
        if counts[title.provision] > 1:
            yield _problem(title, "provision", f"`{title.provision}` has two short titles; expected one")
        for code, words in title.title.items():
            if len(words.split()) > TITLE_WORDS:
                yield _problem(
                    title,
                    "title",
                    f"the {code} title has {len(words.split())} words; expected {TITLE_WORDS} at most",
                )
    for provision in dataset.provisions:
        wanted = provision.kind is Kind.POINT or provision.role in dataset.site.pages
        if wanted and provision.eid not in index.titles:
            yield Problem(
                provision.at.file, provision.at.line, f"`{provision.eid}` has no short title in topics.yml"
            )


def _texts(dataset: Dataset) -> Iterator[Problem]:
    """Every text has the words of every published language, and of no language that is not declared."""
    declared = [one.code for one in dataset.languages]
    required = [one.code for one in dataset.published]
    site = dataset.site
    interface = ((site, "interface", text) for text in site.interface.values())
    for entry, key, text in chain(every_text(dataset), interface):
        for code in text:
            if code not in declared:
                yield _problem(
                    entry,
                    key,
                    f"no language `{code}`; expected one of {', '.join(declared)}{nearest(code, declared)}",
                )
        for code in required:
            if code not in text:
                yield _problem(entry, key, f"the {code} words are missing; expected a line `{code}: …`")


def _strings(dataset: Dataset) -> Iterator[Problem]:
    """Every published language has the same interface keys, with the same placeholders."""
    original = _keys(dataset, dataset.languages[0])
    folder = dataset.act.at.file.rsplit("/", 1)[0]
    for language in dataset.published:
        file = f"{folder}/strings/{language.code}.yml"
        words = dataset.strings.get(language.code, {})
        keys = _keys(dataset, language)
        for key in sorted(original.keys() - keys.keys()):
            yield Problem(file, 1, f"`{key}` is missing; expected its words")
        for key in sorted(keys.keys() - original.keys()):
            yield Problem(file, 1, f"`{key}` is no key of the interface{nearest(key, original)}")
        for key in sorted(original.keys() & keys.keys()):
            if keys[key] != original[key]:
                expected = ", ".join(f"{{{name}}}" for name in sorted(original[key])) or "none"
                yield Problem(file, 1, f"`{key}` has other placeholders; expected {expected}")
        forms = sorted({PLURALS[language.plural](number) for number in range(200)})
        for key in sorted(key for key in keys if key.startswith("count.")):
            for form in forms:
                if f"{key}.{form}" not in words:
                    yield Problem(file, 1, f"`{key}.{form}` is missing; expected forms: {', '.join(forms)}")


def _keys(dataset: Dataset, language: Language) -> dict[str, frozenset[str]]:
    """Return the keys of a language with their placeholders; the plural forms of a noun are one key."""
    found: dict[str, frozenset[str]] = {}
    for key, words in dataset.strings.get(language.code, {}).items():
        plural = key.startswith("count.") and key.rsplit(".", 1)[-1] in PLURAL_FORMS
        name = key.rsplit(".", 1)[0] if plural else key
        found[name] = found.get(name, frozenset()) | set(PLACEHOLDER.findall(words))
    return found


def _words(dataset: Dataset) -> Iterator[Problem]:
    """What the data name has words in every published language."""
    for language in dataset.published:
        words = dataset.strings.get(language.code, {})
        for entry, key, wanted in _wanted(dataset):
            if wanted not in words:
                message = f"strings/{language.code}.yml has no words for `{wanted}`{nearest(wanted, words)}"
                yield _problem(entry, key, message)


def _wanted(dataset: Dataset) -> Iterator[tuple[Entry, str, str]]:
    for body in dataset.organisation.bodies:
        if body.form:
            yield body, "form", f"form.{body.form}"
        if body.region:
            yield body, "region", f"tile.{body.kind}"
    for relation in dataset.relations:
        for role in ("subject", "object", "other"):
            if getattr(relation, role):
                yield relation, role, f"relation.{relation.kind}.{role}"
