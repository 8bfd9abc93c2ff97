"""What comes in: params files, district files, a notebook's parameters, read strictly."""

from helpers.intake.faults import ReadError
from helpers.intake.parameters import parameters_of, report_from_parameters
from helpers.intake.params import Reading, read, read_params

__all__ = [
    "ReadError",
    "Reading",
    "parameters_of",
    "read",
    "read_params",
    "report_from_parameters",
]
