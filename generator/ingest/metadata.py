"""Reads the metadata of an act from its text and creates the first files of a data folder from it.

What the text does not say is left out if the model allows it; otherwise it gets a placeholder, such as `xx`
for the country. Each such place yields a note, which tells the maintainer what to fill in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from pydantic import TypeAdapter, ValidationError

from generator.ingest.vocabulary import ACT_NUMBER, ANY, Vocabulary, typed
from generator.language.sentence_case import sentence_case
from generator.model import (
    UNKNOWN_COUNTRY,
    Act,
    BodiesFile,
    Body,
    BodyKind,
    Day,
    Entry,
    Kind,
    Provision,
    Site,
    Version,
)

OFFICE = "office"
"""The id of the body that a new folder is about."""

MAX_NAME_WORDS = 20
"""The most words of a body's name; a longer match is a sentence."""


class Note(Struct, frozen=True):
    """Something that the text does not say, with the file and key where the maintainer fills it in."""

    file: str
    key: str
    message: str


class Facts(Struct, frozen=True):
    """The metadata in the text of an act, in its language."""

    statute: str
    statute_of: str
    """The statute's title in the genitive, for citations."""
    title: str
    title_of: str
    """The genitive title of the act that the statute is annexed to; empty if the statute stands alone."""
    subtype: str
    number: str
    date: str
    """ISO 8601; like `number`, empty if the text gives none."""
    office: str
    named_in: str
    """The eId of the provision that names the body."""
    description: str
    notes: tuple[Note, ...]


def read_facts(provisions: Sequence[Provision], vocabulary: Vocabulary, name: str) -> Facts:
    """Read the metadata from the provisions of an act; `name` is the title of a text that has none."""
    code, notes = vocabulary.language, []
    annexes = [provision.eid for provision in provisions if provision.kind is Kind.ANNEX]
    titles = [provision for provision in provisions if provision.kind is Kind.TITLE]
    annexed = [title for title in titles if title.parent in annexes]
    # Of several annexes, the statute is the one whose title says so.
    statutes = [title for title in annexed if vocabulary.names_statute(title.text[code])]
    statute_titles = statutes or annexed or titles
    texts = [provision.text[code] for provision in provisions if provision.kind is not Kind.TITLE]
    statute = (
        sentence_case(statute_titles[0].text[code], texts, vocabulary.statute) if statute_titles else name
    )
    if not statute_titles:
        notes.append(Note("act.yml", "statute", "the text has no title; expected the statute's"))
    line = _naming_line(provisions, vocabulary)
    date, day = _date(line, vocabulary)
    number_match = ACT_NUMBER.search(line, line.find(date) + 1)
    number = (number_match["number"] or number_match["latin"]) if number_match else ""
    kind = next((act for act in vocabulary.acts if _has_word_beginning(line, act.stem)), None)
    title, title_of = (
        sentence_case(titles[0].text[code], texts, vocabulary.statute) if titles else statute,
        "",
    )
    if day and number and kind:
        title = vocabulary.act_name.format(date=date, number=number, act=kind.name)
    if annexes:
        title_of = title
        if day and number and kind:
            title_of = vocabulary.act_genitive.format(date=date, number=number, act=kind.genitive)
        else:
            notes.append(
                Note(
                    "act.yml",
                    "act_cited_as",
                    "is the act's title; expected the genitive, as citations use it",
                )
            )
    statute_of = _genitive(statute, vocabulary)
    if statute_of == statute:
        notes.append(
            Note("act.yml", "cited_as", "is the statute's title; expected the genitive, as citations use it")
        )
    office, named_in = _office(provisions, statute_titles, vocabulary)
    if not office:
        office = statute
        named_in = statute_titles[0].eid if statute_titles else provisions[0].eid
        notes.append(
            Note("bodies.yml", "name", "is the statute's title; expected the body's name and its quote")
        )
    return Facts(
        statute=statute,
        statute_of=statute_of,
        title=title,
        title_of=title_of,
        subtype=kind.subtype if kind else "statute",
        number=number,
        date=day,
        office=office,
        named_in=named_in,
        description=vocabulary.description.format(statute=statute),
        notes=tuple(notes),
    )


