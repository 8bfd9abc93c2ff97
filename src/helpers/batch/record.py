"""record.json: what a report was made of, what came out and how it ended."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from helpers.files import write_atomically

FILE = "record.json"


class Status(StrEnum):
    """How building a report ended (contract, section 6)."""

    OK = "ok"
    REFUSED = "refused"
    """A rule of severity error is broken, or the params can't be read; no kernel was started."""
    FAILED = "failed"
    """The notebook raised."""
    BROKEN = "broken"
    """The machine failed; the report is tried again next time."""

    @property
    def label(self) -> str:
        """The status in Chinese."""
        return {"ok": "完成", "refused": "退回", "failed": "出错", "broken": "中断"}[self.value]


@dataclass(frozen=True)
class Record:
    """A report's record; two builds of the same inputs give the same bytes.

    Attributes:
        office: The office's name, or its folder where the params can't be read.
        year: The report year.
        status: How it ended.
        findings: What the rules found, as JSON (contract, section 7).
        inputs: SHA-256 of everything the report is made of, by name.
        outputs: SHA-256 of each file, by name.
        versions: Versions of Python and of the packages that took part.
    """

    office: str
    year: int
    status: Status
    findings: tuple[Mapping[str, Any], ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The record as plain JSON."""
        return asdict(self)

    def to_bytes(self) -> bytes:
        """The file's content."""
        return (json.dumps(self.to_json(), ensure_ascii=False, indent=1) + "\n").encode()

    def write(self, folder: Path) -> None:
        """Write the record into the report's folder.

        Raises:
            OSError: The folder can't be written to.
        """
        write_atomically(folder / FILE, self.to_bytes())

    @classmethod
    def read(cls, folder: Path) -> Record | None:
        """The record in a report's folder; None where there is none that can be read."""
        try:
            return cls.from_bytes((folder / FILE).read_bytes())
        except OSError:
            return None

    @classmethod
    def from_bytes(cls, content: bytes) -> Record | None:
        """The record that a file holds; None where it holds none."""
        try:
            return cls.from_json(json.loads(content))
        except (AttributeError, ValueError, TypeError, KeyError):
            return None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Record:
        """The record that `to_json` gave.

        Raises:
            AttributeError, KeyError, TypeError, ValueError: The data isn't a record's.
        """
        versions = _shared(tuple(data["versions"].items()))
        return cls(
            **{
                **data,
                "status": Status(data["status"]),
                "findings": tuple(data["findings"]),
                "versions": versions,
            }
        )

    def count(self, severity: str) -> int:
        """How many findings are of that severity."""
        return sum(1 for finding in self.findings if finding["severity"] == severity)

    @property
    def unreadable(self) -> bool:
        """Whether the params could not be read."""
        return any(finding["rule"] == "READ" and finding["severity"] == "error" for finding in self.findings)


@lru_cache(64)
def _shared(versions: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Equal versions as one object: most records of a batch have the same hundred of them."""
    return dict(versions)
