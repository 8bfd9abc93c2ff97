"""Horizontal bars as SVG, with their figures written on them; an axis would say nothing more.

What has one style is one path: matplotlib takes as long for an artist as for all the shapes in it, and axes with
their ticks and spines would be made, laid out and hidden again.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from helpers.display.letters import MIDDLE, Shape, outlines_of, width_of

# Okabe and Ito's palette: told apart with every common colour vision; the lighter one is hatched as well, so
# that the series are told apart on a black-and-white print.
_MAIN = {"facecolor": "#0072B2", "edgecolor": "#0072B2", "linewidth": 0.6}
_OTHER = {"facecolor": "#E8C06A", "edgecolor": "#8A5A00", "linewidth": 0.6, "hatch": "///"}
_INK = {"facecolor": "#222222", "linewidth": 0.0}

# Points.
_WIDTH = 156 / 25.4 * 72
"""The type area of GB/T 9704."""
_LEFT = 62.0
"""Room for the longest label of an office's charts, 社会公益组织; longer ones get more."""
_RIGHT = 54.0
"""Room for an eight-digit figure behind the longest bar."""
_TOP = 21.6
_GROUP = 26.0
_BARS = 18.8
"""Height of a group's bars together."""
_GAP = 3.6
_AXIS = 0.6
_SWATCH = (18.0, 7.2)

_RC: dict[str, Any] = {"svg.hashsalt": "nianbao", "hatch.linewidth": 0.6}
_FAMILIES = ("svg.", "path.", "patch.", "hatch.", "figure.", "savefig.")
"""Settings that can change these drawings."""

_DECIMALS = 2
"""Of a place in points: more than any eye or printer tells apart."""


def draw_bars(labels: Sequence[str], series: Mapping[str, Sequence[int]], unit: str) -> str:
    """Draw a group of bars for each label, one bar a series.

    Args:
        labels: What the groups are called.
        series: Counts, 0 or more, in the labels' order, by the series' name; the last series is the main one.
        unit: What is counted.

    Returns:
        The SVG, the same bytes each time.
    """
    height = _TOP + _GROUP * len(labels)
    names = list(series)
    styles = {name: _MAIN if name == names[-1] else _OTHER for name in names}
    bars: dict[str, list[Shape]] = {name: [] for name in names}
    ink: list[Shape] = []
    left = max(_LEFT, *(width_of(label) + 2 * _GAP for label in labels))
    scale = (_WIDTH - left - _RIGHT) / max(1, *(count for counts in series.values() for count in counts))
    bar = _BARS / len(names)
    for line, label in enumerate(labels):
        top = height - _TOP - line * _GROUP - (_GROUP - _BARS) / 2
        ink += outlines_of(label, left - _GAP - width_of(label), top - _BARS / 2 - MIDDLE)
        for number, name in enumerate(names):
            count = series[name][line]
            end, upper = left + count * scale, top - number * bar
            bars[name].append(_box(left, upper, end - left, bar * 0.88))
            ink += outlines_of(str(count), end + _GAP, upper - bar * 0.44 - MIDDLE)
    ink.append(_box(left - _AXIS / 2, height - _TOP, _AXIS, _GROUP * len(labels)))
    middle = height - _TOP / 2
    said = f"单位：{unit}"
    ink += outlines_of(said, _WIDTH - _GAP - width_of(said), middle - MIDDLE)
    if len(names) > 1:
        for number, name in enumerate(names):
            place = _LEFT + number * 65
            bars[name].append(_box(place, middle + _SWATCH[1] / 2, *_SWATCH))
            ink += outlines_of(name, place + _SWATCH[0] + _GAP, middle - MIDDLE)
    return _svg(height, [*((bars[name], styles[name]) for name in names), (ink, _INK)])


def _box(left: float, top: float, width: float, height: float) -> Shape:
    import numpy as np
    from matplotlib.path import Path

    right, bottom = left + width, top - height
    corners = [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
    return np.array(corners), np.array(codes, dtype=Path.code_type)


def _svg(height: float, layers: Sequence[tuple[list[Shape], Mapping[str, Any]]]) -> str:
    """Draw layers, each of shapes in points from the lower left corner that have one style."""
    import matplotlib as mpl
    import numpy as np
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path
    from matplotlib.transforms import Affine2D

    with mpl.rc_context(_settings()):
        figure = Figure(figsize=(_WIDTH / 72, height / 72))
        points = Affine2D().scale(1 / 72) + figure.dpi_scale_trans
        for shapes, style in layers:
            vertices, codes = map(np.concatenate, zip(*shapes, strict=True))
            whole = Path(vertices.round(_DECIMALS), codes)
            figure.add_artist(PathPatch(whole, transform=points, **style))
        out = io.StringIO()
        FigureCanvasSVG(figure).print_svg(out, metadata={"Date": None, "Creator": None})
    return out.getvalue()


@cache
def _settings() -> Any:
    """Matplotlib's own defaults and ours: a matplotlibrc of the user's must not change a report."""
    import matplotlib as mpl

    defaults: dict[str, Any] = {
        name: value for name, value in mpl.rcParamsDefault.items() if name.startswith(_FAMILIES)
    }
    return {**defaults, **_RC}
