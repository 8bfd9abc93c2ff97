"""The Word file says all that the blocks say, as text, wherever and whenever it is made."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, cast
from zipfile import ZipFile

import docx as python_docx
import nbformat
import pytest
from lxml import etree
from nbformat import NotebookNode
from tests.export.docx_reader import (
    Cell,
    find,
    names,
    paragraphs,
    part,
    style_names,
    table_cells,
    tables,
    text_of,
    values,
)
from tests.export.docx_samples import (
    OFFICE,
    SVG,
    docx,
    every_block,
    notebook,
    paragraph,
    statutory_tables,
    title,
)
from traitlets import TraitError
from traitlets.config import Config

from helpers.display.blocks import (
    Block,
    Figure,
    FindingItem,
    FindingList,
    Heading,
    Items,
    Link,
    Paragraph,
    Preformatted,
    Run,
    TableBlock,
    TableCell,
)
from helpers.display.html import DRAFT_NOTE
from helpers.export.docx import DocxExporter


def test_every_block_is_there_in_order_and_in_its_style() -> None:
    found = paragraphs(docx(*every_block()))
    assert found[:14] == [
        ("公文标题", f"{OFFICE}2022年\n政府信息公开工作年度报告"),
        ("一级标题", "一、总体情况"),
        ("二级标题", "（一）主动公开"),
        ("公文正文", "坚持“公开”为常态，不公开为例外公开专栏GB/T 9704\n另起一行。"),
        ("条目", "第三"),
        ("条目", "内甲"),
        ("条目", "内甲之续"),
        ("条目", "内乙"),
        ("条目", "第四"),
        ("引文", "引文"),
        ("引文", "引文之项"),
        ("原样文本", "第一行\n  第二行\t完"),
        ("一级标题", "一、总体情况"),
        ("公文正文", "无。"),
    ]
    assert found[-3:] == [
        ("图题", "收办情况"),
        ("审核标题", "审核提示（错误1条）"),
        ("审核意见", "错误 T3-BAL 三、（七）总计 × 自然人：两边不相等。（第41行）"),
    ]
    assert [text for style, text in found if style == "表题"] == [
        table.caption for table in statutory_tables()
    ]


@pytest.mark.parametrize("edition", [2019, 2021])
def test_tables_have_the_cells_and_spans_of_the_blocks(edition: int) -> None:
    blocks = statutory_tables(edition)
    found = tables(docx(*blocks))
    assert found == [
        [[Cell(cell.text, cell.rowspan, cell.colspan) for cell in row] for row in block.rows]
        for block in blocks
    ]


def test_python_docx_reads_the_same_merged_cells() -> None:
    (block,) = [table for table in statutory_tables() if table.id == "applications"]
    read = python_docx.Document(io.BytesIO(docx(block))).tables[0]
    texts = [[cell.text for cell in row.cells] for row in read.rows]
    corner = block.rows[0][0].text
    assert texts[0] == [corner, corner, corner, *["申请人情况"] * 7]
    assert [row[:3] for row in texts[1:3]] == [[corner] * 3] * 2
    figures = [text for row in texts[3:] for text in row[3:]]
    assert figures == [cell.text for row in block.rows for cell in row if cell.address]


def test_a_table_is_as_wide_as_the_text_and_its_columns_share_it() -> None:
    for table, block in zip(
        find(part(docx(*statutory_tables())), "//w:tbl"), statutory_tables(), strict=True
    ):
        widths = [int(width) for width in values(table, "w:tblGrid/w:gridCol/@w:w")]
        assert sum(widths) == int(values(table, "w:tblPr/w:tblW/@w:w")[0]) == 8845
        share = 8845 / sum(block.widths)
        assert widths == pytest.approx([width * share for width in block.widths], abs=1)
        for row in find(table, "w:tr"):
            assert sum(int(width) for width in values(row, "w:tc/w:tcPr/w:tcW/@w:w")) == 8845


def test_uneven_rows_lose_no_cell() -> None:
    rows = ((TableCell("甲", rowspan=9), TableCell("乙")), (TableCell("丙"), TableCell("丁", colspan=3)), ())
    found = tables(docx(TableBlock("t", "", rows, columns=2, header_rows=0, widths=(0.0, 0.0))))[0]
    assert [cell.text for row in found for cell in row if cell.text] == ["甲", "乙", "丙", "丁"]
    assert found[0][0] == Cell("甲", rowspan=3)


def test_a_table_without_cells_leaves_its_caption() -> None:
    made = docx(TableBlock("t", "空表", (), columns=3, header_rows=0, widths=()))
    assert ("表题", "空表") in paragraphs(made)
    assert not tables(made)


def test_tables_that_follow_each_other_stay_apart() -> None:
    block = TableBlock("t", "", ((TableCell("甲"),),), columns=1, header_rows=0, widths=(1.0,))
    assert table_cells(docx(block, block)) == [[["甲"]], [["甲"]]]
    tags = [child.tag.rpartition("}")[2] for child in find(part(docx(block, block)), "w:body/*")]
    assert tags == ["p", "tbl", "p", "tbl", "p", "sectPr"]


def test_inlines_are_character_styles_and_links() -> None:
    made = docx(*every_block())
    styles = style_names(made)
    runs = {
        text_of(run): [styles[name] for name in values(run, "w:rPr/w:rStyle/@w:val")]
        for run in find(part(made), "w:body/w:p[w:pPr/w:pStyle/@w:val='Body']//w:r")
    }
    assert runs["坚持“公开”"] == []
    assert runs["为常态"] == runs["，不公开"] == ["Strong"]
    assert runs["为例外"] == ["Emphasis"]
    assert runs["公开"] == runs["专栏"] == ["Hyperlink"]
    assert runs["GB/T 9704"] == ["代码"]
    (both,) = find(part(made), "//w:r[w:t='，不公开']")
    assert values(both, "w:rPr/w:u/@w:val") == ["dotted"]
    (strong_link,) = find(part(made), "//w:r[w:t='专栏']")
    assert values(strong_link, "w:rPr/w:rFonts/@w:eastAsia") == ["黑体"]


def test_links_lead_where_they_say_in_ascii() -> None:
    (link,) = find(part(docx(*every_block())), "//w:hyperlink")
    relationship = values(link, "@r:id")[0]
    target = f"rel:Relationship[@Id='{relationship}']"
    (found,) = find(part(docx(*every_block()), "word/_rels/document.xml.rels"), target)
    assert found.attrib["TargetMode"] == "External"
    assert found.attrib["Target"] == "https://example.gov.cn/%E5%85%AC%E5%BC%80?a=1&b=2"


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "file:///etc/passwd", "http://[", "https://", "mailto:", "//example.gov.cn", "",
     "\\\\server\\share", "ms-word:ofe|u|https://example.gov.cn/", " data:text/html,x"],
)  # fmt: skip
def test_links_that_lead_elsewhere_stay_text(href: str) -> None:
    made = docx(Paragraph((Link(href, (Run("看这里"),)),)))
    assert ("公文正文", "看这里") in paragraphs(made)
    assert not find(part(made), "//w:hyperlink")
    assert not _external(made)


def test_only_links_are_outside_the_package() -> None:
    made = docx(*every_block(), Paragraph((Link("mailto:a@example.gov.cn", (Run("信箱"),)),)), draft=True)
    assert [kind for kind, _ in _external(made)] == ["hyperlink", "hyperlink"]
    assert not [name for name in names(made) if "vba" in name or name.endswith((".bin", ".ole"))]


def _external(made: bytes) -> list[tuple[str, str]]:
    return [
        (values(entry, "@Type")[0].rpartition("/")[2], values(entry, "@Target")[0])
        for name in names(made)
        if name.endswith(".rels")
        for entry in find(part(made, name), "rel:Relationship[@TargetMode='External']")
    ]


def test_lists_are_numbered_by_word_from_their_start() -> None:
    made = docx(
        Items(((paragraph("甲"), Items(((paragraph("子"),),), start=2)), (paragraph("乙"),)), start=5),
        Items(((paragraph("丙"),), ())),
        Items(((paragraph("丁"),),), start=1),
    )
    numbering = part(made, "word/numbering.xml")
    found = [
        (text_of(item), values(item, ".//w:ilvl/@w:val")[0], *_numbering(numbering, item))
        for item in find(part(made), "//w:p[w:pPr/w:numPr]")
    ]
    assert found == [
        ("甲", "0", "decimal", "%1.", "5"),
        ("子", "1", "decimal", "（%2）", "2"),
        ("乙", "0", "decimal", "%1.", "5"),
        ("丙", "0", "bullet", "•", None),
        ("", "0", "bullet", "•", None),
        ("丁", "0", "decimal", "%1.", "1"),
    ]
    lists = values(part(made), "//w:numPr/w:numId/@w:val")
    assert lists[0] == lists[2] != lists[1]
    assert len(set(lists)) == 4


def _numbering(numbering: Any, item: Any) -> tuple[str, str, str | None]:
    level = values(item, ".//w:ilvl/@w:val")[0]
    (number,) = find(numbering, f"w:num[@w:numId='{values(item, './/w:numId/@w:val')[0]}']")
    definition = values(number, "w:abstractNumId/@w:val")[0]
    (found,) = find(numbering, f"w:abstractNum[@w:abstractNumId='{definition}']/w:lvl[@w:ilvl='{level}']")
    start = values(number, f"w:lvlOverride[@w:ilvl='{level}']/w:startOverride/@w:val")
    return (
        values(found, "w:numFmt/@w:val")[0],
        values(found, "w:lvlText/@w:val")[0],
        start[0] if start else None,
    )


def test_an_item_that_begins_with_something_else_has_its_number() -> None:
    made = docx(Items(((Preformatted("甲"),), (statutory_tables()[0],)), start=1))
    assert len(find(part(made), "//w:p[w:pPr/w:numPr]")) == 2
    assert ("原样文本", "甲") in paragraphs(made)
    assert len(tables(made)) == 1


def test_lists_nest_deeper_than_word_counts() -> None:
    block: Items = Items(((paragraph("底"),),))
    for _ in range(12):
        block = Items((((paragraph("层")), block),), start=1)
    made = docx(block)
    assert [text for style, text in paragraphs(made) if style == "条目"] == [*["层"] * 12, "底"]
    assert set(values(part(made), "//w:ilvl/@w:val")) == {str(level) for level in range(9)}


def test_headings_are_word_headings_by_their_level() -> None:
    made = docx(*(Heading(level, f"标题{level}") for level in (1, 2, 3, 9, 12)))
    read = python_docx.Document(io.BytesIO(made))
    headings = [p for p in read.paragraphs if p.text.startswith("标题")]
    styles = [cast("Any", heading.style) for heading in headings]
    assert [style.name for style in styles] == ["一级标题", "二级标题", "三级标题", "九级标题", "九级标题"]
    assert [style.base_style.name for style in styles[:4]] == [
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Heading 9",
    ]


def test_figures_are_pictures_with_words_and_caption() -> None:
    made = docx(Figure("a", SVG, "条形图：新收12件。", "收办情况", width=100), Figure("b", SVG, "另一幅", ""))
    assert values(part(made), "//wp:docPr/@descr") == ["条形图：新收12件。", "另一幅"]
    assert len(set(values(part(made), "//wp:docPr/@id"))) == 2
    shape = python_docx.Document(io.BytesIO(made)).inline_shapes[0]
    assert shape.width.mm == pytest.approx(100, abs=0.1)
    assert shape.height.mm == pytest.approx(40, abs=0.5)
    assert [text for style, text in paragraphs(made) if style == "图题"] == ["收办情况"]


def test_a_figure_too_large_for_the_page_is_made_smaller() -> None:
    tall = SVG.replace('width="300"', 'width="10"').replace("0 0 300 120", "0 0 10 120")
    made = docx(Figure("a", tall, "高", "", width=150), Figure("b", SVG, "宽", "", width=900))
    shapes = python_docx.Document(io.BytesIO(made)).inline_shapes
    assert shapes[0].height.mm == pytest.approx(200, abs=0.1)
    assert shapes[1].width.mm == pytest.approx(156, abs=0.1)


def test_findings_are_a_list_that_says_so_when_it_is_empty() -> None:
    assert paragraphs(docx(FindingList(())))[1:] == [("审核标题", "审核提示"), ("审核意见", "没有发现问题。")]
    made = docx(FindingList((FindingItem("N-X", "warning", "请核对。"), FindingItem("N-Y", "odd", "其他。"))))
    assert [text for style, text in paragraphs(made) if style == "审核意见"] == [
        "提醒 N-X 请核对。",
        "odd N-Y 其他。",
    ]
    assert len(find(part(made), "//w:p[w:pPr/w:numPr]")) == 2


HOSTILE = [
    '{ INCLUDETEXT "C:\\\\secret.docx" }',
    "{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe }",
    "</w:t></w:r><w:r><w:br/></w:r>",
    "<w:fldSimple w:instr=' INCLUDEPICTURE \"http://example.com/x\" '/>",
    "&lt;b&gt; &amp; &#38; ]]> <!-- -->",
    "{{ 7*7 }} {% raw %} #set page() $x$ **不是加粗**",
    "=cmd|' /C calc'!A0",
    "𬭎㛃喆昇珺琋烜䶮",
    "  前后有空白  ",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text_wherever_it_stands(text: str) -> None:
    cell = TableCell(text, colspan=2)
    made = docx(
        Heading(1, text),
        paragraph(text),
        Preformatted(text),
        TableBlock("t", text, ((cell,),), columns=2, header_rows=0, widths=(1.0, 1.0)),
        Figure("f", SVG, text, text),
        FindingList((FindingItem("T3-BAL", "error", text),)),
    )
    texts = [found for _, found in paragraphs(made)]
    assert texts[1:6] == [text] * 5
    assert texts[6:8] == ["审核提示（错误1条）", f"错误 T3-BAL {text}"]
    assert table_cells(made) == [[[text]]]
    assert values(part(made), "//w:tblCaption/@w:val") == [text]
    assert values(part(made), "//wp:docPr/@descr") == [text]
    assert not find(part(made), "//w:fldSimple | //w:fldChar | //w:instrText")
    assert python_docx.Document(io.BytesIO(made)).paragraphs[1].text == text


def test_characters_that_xml_forbids_do_no_harm() -> None:
    text = "甲\x00\x0b\x1b\ud800\ufffe\u202e乙"
    made = docx(paragraph(text), Heading(1, text), Figure("f", SVG, text, text))
    assert [found for _, found in paragraphs(made)][1:] == ["甲乙"] * 3
    assert values(part(made), "//wp:docPr/@descr") == ["甲乙"]


def test_a_draft_says_so_on_every_page() -> None:
    made = docx(paragraph("文"), draft=True)
    assert ("草稿说明", DRAFT_NOTE) in paragraphs(made)
    kinds = values(part(made), "//w:sectPr/w:headerReference/@w:type")
    assert kinds == ["default", "even"]
    for number in (1, 2):
        header = part(made, f"word/header{number}.xml")
        assert values(header, "//v:shape/v:textpath/@string") == ["草稿"]
        assert text_of(header) == "草稿"
    assert "草稿" not in "".join(text for _, text in paragraphs(docx(paragraph("文"))))
    assert not [name for name in names(docx()) if "header" in name]


def test_a_long_title_is_broken_only_where_its_lines_say() -> None:
    read = paragraphs(docx())
    assert read == [("公文标题", "\n".join(title().lines))]


def test_the_file_names_its_title_its_office_and_its_language_but_no_time() -> None:
    core = python_docx.Document(io.BytesIO(docx())).core_properties
    assert (core.title, core.author, core.language) == (title().text, OFFICE, "zh-CN")
    assert core.created is core.modified is core.last_printed is None
    assert len(part(docx(), "docProps/core.xml")) == 3


def test_the_exporter_reads_a_notebook_for_whom_it_is_told() -> None:
    blocks: list[Block] = [title(), paragraph("正文"), Paragraph((Run("只给审核的人看"),), audience="review")]
    made, resources = export(notebook(blocks[:1], blocks[1:]))
    assert [text for _, text in paragraphs(made)][1:] == ["正文"]
    assert resources["output_extension"] == ".docx"
    assert DocxExporter.output_mimetype.endswith("wordprocessingml.document")
    config = Config({"DocxExporter": {"look": "review"}})
    made, _ = export(notebook(blocks), config=config)
    assert paragraphs(made)[1:3] == [("公文正文", "正文"), ("审核说明", "只给审核的人看")]
    with pytest.raises(TraitError):
        export(notebook(blocks), look="nobody")


def export(source: NotebookNode, **settings: Any) -> tuple[bytes, dict[str, Any]]:
    exporter: Any = DocxExporter
    made: tuple[bytes, dict[str, Any]] = exporter(**settings).from_notebook_node(source)
    return made


_BUILD = """
import hashlib, sys, nbformat
from helpers.export.docx import DocxExporter
content, _ = DocxExporter().from_notebook_node(nbformat.read(sys.argv[1], as_version=4))
print(hashlib.sha256(content).hexdigest())
"""


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    made = notebook([title(draft=True)], every_block())
    source = tmp_path / "report.ipynb"
    write: Any = nbformat.write
    write(made, source)
    digests = set()
    for seed, zone, folder in (("1", "Asia/Shanghai", tmp_path), ("77", "America/New_York", Path.cwd())):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C.UTF-8"}
        command = [sys.executable, "-c", _BUILD, str(source)]
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=True
        )
        digests.add(done.stdout.strip())
    here, _ = export(made)
    assert digests == {hashlib.sha256(here).hexdigest()}


def test_the_package_bears_no_time() -> None:
    with ZipFile(io.BytesIO(docx(*every_block()))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"
        assert len(set(package.namelist())) == len(package.namelist())


def test_no_part_is_there_that_nobody_wrote() -> None:
    assert sorted(names(docx())) == [
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels",
        "word/document.xml", "word/fontTable.xml", "word/footer1.xml", "word/footer2.xml", "word/numbering.xml",
        "word/settings.xml", "word/styles.xml",
    ]  # fmt: skip


def test_nothing_in_it_is_random() -> None:
    made = docx(*every_block(), draft=True)
    content = b"".join(etree.tostring(part(made, name)) for name in names(made) if name.endswith(".xml"))
    assert not [mark for mark in (b"rsid", b"w:nsid", b"paraId", b"docId", b"dcterms") if mark in content]


def test_ids_of_pictures_are_unique() -> None:
    blocks: list[Block] = [Figure(str(number), SVG, f"图{number}", "") for number in range(3)]
    identifiers = values(part(docx(*blocks)), "//wp:docPr/@id")
    assert identifiers == ["1", "2", "3"]
    assert len([name for name in names(docx(*blocks)) if "media" in name]) == 1
