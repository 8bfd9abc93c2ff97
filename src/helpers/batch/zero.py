"""A report with nothing in it, to go the way of a report with."""

from __future__ import annotations

from helpers.form import EDITIONS, Figures, Narrative, Office, Report, Text


def zero_report(edition: int = 2021) -> Report:
    """A report that is readable and balances: every figure is 0, every required text a word."""
    form = EDITIONS[edition]
    parts = {
        f"{section.key}.{part.key}" if part.key else section.key: Text("无。")
        for section in form.sections
        for part in section.parts
        if part.required
    }
    figures = Figures(form, dict.fromkeys(form.fields, 0))
    return Report(
        Office("示例机关", "部门"),
        form.years.start,
        form,
        figures,
        Narrative(parts, preamble=Text("**例**。")),
    )
