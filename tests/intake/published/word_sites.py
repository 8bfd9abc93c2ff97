"""Reports as people leave them in Word: text boxes, hidden words, changes that were tracked, marks of remarks."""

from __future__ import annotations

import io
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tests.intake.published.sites import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.intake.published.sites import Table

    from helpers.form import Report

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def _run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def _paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def _grid(table: Table, cell: Callable[[str], str]) -> str:
    """A table whose merged cells are empty ones, without those that a heading beside them covers."""
    width = max(box.column + box.across for row in table for box in row)

    def row_of(cells: Iterable[tuple[str, int]]) -> str:
        spans = (
            f'<w:tc><w:tcPr><w:gridSpan w:val="{across}"/></w:tcPr>{made}</w:tc>' for made, across in cells
        )
        return f"<w:tr>{''.join(spans)}</w:tr>"

    rows = []
    for row in table:
        cells, column = [], 0
        for box in row:
            cells += [("<w:p/>", 1)] * (box.column - column)
            cells.append((cell(box.text), box.across))
            column = box.column + box.across
        rows.append(row_of([*cells, *[("<w:p/>", 1)] * (width - column)]))
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def _file(
    source: Report, cell: Callable[[str], str], around: Callable[[str], str] = lambda table: table
) -> bytes:
    docx: Any = import_module("docx")
    oxml: Any = import_module("docx.oxml")
    found = tables(source)
    body = _paragraph(_run(source.title))
    for section in source.edition.sections:
        body += _paragraph(_run(section.title))
        if section.title in found:
            body += around(_grid(found[section.title], cell)) + "<w:p/>"
        else:
            body += _paragraph(_run("示例文字。"), _run("看不见。", "<w:vanish/>"))
    document = docx.Document()
    made = oxml.parse_xml(f"<w:body {_SPACES}>{body}</w:body>")
    for child in list(made):
        document.element.body.insert_element_before(child, "w:sectPr")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def text_boxes(source: Report) -> bytes:
    """Each table in a text box, given twice: for Word, and for what came before it."""

    def around(table: str) -> str:
        box = f"<w:txbxContent>{table}<w:p/></w:txbxContent>"
        return _paragraph(
            "<w:r><mc:AlternateContent>"
            f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
            f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )

    return _file(source, lambda text: _paragraph(_run(text)), around)


def hidden_words(source: Report) -> bytes:
    """Figures that are hidden, white, struck out or moved away beside those that are seen."""
    gone = (
        _run("9", "<w:vanish/>"),
        _run("8", '<w:color w:val="FFFFFF"/>'),
        _run("5", "<w:strike/>"),
        '<w:del w:id="1" w:author="x"><w:r><w:delText>7</w:delText></w:r></w:del>',
        f'<w:moveFrom w:id="2" w:author="x">{_run("6")}</w:moveFrom>',
    )
    number = iter(range(10_000))

    def cell(text: str) -> str:
        run = _run(text, '<w:vanish w:val="0"/>')
        seen = f'<w:ins w:id="3" w:author="x">{run}</w:ins>'
        return _paragraph(gone[next(number) % len(gone)], seen, gone[next(number) % len(gone)])

    return _file(source, cell)


def raised_marks(source: Report) -> bytes:
    """Raised marks of remarks behind figures."""
    marks = ("1", "①", "[2]", "*")
    number = iter(range(10_000))

    def cell(text: str) -> str:
        mark = marks[next(number) % len(marks)] if text.isdigit() else ""
        return _paragraph(_run(text), _run(mark, '<w:vertAlign w:val="superscript"/>'))

    return _file(source, cell)


def idle_paragraphs(source: Report) -> bytes:
    """Empty paragraphs above and below figures, labels broken over as many."""

    def cell(text: str) -> str:
        if text.isdigit() or len(text) < 3:
            return f"<w:p/>{_paragraph(_run(text))}<w:p/>"
        middle = len(text) // 2
        pieces = (text[: middle - 1], text[middle - 1 : middle + 1], text[middle + 1 :])
        return "".join(_paragraph(_run(piece)) for piece in pieces)

    return _file(source, cell)


SITES: dict[str, tuple[Callable[[Report], bytes], str]] = {
    "text boxes in Word": (text_boxes, "docx"),
    "hidden words in Word": (hidden_words, "docx"),
    "raised marks in Word": (raised_marks, "docx"),
    "idle paragraphs in Word": (idle_paragraphs, "docx"),
}
"""Layouts by what they are: how they are made, and the end of their files' names."""
