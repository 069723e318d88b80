"""The locators of the research tables, read as addresses of provisions.

The tables that the facts were gathered in name provisions by an older scheme, `chp_2__point_15__subpoint_6`.
What a table says can so be compared with the data.
"""

from __future__ import annotations

import re

STEPS = (
    (r"^decree__", ""),
    (r"__structure__heading$", "__list_1"),
    (r"__structure__unit_", "__list_1__item_"),
    (r"^list_territorial__heading$", "list_1"),
    (r"^list_territorial__", "list_1__list_1__"),
    (r"^list_committee__", "list_1__list_2__"),
    (r"^list_institutions__heading$", "list_2"),
    (r"^list_institutions__", "list_2__"),
    (r"__para_(\d+)$", r"__p_\1"),
    (r"subpoint_", "subpara_"),
    (r"point_", "para_"),
    (r"indent_", "al_"),
)
"""Pattern and replacement, in this order: the old `para` makes room before the old `point` takes its name."""

CLOSINGS = {"chp_3__para_19__p_2": "chp_3__para_19__wrapup_1"}
"""A paragraph that closes a row of subpoints: the old scheme does not tell it from a second part."""


def from_locator(locator: str) -> str:
    """Return the eId that a locator stands for: `list_committee__item_3` -> `list_1__list_2__item_3`."""
    eid = locator
    for pattern, replacement in STEPS:
        eid = re.sub(pattern, replacement, eid)
    return CLOSINGS.get(eid, eid)
