"""The three tables of a params file, read as the form's data describes them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from helpers.form import Edition, Field, Value
from helpers.intake.faults import Faults, shown
from helpers.intake.layout import Group, Part, layout_of
from helpers.intake.nodes import Mapping, Node, Scalar, Sequence
from helpers.intake.scalars import MAX_NUMBER
from helpers.intake.schema import entries_of
from helpers.intake.source import CONTROL

if TYPE_CHECKING:
    from helpers.form.report import Place

MAX_DIGITS = 15
"""So many pass unchanged through a binary float, which is what a decimal is among a notebook's parameters."""


class TableReader:
    """Reads what stands in the cells of an edition's tables and judges none of it.

    Args:
        edition: The form.
        faults: Where to note rows that are missing, unknown or of the wrong length.
        prefix: What stands before an address in a fault: `previous.` for last year's.

    Attributes:
        values: What stands in each cell, by address.
        places: Where, by address; empty where it came from no file.
    """

    def __init__(self, edition: Edition, faults: Faults, prefix: str = "") -> None:
        self._edition = edition
        self._faults = faults
        self._prefix = prefix
        self.values: dict[str, Value] = {}
        self.places: dict[str, Place] = {}

    def read(self, table: str, node: Node) -> None:
        """Read one table.

        Args:
            table: Its key.
            node: What stands there.
        """
        self._read(self._prefix + table, layout_of(self._edition.id, table), node)

    def _read(self, address: str, part: Part, node: Node) -> None:
        if isinstance(part, Group):
            entries = entries_of(node, part.parts, self._faults, cell=address, labels=part)
            for key, value in entries.items():
                self._read(f"{address}.{key}", part.parts[key], value)
        elif isinstance(part, Field):
            self._cell(part, node)
        elif isinstance(node, Sequence) and len(node.items) == len(part):
            for field, item in zip(part, node.items, strict=True):
                self._cell(field, item)
        else:
            self._wrong_length(address, part, node)

    def _wrong_length(self, address: str, row: tuple[Field, ...], node: Node) -> None:
        found = ""
        if isinstance(node, Sequence):
            found = f"，这里有 {len(node.items)} 个"
            if any(isinstance(item, Scalar) and "，" in item.text for item in node.items):
                found += "（逗号用了全角）"
        elif isinstance(node, Mapping) and node.entries:
            found = f"，这里写了{'、'.join(shown(key) for key in list(node.entries)[:3])}"
        columns = "、".join(field.column.label for field in row)
        message = f"{address} 应为方括号里的 {len(row)} 个数，依次为{columns}{found}，请改正"
        self._faults.add(node, message, address, row[0].row.label)

    def _cell(self, field: Field, node: Node) -> None:
        address = field.address
        try:
            self.values[address] = figure_of(node)
        except ValueError as error:
            address = self._prefix + address
            self._faults.add(node, f"{address} {error}，请改正", address, field.label)
        if node.line is not None and node.column is not None:
            self.places[address] = node.line, node.column


def figure_of(node: Node) -> Value:
    """What stands in a figure's cell: a number, text, or None; true and false are text as well.

    A decimal comes in the form that it also has after it was a float: 0.0400 is 0.04.

    Raises:
        ValueError: It is no single word, or one too long to be read; the message says so in Chinese.
    """
    if not isinstance(node, Scalar):
        raise ValueError("应为一个数，不能是列表或一组数据")
    if len(node.text) > MAX_NUMBER:
        raise ValueError(f"有 {len(node.text)} 个字，一格最多 {MAX_NUMBER} 个字")
    value = node.value
    if isinstance(value, bool):
        return node.text
    if isinstance(value, int):
        if abs(value) >= 10**MAX_DIGITS:
            raise ValueError(f"超过 {MAX_DIGITS} 位数，读不准")
    elif isinstance(value, Decimal):
        return _exact(value)
    elif value and CONTROL.search(value):
        raise ValueError("有看不见的控制字符")
    return value


def _exact(value: Decimal) -> Decimal:
    """The decimal by way of a float, which must not change it."""
    if not value:
        return Decimal("0.0")
    digits = "".join(map(str, value.as_tuple().digits)).rstrip("0")
    if len(digits) > MAX_DIGITS or abs(value.adjusted()) >= MAX_DIGITS:
        raise ValueError(f"超过 {MAX_DIGITS} 位数，读不准")
    return Decimal(repr(float(value)))
