"""A zip archive of given files whose bytes depend on their names and contents alone."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from helpers.batch.inputs import digest
from helpers.errors import MachineError

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16
_UNIX = 3
_PACKED = (".pdf", ".docx", ".whl", ".png", ".otf", ".ttf")
"""Files that would hardly become smaller."""

Source = Path | bytes
"""A file's content, or where it is."""


def content_of(source: Source) -> bytes:
    """The content of a file that is to be packed.

    Raises:
        OSError: It can't be read.
    """
    return source if isinstance(source, bytes) else source.read_bytes()


def write_archive(path: Path, sources: Mapping[str, Source], expected: Mapping[str, str]) -> None:
    """Write an archive; it appears whole or not at all.

    Args:
        path: Where to.
        sources: Content by path within the archive.
        expected: SHA-256 of each, as it was when the manifest was made.

    Raises:
        MachineError: A file has changed meanwhile.
        OSError: A file can't be read, or the archive can't be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            with zipfile.ZipFile(stream, "w") as archive:
                for each in sorted(sources):
                    content = content_of(sources[each])
                    if each in expected and digest(content) != expected[each]:
                        raise MachineError(f"{each}：打包时文件被别人改动，请再运行一次。")
                    archive.writestr(_member(each), content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _EPOCH)
    # The same on every system that packs.
    member.create_system = _UNIX
    member.external_attr = _MODE
    member.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
    return member
