"""What a report is made of, as hashes: the key that tells whether it has to be built again."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import helpers
from helpers.batch.job import Job
from helpers.checks import Finding
from helpers.display.fonts import font_files, fonts_folder
from helpers.display.settings import Settings
from helpers.intake import content_or_fault

LABELS = {
    "params": "填报数据有改动",
    "previous": "上年填报数据有改动",
    "before_previous": "前年填报数据有改动",
    "settings": "显示设置有改动",
    "notebook": "主笔记本有改动",
    "helpers": "程序有改动",
    "fonts": "字体有改动",
    "versions": "软件版本有改动",
}
"""Each input, and what a user is told when it has changed."""

_DISTRIBUTION = "nianbao"
_SOURCES = {".py", ".typ", ".j2", ".css", ".js"}


def digest(content: bytes) -> str:
    """SHA-256 as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True)
class Common:
    """The inputs that all reports of a batch share.

    Attributes:
        notebook: The master notebook.
        hashes: Their SHA-256 by name.
        versions: Versions of Python and of every package the kit stands on.
    """

    notebook: Path
    hashes: dict[str, str]
    versions: dict[str, str]

    @classmethod
    def of(cls, notebook: Path) -> Common:
        """Hash them once for the whole batch.

        Raises:
            OSError: The notebook can't be read.
        """
        versions = _versions()
        return cls(
            notebook=notebook,
            hashes={
                "notebook": digest(notebook.read_bytes()),
                "helpers": _digest_files(*_sources()),
                "fonts": _digest_files(fonts_folder(), font_files()),
                "versions": _digest_json(versions),
            },
            versions=versions,
        )


def input_hashes(job: Job, common: Common) -> dict[str, str]:
    """The hashes of everything one report is made of; last year's params only where they are there.

    A file that can't be read counts by what is wrong with it: building the report will say so.
    """
    hashes = {"params": digest(content_or_fault(job.params))}
    # Last year's text may itself quote the year before.
    for name, path in (("previous", job.sibling(1)), ("before_previous", job.sibling(2))):
        if path.is_file():
            hashes[name] = digest(content_or_fault(path))
    hashes["settings"] = settings_hash(job.settings, job.faults)
    return {**hashes, **common.hashes}


def settings_hash(settings: Settings, faults: Iterable[Finding] = ()) -> str:
    """The hash of how a report is shown, and of what keeps it from being shown so."""
    return _digest_json([settings.to_parameter(), *(fault.to_json() for fault in faults)])


def _sources() -> tuple[Path, list[Path]]:
    root = Path(helpers.__file__).parent
    return root, [path for path in root.rglob("*") if path.suffix in _SOURCES]


def _digest_files(root: Path, paths: Iterable[Path]) -> str:
    """The hash of files and of their paths below a folder: two of one name may not change places unnoticed."""
    total = hashlib.sha256()
    for name, path in sorted((path.relative_to(root).as_posix(), path) for path in paths):
        total.update(f"{name}\0{digest(path.read_bytes())}\n".encode())
    return total.hexdigest()


def _digest_json(value: Any) -> str:
    return digest(json.dumps(value, sort_keys=True).encode())


def _versions() -> dict[str, str]:
    """Versions of the kit's distribution and of everything it requires, and Python's own.

    What is required where a marker holds counts only where it does, so that other packages that happen to be
    installed beside the kit's, as in an environment for development, change nothing.
    """
    found: dict[str, str] = {}
    waiting: list[tuple[str, frozenset[str]]] = [(_DISTRIBUTION, frozenset())]
    seen = set(waiting)
    while waiting:
        name, extras = waiting.pop()
        try:
            # A distribution's own properties read its file anew each time.
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            # Not installed although required: whatever needs it will say so.
            continue
        found[name] = about["Version"]
        for required in _required(about.get_all("Requires-Dist") or (), extras):
            if required not in seen:
                seen.add(required)
                waiting.append(required)
    return {"python": platform.python_version(), **dict(sorted(found.items()))}


def _required(requirements: Iterable[str], extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """The names of what is required here, each with the extras of it that are."""
    for text in requirements:
        if "extra ==" in text and not extras:
            continue
        requirement = Requirement(text)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras or {""}):
            yield canonicalize_name(requirement.name), frozenset(requirement.extras)
