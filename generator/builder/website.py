"""Optimises a site for a web address: one style sheet, scripts shared by all languages, a security policy.

A site on disk gets none of these: a browser gives every local file an origin of its own, so a policy would
block the page's own files.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from generator.builder import csp, used_styles
from generator.problems import Problem, ProblemsError

STYLES = re.compile(r'(?:<link rel="stylesheet" href="[^"]+">\s*){2,}')
HREF = re.compile(r'href="([^"]+)"')
SCRIPT = re.compile(r'(<script src=")([^"]+)(")')
EAGER = (
    # The search index is loaded in advance on a server, on demand only from disk. `search/box.js` says when
    # the search is near; `h` is RxJS' `fromEvent`.
    ('$(location.protocol!=="file:")', 'h(document,"search-near")'),
    # The theme needs the index on every page to highlight search terms; `search/highlight.js` does not.
    ('V("search.highlight")?Ai(e,{index$:zi,location$:Kt}):y', "y"),
)
"""Code of Material's script that loads the search index on every page -> code that loads it on demand."""

CHARSET = '@charset "UTF-8";'
ASSETS = "assets"


def finish(site: Path, codes: Sequence[str], templates: Sequence[str]) -> None:
    """Optimise a built site in place, and add the security policy to every page.

    `codes` are the site's languages, `templates` the sources of the theme's templates with inline scripts.
    Raises `ProblemsError` for pages with an inline script or style that the policy does not allow.
    """
    known = csp.theme_scripts(templates)
    problems = []
    share(site, codes)
    load_search_on_demand(site)
    merge = _StyleSheets(site, codes[0]).merge
    for path in sorted(site.rglob("*.html")):
        page = STYLES.sub(merge, path.read_text(encoding="utf-8"))
        page = SCRIPT.sub(lambda match: match[1] + _script_address(site, match[2]) + match[3], page)
        try:
            path.write_text(csp.with_policy(page, known), encoding="utf-8")
        except ValueError as error:
            problems.append(Problem(f"site/{path.relative_to(site).as_posix()}", 1, str(error)))
    if problems:
        raise ProblemsError(problems)


def share(site: Path, codes: Sequence[str]) -> None:
    """Move the scripts that are the same in every language into one folder, so that they are loaded once.

    The search stays in each language's folder: its worker looks for its files beside itself.
    """
    first, *others = (site / code / ASSETS / "javascripts" for code in codes)
    for file in sorted(first.rglob("*.js")):
        name = file.relative_to(first)
        copies = [other / name for other in others]
        if name.parts[0] in ("workers", "lunr") or not all(_same_content(file, copy) for copy in copies):
            continue
        target = site / ASSETS / "javascripts" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(file, target)
        for copy in copies:
            copy.unlink()


def load_search_on_demand(site: Path) -> None:
    """Make the search load its index when it is near or first used, and not on every page.

    Raises `ProblemsError` if Material's script does not contain the code to replace, as in another version.
    """
    for path in (site / ASSETS / "javascripts").glob("bundle.*.js"):
        for eager, on_demand in EAGER:
            replace_code(site, path, eager, on_demand)


def replace_code(site: Path, script: Path, old: str, new: str) -> None:
    """Replace code of one of Material's scripts in a site.

    Raises `ProblemsError` unless the script contains the old code once, as in the version that is locked.
    """
    text = script.read_text(encoding="utf-8")
    if text.count(old) != 1:
        message = f"unknown version of Material's script; expected it to contain `{old}` once"
        raise ProblemsError([Problem(f"site/{script.relative_to(site).as_posix()}", 1, message)])
    script.write_text(text.replace(old, new), encoding="utf-8")


def digest(content: bytes) -> str:
    """Return the digest that the address of a file of a website carries."""
    return hashlib.sha256(content).hexdigest()[:8]


def _same_content(first: Path, second: Path) -> bool:
    return second.is_file() and first.read_bytes() == second.read_bytes()


class _StyleSheets:
    """Merges the style sheets that a page links into one file, which all pages with the same ones share."""

    def __init__(self, site: Path, code: str) -> None:
        self._site = site
        self._folder = site / code / ASSETS
        self._used = used_styles.names(site)
        self._merged: dict[tuple[str, ...], str] = {}

    def merge(self, links: re.Match[str]) -> str:
        """Return the link to one style sheet in place of several."""
        addresses = HREF.findall(links[0])
        files = tuple(address.partition(f"{ASSETS}/")[2] for address in addresses)
        if files not in self._merged:
            self._merged[files] = self._write(files)
        return f'<link rel="stylesheet" href="{_shared_address(addresses[0], self._merged[files])}">\n'

    def _write(self, files: Sequence[str]) -> str:
        """Write the style sheets to one file, without the rules that nothing needs; return its name."""
        texts = [(self._folder / file).read_text(encoding="utf-8") for file in files]
        content = CHARSET + "".join(text.replace(CHARSET, "").strip() + "\n" for text in texts)
        content = used_styles.pruned(content, self._used)
        name = f"site.{digest(content.encode())}.css"
        (self._site / ASSETS / name).write_text(content, encoding="utf-8")
        return name


def _script_address(site: Path, address: str) -> str:
    """Return the address of a script after `share`."""
    name = address.partition(f"{ASSETS}/")[2]
    return _shared_address(address, name) if (site / ASSETS / name).is_file() else address


def _shared_address(address: str, name: str) -> str:
    """Return the address of a shared file, given that of a file of a language on the same page."""
    return posixpath.normpath(f"{address.partition(f'{ASSETS}/')[0]}../{ASSETS}/{name}")
