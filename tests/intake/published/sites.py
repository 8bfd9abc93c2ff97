"""Reports as content systems, word processors and clerks lay them out: tables that no other test has."""

from __future__ import annotations

import io
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tests.intake.published.papers import printed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from helpers.form import Report


@dataclass(frozen=True)
class Box:
    """A printed cell: its text, its first column, how many rows and columns it takes."""

    text: str
    column: int
    down: int = 1
    across: int = 1


Table = list[list[Box]]


def tables(source: Report) -> dict[str, Table]:
    """The report's printed tables by the titles of their sections."""
    return {
        section.title: [
            [Box(*cell) for cell in row] for row in printed(source, source.edition.table(section.table))
        ]
        for section in source.edition.sections
        if section.table
    }


def _is_figure(text: str) -> bool:
    return text.isdigit() or text == "/"


def _filled_up(table: Table) -> list[list[str]]:
    """Every place of a table's grid, what is merged repeated."""
    width = max(box.column + box.across for row in table for box in row)
    full = [[""] * width for _ in table]
    for number, row in enumerate(table):
        for box in row:
            for line in full[number : number + box.down]:
                line[box.column : box.column + box.across] = [box.text] * box.across
    return full


def _tr(row: Iterable[Box], text: Callable[[str], str] = str, tag: str = "td") -> str:
    cells = (f'<{tag} rowspan="{box.down}" colspan="{box.across}">{text(box.text)}</{tag}>' for box in row)
    return f"<tr>{''.join(cells)}</tr>"


def _html(source: Report, body: Callable[[str, Table], str], *, around: str = "{}") -> bytes:
    pieces = [f"<h1>{source.title}</h1><p>发布日期：2023-01-18　浏览次数：27</p>"]
    found = tables(source)
    for section in source.edition.sections:
        if section.title in found:
            pieces.append(body(section.title, found[section.title]))
        else:
            pieces.append(f"<p>{section.title}</p><p>示例文字。</p>")
    page = around.format("".join(pieces))
    return f"<html><head><meta charset='utf-8'></head><body>{page}</body></html>".encode()


def _text(source: Report, body: Callable[[str, Table], Iterable[str]]) -> bytes:
    lines = [source.title, ""]
    found = tables(source)
    for section in source.edition.sections:
        lines.append(section.title)
        lines += body(section.title, found[section.title]) if section.title in found else ["示例文字。"]
    return "\n".join(lines).encode()


# Web pages.


def pasted_from_word(source: Report) -> bytes:
    """A table pasted from Word into a page that is laid out by tables."""

    def cell(text: str) -> str:
        return (
            "<p class=MsoNormal align=center style='text-align:center'>"
            f"<span lang=EN-US style='font-family:仿宋'>{text}<o:p></o:p></span><o:p>&nbsp;</o:p></p>"
        )

    def body(title: str, table: Table) -> str:
        rows = "".join(_tr(row, cell) for row in table)
        return (
            f"<p class=MsoNormal><b>{title}<o:p></o:p></b></p>"
            f"<div align=center><table class=MsoNormalTable border=1>{rows}</table></div>"
        )

    menu = "<table><tr><td>首页</td></tr><tr><td>政务公开</td></tr></table>"
    around = (
        f"<table width=100%><tr><td>{menu}</td><td><table><tr><td>当前位置：首页</td></tr>"
        "<tr><td><div id=zoom>{}</div></td></tr></table></td></tr></table>"
    )
    return _html(source, body, around=around)


def cut_by_a_page(source: Report) -> bytes:
    """Each table in two, the second without its head; a merged heading is printed again on the second."""

    def body(title: str, table: Table) -> str:
        if len(table) < 12:
            return f"<p>{title}</p><table>{''.join(map(_tr, table))}</table>"
        middle = 14
        full = _filled_up(table)
        second = [[Box(text, column) for column, text in enumerate(line)] for line in full[middle:]]
        first = [
            [Box(box.text, box.column, min(box.down, middle - number), box.across) for box in row]
            for number, row in enumerate(table[:middle])
        ]
        return (
            f"<p>{title}</p><table>{''.join(map(_tr, first))}</table><p>— 3 —</p>"
            f"<table>{''.join(map(_tr, second))}</table>"
        )

    return _html(source, body)


