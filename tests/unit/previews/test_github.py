"""What is asked of the forge, and what strangers may put in its way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.previews.github import MARK, Forge
from generator.problems import ProblemsError
from tests.support.fake_github import REPOSITORY, TOKEN, FakeForge, running

SHA = "a" * 40


@pytest.fixture
def fake() -> Iterator[FakeForge]:
    with running() as forge:
        yield forge


@pytest.fixture
def forge(fake: FakeForge) -> Forge:
    return Forge(REPOSITORY, TOKEN, fake.address)


def test_the_number_of_a_commit(fake: FakeForge, forge: Forge) -> None:
    assert forge.number(SHA, "main") is None
    for number in range(1, 151):
        fake.open(number, f"{number:040}")
    fake.open(151, SHA)
    fake.open(152, SHA)
    assert forge.number(SHA, "main") == 151
    assert len(forge.open_numbers()) == 152


def test_a_request_for_another_branch_has_no_preview(fake: FakeForge, forge: Forge) -> None:
    fake.open(1, SHA, base="old")
    assert forge.number(SHA, "main") is None
    assert forge.number(SHA, "old") == 1


def test_one_comment_is_kept_up_to_date(fake: FakeForge, forge: Forge) -> None:
    fake.comment(7, "Nice!")
    fake.comment(8, f"another request\n\n{MARK}", "Bot")
    forge.say(7, "first\n")
    forge.say(7, "second\n")
    assert [one["body"] for one in fake.comments if one["issue"] == 7] == ["Nice!", f"second\n\n{MARK}\n"]


def test_a_stranger_cannot_pass_for_the_publisher(fake: FakeForge, forge: Forge) -> None:
    theirs = fake.comment(7, f"**Everything is fine.**\n\n{MARK}")
    forge.say(7, "ours")
    assert theirs["body"].startswith("**Everything")
    assert forge.comment(7) == (2, f"ours\n\n{MARK}\n")


def test_the_comment_is_found_after_a_hundred_others(fake: FakeForge, forge: Forge) -> None:
    for _ in range(130):
        fake.comment(7, "more")
    forge.say(7, "first")
    forge.say(7, "second")
    assert len(fake.comments) == 131


def test_an_amendment(fake: FakeForge, forge: Forge) -> None:
    forge.amend(7, str.upper)
    assert fake.comments == []
    forge.say(7, "words")
    forge.amend(7, lambda words: f"more {words}")
    assert fake.comments[0]["body"] == f"more words\n\n{MARK}\n"


def test_a_wrong_token_is_told_and_not_shown(fake: FakeForge) -> None:
    forge = Forge(REPOSITORY, "wr0ng", fake.address)
    with pytest.raises(ProblemsError, match="GET was answered with 401") as raised:
        forge.number(SHA, "main")
    assert "wr0ng" not in str(raised.value) and "wr0ng" not in repr(forge)


def test_nobody_answers() -> None:
    with pytest.raises(ProblemsError, match="was not answered"):
        Forge(REPOSITORY, TOKEN, "http://127.0.0.1:9").number(SHA, "main")


def test_a_release_is_a_draft_until_it_is_whole(fake: FakeForge, forge: Forge, tmp_path: Path) -> None:
    for name in ("a.zip", "SHA256SUMS"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    forge.release("v1", [tmp_path / "a.zip", tmp_path / "SHA256SUMS"])
    (made,) = fake.releases
    assert (made["tag_name"], made["draft"]) == ("v1", False)
    assert made["assets"] == {"a.zip": b"a.zip", "SHA256SUMS": b"SHA256SUMS"}
    with pytest.raises(FileNotFoundError):
        forge.release("v2", [tmp_path / "absent.zip"])
    assert fake.releases[1]["draft"] is True


def test_the_token_goes_to_no_other_host(fake: FakeForge, forge: Forge, tmp_path: Path) -> None:
    fake.uploads = "http://evil.example.org"
    with pytest.raises(ProblemsError, match="which is not the forge's"):
        forge.release("v1", [])


@pytest.mark.parametrize("name", ["", "library", "a/b/c", "../x", "a b/c"])
def test_a_repository_that_is_none(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_REPOSITORY", name)
    with pytest.raises(ProblemsError, match="is not set to the owner and the name"):
        Forge.here()
