"""Names of files as they are told to people."""

from __future__ import annotations

import os

import pytest

from helpers.intake.file_names import legible


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("青石街道2022.html", "青石街道2022.html"),
        (os.fsdecode("青石街道2022.html".encode("gb18030")), "青石街道2022.html"),
        (os.fsdecode(b"\xff.html"), "\ufffd.html"),
        ("a\x1b[31m\n.html", "a\\u001b[31m\\u000a.html"),
        ("\u202egnp.html", "\\u202egnp.html"),
    ],
)
def test_a_name_is_text_on_one_line(name: str, shown: str) -> None:
    assert legible(name) == shown
