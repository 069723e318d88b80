"""Loading a data folder: what is read, the line of each entry, and the messages for odd folders."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.dataset import json_schema
from generator.dataset.interface_words import Strings, package_words
from generator.dataset.loader import FORMS, REQUIRED, load
from generator.model import BodyKind, Kind, Role
from generator.problems import Problem, ProblemsError, nearest
from tests.support.paths import ROOT


def problems(folder: Path) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        load(folder)
    return str(caught.value).splitlines()


def test_the_tiny_dataset(tiny_prepared: PreparedSite) -> None:
    dataset = tiny_prepared.dataset
    assert dataset.act.number == "7"
    assert dataset.original == "kk"
    assert [language.code for language in dataset.published] == ["kk"]
    kinds = [provision.kind for provision in dataset.provisions]
    assert (kinds.count(Kind.CHAPTER), kinds.count(Kind.POINT), kinds.count(Kind.ITEM)) == (2, 11, 4)
    roles = [provision.role for provision in dataset.provisions]
    assert [roles.count(role) for role in Role] == [4, 3, 2, 1, 1]
    assert [body.kind for body in dataset.organisation.bodies].count(BodyKind.TERRITORIAL) == 2
    assert (
        len(dataset.organisation.posts),
        len(dataset.organisation.groups),
        len(dataset.organisation.regions),
    ) == (3, 1, 2)
    assert (len(dataset.relations), len(dataset.bearers), len(dataset.assignments)) == (7, 2, 5)
    assert (len(dataset.corrections.repairs), len(dataset.corrections.look_alikes)) == (1, 1)
    assert dataset.site.show_editorial_assignments


def test_every_entry_knows_its_line(tiny: Project) -> None:
    dataset = load(tiny.data)
    for entry in (
        *dataset.organisation.bodies,
        *dataset.organisation.posts,
        *dataset.organisation.regions,
        *dataset.glossary.terms,
    ):
        lines = (tiny.root / entry.at.file).read_text(encoding="utf-8").splitlines()
        assert lines[entry.at.line - 1] == f"  - id: {entry.id}"
    for provision in dataset.provisions:
        lines = (tiny.root / provision.at.file).read_text(encoding="utf-8").splitlines()
        assert lines[provision.at.line - 1].strip() == f"- kind: {provision.kind}"
        assert provision.text["kk"] in lines[provision.at.of("text")[1]].replace("''", "'")


def missing(words: dict[str, str], key: str) -> str:
    """Return the problem that asking for a missing key raises."""
    with pytest.raises(ProblemsError) as caught:
        words[key]
    return str(caught.value)


def test_a_missing_interface_key_is_a_problem_of_its_file(tiny: Project) -> None:
    words = load(tiny.data).strings["kk"]
    assert words["nav.home"]
    assert words.get("nav.hom") is None
    problem = "generator/language/strings/kk.yml:1: missing key `nav.hom`"
    assert missing(words, "nav.hom") == problem


def test_a_dataset_overrides_single_interface_words(tiny: Project) -> None:
    path = tiny.data / "strings" / "kk.yml"
    path.write_text("# Own words\nnav.home: Кітапхана\nform.library: кітапхана\n", encoding="utf-8")
    words = load(tiny.data).strings["kk"]
    package = package_words("kk")
    assert words == {**package, "nav.home": "Кітапхана", "form.library": "кітапхана"}
    assert isinstance(words, Strings)
    assert words.places["nav.home"] == ("data/strings/kk.yml", 2)
    assert words.places["unofficial"] == package.places["unofficial"]
    file, line = package.places["unofficial"]
    assert (ROOT / file).read_text(encoding="utf-8").splitlines()[line - 1].startswith("unofficial: ")


def test_without_a_file_the_words_are_those_of_the_package(tiny: Project) -> None:
    shutil.rmtree(tiny.data / "strings")
    assert load(tiny.data).strings == {"kk": package_words("kk")}


def test_a_dataset_brings_a_language_that_the_package_does_not_have(tiny: Project) -> None:
    path = tiny.data / "languages.yml"
    english = LANGUAGE.replace("code: ru", "code: en").replace("    draft: true\n", "")
    path.write_text(path.read_text(encoding="utf-8").rstrip() + english, encoding="utf-8")
    assert problems(tiny.data) == ["data/strings/en.yml:1: is missing; expected this file"]
    (tiny.data / "strings" / "en.yml").write_text("nav.home: Home\n", encoding="utf-8")
    words = load(tiny.data).strings["en"]
    assert words == {"nav.home": "Home"}
    assert missing(words, "nav.hom") == "data/strings/en.yml:1: missing key `nav.hom`"


def test_interface_text_that_is_not_text(tiny: Project) -> None:
    (tiny.data / "strings" / "kk.yml").write_text("a:\nb: [c]\nd: '  '\ne: words\n", encoding="utf-8")
    assert problems(tiny.data) == [
        f"data/strings/kk.yml:{n}: `{key}`: expected text" for n, key in ((1, "a"), (2, "b"), (3, "d"))
    ]
    (tiny.data / "strings" / "kk.yml").write_text("- a\n", encoding="utf-8")
    assert problems(tiny.data) == ["data/strings/kk.yml:1: expected a mapping of keys to text"]


LANGUAGE = """
  - code: ru
    name: Русский
    locale: rus
    alphabet: а б в
    plural: slavic
    citation: inner-first
    draft: true
