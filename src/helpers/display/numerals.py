"""Chinese numerals for numbering sub-sections."""

from __future__ import annotations

_DIGITS = "一二三四五六七八九"
_TEN = 10


def chinese_numeral(number: int) -> str:
    """一, 十, 二十一: a whole number from 1 to 99.

    Raises:
        ValueError: The number is outside that range.
    """
    if not 0 < number < _TEN * _TEN:
        raise ValueError(f"{number} is not from 1 to 99")
    tens, ones = divmod(number, _TEN)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens - 1]}十"
    return head + (_DIGITS[ones - 1] if ones else "")
