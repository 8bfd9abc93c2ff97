"""The exporters by the format they make."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

_EXPORTERS = {
    "html": ("helpers.export.html", "HtmlExporter"),
    "pdf": ("helpers.export.pdf", "PdfExporter"),
    "docx": ("helpers.export.docx", "DocxExporter"),
}


@cache
def exporter_of(kind: str) -> Any:
    """The exporter of a format, made once a process.

    Raises:
        KeyError: There is none.
    """
    module, name = _EXPORTERS[kind]
    return getattr(import_module(module), name)()


def export(notebook: Any, kind: str) -> bytes:
    """Render an executed notebook.

    Args:
        notebook: The executed notebook node.
        kind: html, pdf or docx.

    Raises:
        DocumentError: The notebook holds no report.
    """
    content, _ = exporter_of(kind).from_notebook_node(notebook)
    return content.encode() if isinstance(content, str) else content


def warm_up() -> None:
    """Render an almost empty report in every format, so that templates, fonts and styles are loaded."""
    from helpers.display.blocks import MIME, Title

    title = Title(text="年报", lines=("年报",), office="示例", year=2021, edition=2021)
    output = {"output_type": "display_data", "metadata": {}, "data": {MIME: [title.to_json()]}}
    notebook = {"cells": [{"cell_type": "code", "source": "", "outputs": [output]}]}
    for kind in _EXPORTERS:
        export(notebook, kind)
