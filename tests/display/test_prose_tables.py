"""Tables in a narrative: blocks like any other; what no page could hold stays text."""

from __future__ import annotations

from helpers.display.block_reader import blocks_from_json
from helpers.display.blocks import Items, Paragraph, Preformatted, TableBlock
from helpers.display.prose import markdown_blocks

TABLE = "| 项目 | 数量 |\n|:---|---:|\n| 政务微博 | 12 |\n| 政务**微信** |"


def test_a_table_has_a_row_of_headers_and_every_cell_names_its_own() -> None:
    [table] = markdown_blocks(TABLE)
    assert isinstance(table, TableBlock)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["项目", "数量"],
        ["政务微博", "12"],
        ["政务微信", ""],
    ]
    assert (table.columns, table.header_rows, table.caption) == (2, 1, "")
    heads = [cell.id for cell in table.rows[0]]
    assert [cell.role for cell in table.rows[0]] == ["column", "column"]
    assert [cell.headers for cell in table.rows[1]] == [(heads[0],), (heads[1],)]
    assert blocks_from_json([table.to_json()]) == (table,)


def test_a_links_target_stays_in_its_cell() -> None:
    [table] = markdown_blocks("| 甲 |\n|---|\n| [专栏](https://example.gov.cn/) <https://a.cn> |")
    assert isinstance(table, TableBlock)
    assert table.rows[1][0].text == "专栏（https://example.gov.cn/） https://a.cn"


def test_a_table_stands_in_a_list() -> None:
    [items] = markdown_blocks("- 如下：\n\n  | 甲 | 乙 |\n  |---|---|\n  | 1 | 2 |")
    assert isinstance(items, Items)
    assert [type(block) for block in items.items[0]] == [Paragraph, TableBlock]


def test_a_table_too_wide_for_a_page_is_shown_as_lines() -> None:
    row = "|" + " 甲 |" * 40
    [block] = markdown_blocks(f"{row}\n{'|' + '---|' * 40}\n{row}")
    assert isinstance(block, Preformatted)
    assert block.text.count("甲") == 80


def test_lines_with_bars_alone_are_no_table() -> None:
    [block] = markdown_blocks("甲 | 乙\n丙 | 丁")
    assert isinstance(block, Paragraph)
