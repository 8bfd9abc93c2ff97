"""The expression of a placeholder.

It is a name, a whole number, a sum or difference, or `percent(part, whole[, digits])`. It is parsed, never
run: a character or a node that isn't of this grammar is a fault at its place.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from helpers.form.figures import Number
from helpers.intake.faults import shown

MAX_EXPRESSION = 200
"""Characters between the braces; the longest sensible ones have some 100."""

MISSING = "〔缺〕"
"""Takes the place of a figure that isn't there; the figure's cell has a finding of its own."""

_MAX_PERCENT_DIGITS = 4
_FOREIGN = re.compile(r"[^A-Za-z0-9_.,+\-()\[\] ]")
_MALFORMED_NUMBER = re.compile(r"(?<![A-Za-z0-9_])[0-9]+[A-Za-z_]|[0-9]\.|\.[0-9]|[0-9]{16,}")

Result = Number | str | None
Lookup = Callable[[str, int], Result]
"""Gives what a name stands for, None where the figure is missing; the number is the name's offset."""


class PlaceholderError(Exception):
    """A placeholder that stands for nothing.

    Attributes:
        message: One Chinese sentence.
        offset: Offset of the faulty spot: in the expression, later in the whole text.
    """

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message, self.offset = message, offset


def evaluate(expression: str, lookup: Lookup) -> str:
    """What an expression stands for, as it is printed.

    Raises:
        PlaceholderError: It isn't of the grammar, or a name stands for nothing.
    """
    if len(expression) > MAX_EXPRESSION:
        raise PlaceholderError(f"占位符里有 {len(expression)} 个字符，最多 {MAX_EXPRESSION} 个，请缩短", -2)
    line = re.sub(r"\s", " ", expression)
    indent = len(line) - len(line.lstrip())
    if indent == len(line):
        raise PlaceholderError("占位符里没有内容，请写上数据的名字", -2)
    for pattern in (_FOREIGN, _MALFORMED_NUMBER):
        if found := pattern.search(line):
            raise PlaceholderError(
                f"占位符里不能写{shown(found[0])}，请只用名字、整数、+、- 和 percent(…)", found.start()
            )
    try:
        tree = ast.parse(line.strip(), mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise PlaceholderError(f"占位符{shown(line.strip())}写得不完整，请检查括号和加减号", indent) from None
    try:
        return _printed(_value(tree.body, lookup))
    except PlaceholderError as error:
        error.offset += indent
        raise


def _value(node: ast.expr, lookup: Lookup) -> Result:
    match node:
        case ast.Constant(value=int(number)) if not isinstance(number, bool):
            return number
        case ast.UnaryOp(op=ast.USub() | ast.UAdd() as operator, operand=operand):
            return _sum(0, operator, _number(operand, lookup))
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as operator, right=right):
            return _sum(_number(left, lookup), operator, _number(right, lookup))
        case ast.Call(func=ast.Name(id="percent"), args=[_, _, *_] as arguments, keywords=[]) if (
            len(arguments) <= 3
        ):
            return _percent(arguments, lookup)
        case ast.Name() | ast.Attribute() | ast.Subscript():
            return lookup("".join(_dotted(node)), node.col_offset)
    raise _refused(node)


def _refused(node: ast.expr) -> PlaceholderError:
    return PlaceholderError("占位符里只能写名字、整数、+、- 和 percent(部分, 全部)，请改写", node.col_offset)


def _dotted(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Name(id=name):
            yield name
        case ast.Attribute(value=base, attr=name):
            yield from _dotted(base)
            yield f".{name}"
        case ast.Subscript(value=base, slice=ast.Constant(value=int(index))) if not isinstance(index, bool):
            yield from _dotted(base)
            yield f"[{index}]"
        case _:
            raise _refused(node)


def _number(node: ast.expr, lookup: Lookup) -> Number | None:
    value = _value(node, lookup)
    if isinstance(value, str):
        raise PlaceholderError("文字和百分比不能加减，请分开写", node.col_offset)
    return value


def _sum(left: Number | None, operator: ast.operator | ast.unaryop, right: Number | None) -> Number | None:
    if left is None or right is None:
        return None
    return left + right if isinstance(operator, ast.Add | ast.UAdd) else left - right


def _percent(arguments: list[ast.expr], lookup: Lookup) -> str | None:
    part, whole = (_number(argument, lookup) for argument in arguments[:2])
    digits = _number(arguments[2], lookup) if len(arguments) > 2 else 1
    if not isinstance(digits, int) or digits not in range(_MAX_PERCENT_DIGITS + 1):
        raise PlaceholderError(
            f"百分比的小数位数应为 0 到 {_MAX_PERCENT_DIGITS}，请改正", arguments[2].col_offset
        )
    if part is None or whole is None:
        return None
    if whole == 0:
        raise PlaceholderError("百分比的分母是 0，算不出来，请改写这句话", arguments[1].col_offset)
    share = Decimal(part) * 100 / Decimal(whole)
    return f"{share.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) + 0}%"  # + 0 turns -0.0 into 0.0


def _printed(value: Result) -> str:
    if value is None:
        return MISSING
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)
