"""Reads an amending act from its file: its words, its instructions, its own date and its days.

What the text does not say has to be given; what is given must not contradict the text.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from generator.amend import paragraphs, reader, tree
from generator.amend.designations import Designation, Vocabularies
from generator.amend.instructions import Reading
from generator.amend.vocabulary import Vocabulary
from generator.commands import received_text
from generator.dataset.yaml_reader import read_text, visible
from generator.files.package import PACKAGE
from generator.problems import Problem, ProblemsError
from generator.timeline import received
from generator.timeline.received import Paragraph

VOCABULARIES = PACKAGE / "amend" / "vocabularies"
MARKDOWN = (".md", ".markdown")


class Given(Struct, frozen=True):
    """What the user adds to the words of the act."""

    language: str = ""
    number: str = ""
    date: dt.date | None = None
    in_force: dt.date | None = None
    origin: str = ""
    unofficial_copy: bool = False


class ReceivedAct(Struct, frozen=True):
    """An amending act as received, with everything read from it."""

    name: str
    """The name of the file in messages."""
    content: bytes
    text: str
    vocabularies: Vocabularies
    reading: Reading
    drafts: list[tree.Draft]
    designation: Designation
    in_force: dt.date

    @property
    def code(self) -> str:
        """The code of its language."""
        return self.vocabularies.amending.language

    @property
    def digest(self) -> str:
        """The SHA-256 digest of the file."""
        return hashlib.sha256(self.content).hexdigest()


def read(path: Path, given: Given) -> ReceivedAct:
    """Read an amending act. Raises `ProblemsError` with what its text does not say and nobody gave."""
    name = " ".join(path.name.split())
    text = read_text(path, name, expected="the text of an amending act").removeprefix("\ufeff")
    general = received_text.vocabulary(received_text.language_for(text, given.language, name), name)
    visible(text.replace("\f", " "), f"data/source/{name}", shown=name)
    amending = received_text.read_entry(VOCABULARIES / f"{general.language}.yml", Vocabulary)
    if amending is None:
        message = f"is in `{general.language}`, whose amending acts the package cannot read"
        raise ProblemsError([Problem(name, 1, message)])
    vocabularies = Vocabularies(general, amending)
    split: Sequence[Paragraph] = (
        received.paragraphs(text) if path.suffix.lower() in MARKDOWN else paragraphs.from_plain(text, general)
    )
    reading = reader.read(split, vocabularies)
    problems: list[Problem] = []
    designation = _designation(reading, given, name, problems)
    in_force = _in_force(reading, given, designation, name, problems)
    if not reading.instructions and not reading.doubts:
        problems.append(Problem(name, 1, "orders no change of an act; expected an amending act"))
    if problems or designation is None or in_force is None:
        raise ProblemsError(problems)
    drafts = tree.build(reading, vocabularies)
    return ReceivedAct(name, path.read_bytes(), text, vocabularies, reading, drafts, designation, in_force)


def _designation(reading: Reading, given: Given, name: str, problems: list[Problem]) -> Designation | None:
    """Return the act's own date and number; what is given must not contradict the text."""
    own = reading.designation
    if own:
        for option, value, printed in (
            ("--date", given.date, own.date),
            ("--number", given.number, own.number),
        ):
            if value and value != printed:
                problems.append(Problem(name, 1, f"has {printed} in its text; `{option}` gives {value}"))
        return own
    missing = [
        option
        for option, value in (("--date YYYY-MM-DD", given.date), ("--number N", given.number))
        if not value
    ]
    if missing or given.date is None:
        message = f"does not give its own date and number; add {' and '.join(missing)}"
        problems.append(Problem(name, 1, message))
        return None
    return Designation(given.number, given.date)


def _in_force(
    reading: Reading, given: Given, own: Designation | None, name: str, problems: list[Problem]
) -> dt.date | None:
    """Return the day from which the act applies; a day that depends on its publication has to be given."""
    entry = reading.entry
    line = reading.paragraphs[entry.at].line if entry.at is not None else 1
    day = own.date if entry.signing and own else entry.day
    if day and given.in_force and day != given.in_force:
        message = f"enters into force on {day} by its text; `--in-force` gives {given.in_force}"
        problems.append(Problem(name, line, message))
    day = day or given.in_force
    if day is None and not (entry.signing and own is None):
        says = "says so in words that give no date" if entry.at is not None else "does not say it"
        message = f"needs the day of its entry into force, and {says}; add --in-force YYYY-MM-DD"
        problems.append(Problem(name, line, message))
    if day and own and day < own.date:
        problems.append(Problem(name, line, f"enters into force on {day}, before its own day, {own.date}"))
    return day
