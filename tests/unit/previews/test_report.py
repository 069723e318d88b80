"""The comment on a pull request, and the complete way of a pull request."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.builder.preparation import Project
from generator.cli import main
from generator.diff.changes import Alteration, Comparison, Field, ProvisionChange, Source
from generator.previews import artifact, pages_branch, report, site_diff
from generator.previews.pages_branch import Pages
from generator.previews.report import Check, Review
from generator.previews.site_diff import Difference, Sizes
from generator.problems import Problem
from tests.support import rehearsal
from tests.support.rehearsal import NUMBER, Rehearsal

pytestmark = pytest.mark.site

ADDRESS = "https://example.org/s/pr/7/"
SIZES = Sizes(files=1, pages=1, total=1, largest_page=1, search_index=1)
SAME = Difference(before=SIZES, after=SIZES)
HUNDRED_PAGES = Difference(changed=tuple(f"kk/{n}.html" for n in range(100)), before=SIZES, after=SIZES)


def comment_on(project: Project, folder: Path, *more: str) -> str:
    output = folder.parent / "comment.md"
    arguments = [folder, "--number", 7, "--address", "https://example.org/s/", "--output", output, *more]
    assert main(["--root", str(project.root), "preview", "comment", *map(str, arguments)]) == 0
    return output.read_text(encoding="utf-8")


def review(
    *changes: ProvisionChange, difference: Difference = SAME, checks: tuple[Check, ...] = ()
) -> Review:
    source = Source(file_unchanged=True, provisions_unchanged=True)
    return Review(
        comparison=Comparison(source=source, provisions=changes) if changes else None,
        checks=checks,
        difference=difference,
        address=ADDRESS,
        find_page=lambda change: None,
    )


def test_a_preview_without_changes(tiny_site: Project, unpacked: Path) -> None:
    words = comment_on(tiny_site, unpacked, "--commit", "a" * 40)
    assert words.startswith(f"**{report.ORIGIN}** {report.CAUTION}\n")
    assert "Pages: no differences" in words and "built from aaaaaaaaaaaa.\n" in words
    assert "https://example.org/s/pr/7/index.html" in words
    everything = (unpacked / "site" / "changes.txt").read_text(encoding="utf-8")
    assert everything.startswith(f"{report.ORIGIN} {report.CAUTION}\n")


CLAIM = re.compile(r"unchanged|untouched|are the source|word for word|nothing differs", re.IGNORECASE)
"""Statements about the source that an archive made by untrusted code cannot support."""


def test_a_forged_archive_makes_no_claim_about_the_source(tiny_site: Project, unpacked: Path) -> None:
    """The files of the pull request change the act; its archive holds the main branch's site and data."""
    words = comment_on(tiny_site, unpacked)
    everything = (unpacked / "site" / "changes.txt").read_text(encoding="utf-8")
    for text in (words, everything, report.rejection([]), report.UNREADABLE, report.SOURCE_CHANGED):
        assert not CLAIM.search(text), CLAIM.search(text)
    assert "The pull request's own code made the site and the data" in words


def test_a_changed_text_as_received_is_reported(tiny_site: Project, unpacked: Path) -> None:
    path = unpacked / "data" / "source" / "resolution-7.kk.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("қызмет", "көмек"), encoding="utf-8")
    assert f"\n\n**{report.SOURCE_CHANGED}**\n\n" in comment_on(tiny_site, unpacked)
    everything = (unpacked / "site" / "changes.txt").read_text(encoding="utf-8")
    assert f"\n\n{report.SOURCE_CHANGED}\n" in everything


def test_unreadable_data(tiny_site: Project, unpacked: Path) -> None:
    (unpacked / "data" / "assignments.yml").write_text("- <b>@all</b>: [", encoding="utf-8")
    words = comment_on(tiny_site, unpacked)
    assert f"\n\n**{report.UNREADABLE}**\n\n" in words
    assert "**data: 1 problem**" in words
    assert "<b>" not in words and "@all" not in words


