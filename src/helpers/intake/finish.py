"""From a draft to a report: placeholders are filled, last year's report is joined on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.form import Figures, Narrative, Previous, Report, Text, Titled
from helpers.intake.locate import SUFFIX
from helpers.intake.narrative import fill_texts
from helpers.intake.placeholders import Scope

if TYPE_CHECKING:
    from helpers.intake.draft import Draft
    from helpers.intake.faults import Faults


def report_of(
    draft: Draft,
    faults: Faults,
    *,
    file: str = "",
    last: Previous | None = None,
    last_figures: Figures | None = None,
) -> Report:
    """The report that a draft holds.

    Args:
        draft: The draft.
        faults: What is known to be wrong with it.
        file: Its file's path as the user named it.
        last: Last year's report, used where the draft has none of its own.
        last_figures: Its figures, which are there for placeholders even where its text can't be read.

    Raises:
        ReadError: The draft has faults, or its placeholders have.
    """
    own = draft.previous
    figures = own.figures if own else last_figures
    if draft.office and draft.year and draft.figures:
        narrative = fill_texts(
            draft.texts,
            Scope(draft.office, draft.year, draft.figures, lambda: figures),
            draft.source,
            faults,
        )
        if own and own.edition and own.figures:
            scope = Scope(draft.office, draft.year - 1, own.figures, lambda: None)
            filled = fill_texts(own.texts, scope, draft.source, faults, "previous.")
            last = Previous(own.edition, own.figures, _plain(filled))
    faults.raise_any(file)
    assert draft.office and draft.year and draft.edition and draft.figures  # noqa: S101, PT018  # else there are faults
    return Report(
        office=draft.office,
        year=draft.year,
        edition=draft.edition,
        figures=draft.figures,
        narrative=narrative,
        reasons=draft.reasons,
        previous=last,
        file=file,
        places=draft.places,
    )


def as_previous(report: Report) -> Previous:
    """A report as the next year's sees it."""
    narrative = _plain(report.narrative)
    return Previous(report.edition, report.figures, narrative, f"{report.year}{SUFFIX}")


def _plain(narrative: Narrative) -> Narrative:
    """The narrative with its figures written out, for what they were taken from is not at hand next year."""
    return Narrative(
        parts={key: _written_out(text) for key, text in narrative.parts.items()},
        preamble=_written_out(narrative.preamble) if narrative.preamble else None,
        more=tuple(
            Titled(_written_out(titled.title), _written_out(titled.text)) for titled in narrative.more
        ),
    )


def _written_out(text: Text) -> Text:
    return Text(text.value, written=text)
