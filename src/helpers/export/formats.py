"""The formats that a report is rendered to, by name; the batch's way to them, without nbconvert's copies."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from helpers.export.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterable


@cache
def _html_exporter() -> Any:
    """The exporter, made once a process: it compiles its template."""
    from helpers.export.html import HtmlExporter

    return HtmlExporter()  # type: ignore[no-untyped-call]  # traitlets' own __init__


def _html(document: Document) -> bytes:
    page: str = _html_exporter().render(document)
    return page.encode()


def _pdf(document: Document) -> bytes:
    from helpers.export.pdf import pdf_of

    return pdf_of(document)


def _docx(document: Document) -> bytes:
    from helpers.export.word.package import docx_of

    return docx_of(document)


_FORMATS = {"html": _html, "pdf": _pdf, "docx": _docx}


def render(document: Document, kind: str) -> bytes:
    """Render a document as the exporter `nianbao-…` renders the notebook that it was read from.

    Args:
        document: The report.
        kind: html, pdf or docx.

    Raises:
        KeyError: There is no such format.
        TypesettingError: The pages can't be set, or a picture can't be read.
    """
    return _FORMATS[kind](document)


def warm_up(document: Document, kinds: Iterable[str]) -> None:
    """Load templates, fonts, styles and libraries, in a process that is going to be forked.

    Nothing may be typeset here: typst starts threads at its first page, and a fork would copy them half.

    Args:
        document: A report without figures, which would be typeset.
        kinds: The formats that will be wanted.
    """
    for kind in kinds:
        if kind == "pdf":
            from helpers.export.pdf import warm_up as warm_up_pdf

            warm_up_pdf(document)
        else:
            render(document, kind)
