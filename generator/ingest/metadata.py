"""From the text of an act to everything else that a data folder needs: what the text says of itself.

Pure. What the text does not say is left out where the model allows it, and is else a value that says so
itself (`xx` for a country); each such place is told as a note, so that a maintainer knows what to fill in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from generator.ingest.vocabulary import ANY, Vocabulary
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
"""The id of the body that a founded folder is about."""

NUMBER = re.compile(r"№\s*(?P<number>[\w/-]+)")
NAME_WORDS = 20
"""The most words of a body's name; a longer find is a sentence."""


@dataclass(frozen=True)
class Note:
    """What the text does not say: the file and key where a maintainer fills it in."""

    file: str
    key: str
    message: str


@dataclass(frozen=True)
class Facts:
    """What a text says of itself, in its own language."""

    statute: str
    statute_of: str
    """The statute's title in the genitive, as a citation wants it."""
    title: str
    title_of: str
    """The same of the act that brings it; nothing where the statute stands alone."""
    subtype: str
    number: str
    date: str
    """ISO 8601; number and date are empty where the text gives none."""
    office: str
    named_in: str
    """The provision that names the body."""
    description: str
    notes: tuple[Note, ...]


def facts(provisions: Sequence[Provision], vocabulary: Vocabulary, name: str) -> Facts:
    """Read what an act's provisions say of it; `name` is what a text without a title is called."""
    code, notes = vocabulary.language, []
    annexes = [one.eid for one in provisions if one.kind is Kind.ANNEX]
    titles = [one for one in provisions if one.kind is Kind.TITLE]
    inside = [one for one in titles if one.parent in annexes] or titles
    statute = inside[0].text[code] if inside else name
    if not inside:
        notes.append(Note("act.yml", "statute", "the text has no title; expected the statute's"))
    line = _naming_line(provisions, code)
    date, day = _date(line, vocabulary)
    number = found["number"] if (found := NUMBER.search(line, line.find(date) + 1)) else ""
    kind = next((one for one in vocabulary.acts if _has(line, one.stem)), None)
    title, title_of = titles[0].text[code] if titles else statute, ""
    if day and number and kind:
        title = vocabulary.act_name.format(date=date, number=number, act=kind.name)
    if annexes:
        title_of = title
        if day and number and kind:
            title_of = vocabulary.act_genitive.format(date=date, number=number, act=kind.genitive)
        else:
            notes.append(
                Note("act.yml", "act_cited_as", "is the act's title; expected the form a citation wants")
            )
    statute_of = _genitive(statute, vocabulary)
    if statute_of == statute:
        notes.append(
            Note("act.yml", "cited_as", "is the statute's title; expected the form a citation wants")
        )
    office, named_in = _office(provisions, inside, vocabulary)
    if not office:
        office, named_in = statute, inside[0].eid if inside else provisions[0].eid
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


def _naming_line(provisions: Iterable[Provision], code: str) -> str:
    """Return the words that name the act by date and number: its designation, or the head of its annex."""
    wanted = (Kind.DESIGNATION, Kind.ANNEX, Kind.APPROVAL)
    found = {one.kind: one.text[code] for one in reversed(list(provisions)) if one.kind in wanted}
    return next((found[kind] for kind in wanted if kind in found), "")


