"""The pages branch, tested on real repositories."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.previews import pages_branch
from generator.previews.pages_branch import Pages
from generator.problems import ProblemsError
from tests.support.paths import ROOT


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", remote], check=True)
    return Pages(str(remote))


def site(folder: Path, words: str = "x", *more: str) -> Path:
    for name in ("index.html", "kk/index.html", *more):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    return folder


def git(pages: Pages, *arguments: str) -> str:
    line = ["git", "-C", pages.remote, *arguments]
    return subprocess.run(line, check=True, capture_output=True, text=True).stdout.strip()


def names(pages: Pages) -> set[str]:
    return set(pages_branch.tree(pages)) - {".nojekyll"}


def test_the_site_and_the_previews_are_kept_side_by_side(pages: Pages, tmp_path: Path) -> None:
    assert pages_branch.publish_preview(site(tmp_path / "a"), 7, pages)
    assert pages_branch.publish_site(site(tmp_path / "b", "b", "old.html"), pages)
    assert pages_branch.publish_preview(site(tmp_path / "c"), 12, pages)
    assert pages_branch.publish_site(site(tmp_path / "d", "d"), pages)
    root = {"index.html", "kk/index.html"}
    assert names(pages) == root | {f"pr/{n}/{name}" for n in (7, 12) for name in root}
    assert git(pages, "show", "pages:index.html") == "d"
    assert pages_branch.previews(pages) == [7, 12]


def test_an_update_leaves_nothing_of_the_old_preview(pages: Pages, tmp_path: Path) -> None:
    pages_branch.publish_preview(site(tmp_path / "a", "x", "old.html"), 1, pages)
    pages_branch.publish_preview(site(tmp_path / "b"), 1, pages)
    assert names(pages) == {"pr/1/index.html", "pr/1/kk/index.html"}


def test_the_commit_of_a_preview_is_recorded(pages: Pages, tmp_path: Path) -> None:
    assert pages_branch.standing(1, pages) == ""
    # What the site itself says about its commit does not count.
    folder = site(tmp_path / "a", "x", pages_branch.COMMIT_FILE)
    pages_branch.publish_preview(folder, 1, pages)
    assert pages_branch.standing(1, pages) == ""
    for commit in ("a" * 40, "b" * 40):
        pages_branch.publish_preview(folder, 1, pages, commit)
        assert pages_branch.standing(1, pages) == commit
    assert pages_branch.standing(2, pages) == ""


def test_previews_are_removed(pages: Pages, tmp_path: Path) -> None:
    assert not pages_branch.remove_previews([1], pages)
    pages_branch.publish_site(site(tmp_path / "root"), pages)
    for number in (1, 10, 11):
        pages_branch.publish_preview(site(tmp_path / "a"), number, pages)
    assert pages_branch.remove_previews([1, 11], pages)
    assert pages_branch.previews(pages) == [10]
    assert not pages_branch.remove_previews([1], pages)
    assert {"index.html", "kk/index.html"} < names(pages)


def test_the_branch_has_no_history(pages: Pages, tmp_path: Path) -> None:
    for words in ("a", "b", "c"):
        pages_branch.publish_site(site(tmp_path / words, words), pages)
    assert git(pages, "rev-list", "--count", "pages") == "1"


def test_publishing_the_same_site_again_changes_nothing(pages: Pages, tmp_path: Path) -> None:
    pages_branch.publish_site(site(tmp_path / "a"), pages)
    before = git(pages, "rev-parse", "pages")
    assert not pages_branch.publish_site(site(tmp_path / "a"), pages)
    assert git(pages, "rev-parse", "pages") == before


def test_bytes_are_kept(pages: Pages, tmp_path: Path) -> None:
    folder = site(tmp_path / "a")
    (folder / "x.txt").write_bytes(b"a\r\nb\n\xff")
    pages_branch.publish_site(folder, pages)
    shown = subprocess.run(
        ["git", "-C", pages.remote, "show", "pages:x.txt"], capture_output=True, check=True
    )
    assert shown.stdout == b"a\r\nb\n\xff"


def test_other_branches_are_left_alone(pages: Pages, tmp_path: Path) -> None:
    pages_branch.publish_site(site(tmp_path / "a", "main"), Pages(pages.remote, "main"))
    before = git(pages, "rev-parse", "main")
    pages_branch.publish_site(site(tmp_path / "b"), pages)
    pages_branch.publish_preview(site(tmp_path / "b"), 1, pages)
    assert git(pages, "rev-parse", "main") == before


def test_previews_may_be_published_to_another_repository(pages: Pages, tmp_path: Path) -> None:
    other = Pages(str(tmp_path / "other.git"), "gh-pages")
    subprocess.run(["git", "init", "--quiet", "--bare", other.remote], check=True)
    pages_branch.publish_site(site(tmp_path / "a"), pages)
    pages_branch.publish_preview(site(tmp_path / "a"), 1, other)
    assert pages_branch.previews(pages) == [] and pages_branch.previews(other) == [1]


def test_another_publication_comes_first(
    pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another publication comes between reading the branch and pushing, twice."""
    monkeypatch.setattr(pages_branch, "PAUSE", 0)
    pages_branch.publish_site(site(tmp_path / "root"), pages)
    between = [(8, tmp_path / "b"), (9, tmp_path / "c")]
    fetch_tip = pages_branch._Repository.fetch_tip

    def fetch_late(repository: pages_branch._Repository) -> str:
        tip = fetch_tip(repository)
        if between:
            number, folder = between.pop()
            monkeypatch.setattr(pages_branch._Repository, "fetch_tip", fetch_tip)
            pages_branch.publish_preview(site(folder), number, pages)
            monkeypatch.setattr(pages_branch._Repository, "fetch_tip", fetch_late)
        return tip

    monkeypatch.setattr(pages_branch._Repository, "fetch_tip", fetch_late)
    assert pages_branch.publish_preview(site(tmp_path / "a"), 7, pages)
    monkeypatch.undo()
    assert pages_branch.previews(pages) == [7, 8, 9]


