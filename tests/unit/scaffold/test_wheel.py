"""The wheel that the generator rebuilds of itself, from a checkout and from what an installer has left."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tomllib
import zipfile
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

from generator.files.package import FORCED
from generator.problems import ProblemsError
from generator.scaffold import wheel
from tests.support.paths import ROOT

Install = Callable[[], Path]


def entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Lay the files of the checkout's wheel out as pip does, and let the generator take itself for them."""

    def installed() -> Path:
        folder = tmp_path / "site-packages"
        files = entries(wheel.build().content)
        about = next(name for name in files if name.endswith("/RECORD")).rpartition("/")[0]
        rows = list(csv.reader(io.StringIO(files.pop(f"{about}/RECORD").decode())))[:-1]
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        added = {"INSTALLER": b"pip\n", "REQUESTED": b"", "direct_url.json": json.dumps({}).encode()}
        for name, content in added.items():
            (folder / about / name).write_bytes(content)
            digest = wheel._digest(content)
            rows.append([f"{about}/{name}", f"sha256={digest}", str(len(content))])
        rows += [["../bin/statute", f"sha256={wheel._digest(b'script')}", "6"]]
        rows += [["generator/__pycache__/cli.cpython-311.pyc", "", ""], [f"{about}/RECORD", "", ""]]
        with (folder / about / "RECORD").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(sorted(rows))
        monkeypatch.setattr(wheel, "PACKAGE", folder / "generator")
        monkeypatch.setattr(metadata, "distribution", lambda name: metadata.PathDistribution(folder / about))
        return folder

    return installed


def test_the_same_files_give_the_same_bytes() -> None:
    first, second = wheel.build(), wheel.build()
    assert first == second
    assert first.name == "statute_site-0.1.0-py3-none-any.whl"
    assert first.sha256 == hashlib.sha256(first.content).hexdigest()


def test_a_wheel_of_a_checkout_has_every_file_and_no_byte_code() -> None:
    names = entries(wheel.build().content).keys()
    assert {"generator/cli.py", "generator/py.typed", "generator/scaffold/root/gitignore"} <= names
    assert {f"generator/{path}" for path in FORCED.values()} <= names
    assert not [name for name in names if "__pycache__" in name or "/." in name or name.startswith(".")]


def test_the_times_and_modes_are_fixed_and_nothing_is_compressed() -> None:
    with zipfile.ZipFile(io.BytesIO(wheel.build().content)) as archive:
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert (entry.external_attr >> 16, entry.create_system) == (0o100644, 3)
            assert entry.compress_type == zipfile.ZIP_STORED
        assert archive.namelist()[-1].endswith(".dist-info/RECORD")


def test_the_record_names_every_file_with_its_digest() -> None:
    files = entries(wheel.build().content)
    (record,) = (name for name in files if name.endswith("/RECORD"))
    rows = list(csv.reader(io.StringIO(files[record].decode())))
    assert [name for name, _, _ in rows] == list(files)
    assert rows[-1] == [record, "", ""]
    for name, digest, size in rows[:-1]:
        assert (digest, int(size)) == (f"sha256={wheel._digest(files[name])}", len(files[name]))


def test_the_distribution_is_the_one_that_the_project_builds() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["project"]["name"] == wheel.DISTRIBUTION
    forced = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert forced == {name: f"generator/{path}" for name, path in FORCED.items()}


def test_an_installed_package_is_rebuilt_byte_by_byte(install: Install) -> None:
    checkout = wheel.build()
    install()
    assert wheel.build() == checkout


def test_what_an_installer_adds_and_what_others_leave_is_no_part_of_the_wheel(install: Install) -> None:
    folder = install()
    before = wheel.build()
    (folder / "generator" / "notes.txt").write_text("not in the RECORD", encoding="utf-8")
    assert wheel.build() == before


def test_a_file_that_was_changed_after_the_installation_is_refused(install: Install) -> None:
    folder = install()
    with (folder / "generator" / "cli.py").open("a", encoding="utf-8") as stream:
        stream.write("# changed\n")
    with pytest.raises(ProblemsError) as refused:
        wheel.build()
    (problem,) = refused.value.problems
    assert str(problem) == "generator/cli.py:1: differs from its RECORD; install the package again"


def test_a_file_that_is_missing_is_refused(install: Install) -> None:
    (install() / "generator" / "py.typed").unlink()
    with pytest.raises(ProblemsError, match=r"^generator/py\.typed:1: differs from its RECORD"):
        wheel.build()


def test_another_installed_copy_is_not_taken_for_this_one(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    install()
    monkeypatch.setattr(wheel, "PACKAGE", ROOT / "generator")
    assert wheel._distribution() is None


def test_a_package_of_unknown_origin_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wheel, "PACKAGE", tmp_path / "generator")
    with pytest.raises(ProblemsError, match="neither installed as statute-site nor in a checkout of it"):
        wheel.build()
