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
