"""What a reviewer is told, and the marks on a preview's pages."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from generator.act.index import Index
from generator.builder.builder import build
from generator.builder.preparation import PreparedSite, Project
from generator.cli import main
from generator.diff.compare import Alteration, Field, ProvisionChange, compare
from generator.plan.localization import Localization
from generator.previews import artifact, pages_branch, report, site_diff
from generator.previews.pages_branch import Pages
from generator.previews.report import Account, Check
from generator.previews.site_diff import Difference, Sizes
from generator.problems import Problem, ProblemsError
from tests.conftest import copy_tiny
from tests.support import rehearsal
from tests.support.rehearsal import NUMBER, Stage

pytestmark = pytest.mark.site

ADDRESS = "https://example.org/s/pr/7/"
SIZES = Sizes(1, 1, 1, 1, 1)
SAME = Difference((), (), (), (), (), SIZES, SIZES)
PAGE = "<!doctype html>\n<html lang=kk>\n<head>\n<title>t</title></head>\n<body dir=ltr>words</body></html>"


@pytest.fixture(scope="session")
def tiny_site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The tiny project with its site; nobody writes into it."""
    project = copy_tiny(tmp_path_factory.mktemp("built") / "tiny")
    build(project, lambda message: None)
    return project


@pytest.fixture
def unpacked(tiny_site: Project, tmp_path: Path) -> Path:
    """A preview of the tiny site without a change, to change at will."""
    folder = tmp_path / "preview"
    shutil.copytree(tiny_site.site, folder / "site")
    shutil.copytree(tiny_site.data, folder / "data")
    return folder


def told(project: Project, folder: Path, *more: str) -> str:
    output = folder.parent / "comment.md"
    arguments = [folder, "--number", 7, "--address", "https://example.org/s/", "--output", output, *more]
    assert main(["--root", str(project.root), "preview", "comment", *map(str, arguments)]) == 0
    return output.read_text(encoding="utf-8")


def account(difference: Difference = SAME, checks: tuple[Check, ...] = ()) -> Account:
    return Account(None, checks, difference, ADDRESS, "", lambda change: None)


def test_a_preview_without_a_change(tiny_site: Project, unpacked: Path) -> None:
    words = told(tiny_site, unpacked, "--commit", "a" * 40)
    assert words.startswith(f"**{report.ORIGIN}** {report.CAUTION}\n")
    assert "Pages: none differs" in words and "built from aaaaaaaaaaaa.\n" in words
    assert "https://example.org/s/pr/7/index.html" in words
    everything = (unpacked / "site" / "changes.txt").read_text(encoding="utf-8")
    assert everything.startswith(f"{report.ORIGIN} {report.CAUTION}\n")


CLAIM = re.compile(r"unchanged|untouched|are the source|word for word|nothing differs", re.IGNORECASE)
"""What the archive, made by a stranger's code, cannot tell of the source."""


def test_a_forged_archive_makes_no_claim_about_the_source(tiny_site: Project, unpacked: Path) -> None:
    """The request's files change the act, its archive holds the main branch's site and data."""
    words = told(tiny_site, unpacked)
    everything = (unpacked / "site" / "changes.txt").read_text(encoding="utf-8")
    for one in (words, everything, report.refusal([]), report.UNREAD, report.RECEIVED):
        assert not CLAIM.search(one), CLAIM.search(one)
    assert "The request's own code made the site and the data" in words


def test_another_text_as_received_is_told(tiny_site: Project, unpacked: Path) -> None:
    path = unpacked / "data" / "source" / "resolution-7.kk.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("қызмет", "көмек"), encoding="utf-8")
    assert f"\n\n**{report.RECEIVED}**\n\n" in told(tiny_site, unpacked)
    everything = (unpacked / "site" / "changes.txt").read_text(encoding="utf-8")
    assert f"\n\n{report.RECEIVED}\n" in everything


def test_data_that_cannot_be_read(tiny_site: Project, unpacked: Path) -> None:
    (unpacked / "data" / "assignments.yml").write_text("- <b>@all</b>: [", encoding="utf-8")
    words = told(tiny_site, unpacked)
    assert f"\n\n**{report.UNREAD}**\n\n" in words
    assert "**data: 1 faults**" in words
    assert "<b>" not in words and "@all" not in words


