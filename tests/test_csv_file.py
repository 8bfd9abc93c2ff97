from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.csv_file import csv_bytes


def read(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_numbers_are_exact_and_nothing_is_empty() -> None:
    row = (0, -3, Decimal("0.0400"), Decimal("1E+3"), None, "无")
    assert read(csv_bytes(("a", "b", "c", "d", "e", "f"), [row]))[1] == [
        "0",
        "-3",
        "0.0400",
        "1000",
        "",
        "无",
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u3000=1", "＝1", "\n=1"]
)
def test_a_text_that_a_spreadsheet_might_run_is_made_harmless(text: str) -> None:
    assert read(csv_bytes(("a",), [(text,)]))[1] == [f"'{text}"]


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_texts_come_back(texts: list[str]) -> None:
    texts = [text.replace("\0", "") for text in texts]
    (back,) = read(csv_bytes(("a",) * len(texts), [texts]))[1:] or [[]]
    assert [cell.removeprefix("'") for cell in back] == [
        text.removeprefix("'") for text in texts
    ] or texts == [""]
