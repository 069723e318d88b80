"""The interface words: every key that is asked for is there, and every key that is there is asked for.

Keys are read out of the sources: the literal ones, and the patterns of those composed at run time, for which
`COMPOSED` says, from the enums, what they can be. A new pattern fails here until it is told what it can be.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from generator.builder.mkdocs_config import THEME_WORDS
from generator.builder.preparation import PreparedSite
from generator.charts import statements
from generator.dataset.interface_words import PLURAL_FORMS, package_words
from generator.dataset.yaml_reader import read_file
from generator.language.plurals import PLURALS
from generator.model import (
    PROPOSALS,
    Basis,
    BodyKind,
    Cause,
    Confidence,
    Effect,
    Kind,
    RelationKind,
    RepairRule,
    Role,
    Verb,
)
from generator.plan import change_words
from generator.plan.citations import CITED, NAMED
from generator.plan.localization import TRANSLATED
from generator.plan.pages import PAGED_BODIES
from generator.render import titles
from generator.render.page_kinds import PAGE_KINDS
from generator.timeline.table import Provenance
from tests.support.paths import ROOT

GENERATOR = ROOT / "generator"
SOURCES = sorted(GENERATOR.rglob("*.py"))
TEMPLATES = sorted((GENERATOR / "templates").iterdir())
THEME = [path for path in sorted((GENERATOR / "theme").rglob("*.html")) if path.parent.name != "languages"]

ASKED = re.compile(r'\bmessage\(\s*((?:"[^"]*"|[\w.]+)(?:\s*~\s*(?:"[^"]*"|[\w.]+))*)')
"""What a template asks words for: strings and names joined by `~`."""

OF_THEME = re.compile(r"\bwords\.(\w+)")

CYRILLIC = re.compile("[\u0400-\u0481\u048a-\u04ff]")
"""Letters; between them stand marks, which are no words."""

NAMED_BY_SUBJECT = {name for name, kind in PAGE_KINDS.items() if kind.page_name is not titles.kind_name}
"""The kinds of page that are named by what they are about."""

WITH_CLASS = (BodyKind.UNIT, BodyKind.TERRITORIAL, BodyKind.INSTITUTION, BodyKind.COLLEGIAL)
"""The kinds of body that have a page together."""

PAGED_ROLES = (Role.FUNCTION, Role.POWER)

UNPLACED = (Kind.TITLE, Kind.DESIGNATION, Kind.FORMULA, Kind.SIGNATURE, Kind.NAME, Kind.ANNEX, Kind.APPROVAL)
"""The kinds of provision that are named by their kind, as they have no number."""

PLACED = tuple(kind for kind in Kind if kind not in UNPLACED)

# Pattern -> what each `{}` can be; every combination must have words.
COMPOSED: dict[str, tuple[Iterable[object], ...]] = {
    "cite.{}.{}": ((*CITED, "section"), ("of", "last")),
    "cite.{}.last": (NAMED,),
    "chart.assignment.{}": (("stated", *Basis),),
    "chart.who.kind.{}": (statements.KINDS,),
    "chart.who.verb.{}": (statements.LINES,),
    "body-kind.{}.words": (WITH_CLASS,),
    "change.label.{}": ((*Effect, change_words.SIMILAR),),
    "change.says.{}": ((*Effect, change_words.SIMILAR),),
    "confidence.{}": ((Confidence.HIGH, Confidence.MEDIUM, "certain", "very-high"),),
    "count.{}": ((*Role, *PAGED_BODIES),),
    "drafts.{}": (PROPOSALS,),
    "heading.{}": (Role,),
    "history.{}": (("approved", "complete"),),
    "history.{}.words": (("approved", "complete"),),
    "history.amended.{}": (("partly", "complete"),),
    "history.changed.{}": (Cause,),
    "in_time.do.{}": (Verb,),
    "in_time.provenance.{}": (Provenance,),
    "kind.{}": ((*PAGED_BODIES, BodyKind.NAMED, *UNPLACED),),
    "month.of.{}": (range(1, 13),),
    "month.{}": (range(1, 13),),
    "page.body-kind.{}": (WITH_CLASS,),
    "page.role.{}": (Role,),
    "page.{}": (PAGE_KINDS.keys() - NAMED_BY_SUBJECT,),
    "page.{}.{}": (("body-kind",), WITH_CLASS),
    "place.{}": (PLACED,),
    "provision.{}.bearer": (PAGED_ROLES,),
    "relation.{}.subject": (RelationKind,),
    "relation.{}.{}": (RelationKind, ("subject", "object")),
    "repair.{}": (RepairRule,),
    "role.{}.many": (Role,),
    "role.{}.words": (PAGED_ROLES,),
    "tile.{}": ((BodyKind.TERRITORIAL, BodyKind.DIRECTORATE),),
}

# Patterns of words that a language may lack: it is asked whether they are there, or the data ask for them.
OPTIONAL = {
    "cite.{}.of": r"cite\.(point|subpoint)\.outer",
    "form.{}": r"form\.[a-z-]+",
    "home.example.{}": r"home\.example\.[123]",
    "num.{}": rf"num\.({'|'.join(Kind)})",
    "ordinal.{}": r"ordinal\.\d+",
    "relation.{}.{}": rf"relation\.({'|'.join(RelationKind)})\.other",
    "search.asked.{}": rf"search\.asked\.({'|'.join(PAGE_KINDS)})",
    "search.asked.{}.{}": rf"search\.asked\.body-kind\.({'|'.join(BodyKind)})",
    "search.{}.{}": rf"search\.(subject|object)\.({'|'.join(RelationKind)})",
}


NO_KEYS = {"provision.{}", "amendment.{}", "act.{}", "act.{}.{}", "act.{}.akn.xml", "acts.{}"}
"""Patterns that only look like keys: names of a chart's nodes, of files and of places in the data."""

