"""The preview of a request: its marks on every page, and what a reviewer is told of it.

The preview's site and data were made by a stranger's code. They are read, compared and copied; nothing of
them is run, and of their words nothing but words reaches the comment. They need not be what the request's
files make, so the comment says where they come from, and not whether the source's words are unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.act.index import Index
from generator.act.targets import Target, TargetKind
from generator.builder import link_check, preparation
from generator.checks import rules
from generator.dataset import loader
from generator.diff import report as diff_report
from generator.diff import sources
from generator.diff.compare import Alteration, Comparison, ProvisionChange, compare
from generator.diff.report import Change, plain
from generator.model import Dataset
from generator.plan import pages
from generator.plan.localization import Localization
from generator.previews.site_diff import Difference
from generator.problems import Problem, ProblemsError

ROWS = 40
"""The most rows of a comment: changes first, but for those that the pages need."""

PAGE_ROWS = 10
SIGNS = 50_000
"""The most signs of the rows; GitHub takes comments of 65,536."""

ROW = 5_000
FAULT = 300
"""The most signs of a row, and of a fault."""

FAULTS = 5
"""The most faults of one check, and other files, that a comment names."""

WHOLE = "changes.txt"
"""The file of the preview that tells everything."""

OPENING = re.compile(rb"\A\s*<!doctype html>\s*<html\b[^<>]*>\s*<head\b[^<>]*>", re.IGNORECASE)
BODY = re.compile(rb"<body\b[^<>]*>", re.IGNORECASE)
NOINDEX = b'<meta name="robots" content="noindex">'
STYLE = "margin:0;padding:.5rem 1rem;background:#ffe082;color:#000;text-align:center;font:16px/1.5 sans-serif"
LINK_STYLE = "color:#000;text-decoration:underline"

ORIGIN = "All of this is about what the request's own build left behind."

CAUTION = (
    "The request's own code made the site and the data that are compared here with the main branch's. "
    "They may differ from what its files say: read the changed files themselves."
)

UNREAD = "The data cannot be read, so they are not compared."

RECEIVED = "The words of the text as received differ."

REFUSED = (
    "**The preview is refused.**\n\n"
    "What the build of this request left behind is not the site and the data alone, so nothing of it was "
    "read or published; an earlier preview stays as it was."
)

CLOSED = "*The request is closed and its preview is gone; links into it lead nowhere.*"


@dataclass(frozen=True)
class Check:
    """A check of the preview: what was checked, what it told, its faults."""

    name: str
    told: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Account:
    """All that a comment is made of."""

    comparison: Comparison | None
    """None where the data cannot be read."""
    checks: tuple[Check, ...]
    difference: Difference
    address: str
    """Where the preview stands, with its last slash."""
    commit: str
    find: diff_report.Link
    """A change -> its page, below the preview's address."""


def mark(site: Path, number: int, localizations: Sequence[Localization], home: str = "") -> None:
    """Put the banner and `noindex` into every page of a preview's site.

    The words are the readers', in the language of the page's folder, else in the first reader's; `home` is
    the address of the published site, by default the root above `pr/<number>/`. Raises `ProblemsError` for
    pages that do not begin as pages do.
    """
    by_code = {one.code: one for one in localizations}
    problems = []
    for path in sorted(site.rglob("*.html")):
        inside = path.relative_to(site)
        words = path.read_bytes()
        opening = OPENING.match(words)
        body = BODY.search(words, opening.end()) if opening else None
        if not opening or not body:
            problems.append(
                Problem(inside.as_posix(), 1, "is no page: expected <!doctype html>, <head> and <body>")
            )
            continue
        localization = by_code.get(inside.parts[0], localizations[0])
        up = home or "../" * (len(inside.parts) + 1) + "index.html"
        parts = (words[: opening.end()], NOINDEX, words[opening.end() : body.end()])
        path.write_bytes(b"".join((*parts, banner(localization, number, up).encode(), words[body.end() :])))
    if problems:
        raise ProblemsError(problems)


def banner(localization: Localization, number: int, home: str) -> str:
    """Return the banner of a preview's page: what the page is not, and the way to the published site."""
    words, way = localization.message("preview.banner", number=number), localization.message("preview.site")
    link = f'<a href="{home}" style="{LINK_STYLE}">{way}</a>'
    return f'<aside lang="{localization.code}" style="{STYLE}">{words} {link}</aside>'


