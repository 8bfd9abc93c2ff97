"""What in the tables a statement is compared with, by what it speaks of."""

from __future__ import annotations

from helpers.checks.prose.references.appeals import appeals, kinds_of_cases, outcome_cells, outcomes
from helpers.checks.prose.references.applications import applicants, applications
from helpers.checks.prose.references.proactive import proactive
from helpers.checks.prose.references.reference import Reference
from helpers.checks.prose.references.results import results
from helpers.checks.prose.statement import Statement
from helpers.form import Figures

__all__ = ["Reference", "kinds_of_cases", "outcome_cells", "reference_of"]

_BY_TOPIC = {
    "applications": applications,
    "applicants": applicants,
    "results": results,
    "appeals": appeals,
    "outcomes": outcomes,
    "proactive": proactive,
}


def reference_of(figures: Figures, statement: Statement) -> Reference | None:
    """What to compare a statement with; None where the form has no such thing or the words allow too much."""
    build = _BY_TOPIC.get(statement.topic)
    return build(figures, statement) if build else None
