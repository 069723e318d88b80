"""Reads an amending act, received as Markdown, into provisions whose quotations are nodes of their own.

The reading keeps every word. It recognises what it needs to address an instruction: points, subpoints, the
paragraphs below them, and the paragraphs that a `:` introduces within quotation marks. Nothing that is quoted
is taken for a point of the act itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from generator.model import Kind, Node
from generator.problems import Problem, ProblemsError

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
RULE = re.compile(r"[#\s]*[_*-]{3,}\s*")
HEADING = re.compile(r"#{1,6}\s+")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|(?<![\w_])_{1,2}(?=[^\s_])|(?<=[^\s_])_{1,2}(?![\w_]))")
TAG = re.compile(r"</?(?:table|thead|tbody|tr|td|th|br|p)\b[^<>]*>")
NUMBERED = re.compile(r"(?P<num>\d+(?:-\d+)?[.)])\s+(?P<text>.*)", re.DOTALL)
NAMED_BY_NUMBER = re.compile(r"\d+(?:-\d+)?\)\s+тармақша")
"""In Kazakh an instruction may begin with the number of what it amends: `19) тармақша мынадай …`."""

QUOTATION_ENDS = re.compile(r"»[;.,]?\Z")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a received file without its markup."""

    text: str
    line: int
    """The line where it begins, counted from 1."""
    style: str
    """`quote`, `heading`, `bold`, `cell` or `plain`."""


