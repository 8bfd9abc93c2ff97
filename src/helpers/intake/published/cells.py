"""The cells of a form as they were read: values, where they came from, what else they could be."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import TYPE_CHECKING

from helpers.checks.crossings import failing, suspects
from helpers.checks.values import show
from helpers.form import Figures, edition_of
from helpers.intake.published.found import Note
from helpers.intake.published.judge import Judged, all_sums
from helpers.intake.published.strips import Cut
from helpers.intake.published.values import Amount, amount_of, is_empty
from helpers.intake.published.words import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from helpers.form import Field, Value
    from helpers.intake.published.source import Place

READINGS = {
    "direct": "标签后依次各列",
    "header": "按表头所在的列",
    "shifted": "各列整体错位，已移正",
    "lost": "各列整体错位，总计被挤出表外，由各类申请人相加得出，各列勾稽关系都成立",
    "cut": "这一行没有完，只读到这里",
    "spread": "空格没有留下位置，按勾稽关系排定",
    "order": "旁边没有标签，按前后各行的顺序认定",
    "joined": "一个数被拆成两截，已按勾稽关系合并",
    "split": "两个数连在一起，已按勾稽关系拆开",
    "agreed": "空格没有留下位置，各种读法在这一格上相同",
    "open": "有几种读法，不能确定",
    "form": "填报工作簿中的这一格，名称和标签相符",
    "moved": "填报工作簿中按标签找到的格子",
    "place": "填报工作簿中按位置认定的格子，标签已被改动",
    "summed": "填报工作簿自己的公式，由各格算得",
}
_UNREAD = "标签后面没有读到数，请对照原文"
SURE = ("direct", "header", "form", "moved", "summed")
"""Readings in which the document's own cells leave no choice."""


@dataclass
class CellRead:
    """A cell of the form.

    Attributes:
        value: What goes into params.
        text: What the document prints; None where it has no such cell.
        how: The reading, a key of `READINGS`; empty where the row was not found.
        missing: Why the value is None, in Chinese; empty where it is not.
        alternatives: What else the cell could hold.
        doubts: What speaks against the value.
        note: What was done to the text to get the value.
    """

    field: Field
    value: Value = None
    text: str | None = None
    place: Place | None = None
    how: str = ""
    chosen: bool = False
    missing: str = ""
    alternatives: tuple[Value, ...] = ()
    doubts: list[Note] = dataclass_field(default_factory=list)
    note: str = ""


def read_cells(judged: Iterable[Judged], edition: int) -> dict[str, CellRead]:
    """Every cell of the form by address; those of rows that were not found are missing."""
    form = edition_of(edition)
    cells = {
        address: CellRead(described, missing="没有找到这一行") for address, described in form.fields.items()
    }
    for row in judged:
        for index, described in enumerate(row.fields):
            cells[described.address] = _read(row, index, described)
    doubt(cells, edition)
    return cells


def _read(row: Judged, index: int, described: Field) -> CellRead:
    cell = row.cells[index]
    others = row.others[index] if row.others else ()
    if row.open and row.open[index]:
        how = "open"
        missing = "有几种读法，勾稽关系选不出一种"
        return CellRead(
            described, how=how, missing=missing, alternatives=tuple(others), place=_place(row, None)
        )
    if cell is None:
        missing = "原文这一行没有完" if row.how == "cut" else "原文没有这一格"
        missing = _UNREAD if _stopped(row) else missing
        return CellRead(described, how=row.how, missing=missing, place=_place(row, None))
    header = row.row.headers.get(bare(described.column.labels[-1]))
    amount = amount_of(cell.text, described.column, header.text if header else "")
    found = CellRead(
        described, amount.value, cell.text.strip(), cell.place, row.how, row.chosen, note=amount.note
    )
    found.alternatives = (*amount.options, *(other for other in others if other != found.text))
    found.missing = _UNREAD if not found.text and _stopped(row) else _why(amount)
    return found


def _stopped(row: Judged) -> bool:
    """Whether no figure was read behind a label in running text, where the row may go on unread."""
    nothing = all(is_empty(cell.text) for cell in row.row.tail)
    return nothing and row.row.cut is not Cut.GRID and len(row.row.tail) < len(row.fields)


def _why(amount: Amount) -> str:
    if amount.value is not None:
        return ""
    return amount.note if amount.options else "原文这一格空着"


def _place(row: Judged, place: Place | None) -> Place | None:
    if place is None and row.row.label is not None:
        return row.row.label.place
    return place


def doubt(cells: Mapping[str, CellRead], edition: int) -> None:
    """Say where the figures don't add up, and whether the document or the reading is more likely at fault."""
    figures = Figures(edition_of(edition), {address: cell.value for address, cell in cells.items()})
    for sum_ in all_sums(edition):
        gap = sum_.gap(figures)
        if not gap:
            continue
        addresses = (*sum_.left.addresses, *sum_.right.addresses)
        sure = all(cells[address].how in SURE for address in addresses)
        fault = "document" if sure else "reading"
        cells[sum_.place].doubts.append(
            Note(f"{sum_.line}两边相差 {show(abs(gap))}，{_whose(fault)}", cells[sum_.place].place, fault)
        )
    for suspect in suspects(figures, failing(figures)):
        cell = cells[suspect.address]
        fault = "document" if cell.how in SURE else "reading"
        message = f"改为 {show(suspect.value)} 则所在的行和列都平，{_whose(fault)}"
        cell.doubts.append(Note(message, cell.place, fault))


def _whose(fault: str) -> str:
    return "各格在原文里分得清楚，多半是原文填错" if fault == "document" else "原文的格子分不清楚，多半是读错"
