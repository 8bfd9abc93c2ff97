"""Characters that may be written."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from helpers.display.characters import printable


def test_text_is_left_as_it_is() -> None:
    text = "“喆昇珺”，𬭎㛃䶮！\n\tA–Z　½ €"
    assert printable(text) == text


def test_controls_are_dropped() -> None:
    assert printable("甲\x00乙\x1b\r丙\x7f\x85\ud800\ufffe丁") == "甲乙丙丁"


def test_controls_of_the_reading_order_are_dropped() -> None:
    assert printable("\u202e\u2066\u200f\u061c甲\u2069\u202c") == "甲"


@given(st.text())
def test_what_is_left_can_be_encoded_and_stays(text: str) -> None:
    left = printable(text)
    left.encode()
    assert printable(left) == left
    assert not {unicodedata.bidirectional(c) for c in left} & {
        "RLO",
        "LRO",
        "RLE",
        "LRE",
        "RLI",
        "LRI",
        "FSI",
    }
