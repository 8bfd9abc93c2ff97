"""Params to a workbook to params: the same figures, the same words."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import NEUTRAL, report
from tests.intake.published.papers import SAMPLES, random_report, sample, workbook
from tests.intake.workbook.returned import (
    came_back,
    opened,
    params_of,
    sample_before,
    told,
    words,
    written,
)

from helpers.form import EDITIONS, Figures, Kind, Narrative, Text, Titled
from helpers.intake.workbook import is_ours
from helpers.intake.workbook.paragraphs import cell_of, markdown_of
from helpers.intake.workbook.write import workbook_of

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.form import Report, Value


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_comes_back(name: str, tmp_path: Path) -> None:
    source = sample(name)
    read = came_back(written(name))
    sample_before(name, tmp_path)
    made = params_of(read, tmp_path)
    assert dict(made.figures) == dict(source.figures)
    assert (made.office, made.year, made.edition.id) == (source.office, source.year, source.edition.id)
    assert words(made) == words(source)
    assert read.missing == {}
    assert all("没有存公式算出的值" in note or "没有存算出的值" in note for note in told(read))


AMOUNTS: tuple[Value, ...] = (0, 316441, Decimal("0.092"), Decimal("1234.5678"), Decimal("12.3"))


def _untidy(seed: int, edition: int) -> Report:
    """A random report as offices hand them in: cells left out, totals that don't add up, signs for nothing."""
    draw = random.Random(seed)  # noqa: S311  # a test's figures, no secret
    source = random_report(seed, edition, blanks=0.05, largest=5000)
    values: dict[str, Value] = dict(source.figures)
    for address, field in source.edition.fields.items():
        if draw.random() < 0.05:
            values[address] = draw.choice((7, 123456, "/", "无"))
        elif field.kind is Kind.MONEY:
            values[address] = draw.choice(AMOUNTS)
        elif field.kind is Kind.CHANGE:
            values[address] = draw.randrange(-9, 9)
    return replace(source, figures=Figures(source.edition, values))


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6), edition=st.sampled_from(sorted(EDITIONS)))
def test_a_random_report_comes_back(seed: int, edition: int) -> None:
    source = _untidy(seed, edition)
    read = came_back(workbook_of(source))
    got = {address: cell.value for address, cell in read.cells.items()}
    assert got == dict(source.figures)
    assert (read.office, read.year, read.edition) == (source.office.name, source.year, source.edition)


def test_whoever_reports_comes_back() -> None:
    office = replace(sample(SAMPLES[0]).office, name="示例区", kind="区县政府", scope="district")
    read = came_back(workbook_of(replace(report({}), office=office)))
    assert (read.office, read.kind, read.scope) == ("示例区", "区县政府", "district")


DANGEROUS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+8613800000000 不是电话",
    "-1 件",
    "@SUM(A1)",
    "'=1",
    "_x003D_1+1",
    "#REF!",
    "<b>不是标记</b> & “引号” {{ year }}",
    "TRUE",
    "2022-01-01",
    "００１",
)


def test_texts_that_look_like_formulas_stay_texts() -> None:
    parts = {key: Text(NEUTRAL) for key in report({}).narrative.parts}
    parts["other"] = Text("\n\n".join(DANGEROUS))
    parts["overview.proactive"] = Text('=HYPERLINK("http://example.invalid","点我")')
    more = tuple(Titled(Text(text), Text(text)) for text in DANGEROUS)
    source = replace(report({}), narrative=Narrative(parts, Text("=1"), more))
    data = workbook_of(source)
    # What looks like the format's own escape is escaped itself.
    stored = {text.replace("_x", "_x005F_x") for text in DANGEROUS}
    typed = [cell for row in opened(data)["文字"].iter_rows() for cell in row if cell.value in stored]
    assert len(typed) == 2 * len(DANGEROUS)
    assert {cell.data_type for cell in typed} == {"s"}
    assert all(cell.quotePrefix for cell in typed if cell.value[0] in "=+-@")
    read = came_back(data)
    assert read.texts["other"] == "\n\n".join(DANGEROUS)
    assert read.texts["overview.proactive"] == parts["overview.proactive"].raw
    assert read.texts["preamble"] == "=1"
    assert read.more == [(text, text) for text in DANGEROUS]


def test_a_line_of_a_cell_is_a_paragraph() -> None:
    typed = "　　第一段，\n　　第二段。\n- 甲\n- 乙\n\n| 项 | 数 |\n| --- | --- |\n| 一 | 2 |\n\n硬换行\\\n仍是一段"
    assert markdown_of(typed) == (
        "第一段，\n\n第二段。\n- 甲\n- 乙\n\n| 项 | 数 |\n| --- | --- |\n| 一 | 2 |\n\n硬换行\\\n仍是一段"
    )
    assert (
        cell_of("一段\n写成两行\n\nword\nword\n\n- 甲\n  乙\n") == "一段写成两行\n\nword word\n\n- 甲\n  乙"
    )


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="甲乙a1 \n-*#|>　。.\\`[]()", max_size=60))
def test_a_cell_that_was_read_once_is_read_the_same_again(text: str) -> None:
    once = markdown_of(text)
    assert markdown_of(cell_of(once)) == markdown_of(cell_of(markdown_of(cell_of(once))))
    assert "".join(once.split()) == "".join(text.split())


def test_only_a_workbook_of_the_kits_own_is_ours() -> None:
    assert is_ours(written())
    assert not is_ours(workbook(sample(SAMPLES[0])))
    assert not is_ours(b"PK\x03\x04 not a zip")
    assert not is_ours(b"")
