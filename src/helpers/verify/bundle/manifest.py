"""bundle.json: every file of a bundle with its SHA-256, and what the bundle was made with."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpers.errors import UsageError
from helpers.verify.bundle.layout import MANIFEST

FORMAT = 1

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Manifest:
    """What a bundle says of itself.

    Attributes:
        kit: Version of the kit.
        python: Version of Python.
        reports: How many reports there are.
        files: SHA-256 of every other file by its path.
    """

    kit: str
    python: str
    reports: int
    files: Mapping[str, str]

    def to_bytes(self) -> bytes:
        """The file's content."""
        data = {
            "format": FORMAT,
            "kit": self.kit,
            "python": self.python,
            "reports": self.reports,
            "files": dict(sorted(self.files.items())),
        }
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def manifest_of(content: bytes, where: str) -> Manifest:
    """The manifest that a file holds.

    Args:
        content: The file's content.
        where: The bundle, for messages.

    Raises:
        UsageError: It holds none, or one of a later kit.
    """
    try:
        data: Any = json.loads(content)
        if data["format"] != FORMAT:
            raise UsageError(f"{where}：{MANIFEST} 由更新的版本所写，请用新版核对。")
        manifest = Manifest(str(data["kit"]), str(data["python"]), int(data["reports"]), dict(data["files"]))
        whole = all(
            isinstance(name, str) and isinstance(each, str) and _SHA256.fullmatch(each)
            for name, each in manifest.files.items()
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        whole = False
    if not whole:
        raise UsageError(f"{where}：{MANIFEST} 读不了，不是 nianbao bundle 写的归档。")
    return manifest