def test_a_text_that_differs_from_its_source(tiny_site: Project, unpacked: Path) -> None:
    path = unpacked / "data" / "provisions" / "chapter-2.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("қызмет көрсетеді", "көмектеседі"), encoding="utf-8"
    )
    words = comment_on(tiny_site, unpacked)
    assert "### Provisions: 1 reworded" in words and report.SOURCE_CHANGED not in words
    assert re.search(r"\*\*text compared with its source: \d+ problems?\*\*", words)


def test_broken_links_and_changed_pages(tiny_site: Project, unpacked: Path) -> None:
    path = unpacked / "site" / "kk" / "functions" / "2.html"
    words = path.read_text(encoding="utf-8")
    path.write_text(words.replace("</article>", '<a href="absent.html">x</a></article>'), encoding="utf-8")
    body = comment_on(tiny_site, unpacked)
    assert "- **changed** [kk/functions/2.html](https://example.org/s/pr/7/kk/functions/2.html)" in body
    assert "**links: 1 problem**" in body
    assert "- site/kk/functions/2.html" in body


def test_every_link_of_a_comment_leads_to_a_page(tiny_site: Project, unpacked: Path) -> None:
    path = unpacked / "data" / "bodies.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("url: https", "url: http"), encoding="utf-8")
    links = re.findall(r"\(https://example\.org/s/pr/7/([^)]*)\)", comment_on(tiny_site, unpacked))
    assert "kk/bodies/agency-of-libraries.html" in links
    for link in links:
        assert (unpacked / "site" / link.partition("#")[0]).is_file(), link


def test_a_changed_group_links_to_its_entry(tiny_site: Project, unpacked: Path) -> None:
    path = unpacked / "data" / "bodies.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("kk: Аумақтық органдар\n", "kk: Аумақтық бөлімдер\n"), encoding="utf-8")
    link = f"[group territorial-bodies]({ADDRESS}kk/bodies/named.html#territorial-bodies)"
    assert f"- **changed** {link}\n" in comment_on(tiny_site, unpacked)


def test_a_removed_page_is_not_linked(tiny_site: Project, unpacked: Path) -> None:
    path = unpacked / "data" / "bodies.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("url: https", "url: http"), encoding="utf-8")
    (unpacked / "site" / "kk" / "bodies" / "agency-of-libraries.html").unlink()
    body = comment_on(tiny_site, unpacked)
    assert "- **changed** body agency-of-libraries\n" in body
    assert "- **removed** `kk/bodies/agency-of-libraries.html`" in body


def rows(words: str) -> list[str]:
    return [line for line in words.splitlines() if line.startswith("- **")]


def test_a_comment_is_cut_at_forty_rows() -> None:
    words = report.comment(review(difference=HUNDRED_PAGES))
    assert len(rows(words)) == report.MAX_ROWS
    full = f"[full list of changes]({ADDRESS}changes.txt)"
    assert f"**Not shown here: 60 more rows. See the {full}.**" in words
    everything = report.full_report(review(difference=HUNDRED_PAGES))
    assert len(re.findall(r"(?m)^  changed kk/", everything)) == 100


def change(alteration: Alteration, old: str | None, new: str) -> ProvisionChange:
    fields = (Field(("kk",), old, new),)
    return ProvisionChange(alteration=alteration, old="a", new="a", old_num=None, new_num=None, fields=fields)


def test_changes_leave_room_for_pages() -> None:
    changes = [change(Alteration.REWORDED, "x", "y")] * 100
    shown = rows(report.comment(review(*changes, difference=HUNDRED_PAGES)))
    assert (sum("reworded" in row for row in shown), sum("changed" in row for row in shown)) == (30, 10)


def test_a_comment_fits_however_long_the_words_are() -> None:
    words = ["<" * 100_000, *["<" * 900] * 30]
    changes = [change(Alteration.ADDED, None, text) for text in words]
    problems = tuple(Problem("x", line, "<" * 5000) for line in range(50))
    body = report.comment(review(*changes, checks=(Check("data", problems=problems),)))
    assert len(body) < 65_536
    assert "too long to show here" in body and "Not shown here: " in body
    assert "<<" not in body