def paragraphs(markdown: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a Markdown file, without front matter, rules and markup; words are kept."""
    start = 1
    front = FRONT_MATTER.match(markdown)
    if front:
        start += front[0].count("\n")
        markdown = markdown[front.end() :]
    block: list[str] = []
    first = start
    for number, line in enumerate([*markdown.split("\n"), ""], start=start):
        if line.strip():
            first = first if block else number
            block.append(line)
        elif block:
            yield from _block(block, first)
            block = []


def _block(lines: Sequence[str], number: int) -> Iterator[Paragraph]:
    if TAG.match(lines[0].strip()):
        for offset, line in enumerate(lines):
            text = _plain(TAG.sub(" ", line))
            if text:
                yield Paragraph(text, number + offset, "cell")
        return
    first = lines[0].strip()
    if len(lines) == 1 and RULE.fullmatch(first):
        return
    if first.startswith(">"):
        yield Paragraph(_plain(" ".join(line.strip().lstrip("> ") for line in lines)), number, "quote")
        return
    if HEADING.match(first):
        yield Paragraph(_plain(HEADING.sub("", " ".join(map(str.strip, lines)), count=1)), number, "heading")
        return
    style = "bold" if first.startswith("**") and lines[-1].strip().endswith("**") else "plain"
    yield Paragraph(_plain(" ".join(map(str.strip, lines))), number, style)


def _plain(markdown: str) -> str:
    return " ".join(ESCAPE.sub(r"\1", EMPHASIS.sub("", markdown)).split())


@dataclass
class _Draft:
    """A provision under construction."""

    kind: Kind
    text: str
    line: int
    num: str | None = None
    ordinal: str | None = None
    below: list[_Draft] = field(default_factory=list)


class _Reader:
    def __init__(self) -> None:
        self.roots: list[_Draft] = []
        self.siblings = self.roots
        """The list that points go to: the act's, or the same after an annex."""
        self.point: _Draft | None = None
        self.subpoint: _Draft | None = None
        self.last: _Draft | None = None
        """The paragraph before, if it can introduce a quotation."""
        self.quoting: _Draft | None = None
        """The instruction whose quotation is being read."""
        self.depth = 0
        self.signed = False
        self.titled = False

    def take(self, paragraph: Paragraph) -> None:
        text = paragraph.text
        introduced = self.last is not None and self.last.text.endswith(":") and self.point is not None
        if self.quoting is None and introduced and text.startswith("«"):
            self.quoting = self.last
            self.depth = 0
        if self.quoting is not None:
            self._quote(paragraph)
        elif paragraph.style == "quote":
            self._header(paragraph)
        elif paragraph.style == "heading":
            self._heading(paragraph)
        elif paragraph.style == "bold":
            self._signature(paragraph)
        else:
            self._body(paragraph)

    def _quote(self, paragraph: Paragraph) -> None:
        assert self.quoting
        text = paragraph.text
        self.quoting.below.append(_Draft(Kind.QUOTED, text, paragraph.line))
        self.depth += text.count("«") - text.count("»")
        if self.depth <= 0 and QUOTATION_ENDS.search(text):
            self.quoting = self.last = None

    def _header(self, paragraph: Paragraph) -> None:
        if not self.titled and not self.signed:
            self._add(self.roots, Kind.APPROVAL, paragraph)
            return
        if not self.signed:
            self._note(paragraph)
            return
        annex = self._add(self.roots, Kind.ANNEX, paragraph)
        self.siblings = self.roots
        self.point = self.subpoint = self.last = None
        self.titled = False
        annex.ordinal = None

    def _note(self, paragraph: Paragraph) -> None:
        self._add(self.subpoint.below if self.subpoint else self.siblings, Kind.NOTE, paragraph)

    def _heading(self, paragraph: Paragraph) -> None:
        annex = self.roots[-1] if self.roots and self.roots[-1].kind is Kind.ANNEX else None
        self._add(annex.below if annex else self.roots, Kind.TITLE, paragraph)
        self.titled = True

    def _signature(self, paragraph: Paragraph) -> None:
        if self.roots and self.roots[-1].kind is Kind.SIGNATURE:
            self._add(self.roots[-1].below, Kind.NAME, paragraph)
            return
        self._add(self.roots, Kind.SIGNATURE, paragraph)
        self.point = self.subpoint = self.last = None
        self.signed = True

    def _body(self, paragraph: Paragraph) -> None:
        text = paragraph.text
        number = NUMBERED.fullmatch(text)
        if number and number["num"].endswith("."):
            self.point = self._add(self.siblings, Kind.POINT, paragraph, number)
            self.subpoint = None
        elif self.point is None:
            self._add(self.siblings, Kind.FORMULA, paragraph)
        elif number and not NAMED_BY_NUMBER.match(text):
            self.subpoint = self._add(self.point.below, Kind.SUBPOINT, paragraph, number)
        else:
            self._add((self.subpoint or self.point).below, Kind.INDENT, paragraph)

    def _add(
        self, siblings: list[_Draft], kind: Kind, paragraph: Paragraph, number: re.Match[str] | None = None
    ) -> _Draft:
        text = number["text"] if number else paragraph.text
        draft = _Draft(kind, text, paragraph.line, number["num"] if number else None)
        siblings.append(draft)
        self.last = draft
        return draft


def read(files: Mapping[str, tuple[str, str]]) -> tuple[Node, ...]:
    """Return the provisions of an act from its files: language code -> (name in messages, Markdown).

    Raises `ProblemsError` where a quotation does not end or a language has another structure than the first.
    """
    drafts: dict[str, list[_Draft]] = {}
    problems = []
    for code, (name, markdown) in files.items():
        reader = _Reader()
        for paragraph in paragraphs(markdown):
            reader.take(paragraph)
        if reader.quoting:
            message = f"the quotation after «{reader.quoting.text[-60:]}» does not end; expected `»;` or `».`"
            problems.append(Problem(name, reader.quoting.line, message))
        drafts[code] = reader.roots
    codes = list(files)
    if not problems:
        for code in codes[1:]:
            pairs = zip_longest(_walk(drafts[codes[0]]), _walk(drafts[code]))
            for (depth, mine), (other_depth, theirs) in ((a or (0, None), b or (0, None)) for a, b in pairs):
                if mine is None or theirs is None or _shape(depth, mine) != _shape(other_depth, theirs):
                    line = theirs.line if theirs else 1
                    expected = f"«{mine.text[:60]}» ({mine.kind})" if mine else "the end of the act"
                    has = f"«{theirs.text[:60]}» ({theirs.kind})" if theirs else "the end of the act"
                    message = (
                        f"has {has} where the {codes[0]} text has {expected}; expected the same structure"
                    )
                    problems.append(Problem(files[code][0], line, message))
                    break
    if problems:
        raise ProblemsError(problems)
    return tuple(_merge([(code, drafts[code]) for code in codes]))


def _walk(drafts: Iterable[_Draft], depth: int = 0) -> Iterator[tuple[int, _Draft]]:
    for draft in drafts:
        yield depth, draft
        yield from _walk(draft.below, depth + 1)


def _shape(depth: int, draft: _Draft) -> tuple[int, Kind, str | None]:
    return depth, draft.kind, draft.num


def _merge(languages: Sequence[tuple[str, list[_Draft]]]) -> Iterator[Node]:
    for drafts in zip(*(drafts for _, drafts in languages), strict=True):
        named = list(zip((code for code, _ in languages), drafts, strict=True))
        first = drafts[0]
        yield Node(
            kind=first.kind,
            num=first.num,
            ordinal=first.ordinal,
            text={code: draft.text for code, draft in named},
            provisions=tuple(_merge([(code, draft.below) for code, draft in named])),
        )


def words(markdown: str) -> list[str]:
    """Return the words of a received file, to compare provisions with; markup is no word."""
    return [word for paragraph in paragraphs(markdown) for word in paragraph.text.split()]
