"""An executed notebook: the report that it was given and its code, then what the cells show, then all the rest."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from helpers.checks.rule import label_of
from helpers.form import Previous, Report
from helpers.intake import ReadError, report_from_parameters
from helpers.intake.published.errors import UnreadableError
from helpers.verify.change import Layer, Line
from helpers.verify.layers.flat import flat

_PLAIN = "text/plain"

_MADE = ("metadata.nianbao.inputs", "metadata.nianbao.versions", "metadata.language_info.version")
"""Where a notebook says what it was made of."""


def layers(content: bytes, name: str) -> list[Layer]:
    """The layers of a notebook.

    Raises:
        UnreadableError: It isn't one.
    """
    try:
        notebook = json.loads(content)
        cells = [(f"第 {number} 格", cell) for number, cell in enumerate(notebook["cells"], 1)]
        code = (line for place, cell in cells for line in _source(place, cell))
        rest = {key: value for key, value in notebook.items() if key != "cells"}
        about = [*flat("笔记本信息", rest)]
        made = [line for line in about if line.text.startswith(_MADE)]
        return [
            Layer([*_report(notebook), *code]),
            Layer(
                [line for place, cell in cells for line in _shown(place, cell)],
                "数据和代码相同，输出的文字不同",
            ),
            Layer(
                [
                    *(line for line in about if not line.text.startswith(_MADE)),
                    *(line for place, cell in cells for line in _rest(place, cell)),
                ],
                "数据、代码和输出的文字相同，其余不同",
            ),
            Layer(made, "内容相同，只是记下的输入校验值或软件版本不同", repeats=True),
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UnreadableError(f"{name}：不是完好的 Jupyter 笔记本。") from None


def _report(notebook: Mapping[str, Any]) -> Iterator[Line]:
    """The report in the parameters, as the form names its parts; nothing where there is none."""
    try:
        parameters = dict(notebook["metadata"]["papermill"]["parameters"])
        parameters.pop("settings", None)
        report = report_from_parameters(**parameters)
    except (KeyError, TypeError, ValueError, ReadError):
        return
    yield from _told(report)


def _told(report: Report) -> Iterator[Line]:
    office = report.office
    yield Line("机关", f"{office.name}（{office.kind}）{report.year}年，{report.edition.id} 年格式")
    yield from _content(report, "")
    yield from (Line("原因", f"{rule}：{reason}") for rule, reason in report.reasons.items())
    if report.previous:
        yield from _content(report.previous, "上年")


def _content(report: Report | Previous, year: str) -> Iterator[Line]:
    for address, field in report.edition.fields.items():
        value = report.figures.get(address)
        yield Line(f"{year}数据", f"{field.label}：{'（空）' if value is None else value}")
    for address, text in report.narrative.texts():
        label = label_of(report.edition, address) or address
        yield from (Line(f"{year}文字 {label}", line) for line in text.value.splitlines())


def _source(place: str, cell: Mapping[str, Any]) -> Iterator[Line]:
    # What papermill injects are the parameters, told above as the form names them.
    if "injected-parameters" not in cell["metadata"].get("tags", ()):
        yield from (Line(f"{place}的代码", line) for line in _text(cell["source"]).splitlines())


def _shown(place: str, cell: Mapping[str, Any]) -> Iterator[Line]:
    for output in cell.get("outputs", ()):
        text = _text(output.get("text") or output.get("data", {}).get(_PLAIN, "") or output.get("evalue", ""))
        yield from (Line(f"{place}的输出", line) for line in text.splitlines())


def _rest(place: str, cell: Mapping[str, Any]) -> Iterator[Line]:
    known = {"source"} if "injected-parameters" in cell["metadata"].get("tags", ()) else set()
    yield from flat(place, {key: value for key, value in cell.items() if key not in known})


def _text(source: Any) -> str:
    return source if isinstance(source, str) else "".join(source)
