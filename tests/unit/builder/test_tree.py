"""The Markdown tree on disk, its configuration, and what is checked before it is written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from multiprocessing import get_all_start_methods
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.builder import markdown_tree, preparation, root_page
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.problems import ProblemsError
from tests.support.edits import replace
from tests.support.paths import ROOT


@pytest.fixture
def written(tiny_site: Project, tmp_path: Path) -> Project:
    """A copy of the tiny project with the Markdown tree of a build, which the test may change."""
    project = Project.at(tmp_path / "written")
    for name in ("data", "docs", "build"):
        shutil.copytree(tiny_site.root / name, project.root / name)
    shutil.copyfile(tiny_site.root / "mkdocs.yml", project.root / "mkdocs.yml")
    markdown_tree.write(preparation.prepare(project))
    return project


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def age(folder: Path) -> None:
    """Set the time of every file to 1970, so that `touched` finds files written later."""
    for path in folder.rglob("*"):
        os.utime(path, (0, 0))


def touched(folder: Path) -> set[str]:
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and path.stat().st_mtime > 0
    }


def configuration(project: Project, code: str = "kk") -> dict[str, Any]:
    settings: dict[str, Any] = yaml.safe_load(
        (project.build / code / "mkdocs.yml").read_text(encoding="utf-8")
    )
    return settings


def problems(project: Project) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        preparation.prepare(project)
    return str(caught.value).splitlines()


def test_unchanged_files_are_not_touched(tiny: Project) -> None:
    first = markdown_tree.write(preparation.prepare(tiny))
    assert first["written"] > 40 and first["kept"] == first["removed"] == first["undrawn"] == 0
    assert first["drawn"] > 0
    age(tiny.build)
    again = markdown_tree.write(preparation.prepare(tiny))
    assert (again["written"], again["kept"], again["removed"]) == (0, first["written"], 0)
    assert (again["drawn"], again["undrawn"]) == (0, first["drawn"])
    assert touched(tiny.build) == set()


def test_only_changed_pages_are_written(written: Project) -> None:
    age(written.build)
    replace(written.data / "glossary.yml", "Кітап сақталатын", "Кітаптар сақталатын")
    counts = markdown_tree.write(preparation.prepare(written))
    changed = touched(written.build) - {".cache/pages"}
    assert "kk/docs/terms.md" in changed
    assert counts["written"] == len(changed) < 10
    assert not [
        name for name in changed if name.startswith(("kk/docs/functions/4", "kk/docs/bodies/readers"))
    ]


def test_old_pages_are_removed_with_their_folders(written: Project) -> None:
    before = files(written.build)
    (written.build / "kk" / "docs" / "old").mkdir()
    (written.build / "kk" / "docs" / "old" / "page.md").write_text("x", encoding="utf-8")
    (written.docs / "kk" / "about.md").unlink()
    counts = markdown_tree.write(preparation.prepare(written))
    assert counts["removed"] == 2
    assert set(before) - set(files(written.build)) == {"kk/docs/about.md"}
    assert not (written.build / "kk" / "docs" / "old").exists()


def test_writing_is_reproducible(tiny: Project, tmp_path: Path) -> None:
    other = Project.at(tmp_path / "other")
    shutil.copytree(tiny.root, other.root)
    for project in (tiny, other):
        markdown_tree.write(preparation.prepare(project))
    ours, theirs = files(tiny.build), files(other.build)
    assert ours.keys() == theirs.keys()
    different = {name for name in ours if ours[name] != theirs[name]}
    # The configuration names the folders of its machine.
    assert different == {"kk/mkdocs.yml"}


def test_the_configuration_inherits_that_of_the_root(written: Project) -> None:
    settings = configuration(written)
    assert (written.build / "kk" / settings["INHERIT"]).resolve() == written.root / "mkdocs.yml"
    assert settings["hooks"] == []
    assert settings["site_name"] == "Ауыл кітапханалары агенттігі туралы ереже"
    assert Path(settings["docs_dir"]) == written.build / "kk" / "docs"
    assert Path(settings["site_dir"]) == written.site / "kk"
    assert settings["theme"]["language"] == "kk"
    assert Path(settings["theme"]["custom_dir"], "main.html").is_file()
    assert settings["repo_url"] == "https://example.org/tiny"
    assert settings["extra"]["publisher"] == {"name": "Үлгі жоба"}
    assert "2021 жылғы 5 наурыз" in settings["extra"]["words"]["status"]
    assert "&" not in "".join(settings["extra"]["words"].values())


def test_a_site_with_an_address_has_a_site_url(written: Project, addressed_site: Project) -> None:
    assert "site_url" not in configuration(written)
    assert configuration(addressed_site)["site_url"] == "https://example.org/act/kk/"


def test_every_page_of_the_navigation_exists(written: Project) -> None:
    prepared = preparation.prepare(written)

    def sources(branches: list[Any]) -> set[str]:
        names: set[str] = set()
        for branch in branches:
            for value in branch.values():
                names |= {value} if isinstance(value, str) else sources(value)
        return names

    docs = written.build / "kk" / "docs"
    assert sources(configuration(written)["nav"]) == {page.source for page in prepared.plan.pages}
    assert {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")} == {
        page.source for page in prepared.plan.pages
    }


def test_titles_in_the_navigation_are_escaped(written: Project) -> None:
    replace(written.data / "topics.yml", "kk: Кітап қоры", "kk: <script>alert(1)</script>")
    markdown_tree.write(preparation.prepare(written))
    text = (written.build / "kk" / "mkdocs.yml").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>" not in text


@pytest.mark.parametrize("loader", ["SafeLoader", "CSafeLoader"])
@pytest.mark.parametrize(
    "title",
    [
        pytest.param(
            "".join(map(chr, (*range(0xD800), *range(0xE000, 0x11000), 0x1F600))), id="all characters"
        ),
        *(pytest.param(chr(unusual), id=hex(unusual)) for unusual in (0, 7, 10, 0x7F, 0x85, 0x2028, 0xFEFF)),
        pytest.param('"б": в # г\\', id="punctuation"),
        *(pytest.param(length * "я", id=str(length)) for length in (996, 997, 998, 999, 1022, 1024, 5000)),
    ],
)
def test_settings_are_read_as_they_are(
    title: str, loader: str, tiny_prepared: PreparedSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = {"site_name": title[:900], "nav": [{"а": [{title: "a.md"}]}, {"б": "b.md"}], "copyright": None}
    monkeypatch.setattr(markdown_tree, "configuration", lambda prepared, localization: content)
    text = markdown_tree.settings(tiny_prepared, tiny_prepared.localizations[0])
    read = yaml.load(text, Loader=getattr(yaml, loader))
    assert {name: read[name] for name in content} == content


def test_handwritten_pages(tiny: Project, tiny_prepared: PreparedSite) -> None:
    about = tiny_prepared.localizations[0].written["about"]
    assert (about.title, about.file) == ("Сайт туралы", "docs/kk/about.md")
    assert about.body.startswith("\nМұндағы агенттік")
    for name, text in (("bare", "Сөз\n"), ("broken", "---\n[\n---\n"), ("half", "---\ntitle: a\n---\n")):
        (tiny.docs / "kk" / f"{name}.md").write_text(text, encoding="utf-8")
    assert problems(tiny) == [
        "docs/kk/bare.md:1: the front matter lacks `title` and `description`",
        "docs/kk/broken.md:3: is not YAML: did not find expected node content; expected `key: text`; "
        "put text that contains YAML syntax in quotation marks",
        "docs/kk/half.md:1: the front matter lacks `description`",
    ]


def test_a_page_with_a_list_as_front_matter(tiny: Project) -> None:
    (tiny.docs / "kk" / "listed.md").write_text("---\n- a\n---\n", encoding="utf-8")
    assert problems(tiny) == ["docs/kk/listed.md:1: the front matter lacks `title` and `description`"]


def test_a_page_that_is_not_utf_8(tiny: Project) -> None:
    (tiny.docs / "kk" / "about.md").write_bytes(b"\xff\xfe")
    assert problems(tiny) == ["docs/kk/about.md:1: is not UTF-8; save it as UTF-8"]


def test_a_page_with_the_address_of_a_generated_page(tiny: Project) -> None:
    (tiny.docs / "kk" / "terms.md").write_text("---\ntitle: a\ndescription: b\n---\n", encoding="utf-8")
    assert problems(tiny)[0].startswith("docs/kk/terms.md:1: ")


def test_a_project_without_handwritten_pages(tiny: Project) -> None:
    shutil.rmtree(tiny.docs)
    assert preparation.prepare(tiny).localizations[0].written == {}


def test_a_letter_that_differs_from_the_source_is_a_problem(tiny: Project) -> None:
    replace(tiny.data / "provisions" / "chapter-1.yml", "ойдан", "ойдaн")  # a Latin a
    (problem,) = problems(tiny)
    assert "the source has «ойдан», the provisions have «ойдaн» (chp_1__para_1)" in problem


def test_the_proof_says_where_it_fails(tiny: Project) -> None:
    replace(tiny.data / "provisions" / "chapter-1.yml", "ойдан", "ойдaн")  # a Latin a
    assert problems(tiny)[0].startswith("data/source/resolution-7.kk.txt:29: after ")


@pytest.mark.parametrize(
    ("file", "lines"), [("regions.yml", r"    iso: .*\n"), ("relations.yml", r"(?s)(?<=relations:).*")]
)
def test_optional_data_may_be_missing(file: str, lines: str, written: Project) -> None:
    path = written.data / file
    replacement = " []\n" if file == "relations.yml" else ""
    shorter = re.sub(lines, replacement, path.read_text(encoding="utf-8"), count=1)
    path.write_text(shorter, encoding="utf-8")
    markdown_tree.write(preparation.prepare(written))


KILLED_WORKER = """
import os, signal
from types import SimpleNamespace
from generator.builder import markdown_tree
from generator.problems import ProblemsError
from tests.support.paths import ROOT

