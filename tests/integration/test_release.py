"""A release, rehearsed: a tag in a bare repository, a clone, the commands of the workflow, a local GitHub."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from lxml import html

from generator.builder.project import Project
from generator.cli import main
from generator.commands import distribution
from generator.files.git import run_git
from tests.conftest import copy_tiny
from tests.support.fake_github import REPOSITORY, TOKEN, FakeGitHub, running
from tests.support.paths import ROOT

pytestmark = [pytest.mark.site, pytest.mark.slow]

DATED = "# Changelog\n\n## [0.0.1] – 2026-11-27\n\n### Added\n\n- The statute.\n"
TAG = "v0.0.1"
NAMES = {
    "tiny-statute-0.0.1.zip",
    "statute.kk.html",
    "statute_site-0.1.0-py3-none-any.whl",
    "sbom.json",
    "SHA256SUMS",
}


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGitHub]:
    """A local GitHub, with the environment variables that Actions sets."""
    with running() as server:
        monkeypatch.setenv("GITHUB_REPOSITORY", REPOSITORY)
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        monkeypatch.setenv("GITHUB_API_URL", server.address)
        yield server


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bare repository with a tag of the invented project, and its changelog dated."""
    folder = tmp_path_factory.mktemp("release")
    work, bare = folder / "work", folder / "hosted.git"
    copy_tiny(work)
    (work / "CHANGELOG.md").write_text(DATED, encoding="utf-8")
    run_git("init", "--quiet", "--bare", str(bare), folder=folder)
    run_git("init", "--quiet", "--initial-branch=main", folder=work)
    run_git("add", "--all", folder=work)
    who = ("-c", "user.name=T", "-c", "user.email=t@example.org")
    run_git(*who, "commit", "--quiet", "--message", "Release", folder=work)
    run_git(*who, "tag", "--annotate", "--message", "Release", TAG, folder=work)
    run_git("push", "--quiet", str(bare), "main", TAG, folder=work)
    return bare


@pytest.fixture
def clone(hosted: Path, tmp_path: Path) -> Path:
    """What the workflow checks out."""
    run_git("clone", "--quiet", "--branch", TAG, str(hosted), "clone", folder=tmp_path)
    return tmp_path / "clone"


def run(folder: Path, *arguments: str) -> int:
    return main(["--root", str(folder), "--data", str(folder / "data"), *arguments])


def steps() -> list[str]:
    """Return the commands of the release workflow in their order."""
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))
    return [step["run"] for step in workflow["jobs"]["release"]["steps"] if "run" in step]


def test_the_commands_of_the_workflow_publish_the_whole_release(clone: Path, github: FakeGitHub) -> None:
    assert steps() == ["make test", "make bundle", '.venv/bin/python -m generator release "$TAG"']
    assert run(clone, "bundle") == 0
    assert run(clone, "release", TAG) == 0
    (release,) = github.releases
    assert (release["tag_name"], release["draft"]) == (TAG, False)
    assets = release["assets"]
    assert set(assets) == NAMES == {path.name for path in (clone / "dist").iterdir()}

    sums = dict(re.findall(r"(?m)^([0-9a-f]{64})  (.+)$", assets["SHA256SUMS"].decode()))
    assert set(sums.values()) == NAMES - {"SHA256SUMS"}
    assert all(hashlib.sha256(assets[name]).hexdigest() == digest for digest, name in sums.items())

    bundle = zipfile.ZipFile(BytesIO(assets["tiny-statute-0.0.1.zip"]))
    assert bundle.testzip() is None and "tiny-statute-0.0.1/index.html" in bundle.namelist()
    program = zipfile.ZipFile(BytesIO(assets["statute_site-0.1.0-py3-none-any.whl"]))
    assert program.testzip() is None and "generator/templates/one-file.html.jinja" in program.namelist()
    assert json.loads(assets["sbom.json"])["metadata"]["component"]["version"] == "0.0.1"
    assert html.document_fromstring(assets["statute.kk.html"]).get("lang") == "kk"


def test_two_clones_make_the_same_files(hosted: Path, tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        run_git("clone", "--quiet", "--branch", TAG, str(hosted), name, folder=tmp_path)
        assert run(tmp_path / name, "bundle") == 0
        made.append({path.name: path.read_bytes() for path in (tmp_path / name / "dist").iterdir()})
    assert made[0] == made[1]


@pytest.fixture
def packed(tiny_site: Project, tmp_path: Path) -> Path:
    """A project whose site is packed, without building it again."""
    for name in ("data", "docs"):
        shutil.copytree(tiny_site.root / name, tmp_path / name)
    project = Project(tmp_path, tmp_path / "data", tmp_path / "docs", tiny_site.build, tiny_site.site)
    distribution.pack(project)
    return tmp_path


@pytest.mark.parametrize(
    ("tag", "changelog", "expected"),
    [
        ("v9", DATED, "v9:1: is not the tag of release 0.0.1; expected v0.0.1\n"),
        (
            TAG,
            DATED.replace("2026-11-27", "Unreleased"),
            "CHANGELOG.md:3: release 0.0.1 has no date; expected the heading `## [0.0.1] – YYYY-MM-DD`\n",
        ),
        (
            TAG,
            DATED.replace("0.0.1", "0.0.2"),
            "CHANGELOG.md:1: release 0.0.1 has no date; expected the heading `## [0.0.1] – YYYY-MM-DD`\n",
        ),
    ],
)
def test_a_release_that_is_not_ready_is_refused(
    packed: Path,
    github: FakeGitHub,
    capsys: pytest.CaptureFixture[str],
    tag: str,
    changelog: str,
    expected: str,
) -> None:
    (packed / "CHANGELOG.md").write_text(changelog, encoding="utf-8")
    assert run(packed, "release", tag) == 1
    assert capsys.readouterr().err == expected
    assert github.calls == []


def test_files_that_are_not_those_of_the_checksums_are_refused(
    packed: Path, github: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    (packed / "dist" / "sbom.json").write_text("{}", encoding="utf-8")
    assert run(packed, "release", TAG) == 1
    assert capsys.readouterr().err == (
        "dist/SHA256SUMS:1: sbom.json has another digest; run `bundle` again\n"
    )
    (packed / "dist" / "SHA256SUMS").write_text("", encoding="utf-8")
    assert run(packed, "release", TAG) == 1
    assert capsys.readouterr().err == (
        "dist/SHA256SUMS:1: does not name tiny-statute-0.0.1.zip; run `bundle` again\n"
    )
    assert github.calls == []


def test_a_missing_file_is_named(
    packed: Path, github: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    (packed / "dist" / "statute.kk.html").unlink()
    assert run(packed, "release", TAG) == 1
    assert "statute.kk.html: No such file or directory" in capsys.readouterr().err
    assert github.calls == []


def test_the_changelog_of_this_repository_has_a_section_of_its_release() -> None:
    release = yaml.safe_load((ROOT / "data" / "site.yml").read_text(encoding="utf-8"))["release"]
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"(?m)^## \[{re.escape(str(release))}\] – (Unreleased|\d{{4}}-\d\d-\d\d)$", text)
