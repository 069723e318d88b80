"""`drafts accept` and `refuse`, and `todo`."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks import rules
from generator.cli import main
from generator.dataset import loader
from tests.unit.drafts.support import drafts_of, imported


def run(data: Path, *words: str) -> int:
    return main(["--data", str(data), *words])


def test_an_accepted_draft_is_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = imported(tmp_path, "kk")
    before = len(drafts_of(data))
    id_ = next(draft.id for draft in drafts_of(data) if draft.relation and draft.relation.kind == "heads")
    assert run(data, "drafts", "accept", id_) == 0
    assert (
        capsys.readouterr().out
        == f"post-head: accepted into bodies.yml\n{id_}: accepted into relations.yml\n"
    )
    dataset = loader.load(data)
    assert [post.name["kk"] for post in dataset.organisation.posts] == ["Агенттік төрағасы"]
    assert [relation.kind.value for relation in dataset.relations] == ["heads"]
    assert len(drafts_of(data)) == before - 2
    assert rules.check(dataset) == []


def test_all_drafts_can_be_accepted_and_the_data_check(tmp_path: Path) -> None:
    data = imported(tmp_path, "kk", "ru")
    waiting = len(drafts_of(data))
    assert run(data, "drafts", "accept", "--all") == 0
    assert drafts_of(data) == ()
    dataset = loader.load(data)
    assert waiting > len(dataset.relations) > 5
    assert rules.check(dataset) == []


def test_a_refused_draft_does_not_come_back(tmp_path: Path) -> None:
    data = imported(tmp_path, "kk")
    assert run(data, "drafts", "refuse", "body-president") == 0
    assert run(data, "drafts", "propose") == 0
    assert "body-president" not in {draft.id for draft in drafts_of(data)}
    assert "body-president" in loader.drafts(data).refused


def test_an_unknown_id_names_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = imported(tmp_path, "kk")
    assert run(data, "drafts", "accept", "post-haed") == 1
    assert (
        capsys.readouterr().err
        == "data/drafts.yml:1: no draft has the id `post-haed`; nearest: `post-head`\n"
    )


def test_todo_lists_facts_and_drafts_with_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = imported(tmp_path, "kk")
    assert run(data, "todo") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("data/act.yml:2: has no `checked`")
    written = (data / "drafts.yml").read_text(encoding="utf-8").splitlines()
    for line in lines[:-1]:
        if "draft `" in line:
            file, number, rest = line.split(":", 2)
            assert file == "data/drafts.yml"
            assert written[int(number) - 1].strip() == f"- id: {rest.split('`')[1]}"
    assert lines[-2] == f"{len(lines) - 2} to do"
    assert lines[-1].startswith("`drafts accept ID …` (or --all) and `drafts refuse ID …` decide")


def test_todo_says_that_editorial_assignments_are_hidden(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = imported(tmp_path, "kk")
    dataset = loader.load(data)
    place = next(provision.eid for provision in dataset.provisions if provision.role)
    (data / "assignments.yml").write_text(
        f"assignments:\n  - {{provision: {place}, body: {dataset.act.office}, basis: editorial, "
        "confidence: high, ground: {kk: негіз}}\n",
        encoding="utf-8",
    )
    assert run(data, "todo") == 0
    line = (
        "`show_editorial_assignments` hides 1 editorial assignments; "
        "set it to true when all functions are reviewed"
    )
    assert any(row.endswith(line) for row in capsys.readouterr().out.splitlines())
    site = data / "site.yml"
    site.write_text(
        site.read_text("utf-8").replace("show_editorial_assignments: false", ""), encoding="utf-8"
    )
    assert run(data, "todo") == 0
    assert "show_editorial_assignments" not in capsys.readouterr().out