def killed(localization):
    if localization.code == "kk":
        os.kill(os.getpid(), signal.SIGKILL)

localizations = [SimpleNamespace(code=code) for code in ("kk", "ru")]
try:
    markdown_tree._side_by_side(killed, localizations, None, lambda code: None)
except ProblemsError as error:
    print(error)
"""


@pytest.mark.skipif("fork" not in get_all_start_methods(), reason="languages are written one after the other")
def test_a_killed_process_is_reported() -> None:
    """In a process of its own: the test runner has threads, beside which languages are not forked."""
    command = [sys.executable, "-c", KILLED_WORKER]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    expected = (
        "build:1: a process that writes a language was killed; check that there is enough free memory\n"
    )
    assert (done.stdout, done.returncode) == (expected, 0), done.stderr


def test_an_unknown_placeholder_is_a_problem(tiny: Project) -> None:
    replace(tiny.data / "strings" / "kk.yml", "{checked}", "{cheked}")
    with pytest.raises(ProblemsError, match=r"strings/kk\.yml"):
        markdown_tree.write(preparation.prepare(tiny))


def test_the_root_page_redirects_to_the_original_and_links_every_language(real: PreparedSite) -> None:
    page = root_page.front_page(real)
    original = real.localizations[0].code
    assert f'content="0; url={original}/index.html"' in page
    for localization in real.localizations:
        assert f'<a href="{localization.code}/index.html" lang="{localization.code}"' in page
