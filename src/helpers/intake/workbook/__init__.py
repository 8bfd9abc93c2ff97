"""The workbook that an office fills in: the official form in Excel, written, and read back whatever was done to it."""

from helpers.intake.workbook.names import is_ours

__all__ = ["is_ours"]
