"""Rules for the styles of a preview: a style that could hide the page or its banner is refused.

Only selectors that can match the banner, its link, `html` or `body` are judged, by every one of their parts:
what is around the banner is known. The banner's own style wins over every style sheet; what is refused here
are the ways that remain, and the plain attempts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.builder.css import at_rules, declarations, unescape
from generator.problems import Problem

TYPES = {"*", "html", "head", "body", "aside", "a"}
"""The element types of the banner, of its link, and of what is around them."""

ATTRIBUTES = re.compile(r"(?:style|lang|dir|href|class|data-[\w-]+)\b")
"""Attributes that these elements may have; a selector with any other cannot match them."""

COMPOUND = re.compile(r"\[[^\]]*\]?|::?[\w-]+|[.#][^\s.#:\[]+|[^\s.#:\[]+")
PSEUDO_ELEMENTS = {":before", ":after", ":first-line", ":first-letter"}
ROOT_CLASSES = {".no-js", ".js"}

NONE = {"none", "auto", "normal", "initial", "unset", "revert", "inherit", "0"}
LENGTH = re.compile(r"(-?)(\d{1,12}(?:\.\d{1,12})?|\.\d{1,12})([a-z%]*)")
FAR = 200
FAR_RELATIVE = 20
"""How far an element may be moved: in pixels, and in other units."""

LARGEST_INDEX = 1_000_000
"""The largest `z-index`; the banner has the largest that there is."""


def problems(site: Path) -> Iterator[Problem]:
    """Yield a problem for each style sheet of a site that could hide a page or its banner."""
    for path in sorted(site.rglob("*.css")):
        text = path.read_bytes().decode("utf-8", "replace")
        name = path.relative_to(site).as_posix()
        yield from (Problem(name, 1, message) for message in dict.fromkeys(judge(text)))


def judge(css: str) -> Iterator[str]:
    """Yield why a style could hide the page or its banner."""
    escaped = "@import" in unescape(css).lower() and "@import" not in css.lower()
    if escaped or "@import" in at_rules(css):
        yield "imports another style sheet; expected it in a <link>"
    for declaration in declarations(css):
        value = declaration.value.replace("!important", "").strip()
        if declaration.name == "z-index" and _number(value) > LARGEST_INDEX:
            yield f"lies over the banner with `z-index:{value[:20]}`; expected at most {LARGEST_INDEX:,}"
        if _hides(declaration.name, value) and _may_match(declaration.selectors):
            rule = f"{declaration.selectors[-1][-60:]}{{{declaration.name}:{declaration.value[:40]}}}"
            yield f"may hide the banner: `{rule}`"


def _number(value: str) -> float:
    match = re.match(r"[+-]?\d{0,20}(?:\.\d+)?", value)
    return float(match[0]) if match and match[0] not in ("", "+", "-") else 0


def _hides(name: str, value: str) -> bool:
    """Tell whether a declaration can make an element invisible."""
    computed = "var(" in value or "env(" in value or "calc(" in value
    match name.removeprefix("-webkit-").removeprefix("-moz-"):
        case "display":
            return value == "none" or computed
        case "visibility":
            return value in ("hidden", "collapse") or computed
        case "content-visibility":
            return value != "visible"
        case "opacity":
            return _number(value.rstrip("%")) < (50 if value.endswith("%") else 0.5)
        case "all":
            return True
        case "height" | "max-height" | "width" | "max-width" | "block-size" | "max-block-size" | "font-size":
            return computed or bool(re.fullmatch(r"0*\.?0*[a-z%]*", value) and value[:1] in "0.")
        case (
            "filter"
            | "mask"
            | "mask-image"
            | "clip"
            | "clip-path"
            | "transform"
            | "translate"
            | "scale"
            | "rotate"
            | "zoom"
            | "animation"
            | "animation-name"
        ):
            return value not in NONE
        case (
            "margin" | "margin-top" | "margin-left" | "top" | "left" | "inset" | "padding-top" | "text-indent"
        ):
            return "calc(" in value or any(
                length[1] == "-" or float(length[2]) > (FAR if length[3] in ("", "px") else FAR_RELATIVE)
                for length in LENGTH.finditer(re.sub(r"var\([^)]*\)", "", value))
            )
    return False


def _may_match(selectors: tuple[str, ...]) -> bool:
    """Tell whether the innermost of nested rules can match the banner or what it is in."""
    if not selectors:
        return False
    for compounds in _selectors(unescape(selectors[-1]).lower()):
        nested = any("&" in compound for compound in compounds)
        if nested and len(selectors) > 1 and not _may_match(selectors[:-1]):
            continue
        if all(_compound_may_match(compound.replace("&", "")) for compound in compounds):
            return True
    return False


def _selectors(prelude: str) -> Iterator[list[str]]:
    """Yield the compounds of each selector in a list, without what is in parentheses."""
    depth = 0
    bracket = False
    compounds = [""]
    for character in f"{prelude},":
        if depth or (character == "(" and not bracket):
            depth += (character == "(") - (character == ")")
        elif bracket or character == "[":
            bracket = character != "]"
            compounds[-1] += character
        elif character == ",":
            yield compounds
            compounds = [""]
        elif character in ">+~| ":
            compounds.append("")
        else:
            compounds[-1] += character


def _compound_may_match(compound: str) -> bool:
    for part in COMPOUND.findall(compound):
        if part.startswith("["):
            if not ATTRIBUTES.match(part[1:].strip()):
                return False
        elif part.startswith(":"):
            if part.startswith("::") or part in PSEUDO_ELEMENTS:
                return False
        elif part[0] in ".#":
            if part not in ROOT_CLASSES:
                return False
        elif part not in TYPES:
            return False
    return True
