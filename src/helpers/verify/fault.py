"""What is wrong with something that isn't built anew: a log, a site, an archive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Fault:
    """Something that isn't as it was written.

    Attributes:
        place: The file or report.
        message: What is wrong, in Chinese.
    """

    place: str
    message: str

    def to_json(self) -> dict[str, Any]:
        """The fault as plain JSON."""
        return {"place": self.place, "message": self.message}

    def __str__(self) -> str:
        return f"{self.place}：{self.message}"
