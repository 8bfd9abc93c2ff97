"""A batch's folder in object storage, or wherever else fsspec reaches."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from helpers.batch.record import FILE, Record
from helpers.errors import UsageError


@dataclass(frozen=True)
class FsspecStore:
    """A folder that fsspec reaches. A file appears whole or not at all there, as object storage has it.

    Attributes:
        address: E.g. `s3://bucket/reports`.

    Raises:
        UsageError: fsspec or its driver for such addresses isn't installed.
    """

    address: str

    def __post_init__(self) -> None:
        _ = self._place

    @cached_property
    def _place(self) -> tuple[Any, str]:
        try:
            from fsspec.core import url_to_fs

            system, root = url_to_fs(self.address)
        except (ImportError, ValueError) as error:
            raise UsageError(
                f"“{self.address}”需要另装软件（{error}）：先运行 pip install 'nianbao[cluster]' 和相应的 fsspec 驱动。"
            ) from error
        return system, root.rstrip("/")

    def record(self, report: str) -> Record | None:
        """See `Store`."""
        try:
            return Record.from_bytes(self.read(report, FILE))
        except FileNotFoundError:
            return None

    def read(self, report: str, name: str) -> bytes:
        """See `Store`."""
        system, root = self._place
        with self._errors():
            content: bytes = system.cat_file(f"{root}/{report}/{name}")
        return content

    def mark(self, report: str, names: tuple[str, ...]) -> str:
        """The size of each file: what is put there is there in full."""
        sizes = self._sizes(report)
        return " ".join(str(sizes[name]) for name in names) if sizes.keys() >= set(names) else ""

    def replace(self, report: str, record: Record, files: Mapping[str, bytes]) -> None:
        """See `Store`."""
        system, root = self._place
        folder = f"{root}/{report}"
        old = self._sizes(report)
        with self._errors():
            system.makedirs(folder, exist_ok=True)
            if FILE in old:
                system.rm_file(f"{folder}/{FILE}")
            for name, content in files.items():
                system.pipe_file(f"{folder}/{name}", content)
            for name in old:
                if name.startswith("report.") and name not in files:
                    system.rm_file(f"{folder}/{name}")
            system.pipe_file(f"{folder}/{FILE}", record.to_bytes())

    def clear(self, report: str) -> None:
        """Nothing half is ever left behind."""

    @contextlib.contextmanager
    def local(self) -> Iterator[Path]:
        """A copy of the records and of what stands beside the districts' folders (ledger, pages)."""
        system, root = self._place
        with tempfile.TemporaryDirectory(prefix="batch-") as name:
            folder = Path(name)
            had = self._fetch(folder)
            try:
                yield folder
            finally:
                with self._errors():
                    for path in sorted(folder.rglob("*")):
                        below = path.relative_to(folder).as_posix()
                        if path.is_file() and path.name != FILE and had.get(below) != path.read_bytes():
                            system.makedirs(f"{root}/{below}".rpartition("/")[0], exist_ok=True)
                            system.pipe_file(f"{root}/{below}", path.read_bytes())

    def _fetch(self, folder: Path) -> dict[str, bytes]:
        system, root = self._place
        system.invalidate_cache(root)
        with contextlib.suppress(FileNotFoundError), self._errors():
            paths = {path: path.removeprefix(f"{root}/") for path in system.find(root)}
            wanted = {path for path, below in paths.items() if "/" not in below or path.endswith(f"/{FILE}")}
            found = (
                {paths[path]: content for path, content in system.cat(sorted(wanted)).items()}
                if wanted
                else {}
            )
            for below, content in found.items():
                (folder / below).parent.mkdir(parents=True, exist_ok=True)
                (folder / below).write_bytes(content)
            return found
        return {}

    def _sizes(self, report: str) -> dict[str, int]:
        system, root = self._place
        folder = f"{root}/{report}"
        system.invalidate_cache(folder)
        with contextlib.suppress(FileNotFoundError), self._errors():
            return {
                entry["name"].rpartition("/")[2]: entry["size"] for entry in system.ls(folder, detail=True)
            }
        return {}

    @contextlib.contextmanager
    def _errors(self) -> Iterator[None]:
        """Drivers of fsspec raise what their libraries raise; here it is a machine's fault like any other."""
        try:
            yield
        except OSError:
            raise
        except Exception as error:
            raise OSError(0, f"存储服务出错（{type(error).__name__}：{error}）", self.address) from error
