"""What may be wrong with the value in a cell, and how a value is shown in a sentence."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from helpers.form import Field, Kind, Value

# What offices put into a cell that has nothing to say; read as 0 by some and as "not reported" by others.
_FILLERS = frozenset({"", "/", "\\", "-", "--", "—", "——", "–", "－", "／", "无", "空", "*", "N/A", "n/a"})

_LONGEST = 24


def is_blank(value: Value) -> bool:
    """Whether nothing stands in the cell, or a sign such as "/" that stands for nothing."""
    return value is None or (isinstance(value, str) and value.strip() in _FILLERS)


def is_finite(value: Value) -> bool:
    """Whether the value is a number one can reckon with: not text, nothing, infinity or NaN."""
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, int) and not isinstance(value, bool)


def show(value: Value) -> str:
    """A value within a sentence: short, on one line, free of control characters whatever it holds."""
    if isinstance(value, int) and value.bit_length() > 4 * _LONGEST:
        # Python refuses to print integers of thousands of digits; nobody wants to read them either.
        return f"约 {value.bit_length() * 30103 // 100000 + 1} 位的数"
    if isinstance(value, Decimal) and is_finite(value) and abs(value.adjusted()) < _LONGEST:
        value = f"{value:f}"
    text = on_one_line(str(value))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def on_one_line(text: str) -> str:
    """The text without line breaks, control characters and blanks at its ends."""
    return "".join(character if character.isprintable() else " " for character in text).strip()


_SECRET = re.compile(
    r"\d(?:[ \-—]?[\dXx]){10,}|[〇○零一二三四五六七八九幺](?:[ \-—]?[〇○零一二三四五六七八九幺Xx]){10,}"
)


def masked(words: str) -> str:
    """The words with long numbers hidden but for their first three and last two digits: no finding repeats a secret."""
    return _SECRET.sub(lambda found: f"{found[0][:3]}******{found[0][-2:]}", words)


def fault(field: Field, value: Value) -> str:
    """What is wrong with a value that the cell doesn't allow, and what to do; follows the cell's label.

    Args:
        field: The cell.
        value: A value for which `is_valid` is false.
    """
    whole = field.kind is not Kind.MONEY
    if value is None or (isinstance(value, str) and not value.strip()):
        return "没有填写；确实没有的请填 0"
    if isinstance(value, str):
        return _fault_of_text(field, value)
    if not is_finite(value):
        return f"填的是 {show(value)}，不是数字，请改正"
    if whole and isinstance(value, Decimal):
        if value == value.to_integral_value():
            return f"填的是 {show(value)}，请写成不带小数点的整数"
        return f"填的是 {show(value)}，{field.column.unit}数只能是整数，请核对"
    return f"填的是 {show(value)}，不能是负数，请核对"


def _fault_of_text(field: Field, text: str) -> str:
    if is_blank(text):
        return f"填的是“{show(text)}”；确实没有的请填 0，不要用符号或文字代替"
    digits = unicodedata.normalize("NFKC", text).strip()
    if digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST:
        return f"填的是文字“{show(text)}”；请改成数字 {int(digits)}，用半角、不加引号"
    kind = "数字" if field.kind is Kind.MONEY else "整数"
    return f"填的是“{show(text)}”，不是{kind}；请只填{kind}，单位是{field.column.unit}，不写在格里"
