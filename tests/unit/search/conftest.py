"""The search indexes of the real statute, as Node reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.builder.preparation import PreparedSite
from tests.support import searching


@pytest.fixture(scope="session")
def folders(real: PreparedSite, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder with the search index and the script of each language."""
    return searching.write_indexes(real, tmp_path_factory.mktemp("search"))
