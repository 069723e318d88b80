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
PSEUDO_ELEMENT = re.compile(r"::[\w-]+|:(?:before|after)\b")
ROOT_CLASSES = {".no-js", ".js"}

HARMLESS = re.compile(
    r"--.*|color(-scheme)?|background(-.*)?|font-(family|feature-settings|weight|style|smoothing)"
    r"|osx-font-smoothing|text-(size-adjust|align|rendering|decoration(-.*)?)|tap-highlight-color"
    r"|outline(-.*)?|border-radius|box-sizing|line-height|letter-spacing|overflow(-.*)?|hyphens|tab-size|cursor"
    r"|accent-color|caret-color|scroll-behavior|print-color-adjust|min-.*|page(-.*)?|break-.*|orphans|widows"
    r"|transition(-.*)?|animation-duration"
)
"""Properties that hide neither the page nor the banner, whatever their value is. The banner's own style sets
all of its own properties, so only what acts on the elements around it counts."""

LENGTHS = re.compile(r"(margin|padding|inset|border)(-.*)?|top|left|right|bottom|text-indent")
"""Properties that move an element by a length."""

UNCHANGED = re.compile(
    r"(filter|backdrop-filter|mask|mask-image|clip|clip-path|transform|translate|scale|rotate|zoom|animation"
    r"|animation-name|mix-blend-mode|contain|perspective|float|z-index)"
    r":(none|auto|normal|initial|unset|revert|inherit)"
)
"""Values of some properties that leave an element as it is."""

SIZE = re.compile(r"auto|none|max-content|fit-content|(100|[5-9]\d)(%|vw|vh)")
VALUES = {
    "display": re.compile(r"block|flex|flow-root|inline|inline-block|inline-flex"),
    "flex-direction": re.compile(r"column|row"),
    "position": re.compile(r"static|relative|absolute|fixed|sticky"),
    "visibility": re.compile(r"visible"),
    "content-visibility": re.compile(r"visible"),
    "opacity": re.compile(r"1(\.0+)?|0?\.[5-9]\d*|100%|[5-9]\d%"),
    "font-size": re.compile(r"(?=[\d.]*[1-9])(\d{1,4}|\d{0,4}\.\d{1,9})(px|pt|rem|em|%)"),
    **dict.fromkeys(("width", "height", "max-width", "max-height", "inline-size", "block-size"), SIZE),
}
"""The values of other properties that hide nothing."""

LENGTH = re.compile(r"(\d{1,12}(?:\.\d{1,12})?|\.\d{1,12})([a-z%]*)")
IMPORTANT = re.compile(r"\s*!\s*important\s*")
VENDOR = re.compile(r"-(?:webkit|moz|ms)-")
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
        value = IMPORTANT.sub("", declaration.value)
        if declaration.name == "z-index" and _number(value) > LARGEST_INDEX:
            yield f"lies over the banner with `z-index:{value[:20]}`; expected at most {LARGEST_INDEX:,}"
        hidden = not _is_harmless(declaration.name, value) and _may_match(declaration.selectors)
        # A box before or after the page could lie over all of it, whatever the banner's index is.
        covering = declaration.name == "position" and value not in ("static", "relative")
        if hidden or (covering and _may_match(declaration.selectors, generated=True)):
            rule = f"{declaration.selectors[-1][-60:]}{{{declaration.name}:{declaration.value[:40]}}}"
            yield f"may hide the banner: `{rule}`"


def _number(value: str) -> float:
    match = re.match(r"[+-]?\d{0,20}(?:\.\d+)?", value)
    return float(match[0]) if match and match[0] not in ("", "+", "-") else 0


def _is_harmless(name: str, value: str) -> bool:
    """Tell whether a declaration is known to leave an element, and what is in it, visible."""
    name = VENDOR.sub("", name, count=1)
    if HARMLESS.fullmatch(name) or UNCHANGED.fullmatch(f"{name}:{value}"):
        return True
    if LENGTHS.fullmatch(name):
        return all(part in ("auto", "none", "solid") or _is_near(part) for part in value.split())
    return name in VALUES and VALUES[name].fullmatch(value) is not None


def _is_near(length: str) -> bool:
    match = LENGTH.fullmatch(length)
    return match is not None and float(match[1]) <= (FAR if match[2] in ("", "px") else FAR_RELATIVE)


def _may_match(selectors: tuple[str, ...], *, generated: bool = False) -> bool:
    """Tell whether the innermost of nested rules can match the banner or what it is in.

    With `generated` this is about the boxes that pseudo-elements generate there.
    """
    if not selectors:
        return False
    for compounds in _selectors(unescape(selectors[-1]).lower()):
        inner = generated
        if generated and PSEUDO_ELEMENT.search(compounds[-1]):
            inner = False
            compounds = [*compounds[:-1], PSEUDO_ELEMENT.sub("", compounds[-1])]
        nested = len(selectors) > 1 and any("&" in compound for compound in compounds)
        if (nested and not _may_match(selectors[:-1], generated=inner)) or (inner and not nested):
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
