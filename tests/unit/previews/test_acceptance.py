"""What becomes of a built preview: the comment, and whether a site is published."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from generator.cli import main
from generator.plan.localization import Localization
from generator.previews import acceptance, banner, notices, outcome
from generator.previews.acceptance import Preview
from generator.previews.notices import Place
from generator.previews.outcome import Outcome
from generator.problems import Problem, ProblemsError
from tests.unit.previews.test_banner import PAGE

SITE = "https://statutes.example.org/library"
OWN = "https://previews.example.net/library/pr/7/"
COMMIT, STANDING = "a" * 40, "b" * 40
STANDS = "What stands [here]({}index.html) is of bbbbbbbbbbbb, an earlier commit."


def archive(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as target:
        for name, words in files.items():
            target.writestr(name, words)
    return path


def report(result: Outcome, folder: Path) -> str:
    folder.mkdir(exist_ok=True)
    outcome.write(result, folder)
    return (folder / outcome.FILE).read_text(encoding="utf-8")


def accepted(
    folder: Path,
    localizations: list[Localization],
    built: dict[str, str] | None,
    unchecked: dict[str, str] | None = None,
    *,
    address: str = f"{SITE}/pr/7/",
    home: str = "",
    standing: str = STANDING,
) -> tuple[str, bool]:
    """Return the comment, and whether a site is published; it is then marked."""
    for name, files in (("built.zip", built), ("unchecked.zip", unchecked)):
        if files is not None:
            archive(folder / name, files)
    place = Place(commit=COMMIT, address=address, standing=standing, run="https://example.org/runs/1")
    preview = Preview(
        number=7,
        place=place,
        built=folder / "built.zip",
        unchecked=folder / "unchecked.zip",
        home=home,
    )
    acceptance.accept(preview, localizations, folder / "out")
    site = folder / "out" / "site"
    if site.exists():
        banner.expect_marks(site)
    assert {path.name for path in (folder / "out").iterdir()} <= {"comment.md", "site"}
    return (folder / "out" / "comment.md").read_text(encoding="utf-8"), site.exists()


@pytest.mark.site
def test_a_site_that_main_built(localizations: list[Localization], tmp_path: Path) -> None:
    built = {"site/index.html": PAGE, "report/outcome.json": report(Outcome(comment="verdict\n"), tmp_path)}
    assert accepted(tmp_path, localizations, built, {"site/index.html": "lie"}) == ("verdict\n", True)
    assert "words" in (tmp_path / "out" / "site" / "index.html").read_text(encoding="utf-8")


@pytest.mark.site
def test_a_refusal_names_what_stands(localizations: list[Localization], tmp_path: Path) -> None:
    error = ProblemsError([Problem("data/<b>.yml", 3, "is @bad")])
    built = {"report/outcome.json": report(outcome.refused("its data are refused", error), tmp_path)}
    comment, published = accepted(tmp_path, localizations, built, {"site/index.html": PAGE})
    assert not published
    assert comment.startswith("**The newest commit, aaaaaaaaaaaa, has no preview: its data are refused.**\n")
    assert STANDS.format(f"{SITE}/pr/7/") in comment
    assert "- data/&#60;b&#62;.yml" in comment and "@bad" not in comment


@pytest.mark.site
@pytest.mark.parametrize(
    "built",
    [
        None,
        {},
        {"site/index.html": PAGE},
        {"report/outcome.json": "[]"},
        {"report/outcome.json": "{"},
        {"report/outcome.json": '{"comment": "The words are unchanged"}'},
        {"report/outcome.json/x.json": "{}"},
        {"report/../x.json": "{}"},
        {"data/act.yml": ""},
    ],
)
def test_a_build_that_left_nothing_readable(
    built: dict[str, str] | None, localizations: list[Localization], tmp_path: Path
) -> None:
    comment, published = accepted(tmp_path, localizations, built, {"site/index.html": PAGE}, standing="")
    assert comment.startswith(f"**The newest commit, {COMMIT[:12]}, has no preview: the job that builds it")
    assert "No preview of an earlier commit is published." in comment
    assert not published


CODE = Outcome(code=("generator/x.py", "<b> @all.py", *(f"{n}.py" for n in range(9))))


@pytest.mark.site
@pytest.mark.parametrize(
    ("address", "home", "published"),
    [
        (f"{SITE}/pr/7/", "", False),
        # Another repository of the same owner has the same origin.
        ("https://statutes.example.org/previews/pr/7/", SITE, False),
        ("https://STATUTES.example.org/previews/pr/7/", SITE, False),
        (OWN, SITE, True),
        # These may lead to the same pages.
        ("https://statutes.example.org:443/pr/7/", SITE, False),
        ("https://statutes.example.org:8443/pr/7/", SITE, False),
        ("https://statutes.example.org./pr/7/", SITE, False),
        ("http://statutes.example.org/pr/7/", SITE, False),
    ],
)
def test_code_needs_an_origin_of_its_own(
    address: str, home: str, published: bool, localizations: list[Localization], tmp_path: Path
) -> None:
    built = {"report/outcome.json": report(CODE, tmp_path)}
    unchecked = {"site/index.html": PAGE, "data/act.yml": ""}
    comment, has_site = accepted(tmp_path, localizations, built, unchecked, address=address, home=home)
    assert has_site is published
    assert "Nothing is said here about what changed or about the words of the source" in comment
    assert "- generator/x.py\n" in comment and "- and 6 more\n" in comment and "<b>" not in comment
    assert ("https://example.org/runs/1#artifacts" in comment) is not published
    assert (STANDS.format(address) in comment) is not published


@pytest.mark.site
@pytest.mark.parametrize(
    ("unchecked", "reason"),
    [
        (None, "it touches code, and its own build left no site"),
        ({"data/act.yml": ""}, "what its own build left cannot be read as a site"),
        ({"site/index.html": PAGE, "site/../x.html": ""}, "what its own build left cannot be read as a site"),
        ({"site/index.html": "<svg/>"}, "the banner and &#96;noindex&#96; would not be visible on its pages"),
    ],
)
def test_a_bad_site_of_other_code(
    unchecked: dict[str, str] | None, reason: str, localizations: list[Localization], tmp_path: Path
) -> None:
    built = {"report/outcome.json": report(CODE, tmp_path)}
    comment, published = accepted(tmp_path, localizations, built, unchecked, address=OWN, home=SITE)
    assert comment.startswith(f"**The newest commit, {COMMIT[:12]}, has no preview: {reason}.**")
    assert STANDS.format(OWN) in comment and not published


def test_the_longest_refusal_fits() -> None:
    place = Place(commit=COMMIT, address=OWN, standing=STANDING)
    body = notices.refusal(place, "<" * 9000, ["@" * 90_000] * 500)
    assert len(body) < 30_000 and "- and 495 more" in body


def test_an_outcome_is_read_as_it_was_written(tmp_path: Path) -> None:
    for result in (CODE, Outcome(comment="ә\n"), outcome.refused("no")):
        outcome.write(result, tmp_path)
        assert outcome.read(tmp_path) == result
    (tmp_path / outcome.FILE).write_text(json.dumps({"comment": "x" * outcome.MAX_SIZE}), encoding="utf-8")
    with pytest.raises(ProblemsError, match="is not an outcome: it is too large"):
        outcome.read(tmp_path)


@pytest.mark.site
def test_a_command_that_takes_too_long_is_a_refusal(
    tiny: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("generator.previews.time_limit.run", lambda words, seconds: f"{words[-1]} {seconds}")
    folder = tmp_path / "out"
    place = ["--number", "7", "--address", SITE, "--commit", COMMIT, "--standing", STANDING]
    archives = ["--built", "absent.zip", "--unchecked", "absent.zip"]
    assert main(["preview", "accept", str(folder), *archives, *place, "--seconds", "9"]) == 0
    assert capsys.readouterr().out == "no\n"
    comment = (folder / "comment.md").read_text(encoding="utf-8")
    assert "what was built could not be checked: " in comment and STANDS.format(f"{SITE}/pr/7/") in comment


def test_a_closing_note_is_added_once() -> None:
    body = "**verdict**\n\nmore\n"
    closed = notices.add_closing_note(body)
    assert closed == f"{notices.CLOSED}\n\n{body}"
    assert notices.add_closing_note(closed) == closed


@pytest.mark.site
def test_a_hundred_thousand_paths_are_counted(localizations: list[Localization], tmp_path: Path) -> None:
    paths = tuple(f"generator/{number:06}{'x' * 90}" for number in range(100_000))
    built = {"report/outcome.json": report(Outcome(code=paths), tmp_path)}
    comment, published = accepted(tmp_path, localizations, built)
    assert (tmp_path / outcome.FILE).stat().st_size < outcome.MAX_SIZE
    assert "its own build left no site" in comment and not published
    place = Place(commit=COMMIT, address=f"{SITE}/pr/7/")
    read = outcome.read(tmp_path)
    assert "- and 99,995 more" in notices.code_not_published(place, read.code, read.omitted)
    refused = outcome.refused("no", ProblemsError(Problem("data/a.yml", n, "ә" * 9_000) for n in range(900)))
    outcome.write(refused, tmp_path)
    read = outcome.read(tmp_path)
    assert "- and 895 more" in notices.refusal(place, read.refusal, read.problems, read.omitted)
