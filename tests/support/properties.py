"""The number of examples that the property tests try."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

TIMES = int(os.environ.get("FUZZ", "0"))
"""How many times the stated number of examples is tried; 0 tries a tenth of it."""


def examples(number: int) -> Callable[[Any], Any]:
    """Return the settings of a property that `make audit` tries with so many examples; mark it `property`.

    `make test` tries a tenth of them, at least five. Both try the same ones on every run, `make fuzz`
    different ones.
    """
    tried: Callable[[Any], Any] = settings(
        max_examples=number * TIMES or max(5, number // 10),
        derandomize=TIMES <= 1,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    return lambda test: pytest.mark.property(tried(test))
