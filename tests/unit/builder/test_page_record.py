"""What a page reads is recorded: no word of the data changes a page that did not report to have read it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from generator import exports
from generator.act.index import Index
from generator.builder import markdown_tree, page_record, preparation, snapshot, workspace
from generator.builder.page_record import Made
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.builder.snapshot import Snapshot
from generator.files import atomic
from generator.model.reads import NAMED, Key, TracedText, reading
from generator.plan.history import History
from generator.plan.localization import Localization
from generator.problems import ProblemsError
from generator.render import renderer
from generator.render.page_kinds import page_context
from generator.render.renderer import blank
from generator.views.context import Downloads
from tests.support.edits import replace as edit


def fresh(prepared: PreparedSite) -> PreparedSite:
    """Return a prepared site of the same data in which nothing is computed yet."""
    index = Index(prepared.dataset)
    localizations = tuple(
        Localization(index, one.language, one.written, one.drafts) for one in prepared.localizations
    )
    history = prepared.plan.history and History(prepared.dataset, prepared.plan.history.table)
    return replace(prepared, localizations=localizations, plan=replace(prepared.plan, history=history))


@dataclass
class Pages:
    """The pages of a language: their Markdown, their figures as text, and what they read."""

    made: dict[str, tuple[str, str]]
    reads: dict[str, set[Key]]


def render(prepared: PreparedSite, code: str, downloads: Downloads, only: str = "") -> Pages:
    """Render the pages of a language, or `only` one, from the data as they are."""
    prepared = fresh(prepared)
    localization = next(one for one in prepared.localizations if one.code == code)
    pages = [page for page in prepared.plan.pages if only in ("", page.source)]
    contexts = [
        page_context(page, prepared.plan, localization, prepared.proof, downloads=downloads) for page in pages
    ]
    rendered = list(renderer.render_pages(contexts, blank))
    return Pages(
        {one.page.source: (one.markdown, repr(one.figures)) for one in rendered},
        {one.page.source: set(one.reads) for one in rendered},
    )


@dataclass
class Site:
    """A site that a test changes in memory."""

    prepared: PreparedSite
    downloads: Downloads
    taken: Snapshot
    texts: list[TracedText]


def site_of(prepared: PreparedSite) -> Site:
    downloads = exports.sizes(exports.files_by_format(prepared.dataset, prepared.wordings))
    walk = snapshot._Walk()
    walk.add((prepared.dataset, prepared.plan))
    return Site(prepared, downloads, snapshot.take(prepared, downloads), walk.texts)


@pytest.fixture(scope="module")
def small(tiny_prepared: PreparedSite) -> Site:
    return site_of(tiny_prepared)


@pytest.fixture(scope="module")
def large(real: PreparedSite) -> Site:
    return site_of(real)


def set_words(text: TracedText, code: str, words: str) -> None:
    dict.__setitem__(text, code, words)


def check_changes(site: Site, seed: int, changes: int) -> None:
    """Change random words in memory, one after the other: only pages that read them may change."""
    chance = random.Random(seed)
    codes = [one.code for one in site.prepared.localizations]
    before = {code: render(site.prepared, code, site.downloads) for code in codes}
    seen = 0
    for _ in range(changes):
        text = chance.choice([text for text in site.texts if text])
        changed = chance.choice(sorted(dict.keys(text)))
        words = dict(text)[changed]
        set_words(text, changed, chance.choice((f"{words} жаңа", words[: len(words) // 2 + 1], "ә")))
        try:
            for code in codes:
                after = render(site.prepared, code, site.downloads)
                different = {name for name, made in after.made.items() if before[code].made[name] != made}
                readers = {
                    name for name, keys in before[code].reads.items() if (text.number, changed) in keys
                }
                assert different <= readers, (words, different - readers)
                seen += len(different)
        except (ProblemsError, ValueError, StopIteration, KeyError):
            # Words that the checks would not have let through.
            continue
        finally:
            set_words(text, changed, words)
    assert seen, "no change was seen on a page"


@pytest.mark.parametrize("seed", range(2))
def test_a_change_of_words_reaches_only_pages_that_read_them(seed: int, small: Site) -> None:
    check_changes(small, seed, 12)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.full) for seed in (1, 2))])
def test_a_change_of_words_reaches_only_pages_that_read_them_in_the_statute(seed: int, large: Site) -> None:
    check_changes(large, seed, 8)


def check_alone(site: Site, code: str) -> None:
    together = render(site.prepared, code, site.downloads)
    for name, reads in together.reads.items():
        alone = render(site.prepared, code, site.downloads, only=name)
        assert alone.reads[name] == reads, name
        assert page_record.places(site.taken, reads) is not None, name


def test_a_page_reads_the_same_alone_and_after_others(small: Site) -> None:
    """What others have computed before is reported by each page that uses it."""
    for localization in small.prepared.localizations:
        check_alone(small, localization.code)


@pytest.mark.slow
@pytest.mark.parametrize("code", ["ru", pytest.param("kk", marks=pytest.mark.full)])
def test_a_page_of_the_statute_reads_the_same_alone_and_after_others(large: Site, code: str) -> None:
    """In one language, because each page is rendered alone."""
    check_alone(large, code)


def test_what_is_outside_the_texts_is_noted(small: Site) -> None:
    reads = render(small.prepared, "kk", small.downloads).reads
    assert {(NAMED, "proof"), (NAMED, "downloads")} <= reads["index.md"]
    assert (NAMED, "downloads") not in reads["terms.md"]


# Files


@pytest.fixture
def written(tiny: Project) -> Project:
    markdown_tree.write(preparation.prepare(tiny))
    return tiny


def tree(project: Project) -> dict[str, bytes]:
    folders = [project.build / "kk", project.build / "data"]
    return {
        str(path.relative_to(project.build)): path.read_bytes()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The Markdown files of the pages that are made anew."""
    render_pages, names = renderer.render_pages, list[str]()

    def count(contexts: Any, draw: Any, **options: Any) -> Iterator[renderer.Rendered]:
        for one in render_pages(contexts, draw, **options):
            names.append(one.page.source)
            yield one

    monkeypatch.setattr(renderer, "render_pages", count)
    return names


