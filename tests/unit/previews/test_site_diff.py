"""The comparison of two built sites: by bytes first, then by the text of the article."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.previews.site_diff import article, differ

FRAME = (
    "<!doctype html><html><head><title>{title}</title></head><body><nav>{nav}</nav>"
    '<article class="md-content__inner md-typeset">{words}</article></body></html>'
)


def site(folder: Path, pages: dict[str, str], nav: str = "a") -> Path:
    for name, words in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = FRAME.format(title="t", nav=nav, words=words) if name.endswith(".html") else words
        path.write_text(text, encoding="utf-8")
    return folder


def test_what_differs(tmp_path: Path) -> None:
    old = site(
        tmp_path / "old",
        {"kk/a.html": "<p>бір</p>", "kk/b.html": "екі", "kk/c.html": "үш", "a.css": "x", "gone.svg": "x"},
    )
    new = site(
        tmp_path / "new", {"kk/a.html": "<p>бір</p>", "kk/b.html": "екі!", "kk/d.html": "төрт", "a.css": "y"}
    )
    difference = differ(old, new)
    assert difference.pages == (("added", "kk/d.html"), ("removed", "kk/c.html"), ("changed", "kk/b.html"))
    assert difference.frame_only == ()
    assert difference.other_files == ("a.css", "gone.svg")
    assert (difference.before.files, difference.before.pages) == (5, 3)
    assert difference.after.total == sum(path.stat().st_size for path in new.rglob("*") if path.is_file())


def test_the_frame_and_white_space_do_not_count_as_text(tmp_path: Path) -> None:
    old = site(tmp_path / "old", {"a.html": "<p>бір екі</p>", "b.html": "x"})
    new = site(tmp_path / "new", {"a.html": "<p>бір\n  екі</p>", "b.html": "x"}, nav="b")
    difference = differ(old, new)
    assert difference.pages == () and difference.frame_only == ("a.html", "b.html")


def test_the_same_site(tmp_path: Path) -> None:
    old = site(tmp_path / "old", {"a.html": "x"})
    difference = differ(old, old)
    assert (difference.pages, difference.frame_only, difference.other_files, difference.before) == (
        (),
        (),
        (),
        difference.after,
    )


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (b"", ""),
        (b"\xff\xfe\x00", None),
        (b"<p>no article</p>", "no article"),
        (b'<article class="other"><p>x</p></article>', "x"),
        (b"<div>" * 5000 + b"deep", None),
        (b'<article class="md-content__inner">a<b>b</b>c', "a b c"),
    ],
)
def test_malformed_pages(words: bytes, text: str | None, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(words)
    result = article(path)
    assert text is None or result == text
