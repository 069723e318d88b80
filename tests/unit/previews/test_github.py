"""Calls to GitHub, and how others may try to interfere with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.previews.github import MARK, Repository
from generator.problems import ProblemsError
from tests.support.fake_github import REPOSITORY, TOKEN, FakeGitHub, running

SHA = "a" * 40


@pytest.fixture
def fake() -> Iterator[FakeGitHub]:
    with running() as github:
        yield github


@pytest.fixture
def github(fake: FakeGitHub) -> Repository:
    return Repository(REPOSITORY, TOKEN, fake.address)


def test_the_pull_request_of_a_commit(fake: FakeGitHub, github: Repository) -> None:
    assert github.find_pull_request(SHA, "main") is None
    for number in range(1, 151):
        fake.open(number, f"{number:040}")
    fake.open(151, SHA)
    fake.open(152, SHA)
    assert github.find_pull_request(SHA, "main") == 151
    assert len(github.open_pull_requests()) == 152


def test_a_pull_request_into_another_branch_has_no_preview(fake: FakeGitHub, github: Repository) -> None:
    fake.open(1, SHA, base="old")
    assert github.find_pull_request(SHA, "main") is None
    assert github.find_pull_request(SHA, "old") == 1


def test_one_comment_is_kept_up_to_date(fake: FakeGitHub, github: Repository) -> None:
    fake.comment(7, "Nice!")
    fake.comment(8, f"another pull request\n\n{MARK}", "Bot")
    github.post_comment(7, "first\n")
    github.post_comment(7, "second\n")
    assert [comment["body"] for comment in fake.comments if comment["issue"] == 7] == [
        "Nice!",
        f"second\n\n{MARK}\n",
    ]


def test_a_comment_of_another_author_is_never_replaced(fake: FakeGitHub, github: Repository) -> None:
    theirs = fake.comment(7, f"**Everything is fine.**\n\n{MARK}")
    github.post_comment(7, "ours")
    assert theirs["body"].startswith("**Everything")
    assert github.find_comment(7) == (2, f"ours\n\n{MARK}\n")


def test_the_comment_is_found_after_a_hundred_others(fake: FakeGitHub, github: Repository) -> None:
    for _ in range(130):
        fake.comment(7, "more")
    github.post_comment(7, "first")
    github.post_comment(7, "second")
    assert len(fake.comments) == 131


def test_the_comment_is_edited(fake: FakeGitHub, github: Repository) -> None:
    github.edit_comment(7, str.upper)
    assert fake.comments == []
    github.post_comment(7, "words")
    github.edit_comment(7, lambda words: f"more {words}")
    assert fake.comments[0]["body"] == f"more words\n\n{MARK}\n"


@pytest.mark.parametrize("body", ["<" * 300_000, "words &#60;b&#62;\n" * 30_000, "ә\n" * 65_536])
def test_a_comment_fits_and_is_found_again(body: str, fake: FakeGitHub, github: Repository) -> None:
    for _ in range(2):
        github.post_comment(7, body)
        github.edit_comment(7, lambda words: f"{'note ' * 300}\n\n{words}")
    (comment,) = fake.comments
    assert len(comment["body"]) < 65_536
    assert comment["body"].endswith(f"The rest does not fit into a comment.**\n\n{MARK}\n")


def test_a_wrong_token_is_reported_but_not_shown(fake: FakeGitHub) -> None:
    repository = Repository(REPOSITORY, "wr0ng", fake.address)
    with pytest.raises(ProblemsError, match="GET failed: 401") as raised:
        repository.find_pull_request(SHA, "main")
    assert "wr0ng" not in str(raised.value) and "wr0ng" not in repr(repository)


def test_there_is_no_answer() -> None:
    with pytest.raises(ProblemsError, match="GET failed, no answer"):
        Repository(REPOSITORY, TOKEN, "http://127.0.0.1:9").find_pull_request(SHA, "main")


def test_a_release_is_a_draft_until_it_is_complete(
    fake: FakeGitHub, github: Repository, tmp_path: Path
) -> None:
    for name in ("a.zip", "SHA256SUMS"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    github.release("v1", [tmp_path / "a.zip", tmp_path / "SHA256SUMS"])
    (release,) = fake.releases
    assert (release["tag_name"], release["draft"]) == ("v1", False)
    assert release["assets"] == {"a.zip": b"a.zip", "SHA256SUMS": b"SHA256SUMS"}
    with pytest.raises(FileNotFoundError):
        github.release("v2", [tmp_path / "absent.zip"])
    assert fake.releases[1]["draft"] is True


def test_the_token_is_not_sent_to_another_host(fake: FakeGitHub, github: Repository, tmp_path: Path) -> None:
    fake.uploads = "http://evil.example.org"
    with pytest.raises(ProblemsError, match="which does not belong to"):
        github.release("v1", [])


@pytest.mark.parametrize("name", ["", "library", "a/b/c", "../x", "a b/c"])
def test_a_bad_name_of_a_repository(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_REPOSITORY", name)
    with pytest.raises(ProblemsError, match="is not set to a repository"):
        Repository.here()
