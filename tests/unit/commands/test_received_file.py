"""A received file is read in any format and kept beside the text that was read from it."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
import yaml

from generator.builder import preparation
from generator.builder.project import Project
from generator.cli import main
from generator.commands.import_act import import_act
from generator.commands.received_file import kept_files, open_file
from generator.model import ReceivedFile, ReceivedFilesFile
from generator.problems import ProblemsError
from tests.conftest import rendered
from tests.forms.acts import read_act
from tests.forms.forms import FORMS
from tests.support.paths import INPUTS

LIBRARY = INPUTS / "library" / "library.kk.txt"


def form(name: str, folder: Path, stem: str = "act") -> Path:
    """Write the library's statute in a form; return the file."""
    path = folder / f"{stem}.{FORMS[name].suffix}"
    path.write_bytes(FORMS[name].write(read_act(LIBRARY)))
    return path


def test_a_text_in_utf_8_is_its_own_source(tmp_path: Path) -> None:
    list(import_act(LIBRARY, tmp_path / "data"))
    source = tmp_path / "data" / "source"
    assert sorted(path.name for path in source.iterdir()) == ["library.kk.txt", "repairs.yml"]
    assert (source / "library.kk.txt").read_bytes() == LIBRARY.read_bytes()


def test_another_encoding_is_kept_as_received(tmp_path: Path) -> None:
    text = form("cp1251", tmp_path)
    report = list(import_act(text, tmp_path / "data"))
    assert "act.txt:1: is read as TXT, kz1048: " in report[0]
    source = tmp_path / "data" / "source"
    assert (source / "received" / "act.txt").read_bytes() == text.read_bytes()
    assert (source / "act.txt").read_text(encoding="utf-8").splitlines()[0]
    entry = yaml.safe_load((source / "received.yml").read_text(encoding="utf-8"))["received_files"][0]
    assert entry == {
        "source": "act.txt",
        "file": "act.txt",
        "sha256": hashlib.sha256(text.read_bytes()).hexdigest(),
        "format": "TXT, kz1048",
    }


def test_a_document_is_kept_and_the_proof_is_about_what_was_read(tmp_path: Path) -> None:
    document = form("word", tmp_path)
    report = list(import_act(document, tmp_path / "data"))
    assert any("(of the text as read from act.docx)" in line for line in report)
    prepared = preparation.prepare(Project.at(None, tmp_path / "data"))
    digest = hashlib.sha256(document.read_bytes()).hexdigest()
    (proof,) = [page for page in rendered(prepared).values() if digest in page]
    assert "«act.docx» (DOCX)" in proof
    # The same file again changes nothing.
    assert "nothing changed" in list(import_act(document, tmp_path / "data"))
    (tmp_path / "data" / "source" / "received" / "act.docx").write_bytes(b"other")
    with pytest.raises(ProblemsError, match="its digest differs"):
        preparation.prepare(Project.at(None, tmp_path / "data"))


def test_names_of_kept_files_do_not_meet(tmp_path: Path) -> None:
    file = open_file(form("word", tmp_path, "Закон"), "Закон.docx")
    assert file.source_name == "Закон.txt"
    other = ReceivedFile(source="act.ru.txt", file="act.docx", sha256="0" * 64, format="DOCX")
    entries, files = kept_files(file, "act.kk.txt", ReceivedFilesFile(received_files=(other,)))
    assert entries is not None
    assert [entry.file for entry in entries.received_files] == ["act.kk.txt.act.docx", "act.docx"]
    assert list(files) == ["source/received/act.kk.txt.act.docx"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("act.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
         "is in the format of Office up to 2003 (.doc); save it as .docx"),
        ("act.txt", b"", "is empty; expected the text of an act"),
        ("act.pdf", b"%PDF-1.7", "is a damaged PDF; print it to a new PDF, or save the text as .docx"),
    ],
)  # fmt: skip
def test_bad_files_are_one_line_and_exit_code_1(
    name: str, content: bytes, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    assert main(["import", str(tmp_path / name), "--data", str(tmp_path / "data")]) == 1
    printed = capsys.readouterr()
    assert printed.err.splitlines()[0] == f"{name}:1: {message}"
    assert "Traceback" not in printed.err
    assert not (tmp_path / "data").exists()


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(LIBRARY)
    for name, message in {
        "pipe": "is a device or a pipe",
        "link": "is a symbolic link",
        "none": "is missing",
        ".": "is a folder",
    }.items():
        with pytest.raises(ProblemsError, match=message):
            open_file(tmp_path / name, name)


def test_a_text_with_lines_left_out_is_kept_as_received(tmp_path: Path) -> None:
    """A drawn line is no word; a number that ends a sentence on a line of its own is one."""
    text = INPUTS / "texts-as-found" / "page-numbers-and-a-number-alone.ru.txt"
    report = list(import_act(text, tmp_path / "data"))
    assert f"{text.name}:20: a page number or a drawn line is left out" in report
    assert any(f"(of the text as read from {text.name})" in line for line in report)
    source = tmp_path / "data" / "source"
    assert (source / "received" / text.name).read_bytes() == text.read_bytes()
    words = text.read_text(encoding="utf-8").replace("_" * 30, "").split()
    assert (source / text.name).read_text(encoding="utf-8").split() == words
    provisions = (tmp_path / "data" / "provisions" / "chapter-1.yml").read_text(encoding="utf-8")
    assert "зале номер 1" in provisions and "здании номер 2" in provisions and "зале номер 3" in provisions
    assert "nothing changed" in list(import_act(text, tmp_path / "data"))
