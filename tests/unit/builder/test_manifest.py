"""The record of a build: whatever its file holds, it is read as a record or as an empty one."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.builder import manifest
from generator.builder.manifest import Manifest


@pytest.mark.parametrize(
    "damage",
    [b"", b"[]", b'{"pages": {"a.md": 3}, "redone": []}', b"\xff", b"[" * 100_000, b'{"a":' * 100_000],
)
def test_a_damaged_manifest_is_empty(damage: bytes, tmp_path: Path) -> None:
    path = tmp_path / manifest.NAME
    path.write_bytes(damage)
    assert manifest.read(path) == Manifest()


def test_a_folder_in_its_place_is_an_empty_one(tmp_path: Path) -> None:
    assert manifest.read(tmp_path) == Manifest()
