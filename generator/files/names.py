"""File names that are safe on all common operating systems, in addresses and in archives."""

from __future__ import annotations

import re
import unicodedata

WINDOWS_DEVICES = re.compile(r"con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d")
"""Names that Windows reserves for devices, with any extension."""

SAFE = re.compile(r"[A-Za-z0-9_]+([.-]+[A-Za-z0-9_]+)*")
"""ASCII letters and digits; a dot or hyphen neither begins nor ends the name."""

MAX_LENGTH = 100
"""The most characters of a file name; a system's limit is 255 bytes, and temporary names are longer."""


def is_device_name(name: str) -> bool:
    """Tell whether Windows reserves a name for a device; expects lower case and no extension."""
    return WINDOWS_DEVICES.fullmatch(name) is not None


def is_safe_file_name(name: str) -> bool:
    """Tell whether every system accepts a name for a plain file: not hidden, not a path, not a device."""
    return (
        len(name) <= MAX_LENGTH
        and SAFE.fullmatch(name) is not None
        and not is_device_name(name.partition(".")[0].lower())
    )


def safe_file_name(name: str, default: str) -> str:
    """Return a name unchanged if it is safe, else the most similar safe name.

    `default` is a safe name without an extension for a name of which nothing remains.
    """
    if is_safe_file_name(name):
        return name
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        stem, suffix = name, ""
    stem, suffix = (_ascii(part) for part in (stem, suffix))
    if not stem or is_device_name(stem.partition(".")[0].lower()):
        stem = f"{default}-{stem}".rstrip("-.")
    suffix = f".{suffix[:10].rstrip('.-')}" if suffix else ""
    return stem[: MAX_LENGTH - len(suffix)].rstrip(".-") + suffix


def _ascii(name: str) -> str:
    """Return a name with a hyphen for each run of other characters, and no dot or hyphen at its ends."""
    letters = unicodedata.normalize("NFKD", name)
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^A-Za-z0-9_.]+", "-", kept).strip(".-")
