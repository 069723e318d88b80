"""Writes the comment on a pull request: what changed, which pages to look at, which checks failed.

The site and the data of a preview were made by the pull request's own code and are untrusted. They are read,
compared and copied, never run, and their words appear in the comment as plain text only. They may differ from
what the files of the pull request would give. The comment therefore says where its content comes from, and
does not say whether the words of the source are unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.act.index import Index
from generator.act.targets import Target, TargetKind
from generator.builder import link_check, preparation
from generator.checks import rules
from generator.dataset import loader
from generator.diff import report as diff_report
from generator.diff import sources
from generator.diff.changes import Alteration, Change, Comparison, ProvisionChange, Thing
from generator.diff.compare import compare
from generator.diff.report import plain
from generator.model import Dataset
from generator.plan import pages
from generator.previews.site_diff import Difference, PageChange, PageStatus
from generator.problems import Problem, ProblemsError

MAX_ROWS = 40
"""How many rows a comment has at most; changes come first, but leave room for pages."""

PAGE_ROWS = 10
"""How many rows are reserved for pages."""

MAX_CHARACTERS = 50_000
"""Characters of all rows together; GitHub accepts comments of 65,536."""

MAX_ROW = 5_000
MAX_PROBLEM = 300
"""Characters of a row, and of a problem in it."""

MAX_LISTED = 5
"""How many problems of one check, and how many other files, a comment lists."""

FULL_REPORT = "changes.txt"
"""The file of the preview with everything that the comment has no room for."""

ORIGIN = "Everything below describes the output of this pull request's own build."

CAUTION = (
    "The pull request's own code made the site and the data that are compared here with the main branch. "
    "They may differ from what its files say, so review the changed files themselves."
)

UNREADABLE = "The data cannot be read, so they are not compared."

SOURCE_CHANGED = "The text of the act as received has changed."

REJECTED = (
    "**The preview was rejected.**\n\n"
    "The output of this pull request's build is not a plain site with its data, so none of it was published. "
    "A preview published earlier stays online. Fix the problems below and push again."
)

CLOSED = "*This pull request is closed and its preview was removed. Links to the preview no longer work.*"


@dataclass(frozen=True)
class Check:
    """A check of the preview. Without problems it passed, and `summary` says what was checked."""

    name: str
    summary: str = ""
    problems: tuple[Problem | str, ...] = ()


@dataclass(frozen=True)
class CheckedData:
    """The checks of a preview; the dataset only if it can be read and passed its check."""

    dataset: Dataset | None
    checks: tuple[Check, ...]


@dataclass(frozen=True, kw_only=True)
class Review:
    """Everything that the comment is made from."""

    comparison: Comparison | None
    """None if the data cannot be read."""
    checks: tuple[Check, ...]
    difference: Difference
    address: str
    """The address of the preview, with a slash at the end."""
    commit: str = ""
    """The commit that was built; empty if it is not known."""
    find_page: diff_report.Link
    """A change -> the path below the preview of the page about it; None if there is none."""

    @property
    def full_report(self) -> str:
        """The address of the full report."""
        return self.address + FULL_REPORT


def run_checks(data: Path, site: Path) -> CheckedData:
    """Run the project's checks on the data of a preview and on its built site."""
    dataset = None
    checks = []
    try:
        dataset = loader.load(data)
        problems = tuple(rules.check(dataset))
    except ProblemsError as error:
        problems = error.problems
    checks.append(Check("data", "no problems", problems))
    if problems:
        dataset = None
    if dataset:
        project = preparation.Project.at(data.parent, data)
        name = "text compared with its source"
        try:
            preparation.prove(project, dataset)
            checks.append(Check(name, "no problems"))
        except ProblemsError as error:
            checks.append(Check(name, problems=error.problems))
    links = link_check.check(site)
    summary = f"{links.pages} pages, {links.links} links, {links.anchors} anchors: none broken"
    broken = tuple(replace(problem, file=f"site/{problem.file}") for problem in links.problems)
    checks.append(Check("links", summary, broken))
    return CheckedData(dataset, tuple(checks))