def test_publishing_leaves_the_unpacked_site_unmarked(
    tiny_site: Project, unpacked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = Pages(str(tmp_path / "pages.git"))
    subprocess.run(["git", "init", "--quiet", "--bare", pages.remote], check=True)
    arguments = ["--root", str(tiny_site.root), "preview", "publish", str(unpacked / "site")]
    for expected in ("published\n", "nothing changed\n"):
        assert main([*arguments, "--number", "7", "--remote", pages.remote]) == 0
        assert capsys.readouterr().out == expected
    assert site_diff.differ(tiny_site.site, unpacked / "site").frame_only == ()
    artifact.expect(unpacked / "site")


@pytest.mark.parametrize(
    "arguments",
    [
        ["comment", "x", "--number", "7", "--address", "javascript:alert(1)"],
        ["comment", "x", "--number", "7", "--address", "https://example.org/)x"],
        ["comment", "x", "--number", "7", "--address", "https://example.org", "--commit", "<b>"],
        ["publish", "x", "--number", "7", "--remote", "r", "--home", 'https://example.org/"x'],
        ["publish", "x", "--remote", "--upload-pack=x"],
    ],
)
def test_arguments_that_would_be_markup_or_options(
    arguments: list[str], tiny: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(["--root", str(tiny.root), "preview", *arguments])
    except SystemExit as left:
        code = int(str(left.code))
    assert code in (1, 2)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("number", ["0", "-1", "7x", "../7", "", "1" * 10])
def test_bad_numbers(number: str, tiny: Project) -> None:
    with pytest.raises(SystemExit):
        main(["--root", str(tiny.root), "preview", "remove", "--remote", "r", "--", number])


def test_a_closing_note_is_added_once() -> None:
    body = f"**{report.ORIGIN}**\n\nmore\n"
    closed = report.add_closing_note(body)
    assert closed == f"{report.CLOSED}\n\n{body}"
    assert report.add_closing_note(closed) == closed


@pytest.fixture(scope="module")
def pull_request(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rehearsal]:
    with rehearsal.rehearsing(tmp_path_factory.mktemp("rehearsal")) as prepared:
        yield prepared


@pytest.mark.slow
def test_the_rehearsal(pull_request: Rehearsal) -> None:
    """A pull request from a fork, its update and its end; each step runs the workflows' commands."""
    pages, comments = pull_request.pages, pull_request.github.comments
    published = pages_branch.tree(pages)
    assert "index.html" in published and pages_branch.previews(pages) == []

    rehearsal.open_pull_request(pull_request)
    (comment,) = comments
    assert comment["body"].startswith(f"**{report.ORIGIN}**") and not CLAIM.search(comment["body"])
    assert "<img" not in comment["body"] and "@maintainers" not in comment["body"]
    assert pages_branch.previews(pages) == [NUMBER]
    first = pages_branch.tree(pages)

    rehearsal.update_pull_request(pull_request)
    (comment,) = comments
    assert f"**{report.SOURCE_CHANGED}**\n" in comment["body"]
    assert "оқырмандарға <ins>сапалы</ins> қызмет көрсетеді;" in comment["body"]
    second = pages_branch.tree(pages)
    page = f"pr/{NUMBER}/kk/functions/2.html"
    assert first[page] != second[page]
    assert {path: id_ for path, id_ in second.items() if not path.startswith("pr/")} == published

    # An archive of a commit that is no longer the head is not published.
    pull_request.publish("0" * 40)
    assert pages_branch.tree(pages) == second

    rehearsal.push_bad_archive(pull_request)
    (comment,) = comments
    assert comment["body"].startswith(report.REJECTED)
    assert "leads out of the archive; expected a path without" in comment["body"]
    assert "@maintainers" not in comment["body"] and "<b>" not in comment["body"]
    assert pages_branch.tree(pages) == second

    rehearsal.close_pull_request(pull_request)
    (comment,) = comments
    assert comment["body"].startswith(report.CLOSED)
    assert pages_branch.tree(pages) == published
