"""The one root of every error that a user can cause or has to know of."""

from __future__ import annotations


class NianbaoError(Exception):
    """Root of the kit's errors.

    Attributes:
        message: One Chinese sentence that names the place and says what to do.
        exit_code: What the command exits with: 2 for wrong usage or unreadable input, 3 for the machine's fault.
    """

    exit_code = 2

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class UsageError(NianbaoError):
    """The command was called with something that can't be used."""


class MachineError(NianbaoError):
    """The machine failed, not the report: a dead kernel, a full disk, a time limit."""

    exit_code = 3
