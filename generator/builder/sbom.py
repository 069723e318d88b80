"""Writes the software bill of materials (SBOM) of the bundle in CycloneDX 1.6.

It is made from the pinned requirements and not from the installed packages, so that it is reproducible.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

PINNED = re.compile(
    r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)==(?P<version>[^\s;\\]+)(?P<marker>\s*;[^\\]*)?\s*\\?"
)
OTHER_LINE = re.compile(r"\s*(?:#.*|--hash=sha256:[0-9a-f]{64}\s*\\?)?")
"""A line of a requirements file that names no package: empty, a comment or a hash."""


def bill(
    requirements: str, name: str, version: str, epoch: int, shipped: Sequence[Mapping[str, Any]] = ()
) -> str:
    """Return the bill of materials as JSON: what the site was built with, and what of it is in the site.

    `requirements` is the text of a requirements file that pins every package, `epoch` the time of the bundle
    in seconds since 1970, UTC, `shipped` the components of `shipped.components`. A package with an
    environment marker is optional. Raises ValueError for a line that does not pin a package.
    """
    lines = (line for line in requirements.splitlines() if not OTHER_LINE.fullmatch(line))
    components: list[Mapping[str, Any]] = [*map(_component, lines), *shipped]
    components.sort(key=lambda component: component["bom-ref"])
    root = f"{name}@{version}"
    value = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": dt.datetime.fromtimestamp(epoch, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {"type": "application", "bom-ref": root, "name": name, "version": version},
            "properties": [{"name": "cdx:reproducible", "value": "true"}],
        },
        "components": components,
        "dependencies": [{"ref": root, "dependsOn": [component["bom-ref"] for component in components]}],
    }
    return json.dumps(value, indent=1) + "\n"


def _component(line: str) -> dict[str, str]:
    match = PINNED.fullmatch(line)
    if not match:
        raise ValueError(f"{line!r} does not pin a package; expected name==version")
    # PyPA, "Names and normalization": letter case and the kind of separator do not matter.
    name = re.sub(r"[-_.]+", "-", match["name"]).lower()
    purl = f"pkg:pypi/{name}@{match['version']}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": match["version"],
        "purl": purl,
        "scope": "optional" if match["marker"] else "required",
    }
