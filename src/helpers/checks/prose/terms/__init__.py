"""The words by which prose names what the form's tables count: labels of the form and what offices say for them."""

from helpers.checks.prose.terms.glue import NOUN
from helpers.checks.prose.terms.lead import FOREIGN, LEAD, SUBSET
from helpers.checks.prose.terms.patterns import HINTS, before_figure, behind_figure, key_of, pattern
from helpers.checks.prose.terms.years import LAST, NEXT, THIS

__all__ = [
    "FOREIGN",
    "HINTS",
    "LAST",
    "LEAD",
    "NEXT",
    "NOUN",
    "SUBSET",
    "THIS",
    "before_figure",
    "behind_figure",
    "key_of",
    "pattern",
]
