"""Runs git commands without prompts and isolated from settings that would change bytes or the repository.

The user's own configuration still applies where it only says how to reach a remote: proxies, certificates,
credential helpers.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

SETTINGS = {
    # Files are stored and written byte for byte.
    "core.autocrlf": "false",
    "core.attributesFile": os.devnull,
    # No program of the user's runs before a commit or a push.
    "core.hooksPath": os.devnull,
}
"""The configuration of every command; see git-config(1)."""

NO_PROMPTS = {"GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": ""}
"""Makes git fail where it would ask for a password."""

REPOSITORY_VARIABLES = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_CONFIG_PARAMETERS",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)
"""Variables that git sets for its hooks to name their repository; see `git rev-parse --local-env-vars`.

`GIT_CONFIG_COUNT` is not among them: CI systems use it to pass settings such as a proxy.
"""


class GitError(Exception):
    """A git command failed, or git is not installed.

    `command` is the name of the command, such as `push`; `output` and `reason` are what git wrote to standard
    output and to standard error.
    """

    def __init__(self, command: str, reason: str, output: str = "") -> None:
        super().__init__(command, reason, output)
        self.command = command
        self.reason = reason
        self.output = output

    def __str__(self) -> str:
        return f"git {self.command} failed: {self.reason or 'git gave no reason'}"


def run_git(
    *arguments: str,
    folder: Path,
    variables: Mapping[str, str] | None = None,
    configuration: Mapping[str, str] | None = None,
    standard_input: str = "",
) -> str:
    """Run one git command and return its standard output, without white space at the end.

    `folder` is the working directory. `variables` are added to the environment. `configuration` is passed in
    the environment too, so that a secret in it never appears in a list of processes. Raises `GitError`.
    """
    output = read_git(
        *arguments,
        folder=folder,
        variables=variables,
        configuration=configuration,
        standard_input=standard_input,
    )
    return output.decode("utf-8", "replace").rstrip()


def read_git(
    *arguments: str,
    folder: Path,
    variables: Mapping[str, str] | None = None,
    configuration: Mapping[str, str] | None = None,
    standard_input: str = "",
) -> bytes:
    """Run one git command like `run_git` and return its standard output unchanged."""
    settings = [part for key, value in SETTINGS.items() for part in ("-c", f"{key}={value}")]
    try:
        process = subprocess.run(
            ["git", *settings, *arguments],
            cwd=folder,
            env=_environment(variables or {}, configuration or {}),
            input=standard_input.encode(),
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        if not folder.is_dir():
            raise
        raise GitError(arguments[0], "git is not installed, or not on the PATH") from error
    if process.returncode:
        reason, output = (
            text.decode("utf-8", "replace").strip() for text in (process.stderr, process.stdout)
        )
        raise GitError(arguments[0], reason, output)
    return process.stdout


def _environment(variables: Mapping[str, str], configuration: Mapping[str, str]) -> dict[str, str]:
    environment = {key: value for key, value in os.environ.items() if key not in REPOSITORY_VARIABLES}
    environment |= {**NO_PROMPTS, "GIT_ATTR_NOSYSTEM": "1", "LC_ALL": "C", **variables}
    if configuration:
        count = int(environment.get("GIT_CONFIG_COUNT") or 0)
        for place, (key, value) in enumerate(configuration.items(), start=count):
            environment[f"GIT_CONFIG_KEY_{place}"] = key
            environment[f"GIT_CONFIG_VALUE_{place}"] = value
        environment["GIT_CONFIG_COUNT"] = str(count + len(configuration))
    return environment