def record(project: Project) -> Path:
    return project.build / ".cache" / workspace.PAGES


def test_nothing_is_made_if_nothing_changed(written: Project, made: list[str]) -> None:
    before = tree(written)
    counts = markdown_tree.write(preparation.prepare(written))
    assert (made, counts["written"], counts["removed"]) == ([], 0, 0)
    assert tree(written) == before


def test_changed_words_make_the_pages_that_have_them(written: Project, made: list[str]) -> None:
    words = "Кітап сақталатын және оқылатын орын."
    having = {name for name, content in tree(written).items() if words.encode() in content}
    edit(written.data / "glossary.yml", words, "Кітап жаңаша сақталатын орын.")
    markdown_tree.write(preparation.prepare(written))
    assert {name.removeprefix("kk/docs/") for name in having if name.endswith(".md")} <= set(made)
    assert "history.md" not in made
    assert len(made) < len(preparation.prepare(written).plan.pages)


def test_a_changed_interface_word_makes_every_page(written: Project, made: list[str]) -> None:
    edit(written.data / "strings" / "kk.yml", "page.terms: ", "page.terms: Жаңа ")
    prepared = preparation.prepare(written)
    markdown_tree.write(prepared)
    assert len(made) == len(prepared.plan.pages)


@pytest.mark.parametrize("damage", [b"", b"[]", b"\xff", b'{"shared": 1}', b'{"values": [], "pages": []}'])
@pytest.mark.parametrize("kept", [True, False])
def test_a_damaged_record_makes_every_page(
    damage: bytes, kept: bool, written: Project, made: list[str]
) -> None:
    before, path = tree(written), record(written)
    if kept:
        atomic.keep(path, damage)
    else:
        path.write_bytes(path.read_bytes()[:-9] + damage)
    prepared = preparation.prepare(written)
    markdown_tree.write(prepared)
    assert len(made) == len(prepared.plan.pages)
    assert tree(written) == before


def test_a_page_whose_files_were_changed_is_made_anew(written: Project, made: list[str]) -> None:
    before = tree(written)
    docs = written.build / "kk" / "docs"
    (docs / "terms.md").write_text("strange words", encoding="utf-8")
    (docs / "assets" / "charts").joinpath(next((docs / "assets" / "charts").iterdir()).name).unlink()
    (docs / "strange.md").write_text("strange page", encoding="utf-8")
    markdown_tree.write(preparation.prepare(written))
    assert "terms.md" in made
    assert 2 <= len(made) < 10
    assert tree(written) == before


def test_a_page_that_read_a_text_without_number_is_never_kept(small: Site) -> None:
    reads: set[Key] = set()
    with reading(reads):
        assert TracedText(kk="сөз")["kk"] == "сөз"
    assert page_record.places(small.taken, reads) is None


def test_pages_that_make_one_file_are_never_kept() -> None:
    pages = {
        "a.md": Made({"a.md": "", "x.svg": ""}, [], 0, []),
        "b.md": Made({"b.md": "", "x.svg": ""}, [], 0, []),
        "c.md": Made({"c.md": ""}, [], 0, []),
    }
    assert markdown_tree._sharing(pages) == ["a.md", "b.md"]


def test_a_value_that_the_walk_does_not_know_is_refused() -> None:
    with pytest.raises(TypeError, match="made from a object, of which nobody knows"):
        snapshot._Walk().add([object()])
