"""`terms propose`: suggestions with their reasons, as entries to paste; nothing is linked by them."""

from __future__ import annotations

import pytest

from generator.builder.project import Project
from generator.cli import main
from generator.dataset.loader import load


def propose(project: Project, *arguments: str) -> int:
    return main(["--root", str(project.root), "terms", "propose", *arguments])


def test_a_proposal_has_its_sentence_its_reason_and_an_entry(
    tiny: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert propose(tiny) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith(
        """\
  # Осы қаулының қосымшасына сәйкес Ауыл [кітапханалары] агенттігі туралы ереже бекітілсін.
  # `library`: «кітапханалары» is a form of «кітапхана» (plural possessive)
  - provision: para_1
    language: kk
    words: кітапханалары
    term: library
"""
    )
    assert printed.err.startswith("6 candidates; none is a link until a person has read it")


def test_pasted_proposals_are_links_and_are_proposed_no_more(
    tiny: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tiny.data / "term-links.yml"
    before = load(tiny.data).glossary.term_links
    assert propose(tiny) == 0
    with file.open("a", encoding="utf-8") as stream:
        stream.write(capsys.readouterr().out)
    assert len(load(tiny.data).glossary.term_links) == len(before) + 6
    assert main(["--root", str(tiny.root), "check"]) == 0
    capsys.readouterr()
    assert propose(tiny) == 0
    assert capsys.readouterr().out == ""


def test_proposals_of_a_new_statute_are_no_links(tiny: Project) -> None:
    (tiny.data / "term-links.yml").unlink()
    assert propose(tiny) == 0
    assert not (tiny.data / "term-links.yml").exists()
    assert load(tiny.data).glossary.term_links == ()


def test_an_unknown_language_is_refused(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert propose(tiny, "--language", "kg") == 1
    assert capsys.readouterr().err == "--language:1: unknown language `kg`; expected one of kk\n"


def test_a_sentence_stays_in_its_comment(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """What follows a line break in the act would be pasted as an entry."""
    assert propose(tiny) == 0
    before = capsys.readouterr().out
    decree = tiny.data / "provisions" / "decree.yml"
    text = decree.read_text(encoding="utf-8")
    words = "Осы қаулының қосымшасына сәйкес Ауыл кітапханалары агенттігі туралы ереже бекітілсін."
    assert f"kk: {words}" in text
    broken = words.replace(" ", "\\n", 3)
    decree.write_text(text.replace(f"kk: {words}", f'kk: "{broken}"'), encoding="utf-8")
    assert propose(tiny) == 0
    assert capsys.readouterr().out == before