def cut_with_its_head_again(source: Report) -> bytes:
    """Table three in two, each with the whole head."""

    def body(title: str, table: Table) -> str:
        if len(table) < 20:
            return f"<p>{title}</p><table>{''.join(map(_tr, table))}</table>"
        head = next(number for number, row in enumerate(table) if row[0].text.startswith("一、本年新收"))
        middle = head + 2
        return (
            f"<p>{title}</p><table>{''.join(map(_tr, table[:middle]))}</table><p>续表</p>"
            f"<table>{''.join(map(_tr, [*table[:head], *table[middle:]]))}</table>"
        )

    return _html(source, body)


def broken_words(source: Report) -> bytes:
    """Line breaks in every header and label, and headings that stand upright letter by letter."""

    def cell(text: str) -> str:
        if _is_figure(text):
            return f"<p>&nbsp;{text}&nbsp;</p>"
        if text in ("申请人情况", "总计", "自然人", "其他"):
            return "<br>".join(text)
        middle = len(text) // 2
        return f"{text[:middle]}<br/>\n      {text[middle:]}"

    return _html(
        source, lambda title, table: f"<p>{title}</p><table>{''.join(_tr(r, cell) for r in table)}</table>"
    )


def wrong_spans(source: Report) -> bytes:
    """Headings that span one row too many or too few."""

    def body(title: str, table: Table) -> str:
        def spoilt(box: Box) -> Box:
            down = {8: 9, 5: 4, 3: 2}.get(box.down, box.down)
            return Box(box.text, box.column, down, box.across)

        rows = "".join(_tr(map(spoilt, row)) for row in table)
        return f"<p>{title}</p><table>{rows}</table>"

    return _html(source, body)


def one_table_for_all(source: Report) -> bytes:
    """The three tables as one, whose title rows are the sections' headings."""
    found = tables(source)
    rows = []
    for title, table in found.items():
        rows.append(f"<tr><td colspan=16><b>{title}</b></td></tr>")
        rows += map(_tr, table)
    first = next(iter(found))
    return _html(source, lambda title, _: f"<table>{''.join(rows)}</table>" if title == first else "")


def counted_rows(source: Report) -> bytes:
    """A column before the labels that counts the rows (序号)."""

    def body(title: str, table: Table) -> str:
        rows = []
        for number, row in enumerate(table):
            first = "序号" if not number else str(number)
            rows.append(_tr([Box(first, 0), *row]))
        return f"<p>{title}</p><table>{''.join(rows)}</table>"

    return _html(source, body)


def numbered_columns(source: Report) -> bytes:
    """A row below the head that counts the columns (栏次)."""

    def body(title: str, table: Table) -> str:
        rows = [_tr(row) for row in table]
        head = next((n for n, row in enumerate(table) if row[0].text.startswith("一、本年新收")), None)
        if head is not None:
            counts = [Box("栏次", 0, 1, 3), *(Box(str(number), number + 2) for number in range(1, 8))]
            rows.insert(head, _tr(counts))
        if "诉讼" in title:
            rows.insert(-1, _tr([Box(str(number), number - 1) for number in range(1, 16)]))
        return f"<p>{title}</p><table>{''.join(rows)}</table>"

    return _html(source, body)


def tabs_in_paragraphs(source: Report) -> bytes:
    """Rows as paragraphs whose cells are parted by tabs."""

    def body(title: str, table: Table) -> str:
        lines = ("\t".join(box.text for box in row) for row in table)
        return f"<p>{title}</p>" + "".join(f"<p style='white-space:pre'>{line}</p>" for line in lines)

    return _html(source, body)


def blanks_in_paragraphs(source: Report) -> bytes:
    """Rows as paragraphs whose cells are parted by wide blanks."""

    def body(title: str, table: Table) -> str:
        lines = ("&emsp;&emsp;".join(box.text for box in row) for row in table)
        return f"<p>{title}</p>" + "".join(f"<p>{line}</p>" for line in lines)

    return _html(source, body)


def hidden_pieces(source: Report) -> bytes:
    """Rows, cells and words that the page doesn't show."""

    def cell(text: str) -> str:
        return f"<span style='display: none'>9</span>{text}<i style='visibility:hidden'>77</i>"

    def body(title: str, table: Table) -> str:
        rows = []
        for row in table:
            rows.append(_tr(row, cell).replace("</tr>", "<td style='display:none'>5</td></tr>"))
            rows.append(
                _tr(row, lambda text: "88" if text.isdigit() else text).replace("<tr>", "<tr hidden>")
            )
        return f"<p>{title}</p><table>{''.join(rows)}</table>"

    return _html(source, body)


