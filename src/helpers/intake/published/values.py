"""What stands in a cell as a value: a number with or without its unit, a sign for nothing, or no value at all."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from helpers.form import Kind
from helpers.intake.published.words import simplified

if TYPE_CHECKING:
    from helpers.form import Column, Value

_NUMBER = re.compile(
    r"(?P<sign>[-+\u2212\u2013\u2014]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?"
    r"(?P<unit>万元|千元|亿元|元|[件项条个宗次份批部]|)"
)
_BRACKETED = re.compile(r"(?<=\d)\((万元|千元|亿元|元|[件项条个宗次份批部])\)$")
_MARK = re.compile(
    r"(?<=[\d件项元])(?:[\u2070-\u209f\u00b2\u00b3\u00b9①-⑳*＊※†‡]"
    r"|[\[［【〔](?:注|备注)?[\d①-⑳\u2070-\u209f\u00b2\u00b3\u00b9]{0,2}[\]］】〕]|[(（](?:注|备注)[:：]?\d{0,2}[)）]|注\d{0,2})+$"
)
"""What points to a remark behind a figure: 12①, 12[1], 12（注）; raised digits are characters of their own here."""
_ALONE = re.compile(r"[\u2070-\u209f\u00b2\u00b3\u00b9①-⑳]")
"""A mark without a figure, which is none itself."""

_SIGNS = frozenset("/\\-\u2212\u2013\u2014\uff0d~*无空")
_MONEY = {"元": 1, "千元": 1000, "万元": 10_000, "亿元": 100_000_000}
_NOT_A_FIGURE = 15
_MINUS = "-\u2212\u2013\u2014"


@dataclass(frozen=True)
class Amount:
    """A cell's value.

    Attributes:
        value: The number in the unit of its column, the sign as it stands, or None for an empty cell.
        note: What was done to the text to get there, in Chinese.
        options: Values that it could be as well; `value` is None then.
    """

    value: Value
    note: str = ""
    options: tuple[Value, ...] = ()


def tidy(text: str) -> str:
    """The text of a cell in usual width, without blanks, brackets round its unit and a mark that points to a remark."""
    plain = _MARK.sub("", "".join(text.split()))
    if _ALONE.search(plain):
        return plain
    return _BRACKETED.sub(r"\1", unicodedata.normalize("NFKC", plain))


def is_empty(text: str) -> bool:
    """Whether nothing is written there."""
    return not tidy(text).strip("\u200b\ufeff")


def is_value(text: str) -> bool:
    """Whether the text is a number or a sign that stands for one."""
    text = tidy(text)
    return _NUMBER.fullmatch(text) is not None or (bool(text) and set(text) <= _SIGNS)


def count_of(text: str) -> int | None:
    """The whole number that a cell holds, None where it holds none; for comparing readings."""
    found = _NUMBER.fullmatch(tidy(text))
    if found is None or found["fraction"] or len(found["digits"]) > _NOT_A_FIGURE:
        return None
    number = int(found["digits"].replace(",", ""))
    return -number if found["sign"] in tuple(_MINUS) else number


def amount_of(text: str, column: Column, header: str = "") -> Amount:
    """The value of a cell.

    Args:
        text: What stands in the cell.
        column: The form's column, whose unit the value is to be in.
        header: What the document prints above the column, where a unit may stand.
    """
    plain = tidy(text)
    if is_empty(text):
        return Amount(None)
    found = _NUMBER.fullmatch(plain)
    if found is None or len(found["digits"]) > _NOT_A_FIGURE:
        return Amount(plain)
    number = Decimal(found["digits"].replace(",", "") + (found["fraction"] or ""))
    if found["digits"].startswith("0") and number >= 1:
        return Amount(None, f"原文是“{text.strip()}”，数字前面多一个 0，不能确定", (_plain(number), 0))
    notes = []
    if found["sign"] and found["sign"] in _MINUS:
        number = -number
    if plain != text.strip():
        notes.append(f"原文是“{text.strip()}”")
    if column.kind is Kind.MONEY:
        return _money(number, found["unit"], column.unit, header, notes)
    if found["unit"]:
        notes.append(f"去掉了单位“{found['unit']}”")
    return Amount(_plain(number) if found["fraction"] else int(number), "，".join(notes))


def _money(number: Decimal, unit: str, wanted: str, header: str, notes: list[str]) -> Amount:
    plain = simplified(tidy(header))
    named = unit or next((name for name in ("万元", "千元", "亿元", "元") if name in plain), "")
    if not named:
        if not number or wanted == "万元":
            # 30号 prints 万元 in the header; the number is in 万元 unless another unit stands there.
            return Amount(_plain(number), "，".join(notes))
        options = tuple(_plain(number * _MONEY[name] / _MONEY[wanted]) for name in (wanted, "万元"))
        return Amount(None, f"原文是“{number}”，没有写明单位是元还是万元", options)
    if named != wanted and number:
        notes.append(f"由{named}换算成{wanted}")
    if unit:
        notes.append(f"去掉了单位“{unit}”")
    return Amount(_plain(number * _MONEY[named] / _MONEY[wanted]), "，".join(notes))


def _plain(number: Decimal) -> int | Decimal:
    """A whole number as such, a decimal without idle zeros."""
    return int(number) if number == number.to_integral_value() else Decimal(f"{number.normalize():f}")