def examine(data: Path, site: Path) -> tuple[Dataset | None, tuple[Check, ...]]:
    """Load the preview's data and run the project's checks on them and on the built site."""
    dataset = None
    checks = []
    try:
        dataset = loader.load(data)
        problems = tuple(rules.check(dataset))
    except ProblemsError as error:
        problems = error.problems
    checks.append(Check("data", "no fault", problems))
    if dataset and not problems:
        project = preparation.Project.at(data.parent, data)
        try:
            preparation.prove(project, dataset)
            checks.append(Check("proof", "no fault"))
        except ProblemsError as error:
            checks.append(Check("proof", "", error.problems))
    report = link_check.check(site)
    told = f"{report.pages} pages, {report.links} links, {report.anchors} anchors: none broken"
    checks.append(Check("links", told, tuple(Problem("site", 1, one) for one in report.problems)))
    return dataset, tuple(checks)


def compared(main: Path, data: Path) -> Comparison | None:
    """Compare the project's data with the preview's; None where the preview's cannot be read."""
    before = sources.read(main)
    try:
        after = sources.read(data)
    except ProblemsError:
        return None
    return compare(before[0], after[0], (before[1], after[1]))


def finder(dataset: Dataset | None, site: Path) -> diff_report.Link:
    """Return what finds the page of a change below the site; None where there is no page.

    The page is in the language of the words that changed, else in the original. Give no institution that did
    not pass its check.
    """
    codes = [one.code for one in dataset.published] if dataset else []
    homes = pages.plan(Index(dataset)).homes if dataset else {}

    def find(change: Change) -> str | None:
        if change.alteration is Alteration.REMOVED or not dataset:
            return None
        if isinstance(change, ProvisionChange):
            keys = [Target.own(change.new or ""), Target.provision(change.new or "")]
        else:
            kinds = KINDS.get(change.thing, (TargetKind.OWN, TargetKind.PROVISION))
            keys = [Target(kind, change.about) for kind in kinds]
        changed = [field.key for field in change.fields if field.key in codes]
        language = codes[0] if codes[0] in changed or not changed else changed[0]
        for key in keys:
            path = f"{language}/{homes.get(key, '')}"
            if (site / path.partition("#")[0]).is_file():
                return path
        return None

    return find


KINDS = {"body": (TargetKind.BODY,), "post": (TargetKind.POST,), "class": (TargetKind.GROUP,)}
"""What a changed thing is called in the plan; relations and ties are found at their provision."""


def _alerts(account: Account) -> list[str]:
    """Return what a reader must know before the changes: what could not be read, or is the source's text."""
    if not account.comparison:
        return [UNREAD]
    return [] if account.comparison.source.file_unchanged else [RECEIVED]


def comment(account: Account) -> str:
    """Return the comment in GitHub's Markdown; it begins with where all of it comes from."""
    seen = account.difference.pages
    left = _Budget(ROWS - min(len(seen), PAGE_ROWS))
    parts = [f"**{ORIGIN}** {CAUTION}", _where(account), *(f"**{one}**" for one in _alerts(account))]
    for title, changes in diff_report.sections(account.comparison) if account.comparison else ():
        rows = left.take(_change_row(one, account) for one in changes)
        parts += [f"### {title}", "\n".join(rows)] if rows else [f"### {title}"]
    if account.comparison and account.comparison.other:
        parts.append(diff_report.other(account.comparison))
    left.rows += min(len(seen), PAGE_ROWS)
    rows = left.take(_page_row(kind, name, account.address) for kind, name in seen)
    parts += [f"### {_pages(account.difference)}", "\n".join(rows)]
    if left.cut:
        whole = f"[all of it]({account.address}{WHOLE})"
        parts.append(f"**{left.cut} rows more are not shown here: {whole}.**")
    parts += [_files(account.difference), "### Sizes", _sizes(account.difference), "### Checks"]
    parts.append("\n".join(_check(one) for one in account.checks))
    return "\n\n".join(part for part in parts if part) + "\n"


