"""Sign-off: approvals bound to what was reviewed, in a log that shows tampering."""

from helpers.review.signoff.approve import approve, withdraw
from helpers.review.signoff.log import FILE, Action, Entry, Log, SignOffError, read_log

__all__ = ["FILE", "Action", "Entry", "Log", "SignOffError", "approve", "read_log", "withdraw"]
