"""What makes a published file unreadable, in one line."""

from __future__ import annotations

from helpers.errors import NianbaoError


class UnreadableError(NianbaoError):
    """A file can't be read as what it claims to be; the message says why and what to do."""
