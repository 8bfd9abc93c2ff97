from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from tests.intake.writing import unmark

from helpers.intake.faults import Broken
from helpers.intake.source import MAX_BYTES, decode, read_bytes

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "office:\n  name: 示例街道办事处\n"


def test_utf8_is_read_with_and_without_a_byte_order_mark() -> None:
    assert decode(TEXT.encode()) == TEXT
    assert decode(TEXT.encode("utf-8-sig")) == TEXT


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_may_end_as_on_other_systems(end: str) -> None:
    assert decode(TEXT.replace("\n", end).encode()) == TEXT


@pytest.mark.parametrize(
    ("encoding", "name", "place"),
    [
        ("gb18030", "GB18030（GBK、ANSI）", (2, 9)),
        ("gbk", "GB18030（GBK、ANSI）", (2, 9)),
        ("utf-16", "UTF-16 ", (1, 1)),
        ("utf-16-le", "UTF-16 ", (1, 1)),
        ("utf-16-be", "UTF-16 ", (1, 1)),
        ("utf-32", "UTF-32 ", (1, 1)),
    ],
)
def test_another_encoding_is_named_with_what_to_do(encoding: str, name: str, place: tuple[int, int]) -> None:
    with pytest.raises(Broken) as caught:
        decode(TEXT.encode(encoding))
    assert (caught.value.line, caught.value.column) == place
    assert caught.value.message == f"文件像是 {name}编码，请用记事本打开，另存为 UTF-8 编码"


def test_a_damaged_place_in_utf8_is_not_taken_for_another_encoding() -> None:
    with pytest.raises(Broken, match="这里有不是 UTF-8 的字节") as caught:
        decode("a: 示例\nb: 街".encode() + b"\xe9\n")
    assert (caught.value.line, caught.value.column) == (2, 5)


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(Broken, match="这里有不是 UTF-8 的字节"):
        decode(b"a: \xff\xff\xff")


@pytest.mark.parametrize(
    "character",
    [
        "\x00",
        "\x07",
        "\x0b",
        "\x1b",
        "\x7f",
        "\x85",
        "\x9f",
        "\u2028",
        "\u2029",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\uffff",
    ],
)
def test_a_control_character_is_refused_at_its_place(character: str) -> None:
    text, place = unmark(f"a: 1\nb: 示¦{character}例\n")
    with pytest.raises(Broken) as caught:
        decode(text.encode())
    assert (caught.value.line, caught.value.column) == place
    assert caught.value.message == f"有看不见的控制字符 U+{ord(character):04X}，请删去"


def test_a_file_is_read_up_to_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "2022.yaml"
    file.write_bytes(b"#" * MAX_BYTES)
    assert len(read_bytes(file)) == MAX_BYTES
    file.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(Broken, match="文件超过 2 MiB"):
        read_bytes(file)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Broken, match="这是文件夹，不是文件"):
        read_bytes(tmp_path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "2022.yaml")
    with pytest.raises(Broken, match="这不是普通文件"):
        read_bytes(tmp_path / "2022.yaml")


def test_a_link_round_in_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "2022.yaml").symlink_to("2022.yaml")
    with pytest.raises(Broken, match="文件打不开"):
        read_bytes(tmp_path / "2022.yaml")


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "2022.yaml"
    file.write_bytes(b"a: 1")
    file.chmod(0)
    if os.access(file, os.R_OK):  # who is root may read all the same

        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(type(file), "open", refuse)
    with pytest.raises(Broken, match="没有读取权限"):
        read_bytes(file)
