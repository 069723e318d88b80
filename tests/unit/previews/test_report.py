"""The comment on a pull request that main's generator built, and the complete way of a pull request."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.builder.link_check import Report as Links
from generator.builder.project import Project
from generator.cli import main
from generator.dataset import loader
from generator.diff import sources
from generator.diff.changes import Alteration, Comparison, Field, ProvisionChange, Source
from generator.diff.compare import compare
from generator.previews import pages_branch, report, site_diff
from generator.previews.report import Review
from generator.previews.site_diff import Difference, Sizes
from tests.support import rehearsal
from tests.support.rehearsal import NUMBER, OWN_ADDRESS, SITE, Rehearsal

pytestmark = pytest.mark.site

ADDRESS = "https://example.org/s/pr/7/"
SIZES = Sizes(files=1, pages=1, total=1, largest_page=1, search_index=1)
SAME = Difference(before=SIZES, after=SIZES)
HUNDRED_PAGES = Difference(changed=tuple(f"kk/{n}.html" for n in range(100)), before=SIZES, after=SIZES)
LINKS = Links(pages=1, links=1, anchors=1, problems=())
UNCHANGED = "The words of the source are unchanged."


@pytest.fixture
def built(tiny_site: Project, tmp_path: Path) -> Path:
    """The data of a pull request without changes, and its site; tests may change both."""
    folder = tmp_path / "after"
    shutil.copytree(tiny_site.site, folder / "site")
    shutil.copytree(tiny_site.data, folder / "data")
    return folder


def review_of(project: Project, folder: Path) -> Review:
    return Review(
        comparison=compare(sources.read(project.data), sources.read(folder / "data")),
        difference=site_diff.differ(project.site, folder / "site"),
        links=LINKS,
        address=ADDRESS,
        commit="a" * 40,
        base="b" * 40,
        find_page=report.page_finder(loader.load(folder / "data"), folder / "site"),
    )


def review(*changes: ProvisionChange, difference: Difference = SAME, other: tuple[str, ...] = ()) -> Review:
    source = Source(file_unchanged=True, provisions_unchanged=True)
    return Review(
        comparison=Comparison(source=source, provisions=changes, other=other),
        difference=difference,
        links=LINKS,
        address=ADDRESS,
        commit="a" * 40,
        base="b" * 40,
        find_page=lambda change: None,
    )


def test_a_request_without_changes(tiny_site: Project, built: Path) -> None:
    result = review_of(tiny_site, built)
    words = report.comment(result)
    assert words.startswith(f"**{UNCHANGED}**\n")
    assert "Pages: no differences" in words and "the data and pages of aaaaaaaaaaaa and" in words
    assert "https://example.org/s/pr/7/index.html" in words
    assert report.full_report(result).startswith(f"{UNCHANGED}\n\nThe generator of the main branch built it")


@pytest.mark.parametrize(
    ("file", "verdict"),
    [
        ("source/resolution-7.kk.txt", "changed in the text as received"),
        ("provisions/chapter-2.yml", "changed in the provisions"),
    ],
)
def test_the_first_line_is_the_verdict(file: str, verdict: str, tiny_site: Project, built: Path) -> None:
    path = built / "data" / file
    path.write_text(path.read_text(encoding="utf-8").replace("қызмет", "көмек"), encoding="utf-8")
    result = review_of(tiny_site, built)
    assert report.comment(result).splitlines()[0].startswith(f"**The words of the source {verdict}")
    assert report.full_report(result).startswith(f"The words of the source {verdict}")


def test_changed_pages(tiny_site: Project, built: Path) -> None:
    path = built / "site" / "kk" / "functions" / "2.html"
    words = path.read_text(encoding="utf-8")
    path.write_text(words.replace("</article>", "<b>@x</b></article>"), encoding="utf-8")
    body = report.comment(review_of(tiny_site, built))
    assert "- **changed** [kk/functions/2.html](https://example.org/s/pr/7/kk/functions/2.html)" in body


def test_every_link_of_a_comment_leads_to_a_page(tiny_site: Project, built: Path) -> None:
    path = built / "data" / "bodies.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("url: https", "url: http"), encoding="utf-8")
    comment = report.comment(review_of(tiny_site, built))
    links = re.findall(r"\(https://example\.org/s/pr/7/([^)]*)\)", comment)
    assert "kk/bodies/agency-of-libraries.html" in links
    for link in links:
        assert (built / "site" / link.partition("#")[0]).is_file(), link


def test_a_changed_group_links_to_its_entry(tiny_site: Project, built: Path) -> None:
    path = built / "data" / "bodies.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("kk: Аумақтық органдар\n", "kk: Аумақтық бөлімдер\n"), encoding="utf-8")
    link = f"[group territorial-bodies]({ADDRESS}kk/bodies/named.html#territorial-bodies)"
    assert f"- **changed** {link}\n" in report.comment(review_of(tiny_site, built))


def test_a_removed_page_is_not_linked(tiny_site: Project, built: Path) -> None:
    path = built / "data" / "bodies.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("url: https", "url: http"), encoding="utf-8")
    (built / "site" / "kk" / "bodies" / "agency-of-libraries.html").unlink()
    body = report.comment(review_of(tiny_site, built))
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
    body = report.comment(review(*changes, difference=HUNDRED_PAGES, other=("terms", "titles")))
    assert len(body) < 65_536
    assert "too long to show here" in body and "Not shown here: " in body
    assert "<<" not in body


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "a" * 40, "x", "--address", "javascript:alert(1)", "--main", "a" * 40, "--remote", "r"],
        ["build", "a" * 40, "x", "--address", "https://example.org/)x", "--main", "a" * 40, "--remote", "r"],
        ["build", "HEAD", "x", "--address", "https://example.org", "--main", "a" * 40, "--remote", "r"],
        ["fail", "--address", "https://example.org", "--commit", "<b>"],
        ["publish", "x", "--remote", "--upload-pack=x"],
        ["publish", "x", "--remote", "r", "--commit", "--x"],
    ],
)
def test_arguments_that_would_be_markup_or_options(
    arguments: list[str], tiny: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(["--root", str(tiny.root), "preview", *arguments, "--number", "7"])
    except SystemExit as left:
        code = int(str(left.code))
    assert code in (1, 2)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("number", ["0", "-1", "7x", "../7", "", "1" * 10])
def test_bad_numbers(number: str, tiny: Project) -> None:
    with pytest.raises(SystemExit):
        main(["--root", str(tiny.root), "preview", "remove", "--remote", "r", "--", number])


def test_an_unmarked_site_is_not_published_as_a_preview(
    tiny_site: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["publish", str(tiny_site.site), "--number", "7", "--remote", "r"]
    assert main(["--root", str(tiny_site.root), "preview", *arguments]) == 1
    assert "has no banner or no `noindex`" in capsys.readouterr().err


@pytest.fixture(scope="module")
def pull_request(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rehearsal]:
    with rehearsal.rehearsing(tmp_path_factory.mktemp("rehearsal")) as prepared:
        yield prepared


def no_preview(reason: str, pull_request: Rehearsal, standing: str, address: str = SITE) -> None:
    """Check that the comment refuses the newest commit and says what stands instead."""
    comment = pull_request.comment()
    assert comment.startswith(f"**The newest commit, {pull_request.head[:12]}, has no preview: {reason}")
    assert f"What stands [here]({address}/pr/7/index.html) is of {standing[:12]}, an earlier" in comment
    assert "unchanged" not in comment and "<b>" not in comment and "@team" not in comment
    assert len(comment) < 65_536


@pytest.mark.slow
def test_the_rehearsal(pull_request: Rehearsal) -> None:
    """A pull request from a fork until its end; each step runs the workflows' commands."""
    published = pages_branch.tree(pull_request.pages)
    assert "index.html" in published and pages_branch.previews(pull_request.pages) == []

    rehearsal.open_pull_request(pull_request)
    comment = pull_request.comment()
    assert comment.startswith(f"**{UNCHANGED}**\n")
    assert "<img" not in comment and "@maintainers" not in comment
    assert pages_branch.previews(pull_request.pages) == [NUMBER]
    first = pages_branch.tree(pull_request.pages)

    rehearsal.change_the_source(pull_request)
    comment = pull_request.comment()
    assert comment.startswith("**The words of the source changed, both in the text as received and in")
    assert "оқырмандарға <ins>сапалы</ins> қызмет көрсетеді;" in comment
    second = pages_branch.tree(pull_request.pages)
    page = f"pr/{NUMBER}/kk/functions/2.html"
    assert first[page] != second[page]
    assert {path: id_ for path, id_ in second.items() if not path.startswith("pr/")} == published
    standing = pull_request.head

    # A commit that is no longer the head is not published.
    pull_request.publish("0" * 40)
    assert pages_branch.tree(pull_request.pages) == second

    rehearsal.break_the_data(pull_request)
    no_preview("main&#39;s generator refused its data or pages.", pull_request, standing)
    rehearsal.hang_the_generator(pull_request)
    no_preview("main&#39;s generator refused its data or pages.", pull_request, standing)
    assert "may backtrack catastrophically" in pull_request.comment()
    rehearsal.link_a_file(pull_request)
    no_preview("its data and pages cannot be read.", pull_request, standing)
    assert "is a symbolic link" in pull_request.comment()
    rehearsal.touch_code(pull_request)
    no_preview("it touches code.", pull_request, standing)
    assert pages_branch.tree(pull_request.pages) == second

    rehearsal.touch_code_with_own_origin(pull_request)
    own = pages_branch.tree(pull_request.pages)
    assert f"pr/{NUMBER}/index.html" in own and "index.html" not in own
    assert pull_request.comment().startswith("**This pull request touches code")
    assert "unchanged" not in pull_request.comment()
    standing = pull_request.head

    rehearsal.hide_the_banner(pull_request)
    no_preview("the banner and &#96;noindex&#96; would not be", pull_request, standing, OWN_ADDRESS)
    rehearsal.corrupt_the_archive(pull_request)
    no_preview("what its own build left cannot be read", pull_request, standing, OWN_ADDRESS)
    rehearsal.lose_the_build(pull_request)
    no_preview("the job that builds it with main&#39;s", pull_request, standing, OWN_ADDRESS)
    assert pages_branch.tree(pull_request.pages) == own

    rehearsal.close_pull_request(pull_request)
    assert pull_request.comment().startswith("*This pull request is closed")
    assert set(pages_branch.tree(pull_request.pages)) == {".nojekyll"}
