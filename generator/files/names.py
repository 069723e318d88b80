"""File names that are safe on all common operating systems."""

from __future__ import annotations

import re

WINDOWS_DEVICES = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names that Windows reserves for devices, with any extension."""

UNSAFE = re.compile(r"^\.|[/\\:]")
"""What makes a name a hidden file, a path, or an alternate data stream on Windows."""


def is_device_name(name: str) -> bool:
    """Tell whether Windows reserves a name for a device; expects lower case and no extension."""
    return WINDOWS_DEVICES.fullmatch(name) is not None


def is_safe_file_name(name: str) -> bool:
    """Tell whether a name is that of a plain file: not hidden, not a path."""
    return UNSAFE.search(name) is None
