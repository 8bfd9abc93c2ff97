"""Files that appear whole or not at all, on systems with and without locks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from helpers import files
from helpers.files import left_over, locked, replace_all, write_atomically


def test_what_a_killed_writer_left_is_known_by_its_name_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", killed)
        patch.setattr("pathlib.Path.unlink", lambda *_, **__: None)
        with pytest.raises(KeyboardInterrupt):
            write_atomically(tmp_path / "index.html", b"half")
    [left] = tmp_path.iterdir()
    for other in (
        "index.html",
        ".index.html",
        ".index.html.swp",
        ".index.html.~lock~",
        ".page.html.abcd1234",
    ):
        (tmp_path / other).touch()
    assert left_over(tmp_path, r"index\.html") == [left]


def test_where_there_are_no_locks_files_are_replaced_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows has no fcntl and opens no folders."""
    open_file = os.open

    def no_folders(path: Path, *arguments: int, **named: int) -> int:
        if Path(path).is_dir():
            raise PermissionError(13, "Permission denied", str(path))
        return open_file(path, *arguments, **named)

    monkeypatch.setattr(files, "fcntl", None)
    monkeypatch.setattr("os.open", no_folders)
    with locked(tmp_path / "new"):
        replace_all(tmp_path / "new", {"a": b"1"}, last=("b", b"2"))
    assert {path.name: path.read_bytes() for path in (tmp_path / "new").iterdir()} == {"a": b"1", "b": b"2"}


def test_a_folder_that_cannot_be_written_to_is_told_by_the_files_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(dir: Path, prefix: str) -> None:  # noqa: A002  # as tempfile calls it
        raise PermissionError(13, "Permission denied", str(dir / f"{prefix}abcd1234"))

    monkeypatch.setattr("tempfile.mkstemp", refused)
    with pytest.raises(PermissionError) as caught:
        write_atomically(tmp_path / "index.html", b"")
    assert caught.value.filename == str(tmp_path / "index.html")
