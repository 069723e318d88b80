"""Received files are compared with the digests that import has written."""

from __future__ import annotations

import hashlib

import pytest

from generator.builder import received_files
from generator.builder.project import Project
from generator.dataset import loader

LIST = "received_files:\n- source: {source}\n  file: {file}\n  sha256: {digest}\n  format: DOCX\n"


def messages(project: Project, source: str, file: str, content: bytes = b"act") -> list[str]:
    """Return the problems of a project whose list names a file of some content."""
    folder = project.data / "source" / "received"
    folder.mkdir(exist_ok=True)
    (folder / "act.docx").write_bytes(content)
    digest = hashlib.sha256(b"act").hexdigest()
    text = LIST.format(source=source, file=file, digest=digest)
    (project.data / "source" / "received.yml").write_text(text, encoding="utf-8")
    return [str(problem) for problem in received_files.problems(project.data, loader.load(project.data))]


def source_of(project: Project) -> str:
    return loader.load(project.data).act.version.source


def test_a_received_file_as_imported_is_no_problem(tiny: Project) -> None:
    assert messages(tiny, source_of(tiny), "act.docx") == []


@pytest.mark.parametrize(
    ("source", "file", "content", "message"),
    [
        (
            "",
            "act.docx",
            b"other",
            "received/act.docx:1: is not the file that was imported: its digest differs",
        ),
        ("", "none.docx", b"act", "received.yml:3: data/source/received/none.docx is missing"),
        (
            "",
            "../act.docx",
            b"act",
            "received.yml:3: `../act.docx` is not a file name that every system accepts",
        ),
        ("none.txt", "act.docx", b"act", "received.yml:2: `none.txt` is not a file of data/source"),
    ],
)
def test_a_received_file_that_is_not_as_imported_is_a_problem(
    tiny: Project, source: str, file: str, content: bytes, message: str
) -> None:
    (problem,) = messages(tiny, source or source_of(tiny), file, content)
    assert problem.startswith(f"data/source/{message}")
