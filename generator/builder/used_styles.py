"""Leaves out of a style sheet the rules for classes that nothing in the site has.

Material's style sheets are for every component that it offers, and a browser tries their selectors on every
element of a page; a site uses some of them. A rule stays unless it is certain that it never matches: it names
a class, outside of brackets, that stands in no `class` attribute and in no script as a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from pathlib import Path

from generator.builder.css import Token, tokens

CLASSES = re.compile(r'\bclass="([^"]*)"')
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
WORD = re.compile(r"[\w-]+")
CLASS = re.compile(r"\.([\w-]+)")
IN_BRACKETS = re.compile(r"\([^()\[\]]*\)|\[[^()\[\]]*\]")
BRACKET = re.compile(r"[()\[\]]")

GROUP = re.compile(r"\s*@(media|supports|layer|container)\b")
"""The at-rules whose block is a style sheet of its own."""


def names(site: Path) -> set[str]:
    """Return the classes of all pages of a site, and all words of its scripts, which may set others."""
    found: set[str] = set()
    scripts: set[str] = set()
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        found.update(*map(str.split, set(CLASSES.findall(text))))
        scripts.update(INLINE_SCRIPT.findall(text))
    scripts.update(script.read_text(encoding="utf-8") for script in site.rglob("*.js"))
    return found.union(*map(WORD.findall, scripts))


def pruned(css: str, used: Set[str]) -> str:
    """Return a style sheet without comments, and without the selectors that need a class that is not used."""
    return "".join(_sheet(tokens(css), used))


def _sheet(read: Iterator[Token], used: Set[str]) -> Iterator[str]:
    """Yield the rules up to the end of the block that the tokens are in."""
    prelude: list[str] = []
    for kind, text in read:
        if kind == "close":
            break
        if kind == "open":
            head = "".join(prelude)
            prelude.clear()
            if GROUP.match(head):
                block = "".join(_sheet(read, used))
                yield f"{head}{{{block}}}" if block.strip() else ""
                continue
            block = "".join(_block(read))
            if _is_judged(head):
                head = ",".join(selector for selector in _selectors(head) if _may_match(selector, used))
            yield f"{head}{{{block}}}" if head else ""
        elif kind != "comment":
            prelude.append(text)
            if kind == "end":
                yield "".join(prelude)
                prelude.clear()
    yield "".join(prelude)


def _block(read: Iterator[Token]) -> Iterator[str]:
    """Yield what is in a block as it stands, without its last brace."""
    depth = 1
    for kind, text in read:
        depth += (kind == "open") - (kind == "close")
        if not depth:
            return
        yield text


def _selectors(head: str) -> Iterator[str]:
    """Yield the selectors of a list, parted at the commas outside of brackets."""
    depth = start = 0
    for place, letter in enumerate(head):
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and not depth:
            yield head[start:place]
            start = place + 1
    yield head[start:]


def _is_judged(head: str) -> bool:
    """Tell whether a prelude is a list of selectors without an escape, and without a bracket in a string."""
    if head.lstrip().startswith("@") or "\\" in head:
        return False
    return not any(kind == "string" and BRACKET.search(text) for kind, text in tokens(head))


def _may_match(selector: str, used: Set[str]) -> bool:
    """Tell whether all classes that a selector needs are used."""
    bare, count = selector, 1
    while count:
        bare, count = IN_BRACKETS.subn("", bare)
    return all(name in used for name in CLASS.findall(bare))
