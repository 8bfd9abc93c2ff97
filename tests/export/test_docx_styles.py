"""The look of the Word file is in styles that are named as the field names them (GB/T 9704—2012)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from tests.export.docx_reader import W, find, part, values
from tests.export.docx_samples import docx, every_block, statutory_sections, statutory_tables

from helpers.display.blocks import TableBlock, TableCell
from helpers.export.word.styles import STYLES

if TYPE_CHECKING:
    from lxml import etree


@cache
def styles() -> etree._Element:
    return part(docx(), "word/styles.xml")


def style(name: str) -> etree._Element:
    (found,) = find(styles(), f"w:style[w:name/@w:val='{name}']")
    return found


def inherited(name: str, path: str) -> str:
    """What a style has at a path, itself or from the nearest style that it is based on."""
    element = style(name)
    while not (found := values(element, path)):
        based_on = values(element, "w:basedOn/@w:val")[0]
        (element,) = find(styles(), f"w:style[@w:styleId='{based_on}']")
    return found[0]


@pytest.mark.parametrize(
    ("name", "face", "size"),
    [
        ("公文标题", "方正小标宋简体", 22),
        ("公文正文", "仿宋_GB2312", 16),
        ("一级标题", "黑体", 16),
        ("二级标题", "楷体_GB2312", 16),
        ("三级标题", "仿宋_GB2312", 16),
        ("四级标题", "仿宋_GB2312", 16),
        ("表题", "黑体", 12),
        ("表格文字", "仿宋_GB2312", 10.5),
        ("表格文字小五", "仿宋_GB2312", 9),
        ("单页页码", "宋体", 14),
        ("双页页码", "宋体", 14),
    ],
)
def test_faces_and_sizes(name: str, face: str, size: float) -> None:
    assert inherited(name, "w:rPr/w:rFonts/@w:eastAsia") == face
    assert float(inherited(name, "w:rPr/w:sz/@w:val")) / 2 == size


def test_faces_name_others_for_where_they_are_missing() -> None:
    fonts = part(docx(), "word/fontTable.xml")
    alternatives = {
        font.attrib[f"{W}name"]: values(font, "w:altName/@w:val")[0].split(",")
        for font in find(fonts, "w:font")
    }
    used = set(values(styles(), "//@w:eastAsia")) - {"zh-CN"}
    assert set(alternatives) == used
    assert alternatives["仿宋_GB2312"][:2] == ["仿宋", "FangSong"]
    assert all(names[-1].startswith("Noto") for names in alternatives.values())


@pytest.mark.parametrize("name", ["公文正文", "一级标题", "二级标题", "三级标题"])
def test_lines_are_28_points_apart_and_the_first_is_indented(name: str) -> None:
    assert inherited(name, "w:pPr/w:spacing/@w:line") == "560"
    assert inherited(name, "w:pPr/w:spacing/@w:lineRule") == "exact"
    assert inherited(name, "w:pPr/w:ind/@w:firstLineChars") == "200"
    assert inherited(name, "w:pPr/w:ind/@w:firstLine") == "640"


def test_headings_carry_the_outline_and_stay_with_what_follows() -> None:
    for level, name in enumerate(("一级标题", "二级标题", "三级标题")):
        assert values(style(name), "w:basedOn/@w:val") == [f"Heading{level + 1}"]
        assert inherited(name, "w:pPr/w:outlineLvl/@w:val") == str(level)
        assert find(style(f"heading {level + 1}"), "w:pPr/w:keepNext")


def test_the_page_is_the_standards() -> None:
    (section,) = find(part(docx()), "//w:sectPr")
    millimetres = {
        str(name).rpartition("}")[2]: round(int(value) / 1440 * 25.4, 1)
        for element in find(section, "w:pgSz | w:pgMar")
        for name, value in element.attrib.items()
    }
    assert (millimetres["w"], millimetres["h"]) == (210, 297)
    assert [millimetres[side] for side in ("top", "right", "bottom", "left")] == [37, 26, 35, 28]
    # The number's line is 16 pt high and ends above the page's edge by `footer`: 7 mm lie between it and the text.
    assert 35 - millimetres["footer"] - 16 * 25.4 / 72 == pytest.approx(7, abs=0.1)


def test_22_lines_of_28_characters_fit_the_page() -> None:
    (grid,) = find(part(docx()), "//w:docGrid")
    assert values(grid, "@w:type") == ["lines"]
    height, pitch = (297 - 37 - 35) / 25.4 * 1440, int(grid.attrib[f"{W}linePitch"])
    assert height // pitch == 22
    character = 16 * 20 + int(values(style("Normal"), "w:rPr/w:spacing/@w:val")[0])
    assert 156 / 25.4 * 1440 // character == 28


def test_page_numbers_stand_outside() -> None:
    made = docx()
    assert find(part(made, "word/settings.xml"), "w:evenAndOddHeaders")
    assert values(part(made), "//w:footerReference/@w:type") == ["default", "even"]
    for number, name, side in ((1, "单页页码", "right"), (2, "双页页码", "left")):
        footer = part(made, f"word/footer{number}.xml")
        assert "".join(values(footer, "//w:t/text()")) == "— 1 —"
        assert values(footer, "//w:fldSimple/@w:instr") == [" PAGE "]
        assert values(footer, "//w:pStyle/@w:val") == values(style(name), "@w:styleId")
        assert values(style(name), "w:pPr/w:jc/@w:val") == [side]
        assert values(style(name), f"w:pPr/w:ind/@w:{side}Chars") == ["100"]


def test_the_language_is_chinese() -> None:
    language = find(styles(), "w:docDefaults//w:lang")[0]
    assert values(language, "@w:val | @w:eastAsia") == ["zh-CN", "zh-CN"]


def test_punctuation_of_both_scripts_is_set_as_chinese() -> None:
    runs = find(part(docx(*every_block())), "//w:r[contains(w:t, '“')]")
    assert runs
    assert all(values(run, "w:rPr/w:rFonts/@w:hint") == ["eastAsia"] for run in runs)
    plain = find(part(docx(*every_block())), "//w:r[w:t='另起一行。']")
    assert not find(plain[0], "w:rPr")


def test_every_style_in_use_is_defined_once_and_what_is_based_on_it_exists() -> None:
    made = docx(*every_block(), draft=True)
    identifiers = values(styles(), "w:style/@w:styleId")
    assert len(set(identifiers)) == len(identifiers)
    assert len(set(values(styles(), "w:style/w:name/@w:val"))) == len(identifiers)
    used = {
        name
        for file in ("document", "header1", "header2", "footer1", "footer2")
        for name in values(
            part(made, f"word/{file}.xml"), "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"
        )
    }
    related = set(values(styles(), "//w:basedOn/@w:val | //w:next/@w:val"))
    assert used | related <= set(identifiers)
    assert {style.based_on for style in STYLES} - {None} <= set(identifiers)


def test_formatting_is_the_styles_save_where_word_itself_puts_it_beside_the_text() -> None:
    document = part(docx(*every_block()))
    beside = {
        child.tag.rpartition("}")[2]
        for properties in find(document, "//w:pPr | //w:r[not(w:rPr/w:rStyle)]/w:rPr")
        for child in properties
    }
    assert beside == {"pStyle", "keepNext", "numPr", "ind", "rFonts"}
    assert set(values(document, "//w:p//w:r[not(w:rPr/w:rStyle)]/w:rPr/w:rFonts/@*")) == {"eastAsia"}


def test_a_table_that_fits_on_a_page_stays_with_its_heading_on_one() -> None:
    made = docx(*statutory_sections())
    for table in find(part(made), "//w:tbl"):
        *rows, last = find(table, "w:tr")
        assert all(find(row, "w:trPr/w:cantSplit") for row in (*rows, last))
        assert all(find(cell, "w:p/w:pPr/w:keepNext") for row in rows for cell in find(row, "w:tc"))
        assert not find(last, "w:tc/w:p/w:pPr/w:keepNext")
        (caption,) = find(table, "preceding-sibling::w:p[1]")
        assert values(caption, "w:pPr/w:pStyle/@w:val") == ["TableCaption"]
    assert find(style("表题"), "w:pPr/w:keepNext")


def test_a_table_longer_than_a_page_repeats_its_header_and_may_break() -> None:
    head = (TableCell("表头", role="column"),)
    rows = (head, *((TableCell(str(number)),) for number in range(60)))
    (table,) = find(
        part(docx(TableBlock("t", "长表", rows, columns=1, header_rows=1, widths=(1.0,)))), "//w:tbl"
    )
    assert [bool(find(row, "w:trPr/w:tblHeader")) for row in find(table, "w:tr")] == [True, *[False] * 60]
    assert [bool(find(row, ".//w:keepNext")) for row in find(table, "w:tr")] == [True, *[False] * 60]


def test_header_rows_are_the_blocks() -> None:
    for table, block in zip(
        find(part(docx(*statutory_tables())), "//w:tbl"), statutory_tables(), strict=True
    ):
        headers = [bool(find(row, "w:trPr/w:tblHeader")) for row in find(table, "w:tr")]
        assert headers == [number < block.header_rows for number in range(len(block.rows))]


def test_a_number_too_long_for_its_column_is_narrowed() -> None:
    made = part(docx(*statutory_tables(first=10_000_000)))
    narrow = "w:tc[.//w:rStyle/@w:val='NarrowNumber']"
    second, third, fourth = find(made, "//w:tbl")
    assert len(find(second, f".//{narrow}")) == 0
    assert len(find(third, f".//{narrow}")) == 175
    assert len(find(fourth, f".//{narrow}")) == 15
    assert not find(part(docx(*statutory_tables())), f"//{narrow}")


def test_labels_over_several_rows_and_heads_have_styles_of_their_own() -> None:
    third = find(part(docx(*statutory_tables())), "//w:tbl")[1]
    by_text = {"".join(values(cell, ".//w:t/text()")): cell for cell in find(third, ".//w:tc")}
    found = {
        text: values(by_text[text], ".//w:pStyle/@w:val")[0]
        for text in ("申请人情况", "三、本年度办理结果", "1.属于国家秘密")
    }
    assert found == {
        "申请人情况": "TableHeadDense",
        "三、本年度办理结果": "TableGroupDense",
        "1.属于国家秘密": "TableTextDense",
    }