def divisions(source: Report) -> bytes:
    """A table of <div>s."""

    def body(title: str, table: Table) -> str:
        rows = (
            "<div class=row>" + "".join(f"<div class=cell>{box.text}</div>" for box in row) + "</div>"
            for row in table
        )
        return f"<p>{title}</p><div class=table>{''.join(rows)}</div>"

    return _html(source, body)


def unmerged(source: Report) -> bytes:
    """No merged cell at all: every heading is repeated in every row and column that it spans."""

    def body(title: str, table: Table) -> str:
        rows = ("".join(f"<td>{text}</td>" for text in line) for line in _filled_up(table))
        return f"<p>{title}</p><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"

    return _html(source, body)


def _shown(source: Report, address: str) -> str:
    value = source.figures[address]
    return "" if value is None else str(value)


def appeals_in_rows(source: Report) -> bytes:
    """Table four turned: a row for each kind of case, its outcomes side by side."""

    def body(title: str, table: Table) -> str:
        if "诉讼" not in title:
            return f"<p>{title}</p><table>{''.join(map(_tr, table))}</table>"
        fields = source.edition.table("appeals").row_fields
        rows = [_tr([Box("", 0), *(Box(f.column.labels[-1], 1) for f in next(iter(fields.values())))])]
        for cells in fields.values():
            label = "".join(cells[0].row.labels)
            rows.append(_tr([Box(label, 0), *(Box(_shown(source, f.address), 1) for f in cells)]))
        return f"<p>{title}</p><table>{''.join(rows)}</table>"

    return _html(source, body)


def columns_apart(source: Report) -> bytes:
    """Table three in two by its columns, labels and headers on both; each kind of case with its whole name."""

    def body(title: str, table: Table) -> str:
        if "诉讼" in title:
            pieces = [f"<p>{title}</p>"]
            for cells in source.edition.table("appeals").row_fields.values():
                inner = cells[0].row.labels[1:]
                name = cells[0].row.labels[0] + "".join(f"（{label}）" for label in inner)
                heads = [Box(f.column.labels[-1], n) for n, f in enumerate(cells)]
                values = [Box(_shown(source, f.address), n) for n, f in enumerate(cells)]
                rows = _tr([Box(name, 0, 1, 5)]) + _tr(heads) + _tr(values)
                pieces.append(f"<table>{rows}</table>")
            return "".join(pieces)
        if "申请" not in title:
            return f"<p>{title}</p><table>{''.join(map(_tr, table))}</table>"
        full = _filled_up(table)
        left = [[Box(text, n) for n, text in enumerate(row[:7])] for row in full]
        right = [[Box(text, n) for n, text in enumerate(row[:3] + row[7:])] for row in full]
        halves = ("".join(map(_tr, half)) for half in (left, right))
        return f"<p>{title}</p><table>{'</table><p>（续表）</p><table>'.join(halves)}</table>"

    return _html(source, body)


def appeals_apart(source: Report) -> bytes:
    """Table four as three tables, one for each kind of case."""

    def body(title: str, table: Table) -> str:
        if "诉讼" not in title:
            return f"<p>{title}</p><table>{''.join(map(_tr, table))}</table>"
        pieces = [f"<p>{title}</p>"]
        for cells in source.edition.table("appeals").row_fields.values():
            heads = [Box(f.column.labels[-1], n) for n, f in enumerate(cells)]
            values = [Box(_shown(source, f.address), n) for n, f in enumerate(cells)]
            pieces.append(f"<p>{''.join(cells[0].row.labels)}</p><table>{_tr(heads)}{_tr(values)}</table>")
        return "".join(pieces)

    return _html(source, body)


def stacked(source: Report) -> bytes:
    """Rows that share a heading stacked in one row, line by line in each of its cells."""

    def body(title: str, table: Table) -> str:
        rows: list[str] = []
        skip = 0
        for number, row in enumerate(table):
            if skip:
                skip -= 1
                continue
            heading = next((box for box in row if box.down in (8, 5, 3) and box.column == 1), None)
            if heading is None:
                rows.append(_tr(row))
                continue
            group = table[number : number + heading.down]
            skip = heading.down - 1
            lines = [[box for box in line if box.column >= 2] for line in group]
            cells = [
                Box("<br>".join(line[index].text for line in lines), 2 + index)
                for index in range(len(lines[0]))
            ]
            before = [
                Box(box.text, box.column, 1 if box is heading else box.down, box.across)
                for box in row
                if box.column < 2
            ]
            rows.append(_tr([*before, *cells]))
        return f"<p>{title}</p><table>{''.join(rows)}</table>"

    return _html(source, body)


