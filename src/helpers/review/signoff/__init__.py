"""Sign-off: approvals bound to what was reviewed, in a log that shows tampering."""

from helpers.review.signoff.approve import approve
from helpers.review.signoff.log import FILE, Action, Entry, Log, SignOffError, read_log
from helpers.review.signoff.statement import Statement
from helpers.review.signoff.withdraw import withdraw

__all__ = [
    "FILE",
    "Action",
    "Entry",
    "Log",
    "SignOffError",
    "Statement",
    "approve",
    "read_log",
    "withdraw",
]
