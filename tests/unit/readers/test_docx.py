"""DOCX: paragraphs with their evidence, and what a person must look at."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.shared import Cm

from generator.readers import docx
from generator.readers.received import Align
from tests.unit.readers.support import document, doubts, notes, texts

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def xml(inner: str) -> Any:
    """Return a paragraph element with some content."""
    return parse_xml(f"<w:p {NAMESPACE}>{inner}</w:p>")


def test_paragraphs_with_their_evidence() -> None:
    def change(created: Any) -> None:
        created.add_heading("Глава 1", level=2)
        side = created.add_paragraph()
        side.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = side.add_run("Утверждено")
        run.bold = True
        run.add_break()
        side.add_run("Указом")
        body = created.add_paragraph("1. Точка\u00a05")
        body.paragraph_format.first_line_indent = Cm(1.25)
        body.add_run().add_break(WD_BREAK.PAGE)

    received = docx.read(document("", "Имя", change=change))
    assert [
        (line.text, line.number, line.heading, line.align, line.indent, line.continues)
        for line in received.lines
    ] == [
        ("Имя", 2, None, None, None, False),
        ("Глава 1", 3, 2, None, None, False),
        ("Утверждено", 4, None, Align.RIGHT, None, False),
        ("Указом", 4, None, Align.RIGHT, None, True),
        ("1. Точка\u00a05", 5, None, None, 3, False),
    ]
    assert all(line.complete for line in received.lines)


def test_bold_by_runs_and_by_style() -> None:
    def change(created: Any) -> None:
        created.add_paragraph().add_run("жирно").bold = True
        created.styles["Quote"].font.bold = True
        created.add_paragraph("стиль", style="Quote")

    assert [line.bold for line in docx.read(document("прямо", change=change)).lines] == [False, True, True]


def test_tables_and_tables_for_the_layout() -> None:
    def change(created: Any) -> None:
        layout = created.add_table(rows=1, cols=2)
        layout.cell(0, 1).text = "Утверждено"
        table = created.add_table(rows=2, cols=2)
        for at, text in enumerate(("№", "Имя", "1", "Отдел\nкниг")):
            table.cell(at // 2, at % 2).text = text

    received = docx.read(document("Имя", change=change))
    assert texts(received) == ["Имя", "Утверждено", "№\tИмя", "1\tОтдел книг"]
    assert [line.table and (line.table.table, line.table.row) for line in received.lines] == [
        None,
        None,
        (2, 1),
        (2, 2),
    ]


def test_merged_cells_keep_their_columns() -> None:
    def change(created: Any) -> None:
        table = created.add_table(rows=2, cols=3)
        for at in range(6):
            table.cell(at // 3, at % 3).text = str(at)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "вместе"

    rows = [line.table for line in docx.read(document(change=change)).lines if line.table]
    assert [row.cells for row in rows] == [("вместе", "", "2"), ("3", "4", "5")]


def test_tracked_changes_are_read_as_accepted_and_doubted() -> None:
    paragraph = xml(
        "<w:r><w:t>1. Агентство </w:t></w:r>"
        "<w:ins w:id='1' w:author='a'><w:r><w:t>новое</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='a'><w:r><w:delText>старое</w:delText></w:r></w:del>"
    )
    received = docx.read(document("Имя", change=lambda created: created.element.body.insert(1, paragraph)))
    assert texts(received) == ["Имя", "1. Агентство новое"]
    assert doubts(received) == [
        "has the tracked insertion «новое»; it is kept",
        "has the tracked deletion «старое»; it is left out",
    ]


def test_comments_footnotes_and_hidden_text_are_doubts() -> None:
    def change(created: Any) -> None:
        run = created.add_paragraph().add_run("2. Точка")
        created.add_comment(run, text="Проверить", author="")
        paragraph = xml(
            "<w:r><w:t>3. Точка</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>тайна</w:t></w:r>"
            "<w:r><w:rPr><w:strike/></w:rPr><w:t> зачеркнуто</w:t></w:r>"
        )
        created.element.body.insert(2, paragraph)

    received = docx.read(document("Имя", change=change))
    assert texts(received) == ["Имя", "2. Точка", "3. Точка зачеркнуто"]
    assert doubts(received) == [
        "has a comment",
        "has a footnote",
        "has the hidden text «тайна»; it is left out",
        "has the struck-out words «зачеркнуто»; they are kept",
        "the comment «Проверить» is left out",
    ]


def test_fields_links_and_content_controls_give_their_text() -> None:
    def change(created: Any) -> None:
        paragraph = xml(
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
            "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>поле</w:t></w:r>"
            "<w:hyperlink><w:r><w:t> ссылка</w:t></w:r></w:hyperlink>"
            "<w:sdt><w:sdtContent><w:r><w:t> ввод</w:t></w:r></w:sdtContent></w:sdt>"
            "<w:r><w:noBreakHyphen/><w:t>5</w:t></w:r>"
            "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>"
        )
        created.element.body.insert(1, paragraph)
        block = "<w:sdtContent><w:p><w:r><w:t>блок</w:t></w:r></w:p></w:sdtContent>"
        created.element.body.insert(2, parse_xml(f"<w:sdt {NAMESPACE}>{block}</w:sdt>"))

    assert texts(docx.read(document("Имя", change=change))) == ["Имя", "поле ссылка ввод\u20115¹", "блок"]


def test_text_boxes_and_running_heads() -> None:
    box = (
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>Утверждено</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )

    def change(created: Any) -> None:
        created.element.body.insert(1, xml(box))
        created.sections[0].header.paragraphs[0].text = "Шапка"

    received = docx.read(document("Имя", change=change))
    assert texts(received) == ["Имя"]
    assert doubts(received) == [
        "has a text box «Утверждено»; it is left out: type its words where they belong"
    ]
    assert notes(received) == ["the running head «Шапка» is left out"]


COMPATIBILITY = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def test_words_in_a_form_that_is_not_read_are_told() -> None:
    """Alternatives, paragraphs around which there is something unknown, fractions, embedded documents."""
    run = "<w:r><w:t>{}</w:t></w:r>"

    def change(created: Any) -> None:
        alternatives = (
            f"<mc:AlternateContent {COMPATIBILITY}><mc:Choice Requires='w'>{run.format('выбор')}</mc:Choice>"
            f"<mc:Fallback>{run.format('запас')}</mc:Fallback></mc:AlternateContent>"
        )
        fraction = (
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:f><m:num>'
            "<m:r><m:t>дробь</m:t></m:r></m:num></m:f></m:oMath>"
        )
        body = created.element.body
        body.insert(0, xml(run.format("1. До") + alternatives + fraction))
        body.insert(1, parse_xml(f"<w:unknown {NAMESPACE}><w:p>{run.format('2. В нём.')}</w:p></w:unknown>"))
        body.insert(2, parse_xml(f"<w:altChunk {NAMESPACE}/>"))

    received = docx.read(document("3. После", change=change))
    assert texts(received) == ["1. До", "3. После"]
    assert doubts(received) == [
        "has «выбор» in a form that is not read; type it where it belongs",
        "has «дробь» in a form that is not read; type it where it belongs",
        "holds another document, which is left out; open it in a word processor and save it",
        "the paragraph «2. В нём.» stands in a form that is not read; type it",
    ]
