"""Lists the parts of a built site that others have written: for its notices and its bill of materials."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from msgspec import Struct

NOTICES = "notices.txt"
"""The file of a site with the licences of these parts."""

JAVASCRIPTS = "*/assets/javascripts"
SEGMENTERS = ("wordcut.js", "tinyseg.js")
"""Scripts of the theme that split Thai and Japanese text into words, which no site of this program needs."""


class Part(Struct, frozen=True, kw_only=True):
    """A part of a site that others have written."""

    name: str
    package: str
    """Its package URL (purl); a version of `*` is that of the installed package."""
    licence: str
    """The SPDX identifier of its licence."""
    holder: str
    """Whose copyright it is, as its source says."""
    use: str
    files: tuple[str, ...]
    """Patterns of the files that hold it, below the site."""

    @property
    def purl(self) -> str:
        """The package URL with the version."""
        name, _, version = self.package.rpartition("@")
        return f"{name}@{metadata.version(name.rpartition('/')[2])}" if version == "*" else self.package


BUNDLE = (f"{JAVASCRIPTS}/bundle.*.min.js",)
WORKER = (f"{JAVASCRIPTS}/workers/search.*.min.js",)
PAGES = ("**/*.html",)

PARTS = (
    Part(
        name="Material for MkDocs",
        package="pkg:pypi/mkdocs-material@*",
        licence="MIT",
        holder="Copyright (c) 2016-2025 Martin Donath",
        use="theme, scripts and styles",
        files=(*BUNDLE, *WORKER, "*/assets/stylesheets/*.css"),
    ),
    Part(
        name="Material Design Icons",
        package="pkg:generic/pictogrammers-material-design-icons",
        licence="Apache-2.0",
        holder="Pictogrammers",
        use="icons in the pages",
        files=PAGES,
    ),
    Part(
        name="RxJS",
        package="pkg:npm/rxjs",
        licence="Apache-2.0",
        holder="Copyright (c) 2015-2018 Google, Inc., Netflix, Inc., Microsoft Corp. and contributors",
        use="inside the theme's script",
        files=BUNDLE,
    ),
    Part(
        name="tslib",
        package="pkg:npm/tslib",
        licence="0BSD",
        holder="Copyright (c) Microsoft Corporation.",
        use="inside the theme's script",
        files=BUNDLE,
    ),
    Part(
        name="clipboard.js",
        package="pkg:npm/clipboard@2.0.11",
        licence="MIT",
        holder="© Zeno Rocha",
        use="inside the theme's script",
        files=BUNDLE,
    ),
    Part(
        name="escape-html",
        package="pkg:npm/escape-html",
        licence="MIT",
        holder='Copyright(c) 2012-2013 TJ Holowaychuk, 2015 Andreas Lubbe, 2015 Tiancheng "Timothy" Gu',
        use="inside the theme's script",
        files=BUNDLE,
    ),
    Part(
        name="focus-visible",
        package="pkg:npm/focus-visible",
        licence="W3C",
        holder="Contributors to the Web Incubator Community Group (WICG)",
        use="inside the theme's script",
        files=BUNDLE,
    ),
    Part(
        name="lunr",
        package="pkg:npm/lunr@2.3.9",
        licence="MIT",
        holder="Copyright (C) 2020 Oliver Nightingale",
        use="search, inside the search worker",
        files=WORKER,
    ),
    Part(
        name="lunr-languages",
        package="pkg:npm/lunr-languages",
        licence="MPL-1.1",
        holder="Copyright 2014, Mihai Valentin",
        use="stemmers of the search",
        files=(f"{JAVASCRIPTS}/lunr/min/lunr.*.min.js",),
    ),
    Part(
        name="Open Sans",
        package="pkg:pypi/ttf-opensans@*",
        licence="Apache-2.0",
        holder="Digitized data copyright © 2010-2011, Google Corporation.",
        use="the letters in pictures (PNG)",
        files=("**/*.png",),
    ),
)

TEXTS = {
    "0BSD": "https://spdx.org/licenses/0BSD.html",
    "W3C": "https://www.w3.org/copyright/software-license-2015/",
    "MPL-1.1": "https://www.mozilla.org/MPL/1.1/",
}
"""Where the licences are that are not repeated in full."""

FULL_TEXTS = {"MIT": "mkdocs-material", "Apache-2.0": "ttf-opensans"}
"""Licences that are repeated in full -> the installed package that holds the text."""

LICENCE_FILES = ("licenses/LICENSE", "LICENSE")
"""Where an installed package keeps its licence: as PEP 639 has it, and as wheels had it before."""


def remove_unused(site: Path) -> None:
    """Remove scripts of the theme that no site of this program uses."""
    for name in SEGMENTERS:
        for path in site.glob(f"{JAVASCRIPTS}/lunr/{name}"):
            path.unlink()


def _found(part: Part, site: Path) -> Iterator[Path]:
    return (path for pattern in part.files for path in site.glob(pattern))


def _parts(site: Path) -> Iterator[tuple[Part, list[Path]]]:
    """Yield the parts that a site holds, with their files."""
    for part in PARTS:
        files = sorted({path for path in _found(part, site) if path.is_file()})
        if files:
            yield part, files


def notices(site: Path) -> str:
    """Return the notices of a site: each part with its licence, then the licences."""
    parts = [part for part in PARTS if any(path.is_file() for path in _found(part, site))]
    lines = ["This site contains parts that others have written."]
    lines += [f"{part.name} ({part.use})\n{part.holder}\nLicence: {part.licence}" for part in parts]
    for licence in sorted({part.licence for part in parts}):
        text = _text(FULL_TEXTS[licence]) if licence in FULL_TEXTS else TEXTS[licence]
        lines.append(f"{licence}\n{'=' * len(licence)}\n\n{text.strip()}")
    return "\n\n".join(lines) + "\n"


def _text(package: str) -> str:
    """Return the text of the licence of an installed package."""
    distribution = metadata.distribution(package)
    return next(text for name in LICENCE_FILES if (text := distribution.read_text(name)))


def components(site: Path) -> list[dict[str, Any]]:
    """Return these parts as components of a CycloneDX 1.6 document, each with the hashes of its files.

    Pages are left out: they are the site itself.
    """
    return [
        {
            "type": "library",
            "bom-ref": f"shipped:{part.purl}",
            "name": part.name,
            "copyright": part.holder,
            "licenses": [{"license": {"id": part.licence}}],
            "purl": part.purl,
            "scope": "required",
            "properties": [{"name": "shipped", "value": part.use}],
            "components": [
                {
                    "type": "file",
                    "bom-ref": f"shipped:{part.purl}:{path.relative_to(site).as_posix()}",
                    "name": path.relative_to(site).as_posix(),
                    "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}],
                }
                for path in files
                if path.suffix != ".html"
            ],
        }
        for part, files in _parts(site)
    ]
