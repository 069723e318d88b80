"""The parts of a site that others have written: none is forgotten, each has its licence and its hashes."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from generator.builder import sbom, shipped
from generator.builder.project import Project
from generator.builder.shipped import JAVASCRIPTS, PARTS
from tests.support.paths import ROOT

PACKAGE = re.compile(r"node_modules/((?:@[^/]+/)?[^/]+)/")
THEME = Path(str(files("material")))
OWN = {"material-design-color"}
"""A table of colours in the theme's styles, by the theme's author."""


def test_every_library_inside_the_scripts_is_named() -> None:
    """The theme's source maps name the libraries that its scripts and styles were bundled from."""
    named = {part.package.partition("/")[2].partition("@")[0] for part in PARTS}
    maps = [path for kind in ("js", "css") for path in THEME.rglob(f"*.min.{kind}.map")]
    sources = [source for path in maps for source in json.loads(path.read_text("utf-8"))["sources"]]
    bundled = {match[1] for source in sources if (match := PACKAGE.search(source))}
    assert {"lunr", "rxjs"} <= bundled
    assert bundled - named == OWN


@pytest.mark.site
def test_every_script_is_our_own_or_named(tiny_site: Project) -> None:
    scripts = {path.relative_to(tiny_site.site) for path in tiny_site.site.rglob("*.js")}
    ours = {path.name for path in (ROOT / "generator" / "theme").rglob("*.js")} | {
        "search_index.js",
        "words.js",
    }
    ours |= {f"{code}.js" for code in ("kk", "ru")} | {"lunr.kk.min.js"}
    named = {
        path.relative_to(tiny_site.site)
        for part in PARTS
        for pattern in part.files
        for path in tiny_site.site.glob(pattern)
    }
    assert {path.name for path in scripts - named} - ours == set()
    assert not list(tiny_site.site.glob(f"{JAVASCRIPTS}/lunr/*.js"))


@pytest.mark.site
def test_the_notices_of_a_site(tiny_site: Project) -> None:
    text = (tiny_site.site / shipped.NOTICES).read_text(encoding="utf-8")
    assert text == shipped.notices(tiny_site.site)
    for part in PARTS:
        assert f"{part.name} (" in text and part.holder in text and f"Licence: {part.licence}" in text
    for words in ("Permission is hereby granted, free of charge", "Apache License", "mozilla.org/MPL/1.1"):
        assert words in text


@pytest.mark.site
def test_the_components_fit_the_schema_and_the_files(tiny_site: Project) -> None:
    components = shipped.components(tiny_site.site)
    assert len(components) == len(PARTS)
    requirements = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    document = sbom.bill(requirements, "x", "1", 1, components)
    outputs = pytest.importorskip("cyclonedx.validation.json")
    schema = pytest.importorskip("cyclonedx.schema")
    assert outputs.JsonStrictValidator(schema.SchemaVersion.V1_6).validate_str(document) is None
    files = [file for component in components for file in component["components"]]
    assert any(file["name"].endswith(".png") for file in files)
    for file in files:
        content = (tiny_site.site / file["name"]).read_bytes()
        assert file["hashes"] == [{"alg": "SHA-256", "content": hashlib.sha256(content).hexdigest()}]
    pinned = dict(re.findall(r"(?m)^([\w.-]+)==([^\s;]+)", requirements))
    for component in components:
        kind, _, name = component["purl"].partition("/")
        if kind == "pkg:pypi":
            package, _, version = name.partition("@")
            assert pinned[package] == version


def test_the_licences_are_those_of_the_packages() -> None:
    """Open Sans and Material say themselves what their licence is."""
    for name, words in shipped.FULL_TEXTS.items():
        text = shipped._text(words)
        assert {"MIT": "Permission is hereby granted", "Apache-2.0": "Apache License"}[name] in text
    holder = next(part.holder for part in PARTS if part.package.startswith("pkg:pypi/mkdocs-material"))
    assert holder in shipped._text("mkdocs-material")
