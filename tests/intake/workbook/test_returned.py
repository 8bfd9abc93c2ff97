"""Workbooks that offices did things to: what is still sure is read, the rest is null, and both are told."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from tests.intake.published.papers import sample
from tests.intake.workbook.returned import NAME, came_back, edited, opened, told, words, written

from helpers.intake.published.errors import UnreadableError
from helpers.intake.published.record import record_of
from helpers.intake.workbook.formulas import is_total, named, spot_of, stock_before

if TYPE_CHECKING:
    from helpers.intake.published.imported import Imported

SOURCE = sample(NAME)


def wrong(read: Imported) -> dict[str, object]:
    """The cells and texts that came back otherwise than they went out."""
    found: dict[str, object] = {
        address: read.cells[address].value
        for address, value in SOURCE.figures.items()
        if read.cells[address].value != value
    }
    texts = {f"narrative.{address}": text for address, text in read.texts.items()}
    for index, (title, text) in enumerate(read.more):
        texts |= {
            f"narrative.overview.more[{index}].title": title,
            f"narrative.overview.more[{index}].text": text,
        }
    return found | {
        address: texts.get(address) for address, text in words(SOURCE).items() if texts.get(address) != text
    }


def test_nothing_is_lost_when_rows_and_columns_come_in_between() -> None:
    """By a program that leaves names, formulas and merged cells where they were."""

    def change(book: Any) -> None:
        for sheet in book:
            sheet.insert_rows(1, 2)
        book["表三"].insert_rows(14)
        book["表三"].insert_cols(6)
        book["表四"].insert_cols(1)
        book["文字"].insert_rows(8)

    assert wrong(came_back(edited(change))) == {}


def test_sheets_are_known_by_what_is_on_them() -> None:
    def change(book: Any) -> None:
        for number, sheet in enumerate(book.worksheets):
            sheet.title = f"Sheet{number}"
        book._sheets.reverse()
        book.create_sheet("备注", 0)["A1"] = "请领导过目"

    read = came_back(edited(change))
    assert wrong(read) == {}
    assert "工作表“备注”不是填报工作簿原有的，没有读入" in told(read)
    assert read.cells["applications.received[0]"].place.__str__() == "Sheet2!D7"


def test_changed_labels_are_named_with_sheet_and_cell() -> None:
    def change(book: Any) -> None:
        three = book["表三"]
        three["C11"], three["D5"], three["A9"] = "涉及国家秘密", "个人", None
        book["表四"]["G6"] = "改判"
        book["表二"]["A4"] = "（一）"
        book["文字"]["A7"] = "公开工作"
        three.insert_rows(9, 3)

    read = came_back(edited(change))
    assert wrong(read) == {}
    notes = told(read)
    for note in (
        "表三!C14：标签“1.属于国家秘密”被改成“涉及国家秘密”",
        "表三!D5：标签“自然人”被改成“个人”",
        "表三!A12：标签“三、本年度办理结果”被删去",
        "表四!G6：标签“结果纠正”被改成“改判”",
        "表二!A4：标签“第二十条第（一）项”被改成“（一）”",
        "文字!A7：标签“（一）主动公开”被改成“公开工作”",
    ):
        assert note in notes
    cells = read.cells
    assert cells["applications.refused.state_secret[0]"].how == "place"
    assert cells["applications.granted[1]"].how == "moved"


def test_rows_that_changed_places_take_their_figures_along() -> None:
    def change(book: Any) -> None:
        sheet = book["表三"]
        for column in range(3, 10):
            first, second = sheet.cell(14, column), sheet.cell(16, column)
            first.value, second.value = second.value, first.value

    assert wrong(came_back(edited(change))) == {}


def test_what_was_deleted_is_null_and_listed() -> None:
    def change(book: Any) -> None:
        del book["表四"]
        book["表三"].delete_rows(12)

    read = came_back(edited(change))
    found = wrong(read)
    row = {f"applications.refused.prohibited_by_law[{column}]": None for column in range(7)}
    # The formulas below the row that went are no longer those of the form.
    totals = {address for address in found if address.startswith("applications.total[")}
    assert found == (
        row
        | dict.fromkeys(totals)
        | {field.address: None for field in SOURCE.edition.table("appeals").fields}
    )
    assert set(read.missing) == set(found)
    assert read.missing["appeals.reconsideration[0]"] == "没有找到这个表的工作表，可能已被删除"
    assert "工作表“表三”里没有找到标签“2.其他法律行政法规禁止公开”，多半是整行或整列被删" in told(read)


def test_a_copy_of_a_sheet_is_named_and_not_read() -> None:
    def change(book: Any) -> None:
        book.copy_worksheet(book["表三"])["D7"] = 99

    read = came_back(edited(change))
    assert wrong(read) == {}
    assert "工作表“表三 Copy”和“表三”是同样的表，只读了“表三”，请核对" in told(read)


TYPED = {
    "D7": ("５８", 58, "原文是“５８”"),
    "E7": ("11件", 11, "去掉了单位“件”"),
    "F7": (" 1 ", 1, "存成了文本，已读作数"),
    "G7": ("/", "/", "不是数字"),
    "H7": (9.0, 9, ""),
    "I7": ("1,002", 1002, "存成了文本，已读作数"),
    "D8": ("#REF!", None, "这一格是错误值 #REF!"),
    "E8": (datetime.datetime(2022, 3, 1), None, "这一格是日期或时间（2022-03-01 00:00:00），不是数"),
    "F8": (True, None, "这一格是逻辑值 TRUE，不是数"),
    "G8": ("=1+1", None, "这一格是公式（=1+1），文件里没有存算出的值"),
    "H8": ("=", "=", "不是数字"),
    "I8": ("", None, "没有填写"),
    "J8": ("=SUM(D8:I8)", None, "这一格是公式（=SUM(D8:I8)），文件里没有存算出的值"),
    "D9": (0.1 + 0.2, "0.3", ""),
    "J9": (77, 77, ""),
}
"""What is typed into cells of table three, what is read, and what is said of it."""


def test_each_cell_is_read_as_what_stands_there() -> None:
    def change(book: Any) -> None:
        sheet = book["表三"]
        for cell, (value, *_) in TYPED.items():
            sheet[cell] = value
        sheet.merge_cells("D16:E16")
        book["表二"]["B17"] = "98700元"

    read = came_back(edited(change))
    places = {str(cell.place).removeprefix("表三!"): cell for cell in read.cells.values()}
    for name, (_, value, note) in TYPED.items():
        cell = places[name]
        assert (cell.value if value != "0.3" else str(cell.value)) == value, name
        assert note in (cell.missing if value is None else cell.note), name
    assert places["J7"].value is None  # one of its parts is no number
    assert places["J7"].missing == "公式要加的格子没有填全，没有算出总计"
    assert places["E16"].missing == "这一格被合并的 D16:E16 盖住，看不出自己的数"
    assert "合并成了 D16:E16" in places["D16"].note
    assert str(read.cells["proactive.fees"].value) == "9.87"
    record = record_of(read, {"back.xlsx": "0"})
    assert record["cells"]["applications.received[0]"]["place"] == {"sheet": "表三", "cell": "D7"}
    assert record["narrative"]["narrative.overview.lead"]["place"] == {"sheet": "文字", "cell": "B6"}
    assert "表三!E7：一、本年新收政府信息公开申请数量 × 商业企业：去掉了单位“件”" in told(read)


def test_a_text_that_is_none_is_told() -> None:
    def change(book: Any) -> None:
        book["填表说明"]["B3"] = '="示例"'
        book["填表说明"]["B6"] = "明年"
        book["文字"]["B7"] = "#N/A"
        book["文字"]["B12"], book["文字"]["B13"] = "没有文字的小节", None

    read = came_back(edited(change))
    assert (read.office, read.year) == (None, None)
    notes = told(read)
    assert "填表说明!B3：“单位名称”这一格是公式，文件里没有存算出的值，没有读入" in notes
    assert "填表说明!B6：报告年度写的是“明年”，不是年份" in notes
    assert "文字!B7：“（一）主动公开”这一格是错误值 #N/A，没有读入" in notes
    assert "文字!B12：自拟小节1没有文字，整个小节没有读入" in notes
    assert "narrative.overview.proactive" in read.missing


def test_an_empty_cell_under_last_years_figures_stays_empty() -> None:
    """Last year's figures stand beside and below; none of them is ever taken for this year's."""

    def change(book: Any) -> None:
        for row in (*book["表三"]["D7:I31"], *book["表四"]["A7:N7"], *book["表二"]["B6:C17"]):
            for cell in row:
                if type(cell).__name__ == "Cell" and not (cell.row in (7, 30) and cell.column == 10):
                    cell.value = None

    read = came_back(edited(change))
    assert {address for address, cell in read.cells.items() if cell.value is not None} == set()


def test_a_workbook_of_an_unknown_edition_is_refused() -> None:
    def change(book: Any) -> None:
        book.defined_names["nianbao.edition"].value = "2031"

    with pytest.raises(UnreadableError, match="格式版本“2031”不认识"):
        came_back(edited(change))


def test_a_sheet_that_never_ends_is_refused() -> None:
    def change(book: Any) -> None:
        book["表三"]["XFD1048576"] = 1

    with pytest.raises(UnreadableError, match="工作表超过"):
        came_back(edited(change))


def test_a_damaged_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written())) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[: len(content) // 2] if name.endswith("sheet3.xml") else content)
    with pytest.raises(UnreadableError, match="不是完整的 Excel 文件"):
        came_back(out.getvalue())


def test_only_the_forms_own_formulas_are_computed() -> None:
    parts = [(7, column) for column in range(4, 10)]
    nothing = frozenset[tuple[int, int]]()
    own = 'IF(COUNT(D7:I7)=6,SUM(D7:I7),"")'

    def is_empty(spot: tuple[int, int]) -> bool:
        return spot not in nothing

    assert is_total(f"={own}", parts, is_empty)
    assert is_total(own.lower().replace("d7:i7", "$D$7:$I$7"), parts, is_empty)
    assert is_total(own.replace("I7", "J7"), parts, is_empty)  # a column that came in between
    assert not is_total(own.replace("I7", "J7"), parts, lambda _: False)
    assert not is_total(own.replace("I7", "H7"), parts, is_empty)
    assert not is_total("=SUM(D7:I7)", parts, is_empty)
    assert not is_total(own.replace("D7:I7", "D7:XFD1048576"), parts, is_empty)
    assert not is_total(own.replace("SUM(D7:I7)", "SUM(D8:I8)"), parts, is_empty)
    assert stock_before("=IF(COUNT(B6:C6)=2,14+B6-C6,14)", (6, 2), (6, 3)) == 14
    assert stock_before("=IF(COUNT(B6:C6)=2,14+B6-C6,15)", (6, 2), (6, 3)) is None
    assert stock_before("=IF(COUNT(B6:C6)=2,14+C6-B6,14)", (6, 2), (6, 3)) is None
    assert [spot_of(named(spot)) for spot in ((1, 1), (9, 27), (30, 703))] == [(1, 1), (9, 27), (30, 703)]
    assert opened(written())["表三"]["J7"].value == f"={own}"


def test_labels_are_never_taken_for_figures() -> None:
    """A column was deleted: where its names point to, the row labels stand now."""

    def change(book: Any) -> None:
        book["表三"].delete_cols(4)

    read = came_back(edited(change))
    found = {address: value for address, value in wrong(read).items() if address.startswith("applications.")}
    assert set(found.values()) == {None}
    assert {f"applications.{row.key}[0]" for row in SOURCE.edition.table("applications").rows} <= set(found)
    assert read.cells["applications.received[1]"].value == SOURCE.figures["applications.received[1]"]


@pytest.mark.parametrize("name", [NAME, "shili/jiaoyu/2020.yaml"])
def test_a_workbook_that_lost_its_names_is_read_by_its_labels(name: str) -> None:
    """Last year's figures beside the form are not taken for this year's by a reader that knows nothing of them."""

    def change(book: Any) -> None:
        book.defined_names.clear()

    read = came_back(edited(change, name))
    assert {address: cell.value for address, cell in read.cells.items()} == dict(sample(name).figures)
    assert read.missing == {}


def test_a_total_that_was_not_recomputed_is_the_sum_of_its_cells() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written())) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet3.xml"):
                stored = rb'(SUM\(D7:I7\),""\)</f>)<v\s*(?:/>|></v>)'
                content, count = re.subn(stored, rb"\1<v>80</v>", content)
                assert count == 1
            target.writestr(name, content)
    cell = came_back(out.getvalue()).cells["applications.received[6]"]
    assert (cell.value, cell.alternatives, cell.how) == (81, (80,), "summed")
    assert cell.note == "文件没有重新计算，存的是 80，按公式由各格算得 81"


def test_what_excel_adds_to_its_formats_is_no_warning() -> None:
    """Warnings are errors here; Excel writes such extensions into every workbook that it saves with colours."""
    added = b'<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"></ext></extLst></worksheet>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written())) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(b"</worksheet>", added) if "sheet3" in name else content)
    assert wrong(came_back(out.getvalue())) == {}
