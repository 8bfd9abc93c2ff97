"""What stands in a cell, and what a label is however it is printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from helpers.form import EDITIONS
from helpers.form.figures import Value
from helpers.intake.published.form_words import article, match, vocabulary
from helpers.intake.published.values import Amount, amount_of, count_of, is_value
from helpers.intake.published.words import bare

FIELDS = EDITIONS[2021].fields
COUNT = FIELDS["proactive.licences"].column
FEES = FIELDS["proactive.fees"].column
PROCUREMENT = EDITIONS[2019].fields["proactive.procurement.amount"].column


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("１２", 12),
        (" 1 2 ", 12),
        ("1,234", 1234),
        ("12件", 12),
        ("-3", -3),
        ("－3", -3),
        ("0", 0),
        ("", None),
        (" \u3000", None),
        ("/", "/"),
        ("－", "-"),
        ("无", "无"),
        ("1.5", Decimal("1.5")),
        ("详见附件", "详见附件"),
        ("20①", 20),
        ("20¹", 20),
        ("12[1]", 12),
        ("12［注2］", 12),
        ("12（注）", 12),
        ("3*", 3),
        ("5 注1", 5),
        ("1,234（件）", 1234),
        ("①", "①"),
        ("1" * 20, "1" * 20),
    ],
)
def test_a_count(text: str, value: Value) -> None:
    assert amount_of(text, COUNT).value == value


@pytest.mark.parametrize(
    ("text", "header", "value"),
    [
        ("0.092", "本年收费金额（单位：万元）", Decimal("0.092")),
        ("0.0400", "本年收费金额", Decimal("0.04")),
        ("400元", "本年收费金额（单位：万元）", Decimal("0.04")),
        ("0.0000", "", 0),
    ],
)
def test_fees_are_in_ten_thousands(text: str, header: str, value: Value) -> None:
    assert amount_of(text, FEES, header).value == value


@pytest.mark.parametrize(
    ("text", "header", "value"),
    [
        ("251000元", "采购总金额", 251000),
        ("1646.5万元", "采购总金额", 16465000),
        ("477.35", "采购总金额(万元)", 4773500),
        ("0", "采购总金额", 0),
    ],
)
def test_procurement_is_in_yuan(text: str, header: str, value: Value) -> None:
    assert amount_of(text, PROCUREMENT, header).value == value


def test_a_unit_that_stands_nowhere_is_left_open() -> None:
    assert amount_of("477.35", PROCUREMENT, "采购总金额") == Amount(
        None, "原文是“477.35”，没有写明单位是元还是万元", (Decimal("477.35"), 4773500)
    )


@pytest.mark.parametrize("header", ["本年收费金额（單位：萬元）", "本年收费金额（单位：万元）"])
def test_a_unit_is_known_in_traditional_characters(header: str) -> None:
    assert amount_of("12.5", FEES, header) == Amount(Decimal("12.5"))


def test_a_figure_with_a_nought_before_it_is_left_open() -> None:
    """It may be two figures, or a figure and a mark."""
    assert amount_of("08", COUNT) == Amount(None, "原文是“08”，数字前面多一个 0，不能确定", (8, 0))
    assert amount_of("0.08", FEES, "万元").value == Decimal("0.08")


def test_what_is_a_value() -> None:
    assert [text for text in ("0", "/", "", "3件", "规章", "一、") if is_value(text)] == ["0", "/", "3件"]
    assert [count_of(text) for text in ("7", "7.5", "/", "7" * 5000)] == [7, None, None, None]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开"),
        ("(二) 部分公开 (区分处理的, 只计这一情形", "部分公开"),
        ("3.危及“三安全一稳定”", "危及三安全一稳定"),
        ("３、危及“三安全一稳定”", "危及三安全一稳定"),
        ("二、上年转结政府信息公开申请数量", "上年结转政府信息公开申请数量"),
        ("現行有效件數", "现行有效件数"),
        ("现(xiàn)行有效件数", "现行有效件数"),
        ("發(fā)現(xiàn)", "发现"),
        ("本年增\\减", "本年增减"),
        ("總 計", "总计"),
    ],
)
def test_a_label_however_it_is_printed(text: str, word: str) -> None:
    assert bare(text) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("一、本年新收申请数量", "本年新收政府信息公开申请数量"),
        ("二、上年结转申请数量", "上年结转政府信息公开申请数量"),
        ("1.逾期不补正", "申请人无正当理由逾期不补正行政机关不再处理其政府信息公开申请"),
        ("上年结转政府信息", None),
        ("其他事项", None),
        ("本年新收公文数量", None),
    ],
)
def test_a_label_with_words_left_out(text: str, word: str | None) -> None:
    """The beginning of a label is none: its rest may follow on the next line."""
    found = match(text, vocabulary(2021).results)
    assert (found.word if found else None) == word


def test_every_label_of_the_form_is_known_by_itself() -> None:
    for number, form in EDITIONS.items():
        words = vocabulary(number)
        for table, known in (("proactive", words.proactive), ("applications", words.results)):
            rows = form.table(table).rows
            assert len({bare(row.labels[-1]) for row in rows}) == len(rows)
            for row in rows:
                found = match(row.labels[-1], known)
                assert found is not None
                assert found.exact


def test_a_wrong_label_is_known_as_one() -> None:
    found = match("2.其他法律法规禁止公开", vocabulary(2021).results)
    assert found is not None
    assert (found.word, found.exact) == ("其他法律行政法规禁止公开", False)
    assert match("行政检查", vocabulary(2021).proactive) is None


@pytest.mark.parametrize("text", ["第二十条第（一）项", "第二十条第(一)项", "第二十條第 (一) 項"])
def test_an_article(text: str) -> None:
    assert article(text) == "一"
