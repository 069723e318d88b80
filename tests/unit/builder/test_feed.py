"""The feed: valid Atom, dated by the data, complete, and the same bytes twice."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from lxml import etree, html
from msgspec.structs import replace

from generator.builder import changelog, feed
from generator.builder.changelog import Release
from generator.builder.preparation import PreparedSite
from generator.problems import ProblemsError
from tests.support.paths import INPUTS

ADDRESS = "https://example.org/act"
RELEASE = Release("1.2.0", dt.date(2026, 11, 20), "### Fixed\n\n- **Text.** A & B <c>.")
NAMES = {"a": feed.ATOM}
SCHEMA = etree.RelaxNG(etree.parse(INPUTS / "atom.rng"))


def written(prepared: PreparedSite, code: str, releases: tuple[Release, ...] = (RELEASE,)) -> bytes:
    addressed = replace(prepared, base_url=ADDRESS)
    (localization,) = (one for one in prepared.localizations if one.code == code)
    return feed.feed(addressed, localization, releases)


def texts(document: bytes, path: str) -> list[str]:
    found: Any = etree.fromstring(document).xpath(path, namespaces=NAMES)
    return [str(one) for one in found]


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_it_is_valid_against_rfc_4287(real: PreparedSite, code: str) -> None:
    document = etree.fromstring(written(real, code))
    SCHEMA.assertValid(document)


def test_an_invented_statute_has_a_valid_feed_too(tiny_prepared: PreparedSite) -> None:
    SCHEMA.assertValid(etree.fromstring(written(tiny_prepared, "kk", ())))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"T00:00:00Z</updated>", b"</updated>"),
        (b"<id>", b"<id/><id>"),
        (b"<entry>", b"<entry><note/>"),
        (b'rel="self" ', b'rel="self" rev="x" '),
        (b'xml:lang="kk"', b'xml:lang="k k"'),
        (b"<name>", b"<nom>x</nom><name>"),
    ],
)
def test_the_schema_refuses_what_is_not_atom(real: PreparedSite, old: bytes, new: bytes) -> None:
    content = written(real, "kk")
    assert content.count(old)
    assert not SCHEMA.validate(etree.fromstring(content.replace(old, new, 1)))


def test_ids_are_addresses_that_occur_once(real: PreparedSite) -> None:
    content = written(real, "ru")
    ids = texts(content, "//a:id/text()")
    assert len(ids) == len(set(ids)) > 5
    assert all(one.startswith(f"{ADDRESS}/ru/") for one in ids)


def test_every_entry_has_a_link_and_the_newest_stands_first(real: PreparedSite) -> None:
    content = written(real, "ru")
    entries = texts(content, "//a:entry/a:id/text()")
    assert len(texts(content, "//a:entry/a:link[@rel='alternate']/@href")) == len(entries)
    days = texts(content, "//a:entry/a:updated/text()")
    assert days == sorted(days, reverse=True)
    assert texts(content, "/a:feed/a:updated/text()") == days[:1]


def test_titles_tell_the_entries_apart(real: PreparedSite) -> None:
    titles = texts(written(real, "ru"), "//a:entry/a:title/text()")
    assert len(set(titles)) == len(titles)


def test_versions_later_acts_changes_and_releases_are_entries(real: PreparedSite) -> None:
    ids = {one.removeprefix(f"{ADDRESS}/kk/") for one in texts(written(real, "kk"), "//a:entry/a:id/text()")}
    dataset = real.dataset
    pages = {page.path for page in real.plan.pages if page.kind in ("version", "structure", "amendment")}
    doubts = {one.id for one in dataset.amendments.timeline.unknown if one.act and not one.provisions}
    assert pages
    assert ids == {
        "text.html",
        "index.html#release-1.2.0",
        *pages,
        *(f"currency.html#{change.id}" for change in dataset.act.changes),
        *(f"history.html#{one}" for one in doubts),
    }


def test_every_date_is_one_of_the_data(real: PreparedSite) -> None:
    act, amendments = real.dataset.act, real.dataset.amendments
    known = {act.version.date, act.checked, RELEASE.day}
    known |= {day for change in act.changes for day in (change.date, change.checked)}
    known |= {one.date for one in amendments.acts}
    known |= {one.on for one in amendments.timeline.unknown}
    known |= {one.on for one in amendments.timeline.structures}
    known |= set(real.plan.history.days if real.plan.history else ())
    content = written(real, "kk")
    days = texts(content, "//a:updated/text() | //a:published/text()")
    assert {dt.date.fromisoformat(one.removesuffix("T00:00:00Z")) for one in days} <= known


def test_a_release_has_the_words_of_the_changelog_as_html(tiny_prepared: PreparedSite) -> None:
    content = written(tiny_prepared, "kk")
    (body,) = texts(content, "//a:content[@type='html'][@xml:lang='en']/text()")
    document: Any = html.fromstring(body)
    assert document.text_content().split() == ["Fixed", "Text.", "A", "&", "B", "."]


def test_it_is_the_same_bytes_twice(real: PreparedSite) -> None:
    assert written(real, "kk") == written(real, "kk")


CHANGELOG = """# Changelog

## [0.2.0] – Unreleased

- a

## [0.1.0] – 2026-11-27

Version of the text.

### Fixed

- b

## [0.0.1] - 2026-01-02
"""


def test_only_dated_releases_are_read() -> None:
    assert changelog.releases(CHANGELOG) == [
        Release("0.1.0", dt.date(2026, 11, 27), "Version of the text.\n\n### Fixed\n\n- b"),
        Release("0.0.1", dt.date(2026, 1, 2), ""),
    ]


def test_a_day_that_does_not_exist_is_a_problem_with_its_line() -> None:
    with pytest.raises(ProblemsError) as raised:
        changelog.releases(CHANGELOG.replace("2026-11-27", "2026-11-31"))
    assert str(raised.value) == (
        "CHANGELOG.md:7: there is no day 2026-11-31; expected the day of release 0.1.0"
    )
