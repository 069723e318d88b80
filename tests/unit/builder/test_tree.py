"""The Markdown tree on disk: only what changed is touched, what is gone is removed, and its configuration."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.builder import markdown_tree, preparation, root_page
from generator.builder.preparation import PreparedSite, Project
from generator.problems import ProblemsError


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()
    }


def age(folder: Path) -> None:
    """Make every file old, so that a file that is written shows."""
    for one in folder.rglob("*"):
        os.utime(one, (0, 0))


def touched(folder: Path) -> set[str]:
    return {
        str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file() and one.stat().st_mtime > 0
    }


def configuration(project: Project, code: str = "kk") -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((project.build / code / "mkdocs.yml").read_text(encoding="utf-8"))
    return found


def problems(project: Project) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        preparation.prepare(project)
    return str(caught.value).splitlines()


def test_what_did_not_change_is_not_touched(tiny: Project) -> None:
    first = markdown_tree.write(preparation.prepare(tiny))
    assert first["written"] > 40 and first["kept"] == first["removed"] == first["undrawn"] == 0
    assert first["drawn"] > 0
    age(tiny.build)
    again = markdown_tree.write(preparation.prepare(tiny))
    assert (again["written"], again["kept"], again["removed"]) == (0, first["written"], 0)
    assert (again["drawn"], again["undrawn"]) == (0, first["drawn"])
    assert touched(tiny.build) == set()


def test_only_pages_that_say_something_else_are_written(tiny: Project) -> None:
    markdown_tree.write(preparation.prepare(tiny))
    age(tiny.build)
    replace(tiny.data / "glossary.yml", "Кітап сақталатын", "Кітаптар сақталатын")
    counts = markdown_tree.write(preparation.prepare(tiny))
    changed = touched(tiny.build)
    assert "kk/docs/terms.md" in changed
    assert counts["written"] == len(changed) < 10
    assert not [one for one in changed if one.startswith(("kk/docs/functions/4", "kk/docs/bodies/readers"))]


def test_pages_that_are_gone_vanish_with_their_folders(tiny: Project) -> None:
    markdown_tree.write(preparation.prepare(tiny))
    before = files(tiny.build)
    (tiny.build / "kk" / "docs" / "old").mkdir()
    (tiny.build / "kk" / "docs" / "old" / "page.md").write_text("x", encoding="utf-8")
    (tiny.docs / "kk" / "about.md").unlink()
    counts = markdown_tree.write(preparation.prepare(tiny))
    assert counts["removed"] == 2
    assert set(before) - set(files(tiny.build)) == {"kk/docs/about.md"}
    assert not (tiny.build / "kk" / "docs" / "old").exists()


def test_two_writings_are_the_same_bytes(tiny: Project, tmp_path: Path) -> None:
    other = Project.at(tmp_path / "other")
    shutil.copytree(tiny.root, other.root)
    for project in (tiny, other):
        markdown_tree.write(preparation.prepare(project))
    ours, theirs = files(tiny.build), files(other.build)
    assert ours.keys() == theirs.keys()
    different = {name for name in ours if ours[name] != theirs[name]}
    # The configuration names the folders of its machine.
    assert different == {"kk/mkdocs.yml"}


def test_the_configuration_inherits_the_root_s(tiny: Project) -> None:
    markdown_tree.write(preparation.prepare(tiny))
    found = configuration(tiny)
    assert (tiny.build / "kk" / found["INHERIT"]).resolve() == tiny.root / "mkdocs.yml"
    assert found["hooks"] == []
    assert found["site_name"] == "Ауыл кітапханалары агенттігі туралы ереже"
    assert Path(found["docs_dir"]) == tiny.build / "kk" / "docs"
    assert Path(found["site_dir"]) == tiny.site / "kk"
    assert found["theme"]["language"] == "kk"
    assert Path(found["theme"]["custom_dir"], "main.html").is_file()
    assert found["repo_url"] == "https://example.org/tiny"
    assert found["extra"]["publisher"] == {"name": "Үлгі жоба"}
    assert "2021 жылғы 5 наурыз" in found["extra"]["words"]["status"]
    assert "&" not in "".join(found["extra"]["words"].values())


def test_a_site_for_one_address_says_so(tiny: Project) -> None:
    markdown_tree.write(preparation.prepare(tiny))
    assert "site_url" not in configuration(tiny)
    markdown_tree.write(preparation.prepare(tiny, "https://example.org/act/"))
    assert configuration(tiny)["site_url"] == "https://example.org/act/kk/"


def test_every_page_of_the_navigation_is_there(tiny: Project) -> None:
    prepared = preparation.prepare(tiny)
    markdown_tree.write(prepared)

    def sources(branches: list[Any]) -> set[str]:
        found: set[str] = set()
        for branch in branches:
            for value in branch.values():
                found |= {value} if isinstance(value, str) else sources(value)
        return found

    docs = tiny.build / "kk" / "docs"
    assert sources(configuration(tiny)["nav"]) == {one.source for one in prepared.plan.pages}
    assert {one.relative_to(docs).as_posix() for one in docs.rglob("*.md")} == {
        one.source for one in prepared.plan.pages
    }


def test_titles_in_the_navigation_are_escaped(tiny: Project) -> None:
    replace(tiny.data / "topics.yml", "kk: Кітап қоры", "kk: <script>alert(1)</script>")
    markdown_tree.write(preparation.prepare(tiny))
    text = (tiny.build / "kk" / "mkdocs.yml").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>" not in text


def test_pages_written_by_hand(tiny: Project, tiny_prepared: PreparedSite) -> None:
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


def test_a_page_whose_head_is_a_list(tiny: Project) -> None:
    (tiny.docs / "kk" / "listed.md").write_text("---\n- a\n---\n", encoding="utf-8")
    assert problems(tiny) == ["docs/kk/listed.md:1: the front matter lacks `title` and `description`"]


def test_a_page_that_is_not_utf_8(tiny: Project) -> None:
    (tiny.docs / "kk" / "about.md").write_bytes(b"\xff\xfe")
    assert problems(tiny) == ["docs/kk/about.md:1: is not UTF-8; save it as UTF-8"]


def test_a_page_with_the_name_of_another(tiny: Project) -> None:
    (tiny.docs / "kk" / "terms.md").write_text("---\ntitle: a\ndescription: b\n---\n", encoding="utf-8")
    assert problems(tiny)[0].startswith("docs/kk/terms.md:1: ")


def test_a_project_may_have_no_page_written_by_hand(tiny: Project) -> None:
    shutil.rmtree(tiny.docs)
    assert preparation.prepare(tiny).localizations[0].written == {}


def test_a_letter_that_differs_from_the_source_stops_everything(tiny: Project) -> None:
    replace(tiny.data / "provisions" / "chapter-1.yml", "ойдан", "ойдaн")  # a Latin a
    found = problems(tiny)
    assert len(found) == 1
    assert "the source has «ойдан», the provisions have «ойдaн» (chp_1__para_1)" in found[0]


def test_the_proof_says_where_it_fails(tiny: Project) -> None:
    replace(tiny.data / "provisions" / "chapter-1.yml", "ойдан", "ойдaн")  # a Latin a
    assert problems(tiny)[0].startswith("data/source/resolution-7.kk.txt:29: after ")


@pytest.mark.parametrize(
    ("file", "lines"), [("regions.yml", r"    iso: .*\n"), ("relations.yml", r"(?s)(?<=relations:).*")]
)
def test_data_with_less_are_a_site_too(file: str, lines: str, tiny: Project) -> None:
    path = tiny.data / file
    left = re.sub(
        lines, " []\n" if file == "relations.yml" else "", path.read_text(encoding="utf-8"), count=1
    )
    path.write_text(left, encoding="utf-8")
    markdown_tree.write(preparation.prepare(tiny))


def test_a_placeholder_that_nothing_fills(tiny: Project) -> None:
    replace(tiny.data / "strings" / "kk.yml", "{checked}", "{cheked}")
    with pytest.raises(ProblemsError, match=r"strings/kk\.yml"):
        markdown_tree.write(preparation.prepare(tiny))


def test_the_front_page_leads_to_the_original_and_offers_every_language(real: PreparedSite) -> None:
    page = root_page.front_page(real)
    first = real.localizations[0].code
    assert f'content="0; url={first}/index.html"' in page
    for one in real.localizations:
        assert f'<a href="{one.code}/index.html" lang="{one.code}"' in page
