"""The appendix's charts: bars with their figures written on them, as SVG with the same figures in words."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any

from helpers.display.blocks import Block, Figure, Paragraph, Run
from helpers.display.fonts import SANS, font_files
from helpers.display.frames import applicant_frame, result_frame, yearly_frame
from helpers.form import Report

if TYPE_CHECKING:
    import pandas as pd

# Okabe and Ito's palette: told apart with every common colour vision; the lighter one is hatched as well, so
# that the years are told apart on a black-and-white print.
_THIS_YEAR = {"color": "#0072B2"}
_LAST_YEAR = {"color": "#E8C06A", "edgecolor": "#8A5A00", "hatch": "///", "linewidth": 0.6}
_INK = "#222222"
_WIDTH = 6.14
"""Inches: the type area's 156 mm across."""
_LINE = 0.36
"""Inches for a line of bars."""
_MARGIN = 0.3
"""Inches above the bars, for legend and unit."""
_LEFT = 0.14
"""Part of the width that the longest label (社会公益组织) needs."""

_RC: dict[str, Any] = {
    "svg.fonttype": "path",
    "svg.hashsalt": "nianbao",
    "font.size": 9,
    "axes.unicode_minus": False,
    "hatch.linewidth": 0.6,
    "text.color": _INK,
    "axes.labelcolor": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
}


def yearly_chart(report: Report) -> Block:
    """Applications this year against last year."""
    caption = "政府信息公开申请收办情况"
    if report.previous is not None:
        caption += f"（{report.year - 1}年与{report.year}年）"
    return _chart(
        "chart-yearly", caption, yearly_frame(report), nothing="没有收到、结转和办理政府信息公开申请"
    )


def result_chart(report: Report) -> Block:
    """This year's results by kind."""
    caption = f"{report.year}年政府信息公开申请办理结果"
    return _chart("chart-results", caption, result_frame(report), nothing="没有办结的政府信息公开申请")


def applicant_chart(report: Report) -> Block:
    """Who applied this year."""
    caption = f"{report.year}年新收政府信息公开申请的申请人"
    return _chart("chart-applicants", caption, applicant_frame(report), nothing="没有新收政府信息公开申请")


def _chart(identifier: str, caption: str, frame: pd.DataFrame, *, nothing: str) -> Block:
    """The chart, or one sentence where there is nothing to draw."""
    if frame.isna().to_numpy().any():
        return Paragraph((Run(f"“{caption}”所需的数据没有填写齐全，不作图。"),))
    if not frame.to_numpy().any():
        years = "、".join(frame.columns)
        return Paragraph((Run(f"{years}{nothing}，“{caption}”没有可以作图的数据。"),))
    return Figure(id=identifier, svg=_draw(frame), alt=_alt(caption, frame), caption=caption)


def _alt(caption: str, frame: pd.DataFrame) -> str:
    years = (
        f"{year}" + "、".join(f"{label}{count}件" for label, count in frame[year].items())
        for year in frame.columns
    )
    return f"条形图：{caption}。" + "；".join(years) + "。"


def warm_up() -> None:
    """Draw a chart and throw it away, so that matplotlib has loaded its backend and the face."""
    import pandas as pd

    _draw(pd.DataFrame({"去年": [1, 2], "今年": [3, 4]}, index=["甲", "乙"]))


@cache
def _face() -> str:
    """Make the bundled face known to matplotlib and give its family name."""
    from matplotlib import font_manager

    for path in font_files():
        font_manager.fontManager.addfont(str(path))
    return SANS


def _draw(frame: pd.DataFrame) -> str:
    """Horizontal bars, a group a line of the frame, a bar a year; the figures on the bars make an axis needless."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure as Canvas

    years = list(frame.columns)
    with mpl.rc_context():
        # A matplotlibrc in the working folder or the user's own must not change a report.
        mpl.rcdefaults()
        mpl.rcParams.update(_rc())
        canvas = Canvas(figsize=(_WIDTH, _MARGIN + _LINE * len(frame)))
        # Fixed margins: measuring every text for a tight layout would draw the chart twice.
        axes = canvas.add_axes((_LEFT, 0.02, 0.97 - _LEFT, 0.96 - _MARGIN / canvas.get_figheight()))
        height = 0.8 / len(years)
        for number, year in enumerate(years):
            style = _THIS_YEAR if year == years[-1] else _LAST_YEAR
            places = [line + (number - (len(years) - 1) / 2) * height for line in range(len(frame))]
            bars = axes.barh(
                places, [int(count) for count in frame[year]], height=height * 0.88, label=year, **style
            )
            axes.bar_label(bars, padding=3)
        axes.set_yticks(range(len(frame)), list(frame.index))
        axes.invert_yaxis()
        axes.margins(x=0.1, y=0.02)
        axes.xaxis.set_visible(False)
        axes.spines[["top", "right", "bottom"]].set_visible(False)
        axes.tick_params(axis="y", length=0)
        canvas.text(0.97, 0.97, "单位：件", ha="right", va="top")
        if len(years) > 1:
            axes.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1), ncols=len(years), borderpad=0)
        out = io.StringIO()
        FigureCanvasSVG(canvas).print_svg(out, metadata={"Date": None, "Creator": None})
    return out.getvalue()


def _rc() -> Any:
    return {**_RC, "font.family": [_face()]}
