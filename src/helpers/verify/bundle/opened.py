"""A bundle that somebody hands in, as an archive or unpacked, held to its manifest."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from helpers.errors import UsageError
from helpers.verify.bundle import layout
from helpers.verify.bundle.kit import PACKAGE, differences
from helpers.verify.bundle.manifest import Manifest, manifest_of
from helpers.verify.bundle.unpack import unpack
from helpers.verify.fault import Fault
from helpers.verify.folder import UnfitError, digest_plain, files_below, read_plain

_ENVIRONMENTS = ("env", ".venv", "venv")
"""Folders that the README's commands put beside what was unpacked."""


@dataclass(frozen=True)
class Bundle:
    """An unpacked bundle.

    Attributes:
        root: Its folder.
        manifest: What it says of itself.
        faults: Files that aren't as the manifest has them.
    """

    root: Path
    manifest: Manifest
    faults: tuple[Fault, ...]

    @property
    def kit_differences(self) -> str:
        """How the bundle's kit differs from the one that is running, in Chinese; empty if it doesn't."""
        return differences(self.root / layout.KIT / PACKAGE)

    def held_to(self, notebook: Path) -> tuple[Fault, ...]:
        """The faults, and that the bundle's notebook isn't the one with which the reports are built anew, if it isn't.

        A notebook is code: that of an archive is run only if the user names it.
        """
        try:
            own = digest_plain(self.root / layout.NOTEBOOK)
        except UnfitError:
            own = None
        if own == digest_plain(notebook):
            return self.faults
        message = "与程序自带的主笔记本不同，没有运行它；确认可信后，可解开归档用 --notebook 指定它"
        return (*self.faults, Fault(layout.NOTEBOOK, message))


def is_bundle(path: Path) -> bool:
    """Whether a path is an archive, or the folder of an unpacked bundle."""
    return path.is_file() or (path / layout.MANIFEST).is_file()


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Bundle]:
    """Unpack a bundle if it is an archive, and hold it to its manifest.

    Raises:
        UsageError: It isn't a bundle, or one that can't be unpacked safely.
        OSError: The disk is full.
    """
    if path.is_dir():
        yield _bundle(path, path)
        return
    with tempfile.TemporaryDirectory(prefix="bundle-") as name:
        unpack(path, Path(name))
        yield _bundle(Path(name), path)


def _bundle(root: Path, shown_as: Path) -> Bundle:
    try:
        content = read_plain(root / layout.MANIFEST)
    except UnfitError as error:
        raise UsageError(f"{shown_as}：{layout.MANIFEST} {error}。") from None
    manifest = manifest_of(content or b"", str(shown_as))
    return Bundle(root, manifest, tuple(_faults(root, manifest)))


def _faults(root: Path, manifest: Manifest) -> Iterator[Fault]:
    present = {name for name in _present(root) if name != layout.MANIFEST}
    for name in sorted(manifest.files.keys() - present):
        yield Fault(name, "归档里缺少这个文件")
    for name in sorted(present - manifest.files.keys()):
        yield Fault(name, f"多出的文件，{layout.MANIFEST} 里没有")
    for name in sorted(present & manifest.files.keys()):
        try:
            if digest_plain(root / name) != manifest.files[name]:
                yield Fault(name, f"与 {layout.MANIFEST} 中的校验值不符，打包之后被改动过")
        except UnfitError as error:
            yield Fault(name, str(error))


def _present(root: Path) -> Iterator[str]:
    for name in files_below(root):
        parts = name.split("/")
        # Installing the kit from its folder leaves traces of the build there.
        left_by_pip = parts[0] == layout.KIT and (parts[1:2] == ["build"] or "__pycache__" in parts)
        if parts[0] not in _ENVIRONMENTS and not left_by_pip:
            yield name
