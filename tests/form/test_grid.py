"""The printed tables are the official form's: its labels, its spans, every cell once."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest

from helpers.form import EDITIONS, Edition
from helpers.form.grid import Grid, GridCell, Role, grid_of

BOTH = pytest.mark.parametrize("edition", EDITIONS.values(), ids=lambda edition: str(edition.id))
TABLES = [
    pytest.param(edition, table.key, id=f"{edition.id}-{table.key}")
    for edition in EDITIONS.values()
    for table in edition.tables
]

OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
APPEALS = [
    [("行政复议", 1, 5), ("行政诉讼", 1, 10)],
    [*((outcome, 2, 1) for outcome in OUTCOMES), ("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)],
    [(outcome, 1, 1) for outcome in OUTCOMES * 2],
    [("#", 1, 1)] * 15,
]
APPLICANTS = [
    [(NOTE, 3, 3), ("申请人情况", 1, 7)],
    [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
    [(name, 1, 1) for name in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")],
]


def section_three(other: list[list[tuple[str, int, int]]]) -> list[list[tuple[str, int, int]]]:
    """The labels of table three's rows, given those of （六）其他处理."""

    def numbered(heading: str, *labels: str) -> list[list[tuple[str, int, int]]]:
        rows = [[(f"{number}.{label}", 1, 1)] for number, label in enumerate(labels, 1)]
        return [[(heading, len(labels), 1), *rows[0]], *rows[1:]]

    return [
        [("一、本年新收政府信息公开申请数量", 1, 3)],
        [("二、上年结转政府信息公开申请数量", 1, 3)],
        [("三、本年度办理结果", 20 + len(other) - 1, 1), ("（一）予以公开", 1, 2)],
        [("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 1, 2)],
        *numbered(
            "（三）不予公开",
            "属于国家秘密",
            "其他法律行政法规禁止公开",
            "危及“三安全一稳定”",
            "保护第三方合法权益",
            "属于三类内部事务信息",
            "属于四类过程性信息",
            "属于行政执法案卷",
            "属于行政查询事项",
        ),
        *numbered(
            "（四）无法提供",
            "本机关不掌握相关政府信息",
            "没有现成信息需要另行制作",
            "补正后申请内容仍不明确",
        ),
        *numbered(
            "（五）不予处理",
            "信访举报投诉类申请",
            "重复申请",
            "要求提供公开出版物",
            "无正当理由大量反复申请",
            "要求行政机关确认或重新出具已获取信息",
        ),
        *other,
        [("（七）总计", 1, 2)],
        [("四、结转下年度继续办理", 1, 3)],
    ]


PRINTED = {
    (2021, "proactive"): [
        [("第二十条第（一）项", 1, 4)],
        [("信息内容", 1, 1), ("本年制发件数", 1, 1), ("本年废止件数", 1, 1), ("现行有效件数", 1, 1)],
        [("规章", 1, 1), *[("#", 1, 1)] * 3],
        [("行政规范性文件", 1, 1), *[("#", 1, 1)] * 3],
        [("第二十条第（五）项", 1, 4)],
        [("信息内容", 1, 1), ("本年处理决定数量", 1, 3)],
        [("行政许可", 1, 1), ("#", 1, 3)],
        [("第二十条第（六）项", 1, 4)],
        [("信息内容", 1, 1), ("本年处理决定数量", 1, 3)],
        [("行政处罚", 1, 1), ("#", 1, 3)],
        [("行政强制", 1, 1), ("#", 1, 3)],
        [("第二十条第（八）项", 1, 4)],
        [("信息内容", 1, 1), ("本年收费金额（单位：万元）", 1, 3)],
        [("行政事业性收费", 1, 1), ("#", 1, 3)],
    ],
    (2021, "applications"): [
        *APPLICANTS,
        *(
            [*labels, *[("#", 1, 1)] * 7]
            for labels in section_three(
                [
                    [
                        ("（六）其他处理", 3, 1),
                        ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", 1, 1),
                    ],
                    [("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", 1, 1)],
                    [("3.其他", 1, 1)],
                ]
            )
        ),
    ],
    (2021, "appeals"): APPEALS,
    (2019, "proactive"): [
        [("第二十条第（一）项", 1, 4)],
        [("信息内容", 1, 1), ("本年新制作数量", 1, 1), ("本年新公开数量", 1, 1), ("对外公开总数量", 1, 1)],
        [("规章", 1, 1), *[("#", 1, 1)] * 3],
        [("规范性文件", 1, 1), *[("#", 1, 1)] * 3],
        [("第二十条第（五）项", 1, 4)],
        [("信息内容", 1, 1), ("上一年项目数量", 1, 1), ("本年增/减", 1, 1), ("处理决定数量", 1, 1)],
        [("行政许可", 1, 1), *[("#", 1, 1)] * 3],
        [("其他对外管理服务事项", 1, 1), *[("#", 1, 1)] * 3],
        [("第二十条第（六）项", 1, 4)],
        [("信息内容", 1, 1), ("上一年项目数量", 1, 1), ("本年增/减", 1, 1), ("处理决定数量", 1, 1)],
        [("行政处罚", 1, 1), *[("#", 1, 1)] * 3],
        [("行政强制", 1, 1), *[("#", 1, 1)] * 3],
        [("第二十条第（八）项", 1, 4)],
        [("信息内容", 1, 1), ("上一年项目数量", 1, 1), ("本年增/减", 1, 2)],
        [("行政事业性收费", 1, 1), ("#", 1, 1), ("#", 1, 2)],
        [("第二十条第（九）项", 1, 4)],
        [("信息内容", 1, 1), ("采购项目数量", 1, 1), ("采购总金额（单位：元）", 1, 2)],
        [("政府集中采购", 1, 1), ("#", 1, 1), ("#", 1, 2)],
    ],
    (2019, "applications"): [
        *APPLICANTS,
        *([*labels, *[("#", 1, 1)] * 7] for labels in section_three([[("（六）其他处理", 1, 2)]])),
    ],
    (2019, "appeals"): APPEALS,
}
"""Each printed row as label, rowspan, colspan; `#` is a figure."""


def grid(edition: Edition, table: str) -> Grid:
    return grid_of(edition.table(table))


def spelled(cell: GridCell) -> tuple[str, int, int]:
    return "#" if cell.role is Role.VALUE else cell.text, cell.rowspan, cell.colspan


@pytest.mark.parametrize(("edition", "table"), TABLES)
def test_a_table_is_printed_as_the_official_form_prints_it(edition: Edition, table: str) -> None:
    printed = [[spelled(cell) for cell in row] for row in grid(edition, table).rows]
    assert printed == PRINTED[edition.id, table]


@pytest.mark.parametrize(("edition", "table"), TABLES)
def test_each_place_of_the_grid_is_covered_exactly_once(edition: Edition, table: str) -> None:
    laid = grid(edition, table)
    taken: Counter[tuple[int, int]] = Counter()
    for number, row in enumerate(laid.rows):
        column = 0
        for cell in row:
            while taken[number, column]:
                column += 1
            taken.update(product(range(number, number + cell.rowspan), range(column, column + cell.colspan)))
    assert taken == Counter(product(range(len(laid.rows)), range(laid.columns)))


@BOTH
def test_each_figure_of_the_form_is_printed_exactly_once(edition: Edition) -> None:
    printed = [
        cell.field.address
        for table in edition.tables
        for row in grid_of(table).rows
        for cell in row
        if cell.field is not None
    ]
    assert printed == list(edition.fields)
    assert len(set(printed)) == len(printed)


@pytest.mark.parametrize(("edition", "table"), TABLES)
def test_only_figures_have_fields_and_only_labels_have_texts(edition: Edition, table: str) -> None:
    for row in grid(edition, table).rows:
        for cell in row:
            assert (cell.role is Role.VALUE) == (cell.field is not None) == (not cell.text)


@BOTH
def test_the_rows_that_a_next_page_repeats_are_the_headers(edition: Edition) -> None:
    repeated = {table.key: grid_of(table).header_rows for table in edition.tables}
    assert repeated == {"proactive": 0, "applications": 3, "appeals": 3}
    for table in edition.tables:
        for row in grid_of(table).rows[: repeated[table.key]]:
            assert {cell.role for cell in row} <= {Role.CORNER, Role.COLUMN}
