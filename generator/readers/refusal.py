"""Refusal of a file that cannot be read as the text of an act."""

from __future__ import annotations


class RefusedFileError(Exception):
    """A file is not what a reader accepts; the message says what it is and what would help."""

    def __init__(self, message: str, number: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.number = number
        """The line of the file, from 1."""
