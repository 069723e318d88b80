"""What only a site with an address gets: style sheets in one file, files shared by the languages, the policy.

On disk every page must stand alone and no policy can hold: a browser gives each file an origin of its own.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from generator.builder import csp
from generator.problems import Problem, ProblemsError

STYLES = re.compile(r'(?:<link rel="stylesheet" href="[^"]+">\s*){2,}')
HREF = re.compile(r'href="([^"]+)"')
SCRIPT = re.compile(r'(<script src=")([^"]+)(")')
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")
THE_MAP = re.compile(r"//# sourceMappingURL=\S+\s*")
EAGER = (
    # Whether the search may load before a reader turns to it: only on disk it waits.
    ('$(location.protocol!=="file:")', "$(!1)"),
    # The theme's own marking of words asks for the index on every page; `search/highlight.js` does without.
    ('V("search.highlight")?Ai(e,{index$:zi,location$:Kt}):y', "y"),
)
"""Where Material's script loads the search's index on every visit, and what waits for a reader instead."""

CHARSET = '@charset "UTF-8";'
ASSETS = "assets"


def finish(site: Path, codes: Sequence[str], templates: Sequence[str]) -> None:
    """Finish every page below a built site, which has the languages `codes`.

    `templates` are the theme's templates with inline scripts. Raises `ProblemsError` where a page holds an
    inline script or style that the policy cannot allow.
    """
    known = csp.theme_scripts(templates)
    problems = []
    share(site, codes)
    wait_for_readers(site)
    for path in sorted(site.rglob("*.html")):
        page = _joined(site, codes[0], path.read_text(encoding="utf-8"))
        try:
            path.write_text(csp.with_policy(page, known), encoding="utf-8")
        except ValueError as error:
            problems.append(Problem(f"site/{path.relative_to(site).as_posix()}", 1, str(error)))
    if problems:
        raise ProblemsError(problems)


def share(site: Path, codes: Sequence[str]) -> None:
    """Move the scripts that every language has alike into one folder, so that a switch loads none anew.

    The search stays with its language: its worker looks for its files beside itself.
    """
    first, *others = (site / code / ASSETS / "javascripts" for code in codes)
    for file in sorted(first.rglob("*.js*")):
        name = file.relative_to(first)
        same = [other / name for other in others]
        if name.parts[0] in ("workers", "lunr") or not all(_alike(file, one) for one in same):
            continue
        target = site / ASSETS / "javascripts" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(file, target)
        for one in same:
            one.unlink()


def wait_for_readers(site: Path) -> None:
    """Make the search load its index when a reader turns to it, as it does on disk, and not on every visit.

    Raises `ProblemsError` where Material's script is not the one that this was written for.
    """
    for path in (site / ASSETS / "javascripts").glob("bundle.*.js*"):
        if path.suffix == ".map":
            path.unlink()
            continue
        script = path.read_text(encoding="utf-8")
        for eager, waiting in EAGER:
            if script.count(eager) != 1:
                message = f"is not the script that the search was made to wait in; expected one `{eager}`"
                raise ProblemsError([Problem(f"site/{path.relative_to(site).as_posix()}", 1, message)])
            script = script.replace(eager, waiting)
        path.write_text(THE_MAP.sub("", script), encoding="utf-8")


def _alike(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()


def _joined(site: Path, code: str, page: str) -> str:
    """Return a page with its run of style sheets as one and with the shared scripts where they are now."""
    page = STYLES.sub(partial(_one_sheet, site, code), page)
    return SCRIPT.sub(lambda found: found[1] + _shared(site, found[2]) + found[3], page)


def _one_sheet(site: Path, code: str, found: re.Match[str]) -> str:
    addresses = HREF.findall(found[0])
    files = [site / code / ASSETS / one.partition(f"{ASSETS}/")[2] for one in addresses]
    content = CHARSET + "".join(
        SOURCE_MAP.sub("", one.read_text(encoding="utf-8")).replace(CHARSET, "").strip() + "\n"
        for one in files
    )
    name = f"site.{hashlib.sha256(content.encode()).hexdigest()[:8]}.css"
    target = site / ASSETS / name
    if not target.exists():
        target.write_text(content, encoding="utf-8")
    return f'<link rel="stylesheet" href="{_beside(addresses[0], name)}">\n'


def _shared(site: Path, address: str) -> str:
    """Return the address of a script as it is after `share`."""
    name = address.partition(f"{ASSETS}/")[2]
    return _beside(address, name) if (site / ASSETS / name).is_file() else address


def _beside(address: str, name: str) -> str:
    """Return the address of a shared file, from that of one that belongs to a language."""
    return posixpath.normpath(f"{address.partition(f'{ASSETS}/')[0]}../{ASSETS}/{name}")
