"""The git runner: bytes, environment, prompts and errors."""

from __future__ import annotations

import pickle
import subprocess
from pathlib import Path

import pytest

from generator.files.git import GitError, run_git


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    run_git("init", "--quiet", folder=folder)
    return folder


def show_configuration(folder: Path, key: str, **arguments: dict[str, str]) -> str:
    return run_git("config", "--get", key, folder=folder, **arguments)  # type: ignore[arg-type]


def test_output_is_returned_without_white_space_at_the_end(repository: Path) -> None:
    assert run_git("rev-parse", "--is-bare-repository", folder=repository) == "false"


def test_standard_input_is_passed(repository: Path) -> None:
    empty = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
    assert run_git("hash-object", "--stdin", folder=repository) == empty
    assert run_git("hash-object", "--stdin", folder=repository, standard_input="мәтін\n") != empty


def test_a_failure_says_what_git_said(repository: Path) -> None:
    with pytest.raises(GitError) as raised:
        run_git("cat-file", "-p", "absent", folder=repository)
    assert raised.value.command == "cat-file"
    assert str(raised.value) == "git cat-file failed: fatal: Not a valid object name absent"


def test_a_failure_without_words_says_so(repository: Path) -> None:
    with pytest.raises(GitError) as raised:
        run_git("rev-parse", "--verify", "--quiet", "absent", folder=repository)
    assert str(raised.value) == "git rev-parse failed: git gave no reason"


def test_an_error_survives_pickling() -> None:
    error = pickle.loads(pickle.dumps(GitError("push", "reason", "output")))
    assert (error.command, error.reason, error.output) == ("push", "reason", "output")


def test_git_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="git version failed: git is not installed, or not on the PATH"):
        run_git("version", folder=tmp_path)


def test_a_missing_folder_is_not_taken_for_a_missing_git(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="absent"):
        run_git("version", folder=tmp_path / "absent")


def test_a_hook_of_another_repository_does_not_redirect_a_command(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    run_git("init", "--quiet", folder=other)
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    assert run_git("rev-parse", "--show-toplevel", folder=repository) == str(repository)


def test_settings_of_the_user_do_not_change_bytes(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attributes = tmp_path / "attributes"
    attributes.write_text("* text eol=crlf\n", encoding="utf-8")
    settings = tmp_path / "gitconfig"
    settings.write_text(
        f"[core]\n\tautocrlf = true\n\tattributesFile = {attributes.as_posix()}\n", encoding="utf-8"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    file = repository / "a.txt"
    for content in (b"a\r\nb\r\n", b"a\nb\n"):
        file.write_bytes(content)
        run_git("add", "a.txt", folder=repository)
        file.unlink()
        run_git("checkout-index", "--all", folder=repository)
        assert file.read_bytes() == content


def test_hooks_of_the_user_do_not_run(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = tmp_path / "hooks" / "pre-commit"
    hook.parent.mkdir()
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    settings = tmp_path / "gitconfig"
    settings.write_text(f"[core]\n\thooksPath = {hook.parent.as_posix()}\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    identity = {f"GIT_{who}_{what}": "a" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    run_git("commit", "--quiet", "--allow-empty", "-m", "x", folder=repository, variables=identity)


def test_nobody_is_asked_for_a_password(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "ask"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/asked\necho secret\n", encoding="utf-8")
    program.chmod(0o755)
    for name in ("GIT_ASKPASS", "SSH_ASKPASS"):
        monkeypatch.setenv(name, str(program))
    request = "protocol=https\nhost=example.org\n\n"
    with pytest.raises(GitError, match="terminal prompts disabled"):
        run_git("-c", "credential.helper=", "credential", "fill", folder=repository, standard_input=request)
    assert not (tmp_path / "asked").exists()


def test_configuration_is_added_to_that_of_the_environment(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "http.proxy")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "http://proxy.example.org")
    secret = {"http.extraHeader": "Authorization: Basic s3cret"}
    for key, value in {"http.proxy": "http://proxy.example.org", **secret}.items():
        assert show_configuration(repository, key, configuration=secret) == value


def test_configuration_is_in_no_list_of_processes(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[list[str]] = []
    run = subprocess.run

    def record(line: list[str], **arguments: object) -> object:
        lines.append(line)
        return run(line, **arguments)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", record)
    secret = {"http.extraHeader": "Authorization: Basic s3cret"}
    assert show_configuration(repository, "http.extraHeader", configuration=secret).endswith("s3cret")
    assert lines and not any("s3cret" in part for line in lines for part in line)
