"""How a figure is printed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from helpers.form import Field, Kind, Value


def print_value(field: Field, value: Value, money_decimals: int | None = None) -> str:
    """A cell's text.

    Args:
        field: The cell.
        value: What it holds. Nothing prints as nothing, never as 0; text that isn't a number prints as it is.
        money_decimals: Places of a 万元 amount (保留4位小数 is a local rule); None prints as few as there are.
            An amount with more places than that keeps them: a figure is never rounded.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    number = Decimal(value)
    if field.kind is Kind.MONEY and money_decimals is not None and field.column.unit == "万元":
        exponent = Decimal(1).scaleb(-money_decimals)
        rounded = number.quantize(exponent, rounding=ROUND_HALF_UP)
        if rounded == number:
            return f"{rounded:f}"
    return f"{number.normalize():f}" if number else "0"
