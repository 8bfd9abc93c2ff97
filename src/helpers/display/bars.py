"""Horizontal bars as SVG, with their figures written on them; an axis would say nothing more.

Rectangles and texts are put on matplotlib's figure directly: axes with their ticks and spines would be made, laid
out and hidden again, which costs three times the drawing.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from helpers.display.fonts import SANS, font_files

# Okabe and Ito's palette: told apart with every common colour vision; the lighter one is hatched as well, so
# that the series are told apart on a black-and-white print.
_MAIN = {"facecolor": "#0072B2", "edgecolor": "#0072B2"}
_OTHER = {"facecolor": "#E8C06A", "edgecolor": "#8A5A00", "hatch": "///"}
_INK = "#222222"

# Inches.
_WIDTH = 156 / 25.4
"""The type area of GB/T 9704."""
_LEFT = 0.86
"""Room for the longest label of an office's charts, 社会公益组织; longer ones get more."""
_RIGHT = 0.75
"""Room for an eight-digit figure behind the longest bar."""
_TOP = 0.3
_GROUP = 0.36
_BAR = 0.26
"""Height of a group's bars together."""
_GAP = 0.05

_POINTS = 9

_RC: dict[str, Any] = {
    "svg.fonttype": "path",
    "svg.hashsalt": "nianbao",
    "font.size": _POINTS,
    "text.color": _INK,
    "hatch.linewidth": 0.6,
    "patch.linewidth": 0.6,
}
_FAMILIES = ("font.", "svg.", "text.", "path.", "patch.", "hatch.", "figure.", "savefig.", "mathtext.")
"""Settings that can change these drawings."""


def draw_bars(labels: Sequence[str], series: Mapping[str, Sequence[int]], unit: str) -> str:
    """Draw a group of bars for each label, one bar a series.

    Args:
        labels: What the groups are called.
        series: Counts, 0 or more, in the labels' order, by the series' name; the last series is the main one.
        unit: What is counted.

    Returns:
        The SVG, the same bytes each time.
    """
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with mpl.rc_context(_settings()):
        height = _TOP + _GROUP * len(labels)
        figure = Figure(figsize=(_WIDTH, height))
        drawing = _Drawing(figure, height)
        names = list(series)
        left = max(_LEFT, *(len(label) * _POINTS / 72 + 2 * _GAP for label in labels))
        scale = (_WIDTH - left - _RIGHT) / max(1, *(count for counts in series.values() for count in counts))
        bar = _BAR / len(names)
        for line, label in enumerate(labels):
            top = _TOP + line * _GROUP + (_GROUP - _BAR) / 2
            drawing.text(left - _GAP, top + _BAR / 2, label, "right")
            for number, name in enumerate(names):
                count = series[name][line]
                style = _MAIN if name == names[-1] else _OTHER
                drawing.rectangle(left, top + number * bar, count * scale, bar * 0.88, style)
                drawing.text(left + count * scale + _GAP, top + (number + 0.44) * bar, str(count), "left")
        drawing.rectangle(left, _TOP, 0, _GROUP * len(labels), {"edgecolor": _INK})
        drawing.text(_WIDTH - _GAP, _TOP / 2, f"单位：{unit}", "right")
        if len(names) > 1:
            for number, name in enumerate(names):
                place = _LEFT + number * 0.9
                drawing.rectangle(place, _TOP / 2 - 0.05, 0.25, 0.1, _MAIN if name == names[-1] else _OTHER)
                drawing.text(place + 0.3, _TOP / 2, name, "left")
        out = io.StringIO()
        FigureCanvasSVG(figure).print_svg(out, metadata={"Date": None, "Creator": None})
    return out.getvalue()


class _Drawing:
    """A figure drawn on in inches from its upper left corner."""

    def __init__(self, figure: Any, height: float) -> None:
        self._figure = figure
        self._height = height

    def rectangle(
        self, left: float, top: float, width: float, height: float, style: Mapping[str, Any]
    ) -> None:
        from matplotlib.patches import Rectangle

        corner = (left, self._height - top - height)
        self._figure.add_artist(
            Rectangle(corner, width, height, transform=self._figure.dpi_scale_trans, **style)
        )

    def text(self, left: float, middle: float, text: str, side: str) -> None:
        self._figure.text(
            left,
            self._height - middle,
            text,
            ha=side,
            va="center_baseline",
            parse_math=False,
            transform=self._figure.dpi_scale_trans,
        )


@cache
def _settings() -> Any:
    """Matplotlib's own defaults and ours: a matplotlibrc of the user's must not change a report."""
    import matplotlib as mpl
    from matplotlib import font_manager

    for path in font_files():
        font_manager.fontManager.addfont(str(path))
    defaults: dict[str, Any] = {
        name: value for name, value in mpl.rcParamsDefault.items() if name.startswith(_FAMILIES)
    }
    return {**defaults, **_RC, "font.family": [SANS]}
