"""`sample` and the counts of `check`: what the site adds to an invented statute, with its claims."""

from __future__ import annotations

import pytest

from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.cli import main
from generator.commands.additions import AdditionKind, additions, summary


@pytest.fixture(scope="module")
def rows(tiny_prepared: PreparedSite) -> list[tuple[str, str]]:
    return [(row.kind.value, row.source) for row in additions(tiny_prepared)]


def test_every_entry_of_the_data_that_adds_something_is_listed(
    tiny_prepared: PreparedSite, rows: list[tuple[str, str]]
) -> None:
    dataset, index = tiny_prepared.dataset, tiny_prepared.localizations[0].index
    counts = {kind.value: sum(row[0] == kind for row in rows) for kind in AdditionKind}
    shown = index.shown_assignments
    assert counts["term-link"] == len(dataset.glossary.term_links)
    assert counts["reference"] == len(dataset.citations.references)
    assert counts["title"] == len(dataset.editorial.titles)
    assert counts["assignment"] == len(shown)
    assert counts["ground"] == sum(assignment.ground is not None for assignment in shown)
    assert counts["note"] > 3
    assert counts["label"]


def test_an_addition_has_its_place_its_words_and_its_claim(tiny_prepared: PreparedSite) -> None:
    link = additions(tiny_prepared)[0]
    assert link.kind is AdditionKind.TERM_LINK
    assert link.at == ("data/term-links.yml", 2)
    assert link.source == "ойдан шығарылған"
    (claim,) = link.claims
    assert claim.language == "kk"
    assert claim.place == "Ауыл кітапханалары агенттігі туралы ереженің 1-тармағының екінші бөлігі"
    assert claim.words == "Агенттік ауылдардағы [кітапханалар] жүйесін басқарады."
    assert claim.says == "this means the term «кітапхана»: Кітап сақталатын және оқылатын орын."


def test_the_summary_counts_each_kind_and_its_sources(tiny_prepared: PreparedSite) -> None:
    rows = additions(tiny_prepared)
    words = summary(rows)
    assert words.startswith("additions: 1 term links (1 name a source), ")
    for kind in AdditionKind:
        assert f"{sum(row.kind is kind for row in rows)} {kind.value.replace('-', ' ')}s (" in words


def test_check_prints_the_summary(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tiny.root), "check"]) == 0
    assert "additions: 1 term links (1 name a source)" in capsys.readouterr().out


def sample(project: Project, *arguments: str) -> int:
    return main(["--root", str(project.root), "sample", *arguments])


def test_a_seed_gives_the_same_sample_again(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    printed = []
    for _ in range(2):
        assert sample(tiny, "5", "--seed", "7") == 0
        printed.append(capsys.readouterr())
    assert printed[0] == printed[1]
    assert printed[0].out.count("   source: ") == 5
    assert [line[:2] for line in printed[0].out.splitlines() if line[0].isdigit()] == [
        f"{number}." for number in range(1, 6)
    ]
    assert printed[0].err.endswith("--seed 7 prints the same sample\n")


def test_samples_without_a_seed_differ_and_name_theirs(
    tiny: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds = set()
    for _ in range(3):
        assert sample(tiny, "1") == 0
        seeds.add(capsys.readouterr().err.partition("--seed ")[2])
    assert len(seeds) == 3


def test_a_sample_holds_no_more_than_there_is(
    tiny: Project, tiny_prepared: PreparedSite, capsys: pytest.CaptureFixture[str]
) -> None:
    everything = additions(tiny_prepared)
    assert sample(tiny, "10000") == 0
    assert capsys.readouterr().out.count("   source: ") == len(everything)
    titles = [row for row in everything if row.kind is AdditionKind.TITLE]
    assert sample(tiny, "10000", "--kind", "title") == 0
    assert capsys.readouterr().out.count("   source: ") == len(titles)


def test_a_sample_of_nothing_is_refused(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert sample(tiny, "0") == 1
    assert capsys.readouterr().err == "sample:1: `0` is too small; expected at least 1\n"
