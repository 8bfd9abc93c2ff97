"""A text knows on which line of its file each of its characters stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.form import Text
from helpers.form.text import Filling, Origin

PLACE = "{{ applications.received.total }}"

words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=6).filter(
    lambda word: "{" not in word and "}" not in word
)
pieces = st.lists(st.one_of(words, st.just(PLACE)), min_size=1, max_size=5)
"""A line of the office's text; some of its pieces are placeholders."""
lines = st.lists(pieces, min_size=1, max_size=6)


def text_of(written: list[list[str]], fill: str, line: int = 10) -> Text:
    """A block scalar (`|`) whose first line of text is the line after `line`."""
    rows = ["".join(row) for row in written]
    raw = "\n".join(rows) + "\n"
    fillings, start = [], raw.find(PLACE)
    while start >= 0:
        fillings.append(Filling(start, start + len(PLACE), fill, PLACE.strip("{} ")))
        start = raw.find(PLACE, start + len(PLACE))
    source = "|\n" + "".join(f"    {row}\n" for row in rows)
    return Text(raw, tuple(fillings), Origin(source, line, 9))


@given(lines, st.sampled_from(["", "0", "12,345"]))
def test_the_value_is_the_raw_text_with_its_placeholders_filled(written: list[list[str]], fill: str) -> None:
    text = text_of(written, fill)
    assert text.value == text.raw.replace(PLACE, fill)


@given(lines, st.sampled_from(["0", "12,345"]))
def test_each_character_is_on_its_own_line(written: list[list[str]], fill: str) -> None:
    text = text_of(written, fill)
    offset = 0
    for number, row in enumerate(written, 11):
        for _ in "".join(row).replace(PLACE, fill):
            assert text.line_at(offset) == number
            offset += 1
        offset += 1  # the line's end


@given(lines, st.sampled_from(["", "0", "12,345"]))
def test_a_later_character_is_never_on_an_earlier_line(written: list[list[str]], fill: str) -> None:
    text = text_of(written, fill)
    found = [text.line_at(offset) for offset in range(len(text.value))]
    assert all(line is not None for line in found)
    assert found == sorted(line for line in found if line is not None)


@given(lines)
def test_a_text_from_no_file_has_no_lines(written: list[list[str]]) -> None:
    text = Text(text_of(written, "0").raw)
    assert [text.line_at(offset) for offset in range(len(text.raw))] == [None] * len(text.raw)


@pytest.mark.parametrize(
    ("source", "raw", "expected"),
    [
        ("一行文字", "一行文字", {"一": 7, "字": 7}),
        ("“引号”里\n    接着写", "“引号”里 接着写", {"里": 7, "接": 8}),
        (">\n  折叠的\n  一段\n\n  另一段\n", "折叠的 一段\n另一段\n", {"折": 8, "一": 9, "另": 11}),
        ("'单引号\n\n  第二段'", "单引号\n第二段", {"单": 7, "第": 9}),
        ('"双引号 \\\n   续行"', "双引号 续行", {"双": 7, "续": 8}),
        ("|  # 说明\n  正文\n", "正文\n", {"正": 8}),
        ("|\n\n\n  前有空行\n", "\n\n前有空行\n", {"前": 10}),
    ],
)
def test_every_way_to_write_a_text_keeps_its_lines(source: str, raw: str, expected: dict[str, int]) -> None:
    text = Text(raw, origin=Origin(source, 7, 5))
    assert {word: text.line_at(raw.index(word)) for word in expected} == expected


def test_where_a_text_came_from_makes_no_other_text() -> None:
    assert text_of([["同样"]], "0", line=3) == text_of([["同样"]], "0", line=30)
