"""`ThemeEnvironment` gives what Jinja's own environment gives, and renders a part once if it can."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, meta, nodes
from mkdocs.utils.templates import script_tag_filter, url_filter

from generator.builder import theme_environment
from generator.builder.theme_environment import BLOCKS, LANGUAGE, quicken
from generator.files.package import THEME
from tests.support.properties import examples

TEMPLATES = {
    "main.html": '{% extends "base.html" %}{% set words = config.words %}'
    "{% block content %}{{ page.title }}"
    "{% set title = page.title %}{% include 'words.html' %}{% endblock %}",
    "base.html": f'{{% import "{LANGUAGE}" as lang with context %}}'
    "{% set features = config.features or [] %}"
    "{% set hidden = page.title == 'a' %}"
    "{% block styles %}{{ 'a.css' | url }} {{ lang.t('x') }}{{ words.x }}{% endblock %}"
    "{% block config %}{{ hidden }}{{ base_url }}{{ features | tojson }}{% endblock %}"
    "{% for n in numbers %}{% include 'loop.html' %}{% endfor %}"
    "{% include 'still.html' %}{% include 'nested.html' %}{% include 'moving.html' %}"
    "{% block content %}{% endblock %}{% block scripts %}{{ 's.js' | script_tag }}{% endblock %}",
    LANGUAGE: "{% macro t(key) %}{{ config.words[key] or key }}{% endmacro %}",
    "words.html": "{{ words.x }}{{ words.missing }}{{ words.items() | list }}{{ title }}",
    "still.html": "[{{ config.words.x }}{{ lang.t('x') }}{{ 'b/c.html' | url }}{% include 'inner.html' %}]",
    "inner.html": "({{ features }}{{ absent }})",
    "nested.html": "{% set words = {'x': page.title} %}{% include 'words.html' %}{% set features = 1 %}"
    "{% include 'inner.html' %}",
    "moving.html": "{% if nav.items %}{{ nav.items[0].active }}{% endif %}{{ pages | length }}{{ base_url }}",
    "loop.html": "{{ n }}{{ hidden }}",
}


def plain() -> Environment:
    """Return an environment as MkDocs makes it."""
    env = Environment(loader=DictLoader(TEMPLATES), auto_reload=False)
    env.filters |= {"url": url_filter, "script_tag": script_tag_filter}
    return env


def context(config: dict[str, Any], page: tuple[str, str, int]) -> dict[str, Any]:
    """Return the variables of a page: its address, its title and a number that differs for each."""
    address, title, number = page
    return {
        "config": config,
        "page": SimpleNamespace(url=address, title=title),
        "nav": SimpleNamespace(items=[SimpleNamespace(active=bool(number % 2))]),
        "pages": [0] * number,
        "base_url": "../" * address.count("/"),
        "numbers": range(number),
    }


PAGES = st.tuples(st.sampled_from(["a.html", "b.html", "d/a.html", "d/e/", "index"]), st.sampled_from("abc"))


@examples(200)
@given(
    pages=st.lists(st.tuples(PAGES, st.integers(0, 3)), min_size=1, max_size=12), change=st.integers(0, 12)
)
def test_every_page_is_what_jinja_renders(
    pages: list[tuple[tuple[str, str], int]], change: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stock, quick = plain(), plain()
    quicken(quick, tmp_path_factory.getbasetemp() / "theme")
    config = {"words": {"x": "<&>"}, "features": ["one"]}
    for position, ((address, title), number) in enumerate(pages):
        if position == change:
            config = {"words": {"x": "other"}, "features": []}
        variables = context(config, (address, title, number))
        expected = stock.get_template("main.html").render(variables)
        assert quick.get_template("main.html").render(variables) == expected


def test_a_part_is_rendered_once_for_a_folder(tmp_path: Path) -> None:
    calls: list[str] = []
    env = plain()
    env.globals["count"] = calls.append
    still = "{{ count('still') }}{{ config.words }}"
    own = {"still.html": still, "moving.html": "{{ count('moving') }}{{ page.url }}"}
    env.loader = DictLoader(TEMPLATES | own)
    quicken(env, tmp_path)
    config = {"words": {"x": "y"}}
    for address in ("a.html", "b.html", "c.html", "d/a.html", "d/b.html"):
        env.get_template("main.html").render(context(config, (address, "a", 1)))
    assert (calls.count("still"), calls.count("moving")) == (2, 5)


def test_compiled_templates_are_kept_and_a_damaged_one_is_compiled_anew(tmp_path: Path) -> None:
    variables = context({"words": {}}, ("a.html", "a", 1))
    texts = []
    for damage in (False, False, True):
        kept = [path for path in tmp_path.rglob("*") if path.is_file()]
        for path in kept if damage else []:
            path.write_bytes(path.read_bytes()[:-9] + b"damaged!!")
        times = {path: path.stat().st_mtime_ns for path in kept}
        theme_environment._templates.cache_clear()  # a new process has the files only
        env = plain()
        quicken(env, tmp_path)
        texts.append(env.get_template("main.html").render(variables))
        assert all((path.stat().st_mtime_ns == times[path]) is not damage for path in kept)
    assert len(set(texts)) == 1
    assert kept


def test_the_words_of_the_interface_depend_on_the_configuration_only() -> None:
    """`ThemeEnvironment` keeps the macros of `LANGUAGE` as long as the configuration is the same object."""
    env = Environment()
    material = Path(str(resources.files("material"))) / "templates" / "partials" / "languages"
    paths = [THEME / LANGUAGE, *material.glob("*.html"), *(THEME / "partials" / "languages").glob("*.html")]
    for path in paths:
        tree = env.parse(path.read_text(encoding="utf-8"))
        assert meta.find_undeclared_variables(tree) <= {"config"}, path


def test_no_block_that_is_rendered_once_calls_the_one_it_replaces() -> None:
    env = Environment()
    names = set()
    material = Path(str(resources.files("material"))) / "templates"
    for path in (*material.glob("*.html"), *THEME.rglob("*.html")):
        for block in env.parse(path.read_text(encoding="utf-8")).find_all(nodes.Block):
            if block.name in BLOCKS:
                names.add(block.name)
                used = {name.name for name in block.find_all(nodes.Name)}
                assert not used & {"super", "self"}, path
    assert names == set(theme_environment.BLOCKS)
