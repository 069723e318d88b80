"""A check that remembers the last one reports what a check of every file reports."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from generator.builder import link_check, link_reading, link_record
from generator.builder.manifest import digest
from generator.files import atomic

PAGES = [f"{folder}{number}.html" for folder in ("", "a/") for number in range(4)]


def write(site: Path, name: str, chance: random.Random) -> None:
    """Write a page with random anchors and with links to random places of random pages."""
    anchors = "".join(f'<p id="p{number}">т</p>' for number in chance.sample(range(6), chance.randint(1, 5)))
    up = "../" if "/" in name else ""
    links = "".join(
        f'<a href="{up}{chance.choice(PAGES)}#p{chance.randrange(6)}">с</a>'
        for _ in range(chance.choice((0, 0, 1, 2)))
    )
    path = site / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"<!doctype html><title>t</title>{anchors}{links}", encoding="utf-8")


@pytest.mark.parametrize("seed", range(6))
def test_the_report_is_that_of_a_full_check(seed: int, tmp_path: Path) -> None:
    chance, site, record = random.Random(seed), tmp_path / "site", tmp_path / "links"
    site.mkdir()
    for name in PAGES:
        write(site, name, chance)
    sound = 0
    for _ in range(60):
        report = link_check.check(site, record=record)
        assert report == link_check.check(site)
        sound += not report.problems
        name = chance.choice(PAGES)
        if chance.random() < 0.1 and (site / name).exists():
            (site / name).unlink()
        else:
            write(site, name, chance)
        for problem in link_check.check(site).problems if chance.random() < 0.8 else ():
            write(site, problem.file, chance)
    assert sound, "no check left a record"


@pytest.fixture
def checked(tmp_path: Path) -> tuple[Path, Path]:
    """A site of two pages and the record of its check."""
    site, record = tmp_path / "site", tmp_path / "links"
    site.mkdir()
    (site / "index.html").write_text('<a href="other.html#p1">x</a>', encoding="utf-8")
    (site / "other.html").write_text('<p id="p1">x</p>', encoding="utf-8")
    assert not link_check.check(site, record=record).problems
    return site, record


def read_files(site: Path, record: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the files whose links a check reads."""
    read, names = link_reading._read, []

    def count(path: Path, known: str | None) -> link_reading.Document:
        names.append(path.name)
        return read(path, known)

    monkeypatch.setattr(link_reading, "_read", count)
    link_check.check(site, record=record)
    return names


def test_what_has_not_changed_is_not_read(
    checked: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_files(*checked, monkeypatch) == []


def test_a_page_is_checked_again_when_the_anchors_that_it_links_change(checked: tuple[Path, Path]) -> None:
    site, record = checked
    (site / "other.html").write_text('<p id="p2">x</p>', encoding="utf-8")
    assert [problem.file for problem in link_check.check(site, record=record).problems] == ["index.html"]


def test_a_removed_file_is_noticed(checked: tuple[Path, Path]) -> None:
    site, record = checked
    (site / "other.html").unlink()
    assert [problem.file for problem in link_check.check(site, record=record).problems] == ["index.html"]


@pytest.mark.parametrize(
    "damage", [b"", b"[]", b'{"shared": 1}', b"\xff", b'{"shared": "", "files": {"a": 1}}']
)
@pytest.mark.parametrize("whole", [True, False])
def test_a_damaged_record_is_not_used(
    damage: bytes, whole: bool, checked: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, record = checked
    if whole:
        atomic.keep(record, damage)
    else:
        record.write_bytes(record.read_bytes()[:-9] + damage)
    assert read_files(site, record, monkeypatch) == ["index.html", "other.html"]


def test_a_check_for_another_address_reads_every_file(checked: tuple[Path, Path]) -> None:
    site, record = checked
    (site / "index.html").write_text('<a href="/other.html#p1">x</a>', encoding="utf-8")
    assert not link_check.check(site, base="/", record=record).problems
    assert len(link_check.check(site, record=record).problems) == 1


def test_known_digests_stand_for_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, record = tmp_path / "site", tmp_path / "links"
    for name in PAGES:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(f'<!doctype html><title>t</title><p id="{name}">т</p>', encoding="utf-8")
    report = link_check.check(site, record=record)
    assert not report.problems
    kept = json.loads(atomic.recall(record) or b"")
    digests = {name: digest((site / name).read_bytes()) for name in PAGES}
    with monkeypatch.context() as patched:
        patched.setattr(link_reading, "digest", lambda *parts: pytest.fail("a file was read"))
        assert link_check.check(site, record=record, digests=digests) == report
    assert json.loads(atomic.recall(record) or b"") == kept
    # A page that was read before is not read again.
    pages = link_reading.read_pages(site, PAGES, digests)
    record.unlink()
    with monkeypatch.context() as patched:
        patched.setattr(link_reading, "_read", lambda *file: pytest.fail("a file was read"))
        assert link_check.check(site, record=record, digests=digests, read=pages) == report
    assert json.loads(atomic.recall(record) or b"") == kept
    # A page with another digest is read, and what was found in it recorded.
    (site / PAGES[0]).write_text('<!doctype html><title>t</title><a href="no.html">', encoding="utf-8")
    digests[PAGES[0]] = digest((site / PAGES[0]).read_bytes())
    (problem,) = link_check.check(site, record=record, digests=digests).problems
    assert problem.file == PAGES[0]


def test_what_a_file_links_is_known(checked: tuple[Path, Path], tmp_path: Path) -> None:
    _, record = checked
    assert link_record.linked(record, ["index.html"]) == {"index.html", "other.html"}
    assert link_record.linked(record, ["other.html", "new.html"]) == {"other.html", "new.html"}
    assert link_record.linked(tmp_path / "none", ["index.html"]) == {"index.html"}
