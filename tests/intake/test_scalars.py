from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.intake.scalars import MAX_NUMBER, resolve


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("Null", None),
        ("NULL", None),
        ("true", True),
        ("True", True),
        ("TRUE", True),
        ("false", False),
        ("False", False),
        ("FALSE", False),
        ("0", 0),
        ("010", 10),
        ("-3", -3),
        ("+3", 3),
        ("0o17", 15),
        ("0x1F", 31),
        ("0x1f", 31),
        ("1.5", Decimal("1.5")),
        ("0.0920", Decimal("0.0920")),
        ("0.1", Decimal("0.1")),
        (".5", Decimal("0.5")),
        ("1.", Decimal(1)),
        ("-1e3", Decimal(-1000)),
        ("1E-2", Decimal("0.01")),
        ("9" * MAX_NUMBER, int("9" * MAX_NUMBER)),
    ],
)
def test_a_word_of_the_core_schema_has_its_value(word: str, value: Any) -> None:
    assert resolve(word) == value
    assert type(resolve(word)) is type(value)


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "yes",
        "on",
        "NO",
        "nULL",
        "tRUE",
        "1:30",
        "0l",
        "/",
        "-",
        "--1",
        "1_000",
        "1,000",
        "１２",
        "٣",
        "0b11",
        "0o18",
        "0x",
        "-0x1",
        ".",
        "1.2.3",
        "e3",
        "1e",
        "1e9999",
        ".inf",
        "-.Inf",
        ".nan",
        "inf",
        "nan",
        "Infinity",
        "2022-01-01",
        "5件",
        " 5",
        "5\n",
        "<<",
        "9" * (MAX_NUMBER + 1),
    ],
)
def test_anything_else_is_text(word: str) -> None:
    assert resolve(word) == word


@settings(deadline=None)
@given(st.text(max_size=60))
def test_every_word_has_a_value(word: str) -> None:
    assert isinstance(resolve(word), bool | int | Decimal | str | None)
