"""What an unquoted YAML word is: the core schema of YAML 1.2 (chapter 10.3), numbers as decimals."""

from __future__ import annotations

import re
from decimal import Decimal

MAX_NUMBER = 40
"""A longer row of digits is text: no figure of a report has as many."""

CoreValue = bool | int | Decimal | str | None

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER = re.compile(
    r"""(?P<integer>[-+]?[0-9]+)
    |(?P<octal>0o[0-7]+)
    |(?P<hexadecimal>0x[0-9a-fA-F]+)
    |[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?""",
    re.VERBOSE,
)


def resolve(word: str) -> CoreValue:
    """The value of an unquoted word.

    `010` is 10 and `1e3` a decimal; `no`, `1:30`, `0l`, `1_000`, dates and full-width digits are text. So are
    `.inf` and `.nan`, which no figure can be, and exponents of more than three digits.
    """
    if word in _WORDS:
        return _WORDS[word]
    number = _NUMBER.fullmatch(word) if len(word) <= MAX_NUMBER else None
    if number is None:
        return word
    match number.lastgroup:
        case "integer":
            return int(word)
        case "octal":
            return int(word[2:], 8)
        case "hexadecimal":
            return int(word[2:], 16)
        case _:
            return Decimal(word)