def test_a_proof_that_does_not_hold(tiny_site: Project, unpacked: Path) -> None:
    path = unpacked / "data" / "provisions" / "chapter-2.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("қызмет көрсетеді", "көмектеседі"), encoding="utf-8"
    )
    words = told(tiny_site, unpacked)
    assert "### Provisions: 1 reworded" in words and report.RECEIVED not in words
    assert re.search(r"\*\*proof: \d+ faults\*\*", words)


def test_links_that_break_and_pages_that_differ(tiny_site: Project, unpacked: Path) -> None:
    path = unpacked / "site" / "kk" / "functions" / "2.html"
    words = path.read_text(encoding="utf-8")
    path.write_text(words.replace("</article>", '<a href="absent.html">x</a></article>'), encoding="utf-8")
    found = told(tiny_site, unpacked)
    assert "- **changed** [kk/functions/2.html](https://example.org/s/pr/7/kk/functions/2.html)" in found
    assert "**links: 1 faults**" in found


def test_every_link_of_a_comment_leads_to_a_page(tiny_site: Project, unpacked: Path) -> None:
    path = unpacked / "data" / "bodies.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("url: https", "url: http"), encoding="utf-8")
    links = re.findall(r"\(https://example\.org/s/pr/7/([^)]*)\)", told(tiny_site, unpacked))
    assert "kk/bodies/agency-of-libraries.html" in links
    for link in links:
        assert (unpacked / "site" / link.partition("#")[0]).is_file(), link


def test_a_page_that_is_gone_is_not_linked(tiny_site: Project, unpacked: Path) -> None:
    path = unpacked / "data" / "bodies.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("url: https", "url: http"), encoding="utf-8")
    (unpacked / "site" / "kk" / "bodies" / "agency-of-libraries.html").unlink()
    found = told(tiny_site, unpacked)
    assert "- **changed** body agency-of-libraries\n" in found
    assert "- **removed** `kk/bodies/agency-of-libraries.html`" in found


def rows(words: str) -> list[str]:
    return [line for line in words.splitlines() if line.startswith("- **")]


def test_a_comment_is_cut_at_forty_rows() -> None:
    pages = tuple(f"kk/{n}.html" for n in range(100))
    words = report.comment(account(Difference((), (), pages, (), (), SIZES, SIZES)))
    assert len(rows(words)) == report.ROWS
    assert f"**60 rows more are not shown here: [all of it]({ADDRESS}changes.txt).**" in words
    assert (
        len(
            re.findall(
                r"(?m)^  changed kk/", report.whole(account(Difference((), (), pages, (), (), SIZES, SIZES)))
            )
        )
        == 100
    )


def test_changes_leave_room_for_pages(tiny_prepared: PreparedSite) -> None:
    pages = tuple(f"kk/{n}.html" for n in range(100))
    change = ProvisionChange(Alteration.REWORDED, "a", "a", None, None, (Field("kk", "x", "y"),))
    comparison = compare(tiny_prepared.dataset, tiny_prepared.dataset, ("", ""))
    comparison = type(comparison)(comparison.source, (change,) * 100, (), (), (), ())
    whole = Account(
        comparison, (), Difference((), (), pages, (), (), SIZES, SIZES), ADDRESS, "", lambda one: None
    )
    found = rows(report.comment(whole))
    assert (sum("reworded" in row for row in found), sum("changed" in row for row in found)) == (30, 10)


def test_a_comment_fits_however_long_the_words(tiny_prepared: PreparedSite) -> None:
    def long(words: str) -> ProvisionChange:
        return ProvisionChange(Alteration.ADDED, None, "a", None, None, (Field("kk", None, words),))

    comparison = compare(tiny_prepared.dataset, tiny_prepared.dataset, ("", ""))
    changes = (long("<" * 100_000), *(long("<" * 900) for _ in range(30)))
    comparison = type(comparison)(comparison.source, changes, (), (), (), ())
    problems = tuple(Problem("x", n, "<" * 5000) for n in range(50))
    words = report.comment(
        Account(comparison, (Check("data", "", problems),), SAME, ADDRESS, "", lambda change: None)
    )
    assert len(words) < 65_536
    assert "too long to show here" in words and "rows more are not shown here" in words
    assert "<<" not in words


def localizations(prepared: PreparedSite) -> list[Localization]:
    return [Localization(Index(prepared.dataset), one) for one in prepared.dataset.published]


