from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.review.wording import Mark, Passage, passages

TEXTS = st.lists(st.text("年报公开收到 12件，。", max_size=12), max_size=5).map("\n".join)


def marked(before: str, after: str) -> list[str]:
    """Each paragraph, what went in [-…-] and what came in {+…+}."""
    frames = {Mark.SAME: "{}", Mark.GONE: "[-{}-]", Mark.NEW: "{{+{}+}}"}
    return [
        "".join(frames[piece.mark].format(piece.text) for piece in passage)
        for passage in passages(before, after)
    ]


def side(found: tuple[Passage, ...], left_out: Mark) -> list[str]:
    texts = ["".join(piece.text for piece in passage if piece.mark is not left_out) for passage in found]
    return [text for text in texts if text]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("本年收到申请12件。", "本年收到申请13件。", ["本年收到申请[-12-]{+13+}件。"]),
        ("收费0.04万元", "收费0.05万元", ["收费[-0.04-]{+0.05+}万元"]),
        ("占20%，", "占21%，", ["占[-20%-]{+21%+}，"]),
        ("甲\n\n乙段文字", "甲\n\n乙段文字\n\n丙", ["甲", "乙段文字", "{+丙+}"]),
        ("全是旧的话", "另写过一遍", ["[-全是旧的话-]", "{+另写过一遍+}"]),
        ("", "新", ["{+新+}"]),
        ("旧", "", ["[-旧-]"]),
        ("同\n  样", "同\n样", ["同", "样"]),
    ],
)
def test_differences_are_marked_where_they_are(before: str, after: str, expected: list[str]) -> None:
    assert marked(before, after) == expected


def test_a_rewritten_paragraph_is_found_among_new_ones() -> None:
    assert marked(
        "街道每月更新公开栏的内容。\n居民可到社区查阅。",
        "今年情况有变。\n街道每周更新公开栏的内容。\n居民可到社区查阅。",
    ) == ["{+今年情况有变。+}", "街道每[-月-]{+周+}更新公开栏的内容。", "居民可到社区查阅。"]


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_marks(before: str, after: str) -> None:
    found = passages(before, after)
    for text, left_out in ((before, Mark.NEW), (after, Mark.GONE)):
        assert side(found, left_out) == [line.strip() for line in text.splitlines() if line.strip()]


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert {piece.mark for passage in passages(text, text) for piece in passage} <= {Mark.SAME}


def test_a_paragraph_of_enormous_length_is_not_compared_by_the_character() -> None:
    before, after = "甲乙" * 3_000, "甲乙" * 2_999 + "丙丁"
    assert [[piece.mark for piece in passage] for passage in passages(before, after)] == [
        [Mark.GONE, Mark.NEW]
    ]
