from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.intake.expression import MAX_EXPRESSION, MISSING, PlaceholderError, Result, evaluate

NAMES: dict[str, Result] = {
    "year": 2022,
    "a": 34,
    "b.c": 13,
    "row[6]": 805,
    "fee": Decimal("0.0400"),
    "big": Decimal("1E+3"),
    "zero": 0,
    "none": None,
    "office.name": "示例街道",
}


def lookup(name: str, offset: int) -> Result:
    try:
        return NAMES[name]
    except KeyError:
        raise PlaceholderError(f"unknown {name}", offset) from None


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        ("year", "2022"),
        ("  year  ", "2022"),
        ("\n year \n", "2022"),
        ("b.c", "13"),
        ("b . c", "13"),
        ("row[6]", "805"),
        ("row[ 6 ]", "805"),
        ("fee", "0.04"),
        ("big", "1000"),
        ("office.name", "示例街道"),
        ("a + b.c", "47"),
        ("a-b.c-1", "20"),
        ("a - (b.c - 1)", "22"),
        ("-a + +a", "0"),
        ("fee + 1", "1.04"),
        ("fee - fee", "0"),
        ("12", "12"),
        ("percent(a, row[6])", "4.2%"),
        ("percent(a + b.c, row[6], 2)", "5.84%"),
        ("percent(a, row[6], 0)", "4%"),
        ("percent(1, 8, 2)", "12.50%"),
        ("percent(1, 16)", "6.3%"),
        ("percent(-1, 16)", "-6.3%"),
        ("percent(-1, 100000)", "0.0%"),
        ("percent(fee, 1)", "4.0%"),
        ("none", MISSING),
        ("none + a", MISSING),
        ("-none", MISSING),
        ("percent(none, a)", MISSING),
        ("percent(a, none)", MISSING),
        ("percent(none, zero)", MISSING),
        ("(" * 40 + "a" + ")" * 40, "34"),
        ("-" * 199 + "a", "-34"),
    ],
)
def test_an_expression_is_printed_plainly(expression: str, printed: str) -> None:
    assert evaluate(expression, lookup) == printed


