"""A filled-in workbook read back, whatever the office did to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from helpers.form import EDITIONS, edition_of
from helpers.intake.published.cells import doubt
from helpers.intake.published.errors import UnreadableError
from helpers.intake.published.filled import Filled, FilledForm
from helpers.intake.published.found import Note
from helpers.intake.published.source import Place, Source
from helpers.intake.published.zipped import check_zip
from helpers.intake.workbook import names
from helpers.intake.workbook.content import content_of
from helpers.intake.workbook.figure import read_figures
from helpers.intake.workbook.guide import OFFICES
from helpers.intake.workbook.locate import labels_found, locate
from helpers.intake.workbook.told import Told, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.intake.published.cells import CellRead
    from helpers.intake.workbook.content import Content
    from helpers.intake.workbook.locate import Located


def read(data: bytes, name: str) -> Source:
    """Read a workbook that `nianbao new` made.

    Args:
        data: The file.
        name: Its name for messages.

    Returns:
        A source without lines or grids: what it says is in `filled`.

    Raises:
        UnreadableError: It is damaged, has a password or is too big.
    """
    remarks = check_zip(data, name, "xl/workbook.xml")
    content = content_of(data, name)
    number = _edition(content, name)
    form = edition_of(number)
    cells: dict[str, CellRead] = {}
    used: set[str] = set()
    notes: list[Note] = []
    for table in form.tables:
        located = locate(content, number, table)
        if located.page is not None:
            used |= {located.page.title, *located.twins}
        anchors = {
            field.address: content.places[names.name_of(field)][1]
            for field in table.fields
            if names.name_of(field) in content.places
        }
        read_cells = read_figures(located, table.fields, anchors, number)
        cells |= {cell.field.address: cell for cell in read_cells}
        notes += _notes(located)
    doubt(cells, number)
    texts = told(content, form)
    used |= texts.used
    notes += [*texts.notes, *_sheets(content, used)]
    filled = Filled(
        number,
        cells,
        office=texts.lines.get("office.name"),
        kind=texts.lines.get("office.kind"),
        scope=_scope(texts),
        year=_year(texts, notes),
        texts=texts.texts,
        more=texts.more,
        places=texts.places,
        notes=(*notes, *_cells_told(cells)),
        folder=content.constants.get(names.FOLDER, ""),
    )
    return FilledForm(name, "xlsx", (), notes=remarks, filled=filled)


def _edition(content: Content, name: str) -> int:
    """The edition that the workbook says it is of; one that lost its names is of that whose labels it has."""
    number = content.constants.get(names.EDITION)
    if number is None:
        return max(EDITIONS, key=lambda edition: (labels_found(content, edition), edition))
    if not number.isdecimal() or int(number) not in EDITIONS:
        raise UnreadableError(
            f"{name}：这个填报工作簿的格式版本“{number[:20]}”不认识，请用新的 nianbao 导入，或者重新生成工作簿。"
        )
    return int(number)


def _scope(texts: Told) -> Literal["office", "district"]:
    return "district" if texts.lines.get("office.scope") == OFFICES["district"] else "office"


def _year(texts: Told, notes: list[Note]) -> int | None:
    written = texts.lines.get("year", "")
    digits = written.removesuffix("度").removesuffix("年")
    if digits.isdecimal() and len(digits) == 4:
        return int(digits)
    if written:
        notes.append(
            Note(f"报告年度写的是“{written[:20]}”，不是年份", texts.places.get("year"), "document", "year")
        )
    return None


def _notes(located: Located) -> Iterator[Note]:
    page = located.page
    if page is None:
        return
    if page.hidden:
        yield Note(f"工作表“{page.title}”是隐藏的，照样读入")
    for twin in located.twins:
        yield Note(
            f"工作表“{twin}”和“{page.title}”是同样的表，只读了“{page.title}”，请核对", None, "document"
        )
    for change in located.changes:
        if not change.cell:
            yield Note(
                f"工作表“{page.title}”里没有找到标签“{_short(change.label)}”，多半是整行或整列被删",
                None,
                "document",
            )
            continue
        now = f"被改成“{_short(change.now)}”" if change.now else "被删去"
        yield Note(
            f"标签“{_short(change.label)}”{now}", Place(sheet=change.sheet, cell=change.cell), "document"
        )


def _sheets(content: Content, used: set[str]) -> Iterator[Note]:
    for page in content.pages:
        if page.title not in used and any(not cell.empty for cell in page.cells.values()):
            yield Note(f"工作表“{page.title}”不是填报工作簿原有的，没有读入")


def _cells_told(cells: dict[str, CellRead]) -> Iterator[Note]:
    """What was done to single cells, so that it is seen without opening the record."""
    summed = [cell for cell in cells.values() if cell.how == "summed" and not cell.alternatives]
    if summed:
        yield Note(f"{len(summed)} 格合计没有存算出的值，按工作簿自己的公式由各格算得", summed[0].place)
    for address, cell in cells.items():
        if cell.note and cell not in summed:
            yield Note(f"{cell.field.label}：{cell.note}", cell.place, "document", address)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"