def differences(facts: Facts, act: Act) -> tuple[str, ...]:
    """Return how the date and number of a text in another language differ from those of the act.

    One of them may be misread; a text with both another date and another number is another act.
    """
    stated = (
        ("date", facts.date, act.date.isoformat() if act.date else ""),
        ("number", facts.number, act.number or ""),
    )
    return tuple(
        f"its {name} is {read}, that of the act is {known}"
        for name, read, known in stated
        if read and known and read.casefold() != known.casefold()
    )


def _naming_line(provisions: Iterable[Provision], vocabulary: Vocabulary) -> str:
    """Return the words that name the act by date and number: its designation, or its annex's header.

    Only the head of an act names it; a preamble or a point may name others.
    """
    code, kinds = vocabulary.language, (Kind.DESIGNATION, Kind.ANNEX, Kind.APPROVAL)
    lines: dict[Kind, str] = {}
    for provision in provisions:
        if provision.kind in kinds and not vocabulary.begins_agreement(provision.text[code]):
            lines.setdefault(provision.kind, provision.text[code])
    named = [lines[kind] for kind in kinds if kind in lines]
    return next((line for line in named if vocabulary.has_date(line)), next(iter(named), ""))


def _date(line: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return a line's first date, in words without quotation marks and in ISO 8601, or two empty strings."""
    matches = [match for form in vocabulary.dates for match in re.finditer(form, line)]
    for match in sorted(matches, key=lambda match: match.start()):
        month = _month(match["month"], vocabulary)
        if month:
            day = f"{match['year']}-{month:02}-{int(match['day']):02}"
            try:
                TypeAdapter(Day).validate_python(day)
            except ValidationError:
                continue
            return re.sub('["«»“”]', "", match[0]), day
    return "", ""


def _month(name: str, vocabulary: Vocabulary) -> int:
    """Return the number of a month, or 0."""
    if name.isdecimal():
        return int(name)
    months = [
        (len(beginning), month)
        for month, beginning in enumerate(vocabulary.months, 1)
        if typed(name).casefold().startswith(beginning)
    ]
    # The longest beginning counts: a name may begin like another, as `мая` and `марта` do.
    return max(months)[1] if months else 0


def _has_word_beginning(line: str, stem: str) -> bool:
    return re.search(rf"\b{re.escape(stem)}", typed(line), re.IGNORECASE) is not None


def _genitive(title: str, vocabulary: Vocabulary) -> str:
    """Return a statute's title in the genitive; unchanged if the vocabulary does not know its word."""
    for statute in vocabulary.statutes:
        nominative, genitive = (form.replace(ANY, "").strip() for form in (statute.name, statute.genitive))
        at_end = statute.name.startswith(ANY)
        pattern = rf"{re.escape(nominative)}$" if at_end else rf"^{re.escape(nominative)}(?=\s)"
        match = re.search(pattern, title, re.IGNORECASE)
        if match:
            same_case = genitive.upper() if match[0].isupper() else match[0][0] + genitive[1:]
            return title[: match.start()] + same_case + title[match.end() :]
    return title


def _office(
    provisions: Sequence[Provision], titles: Sequence[Provision], vocabulary: Vocabulary
) -> tuple[str, str]:
    """Return the body's name and the eId of a provision that has it; two empty strings if there is none.

    The title or the first point gives the name; a point or title must have it word for word.
    """
    code = vocabulary.language
    points = [provision for provision in _statutory(provisions, titles) if provision.kind is Kind.POINT]
    for text in [provision.text[code] for provision in (*titles[:1], *points[:1])]:
        for pattern in vocabulary.named:
            match = re.fullmatch(pattern, text, re.IGNORECASE)
            if not match or len(match["name"].split()) > MAX_NAME_WORDS:
                continue
            name = match["name"]
            for provision in (*points, *titles):
                start = provision.text[code].casefold().find(name.casefold())
                if start >= 0:
                    return provision.text[code][start : start + len(name)], provision.eid
    return "", ""


def _statutory(provisions: Sequence[Provision], titles: Sequence[Provision]) -> Sequence[Provision]:
    """Return the provisions of the annex that has the statute's title, or all if there are no annexes."""
    annexes = [at for at, provision in enumerate(provisions) if provision.kind is Kind.ANNEX]
    if not annexes:
        return provisions
    parent = titles[0].parent if titles else None
    start = next((at for at in annexes if provisions[at].eid == parent), annexes[0])
    end = next((at for at in annexes if at > start), len(provisions))
    return provisions[start:end]


def initial_files(
    facts: Facts, code: str, source: str, parts: Iterable[str]
) -> tuple[dict[str, Entry], list[Note]]:
    """Return the first files of a data folder by their names, and notes on what to fill in."""
    slug = "-".join(re.findall(r"[a-z0-9]+", facts.number.casefold()))
    steps = [UNKNOWN_COUNTRY, "act", facts.subtype, facts.date or "undated", slug or "unnumbered"]
    date = TypeAdapter(Day).validate_python(facts.date) if facts.date else None
    act = Act(
        work="/akn/" + "/".join(steps),
        number=facts.number or None,
        date=date,
        title={code: facts.title},
        statute={code: facts.statute},
        cited_as={code: facts.statute_of},
        act_cited_as={code: facts.title_of} if facts.title_of else None,
        office=OFFICE,
        version=Version(date=date, source=source, language=code),
        parts=tuple(parts),
    )
    site = Site(
        name={code: facts.statute},
        description={code: facts.description},
        bundle=f"statute-{slug}".rstrip("-"),
        release="0.1.0",
        show_editorial_assignments=False,
    )
    office = Body(
        id=OFFICE,
        kind=BodyKind.OFFICE,
        name={code: facts.office},
        named_in=facts.named_in,
        quote={code: facts.office} if not _has_provisional_office(facts) else None,
    )
    notes = [
        *facts.notes,
        Note(
            "act.yml",
            "work",
            f"`{UNKNOWN_COUNTRY}` is not a country code; expected the country, and the author after the type",
        ),
        Note(
            "act.yml",
            "",
            "has no `checked`; add the day on which you checked the act for amendments",
        ),
        Note("site.yml", "", "has no `publisher` and no `repository`; add them if there are any"),
        Note("bodies.yml", "name", "has no `url` below it; add the body's official address if it has one"),
    ]
    for key, value in (("date", facts.date), ("number", facts.number)):
        if not value:
            notes.append(Note("act.yml", "", f"has no `{key}`: the text gives none; add it if you know it"))
    return {"act.yml": act, "site.yml": site, "bodies.yml": BodiesFile(bodies=(office,))}, notes


def _has_provisional_office(facts: Facts) -> bool:
    return any(note.file == "bodies.yml" for note in facts.notes)


def translate_names(files: dict[str, Entry], facts: Facts, code: str) -> dict[str, Entry]:
    """Return the files with the names of the act and its body in another language, where they lack them."""
    translations: dict[str, object] = {
        "title": facts.title,
        "statute": facts.statute,
        "cited_as": facts.statute_of,
        "act_cited_as": facts.title_of,
        "description": facts.description,
    }
    changed: dict[str, Entry] = {}
    for name, entry in files.items():
        if isinstance(entry, BodiesFile):
            bodies = tuple(_translate_body(body, facts, code) for body in entry.bodies)
            changed[name] = entry.model_copy(update={"bodies": bodies})
            continue
        words = {**translations, "name": facts.statute}
        update = {
            key: {**text, code: words[key]}
            for key in words.keys() & type(entry).model_fields.keys()
            if isinstance(text := getattr(entry, key), dict) and code not in text and words[key]
        }
        changed[name] = entry.model_copy(update=update)
    return changed


def _translate_body(body: Body, facts: Facts, code: str) -> Body:
    """Add a body's name in another language, if the same provision names the body there."""
    if body.kind is not BodyKind.OFFICE or code in body.name or _has_provisional_office(facts):
        return body
    if body.named_in != facts.named_in:
        return body
    quote = {**body.quote, code: facts.office} if body.quote else None
    return body.model_copy(update={"name": {**body.name, code: facts.office}, "quote": quote})
