"""The wheel: what it contains, that it works outside the repository, and that it can rebuild itself."""

from __future__ import annotations

import filecmp
import subprocess
import sys
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest
import yaml

from generator.files.package import FORCED
from generator.scaffold.wheel import build
from tests.support.installation import Installation, build_wheel, create_environment
from tests.support.paths import INPUTS, ROOT

COPIED = {f"generator/{path}": name for name, path in FORCED.items()}
"""Files of the wheel that lie outside the package in the repository."""

METADATA = {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE", "licenses/LICENSE-DATA.md"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the working tree."""
    return build_wheel(tmp_path_factory.mktemp("wheel"))


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
    assert "statute = generator.cli:run" in scripts.splitlines()
    # The repository has one address, for the package and for the site, or none yet.
    site = yaml.safe_load((ROOT / "data" / "site.yml").read_text(encoding="utf-8"))
    assert project.get("urls", {}).get("Repository") == site.get("repository")


REBUILD = "from generator.scaffold.wheel import build; open('rebuilt.whl', 'wb').write(build().content)"


def read(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_checkout_builds_the_same_wheel_without_the_backend(wheel: Path, tmp_path: Path) -> None:
    """It has the same files; its metadata leave out what no installer needs."""
    rebuilt = build()
    assert rebuilt.name == wheel.name
    (tmp_path / rebuilt.name).write_bytes(rebuilt.content)
    expected, actual = read(wheel), read(tmp_path / rebuilt.name)
    assert actual.keys() == expected.keys()
    different = {name.rpartition("/")[2] for name in expected if actual[name] != expected[name]}
    assert different == {"METADATA", "RECORD", "WHEEL"}
    (name,) = (name for name in expected if name.endswith("/METADATA"))
    fields, own = (Parser().parsestr(files[name].decode("utf-8")) for files in (expected, actual))
    for key in set(own) - {"Metadata-Version", "Requires-Dist"}:
        assert own.get_all(key) == fields.get_all(key), key
    required = [line for line in fields.get_all("Requires-Dist", []) if "extra ==" not in line]
    assert sorted(own.get_all("Requires-Dist", [])) == sorted(required)


@pytest.fixture(scope="module")
def installation(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return Installation.create(wheel, tmp_path_factory.mktemp("installed"))


@pytest.mark.slow
def test_an_installed_package_rebuilds_its_wheel(
    installation: Installation, wheel: Path, tmp_path: Path
) -> None:
    """The wheel that pip installed, again: the same files, and the same bytes from what it installs."""
    done = installation.run("python", "-c", REBUILD)
    assert done.returncode == 0, done.stderr
    rebuilt = tmp_path / wheel.name
    (installation.folder / "rebuilt.whl").rename(rebuilt)
    expected, actual = read(wheel), read(rebuilt)
    assert {name for name in expected if actual.get(name) != expected[name]} == {
        name for name in expected if name.endswith("/RECORD")
    }
    assert actual.keys() == expected.keys()
    again = Installation.create(rebuilt, tmp_path)
    assert again.run("python", "-c", REBUILD).returncode == 0
    assert (again.folder / "rebuilt.whl").read_bytes() == rebuilt.read_bytes()


@pytest.mark.slow
@pytest.mark.site
def test_a_new_repository_checks_and_builds_with_the_program_that_it_holds(
    installation: Installation, tmp_path: Path
) -> None:
    texts = [str(INPUTS / "library" / name) for name in ("library.kk.txt", "library.ru.txt")]
    printed = installation.statute("new", "made", *texts)
    assert "see README.md, then run `make site` there" in printed
    folder = installation.folder / "made"
    create_environment(folder / ".venv", "--require-hashes", "-r", "vendor/requirements.txt", folder=folder)
    (folder / ".venv" / "site").touch()
    outside = Installation(tmp_path, folder)
    for target, expected in (("check", "the provisions are the source, word for word"), ("site", "pages in")):
        done = outside.run("make", target)
        assert done.returncode == 0, done.stderr
        assert expected in done.stdout
    for path in ("kk/about.html", "ru/how-to-cite.html", "kk/sources.html", "ru/text.html"):
        assert (folder / "site" / path).is_file()


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
    assert "Қате туралы хабарлайтын мекенжай" in home.read_text(encoding="utf-8")
    (data / "strings").mkdir()
    (data / "strings" / "kk.yml").write_text("correct.nowhere: Кітапхана туралы\n", encoding="utf-8")
    installation.statute("build", "--data", "library/data")
    text = home.read_text(encoding="utf-8")
    assert "Кітапхана туралы" in text and "Қате туралы хабарлайтын мекенжай" not in text
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
