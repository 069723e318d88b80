"""The bill of materials of the bundle: what it was made with, as CycloneDX 1.6.

It is read from the pinned requirements and from nothing installed, so that it is the same on every machine.
"""

from __future__ import annotations

import datetime as dt
import json
import re

PINNED = re.compile(
    r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)==(?P<version>[^\s;\\]+)(?P<marker>\s*;[^\\]*)?\s*\\?"
)
BESIDE = re.compile(r"\s*(?:#.*|--hash=sha256:[0-9a-f]{64}\s*\\?)?")
"""A line of a requirements file that pins nothing: empty, a comment, a checksum."""


def bill(requirements: str, name: str, version: str, epoch: int) -> str:
    """Return the bill of materials of a bundle as JSON.

    `requirements` is a requirements file that pins every package, `epoch` the bundle's time in seconds since
    1970, UTC. A package that only some machines need is marked optional. Raises ValueError for a line that
    pins nothing.
    """
    components = [_component(line) for line in requirements.splitlines() if not BESIDE.fullmatch(line)]
    components.sort(key=lambda one: one["bom-ref"])
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
        "dependencies": [{"ref": root, "dependsOn": [one["bom-ref"] for one in components]}],
    }
    return json.dumps(value, indent=1) + "\n"


def _component(line: str) -> dict[str, str]:
    found = PINNED.fullmatch(line)
    if not found:
        raise ValueError(f"{line!r} pins no package; expected name==version")
    # Names are one whatever their case and hyphens (PyPA, Names and normalization).
    name = re.sub(r"[-_.]+", "-", found["name"]).lower()
    address = f"pkg:pypi/{name}@{found['version']}"
    return {
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": found["version"],
        "purl": address,
        "scope": "optional" if found["marker"] else "required",
    }