def _date(line: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return a line's first date, as its words without quotation marks and as ISO 8601; else nothing."""
    for found in re.finditer(vocabulary.date, line):
        known = [
            (len(one), at) for at, one in enumerate(vocabulary.months, 1) if found["month"].startswith(one)
        ]
        if known:
            # The longest beginning is meant: one name may begin as another does.
            day = f"{found['year']}-{max(known)[1]:02}-{int(found['day']):02}"
            try:
                TypeAdapter(Day).validate_python(day)
            except ValidationError:
                continue
            return re.sub('["«»“”]', "", found[0]), day
    return "", ""


def _has(line: str, stem: str) -> bool:
    return re.search(rf"\b{re.escape(stem)}", line, re.IGNORECASE) is not None


def _genitive(title: str, vocabulary: Vocabulary) -> str:
    """Put a statute's title into the genitive; it stays where the vocabulary does not know its word."""
    for one in vocabulary.statutes:
        word, other = (form.replace(ANY, "").strip() for form in (one.name, one.genitive))
        at_end = one.name.startswith(ANY)
        pattern = rf"{re.escape(word)}$" if at_end else rf"^{re.escape(word)}(?=\s)"
        found = re.search(pattern, title, re.IGNORECASE)
        if found:
            fitting = other.upper() if found[0].isupper() else found[0][0] + other[1:]
            return title[: found.start()] + fitting + title[found.end() :]
    return title


def _office(
    provisions: Sequence[Provision], titles: Sequence[Provision], vocabulary: Vocabulary
) -> tuple[str, str]:
    """Find the body's name in the title or the first point, and the provision that has it word for word."""
    code = vocabulary.language
    statutory = _statutory(provisions)
    points = [one for one in statutory if one.kind is Kind.POINT]
    for text in [one.text[code] for one in (*titles[:1], *points[:1])]:
        for pattern in vocabulary.named:
            found = re.fullmatch(pattern, text, re.IGNORECASE)
            if not found or len(found["name"].split()) > NAME_WORDS:
                continue
            for one in (*points, *titles):
                at = one.text[code].casefold().find(found["name"].casefold())
                if at >= 0:
                    return one.text[code][at : at + len(found["name"])], one.eid
    return "", ""


def _statutory(provisions: Sequence[Provision]) -> Sequence[Provision]:
    """Return what stands in the annexes, or everything where there are none."""
    first = next((at for at, one in enumerate(provisions) if one.kind is Kind.ANNEX), 0)
    return provisions[first:]


def found(one: Facts, code: str, source: str, parts: Iterable[str]) -> tuple[dict[str, Entry], list[Note]]:
    """Return the files of a folder by their names below it, and what the maintainer still has to say."""
    slug = "-".join(re.findall(r"[a-z0-9]+", one.number.casefold()))
    steps = [UNKNOWN_COUNTRY, "act", one.subtype, one.date or "undated", slug or "unnumbered"]
    date = TypeAdapter(Day).validate_python(one.date) if one.date else None
    act = Act(
        work="/akn/" + "/".join(steps),
        number=one.number or None,
        date=date,
        title={code: one.title},
        statute={code: one.statute},
        cited_as={code: one.statute_of},
        act_cited_as={code: one.title_of} if one.title_of else None,
        office=OFFICE,
        version=Version(date=date, source=source, language=code),
        parts=tuple(parts),
    )
    site = Site(
        name={code: one.statute},
        description={code: one.description},
        bundle=f"statute-{slug}".rstrip("-"),
        release="0.1.0",
        show_editorial_assignments=False,
    )
    office = Body(
        id=OFFICE,
        kind=BodyKind.OFFICE,
        name={code: one.office},
        named_in=one.named_in,
        quote={code: one.office} if not _provisional(one) else None,
    )
    notes = [
        *one.notes,
        Note(
            "act.yml",
            "work",
            f"`{UNKNOWN_COUNTRY}` is no country; expected its code, and the author after the type",
        ),
        Note(
            "act.yml",
            "",
            "has no `checked`; add the day on which you looked whether the act was changed",
        ),
        Note("site.yml", "", "names no `publisher` and no `repository`; add them, if there are any"),
        Note("bodies.yml", "name", "has no `url` below it; add the body's official address, if it has one"),
    ]
    for key, value in (("date", one.date), ("number", one.number)):
        if not value:
            notes.append(Note("act.yml", "", f"has no `{key}`: the text gives none; add it, if it is known"))
    return {"act.yml": act, "site.yml": site, "bodies.yml": BodiesFile(bodies=(office,))}, notes


def _provisional(one: Facts) -> bool:
    return any(note.file == "bodies.yml" for note in one.notes)


def translated(files: dict[str, Entry], one: Facts, code: str) -> dict[str, Entry]:
    """Return the files that name the act and its body, with another language's words where they have none."""
    words: dict[str, object] = {
        "title": one.title,
        "statute": one.statute,
        "cited_as": one.statute_of,
        "act_cited_as": one.title_of,
        "description": one.description,
    }
    changed: dict[str, Entry] = {}
    for name, entry in files.items():
        if isinstance(entry, BodiesFile):
            bodies = tuple(_named(body, one, code) for body in entry.bodies)
            changed[name] = entry.model_copy(update={"bodies": bodies})
            continue
        said = {**words, "name": one.statute}
        update = {
            key: {**text, code: said[key]}
            for key in said.keys() & type(entry).model_fields.keys()
            if isinstance(text := getattr(entry, key), dict) and code not in text and said[key]
        }
        changed[name] = entry.model_copy(update=update)
    return changed


def _named(body: Body, one: Facts, code: str) -> Body:
    """Add a body's name in another language, where the same provision names it there."""
    if body.kind is not BodyKind.OFFICE or code in body.name or _provisional(one):
        return body
    if body.named_in != one.named_in:
        return body
    quote = {**body.quote, code: one.office} if body.quote else None
    return body.model_copy(update={"name": {**body.name, code: one.office}, "quote": quote})