def test_every_page_is_marked(tiny_site: Project, tiny_prepared: PreparedSite, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(tiny_site.site, site)
    report.mark(site, 7, localizations(tiny_prepared))
    for path in site.rglob("*.html"):
        page: Any = html.fromstring(path.read_bytes())
        assert page.xpath("//head/meta[@name='robots']/@content")[0] == "noindex", path
        (banner,) = page.xpath("/html/body/*[1][self::aside]")
        assert "№ 7" in banner.text_content()
        (home,) = banner.xpath("a/@href")
        # The site stands above pr/7/.
        assert (path.parent / home).resolve() == (site.parent.parent / "index.html").resolve()


def test_the_marks_name_another_home(tiny_prepared: PreparedSite, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    report.mark(tmp_path, 7, localizations(tiny_prepared), "https://example.org/")
    assert '<a href="https://example.org/"' in (tmp_path / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        "",
        "words",
        "<html><head></head><body></body></html>",
        PAGE.replace("<body", "<div"),
        "<!-- -->" + PAGE,
    ],
)
def test_a_page_that_would_escape_its_marks(words: str, tiny_prepared: PreparedSite, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(words, encoding="utf-8")
    with pytest.raises(ProblemsError, match="is no page"):
        report.mark(tmp_path, 7, localizations(tiny_prepared))


def test_publishing_leaves_the_unpacked_site_unmarked(
    tiny_site: Project, unpacked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = Pages(str(tmp_path / "pages.git"))
    subprocess.run(["git", "init", "--quiet", "--bare", pages.remote], check=True)
    arguments = ["--root", str(tiny_site.root), "preview", "publish", str(unpacked / "site")]
    for expected in ("published\n", "nothing changed\n"):
        assert main([*arguments, "--number", "7", "--remote", pages.remote]) == 0
        assert capsys.readouterr().out == expected
    assert site_diff.differ(tiny_site.site, unpacked / "site").reframed == ()
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
def test_arguments_that_would_be_more(
    arguments: list[str], tiny: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(["--root", str(tiny.root), "preview", *arguments])
    except SystemExit as left:
        code = int(str(left.code))
    assert code in (1, 2)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("number", ["0", "-1", "7x", "../7", "", "1" * 10])
def test_numbers_that_are_none(number: str, tiny: Project) -> None:
    with pytest.raises(SystemExit):
        main(["--root", str(tiny.root), "preview", "remove", "--remote", "r", "--", number])


def test_a_farewell_is_said_once() -> None:
    words = f"**{report.ORIGIN}**\n\nmore\n"
    assert report.farewell(words).splitlines() == [words.splitlines()[0], "", report.CLOSED, "", "more"]
    assert report.farewell(report.farewell(words)) == report.farewell(words)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with rehearsal.staged(tmp_path_factory.mktemp("stage")) as found:
        yield found


def test_the_rehearsal(stage: Stage) -> None:
    """A request from a fork, its update and its end; each step is one of the workflows' commands."""
    published = pages_branch.tree(stage.pages)
    assert "index.html" in published and pages_branch.previews(stage.pages) == []

    rehearsal.opened(stage)
    (comment,) = stage.forge.comments
    assert comment["body"].startswith(f"**{report.ORIGIN}**") and not CLAIM.search(comment["body"])
    assert "<img" not in comment["body"] and "@maintainers" not in comment["body"]
    assert pages_branch.previews(stage.pages) == [NUMBER]
    first = pages_branch.tree(stage.pages)

    rehearsal.updated(stage)
    (comment,) = stage.forge.comments
    assert f"**{report.RECEIVED}**\n" in comment["body"]
    assert "оқырмандарға <ins>сапалы</ins> қызмет көрсетеді;" in comment["body"]
    second = pages_branch.tree(stage.pages)
    page = f"pr/{NUMBER}/kk/functions/2.html"
    assert first[page] != second[page]
    assert {path: id_ for path, id_ in second.items() if not path.startswith("pr/")} == published

    # An archive of a commit that is no longer the head is not published.
    stage.publish("0" * 40)
    assert pages_branch.tree(stage.pages) == second

    rehearsal.refused(stage)
    (comment,) = stage.forge.comments
    assert comment["body"].startswith(report.REFUSED)
    assert "leads out of the archive; expected a path without" in comment["body"]
    assert "@maintainers" not in comment["body"] and "<b>" not in comment["body"]
    assert pages_branch.tree(stage.pages) == second

    rehearsal.closed(stage)
    (comment,) = stage.forge.comments
    assert comment["body"].splitlines()[2] == report.CLOSED
    assert pages_branch.tree(stage.pages) == published
