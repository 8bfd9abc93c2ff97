"""Reports on paper: in the kit's own formats without a kernel, as others' tools print them, in the layouts of web pages."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat.v4
from tests.factories import balanced, report

from helpers.display.blocks import MIME
from helpers.display.plain import render_text
from helpers.display.view import ReportView
from helpers.export.document import document_of
from helpers.form.grid import Role, grid_of
from helpers.intake import read_params
from helpers.intake.published.formats import source_of
from helpers.intake.published.imported import Imported, import_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nbformat import NotebookNode

    from helpers.display.blocks import Block
    from helpers.form import Report, Table, Value
    from helpers.intake.published.source import Place

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
SAMPLES = sorted(path.relative_to(ROOT / "params").as_posix() for path in ROOT.glob("params/*/*/[0-9]*.yaml"))

Rows = list[list[tuple[str, int, int, int]]]
"""A table's printed cells, row by row: text, column, rows and columns that it takes."""


def sample(name: str) -> Report:
    """A sample report by its path below params."""
    return read_params(ROOT / "params" / name)


def random_report(seed: int, edition: int = 2021, *, blanks: float = 0.0, largest: int = 40) -> Report:
    """A report whose figures add up, with some of them left out."""
    draw = random.Random(seed)  # noqa: S311  # a test's figures, no secret
    values: dict[str, Value] = dict(
        balanced(edition, lambda: draw.choice((0, 0, 0, draw.randrange(largest))))
    )
    for address in values:
        if draw.random() < blanks:
            values[address] = None
    return report(values, edition=edition, kind="街道")


# The kit's own formats.


def outputs(source: Report) -> list[tuple[Block, ...]]:
    """What the master notebook's cells show."""
    view = ReportView(source)
    shown = [view.title(), view.preamble()]
    shown += [view.section(section.key) for section in source.edition.sections]
    shown += [view.appendix(), view.yearly_chart(), view.result_chart(), view.applicant_chart()]
    return [output.blocks for output in shown]


@cache
def _exporter(kind: str) -> Any:
    module, name = {
        "html": ("helpers.export.html", "HtmlExporter"),
        "pdf": ("helpers.export.pdf", "PdfExporter"),
        "docx": ("helpers.export.docx", "DocxExporter"),
    }[kind]
    return getattr(import_module(module), name)()


def exported(source: Report, kind: str) -> bytes:
    """The report in one of the kit's formats: html, pdf, docx or txt."""
    notebook = _notebook(outputs(source))
    if kind == "txt":
        return render_text(document_of(notebook).blocks).encode()
    content, _ = _exporter(kind).from_notebook_node(notebook)
    return content.encode() if isinstance(content, str) else bytes(content)


def _notebook(outputs: list[tuple[Block, ...]]) -> NotebookNode:
    """An executed notebook with these outputs."""
    new: Any = nbformat.v4
    cells = [
        new.new_code_cell(
            "show()",
            id=f"cell-{number}",
            outputs=[
                new.new_output(
                    "display_data", {MIME: [block.to_json() for block in output], "text/plain": "…"}
                )
            ],
        )
        for number, output in enumerate(outputs)
    ]
    made: NotebookNode = new.new_notebook(cells=cells)
    return made


# Tables as others print them.


def printed(source: Report, table: Table) -> Rows:
    """A table's printed cells."""
    taken: dict[int, int] = {}
    rows: Rows = []
    for number, row in enumerate(grid_of(table).rows):
        column, cells = 0, []
        for cell in row:
            while taken.get(column, 0) > number:
                column += 1
            text = cell.text
            if cell.role is Role.VALUE and cell.field is not None:
                value = source.figures[cell.field.address]
                text = "" if value is None else str(value)
            cells.append((text, column, cell.rowspan, cell.colspan))
            for covered in range(column, column + cell.colspan):
                taken[covered] = number + cell.rowspan
            column += cell.colspan
        rows.append(cells)
    return rows


def _bars(rows: Rows) -> Iterator[str]:
    for row in rows:
        yield "".join(f"{text} | " for text, *_ in row).rstrip(" ")


def _leading_bars(rows: Rows) -> Iterator[str]:
    for row in rows:
        yield "| " + "".join(f"{text} | " for text, *_ in row).rstrip(" ")


