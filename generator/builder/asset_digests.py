"""Adds digests to the addresses of a website's scripts and search index, so that no page uses an old one.

A browser keeps a script under its address. With a digest of the content in the address a page never runs a
script of an earlier version of the site. The search index changes with every edited word: its digest stands
in one small file, `search/version.json`, which the search asks for anew each time, so that an edited word
does not change every page.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from generator.builder.website import digest, replace_code

SCRIPT = re.compile(r'(<script src=")([^"?]+\.js)(")')
WORKER = re.compile(r'("search": ?")([^"?]+\.js)(")')
"""The address of the search worker in the theme's configuration on a page."""

VERSION_FILE = "search/version.json"
INDEX_FILE = "search/search_index.json"

FETCH = f'ze(new URL("{INDEX_FILE}",Or.base))'
"""The call in Material's script that loads the search index."""

FETCH_BY_VERSION = (
    f'ze(new URL("{VERSION_FILE}?"+Date.now(),Or.base))'
    f'.pipe(b(v=>ze(new URL("{INDEX_FILE}?"+v.index,Or.base))))'
)

LOAD_STEMMER = "`${e}/min/lunr.${n}.min.js`"
"""The address of a language's stemmer in the script of Material's search worker."""


def add_digests(site: Path, codes: Sequence[str]) -> None:
    """Add digests to the addresses of the scripts and the search index of a finished website, in place.

    `codes` are the site's languages. Raises `ProblemsError` if Material's scripts do not contain the code to
    replace, as in another version.
    """
    for folder in (site, *(site / code for code in codes)):
        for script in (folder / "assets" / "javascripts").glob("bundle.*.js"):
            replace_code(site, script, FETCH, FETCH_BY_VERSION)
    for code in codes:
        scripts = site / code / "assets" / "javascripts"
        stemmer = scripts / "lunr" / "min" / f"lunr.{code}.min.js"
        if stemmer.is_file():
            address = LOAD_STEMMER[:-1] + f"?{digest(stemmer.read_bytes())}`"
            for worker in (scripts / "workers").glob("search.*.js"):
                replace_code(site, worker, LOAD_STEMMER, address)
        version = {"index": digest((site / code / INDEX_FILE).read_bytes())}
        (site / code / VERSION_FILE).write_text(json.dumps(version), encoding="utf-8")
    digests: dict[Path, str] = {}
    for page in sorted(site.rglob("*.html")):
        add = partial(_with_digest, site, page, digests)
        text = page.read_text(encoding="utf-8")
        page.write_text(WORKER.sub(add, SCRIPT.sub(add, text)), encoding="utf-8")


def _with_digest(site: Path, page: Path, digests: dict[Path, str], match: re.Match[str]) -> str:
    """Return an address with the digest of its file; unchanged if it leads outside the site's files.

    `digests` holds those of the files that earlier pages named, so that each file is read once.
    """
    before, address, after = match.groups()
    if address.startswith("/"):
        # The page for missing addresses names the path of the site on its host, which ends where a file fits.
        parts = address.strip("/").split("/")
        files = [site.joinpath(*parts[start:]) for start in range(len(parts))]
    else:
        files = [site / posixpath.normpath((page.parent.relative_to(site) / address).as_posix())]
    file = next((file for file in files if file.is_file()), None)
    if file is None:
        return match[0]
    if file not in digests:
        digests[file] = digest(file.read_bytes())
    return f"{before}{address}?{digests[file]}{after}"
