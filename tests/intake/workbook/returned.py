"""Workbooks as they go out and as they come back."""

from __future__ import annotations

import io
import shutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tests.intake.published.papers import ROOT, sample

from helpers.intake.params import read_params
from helpers.intake.published.formats import source_of
from helpers.intake.published.imported import Imported, import_sources
from helpers.intake.published.params_file import params_text
from helpers.intake.workbook.write import workbook_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from helpers.form import Report

NAME = "shili/zhujian/2022.yaml"
"""A sample with figures in all tables, lists, links, and a year before it."""


@cache
def written(name: str = NAME) -> bytes:
    """A sample's workbook."""
    return workbook_of(sample(name), folder=name.rpartition("/")[0])


def opened(data: bytes, *, computed: bool = False) -> Any:
    """A workbook for looking into and for changing, or with what its formulas came to."""
    return import_module("openpyxl").load_workbook(io.BytesIO(data), data_only=computed)


def edited(change: Callable[[Any], None], name: str = NAME) -> bytes:
    """A sample's workbook after a program, which computes nothing and moves no name, has changed it."""
    book = opened(written(name))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def came_back(data: bytes, year: int | None = None) -> Imported:
    """The import of a workbook."""
    return import_sources([source_of(data, "back.xlsx")], year=year)


def params_of(read: Imported, folder: Path) -> Report:
    """The report that the import's params hold, beside those of the year before."""
    path = folder / f"{read.year}.yaml"
    path.write_text(params_text(read), encoding="utf-8")
    return read_params(path)


def sample_before(name: str, folder: Path) -> None:
    """Put a sample's year before into a folder, where there is one: texts may name its figures."""
    source = ROOT / "params" / name
    before = source.with_name(f"{int(source.stem) - 1}.yaml")
    if before.exists():
        shutil.copy(before, folder)


def words(report: Report) -> dict[str, str]:
    """The narrative by address, without the line's end that a block in a params file brings."""
    return {address: text.raw.strip("\n") for address, text in report.narrative.texts()}


def told(read: Imported) -> list[str]:
    """The import's notes with their places."""
    return [f"{note.place}：{note.message}" if note.place else note.message for note in read.notes]
