"""Every layout that published tables were seen in: figure by figure, and nothing taken for 0."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake.published.papers import (
    LAYOUTS,
    SHARED,
    Tally,
    imported,
    laid_out,
    random_report,
    tally,
    workbook,
)

from helpers.intake.published.formats import read_source
from helpers.intake.published.imported import import_sources

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.form import Value

_ZERO = [0] * 7
_NONE = [None] * 7

# What ../shared/layouts/ holds: rows by their key, everything else is missing.
EXPECTED: dict[str, tuple[int, dict[str, object]]] = {
    "01": (
        2021,
        {
            "proactive.regulations": [0, 0, 0],
            "proactive.normative_documents": [5, 1, 25],
            "proactive.licences": [0],
            "proactive.penalties": [0],
            "proactive.coercive_measures": [0],
            "proactive.fees": [0],
            "applications.received": [58, 7, 0, 0, 1, 0, 66],
            "applications.carried_in": [2, 0, 0, 0, 0, 0, 2],
            "applications.granted": [2, 1, 0, 0, 0, 0, 3],
            "applications.partly_granted": [16, 1, 0, 0, 0, 0, 17],
            "applications.refused.state_secret": _ZERO,
            "applications.refused.prohibited_by_law": _ZERO,
            "applications.refused.security_and_stability": _ZERO,
            "applications.refused.third_party_rights": _ZERO,
            "applications.refused.internal_affairs": [1, 0, 0, 0, 0, 0, 1],
            "applications.refused.deliberative_process": _ZERO,
            "applications.refused.enforcement_files": [0, 0, 0, 0, 0, 0, None],
        },
    ),
    "03": (
        2021,
        {
            "proactive.regulations": [0, 0, 0],
            "proactive.normative_documents": [0, 0, 0],
            "proactive.licences": [2910],
            "proactive.penalties": [46],
            "proactive.coercive_measures": [0],
            "proactive.fees": [Decimal("0.092")],
        },
    ),
    "07": (
        2021,
        {
            "proactive.regulations": [0, 0, 0],
            "proactive.normative_documents": [0, 0, 0],
            "proactive.licences": [0],
            "proactive.penalties": [30],
            "proactive.coercive_measures": [0],
            "proactive.fees": [0],
            "applications.received": _ZERO,
            "applications.carried_in": _ZERO,
        },
    ),
    "10": (
        2019,
        {
            "proactive.regulations": [0, 0, 0],
            "proactive.normative_documents": [0, 0, 0],
            "proactive.licences": [1, 0, 8],
            "proactive.other_services": [0, 0, 0],
            "proactive.penalties": [1, 0, 93],
            "proactive.coercive_measures": [1, 0, 0],
            "proactive.fee_items": [0, 0],
            "proactive.procurement": [13, 4773500],
        },
    ),
    "12": (
        2021,
        {
            "proactive.regulations": [0, 0, 0],
            "proactive.normative_documents": [12, 0, 12],
            "proactive.licences": [0],
            "proactive.penalties": [0],
            "proactive.coercive_measures": [0],
            "proactive.fees": [0],
        },
    ),
    "15": (
        2021,
        {
            "proactive.regulations": [0, 0, 0],
            "proactive.normative_documents": [0, 0, 0],
            "proactive.licences": [0],
            "proactive.penalties": [0],
            "proactive.coercive_measures": [0],
            "proactive.fees": [0],
        },
    ),
    "18": (
        2021,
        {
            "proactive.regulations": ["/", "/", "/"],
            "proactive.normative_documents": [0, 0, 0],
            "proactive.licences": [0],
            "proactive.penalties": [0],
            "proactive.coercive_measures": [0],
            "proactive.fees": [0],
            "applications.received": [*_NONE[:6], 0],
            "applications.carried_in": [*_NONE[:6], 0],
        },
    ),
    "22": (
        2019,
        {
            "applications.carried_out": _ZERO,
            "appeals.reconsideration": [0] * 5,
            "appeals.litigation_direct": [0] * 5,
            "appeals.litigation_after_reconsideration": [0] * 5,
        },
    ),
    "24": (
        2019,
        {
            "proactive.regulations": [0, 0, 0],
            "proactive.normative_documents": [2, 2, 19],
            "proactive.licences": [8, 5, 93],
            "proactive.other_services": [117, 0, 165],
            "proactive.penalties": [90, 0, 22],
            "proactive.coercive_measures": [4, 4, "-"],
        },
    ),
    "25": (
        2019,
        {
            "proactive.regulations": [13, 13, 524],
            "proactive.normative_documents": [60, 60, 368],
            "proactive.licences": [0, 0, 0],
            "proactive.other_services": [0, 0, 0],
            "proactive.penalties": [0, 0, 0],
            "proactive.coercive_measures": [0, 0, 0],
            "proactive.fee_items": [0, 0],
            "proactive.procurement": [6, 251000],
            "applications.received": [821, 35, None, None, 2, 1, 859],
            "applications.carried_in": [18, *_NONE[:5], 18],
            "applications.granted": [258, 12, None, None, 1, 1, None],
            "applications.partly_granted": [3, *_NONE[:6]],
            "applications.refused.state_secret": [14, *_NONE[:6]],
            "applications.refused.internal_affairs": [5, *_NONE[:6]],
            "applications.refused.deliberative_process": [3, 1, *_NONE[:5]],
            "applications.refused.administrative_enquiry": [10, 2, *_NONE[:5]],
            "applications.unable.not_held": [252, 12, None, None, 1, None, None],
            "applications.unable.needs_creating": [44, 3, *_NONE[:5]],
            "applications.unable.unclear_after_correction": [25, *_NONE[:6]],
            "applications.not_processed.petition": [148, 1, *_NONE[:5]],
            "applications.not_processed.repeated": [5, 4, *_NONE[:5]],
            "applications.total": [767, 35, None, None, 2, 1, 805],
            "applications.carried_out": [72, *_NONE[:5], 72],
            "appeals.reconsideration": [5, None, None, 2, 7],
            "appeals.litigation_direct": [8, None, None, 1, 9],
        },
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_layout_that_was_seen(name: str) -> None:
    path = SHARED / "layouts" / f"{name}.txt"
    if not path.exists():
        pytest.skip(f"../shared/layouts/{name}.txt is not here")
    edition, rows = EXPECTED[name]
    source, _ = read_source(path)
    read = import_sources([source], year={2021: 2022, 2019: 2020}[edition])
    assert read.edition.id == edition
    found: dict[str, list[Value]] = {}
    for cell in read.cells.values():
        found.setdefault(f"{cell.field.table}.{cell.field.row.key}", []).append(cell.value)
    assert {key: row for key, row in found.items() if any(value is not None for value in row)} == rows
    for address, cell in read.cells.items():
        assert cell.value is not None or cell.missing, address
        assert cell.value is None or cell.place is not None, address


@pytest.mark.parametrize("edition", [2021, 2019])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_whole_report_is_read_in_every_layout(layout: str, edition: int) -> None:
    total = Tally()
    for seed in range(4):
        source = random_report(seed, edition)
        total += tally(source, imported(*laid_out(source, layout)))
    assert (total.null, total.wrong) == (0, 0), total.wrongs[:5]


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 10**6), edition=st.sampled_from([2021, 2019]))
def test_an_empty_cell_is_never_taken_for_a_figure(layout: str, seed: int, edition: int) -> None:
    """Where the layout keeps empty cells all figures are right; where it doesn't, the unsure ones are null."""
    source = random_report(seed, edition, blanks=0.08)
    found = tally(source, imported(*laid_out(source, layout)))
    assert found.wrong == 0, found.wrongs
    if layout not in ("words", "cell a line", "bars between"):
        assert found.null == 0


