"""The rules that span files: references, quotations, names, titles, translations.

Pure: takes a loaded institution and returns faults with the file and line of the entry at fault.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from generator import limits, proof
from generator.escape import PLACEHOLDER
from generator.faults import Fault, nearest, runs
from generator.index import Index
from generator.model import Body, BodyKind, Entry, Group, Identified, Institution, Kind, Language, Post, Text
from generator.reader import PLURALS
from generator.term_links import misplaced
from generator.texts import every_text

TITLE_WORDS = 8
"""The longest editorial short title, in words."""

CONTRAST = 4.5
"""The least contrast of words (WCAG 2.2, 1.4.3)."""

PLURAL_FORMS = ("one", "few", "other")

RESERVED = ("index", "units", "territorial", "institutions", "collegial", "named")
"""Names that pages of `bodies/` and `posts/` have, so that no body may have them."""

WORK = re.compile(r"/akn/[a-z]{2}(-[a-z0-9]+)?/act(/[a-z0-9-]+)+")
"""The FRBR address of a work (Akoma Ntoso Naming Convention 1.0)."""

DEVICES = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names that Windows gives to no file."""


def check(institution: Institution) -> list[Fault]:
    """Return every fault of an institution, in the order of the files."""
    index = Index(institution)
    rules = (
        _act(institution),
        proof.unfounded(institution.repairs),
        _colour(institution),
        _ids(institution),
        _references(index),
        _tree(index),
        _quotations(index),
        _undeclared(index),
        misplaced(index),
        _names(index),
        _titles(index),
        _texts(institution),
        _strings(institution),
        _words(institution),
    )
    return sorted({fault for rule in rules for fault in _first(rule)})


def _first(faults: Iterator[Fault]) -> Iterator[Fault]:
    """Pass on the first faults of a rule; to find the nearest choice for ten thousand would take an hour."""
    told = list(islice(faults, limits.TOLD))
    yield from told
    for more in islice(faults, 1):
        yield replace(more, message=f"and more problems of the kind: {more.message}")


def _fault(entry: Entry, key: str, message: str) -> Fault:
    file, line = entry.at.of(key)
    return Fault(file, line, f"`{key.partition('.')[0]}`: {message}")


def _act(institution: Institution) -> Iterator[Fault]:
    """The work has an address, the source is a file of `data/source/` in the original, a part stands once."""
    act, original = institution.act, institution.languages[0]
    if not WORK.fullmatch(act.work):
        message = f"`{act.work}` is not the address of a work; expected /akn/<country>/act/…/<date>/<number>"
        yield _fault(act, "work", message)
    for redaction in (act.redaction, *act.received):
        if re.search(r"^\.|[/\\:]", redaction.source):
            message = f"`{redaction.source}` is a path; expected the name of a file in source/"
            yield _fault(redaction, "source", message)
    others = [one.code for one in institution.languages[1:]]
    for redaction in act.received:
        if redaction.language not in others:
            message = f"`{redaction.language}` is no other language of the data; expected one of "
            yield _fault(redaction, "language", message + (", ".join(others) or "none"))
    if act.redaction.language != original.code:
        message = f"`{act.redaction.language}` is not the original; expected `{original.code}`"
        yield _fault(act.redaction, "language", message)
    for place, part in enumerate(act.parts):
        if part in act.parts[:place]:
            yield _fault(act, f"parts.{place}", f"`{part}` stands twice; expected each part once")


def _colour(institution: Institution) -> Iterator[Fault]:
    """White words can be read on the site's colour."""
    colour = institution.site.colour
    if colour and (ratio := _contrast(colour)) < CONTRAST:
        message = f"white words on `{colour}` have a contrast of {ratio:.1f}; expected {CONTRAST} or more"
        yield _fault(institution.site, "colour", message)


