"""File names that are safe on every common system."""

from __future__ import annotations

import re

WINDOWS_DEVICES = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names that Windows reserves for devices, with any ending."""

UNSAFE = re.compile(r"^\.|[/\\:]")
"""What makes a file name hidden, a path, or a stream of another file."""


def is_device_name(name: str) -> bool:
    """Tell whether Windows reserves a name, given in lower case and without ending, for a device."""
    return WINDOWS_DEVICES.fullmatch(name) is not None


def is_safe_file_name(name: str) -> bool:
    """Tell whether a name is a plain file's name: not hidden, not a path."""
    return UNSAFE.search(name) is None
