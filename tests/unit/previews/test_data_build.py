"""The site of a preview, as main's generator builds it."""

from __future__ import annotations

import json
import re

import pytest

from generator.builder.asset_digests import INDEX_FILE, VERSION_FILE
from generator.builder.project import Project
from generator.builder.website import digest
from generator.previews.data_build import build_site

SCRIPT = re.compile(r'<script src="([^"]+)"')


@pytest.mark.slow
def test_scripts_and_the_index_carry_a_digest(tiny: Project) -> None:
    """Every commit of a request has its preview at the same address."""
    build_site(tiny, lambda message: None)
    page = (tiny.site / "kk" / "index.html").read_text(encoding="utf-8")
    scripts = SCRIPT.findall(page)
    assert scripts
    assert [script for script in scripts if not re.search(r"\.js\?[0-9a-f]{8}$", script)] == []
    version = json.loads((tiny.site / "kk" / VERSION_FILE).read_text(encoding="utf-8"))
    assert version == {"index": digest((tiny.site / "kk" / INDEX_FILE).read_bytes())}