def _lone_bars(rows: Rows) -> Iterator[str]:
    for line in _bars(rows):
        yield "|"
        yield line


def _tabs(rows: Rows) -> Iterator[str]:
    for row in rows:
        yield "\t" * (row[0][1] if row else 0) + "\t".join(text for text, *_ in row)


def _cell_a_line(rows: Rows) -> Iterator[str]:
    for row in rows:
        for text, *_ in row:
            yield text
            yield ""


def _bars_between(rows: Rows) -> Iterator[str]:
    for row in rows:
        for text, _, _, across in row:
            if text:
                yield text
            yield "|"
            if across > 1:
                yield "|" * across
        yield "|"


def _bars_after(rows: Rows) -> Iterator[str]:
    for row in rows:
        for text, *_ in row:
            yield f"{text} |".strip()
        if row and row[-1][3] > 1:
            yield "|" * row[-1][3]


def _words(rows: Rows) -> Iterator[str]:
    for row in rows:
        yield " ".join(text for text, *_ in row if text)


def _html(rows: Rows) -> Iterator[str]:
    yield "<table>"
    for row in rows:
        cells = (f'<td rowspan="{down}" colspan="{across}">{text}</td>' for text, _, down, across in row)
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</table>"


LAYOUTS: dict[str, Callable[[Rows], Iterator[str]]] = {
    "bars": _bars,
    "leading bars": _leading_bars,
    "lone bars": _lone_bars,
    "tabs": _tabs,
    "cell a line": _cell_a_line,
    "bars between": _bars_between,
    "bars after": _bars_after,
    "words": _words,
    "html": _html,
}
"""The layouts in which published tables were seen; an empty cell leaves no trace in `words` and `cell a line`."""


def laid_out(
    source: Report, layout: str, change: Callable[[str], str] = lambda text: text
) -> tuple[bytes, str]:
    """The report's tables in a layout, each cell changed, and the file's name."""
    lines = [source.title, ""]
    for section in source.edition.sections:
        lines.append(f"<p>{section.title}</p>" if layout == "html" else section.title)
        if section.table:
            rows = printed(source, source.edition.table(section.table))
            changed = [[(change(text), *where) for text, *where in row] for row in rows]
            lines += LAYOUTS[layout](changed)  # type: ignore[arg-type]  # a starred tuple's length is not known
        else:
            lines.append("示例文字。")
    if layout == "html":
        return f"<html><body>{''.join(lines)}</body></html>".encode(), "report.html"
    return "\n".join(lines).encode(), "report.txt"


def workbook(source: Report) -> bytes:
    """The report's tables as an Excel workbook with the official form's merged cells, a sheet each."""
    openpyxl: Any = import_module("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for table in source.edition.tables:
        sheet = book.create_sheet(f"表{table.ordinal}")
        sheet["A1"] = f"{table.ordinal}、{table.caption}"
        for number, row in enumerate(printed(source, table), 2):
            for text, column, down, across in row:
                sheet.cell(number, column + 1, int(text) if text.isdigit() else text or None)
                if down * across > 1:
                    sheet.merge_cells(
                        start_row=number,
                        start_column=column + 1,
                        end_row=number + down - 1,
                        end_column=column + across,
                    )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


# What an import made of it.


@dataclass
class Tally:
    """Cells of a report beside those of its import."""

    right: int = 0
    null: int = 0
    wrong: int = 0
    wrongs: tuple[str, ...] = ()

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right,
            self.null + other.null,
            self.wrong + other.wrong,
            self.wrongs + other.wrongs,
        )


def imported(data: bytes, name: str, year: int | None = None) -> Imported:
    """The import of a file's content."""
    return import_sources([source_of(data, name)], year=year)


def tally(source: Report, read: Imported) -> Tally:
    """Count the cells that are right, null though the report has a figure, or wrong."""
    made = Tally()
    for address, value in source.figures.items():
        cell = read.cells.get(address)
        got = cell.value if cell is not None else None
        if got == value:
            made.right += 1
        elif got is None:
            made.null += 1
        else:
            made.wrong += 1
            made.wrongs += (f"{address}: {value} read as {got}",)
    return made


def place_of(read: Imported, address: str) -> Place:
    """Where a cell came from."""
    place = read.cells[address].place
    assert place is not None
    return place