def on_its_side(source: Report) -> bytes:
    """Table three turned: the applicants are its rows."""

    def body(title: str, table: Table) -> str:
        if "申请" not in title:
            return f"<p>{title}</p><table>{''.join(map(_tr, table))}</table>"
        width = max(box.column + box.across for row in table for box in row)
        turned: Table = [[] for _ in range(width)]
        for number, row in enumerate(table):
            for box in row:
                turned[box.column].append(Box(box.text, number, box.across, box.down))
        return f"<p>{title}</p><table>{''.join(map(_tr, turned))}</table>"

    return _html(source, body)


def input_fields(source: Report) -> bytes:
    """Figures in the fields of a form that spans the page."""

    def cell(text: str) -> str:
        return f'<input type="text" readonly value="{text}">' if _is_figure(text) else text

    around = (
        '<form action="a.aspx"><input type="hidden" value="9"><select><option>8</option></select>{}</form>'
    )
    return _html(
        source,
        lambda title, table: f"<p>{title}</p><table>{''.join(_tr(row, cell) for row in table)}</table>",
        around=around,
    )


def remark_marks(source: Report) -> bytes:
    """Marks that point to remarks, and units in brackets, behind figures."""
    marks = ("<sup>1</sup>", "①", "<sup>[2]</sup>", "*", "[注1]", "（件）", "<sup>②</sup>", "注", "")

    def body(title: str, table: Table) -> str:
        number = iter(range(10_000))

        def cell(text: str) -> str:
            return text + marks[next(number) % len(marks)] if text.isdigit() else text

        return f"<p>{title}</p><table>{''.join(_tr(row, cell) for row in table)}</table><p>注：略。</p>"

    return _html(source, body)


def struck_figures(source: Report) -> bytes:
    """Figures that are struck out beside those that stand, and how words are pronounced."""
    gone = (
        "<del>9</del>",
        "<s>8</s>",
        "<strike>7</strike>",
        "<i style='text-decoration: line-through'>6</i>",
    )
    number = iter(range(10_000))

    def cell(text: str) -> str:
        return f"{gone[next(number) % len(gone)]}<ruby>{text}<rp>(</rp><rt>5</rt><rp>)</rp></ruby>"

    return _html(
        source,
        lambda title, table: f"<p>{title}</p><table>{''.join(_tr(row, cell) for row in table)}</table>",
    )


def bold_rows(source: Report) -> bytes:
    """Markdown's tables with every other row in bold."""

    def body(_: str, table: Table) -> Iterator[str]:
        yield ""
        for number, row in enumerate(table):
            cells = "|".join(f"**{box.text}**" if number % 2 and box.text else box.text for box in row)
            yield f"|{cells}|"
            if not number:
                yield f"|{'---|' * len(row)}"
        yield ""

    return _text(source, body)


def white_figures(source: Report) -> bytes:
    """White figures beside the black ones, and a head that is white on blue."""

    def cell(text: str) -> str:
        return f'{text}<font color="#FFFFFF">9</font><span style="color: white">7</span>'

    def body(title: str, table: Table) -> str:
        rows = "".join(_tr(row, cell) for row in table[1:])
        head = _tr(table[0]).replace("<tr>", '<tr style="background:#369;color:#fff">')
        return f"<p>{title}</p><table>{head}{rows}</table>"

    return _html(source, body)


# Texts.


def drawn_boxes(source: Report) -> bytes:
    """A table drawn with box characters."""
    return _text(source, lambda _, table: ["│" + "│".join(box.text for box in row) + "│" for row in table])


def figures_below(source: Report) -> bytes:
    """Labels on a line, their figures on the next."""

    def body(_: str, table: Table) -> Iterator[str]:
        for row in table:
            words = [box.text for box in row if not _is_figure(box.text)]
            figures = [box.text for box in row if _is_figure(box.text)]
            if words:
                yield " ".join(words)
            if figures:
                yield "  ".join(figures)

    return _text(source, body)