def compare_data(main: Path, preview: Path) -> Comparison | None:
    """Compare the main branch's data with the preview's; None if the preview's cannot be read."""
    before = sources.read(main)
    try:
        after = sources.read(preview)
    except ProblemsError:
        return None
    return compare(before, after)


TARGETS = {
    Thing.BODY: (TargetKind.BODY,),
    Thing.POST: (TargetKind.POST,),
    Thing.GROUP: (TargetKind.GROUP,),
}
"""The kinds of link target of the entries that have a page; the others are shown with their provision."""


def page_finder(dataset: Dataset | None, site: Path) -> diff_report.Link:
    """Return a function from a change to the path of the page about it, or None if there is no page.

    The page is in the language of the changed text, or in the original language if no text changed. The
    dataset must have passed its check; without a dataset no page is found.
    """
    codes = [language.code for language in dataset.published] if dataset else []
    homes = pages.plan(Index(dataset)).homes if dataset else {}

    def find_page(change: Change) -> str | None:
        if change.alteration is Alteration.REMOVED or not dataset:
            return None
        if isinstance(change, ProvisionChange):
            targets = [Target.own(change.new or ""), Target.provision(change.new or "")]
        else:
            kinds = TARGETS.get(change.thing, (TargetKind.OWN, TargetKind.PROVISION))
            targets = [Target(kind, change.about) for kind in kinds]
        changed = _changed_languages(change, codes)
        language = codes[0] if codes[0] in changed or not changed else changed[0]
        for target in targets:
            path = f"{language}/{homes.get(target, '')}"
            if (site / path.partition("#")[0]).is_file():
                return path
        return None

    return find_page


def _changed_languages(change: Change, codes: Sequence[str]) -> list[str]:
    """Return the codes of the languages in which a text changed."""
    # A provision's text is at `kk`, an entry's at `name.kk`.
    depth = 1 if isinstance(change, ProvisionChange) else 2
    return [field.path[-1] for field in change.fields if len(field.path) == depth and field.path[-1] in codes]


def _warnings(review: Review) -> list[str]:
    """Return what a reviewer must know first: that the data are unreadable, or that the source changed."""
    if not review.comparison:
        return [UNREADABLE]
    return [] if review.comparison.source.file_unchanged else [SOURCE_CHANGED]


def comment(review: Review) -> str:
    """Return the comment in GitHub's Markdown. It begins by saying where its content comes from."""
    changed_pages = review.difference.pages
    reserved = min(len(changed_pages), PAGE_ROWS)
    budget = _Budget(MAX_ROWS - reserved, MAX_CHARACTERS)
    parts = [f"**{ORIGIN}** {CAUTION}", _preview_link(review)]
    parts += [f"**{warning}**" for warning in _warnings(review)]
    for section in diff_report.sections(review.comparison) if review.comparison else ():
        rows = budget.take(_change_row(change, review) for change in section.changes)
        parts += [f"### {section.title}", "\n".join(rows)]
    if review.comparison:
        parts.append(diff_report.other(review.comparison))
    budget.rows += reserved
    rows = budget.take(_page_row(page, review.address) for page in changed_pages)
    parts += [f"### {_pages_title(review.difference)}", "\n".join(rows)]
    if budget.omitted:
        full = f"[full list of changes]({review.full_report})"
        parts.append(f"**Not shown here: {budget.omitted} more rows. See the {full}.**")
    parts += [_other_files(review.difference), "### Sizes", _size_table(review.difference), "### Checks"]
    parts.append("\n".join(_check_rows(check) for check in review.checks))
    return "\n\n".join(part for part in parts if part) + "\n"


class _Budget:
    """How many rows and characters are left for a comment, and how many rows were omitted."""

    def __init__(self, rows: int, characters: int) -> None:
        self.rows = rows
        self.characters = characters
        self.omitted = 0

    def take(self, rows: Iterable[str]) -> list[str]:
        """Return the rows that fit and count the others as omitted."""
        taken = []
        for row in rows:
            if self.rows and len(row) <= self.characters:
                taken.append(row)
                self.rows -= 1
                self.characters -= len(row)
            else:
                self.omitted += 1
        return taken


