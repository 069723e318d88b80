"""What is read of a language before its build is used only as far as it has not changed since."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.builder import incremental, manifest
from generator.builder.incremental import FileDigests, Languages
from generator.builder.project import Project
from generator.files.atomic import replace
from tests.integration.test_build import files

pytestmark = pytest.mark.site


def in_page(project: Project, old: str, new: str) -> None:
    path = project.build / "kk" / "docs" / "text.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    replace(path, text.replace(old, new).encode())


def in_settings(project: Project, old: str, new: str) -> None:
    path = project.build / "kk" / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    replace(path, text.replace(old, new).encode())


def nothing(project: Project) -> None:
    pass


def a_page(project: Project) -> None:
    in_page(project, "\n---\n", "\n---\nЖаңа сөз.\n")


def a_page_of_the_same_length_and_date(project: Project) -> None:
    path = project.build / "kk" / "docs" / "text.md"
    before = path.stat()
    in_page(project, "а", "б")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def the_name_of_the_site(project: Project) -> None:
    in_settings(project, "site_name: ", 'site_name: "Жаңа атау" # ')


def the_navigation(project: Project) -> None:
    in_settings(project, "nav: ", 'nav: [{"Мәтін": "text.md"}] # ')


def a_page_of_the_last_site(project: Project) -> None:
    with (project.site / "kk" / "text.html").open("ab") as page:
        page.write(b"<p>damaged</p>")


def no_last_site(project: Project) -> None:
    shutil.rmtree(project.site)


@pytest.mark.parametrize(
    "change",
    [
        nothing,
        a_page,
        a_page_of_the_same_length_and_date,
        the_name_of_the_site,
        the_navigation,
        a_page_of_the_last_site,
        no_last_site,
    ],
)
def test_a_language_read_ahead_is_built_as_if_it_were_not(
    change: Callable[[Project], None], tiny_site: Project, tmp_path: Path
) -> None:
    shutil.copytree(tiny_site.root, tmp_path / "tiny")
    project = Project.at(tmp_path / "tiny")
    settings, last = project.build / "kk" / "mkdocs.yml", project.site / "kk"
    in_settings(project, str(tiny_site.root), str(project.root))
    shutil.rmtree(last)
    Languages().build(settings, last, tmp_path / "none", strict=True)
    ahead = Languages()
    ahead.read_ahead(project.build, project.site)
    change(project)
    record = settings.with_name(manifest.NAME)
    before = record.read_bytes()
    built = {}
    for name, languages in (("ahead", ahead), ("anew", Languages())):
        record.write_bytes(before)
        languages.build(settings, tmp_path / name, last, strict=True)
        built[name] = files(tmp_path / name), manifest.read(record)
    assert built["ahead"] == built["anew"]
    assert bool(built["ahead"][1].redone) == (change is not nothing)


def test_a_file_is_read_once_until_it_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = []

    def content(path: str) -> bytes:
        read.append(path)
        return Path(path).read_bytes()

    monkeypatch.setattr(incremental, "content", content)
    path = tmp_path / "page.md"
    path.write_bytes(b"one")
    digests = FileDigests()
    first = digests.of(str(path))
    assert digests.of(str(path)) == first
    assert len(read) == 1
    replace(path, b"two")
    assert digests.of(str(path)) == manifest.digest(b"two") != first
    assert len(read) == 2
    path.unlink()
    with pytest.raises(FileNotFoundError):
        digests.of(str(path))
