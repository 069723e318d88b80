"""The build of the development server: a process that can be stopped, and that says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError

from generator.builder import dev_build
from generator.builder.dev_build import Build
from generator.builder.project import Project


@pytest.mark.slow
def test_a_build_says_what_it_does_and_makes_the_site(tiny: Project, tmp_path: Path) -> None:
    site, messages = tmp_path / "site", list[str]()
    site.mkdir()
    assert Build(tiny, site).wait(messages.append)
    assert (site / "index.html").is_file()
    assert any(message.startswith("building kk") for message in messages)


@pytest.mark.slow
def test_problems_are_said_and_the_site_stays(tiny: Project, tmp_path: Path) -> None:
    site, messages = tmp_path / "site", list[str]()
    site.mkdir()
    (site / "index.html").write_text("good", encoding="utf-8")
    (tiny.data / "glossary.yml").write_text("terms: [", encoding="utf-8")
    assert not Build(tiny, site).wait(messages.append)
    assert messages[-1].startswith("not rebuilt:\ndata/glossary.yml:2: is not YAML")
    assert [path.name for path in site.iterdir()] == ["index.html"]


@pytest.mark.slow
def test_a_stopped_build_leaves_the_site_and_the_next_one_works(tiny: Project, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    build = Build(tiny, site)
    assert build._process.stdout
    next(line for line in build._process.stdout if "building kk" in line)
    build.stop()
    build.stop()
    assert list(site.iterdir()) == []
    assert Build(tiny, site).wait(lambda message: None)
    assert (site / "index.html").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "tiny"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("one\n{% if %}", "a.jinja:2: Expected an expression, got 'end of statement block'"),
        ("one\n\n{{ missing.word }}", "'missing' is undefined"),
    ],
)
def test_a_faulty_template_is_said_in_a_line(text: str, message: str) -> None:
    environment = Environment(loader=DictLoader({"a.jinja": text}), undefined=StrictUndefined)
    with pytest.raises(TemplateError) as caught:
        environment.get_template("a.jinja").render()
    assert dev_build.describe(caught.value) == message
