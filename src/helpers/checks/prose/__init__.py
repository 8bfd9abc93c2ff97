"""A reader of figures in Chinese prose: what a report's text states, for rules to compare."""

from helpers.checks.prose.passage import Passage
from helpers.checks.prose.reading import Reading, reading_of

__all__ = ["Passage", "Reading", "reading_of"]
