"""What differs between two states of a text, and where it is said to be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from helpers.review.wording import Mark
from helpers.verify.change import Change, Line, changes

LINES = st.lists(st.sampled_from(["甲", "乙", "丙 3 件", "丙 4 件", ""]), max_size=8)


def lines(*texts: str) -> list[Line]:
    return [Line(f"第 {number} 行", text) for number, text in enumerate(texts, 1)]


def said(change: Change) -> str:
    marks = {Mark.SAME: "{}", Mark.GONE: "[-{}-]", Mark.NEW: "{{+{}+}}"}
    return "\n".join("".join(marks[p.mark].format(p.text) for p in each) for each in change.passages)


def test_a_figure_that_changed_is_marked_in_its_line() -> None:
    [change] = changes(lines("一", "共收到申请 12 件", "三"), lines("一", "共收到申请 13 件", "三"))
    assert change.place == "第 2 行"
    assert said(change) == "共收到申请 [-12-]{+13+} 件"


def test_a_line_that_came_stands_where_it_is_now() -> None:
    [change] = changes(lines("一", "三"), lines("一", "二", "三"))
    assert (change.place, said(change)) == ("第 2 行", "{+二+}")


def test_blanks_alone_are_a_difference_too() -> None:
    [change] = changes(lines("一 "), lines("一"))
    assert said(change) == "[-一 -]\n{+一+}"


def test_two_texts_without_likeness_take_no_time_and_one_change() -> None:
    old, new = (lines(*(f"{name}{number}" for number in range(20_000))) for name in "ab")
    assert len(list(changes(old, new))) == 1


@given(LINES, LINES)
def test_there_is_a_change_exactly_where_the_texts_differ(before: list[str], after: list[str]) -> None:
    assert bool(list(changes(lines(*before), lines(*after)))) == (before != after)