_TRADITIONAL = str.maketrans(
    "规范项许处罚强费单组织机构会总计结转续办获给决", "規範項許處罰強費單組織機構會總計結轉續辦獲給決"
)

CHANGES: dict[str, Callable[[str], str]] = {
    "full-width digits": lambda text: (
        text.translate(str.maketrans("0123456789", "０１２３４５６７８９")) if text.isdigit() else text
    ),
    "half-width brackets": lambda text: text.translate(str.maketrans("（）：，", "():,")),
    "blanks round digits": lambda text: f" {text} ",
    "traditional characters": lambda text: text.translate(_TRADITIONAL),
    "phonetic noise": lambda text: (
        text.replace("维", "维(wéi)").replace("现", "现(xiàn)").replace("办", "办(bàn)")
    ),
    "结转 turned round": lambda text: text.replace("结转", "转结"),
    "header words split": lambda text: text.replace("商业企业", "商业 企业").replace("科研机构", "科研 机构"),
    "another slash": lambda text: text.replace("增/减", "增\\减"),
    "units in the cells": lambda text: f"{text}件" if text.isdigit() and text != "0" else text,
    "other numbering": lambda text: text.replace("1.", "1、").replace("2.", "2．").replace("（三）", "(3)"),
    "no numbering": lambda text: (
        text.replace("一、", "").replace("二、", "").replace("四、", "").replace("1.", "")
    ),
    "a slip in a label": lambda text: text.replace("信访举报投诉类申请", "信访举报投拆类申请"),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("layout", ["bars", "html", "tabs"])
def test_words_are_known_however_they_are_written(change: str, layout: str) -> None:
    edition = 2019 if change == "another slash" else 2021
    source = random_report(7, edition)
    found = tally(source, imported(*laid_out(source, layout, CHANGES[change])))
    money = {"units in the cells": 0}.get(change, 0)
    assert (found.null, found.wrong) == (money, 0), found.wrongs[:5]


@pytest.mark.parametrize("edition", [2021, 2019])
def test_a_workbook_of_the_form_is_read(edition: int) -> None:
    source = random_report(3, edition, blanks=0.1)
    read = imported(workbook(source), "report.xlsx")
    found = tally(source, read)
    assert (found.null, found.wrong) == (0, 0), found.wrongs[:5]
    address = next(a for a, value in source.figures.items() if a.startswith("applications") and value)
    place = read.cells[address].place
    assert place is not None
    assert place.sheet == "表三"
    assert str(place).startswith("表三!")


def test_a_figure_torn_in_two_is_put_together_only_if_all_columns_bear_it_out() -> None:
    source = random_report(11, largest=900)
    data, name = laid_out(source, "words")
    figures = [str(value) for value in source.figures.row("applications", "total")]
    torn = next(figure for figure in figures[:6] if len(figure) > 1 and "0" not in figure)
    line = " ".join(figures)
    split = line.replace(torn, f"{torn[0]} {torn[1:]}", 1)
    assert data.count(line.encode()) == 1
    read = imported(data.replace(line.encode(), split.encode()), name)
    assert tally(source, read).wrong == 0
    assert read.cells["applications.total[6]"].how in ("joined", "agreed", "open")


def test_an_unlabelled_unit_is_not_guessed() -> None:
    text = "二、主动公开政府信息情况\n第二十条第（九）项\n信息内容\t采购项目数量\t采购总金额\n政府集中采购\t6\t25.1\n"
    cell = imported(text.encode(), "report.txt", 2020).cells["proactive.procurement.amount"]
    assert (cell.value, cell.alternatives) == (None, (Decimal("25.1"), 251000))


def test_tables_that_are_pictures_are_named() -> None:
    page = (
        "<h1>示例区测试局2022年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>示例。</p>"
        "<p>二、主动公开政府信息情况</p><p><img src='a.png'></p>"
    )
    read = imported(page.encode(), "report.html")
    assert all(cell.value is None for cell in read.cells.values())
    pictures = page.replace("<p>二、主动公开政府信息情况</p>", "")
    notes = [note.message for note in imported(pictures.encode(), "report.html").notes]
    assert any("D-TBLIMG" in note for note in notes)
    assert any("D-TBLIMG" in note.message for note in read.notes)


def test_a_row_of_the_offices_own_is_named_and_not_read_as_another() -> None:
    text = (
        "第二十条第（六）项\n信息内容 | 本年处理决定数量 |\n行政处罚 | 3 |\n行政检查 | 9 |\n行政强制 | 1 |\n"
    )
    read = imported(text.encode(), "report.txt", 2022)
    assert read.cells["proactive.penalties"].value == 3
    assert read.cells["proactive.coercive_measures"].value == 1
    assert any("“行政检查”这一行" in note.message for note in read.notes)


def test_a_sum_that_fails_in_clear_cells_is_the_documents_fault() -> None:
    source = random_report(5)
    data, name = laid_out(source, "html")
    first = source.figures.count("applications.total[0]")
    assert first is not None
    old = f'<td rowspan="1" colspan="2">（七）总计</td><td rowspan="1" colspan="1">{first}</td>'.encode()
    assert data.count(old) == 1
    read = imported(data.replace(old, old.replace(f">{first}<".encode(), f">{first + 1}<".encode())), name)
    doubts = read.cells["applications.total[0]"].doubts
    assert doubts
    assert {doubt.fault for doubt in doubts} == {"document"}
    assert read.cells["applications.total[0]"].value == first + 1


def test_a_page_of_nothing_but_tables_is_read() -> None:
    source = random_report(9)
    data = laid_out(source, "html")[0].decode()
    tables = "".join(re.findall(r"<table>.*?</table>", data, re.DOTALL))
    read = imported(f"<html><body>{tables}</body></html>".encode(), "report.html", 2022)
    assert tally(source, read) == Tally(right=200)


def test_a_cell_is_called_empty_only_where_the_document_shows_it_so() -> None:
    """Running text whose figures don't stand behind their label may hold them elsewhere."""
    text = "示例区测试局2022年政府信息公开工作年度报告\n第二十条第（五）项\n行政许可\t\n见附表\n"
    missing = imported(text.encode(), "report.txt").missing["proactive.licences"]
    assert missing == "标签后面没有读到数，请对照原文"
    title, article, label, _ = text.split("\n", 3)
    rows = f"<tr><td colspan=2>{article}</td></tr><tr><td>{label}</td><td></td></tr>"
    page = f"<h1>{title}</h1><table>{rows}</table>".encode()
    assert imported(page, "report.html").missing["proactive.licences"] == "原文这一格空着"


def test_figures_below_their_headers_are_not_called_shifted() -> None:
    """The empty cells behind a label that was merged over three columns are no shift."""
    heads = "自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计"
    text = (
        "示例区测试局2022年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n\n"
        f"||||{heads}|\n|一、本年新收政府信息公开申请数量|||1|2|0|0|0|0|3|\n"
    )
    read = imported(text.encode(), "report.md")
    assert [read.cells[f"applications.received[{n}]"].value for n in (0, 1, 6)] == [1, 2, 3]
    assert not any("错位" in note.message for note in read.notes)


def test_figures_of_a_label_that_has_only_begun_are_not_the_row_s_before() -> None:
    """（七） and its figures stand on one line, 总计 on the next."""
    source = random_report(5, 2019)
    content, name = laid_out(source, "words")
    lines = content.decode().split("\n")
    for row, label in (("other", "（六）其他处理"), ("total", "（七）总计")):
        at = next(number for number, line in enumerate(lines) if line.startswith(label))
        number, words = label[:3], label[3:]
        lines[at : at + 1] = [lines[at].replace(label, number), words]
        assert f"applications.{row}[0]" in source.figures
    found = tally(source, imported("\n".join(lines).encode(), name))
    assert found.wrong == 0, found.wrongs


def test_figures_above_their_labels_are_not_those_of_the_label_before() -> None:
    lines = [
        "二、主动公开政府信息情况",
        "第二十条第（一）项",
        "信息内容",
        "3",
        "4",
        "5",
        "规章",
        "0",
        "0",
        "22",
        "行政规范性文件",
    ]
    text = "\n".join(["示例区测试局2022年政府信息公开工作年度报告", "一、总体情况", "好。", *lines])
    read = imported(text.encode(), "report.txt")
    rows = ("regulations", "normative_documents")
    keys = ("issued", "repealed", "in_force")
    assert {read.cells[f"proactive.{row}.{key}"].value for row in rows for key in keys} == {None}