def _contrast(colour: str) -> float:
    """Return the contrast of a colour with white (WCAG 2.2, relative luminance)."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _ids(institution: Institution) -> Iterator[Fault]:
    """Ids are unique among everything that may be named, whatever the letter case."""
    actors = [*institution.bodies, *institution.posts, *institution.groups]
    spaces: list[Sequence[Identified]] = [
        actors,
        institution.regions,
        institution.terms,
        institution.topics,
        institution.act.changes,
        institution.act.sources,
    ]
    for entries in spaces:
        first: dict[str, Identified] = {}
        for one in entries:
            before = first.setdefault(one.id, one)
            if DEVICES.fullmatch(one.id):
                yield _fault(one, "id", f"`{one.id}` can name no file on Windows; choose another")
            if before is not one:
                yield _fault(
                    one, "id", f"`{one.id}` is taken; it stands first in {before.at.file}:{before.at.line}"
                )
    for one in (*institution.bodies, *institution.posts):
        if one.id in RESERVED:
            yield _fault(one, "id", f"`{one.id}` is the name of a page; choose another")
    addresses = Counter(one.eid for one in institution.provisions)
    for provision in institution.provisions:
        if addresses[provision.eid] > 1:
            file, line = provision.at.file, provision.at.line
            yield Fault(
                file, line, f"the address `{provision.eid}` stands twice; expected numbers that differ"
            )
    codes = Counter(one.code for one in institution.languages)
    for language in institution.languages:
        if codes[language.code] > 1:
            yield _fault(language, "code", f"`{language.code}` stands twice")
        if DEVICES.fullmatch(language.code):
            yield _fault(language, "code", f"`{language.code}` can name no folder on Windows")
    if len(institution.languages) > limits.LANGUAGES:
        message = f"has {len(institution.languages)} entries; expected {limits.LANGUAGES} at most"
        yield _fault(institution.languages[limits.LANGUAGES], "code", message)


def _references(index: Index) -> Iterator[Fault]:
    institution = index.institution
    provisions, actors, regions = index.provisions, index.actors, index.regions
    bodies, topics = index.bodies, index.topics
    sources = {one.id for one in institution.act.sources}

    def known(entry: Entry, key: str, choices: Collection[str], what: str) -> Iterator[Fault]:
        given = getattr(entry, key) or ()
        named = {key: given} if isinstance(given, str) else {f"{key}.{n}": one for n, one in enumerate(given)}
        for place, name in named.items():
            if name not in choices:
                yield _fault(entry, place, f"no {what} `{name}`{nearest(name, choices)}")

    act = institution.act
    yield from known(act, "office", bodies, "body")
    yield from known(act, "unpublished", provisions, "provision")
    for change in act.changes:
        yield from known(change, "sources", sources, "source")
        yield from known(change, "provisions", provisions, "provision")
    for body in institution.bodies:
        yield from known(body, "parent", bodies, "body")
        yield from known(body, "region", regions, "region")
    for post in institution.posts:
        yield from known(post, "of", bodies, "body")
    for group in institution.groups:
        yield from known(group, "members", actors, "body or post")
    for named in (*institution.bodies, *institution.posts, *institution.groups):
        yield from known(named, "named_in", provisions, "provision")
    for relation in institution.relations:
        for key in ("subject", "object", "other"):
            yield from known(relation, key, actors, "body, post or class")
        yield from known(relation, "provision", provisions, "provision")
    for tie in institution.ties:
        yield from known(tie, "body", actors, "body, post or class")
        yield from known(tie, "provision", provisions, "provision")
    for bearer in institution.bearers:
        yield from known(bearer, "body", actors, "body or post")
        yield from known(bearer, "provision", provisions, "provision")
        yield from known(bearer, "named_in", provisions, "provision")
    for title in institution.titles:
        yield from known(title, "provision", provisions, "provision")
        yield from known(title, "topic", topics, "topic")
    acts, changes = {one.id for one in institution.acts}, {one.id for one in act.changes}
    for cited in institution.acts:
        yield from known(cited, "changes", changes, "change")
    for reference in institution.references:
        yield from known(reference, "provision", provisions, "provision")
        yield from known(reference, "act", acts, "act")
        yield from known(reference, "target", provisions, "provision")
    codes = {one.code for one in institution.languages}
    for link in institution.term_links:
        yield from known(link, "provision", provisions, "provision")
        yield from known(link, "term", index.terms, "term")
        yield from known(link, "language", codes, "language")
    for completion in institution.completions:
        yield from known(completion, "source", provisions, "provision")
        yield from known(completion, "completes", provisions, "provision")
    for synonym in institution.synonyms:
        yield from known(
            synonym, "of", {*regions, *actors, *provisions}, "region, body, post, class or provision"
        )


def _tree(index: Index) -> Iterator[Fault]:
    """No body stands below itself, and a directorate stands below the agency whose page leads to it."""
    agencies = [one.id for one in index.bodies_of(BodyKind.AGENCY)]
    for body in index.institution.bodies:
        if body.kind is BodyKind.DIRECTORATE and body.parent not in agencies:
            yield _fault(
                body, "parent", f"a directorate needs an agency; expected one of {', '.join(agencies)}"
            )
        seen = [body.id]
        above = index.bodies.get(body.parent or "")
        while above and above.id not in seen and len(seen) <= limits.DEPTH:
            seen.append(above.id)
            above = index.bodies.get(above.parent or "")
        if len(seen) > limits.DEPTH:
            yield _fault(body, "parent", f"`{body.id}` is more than {limits.DEPTH} levels deep")
        elif above and above.id == body.id:
            yield _fault(body, "parent", f"`{body.id}` is its own ancestor: {' → '.join([*seen, body.id])}")


def _quotations(index: Index) -> Iterator[Fault]:
    """Every quotation stands, letter by letter, in the provision it names."""
    institution = index.institution
    quoting: list[tuple[Entry, str, Text | None, str]] = []
    quoting += [(one, "quote", one.quote, one.provision) for one in institution.relations]
    quoting += [(one, "quote", one.quote, one.provision) for one in institution.ties]
    quoting += [(one, "quote", one.quote, one.named_in) for one in institution.bearers]
    actors: list[Body | Post | Group] = [*institution.bodies, *institution.posts, *institution.groups]
    quoting += [(one, "quote", one.quote, one.named_in) for one in actors]
    quoting += [(one, "words", one.words, one.source) for one in institution.completions]
    quoting += [(one, "words", one.words, one.provision) for one in institution.references]
    for entry, key, quote, eid in quoting:
        provision = index.provisions.get(eid)
        for code, words in (quote or {}).items():
            text = provision.text.get(code) if provision else None
            if text is not None and _flat(words) not in _flat(text):
                like = nearest(_flat(words), runs(text, len(words.split())))
                yield _fault(entry, key, f"«{words}» does not stand in the {code} text of `{eid}`{like}")


def _undeclared(index: Index) -> Iterator[Fault]:
    """Whatever looks like a reference is declared as one, so that none is forgotten."""
    institution = index.institution
    declared: dict[str, list[Text]] = defaultdict(list)
    for one in institution.references:
        declared[one.provision].append(one.words)
    for code, patterns in institution.find.items():
        for provision in institution.provisions:
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
                    yield Fault(provision.at.file, provision.at.line, message)


def _flat(words: str) -> str:
    return " ".join(words.split())


def _names(index: Index) -> Iterator[Fault]:
    """A body of a list bears the name that the list gives it, where no quotation says otherwise."""
    for body in index.institution.bodies:
        provision = index.provisions.get(body.named_in)
        if provision is None or body.quote is not None or provision.kind is not Kind.ITEM:
            continue
        for code, name in body.name.items():
            listed = provision.text.get(code, "").rstrip('.;"')
            if listed and listed != name:
                message = f"«{name}» is not the {code} name in `{provision.eid}`; expected «{listed}»"
                yield _fault(body, "name", message)


def _titles(index: Index) -> Iterator[Fault]:
    """Where there are short titles, every point and every paged provision has one, of eight words at most."""
    institution = index.institution
    if not institution.titles:
        return
    counts = Counter(one.provision for one in institution.titles)
    for title in institution.titles:
        if counts[title.provision] > 1:
            yield _fault(title, "provision", f"`{title.provision}` has two short titles; expected one")
        for code, words in title.title.items():
            if len(words.split()) > TITLE_WORDS:
                yield _fault(
                    title,
                    "title",
                    f"the {code} title has {len(words.split())} words; expected {TITLE_WORDS} at most",
                )
    for provision in institution.provisions:
        wanted = provision.kind is Kind.POINT or provision.role in institution.site.pages
        if wanted and provision.eid not in index.titles:
            yield Fault(
                provision.at.file, provision.at.line, f"`{provision.eid}` has no short title in topics.yml"
            )


def _texts(institution: Institution) -> Iterator[Fault]:
    """Every text has the words of every published language, and of no language that is not declared."""
    declared = [one.code for one in institution.languages]
    required = [one.code for one in institution.published]
    site = institution.site
    interface = ((site, "interface", text) for text in site.interface.values())
    for entry, key, text in chain(every_text(institution), interface):
        for code in text:
            if code not in declared:
                yield _fault(
                    entry,
                    key,
                    f"no language `{code}`; expected one of {', '.join(declared)}{nearest(code, declared)}",
                )
        for code in required:
            if code not in text:
                yield _fault(entry, key, f"the {code} words are missing; expected a line `{code}: …`")


def _strings(institution: Institution) -> Iterator[Fault]:
    """Every published language has the same interface keys, with the same placeholders."""
    original = _keys(institution, institution.languages[0])
    folder = institution.act.at.file.rsplit("/", 1)[0]
    for language in institution.published:
        file = f"{folder}/strings/{language.code}.yml"
        words = institution.strings.get(language.code, {})
        keys = _keys(institution, language)
        for key in sorted(original.keys() - keys.keys()):
            yield Fault(file, 1, f"`{key}` is missing; expected its words")
        for key in sorted(keys.keys() - original.keys()):
            yield Fault(file, 1, f"`{key}` is no key of the interface{nearest(key, original)}")
        for key in sorted(original.keys() & keys.keys()):
            if keys[key] != original[key]:
                expected = ", ".join(f"{{{name}}}" for name in sorted(original[key])) or "none"
                yield Fault(file, 1, f"`{key}` has other placeholders; expected {expected}")
        forms = sorted({PLURALS[language.plural](number) for number in range(200)})
        for key in sorted(key for key in keys if key.startswith("count.")):
            for form in forms:
                if f"{key}.{form}" not in words:
                    yield Fault(file, 1, f"`{key}.{form}` is missing; expected forms: {', '.join(forms)}")


def _keys(institution: Institution, language: Language) -> dict[str, frozenset[str]]:
    """Return the keys of a language with their placeholders; the plural forms of a noun are one key."""
    found: dict[str, frozenset[str]] = {}
    for key, words in institution.strings.get(language.code, {}).items():
        plural = key.startswith("count.") and key.rsplit(".", 1)[-1] in PLURAL_FORMS
        name = key.rsplit(".", 1)[0] if plural else key
        found[name] = found.get(name, frozenset()) | set(PLACEHOLDER.findall(words))
    return found


def _words(institution: Institution) -> Iterator[Fault]:
    """What the data name has words in every published language."""
    for language in institution.published:
        words = institution.strings.get(language.code, {})
        for entry, key, wanted in _wanted(institution):
            if wanted not in words:
                message = f"strings/{language.code}.yml has no words for `{wanted}`{nearest(wanted, words)}"
                yield _fault(entry, key, message)


def _wanted(institution: Institution) -> Iterator[tuple[Entry, str, str]]:
    for body in institution.bodies:
        if body.form:
            yield body, "form", f"form.{body.form}"
        if body.region:
            yield body, "region", f"tile.{body.kind}"
    for relation in institution.relations:
        for role in ("subject", "object", "other"):
            if getattr(relation, role):
                yield relation, role, f"relation.{relation.kind}.{role}"