def test_a_remote_that_rejects_every_push(
    pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages_branch, "PAUSE", 0)
    hook = Path(pages.remote) / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    with pytest.raises(ProblemsError, match=r"rejected 8 attempts to update `pages`; last: .*hook declined"):
        pages_branch.publish_site(site(tmp_path / "a"), pages)
    assert names(pages) == set()


def test_four_concurrent_publications(pages: Pages, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from generator.previews import pages_branch;"
        "pages_branch.publish_preview(Path(sys.argv[1]), int(sys.argv[2]), pages_branch.Pages(sys.argv[3]))"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, site(tmp_path / str(n), str(n)), str(n), pages.remote], cwd=ROOT
        )
        for n in (1, 2, 3, 4)
    ]
    assert [process.wait() for process in running] == [0, 0, 0, 0]
    assert pages_branch.previews(pages) == [1, 2, 3, 4]


@pytest.mark.parametrize("remote", ["", "--upload-pack=touch x", "-x", "ext::sh -c x", "fd::7", "a b"])
def test_an_address_that_git_would_take_for_more(remote: str) -> None:
    with pytest.raises(ProblemsError, match="is not the address of a git repository"):
        Pages(remote)


def test_a_missing_repository(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="git ls-remote failed: fatal: "):
        pages_branch.publish_site(site(tmp_path / "a"), Pages(str(tmp_path / "absent.git")))


def test_a_site_with_a_folder_of_previews_is_refused(pages: Pages, tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="the folder of the previews"):
        pages_branch.publish_site(site(tmp_path / "a", "x", "pr/1/index.html"), pages)


def test_links_are_not_published(pages: Pages, tmp_path: Path) -> None:
    folder = site(tmp_path / "a")
    (folder / "x.html").symlink_to("/etc/passwd")
    with pytest.raises(ProblemsError, match="is a symbolic link"):
        pages_branch.publish_preview(folder, 1, pages)
    assert names(pages) == set()


@pytest.mark.parametrize("number", [0, -1])
def test_a_bad_number_is_refused(number: int, pages: Pages, tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="is not the number of a pull request"):
        pages_branch.publish_preview(site(tmp_path / "a"), number, pages)


def test_the_token_is_sent_as_a_header() -> None:
    secret = "Authorization: Basic eC1hY2Nlc3MtdG9rZW46czNjcmV0"
    assert pages_branch._authorization("s3cret") == {"http.extraHeader": secret}
    assert pages_branch._authorization("") == {}


def test_the_token_is_in_no_list_of_processes(
    pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[list[str]] = []
    run = subprocess.run

    def record(line: list[str], **arguments: object) -> object:
        lines.append(line)
        return run(line, **arguments)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", record)
    monkeypatch.setenv(pages_branch.TOKEN, "s3cret")
    pages_branch.publish_site(site(tmp_path / "a"), pages)
    words = " ".join(part for line in lines for part in line)
    assert "push" in words and "s3cret" not in words and "Authorization" not in words