@pytest.mark.parametrize(
    ("expression", "offset", "words"),
    [
        ("", -2, "占位符里没有内容"),
        ("  ", -2, "占位符里没有内容"),
        (" x", 1, "unknown x"),
        ("a + bb.c", 4, "unknown bb.c"),
        ("  percent(a, xx)", 13, "unknown xx"),
        ("none + x", 7, "unknown x"),
        ("row[7]", 0, "unknown row[7]"),
        ("a *b", 2, "占位符里不能写“*”"),
        ("a / b", 2, "占位符里不能写“/”"),
        ("a ** a", 2, "占位符里不能写“*”"),
        ("10**10**10", 2, "占位符里不能写“*”"),
        ("a；b", 1, "占位符里不能写“；”"),
        ("year | upper", 5, "占位符里不能写“|”"),
        ("'a'", 0, "占位符里不能写“'”"),
        ('"a"', 0, '占位符里不能写“"”'),
        ("lambda: a", 6, "占位符里不能写“:”"),
        ("a := 1", 2, "占位符里不能写“:”"),
        ("{a}", 0, "占位符里不能写“{”"),
        ("ａ", 0, "占位符里不能写“ａ”"),
        ("ﬁ", 0, "占位符里不能写“ﬁ”"),
        ("a if a else a", 0, "占位符里只能写名字"),
        ("1if 1else 2", 0, "占位符里不能写“1i”"),
        ("0x1f", 0, "占位符里不能写“0x”"),
        ("0o17", 0, "占位符里不能写“0o”"),
        ("1e5", 0, "占位符里不能写“1e”"),
        ("1_000", 0, "占位符里不能写“1_”"),
        ("1.5", 0, "占位符里不能写“1.”"),
        (".5", 0, "占位符里不能写“.5”"),
        ("1j", 0, "占位符里不能写“1j”"),
        ("a + 1234567890123456", 4, "占位符里不能写“1234567890123456”"),
        ("007", 0, "写得不完整"),
        ("(a", 0, "写得不完整"),
        (" a +", 1, "写得不完整"),
        ("a b", 0, "写得不完整"),
        ("import os", 0, "写得不完整"),
        ("[x for x in a]", 0, "占位符里只能写名字"),
        ("(x for x in a)", 0, "占位符里只能写名字"),
        ("[a]", 0, "占位符里只能写名字"),
        ("(a, b)", 0, "占位符里只能写名字"),
        ("()", 0, "占位符里只能写名字"),
        ("a and a", 0, "占位符里只能写名字"),
        ("not a", 0, "占位符里只能写名字"),
        ("a is a", 0, "占位符里只能写名字"),
        ("a in a", 0, "占位符里只能写名字"),
        ("await a", 0, "占位符里只能写名字"),
        ("...", 0, "占位符里只能写名字"),
        ("a[-1]", 0, "占位符里只能写名字"),
        ("a[b]", 0, "占位符里只能写名字"),
        ("a[True]", 0, "占位符里只能写名字"),
        ("a[0, 1]", 0, "占位符里只能写名字"),
        ("True", 0, "占位符里只能写名字"),
        ("None", 0, "占位符里只能写名字"),
        ("a()", 0, "占位符里只能写名字"),
        ("a.b()", 0, "占位符里只能写名字"),
        ("1(2)", 0, "占位符里只能写名字"),
        ("1 .real", 0, "占位符里只能写名字"),
        ("percent(a).real", 0, "占位符里只能写名字"),
        ("().__class__", 0, "占位符里只能写名字"),
        ("(a).__class__", 0, "unknown a.__class__"),
        ("__class__", 0, "unknown __class__"),
        ("year.__class__.__mro__", 0, "unknown year.__class__.__mro__"),
        ("office.name.__len__", 0, "unknown office.name.__len__"),
        ("percent", 0, "unknown percent"),
        ("percent()", 0, "占位符里只能写名字"),
        ("percent(a)", 0, "占位符里只能写名字"),
        ("percent(a, a, 1, 1)", 0, "占位符里只能写名字"),
        ("percent(*a, a)", 8, "占位符里不能写“*”"),
        ("percent(a, zero)", 11, "百分比的分母是 0"),
        ("percent(a, a, 9)", 14, "百分比的小数位数应为 0 到 4"),
        ("percent(a, a, -1)", 14, "百分比的小数位数应为 0 到 4"),
        ("percent(a, a, none)", 14, "百分比的小数位数应为 0 到 4"),
        ("office.name + 1", 0, "文字和百分比不能加减"),
        ("1 + percent(a, a)", 4, "文字和百分比不能加减"),
        ("percent(office.name, a)", 8, "文字和百分比不能加减"),
        ("-office.name", 1, "文字和百分比不能加减"),
        ("a" * (MAX_EXPRESSION + 1), -2, "占位符里有 201 个字符，最多 200 个"),
        ("(" * 1000 + "a" + ")" * 1000, -2, "占位符里有 2001 个字符"),
        ("(" * 100 + "a", 0, "写得不完整"),
        ("[" * 200, 0, "写得不完整"),
        ("\x00", 0, "占位符里不能写“\\u0000”"),
    ],
)
def test_anything_else_is_refused_at_its_place(expression: str, offset: int, words: str) -> None:
    with pytest.raises(PlaceholderError) as caught:
        evaluate(expression, lookup)
    assert words in caught.value.message
    assert caught.value.offset == offset


@settings(deadline=None)
@given(st.text(st.sampled_from("abyer.[](),+-0169 percnt_xo'\"\n{}*/:\\"), max_size=60))
def test_no_expression_does_anything_but_print_or_be_refused(expression: str) -> None:
    try:
        printed = evaluate(expression, lookup)
    except PlaceholderError as error:
        offset = error.offset
    else:
        printed.encode()
        offset = 0
    assert -2 <= offset <= len(expression)
