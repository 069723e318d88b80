"""Reads the hand-written Markdown pages and refuses markup that is not on an allowlist.

A page is converted to HTML as MkDocs will convert it, and the result is compared with an allowlist of
harmless elements and attributes. The check is stricter than any browser's parser: a `<` that does not begin
an allowed element in plain form is a problem, so that no parser can read a page differently.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from generator import limits
from generator.checks.sandbox import Task, first_timeout, to_html
from generator.dataset.yaml_reader import LINK, parse, read_text, visible
from generator.files.names import is_device_name
from generator.language.characters import unclear
from generator.model import HandWritten, Language, Located, memory
from generator.problems import Problem, ProblemsError, nearest

FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
KEYS = ("title", "description")
"""The keys of the front matter, all required."""
PAGE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_NAME = 60
"""The most characters of a page's name."""

TAG = re.compile(
    r"<(?P<end>/?)(?P<element>[a-z][a-z0-9]*)(?P<attributes>(?:\s+[a-z][a-z-]*(?:=\"[^\"<>]*\")?)*)\s*/?>"
)
ATTRIBUTE = re.compile(r"([a-z-]+)(?:=\"([^\"]*)\")?")

ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        """a abbr aside b blockquote br cite code col colgroup dd del details dfn div dl dt em figcaption
        figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp section small span strong sub
        summary sup table tbody td tfoot th thead time tr u ul var""",
    )
)
"""The allowed HTML elements: they hold text and run nothing."""

VOID = frozenset({"br", "col", "hr", "img"})
"""Allowed elements that have no end (HTML, "Void elements")."""

ATTRIBUTES = frozenset(
    re.findall(
        r"\w+",
        """alt class colspan datetime height href id lang open reversed rowspan scope span src start style
        title value width""",
    )
)
ALIGNMENT = re.compile(r"text-align: (left|center|right);")
"""The only allowed `style`; Markdown tables use it for column alignment."""

JUDGED = "pages"
"""What the memory calls the judgement of a page."""

ALWAYS_FAST = 2_000
"""A page of at most this many characters is converted quickly whatever it contains."""

