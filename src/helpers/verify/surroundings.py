"""Where the inputs of a batch are that is built anew."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Surroundings:
    """Where the inputs of a batch are, and how it is built anew.

    Attributes:
        params: The folder of all params.
        notebook: The master notebook.
        workers: How many reports are built at once.
        kit: What is known of how the kit's code has changed since, in Chinese.
        root: The folder below which a reader knows the paths, of an archive; None where they are known as they are.
    """

    params: Path
    notebook: Path
    workers: int = 1
    kit: str = ""
    root: Path | None = None

    def shown(self, path: Path) -> str:
        """How a reader knows a path."""
        return str(path.relative_to(self.root) if self.root and path.is_relative_to(self.root) else path)
