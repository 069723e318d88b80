"""The pages written by hand: Markdown from strangers, read and judged before it may be a page.

A page is turned into HTML as the site's builder will, and what comes out is held against a list of harmless
elements and attributes. The judgement is stricter than any browser's parser: a `<` that does not begin one of
these elements, written plainly, is a fault, so that no two readings of a page can differ.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator import limits
from generator.checks.sandbox import Task, converted, hanging
from generator.dataset.yaml_reader import LINK, parse, read_text, visible
from generator.files.names import is_device_name
from generator.model import HandWritten, Language, Located
from generator.problems import Problem, ProblemsError, nearest

FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
HEAD = ("title", "description")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

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
"""The elements of HTML that hold words and do nothing."""

ATTRIBUTES = frozenset(
    re.findall(
        r"\w+",
        """alt class colspan datetime dir height href id lang open reversed rowspan scope span src start style
        title value width""",
    )
)
ALIGNED = re.compile(r"text-align: (left|center|right);")
"""The one style that may stand in a page: a column of a table has it."""

SHORT = 2_000
"""Signs of a page that is read in no time whatever it holds."""

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
FOLLOWED = ("http", "https", "mailto")


def read(docs: Path, language: Language, problems: list[Problem]) -> dict[str, HandWritten]:
    """Read the pages of `docs/<language>/`, in the order of their names; add what is wrong to `faults`."""
    folder = f"docs/{language.code}"
    if (docs / language.code).is_symlink():
        problems.append(Problem(folder, 1, LINK))
        return {}
    paths = sorted((docs / language.code).glob("*.md"))
    if len(paths) > limits.PAGES:
        problems.append(Problem(folder, 1, f"holds {len(paths):,} pages; expected {limits.PAGES} at most"))
        return {}
    found = {}
    for path in paths:
        try:
            found[path.stem] = _page(path, f"{folder}/{path.name}")
        except ProblemsError as error:
            problems += error.problems
    written = [one for one in found.values() if len(one.body) > SHORT]
    place = hanging([Task(pattern=None, texts=[one.body]) for one in written])
    if place is not None:
        message = "takes too long to be read; expected no long rows of brackets, quotes or stars"
        problems.append(Problem(written[place].file, 1, message))
        return {}
    for one in found.values():
        problems += judge(one.body, one.file, one.before)
    return found


def _page(path: Path, file: str) -> HandWritten:
    if not NAME.fullmatch(path.stem) or is_device_name(path.stem) or len(path.stem) > 60:
        message = "is no name for a page; expected small Latin letters and digits, parted by single hyphens"
        raise ProblemsError([Problem(file, 1, message)])
    text = read_text(path, file, limits.PAGE).replace("\r\n", "\n")
    visible(text, file)
    front = FRONT.match(text)
    head = _head(front[1] if front else "", file)
    body = text[front.end() :] if front else text
    before = text.count("\n", 0, front.end()) if front else 0
    return HandWritten(path.stem, head["title"], head["description"], body, file, before)


def _head(front: str, file: str) -> dict[str, str]:
    """Return the head of a page: words under the known keys."""
    # The line before keeps the lines that messages name: the head begins on the second.
    head: Any = parse(f"\n{front}", file) if front.strip() else Located()
    given = head if isinstance(head, Located) else Located()
    problems = [
        Problem(
            *given.place.of(key), f"unknown key `{key}`; expected {' and '.join(HEAD)}{nearest(key, HEAD)}"
        )
        for key in given
        if key not in HEAD
    ]
    missing = [key for key in HEAD if not isinstance(given.get(key), str) or not given[key].strip()]
    if missing:
        problems.append(Problem(file, 1, f"its head lacks `{'` and `'.join(missing)}`"))
    problems += [
        Problem(*given.place.of(key), f"`{key}` is too long; expected {limits.NAME} signs at most")
        for key in HEAD
        if key not in missing and len(given[key]) > limits.NAME
    ]
    if problems:
        raise ProblemsError(problems)
    return dict(given)


def judge(body: str, file: str, before: int = 0) -> Iterator[Problem]:
    """Yield what a page's Markdown would bring into the site and must not; `before`: the lines above."""

    def problem(message: str, *words: str) -> Problem:
        """Put a fault at the first line that holds one of the words."""
        found = (body.find(word) for word in words if word)
        at = next((place for place in found if place >= 0), 0)
        return Problem(file, before + body.count("\n", 0, at) + 1, message)

    try:
        made = converted(body)
    except RecursionError:
        yield Problem(file, before + 1, "is nested too deeply to be read")
        return
    for sign in re.finditer("<", made):
        tag = TAG.match(made, sign.start())
        if not tag:
            words = made[sign.start() :].partition(">")[0][:40]
            message = f'`{words}` is no plain element; expected `<name attribute="words">` in small letters'
            yield problem(message, words, words.split()[0])
            continue
        element = tag["element"]
        if element not in ELEMENTS:
            yield problem(f"`<{element}>` may not stand in a page", f"<{element}")
        for name, value in ATTRIBUTE.findall(tag["attributes"]):
            if name not in ATTRIBUTES or (name == "style" and not ALIGNED.fullmatch(value)):
                yield problem(f"the attribute `{name}` may not stand in a page", f"{name}=", name)
            elif name in ("href", "src") and (reason := _misleads(value, name)):
                yield problem(f"`{value[:60]}` {reason}", value, html.unescape(value))
            elif name == "id" and value.startswith("__"):
                yield problem(f"`{value}` is a name of the theme; expected an id without `__`", value)


def _misleads(written: str, attribute: str) -> str:
    """Say why an address may not stand in a page, or nothing. Browsers drop blanks before they read one."""
    address = re.sub(r"[\x00-\x20\x7f-\xa0]", "", html.unescape(written))
    scheme = SCHEME.match(address)
    if "\\" in address or address.startswith("//"):
        return "is no plain address; expected a page or https://…"
    if scheme and (attribute == "src" or scheme[1].lower() not in FOLLOWED):
        wanted = "a file of the site" if attribute == "src" else f"a page or one of {', '.join(FOLLOWED)}"
        return f"has the scheme {scheme[1].lower()}; expected {wanted}"
    return ""
