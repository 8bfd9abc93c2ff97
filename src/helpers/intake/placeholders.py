"""Figures in the narrative: `{{ applications.received.total }}`, so that text and tables can't disagree.

An expression is a name, a whole number, a sum or difference, or `percent(part, whole[, digits])`. It is
parsed, never run: a character or a node that isn't of this grammar is a fault at its place.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from helpers.form.figures import Number
from helpers.form.text import Filling
from helpers.intake.faults import closest, shown
from helpers.intake.names import figure_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from helpers.form import Figures, Office

MAX_EXPRESSION = 200
"""Characters between the braces; the longest sensible ones have some 100."""

MAX_PLACEHOLDERS = 1000
"""In one text; a report's tables have 200 cells."""

MISSING = "〔缺〕"
"""Takes the place of a figure that isn't there; the figure's cell has a finding of its own."""

PLACEHOLDER = re.compile(r"\{\{(?P<expression>.*?)(?:(?P<closed>\}\})|(?=\{\{)|\Z)", re.DOTALL)
"""Two braces, an expression, two braces; without the latter it ends where the next begins."""

_MAX_PERCENT_DIGITS = 4
_FOREIGN = re.compile(r"[^A-Za-z0-9_.,+\-()\[\] ]")
_MALFORMED_NUMBER = re.compile(r"(?<![A-Za-z0-9_])[0-9]+[A-Za-z_]|[0-9]\.|\.[0-9]")
_PREVIOUS = "previous."

Result = Number | str | None


class PlaceholderError(Exception):
    """A placeholder that stands for nothing.

    Attributes:
        message: One Chinese sentence.
        offset: Offset of the faulty spot: in the expression, later in the whole text.
    """

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message, self.offset = message, offset


@dataclass(frozen=True)
class Scope:
    """What names stand for.

    Attributes:
        office: Who reports.
        year: The report's year.
        figures: Its figures.
        previous: Gives last year's figures, None where there are none; asked only where a text names them.
    """

    office: Office
    year: int
    figures: Figures
    previous: Callable[[], Figures | None]

    def value(self, name: str, offset: int) -> Result:
        """What a name stands for; None where the figure is missing.

        Raises:
            PlaceholderError: There is no such name, or no last year.
        """
        if name in (texts := self._texts()):
            return texts[name]
        figures, key = self.figures, name
        if name.startswith(_PREVIOUS):
            found = self.previous()
            if found is None:
                raise PlaceholderError(
                    f"没有上年的数据，{shown(name)}无从取值，请补上上年的文件或改写", offset
                )
            figures, key = found, name.removeprefix(_PREVIOUS)
        addresses = figure_names(figures.edition.id).get(key)
        if addresses is None:
            raise PlaceholderError(self._unknown(name, key, figures), offset)
        numbers = [figures.number(address) for address in addresses]
        return None if None in numbers else sum(number for number in numbers if number is not None)

    def _texts(self) -> dict[str, Result]:
        return {
            "year": self.year,
            "previous_year": self.year - 1,
            "office.name": self.office.name,
            "office.kind": self.office.kind,
        }

    def _unknown(self, name: str, key: str, figures: Figures) -> str:
        prefix = name.removesuffix(key)
        known = [*figure_names(figures.edition.id), *(() if prefix else self._texts())]
        longer = (whole for whole in known if "." in key and whole.endswith(f".{key}"))
        near = next(longer, "") or closest(key, known)
        return f"没有{shown(name)}这个名字" + (f"，是不是 {prefix}{near}？请改正" if near else "，请改正")


def fill(raw: str, scope: Scope) -> tuple[tuple[Filling, ...], list[PlaceholderError]]:
    """Fill the placeholders of a text.

    Args:
        raw: The text.
        scope: What names stand for.

    Returns:
        What takes each placeholder's place, and those that stand for nothing, with their offsets in the text.
    """
    fillings: list[Filling] = []
    errors: list[PlaceholderError] = []
    for count, found in enumerate(PLACEHOLDER.finditer(raw)):
        start, expression = found.start("expression"), found["expression"]
        try:
            if count >= MAX_PLACEHOLDERS:
                raise PlaceholderError(f"一段文字里的占位符超过 {MAX_PLACEHOLDERS} 个，请减少", -2)
            if not found["closed"]:
                raise PlaceholderError("占位符 {{ 没有用 }} 结束，请补上", -2)
            fillings.append(
                Filling(found.start(), found.end(), evaluate(expression, scope), expression.strip())
            )
        except PlaceholderError as error:
            error.offset += start
            errors.append(error)
            if count >= MAX_PLACEHOLDERS:
                break
    return tuple(fillings), errors


def evaluate(expression: str, scope: Scope) -> str:
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
        return _printed(_value(tree.body, scope))
    except PlaceholderError as error:
        error.offset += indent
        raise


def _value(node: ast.expr, scope: Scope) -> Result:
    match node:
        case ast.Constant(value=int(number)) if not isinstance(number, bool):
            return number
        case ast.UnaryOp(op=ast.USub() | ast.UAdd() as operator, operand=operand):
            return _sum(0, operator, _number(operand, scope))
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as operator, right=right):
            return _sum(_number(left, scope), operator, _number(right, scope))
        case ast.Call(func=ast.Name(id="percent"), args=[_, _, *_] as arguments, keywords=[]) if (
            len(arguments) <= 3
        ):
            return _percent(arguments, scope)
        case ast.Name() | ast.Attribute() | ast.Subscript():
            return scope.value("".join(_dotted(node)), node.col_offset)
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


def _number(node: ast.expr, scope: Scope) -> Number | None:
    value = _value(node, scope)
    if isinstance(value, str):
        raise PlaceholderError("文字和百分比不能加减，请分开写", node.col_offset)
    return value


def _sum(left: Number | None, operator: ast.operator | ast.unaryop, right: Number | None) -> Number | None:
    if left is None or right is None:
        return None
    return left + right if isinstance(operator, ast.Add | ast.UAdd) else left - right


def _percent(arguments: list[ast.expr], scope: Scope) -> str | None:
    part, whole = (_number(argument, scope) for argument in arguments[:2])
    digits = _number(arguments[2], scope) if len(arguments) > 2 else 1
    if not isinstance(digits, int) or digits not in range(_MAX_PERCENT_DIGITS + 1):
        raise PlaceholderError(
            f"百分比的小数位数应为 0 到 {_MAX_PERCENT_DIGITS}，请改正", arguments[2].col_offset
        )
    if part is None or whole is None:
        return None
    if whole == 0:
        raise PlaceholderError("百分比的分母是 0，算不出来，请改写这句话", arguments[1].col_offset)
    share = Decimal(part) * 100 / Decimal(whole)
    return f"{share.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)}%"


def _printed(value: Result) -> str:
    if value is None:
        return MISSING
    if isinstance(value, Decimal):
        return f"{value.normalize() + 0:f}"
    return str(value)
