"""The styles of a report in Word, as data: GB/T 9704—2012 for the text, smaller faces for the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from helpers.export.word.faces import BODY, FIXED, HEI, KAI, SONG, TITLE, Face

DEEPEST_HEADING = 9


@dataclass(frozen=True)
class Style:
    """A style; what is None comes from the style that it is based on.

    Attributes:
        id: Name in the file.
        name: Name that Word shows; Word translates its own (`Normal` is shown as 正文).
        based_on: Id of the style that it refines.
        next: Id of the style of the paragraph that Enter starts.
        builtin: Whether Word knows the style by that name.
        size: In points.
        line: Exact distance of the lines in points; 0 lets the content decide.
        before: Space above in points.
        after: Space below in points.
        indent: First-line indent in characters.
        left: Indent of all lines in characters.
        right: The same at the right.
        outline: Level in the navigation pane, counted from 0.
        grid: Whether it keeps to the page's 22 lines of 28 characters.
        scale: Width of the characters in percent.
        rule: A line at the left.
        red_line: A red line below.
    """

    id: str
    name: str
    kind: Literal["paragraph", "character"] = "paragraph"
    based_on: str | None = "Normal"
    next: str | None = None
    builtin: bool = False
    face: Face | None = None
    size: float | None = None
    line: float | None = None
    before: float | None = None
    after: float | None = None
    align: Literal["both", "center", "left", "right"] | None = None
    indent: int | None = None
    left: int | None = None
    right: int | None = None
    outline: int | None = None
    keep_next: bool | None = None
    keep_lines: bool | None = None
    grid: bool | None = None
    underline: Literal["single", "dotted"] | None = None
    colour: str | None = None
    scale: int | None = None
    rule: bool = False
    red_line: bool = False


def _headings() -> tuple[Style, ...]:
    """Word's own headings carry the outline, the official ones based on them the look."""
    numerals = "一二三四五六七八九"
    faces = {1: HEI, 2: KAI}
    own = (
        Style(
            f"Heading{level}", f"heading {level}", next="Body", builtin=True,
            outline=level - 1, keep_next=True, keep_lines=True, align="left", indent=2,
        )
        for level in range(1, DEEPEST_HEADING + 1)
    )  # fmt: skip
    official = (
        Style(f"Level{level}", f"{numerals[level - 1]}级标题", based_on=f"Heading{level}", next="Body",
              face=faces.get(level, BODY))
        for level in range(1, DEEPEST_HEADING + 1)
    )  # fmt: skip
    return (*own, *official)


def _tables(suffix: str, name: str, size: float, line: float) -> tuple[Style, ...]:
    """The styles of one size of tables; `line` leaves the characters a little air."""
    base = Style(
        f"TableText{suffix}", f"表格文字{name}", face=BODY, size=size, line=line, align="left", grid=False
    )
    return (
        base,
        Style(f"TableHead{suffix}", f"表头{name}", based_on=base.id, face=HEI, align="center"),
        Style(f"TableBand{suffix}", f"表格分栏{name}", based_on=base.id, face=HEI, align="center"),
        Style(f"TableGroup{suffix}", f"表格归类{name}", based_on=base.id, align="center"),
        Style(f"TableNumber{suffix}", f"表格数字{name}", based_on=base.id, align="center"),
    )


DENSE = "Dense"
"""Suffix of the styles of tables too large for the usual size."""
TABLE_SIZE = 10.5
"""五号, in points."""
DENSE_TABLE_SIZE = 9.0
"""小五, in points."""

STYLES: tuple[Style, ...] = (
    Style("Normal", "Normal", based_on=None, builtin=True, face=BODY, size=16, line=28, align="both"),
    Style("Body", "公文正文", indent=2),
    Style("Title", "Title", next="Body", builtin=True, align="center", keep_lines=True),
    Style("ReportTitle", "公文标题", based_on="Title", next="Body", face=TITLE, size=22, line=35,
          before=14, after=28),
    *_headings(),
    Style("ListParagraph", "List Paragraph", builtin=True),
    Style("Item", "条目", based_on="ListParagraph"),
    Style("Quote", "Quote", builtin=True, next="Body"),
    Style("Quotation", "引文", based_on="Quote", face=KAI, left=2, right=2),
    Style("Verbatim", "原样文本", face=FIXED, left=3, size=10.5, line=16, align="left", grid=False),
    Style("Caption", "caption", builtin=True, face=HEI, size=12, line=20, align="center", grid=False),
    Style("TableCaption", "表题", based_on="Caption", before=4, after=4, keep_next=True, keep_lines=True),
    Style("FigureCaption", "图题", based_on="Caption", before=2, after=14, next="Body"),
    Style("Figure", "图", next="FigureCaption", line=0, before=8, align="center", keep_next=True, grid=False),
    Style("AfterTable", "表后空行", next="Body", size=5, line=10, grid=False),
    *_tables("", "", TABLE_SIZE, 15),
    *_tables(DENSE, "小五", DENSE_TABLE_SIZE, 12),
    Style("RedHead", "发文机关标志", next="DocumentNumber", face=TITLE, size=42, line=0, before=85, align="center",
          keep_next=True, grid=False, colour="FF0000"),
    Style("DocumentNumber", "发文字号", next="ReportTitle", align="center", after=14, red_line=True, keep_next=True),
    # What an office adds by hand before it stamps the report.
    Style("Addressee", "主送机关", next="Body"),
    Style("Attachment", "附件说明", next="Body", indent=2),
    Style("Signature", "发文机关署名", next="IssueDate", align="right", right=4, keep_next=True),
    Style("IssueDate", "成文日期", next="Body", align="right", right=4),
    Style("Remark", "附注", next="Body", indent=2),
    Style("Draft", "草稿说明", face=HEI, size=12, line=20, after=8, align="center", grid=False,
          colour="B00000"),
    Style("Review", "审核说明", size=12, line=20, grid=False, rule=True),
    Style("ReviewHeading", "审核标题", based_on="Heading1", next="Finding", face=HEI, size=12, line=20, grid=False,
          indent=0, rule=True),
    Style("Finding", "审核意见", based_on="Review", after=4),
    Style("Header", "header", builtin=True, face=SONG, size=10.5, line=14, align="center", grid=False),
    Style("DraftHeader", "草稿页眉", based_on="Header", colour="B00000"),
    Style("Footer", "footer", builtin=True, face=SONG, size=14, line=16, grid=False),
    Style("OddPageNumber", "单页页码", based_on="Footer", align="right", right=1),
    Style("EvenPageNumber", "双页页码", based_on="Footer", align="left", left=1),
    Style("Strong", "Strong", "character", None, builtin=True, face=HEI),
    Style("Emphasis", "Emphasis", "character", None, builtin=True, face=KAI, underline="dotted"),
    Style("Hyperlink", "Hyperlink", "character", None, builtin=True, colour="0B4F9E", underline="single"),
    Style("Code", "代码", "character", None, face=FIXED),
    Style("NarrowNumber", "紧缩数字", "character", None, scale=66),
    Style("CellNote", "表内审核标注", "character", None, size=6, colour="595959"),
    Style("SeverityError", "审核错误", "character", None, face=HEI, colour="B00000"),
    Style("SeverityWarning", "审核提醒", "character", None, face=HEI, colour="8A4B00"),
    Style("SeverityInfo", "审核备注", "character", None, face=HEI, colour="0B4F9E"),
)  # fmt: skip