def a_cell_on_each_line(source: Report) -> bytes:
    """What a browser copies from cells that hold paragraphs: a tab ends each cell but a row's last."""

    def body(_: str, table: Table) -> Iterator[str]:
        for row in table:
            yield from "\t\n".join(box.text for box in row).split("\n")

    return _text(source, body)


def wide_characters(source: Report) -> bytes:
    """Full-width digits and brackets, traditional characters."""
    digits = str.maketrans("0123456789()", "０１２３４５６７８９（）")
    words = str.maketrans(
        "规范项许处罚强费单组织机构会总计结转续办获给决关信数书诉讼复议审",
        "規範項許處罰強費單組織機構會總計結轉續辦獲給決關信數書訴訟復議審",
    )

    def body(_: str, table: Table) -> Iterator[str]:
        for row in table:
            yield "\t".join(box.text.translate(digits).translate(words) for box in row)

    return _text(source, body)


# Workbooks and Word files.


def one_sheet(source: Report) -> bytes:
    """A sheet that begins in its third column, with titles, remarks, figures as text, and who filled it in."""
    openpyxl: Any = import_module("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["C2"] = source.title
    line = 4
    for title, table in tables(source).items():
        sheet.cell(line, 3, title)
        line += 1
        for row in table:
            for box in row:
                number = int(box.text) if box.text.isdigit() and line % 2 else None
                sheet.cell(line, box.column + 3, number if number is not None else box.text or None)
                if box.down * box.across > 1:
                    sheet.merge_cells(
                        start_row=line,
                        start_column=box.column + 3,
                        end_row=line + box.down - 1,
                        end_column=box.column + box.across + 2,
                    )
            line += 1
        sheet.cell(line, 3, "注：没有的填0，不要留空。")
        line += 2
    for column, text in enumerate(("填报人：", "某某", "审核人：", "某某", "填报日期：", "2023.1.10")):
        sheet.cell(line, 3 + column, text)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def word_without_merges(source: Report) -> bytes:
    """A Word file whose merged cells are empty ones, headings in the rows where they begin."""
    docx: Any = import_module("docx")
    document = docx.Document()
    document.add_paragraph(source.title)
    found = tables(source)
    for section in source.edition.sections:
        document.add_paragraph(section.title)
        if section.title not in found:
            document.add_paragraph("示例文字。")
            continue
        table = found[section.title]
        width = max(box.column + box.across for row in table for box in row)
        made = document.add_table(len(table), width)
        for row, cells in zip(table, made.rows, strict=True):
            texts = list(cells.cells)
            for box in row:
                texts[box.column].text = box.text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


SITES: dict[str, tuple[Callable[[Report], bytes], str]] = {
    "pasted from Word into a page of tables": (pasted_from_word, "html"),
    "cut by a page": (cut_by_a_page, "html"),
    "cut, with its head again": (cut_with_its_head_again, "html"),
    "broken words": (broken_words, "html"),
    "wrong spans": (wrong_spans, "html"),
    "one table for all": (one_table_for_all, "html"),
    "counted rows": (counted_rows, "html"),
    "numbered columns": (numbered_columns, "html"),
    "tabs in paragraphs": (tabs_in_paragraphs, "html"),
    "blanks in paragraphs": (blanks_in_paragraphs, "html"),
    "hidden pieces": (hidden_pieces, "html"),
    "divisions": (divisions, "html"),
    "no merged cells": (unmerged, "html"),
    "appeals in rows": (appeals_in_rows, "html"),
    "appeals apart": (appeals_apart, "html"),
    "columns apart": (columns_apart, "html"),
    "stacked rows": (stacked, "html"),
    "on its side": (on_its_side, "html"),
    "input fields": (input_fields, "html"),
    "marks of remarks": (remark_marks, "html"),
    "white figures": (white_figures, "html"),
    "struck figures": (struck_figures, "html"),
    "bold rows": (bold_rows, "md"),
    "drawn boxes": (drawn_boxes, "txt"),
    "figures below their labels": (figures_below, "txt"),
    "a cell on each line": (a_cell_on_each_line, "txt"),
    "wide and traditional characters": (wide_characters, "txt"),
    "one sheet for all": (one_sheet, "xlsx"),
    "Word without merges": (word_without_merges, "docx"),
}
"""Layouts by what they are: how they are made, and the end of their files' names."""