class _Budget:
    """The rows and signs that are left, and how many rows were cut."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.signs = SIGNS
        self.cut = 0

    def take(self, rows: Iterable[str]) -> list[str]:
        taken = []
        for row in rows:
            if self.rows and len(row) <= self.signs:
                taken.append(row)
                self.rows -= 1
                self.signs -= len(row)
            else:
                self.cut += 1
        return taken


def _where(account: Account) -> str:
    commit = f", built from {account.commit[:12]}" if account.commit else ""
    link = f"[The site as this request's build left it]({account.address}index.html)"
    return f"{link}{commit}."


def _change_row(change: Change, account: Account) -> str:
    def link(one: Change) -> str | None:
        path = account.find(one)
        return account.address + path if path else None

    row = diff_report.markdown_row(change, link)
    if len(row) <= ROW:
        return row
    return f"- **{change.alteration}**, too long to show here: [all of it]({account.address}{WHOLE})"


def _page_row(kind: str, name: str, address: str) -> str:
    shown = f"`{name}`" if kind == "removed" else f"[{plain(name)}]({address}{name})"
    return f"- **{kind}** {shown}"


def _pages(difference: Difference) -> str:
    counts = (
        (len(difference.added), "added"),
        (len(difference.removed), "removed"),
        (len(difference.reworded), "changed"),
        (len(difference.reframed), "changed in their frame alone"),
    )
    told = ", ".join(f"{count} {words}" for count, words in counts if count)
    return f"Pages: {told or 'none differs'}"


def _files(difference: Difference) -> str:
    if not difference.files:
        return ""
    shown = ", ".join(f"`{name}`" for name in difference.files[:FAULTS])
    more = f" and {len(difference.files) - FAULTS} more" if len(difference.files) > FAULTS else ""
    return f"Other files that differ: {shown}{more}."


def _sizes(difference: Difference) -> str:
    before, after = difference.before, difference.after
    rows = (
        ("pages", before.pages, after.pages),
        ("files", before.files, after.files),
        ("bytes", before.total, after.total),
        ("largest page, gzipped", before.largest, after.largest),
        ("largest search index, gzipped", before.index, after.index),
    )
    table = ["| | main | this request |", "|---|--:|--:|"]
    return "\n".join([*table, *(f"| {name} | {old:,} | {new:,} |" for name, old, new in rows)])


def _check(one: Check) -> str:
    if not one.problems:
        return f"- {one.name}: {one.told}"
    told = [f"  {row}" for row in _fault_rows(one.problems)]
    return "\n".join([f"- **{one.name}: {len(one.problems)} faults**", *told])


def _fault_rows(problems: Sequence[Problem]) -> list[str]:
    shown = [f"- {plain(str(problem)[:FAULT])}" for problem in problems[:FAULTS]]
    return [*shown, f"- and {len(problems) - FAULTS} more"] if len(problems) > FAULTS else shown


def refusal(problems: Sequence[Problem]) -> str:
    """Return the comment that tells a request's author why its preview is refused."""
    return "\n\n".join([REFUSED, "\n".join(_fault_rows(problems))]) + "\n"


def whole(account: Account) -> str:
    """Return everything as plain text, nothing cut."""
    parts = [f"{one}\n" for one in (f"{ORIGIN} {CAUTION}", *_alerts(account))]
    parts += [f"{one}\n" for one in diff_report.changes(account.comparison)] if account.comparison else []
    seen = [f"  {kind} {name}" for kind, name in account.difference.pages]
    framed = [f"  frame {name}" for name in account.difference.reframed]
    parts.append("\n".join([_pages(account.difference), *seen, *framed]) + "\n")
    if account.difference.files:
        parts.append(
            "\n".join(["Other files that differ", *(f"  {name}" for name in account.difference.files)]) + "\n"
        )
    for one in account.checks:
        lines = [f"  {problem}" for problem in one.problems]
        parts.append(
            "\n".join([f"{one.name}: {one.told if not one.problems else ''}".rstrip(), *lines]) + "\n"
        )
    return "\n".join(parts)


def farewell(words: str) -> str:
    """Return a comment's words with the note that the request is closed below their first line."""
    first, _, rest = words.partition("\n")
    return words if CLOSED in words else f"{first}\n\n{CLOSED}\n{rest}"
