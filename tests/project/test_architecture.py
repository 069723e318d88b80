"""Tables of the developer documents are generated from the code, and nothing in the code lacks its line.

`UPDATE_GOLDEN=1 python -m pytest tests/project/test_architecture.py` rewrites the tables; read the diff.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import tomllib
from collections.abc import Callable, Iterator

import pytest

from generator.cli import parser
from generator.files.package import TEMPLATES
from generator.model import Entry
from generator.model.descriptions import describe
from generator.render.page_kinds import PAGE_KINDS
from tests.support.paths import ROOT

DOCS = ROOT / "docs"
PACKAGE = ROOT / "generator"


def head(source: str) -> str:
    """Return the first line of a docstring as a cell of a table."""
    words = (source or "").strip().split("\n")[0]
    assert words.endswith("."), f"expected a sentence on the first line: {words!r}"
    return words.removesuffix(".").replace("|", "\\|")


def layers() -> list[list[str]]:
    """Return the modules and packages of each layer, the lowest first, as `pyproject.toml` has them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers = next(one["layers"] for one in contracts["contracts"] if one["type"] == "layers")
    return [re.findall(r"generator\.(\w+)", layer) for layer in reversed(layers)]


def module_heads() -> dict[str, str]:
    """Return the head of every module: name in the package, with dots -> its first line."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        found[name] = head(ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "")
    return found


def modules() -> Iterator[str]:
    heads = module_heads()
    yield "| layer | module | what it holds |\n|--:|---|---|"
    for number, layer in enumerate(layers(), 1):
        for top in sorted(layer):
            for name in [one for one in heads if one == top or one.startswith(f"{top}.")]:
                yield f"| {number} | `{name}` | {heads[name]} |"


def made() -> dict[str, str]:
    """Return the targets of the Makefile that a person calls, each with its words."""
    text = (ROOT / "Makefile").read_text("utf-8")
    return dict(re.findall(r"(?m)^([a-z-]+):[^#\n]*## (.+)$", text))


def subcommands(given: argparse.ArgumentParser) -> dict[str, str]:
    """Return the commands of a parser and of the parsers below it, each with its words."""
    found = {}
    for action in given._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                found[name] = below.description or ""
                found |= {f"{name} {one}": words for one, words in subcommands(below).items()}
    return found


def commands() -> Iterator[str]:
    yield "| command | what it does |\n|---|---|"
    for name, words in made().items():
        yield f"| `make {name}` | {words} |"
    for name, words in subcommands(parser()).items():
        yield f"| `generator {name}` | {head(words)} |"


def pages() -> Iterator[str]:
    yield "| kind | made by | what it shows |\n|---|---|---|"
    for kind in PAGE_KINDS.values():
        place = f"{kind.view.__module__.removeprefix('generator.')}.{kind.view.__name__}"
        yield f"| `{kind.name}` | `{place}` | {head(kind.view.__doc__ or '')} |"


def packages() -> Iterator[str]:
    heads = module_heads()
    yield "| layer | package | what it does |\n|--:|---|---|"
    for number, layer in enumerate(layers(), 1):
        for name in sorted(layer):
            yield f"| {number} | `{name}` | {heads[name]} |"


TABLES: dict[str, tuple[str, Callable[[], Iterator[str]]]] = {
    "packages": ("architecture.md", packages),
    "modules": ("reference/modules.md", modules),
    "commands": ("reference/commands.md", commands),
    "pages": ("reference/page-kinds.md", pages),
}
"""Name of a table -> the document below docs/ that holds it, and what writes its rows."""


@pytest.mark.parametrize("name", TABLES)
def test_the_page_holds_the_code_s_own_words(name: str) -> None:
    file, rows = TABLES[name]
    page = DOCS / file
    text = page.read_text("utf-8")
    table = "\n".join(rows())
    written, count = re.subn(
        rf"(?s)(<!-- {name}: [^>]*-->\n)(.*?)(<!-- end -->)",
        lambda found: f"{found[1]}\n{table}\n\n{found[3]}",
        text,
    )
    assert count == 1
    if os.environ.get("UPDATE_GOLDEN"):
        page.write_text(written, "utf-8")
    elif written != text:
        pytest.fail(f"the table of {name} is stale; UPDATE_GOLDEN=1 writes it anew", pytrace=False)


def test_every_package_has_a_layer() -> None:
    placed = [name for layer in layers() for name in layer]
    assert sorted(placed) == sorted({name.partition(".")[0] for name in module_heads()} - {"__init__"})


def test_every_kind_of_page_has_a_template_and_every_template_a_kind() -> None:
    templates = {path.name for path in TEMPLATES.glob("*.md.jinja")}
    assert templates - {"base.md.jinja"} == {kind.template for kind in PAGE_KINDS.values()}


def test_every_target_has_its_words() -> None:
    named = re.search(r"(?m)^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"))
    assert named and set(named[1].split()) == set(made())


def models(base: type[Entry] = Entry) -> Iterator[type[Entry]]:
    """Yield every model of an entry of the data."""
    for model in base.__subclasses__():
        yield model
        yield from models(model)


def test_every_field_of_the_data_says_what_it_holds() -> None:
    """An editor shows these words beside the key, out of `data/schema/`."""
    silent = {
        f"{model.__name__}.{name}"
        for model in models()
        if model.__module__.startswith("generator.model")
        for name, field in describe(model.model_json_schema(), model).get("properties", {}).items()
        if not field.get("description")
    }
    assert sorted(silent) == []
