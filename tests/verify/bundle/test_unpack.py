"""Archives from anybody: whatever isn't a plain file below the folder stops the unpacking before it begins."""

from __future__ import annotations

import contextlib
import stat
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kit import files_below

from helpers.errors import UsageError
from helpers.verify.bundle import unpack as module
from helpers.verify.bundle.archive import write_archive
from helpers.verify.bundle.unpack import unpack


def archive(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return path


def refused(tmp_path: Path, path: Path) -> str:
    """What is said of an archive that isn't unpacked; nothing of it is on the disk."""
    folder = tmp_path / "deep" / "unpacked"
    folder.mkdir(parents=True)
    before = files_below(tmp_path)
    with pytest.raises(UsageError) as refusal:
        unpack(path, folder)
    assert files_below(tmp_path) == before
    return refusal.value.message


def test_what_was_packed_comes_out(tmp_path: Path) -> None:
    sources = {"a/甲.txt": b"1", "b.pdf": b"2" * 1000}
    write_archive(tmp_path / "x.zip", sources, {})
    unpack(tmp_path / "x.zip", tmp_path / "out")
    assert {name: (tmp_path / "out" / name).read_bytes() for name in files_below(tmp_path / "out")} == sources


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "a/../../x",
        "/x",
        "a//x",
        "a/./x",
        "C:/x",
        "a\\..\\x",
        "a/x\x1b[2J",
        "folder/",
        "a/x.",
        "a/x ",
        "a/nul\x7f",
        "x" * 500,
        "a/x:stream",
    ],
)
def test_a_path_that_may_lead_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    said = refused(tmp_path, archive(tmp_path / "x.zip", ("first", b"1"), (name, b"2")))
    assert "不该有的路径" in said
    assert said.isprintable()


@pytest.mark.parametrize(
    "names", [("a/x", "a/x"), ("a/X", "a/x"), ("a/\u00e9", "a/e\u0301"), ("a", "a/x"), ("A/x/y", "a/X")]
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_in_one_place_are_refused(tmp_path: Path, names: tuple[str, str]) -> None:
    assert "不该有" in refused(tmp_path, archive(tmp_path / "x.zip", *((name, b"") for name in names)))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFDIR, stat.S_IFCHR])
def test_links_and_devices_are_refused(tmp_path: Path, kind: int) -> None:
    member = zipfile.ZipInfo("link")
    member.external_attr = (kind | 0o777) << 16
    assert "不该有的路径或链接" in refused(tmp_path, archive(tmp_path / "x.zip", (member, b"/etc/passwd")))


def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = archive(tmp_path / "x.zip", ("zeros", b"\0" * 10_000_000))
    assert "解开后过大" in refused(tmp_path, bomb)
    for limit in ("MOST_FILES", "MOST_BYTES", "MOST_BYTES_OF_ONE"):
        with monkeypatch.context() as patch:
            patch.setattr(module, limit, 1)
            many = archive(tmp_path / f"{limit}.zip", ("a", b"12"), ("b", b"34"))
            (tmp_path / limit).mkdir()
            assert "解开后过大" in refused(tmp_path / limit, many)


def test_a_size_that_the_directory_lies_about_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", ("a", b"0123456789" * 10))
    content = path.read_bytes()
    at = content.rindex(b"PK\x01\x02")
    path.write_bytes(content[: at + 24] + (5).to_bytes(4, "little") + content[at + 28 :])
    with pytest.raises(UsageError, match="不是完好的归档"):
        unpack(path, tmp_path / "out")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 junk", b"x" * 1000])
def test_what_is_no_archive_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    assert "不是完好的归档" in refused(tmp_path, path)


def test_an_archive_that_was_cut_or_changed_is_refused(tmp_path: Path) -> None:
    good = archive(tmp_path / "good.zip", ("a", b"0123456789" * 100)).read_bytes()
    for number, content in enumerate((good[:-10], good[:40] + b"\xff\xff" + good[42:])):
        path = tmp_path / f"{number}.zip"
        path.write_bytes(content)
        with pytest.raises(UsageError, match="不是完好的归档"):
            unpack(path, tmp_path / f"out-{number}")


@cache
def good() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "good.zip")
        sources = {"a/甲.txt": b"1" * 300, "b.pdf": b"2" * 1000, "params/x.yaml": b"x: 1\n" * 50}
        write_archive(path, sources, {})
        return path.read_bytes()


@given(
    st.dictionaries(st.integers(0, 10**6), st.integers(0, 255), min_size=1, max_size=6), st.integers(0, 40)
)
def test_an_archive_that_was_damaged_anywhere_is_unpacked_or_refused(
    damage: dict[int, int], cut: int
) -> None:
    content = bytearray(good())
    for place, byte in damage.items():
        content[place % len(content)] = byte
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "x.zip").write_bytes(content[: len(content) - cut])
        (root / "out").mkdir()
        with contextlib.suppress(UsageError):
            unpack(root / "x.zip", root / "out")
        assert {path.name for path in root.iterdir()} == {"x.zip", "out"}