PASSED = ("chart.kind",)
"""Beginnings of keys that are handed on and completed elsewhere."""


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return every node of the syntax tree of a Python file."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def strings_in(path: Path) -> frozenset[str]:
    """Return the strings of a Python file; what is put into one shows as `{}`."""
    return frozenset(_strings(nodes(path)))


def _strings(of: Iterable[ast.AST]) -> Iterator[str]:
    for node in of:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in node.values)


def asked_in_python(path: Path) -> Iterator[str]:
    """Yield the literal keys that Python asks words for: `….strings[x]`, `….message(x)`, `….count(x)`."""
    for node in nodes(path):
        if isinstance(node, ast.Subscript) and getattr(node.value, "attr", "") == "strings":
            asked: ast.expr = node.slice
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "message" and node.args:
            asked = node.args[0]
        else:
            continue
        if isinstance(asked, ast.Constant):
            yield str(asked.value)


def asked_in_template(path: Path) -> Iterator[str]:
    for call in ASKED.findall(path.read_text(encoding="utf-8")):
        pieces = [one.strip() for one in call.split("~")]
        yield "".join(one.strip('"') if one.startswith('"') else "{}" for one in pieces)


def words_of_theme() -> set[str]:
    """Return the keys that the theme asks for; the configuration names those of the palette."""
    named = {key for path in THEME for key in OF_THEME.findall(path.read_text(encoding="utf-8"))}
    toggles = set(re.findall(r"name: (to_\w+)", (ROOT / "mkdocs.yml").read_text(encoding="utf-8")))
    return {key if key in ("unofficial", "status") else f"{THEME_WORDS}{key}" for key in named | toggles}


@cache
def keys() -> frozenset[str]:
    own = read_file(ROOT / "data" / "site.yml", "site.yml")["interface"]
    return frozenset([*package_words("kk"), *own])


@cache
def patterns() -> frozenset[str]:
    """Return the patterns by which keys are composed, in Python and in templates."""
    spaces = {key.split(".")[0] for key in keys() if "." in key}
    found = {one for path in SOURCES for one in strings_in(path)}
    found |= {one for path in TEMPLATES for one in asked_in_template(path)}
    return frozenset(
        one
        for one in found
        if re.fullmatch(r"[a-z_-]+(\.[a-z_-]+)*\.\{\}(\.[a-z_{}-]+)*", one) and one.split(".")[0] in spaces
    )


@cache
def wanted() -> frozenset[str]:
    """Return every key that must be there."""
    found = {one for path in SOURCES for one in asked_in_python(path)}
    found |= {one for path in TEMPLATES for one in asked_in_template(path) if "{" not in one}
    found |= words_of_theme()
    for pattern, choices in COMPOSED.items():
        if pattern != "count.{}":
            found |= {pattern.format(*values) for values in product(*choices)}
    found |= {f"count.{value}.other" for value in COMPOSED["count.{}"][0]}
    return frozenset(found)


def test_every_pattern_is_known() -> None:
    known = COMPOSED.keys() | OPTIONAL.keys()
    assert patterns() - known - NO_KEYS == set()
    assert known - patterns() == set()


def test_every_key_that_is_asked_for_is_there() -> None:
    assert wanted() - keys() == frozenset()


def test_every_key_that_is_there_is_asked_for() -> None:
    literal = {one for path in SOURCES for one in strings_in(path)}
    literal |= {
        found for path in TEMPLATES for found in re.findall(r'"([a-z][\w.]*)"', path.read_text("utf-8"))
    }
    optional = re.compile("|".join(OPTIONAL.values()))
    literal |= {f"count.{value}" for value in COMPOSED["count.{}"][0]}
    ending = re.compile(rf"(count\.\w+)\.({'|'.join(PLURAL_FORMS)})")
    asked = wanted() | literal
    asked |= {f"{key}{TRANSLATED}" for key in asked}
    left = {key for key in keys() - asked if not optional.fullmatch(key)}
    left = {
        key for key in left if not (key.rpartition(".")[0] in PASSED and key.rpartition(".")[0] in literal)
    }
    assert {key for key in left if not ((found := ending.fullmatch(key)) and found[1] in literal)} == set()


def test_every_form_is_some_body_s(real: PreparedSite) -> None:
    forms = {f"form.{one.form}" for one in real.dataset.organisation.bodies if one.form}
    assert {key for key in keys() if key.startswith("form.")} == forms


@pytest.mark.parametrize("rule", PLURALS)
def test_every_plural_form_is_known(rule: str) -> None:
    assert {PLURALS[rule](number) for number in range(1000)} <= set(PLURAL_FORMS)


TABLES = ("decoding.py", "docx.py", "look_alikes.py", "numerals.py", "page_furniture.py", "text_metrics.py")
"""The modules that hold tables of letters, or what files have around words: names of styles, page numbers."""


def test_no_word_that_a_reader_sees_stands_in_code() -> None:
    for path in [*TEMPLATES, *THEME]:
        assert not CYRILLIC.search(path.read_text(encoding="utf-8")), path.name
    for path in [one for one in SOURCES if one.name not in TABLES]:
        documenting = {id(node.value) for node in nodes(path) if isinstance(node, ast.Expr)}
        for node in nodes(path):
            if isinstance(node, ast.Constant) and id(node) not in documenting:
                assert not CYRILLIC.search(str(node.value)), f"{path.name}:{node.lineno}"
