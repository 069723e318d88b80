"""Remembers what was found in texts, so that it is not found again in the same texts.

A finding is made of JSON values and follows from its texts and this program alone, so that a remembered one
is what would be found again. Nothing here opens a file: `builder.found_record` keeps it for the next run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

MOST = 100_000
"""How many findings of a task are remembered; then it forgets those that this process has not asked for."""

Findings = dict[str, dict[str, Any]]
"""The name of a task -> the digest of the texts -> what was found in them."""

_found: Findings = {}
_asked: Findings = {}
"""What this process has asked for."""

_kept = False


def once(task: str, *texts: str, find: Callable[[], Any]) -> Any:
    """Return what `find` finds in some texts; it is called only if they are new.

    `task` names what it does. If it raises, nothing is remembered.
    """
    found, key = _found.setdefault(task, {}), digest(*texts)
    if key not in found:
        if len(found) >= MOST:
            found = _found[task] = _asked.pop(task, {})
        found[key] = find()
    _asked.setdefault(task, {})[key] = found[key]
    return found[key]


def knows(task: str, *texts: str) -> bool:
    """Tell whether `once` would return a finding without finding it."""
    return digest(*texts) in _found.get(task, {})


def recall(findings: Mapping[str, Mapping[str, Any]]) -> None:
    """Add the findings of an earlier run of the same program; from now on `is_kept` is true."""
    global _kept
    _kept = True
    for task, found in findings.items():
        _found.setdefault(task, {}).update(found)


def is_kept() -> bool:
    """Tell whether what is found will be kept for the next run."""
    return _kept


def asked() -> Findings:
    """Return the findings that this process has asked for."""
    return _asked


def forget() -> None:
    """Forget everything, as if the process had just started."""
    global _kept
    _kept = False
    _found.clear()
    _asked.clear()


def digest(*texts: str) -> str:
    """Return a digest of some texts; it depends on where each of them ends."""
    hasher = hashlib.blake2b(digest_size=16)
    for text in texts:
        content = text.encode("utf-8", "surrogatepass")
        hasher.update(len(content).to_bytes(8, "big") + content)
    return hasher.hexdigest()