def _preview_link(review: Review) -> str:
    commit = f", built from {review.commit[:12]}" if review.commit else ""
    return f"[Preview of the site]({review.address}index.html){commit}."


def _change_row(change: Change, review: Review) -> str:
    def link(change: Change) -> str | None:
        path = review.find_page(change)
        return review.address + path if path else None

    row = diff_report.markdown_entry(change, link)
    if len(row) <= MAX_ROW:
        return row
    return f"- **{change.alteration}**, too long to show here: see the [full text]({review.full_report})"


def _page_row(page: PageChange, address: str) -> str:
    removed = page.status is PageStatus.REMOVED
    name = f"`{page.path}`" if removed else f"[{plain(page.path)}]({address}{page.path})"
    return f"- **{page.status}** {name}"


def _pages_title(difference: Difference) -> str:
    counts = (
        (len(difference.added), "added"),
        (len(difference.removed), "removed"),
        (len(difference.changed), "changed"),
        (len(difference.frame_only), "changed outside the article only"),
    )
    words = ", ".join(f"{count} {status}" for count, status in counts if count)
    return f"Pages: {words or 'no differences'}"


def _other_files(difference: Difference) -> str:
    files = difference.other_files
    if not files:
        return ""
    names = ", ".join(f"`{name}`" for name in files[:MAX_LISTED])
    more = f" and {len(files) - MAX_LISTED} more" if len(files) > MAX_LISTED else ""
    return f"Other files that differ: {names}{more}."


def _size_table(difference: Difference) -> str:
    before, after = difference.before, difference.after
    rows = (
        ("pages", before.pages, after.pages),
        ("files", before.files, after.files),
        ("bytes", before.total, after.total),
        ("largest page, gzipped bytes", before.largest_page, after.largest_page),
        ("largest search index, gzipped bytes", before.search_index, after.search_index),
    )
    table = ["| | main branch | this pull request |", "|---|--:|--:|"]
    return "\n".join([*table, *(f"| {name} | {old:,} | {new:,} |" for name, old, new in rows)])


def _check_rows(check: Check) -> str:
    if not check.problems:
        return f"- {check.name}: {check.summary}"
    rows = [f"  {row}" for row in _problem_rows(check.problems)]
    return "\n".join([f"- **{check.name}: {_count_problems(check)}**", *rows])


def _count_problems(check: Check) -> str:
    count = len(check.problems)
    return f"{count} problem" if count == 1 else f"{count} problems"


def _problem_rows(problems: Sequence[Problem | str]) -> list[str]:
    rows = [f"- {plain(str(problem)[:MAX_PROBLEM])}" for problem in problems[:MAX_LISTED]]
    return [*rows, f"- and {len(problems) - MAX_LISTED} more"] if len(problems) > MAX_LISTED else rows


def rejection(problems: Sequence[Problem]) -> str:
    """Return the comment that tells the author of a pull request why its preview was rejected."""
    return "\n\n".join([REJECTED, "\n".join(_problem_rows(problems))]) + "\n"


def full_report(review: Review) -> str:
    """Return the content of the comment as plain text, with nothing left out."""
    difference = review.difference
    parts = [f"{ORIGIN} {CAUTION}", *_warnings(review)]
    parts += diff_report.paragraphs(review.comparison) if review.comparison else []
    changed = [f"  {page.status} {page.path}" for page in difference.pages]
    frame_only = [f"  outside the article {path}" for path in difference.frame_only]
    parts.append("\n".join([_pages_title(difference), *changed, *frame_only]))
    if difference.other_files:
        parts.append(
            "\n".join(["Other files that differ", *(f"  {name}" for name in difference.other_files)])
        )
    for check in review.checks:
        result = _count_problems(check) if check.problems else check.summary
        parts.append("\n".join([f"{check.name}: {result}", *(f"  {problem}" for problem in check.problems)]))
    return "\n\n".join(parts) + "\n"


def add_closing_note(body: str) -> str:
    """Return the text of a comment with the note that the pull request is closed as its first line."""
    return body if body.startswith(CLOSED) else f"{CLOSED}\n\n{body}"