"""


def test_a_draft_needs_no_interface_words(tiny: Project) -> None:
    path = tiny.data / "languages.yml"
    # The package has no words of this language, so that only the folder could have them.
    draft = LANGUAGE.replace("code: ru", "code: en")
    path.write_text(path.read_text(encoding="utf-8").rstrip() + draft, encoding="utf-8")
    dataset = load(tiny.data)
    assert [language.code for language in dataset.languages] == ["kk", "en"]
    assert [language.code for language in dataset.published] == ["kk"]
    assert list(dataset.strings) == ["kk"]
    (tiny.data / "strings" / "en.yml").write_text("nav.home: Home\n", encoding="utf-8")
    assert load(tiny.data).strings["en"] == {"nav.home": "Home"}


def test_a_draft_has_the_words_of_the_package(tiny: Project) -> None:
    path = tiny.data / "languages.yml"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + LANGUAGE, encoding="utf-8")
    (tiny.data / "strings" / "ru.yml").write_text("nav.home: На главную\n", encoding="utf-8")
    assert load(tiny.data).strings["ru"] == {**package_words("ru"), "nav.home": "На главную"}


def test_hidden_files_and_other_sources_are_ignored(tiny: Project) -> None:
    for name in (".DS_Store", "provisions/.lists.yml.swp", "source/older.txt", "schema/other.json"):
        (tiny.data / name).write_text("x", encoding="utf-8")
    assert load(tiny.data)


def test_symbolic_links_are_refused(tiny: Project) -> None:
    secret = tiny.root / "secret.yml"
    secret.write_text("assignments: []\n", encoding="utf-8")
    (tiny.data / "assignments.yml").unlink()
    (tiny.data / "assignments.yml").symlink_to(secret)
    (tiny.data / "source" / "resolution-7.kk.txt").unlink()
    (tiny.data / "source" / "resolution-7.kk.txt").symlink_to(secret)
    (tiny.data / "strings").rename(tiny.root / "strings")
    (tiny.data / "strings").symlink_to(tiny.root / "strings")
    message = "is a symbolic link; expected an ordinary file or folder"
    assert problems(tiny.data) == [
        f"data/assignments.yml:1: {message}",
        f"data/source/resolution-7.kk.txt:1: {message}",
        f"data/strings:1: {message}",
    ]


def test_no_folder(tmp_path: Path) -> None:
    assert problems(tmp_path / "data") == ["data:1: is not a folder; expected the folder of act.yml"]


def test_an_empty_folder_names_every_file_that_it_needs(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    messages = problems(tmp_path / "data")
    assert len(messages) == len(REQUIRED)
    assert all(
        re.fullmatch(r"data/\S+\.yml:1: is missing; expected this file", message) for message in messages
    )


def test_every_pattern_of_the_models_has_a_description() -> None:
    patterns: set[str] = set()

    def gather(value: object) -> None:
        if isinstance(value, dict):
            patterns.update(child for key, child in value.items() if key == "pattern")
            for child in value.values():
                gather(child)
        elif isinstance(value, list):
            for child in value:
                gather(child)

    for text in json_schema.schemas().values():
        gather(json.loads(text))
    unworded = {pattern for pattern in patterns if not re.fullmatch(r"\^\(.*\)\$", pattern)} - set(FORMS)
    assert patterns
    assert unworded == set()


def test_problems_are_sorted_and_reported_once() -> None:
    later, earlier = Problem("a.yml", 10, "x"), Problem("a.yml", 9, "y")
    assert str(ProblemsError([later, earlier, later])) == "a.yml:9: y\na.yml:10: x"


def test_the_nearest_choice() -> None:
    assert nearest("reders", ["readers", "book-stock"]) == "; nearest: `readers`"
    assert nearest("xyz", ["readers", "book-stock"]) == ""
    assert nearest("readers", []) == ""
