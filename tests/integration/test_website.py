"""The optimisation of a site for a web address."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.builder import website
from generator.problems import ProblemsError

BUNDLE = ";".join(eager for eager, _ in website.EAGER)
HEAD = '<head><meta charset="utf-8">'
SHEETS = '<link rel="stylesheet" href="{0}assets/a.css">\n  <link rel="stylesheet" href="{0}assets/b.css">\n'
SCRIPT = '<script src="{0}assets/javascripts/{1}" defer></script>'


def put(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A finished site of two languages: style sheets, the same and different scripts, the theme's script."""
    for code in ("kk", "ru"):
        scripts = tmp_path / code / "assets" / "javascripts"
        put(scripts / "bundle.1.min.js", f"a({BUNDLE});\n")
        put(scripts / "same.js", "same()")
        put(scripts / "other.js", f"other('{code}')")
        put(scripts / "workers" / "search.js", "search()")
        put(tmp_path / code / "assets" / "a.css", '@charset "UTF-8";a{}\n')
        put(tmp_path / code / "assets" / "b.css", "b{}")
        for name, up in (("index.html", ""), ("chapters/2.html", "../")):
            page = HEAD + SHEETS.format(up) + SCRIPT.format(up, "same.js") + SCRIPT.format(up, "other.js")
            put(tmp_path / code / name, page)
    put(tmp_path / "404.html", HEAD + SHEETS.format("/act/kk/") + SCRIPT.format("/act/kk/", "same.js"))
    put(tmp_path / "index.html", HEAD)
    website.finish(tmp_path, ("kk", "ru"), ())
    return tmp_path


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_all_pages_share_one_style_sheet(site: Path) -> None:
    (sheet,) = (site / "assets").glob("*.css")
    assert read(sheet) == '@charset "UTF-8";a{}\nb{}\n'
    for path, way in (("ru/chapters/2.html", "../../"), ("kk/index.html", "../"), ("404.html", "/act/")):
        assert read(site / path).count("stylesheet") == 1
        assert f'href="{way}assets/{sheet.name}"' in read(site / path)


def test_the_name_of_the_style_sheet_changes_with_its_content(site: Path) -> None:
    (before,) = (site / "assets").glob("*.css")
    put(site / "kk" / "assets" / "b.css", "b{c:d}")
    put(site / "kk" / "x.html", HEAD + SHEETS.format(""))
    put(site / "kk" / "assets" / "javascripts" / "bundle.1.min.js", BUNDLE)
    for path in site.rglob("*.html"):
        path.unlink()
    put(site / "kk" / "x.html", HEAD + SHEETS.format(""))
    put(site / "ru" / "assets" / "javascripts" / "bundle.1.min.js", BUNDLE)
    website.finish(site, ("kk", "ru"), ())
    assert before.name not in read(site / "kk" / "x.html")


def test_equal_scripts_of_all_languages_are_shared(site: Path) -> None:
    page = read(site / "ru" / "chapters" / "2.html")
    assert 'src="../../assets/javascripts/same.js"' in page
    assert 'src="../assets/javascripts/other.js"' in page
    assert 'src="/act/assets/javascripts/same.js"' in read(site / "404.html")
    for code in ("kk", "ru"):
        names = {path.name for path in (site / code / "assets" / "javascripts").rglob("*.js")}
        assert names == {"other.js", "search.js"}


def test_the_search_index_is_loaded_on_demand(site: Path) -> None:
    assert read(site / "assets" / "javascripts" / "bundle.1.min.js") == 'a(h(document,"search-near");y);\n'


def test_another_version_of_the_themes_script_is_reported(tmp_path: Path) -> None:
    put(tmp_path / "kk" / "assets" / "javascripts" / "bundle.2.min.js", "b()")
    with pytest.raises(ProblemsError, match=r"site/assets/javascripts/bundle\.2\.min\.js:1: unknown version"):
        website.finish(tmp_path, ("kk",), ())


def test_every_page_has_a_policy(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert read(path).count('http-equiv="Content-Security-Policy"') == 1


def test_content_that_no_policy_allows_is_reported_with_its_page(tmp_path: Path) -> None:
    put(tmp_path / "kk" / "one.html", f"{HEAD}<script>alert(1)</script>")
    put(tmp_path / "kk" / "two.html", f'{HEAD}<body><p style="color:red">')
    with pytest.raises(ProblemsError) as caught:
        website.finish(tmp_path, ("kk",), ())
    assert str(caught.value).splitlines() == [
        "site/kk/one.html:1: an inline script that is not the theme's; expected a file: alert(1)",
        "site/kk/two.html:1: an inline style; expected a class: <p style=",
    ]
