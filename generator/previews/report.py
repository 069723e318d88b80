"""Writes the comment on a pull request that main's own generator built: what changed, and where to look.

It says whether the words of the source are unchanged, because main's generator has read both sides itself.
The words of the request are untrusted: they appear in the comment as plain text only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from generator.act.index import Index
from generator.act.targets import Target, TargetKind
from generator.builder.link_check import Report as Links
from generator.diff import report as diff_report
from generator.diff.changes import Alteration, Change, Comparison, ProvisionChange, Thing
from generator.diff.report import plain
from generator.model import Dataset
from generator.plan import pages
from generator.previews.site_diff import Difference, PageChange, PageStatus

MAX_ROWS = 40
"""How many rows a comment has at most; changes come first, but leave room for pages."""

PAGE_ROWS = 10
"""How many rows are reserved for pages."""

MAX_CHARACTERS = 50_000
"""Characters of all rows together; GitHub accepts comments of 65,536."""

MAX_ROW = 5_000
"""Characters of a row."""

MAX_LISTED = 5
"""How many other files a comment lists."""

FULL_REPORT = "changes.txt"
"""The file of the preview with everything that the comment has no room for."""


class Review(Struct, frozen=True, kw_only=True):
    """Everything that the comment is made from."""

    comparison: Comparison
    difference: Difference
    links: Links
    address: str
    """The address of the preview, with a slash at the end."""
    commit: str
    """The commit that was built."""
    base: str
    """The commit of the main branch that it is compared with."""
    find_page: diff_report.Link
    """A change -> the path below the preview of the page about it; None if there is none."""

    @property
    def full_report(self) -> str:
        """The address of the full report."""
        return self.address + FULL_REPORT


TARGETS = {
    Thing.BODY: (TargetKind.BODY,),
    Thing.POST: (TargetKind.POST,),
    Thing.GROUP: (TargetKind.GROUP,),
}
"""The kinds of link target of the entries that have a page; the others are shown with their provision."""


def page_finder(dataset: Dataset, site: Path) -> diff_report.Link:
    """Return a function from a change to the path of the page about it, or None if there is no page.

    The page is in the language of the changed text, or in the original language if no text changed.
    """
    codes = [language.code for language in dataset.published]
    homes = pages.plan(Index(dataset)).homes

    def find_page(change: Change) -> str | None:
        if change.alteration is Alteration.REMOVED:
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


def comment(review: Review) -> str:
    """Return the comment in GitHub's Markdown; its first line is the verdict on the words of the source."""
    changed_pages = review.difference.pages
    reserved = min(len(changed_pages), PAGE_ROWS)
    budget = _Budget(MAX_ROWS - reserved, MAX_CHARACTERS)
    link = f"[Preview of the site]({review.address}index.html)"
    parts = [f"**{diff_report.verdict(review.comparison.source)}**", f"{link}. {_origin(review)}"]
    for section in diff_report.sections(review.comparison):
        rows = budget.take(_change_row(change, review) for change in section.changes)
        parts += [f"### {section.title}", "\n".join(rows)]
    parts.append(diff_report.other(review.comparison))
    budget.rows += reserved
    rows = budget.take(_page_row(page, review.address) for page in changed_pages)
    parts += [f"### {_pages_title(review.difference)}", "\n".join(rows)]
    if budget.omitted:
        full = f"[full list of changes]({review.full_report})"
        parts.append(f"**Not shown here: {budget.omitted} more rows. See the {full}.**")
    parts += [_other_files(review.difference), "### Sizes", _size_table(review.difference)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _origin(review: Review) -> str:
    """Say who built what, and what was checked."""
    links = review.links
    return (
        f"The generator of the main branch built it from the data and pages of {review.commit[:12]} and "
        f"compared it with {review.base[:12]}, the newest commit of main in this branch. It checked the "
        f"data, the text against its source, and {links.links:,} links and {links.anchors:,} anchors on "
        f"{links.pages:,} pages."
    )


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


def full_report(review: Review) -> str:
    """Return the content of the comment as plain text, with nothing left out."""
    difference = review.difference
    parts = [diff_report.verdict(review.comparison.source), _origin(review)]
    parts += diff_report.paragraphs(review.comparison)
    changed = [f"  {page.status} {page.path}" for page in difference.pages]
    frame_only = [f"  outside the article {path}" for path in difference.frame_only]
    parts.append("\n".join([_pages_title(difference), *changed, *frame_only]))
    if difference.other_files:
        parts.append(
            "\n".join(["Other files that differ", *(f"  {name}" for name in difference.other_files)])
        )
    return "\n\n".join(parts) + "\n"
