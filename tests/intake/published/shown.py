"""Every layout in which reports are shown to the import, by what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.intake.published import pdf_sites, sites, word_sites

if TYPE_CHECKING:
    from helpers.form import Report

SHOWN = {**sites.SITES, **word_sites.SITES, **pdf_sites.SITES}


def shown_in(name: str, source: Report) -> tuple[bytes, str]:
    """A report in one of `SHOWN`, and its file's name."""
    make, end = SHOWN[name]
    return make(source), f"report.{end}"
