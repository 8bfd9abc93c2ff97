"""What comes in: params files, district files, a notebook's parameters, read strictly."""

from helpers.intake.district import District, Member, read_district
from helpers.intake.faults import ReadError
from helpers.intake.locate import Address, address_of, params_files
from helpers.intake.parameters import parameters_of, report_from_parameters
from helpers.intake.params import Reading, read, read_params
from helpers.intake.source import content_or_fault

__all__ = [
    "Address",
    "District",
    "Member",
    "ReadError",
    "Reading",
    "address_of",
    "content_or_fault",
    "parameters_of",
    "params_files",
    "read",
    "read_district",
    "read_params",
    "report_from_parameters",
]
