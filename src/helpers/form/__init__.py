"""The ground: the official form as data (editions 2019 and 2021), a report and its figures."""

from helpers.form.editions import EDITIONS, edition_of
from helpers.form.figures import Figures, Value
from helpers.form.model import Block, Column, Edition, Field, Kind, Part, Row, Section, Table
from helpers.form.report import Narrative, Office, Previous, Report, Titled
from helpers.form.text import Text

__all__ = [
    "EDITIONS",
    "Block",
    "Column",
    "Edition",
    "Field",
    "Figures",
    "Kind",
    "Narrative",
    "Office",
    "Part",
    "Previous",
    "Report",
    "Row",
    "Section",
    "Table",
    "Text",
    "Titled",
    "Value",
    "edition_of",
]