ENTITY = re.compile(r"&(?:#x[0-9a-f]+|#[0-9]+|[a-z0-9]+);?", re.IGNORECASE | re.ASCII)
"""A character reference; browsers also read one without its semicolon (HTML, "Character references")."""

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
LINK_SCHEMES = ("http", "https", "mailto")
WEB = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]{1,5})?(?:[/?#].*)?", re.IGNORECASE | re.ASCII)
"""A web address whose host is what it looks like, as `model.fields.Url` is."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | frozenset(
    re.findall(
        r"\w+",
        """aside blockquote dd details div dl dt figcaption figure hr li ol p pre section summary table tbody
        td tfoot th thead tr ul""",
    )
)
"""Elements that end an open paragraph (HTML, 'The "in body" insertion mode')."""

PARENTS = {
    "li": {"ol", "ul"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "col": {"colgroup"},
    "tr": {"table", "thead", "tbody", "tfoot"},
    **{name: {"tr"} for name in ("td", "th")},
    **{name: {"table"} for name in ("colgroup", "thead", "tbody", "tfoot")},
    "summary": {"details"},
    "figcaption": {"figure"},
}
"""Elements that browsers ignore or move in another place -> where they belong."""

CHILDREN = {
    "table": {"colgroup", "thead", "tbody", "tfoot", "tr"},
    "colgroup": {"col"},
    "tr": {"td", "th"},
    **{name: {"tr"} for name in ("thead", "tbody", "tfoot")},
    **{name: {"li"} for name in ("ol", "ul")},
    "dl": {"dt", "dd", "div"},
}
"""Elements that hold only some elements; out of a table browsers move all others."""


def read(docs: Path, language: Language, problems: list[Problem]) -> dict[str, HandWritten]:
    """Return the pages of `docs/<language>/` by name, sorted; append to `problems`."""
    folder = f"docs/{language.code}"
    if (docs / language.code).is_symlink():
        problems.append(Problem(folder, 1, LINK))
        return {}
    paths = sorted((docs / language.code).glob("*.md"))
    if len(paths) > limits.PAGES:
        problems.append(Problem(folder, 1, f"holds {len(paths):,} pages; expected at most {limits.PAGES}"))
        return {}
    pages = {}
    for path in paths:
        try:
            pages[path.stem] = _page(path, f"{folder}/{path.name}")
        except ProblemsError as error:
            problems += error.problems
    long_pages = [
        page
        for page in pages.values()
        if len(page.body) > ALWAYS_FAST and not memory.knows(JUDGED, page.body, page.file, str(page.before))
    ]
    place = first_timeout([Task(pattern=None, texts=[page.body]) for page in long_pages])
    if place is not None:
        message = "takes too long to convert; avoid long runs of brackets, quotes or asterisks"
        problems.append(Problem(long_pages[place].file, 1, message))
        return {}
    for page in pages.values():
        problems += _judged(page)
    return pages


def _page(path: Path, file: str) -> HandWritten:
    if not PAGE_NAME.fullmatch(path.stem) or is_device_name(path.stem) or len(path.stem) > MAX_NAME:
        message = (
            "invalid page name; expected lowercase Latin letters and digits, separated by single hyphens"
        )
        raise ProblemsError([Problem(file, 1, message)])
    text = read_text(path, file, limits.PAGE).replace("\r\n", "\n")
    visible(text, file)
    match = FRONT_MATTER.match(text)
    front_matter = _front_matter(match[1] if match else "", file)
    body = text[match.end() :] if match else text
    before = text.count("\n", 0, match.end()) if match else 0
    return HandWritten(path.stem, front_matter["title"], front_matter["description"], body, file, before)


def _front_matter(source: str, file: str) -> dict[str, str]:
    """Return the front matter of a page. Raises `ProblemsError` unless it has exactly the known keys."""
    # The added line keeps line numbers right: the front matter begins on line 2.
    document: Any = parse(f"\n{source}", file) if source.strip() else Located()
    values = document if isinstance(document, Located) else Located()
    problems = [
        Problem(
            *values.place.of(key), f"unknown key `{key}`; expected {' and '.join(KEYS)}{nearest(key, KEYS)}"
        )
        for key in values
        if key not in KEYS
    ]
    missing = [key for key in KEYS if not isinstance(values.get(key), str) or not values[key].strip()]
    if missing:
        problems.append(Problem(file, 1, f"the front matter lacks `{'` and `'.join(missing)}`"))
    problems += [
        Problem(*values.place.of(key), f"`{key}` is too long; expected at most {limits.NAME} characters")
        for key in KEYS
        if key not in missing and len(values[key]) > limits.NAME
    ]
    if problems:
        raise ProblemsError(problems)
    return dict(values)


def _judged(page: HandWritten) -> list[Problem]:
    """Return what `judge` yields for a page, which is judged only if it is new."""

    def find() -> list[tuple[int, str]]:
        return [(problem.line, problem.message) for problem in judge(page.body, page.file, page.before)]

    found = memory.once(JUDGED, page.body, page.file, str(page.before), find=find)
    return [Problem(page.file, line, message) for line, message in found]


def judge(body: str, file: str, before: int = 0) -> Iterator[Problem]:
    """Yield a problem for everything in a page's Markdown that is not allowed.

    `before` is the number of lines above the body in the file.
    """

    def problem(message: str, *needles: str) -> Problem:
        """Return a problem at the first line that contains one of the needles, in their order."""
        starts = (body.find(needle) for needle in needles if needle)
        start = next((start for start in starts if start >= 0), 0)
        return Problem(file, before + body.count("\n", 0, start) + 1, message)

    try:
        converted = to_html(body)
    except RecursionError:
        yield Problem(file, before + 1, "is nested too deeply")
        return
    for entity in sorted(set(ENTITY.findall(converted))):
        character = html.unescape(entity)
        for _, message in islice(unclear(character), 1):
            yield problem(f"`{entity[:40]}` {message}", entity)
        if unicodedata.combining(character[:1] or " "):
            yield problem(f"`{entity[:40]}` is a combining mark; expected the composed letter", entity)
    tags: list[re.Match[str]] = []
    for bracket in re.finditer("<", converted):
        tag = TAG.match(converted, bracket.start())
        if not tag:
            markup = converted[bracket.start() :].partition(">")[0][:40]
            message = f'`{markup}` is not plain HTML; expected `<name attribute="value">` in lowercase'
            yield problem(message, markup, markup.split()[0])
            continue
        tags.append(tag)
        element = tag["element"]
        if element not in ELEMENTS:
            yield problem(f"the element `<{element}>` is not allowed in a page", f"<{element}")
        for name, value in ATTRIBUTE.findall(tag["attributes"]):
            if name not in ATTRIBUTES or (name == "style" and not ALIGNMENT.fullmatch(value)):
                yield problem(f"the attribute `{name}` is not allowed in a page", f"{name}=", name)
            elif name in ("href", "src") and (reason := _address_problem(value, name)):
                yield problem(f"`{value[:60]}` {reason}", value, html.unescape(value))
            elif name == "class" and re.search(r"(?:^|\s)md-", html.unescape(value), re.IGNORECASE):
                yield problem(f"`{value[:60]}` is a class of the theme; expected one without `md-`", value)
            elif name == "id" and html.unescape(value).startswith("__"):
                yield problem(f"`{value}` is an id of the theme; expected an id without `__`", value)
    # Without plain HTML nothing is known about what closes what.
    if len(tags) == converted.count("<"):
        unbalanced = list(_unbalanced(tags))
        for markup, message in unbalanced:
            yield problem(f"{message}; expected balanced elements", markup)
        for markup, message in () if unbalanced else _misplaced(tags):
            yield problem(message, markup)


def _unbalanced(tags: Iterable[re.Match[str]]) -> Iterator[tuple[str, str]]:
    """Yield (markup, what is wrong) for each tag that closes no open element, or is not closed."""
    open_elements: list[str] = []
    for tag in tags:
        element = tag["element"]
        if tag["end"] and open_elements[-1:] != [element]:
            yield f"</{element}", f"`</{element}>` closes no open element"
        elif tag["end"]:
            open_elements.pop()
        elif element not in VOID:
            open_elements.append(element)
    for element in open_elements:
        yield f"<{element}", f"`<{element}>` is not closed"


def _misplaced(tags: Iterable[re.Match[str]]) -> Iterator[tuple[str, str]]:
    """Yield (markup, what is wrong) for each element that browsers move or that ends another one.

    The elements are balanced. HTML 13.2.6, "Tree construction", says what a browser does.
    """
    open_elements: list[str] = []
    for tag in tags:
        element = tag["element"]
        if tag["end"]:
            open_elements.pop()
            continue
        parent = open_elements[-1] if open_elements else ""
        where = f"`<{parent}>`" if parent else "the page itself"
        expected = PARENTS.get(element, {parent})
        if parent not in expected:
            names = ", ".join(f"`<{name}>`" for name in sorted(expected))
            yield f"<{element}", f"`<{element}>` cannot stand in {where}; expected it in {names}"
        elif element not in CHILDREN.get(parent, {element}):
            names = ", ".join(f"`<{name}>`" for name in sorted(CHILDREN[parent]))
            yield f"<{element}", f"`<{element}>` cannot stand in {where}; expected {names}"
        elif element in BLOCKS and next((name for name in open_elements[::-1] if name in BLOCKS), "") == "p":
            yield f"<{element}", f"`<{element}>` cannot stand in `<p>`; expected it after the paragraph"
        elif (element in HEADINGS and parent in HEADINGS) or (element == "a" and "a" in open_elements):
            outer = parent if element in HEADINGS else "a"
            yield f"<{element}", f"`<{element}>` cannot stand in `<{outer}>`; expected it after `</{outer}>`"
        if element not in VOID:
            open_elements.append(element)


def _address_problem(value: str, attribute: str) -> str:
    """Return why an address is not allowed in `href` or `src`, or "".

    White space and control characters are ignored, as browsers ignore them.
    """
    address = re.sub(r"[\x00-\x20\x7f-\xa0]", "", html.unescape(value))
    scheme = SCHEME.match(address)
    if "\\" in address or address.startswith("//"):
        return "is not a plain address; expected a page or https://…"
    if scheme and (attribute == "src" or scheme[1].lower() not in LINK_SCHEMES):
        expected = "a file of the site" if attribute == "src" else f"a page or {', '.join(LINK_SCHEMES)}"
        return f"has the scheme {scheme[1].lower()}; expected {expected}"
    if scheme and scheme[1].lower() != "mailto" and not WEB.fullmatch(address):
        return "has a host that may look like another; expected a host in ASCII, without `@` before it"
    return ""
