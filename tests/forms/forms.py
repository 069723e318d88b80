"""All forms of an act, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.forms import pages, printed, texts, word
from tests.forms.acts import Act


@dataclass(frozen=True)
class Form:
    """A form of an act."""

    suffix: str
    write: Callable[[Act], bytes]


def _utf_8(write: Callable[[Act], str]) -> Callable[[Act], bytes]:
    return lambda act: write(act).encode("utf-8")


def _code_page(act: Act) -> bytes:
    """Windows-1251, or its Kazakh variant KZ-1048; a sign that it lacks is a question mark."""
    return (
        texts.indented(act)
        .replace("\n", "\r\n")
        .encode("kz1048" if act.language == "kk" else "cp1251", "replace")
    )


FORMS: dict[str, Form] = {
    "markdown": Form("md", _utf_8(texts.markdown)),
    "word": Form("docx", word.document),
    "word-lists": Form("docx", lambda act: word.document(act, automatic=True)),
    "page": Form("html", _utf_8(pages.page)),
    "pdf": Form("pdf", printed.pdf),
    "pdf-running-head": Form("pdf", lambda act: printed.pdf(act, "Running head")),
    "indented": Form("txt", _utf_8(texts.indented)),
    "flat": Form("txt", _utf_8(texts.flat)),
    "blank-lines": Form("txt", _utf_8(texts.blank_lines)),
    "no-break-indents": Form("txt", _utf_8(texts.no_break_indents)),
    "wrapped": Form("txt", _utf_8(texts.wrapped)),
    "layout": Form("txt", _utf_8(texts.layout)),
    "cp1251": Form("txt", _code_page),
    "utf-16": Form("txt", lambda act: texts.indented(act).encode("utf-16")),
}


def write_forms(act: Act, folder: Path) -> dict[str, Path]:
    """Write an act in every form into a folder; return the files by the names of the forms."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for name, form in FORMS.items():
        files[name] = folder / f"{name}.{act.language}.{form.suffix}"
        files[name].write_bytes(form.write(act))
    return files
