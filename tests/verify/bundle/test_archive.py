"""An archive's bytes depend on the names and contents in it alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from tests.kit import files_below

from helpers.batch.inputs import digest
from helpers.errors import MachineError
from helpers.verify.bundle.archive import write_archive

if TYPE_CHECKING:
    from pathlib import Path


def test_order_times_and_modes_leave_no_trace(tmp_path: Path) -> None:
    made = []
    for number, names in enumerate((("a/甲.txt", "b.pdf"), ("b.pdf", "a/甲.txt"))):
        sources = {}
        for name in names:
            path = tmp_path / str(number) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(name.encode() * 100)
            path.chmod(0o600 if number else 0o755)
            os.utime(path, (number, number))
            sources[name] = path
        target = tmp_path / f"{number}.zip"
        write_archive(target, sources, {})
        made.append(target.read_bytes())
    assert made[0] == made[1]


def test_a_file_that_changes_meanwhile_stops_it_and_leaves_nothing(tmp_path: Path) -> None:
    expected = {"a": digest(b"1")}
    with pytest.raises(MachineError, match="a：打包时文件被别人改动"):
        write_archive(tmp_path / "x.zip", {"a": b"2"}, expected)
    assert files_below(tmp_path) == []


def test_an_archive_that_stood_there_stays_whole_until_the_new_one_is(tmp_path: Path) -> None:
    target = tmp_path / "x.zip"
    target.write_bytes(b"old")
    with pytest.raises(FileNotFoundError):
        write_archive(target, {"a": tmp_path / "nowhere"}, {})
    assert target.read_bytes() == b"old"
    assert files_below(tmp_path) == ["x.zip"]
