"""The appendix's charts: bars with their figures written on them, as SVG with the same figures in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.display.bars import draw_bars
from helpers.display.blocks import Block, Figure, Paragraph, Run
from helpers.display.frames import applicant_frame, result_frame, yearly_frame
from helpers.form import Report

if TYPE_CHECKING:
    import pandas as pd


def yearly_chart(report: Report) -> Block:
    """Applications this year against last year."""
    caption = "政府信息公开申请收办情况"
    if report.previous is not None:
        caption += f"（{report.year - 1}年与{report.year}年）"
    return bar_chart(
        "chart-yearly", caption, yearly_frame(report), nothing="没有收到、结转和办理政府信息公开申请"
    )


def result_chart(report: Report) -> Block:
    """This year's results by kind."""
    caption = f"{report.year}年政府信息公开申请办理结果"
    return bar_chart("chart-results", caption, result_frame(report), nothing="没有办结的政府信息公开申请")


def applicant_chart(report: Report) -> Block:
    """Who applied this year."""
    caption = f"{report.year}年新收政府信息公开申请的申请人"
    return bar_chart("chart-applicants", caption, applicant_frame(report), nothing="没有新收政府信息公开申请")


def bar_chart(identifier: str, caption: str, frame: pd.DataFrame, *, nothing: str, unit: str = "件") -> Block:
    """A chart with its figures in words, or one sentence where there is nothing to draw.

    Args:
        identifier: What links lead to.
        caption: Its caption.
        frame: Whole numbers, a line for each group of bars and a column for each series.
        nothing: What is said behind the series' names where all are 0.
        unit: What is counted.
    """
    if frame.isna().to_numpy().any():
        return Paragraph((Run(f"“{caption}”所需的数据没有填写齐全，不作图。"),))
    if not frame.to_numpy().any():
        years = "、".join(frame.columns)
        return Paragraph((Run(f"{years}{nothing}，“{caption}”没有可以作图的数据。"),))
    return Figure(id=identifier, svg=_draw(frame, unit), alt=_alt(caption, frame, unit), caption=caption)


def _alt(caption: str, frame: pd.DataFrame, unit: str) -> str:
    years = (
        f"{year}" + "、".join(f"{label}{count}{unit}" for label, count in frame[year].items())
        for year in frame.columns
    )
    return f"条形图：{caption}。" + "；".join(years) + "。"


def warm_up(report: Report) -> None:
    """Draw a report's charts and throw them away, so that matplotlib is loaded and their letters are outlined."""
    for frame in (yearly_frame(report), result_frame(report), applicant_frame(report)):
        _draw(frame.assign(**{"0123456789年": 0}))


def _draw(frame: pd.DataFrame, unit: str = "件") -> str:
    series = {str(year): [int(count) for count in frame[year]] for year in frame.columns}
    return draw_bars([str(label) for label in frame.index], series, unit)
