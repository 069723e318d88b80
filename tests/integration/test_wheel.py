"""The wheel: what it contains, and that it works outside the repository.

Nothing comes from a network. hatchling, the build backend, is called in this environment. The wheel is
installed without its dependencies into an empty virtual environment, which finds those of this environment by
a `.pth` file: lines that Python adds to the import path. The package itself is not in this environment, and
the repository is on no import path there, so that whatever the wheel lacks is missing.
"""

from __future__ import annotations

import filecmp
import os
import subprocess
import sys
import tomllib
import venv
import zipfile
from dataclasses import dataclass
from email.parser import Parser
from pathlib import Path

import pytest
import yaml

from tests.support.paths import INPUTS, ROOT

COPIED = {"generator/mkdocs.yml": "mkdocs.yml", "generator/requirements.txt": "requirements.txt"}
"""Files of the wheel that lie in the root of the repository."""

METADATA = {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE", "licenses/LICENSE-DATA.md"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the working tree."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")
def test_the_wheel_contains_every_file_of_the_package_and_no_other(wheel: Path) -> None:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "generator"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    package = {name for name in listed if name and (ROOT / name).is_file()}
    assert {"generator/py.typed", "generator/language/strings/kk.yml", "generator/theme/404.html"} <= package
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        for name, original in COPIED.items():
            assert archive.read(name) == (ROOT / original).read_bytes()
    metadata = {name.partition("/")[2] for name in names if ".dist-info/" in name}
    assert metadata == METADATA
    assert {name for name in names if ".dist-info/" not in name} == package | COPIED.keys()


def test_the_metadata_name_what_users_look_for(wheel: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    with zipfile.ZipFile(wheel) as archive:
        folder = next(name for name in archive.namelist() if name.endswith("METADATA")).partition("/")[0]
        metadata = Parser().parsestr(archive.read(f"{folder}/METADATA").decode("utf-8"))
        scripts = archive.read(f"{folder}/entry_points.txt").decode("utf-8")
    assert (metadata["Name"], metadata["Version"]) == (project["name"], project["version"])
    assert metadata["License-Expression"] == "MIT AND CC-BY-4.0"
    assert "Typing :: Typed" in metadata.get_all("Classifier", [])
    assert "statute = generator.cli:main" in scripts.splitlines()
    # The repository has one address, for the package and for the site, or none yet.
    site = yaml.safe_load((ROOT / "data" / "site.yml").read_text(encoding="utf-8"))
    assert project.get("urls", {}).get("Repository") == site.get("repository")


@dataclass
class Installation:
    """A virtual environment that holds the wheel, and an empty folder to work in."""

    environment: Path
    folder: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment in the folder, without what could lead to the repository."""
        program, *arguments = command
        kept = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR") if name in os.environ}
        return subprocess.run(
            [str(self.environment / "bin" / program), *arguments],
            cwd=self.folder,
            env={**kept, "PATH": os.defpath, "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def statute(self, *arguments: str) -> str:
        """Run the console script; return what it prints."""
        done = self.run("statute", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def installation(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    root = tmp_path_factory.mktemp("installed")
    environment, folder = root / "environment", root / "folder"
    venv.create(environment, with_pip=False, symlinks=True)
    folder.mkdir()
    python = str(environment / "bin" / "python")
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check", "--isolated"]
    install = [*pip, "install", "--quiet", "--no-index", "--no-deps", str(wheel)]
    done = subprocess.run(install, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (site_packages,) = environment.glob("lib/python*/site-packages")
    # After pip, which would take the other environment's packages for its own.
    paths = [path for path in sys.path if Path(path).name in ("site-packages", "dist-packages")]
    (site_packages / "dependencies.pth").write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
    return Installation(environment, folder)


@pytest.mark.browser
def test_the_package_is_imported_from_the_environment(installation: Installation) -> None:
    program = "import sys, generator; print(generator.__file__); print(*sys.path, sep='\\n')"
    file, *paths = installation.run("python", "-c", program).stdout.splitlines()
    assert Path(file).is_relative_to(installation.environment)
    assert all(Path(path) != ROOT for path in paths)


@pytest.mark.browser
def test_the_program_is_called_statute(installation: Installation) -> None:
    assert installation.statute("--help").startswith("usage: statute [-h] [--root DIR] [--data DIR] COMMAND")
    done = installation.run("python", "-m", "generator", "--help")
    assert done.stdout.startswith("usage: python -m generator [-h] [--root DIR] [--data DIR] COMMAND")


@pytest.mark.browser
def test_an_installed_package_makes_a_site_from_a_text(installation: Installation) -> None:
    data, library = installation.folder / "library" / "data", INPUTS / "library"
    # A module of the folder at hand is never run in place of a library's.
    (installation.folder / "markdown.py").write_text("raise SystemExit('wrong module')\n", encoding="utf-8")
    for name in ("library.kk.txt", "library.ru.txt"):
        printed = installation.statute("import", str(library / name), "--data", "library/data")
        assert "uncertain places: 0" in printed
    assert not (data / "strings").exists()
    assert "in kk, ru" in installation.statute("check", "--data", "library/data")
    printed = installation.statute("build", "--data", "library/data")
    assert printed.endswith("pages in library/site/; open library/site/index.html\n")
    for path in ("kk/index.html", "ru/text.html", "ru/bodies/office.html", "data/act.json"):
        assert (data.parent / "site" / path).is_file()
    home = data.parent / "site" / "kk" / "index.html"
    assert "Қолданыстағы мәтін қайда" in home.read_text(encoding="utf-8")
    (data / "strings").mkdir()
    (data / "strings" / "kk.yml").write_text("status.where: Кітапхана туралы\n", encoding="utf-8")
    installation.statute("build", "--data", "library/data")
    text = home.read_text(encoding="utf-8")
    assert "Кітапхана туралы" in text and "Қолданыстағы мәтін қайда" not in text
    installation.statute("bundle", "--data", "library/data")
    bill = yaml.safe_load((data.parent / "dist" / "sbom.json").read_text(encoding="utf-8"))
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    pins = {line.split()[0].lower() for line in lines if "==" in line}
    named = {
        f"{component['name']}=={component['version']}"
        for component in bill["components"]
        if "version" in component
    }
    assert pins <= named
    assert any(component["name"] == "lunr" for component in bill["components"]), "a part that the site ships"
    printed = installation.statute("schema", "--data", "library/data")
    schemas = [f"library/data/schema/{path.name}" for path in (data / "schema").iterdir()]
    assert sorted(printed.splitlines()) == sorted(schemas)


@pytest.mark.browser
def test_an_installed_package_makes_the_same_site_as_a_checkout(
    installation: Installation, tmp_path: Path
) -> None:
    text = str(INPUTS / "library" / "library.kk.txt")
    installation.statute("import", text, "--data", "same/data")
    installation.statute("build", "--data", "same/data")
    for command in (["import", text], ["build"]):
        program = [sys.executable, "-m", "generator", *command, "--data", str(tmp_path / "same" / "data")]
        subprocess.run(program, cwd=ROOT, capture_output=True, check=True)
    for name in ("data", "site"):
        installed, checkout = installation.folder / "same" / name, tmp_path / "same" / name
        files = sorted(path.relative_to(checkout) for path in checkout.rglob("*") if path.is_file())
        assert files == sorted(path.relative_to(installed) for path in installed.rglob("*") if path.is_file())
        _, different, unreadable = filecmp.cmpfiles(checkout, installed, map(str, files), shallow=False)
        assert (different, unreadable) == ([], [])
