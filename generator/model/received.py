"""Files that texts were read from, if they are more than plain text."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from generator.model.base import Entry
from generator.model.fields import Words

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 digest in hexadecimal digits."""


class ReceivedFile(Entry):
    """A file as received, which a text in `data/source/` was read from."""

    source: Words
    """The file in `data/source/` with the text that was read from it."""
    file: Words
    """Its name in `data/source/received/`."""
    sha256: Digest
    """The digest of its bytes."""
    format: Words
    """The format in which it was read, with the encoding of a text."""


class ReceivedFilesFile(Entry):
    """`data/source/received.yml`, written by `import`."""

    received_files: tuple[ReceivedFile, ...] = ()
    """The files, in the order of their sources."""
