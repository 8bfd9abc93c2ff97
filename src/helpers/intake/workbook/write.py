"""A report as a workbook to fill in, or filled in."""

from __future__ import annotations

import datetime
import io
import re
from importlib import import_module
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from helpers.intake.workbook import names
from helpers.intake.workbook.design import GUIDE, TEXTS, sheet_of
from helpers.intake.workbook.formulas import letters, named
from helpers.intake.workbook.guide import draw_guide
from helpers.intake.workbook.look import add_looks
from helpers.intake.workbook.table_sheet import STATUS, TableSheet
from helpers.intake.workbook.text_sheet import TextSheet

if TYPE_CHECKING:
    from helpers.form import Report
    from helpers.intake.workbook.formulas import Spot

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip file can hold."""

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def workbook_of(report: Report, *, folder: str = "") -> bytes:
    """A report as an Excel workbook; equal reports give equal bytes.

    Totals are formulas where the report's figures are those sums or are still missing. What else is missing is
    empty.

    Args:
        report: The report; one that has just been started has neither figures nor texts.
        folder: The office's folder below params, `DISTRICT/OFFICE`, which the workbook remembers.

    Raises:
        UsageError: A text is longer than a cell can hold.
    """
    openpyxl: Any = import_module("openpyxl")
    book = openpyxl.Workbook()
    add_looks(book)
    guide = book.active
    guide.title = GUIDE
    heading = f"='{GUIDE}'!B3&\"　\"&'{GUIDE}'!B6&\"年度\""
    statuses = []
    for table in report.edition.tables:
        plan = sheet_of(report.edition.id, table.key)
        sheet = TableSheet(book.create_sheet(plan.title), report, table)
        sheet.draw(heading)
        statuses.append((plan.title, f"='{plan.title}'!{named(STATUS)}"))
        for field in table.fields:
            _name(book, names.name_of(field), plan.title, sheet.spot(field.address))
    texts = TextSheet(book.create_sheet(TEXTS), report)
    for address, spot in texts.draw(heading).items():
        _name(book, names.name_of_text(address), TEXTS, spot)
    statuses.append((TEXTS, texts.status(TEXTS)))
    for address, spot in draw_guide(guide, report, statuses).items():
        _name(book, f"{names.PREFIX}{address}", GUIDE, spot)
    _constant(book, names.EDITION, str(report.edition.id))
    _constant(book, names.FOLDER, f'"{folder}"')
    book.properties.title, book.properties.creator = report.title, report.office.name
    book.properties.created = datetime.datetime(*_EPOCH)
    return _saved(book)


def _name(book: Any, name: str, sheet: str, spot: Spot) -> None:
    _constant(book, name, f"'{sheet}'!${letters(spot[1])}${spot[0]}")


def _constant(book: Any, name: str, value: str) -> None:
    defined = import_module("openpyxl.workbook.defined_name").DefinedName
    book.defined_names[name] = defined(name, attr_text=value, hidden=True)


def _saved(book: Any) -> bytes:
    """The workbook without the time and the system that it is saved on."""
    saved, out = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with ZipFile(saved) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, content)
    return out.getvalue()
