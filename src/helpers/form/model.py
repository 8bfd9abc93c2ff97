"""What an official form is made of: an edition has sections and tables, a table has blocks of rows and columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """What may stand in a cell."""

    COUNT = "count"
    """A whole number, 0 or more."""
    CHANGE = "change"
    """A whole number; a decrease is negative (60号: 本年增/减)."""
    MONEY = "money"
    """A decimal, 0 or more."""


@dataclass(frozen=True)
class Column:
    """A column of figures.

    Attributes:
        key: Name in params, e.g. `issued`.
        labels: Printed headers from the outermost to the innermost; the innermost fills what height is left.
        unit: 件, 项, 万元 or 元.
        decimals: How many places a figure of kind MONEY may have.
    """

    key: str
    labels: tuple[str, ...]
    kind: Kind = Kind.COUNT
    unit: str = "件"
    decimals: int = 0

    @property
    def label(self) -> str:
        """The innermost header without its remark in brackets (单位：万元)."""
        return self.labels[-1].split("（")[0]


@dataclass(frozen=True)
class Row:
    """A row of figures.

    Attributes:
        key: Dotted name in params below the table's key, e.g. `refused.state_secret`.
        labels: Printed labels from the outermost to the innermost; the innermost fills what width is left.
        leaf: Whether the row is one of the results that add up to the row `total`.
        short: How findings name the row where the labels are long; made from the labels where empty.
    """

    key: str
    labels: tuple[str, ...]
    leaf: bool = False
    short: str = ""

    @property
    def group(self) -> str:
        """The key's part before the dot: `refused` for `refused.state_secret`."""
        return self.key.partition(".")[0]

    @property
    def label(self) -> str:
        """The row's name in a finding, e.g. 三、（三）1.属于国家秘密."""
        if self.short:
            return self.short
        *outer, inner = (label.split("（区分")[0] for label in self.labels)
        return "".join(ordinal(label) for label in outer) + inner


def ordinal(label: str) -> str:
    """The numbering at a label's head: 三、 of 三、本年度办理结果, （三） of （三）不予公开."""
    if "、" in label[:3]:
        return label[: label.index("、") + 1]
    return label[: label.index("）") + 1] if label.startswith("（") else label + " "


@dataclass(frozen=True)
class Block:
    """Rows under one set of column headers; table two has one for each 项 of 第二十条.

    Attributes:
        title: Printed across the block, e.g. 第二十条第（一）项; empty where the table has a single block.
        corner: Printed above the row labels: 信息内容, or table three's note on how the figures must balance.
        across: Whether the figures of all rows stand side by side in one printed line (table four).
    """

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    title: str = ""
    corner: str = ""
    across: bool = False


@dataclass(frozen=True)
class Field:
    """One cell that an office fills in.

    Attributes:
        address: Where it stands in params: `applications.total[0]`, `proactive.licences`.
        label: What a finding calls it: 三、（七）总计 × 自然人.
    """

    address: str
    table: str
    row: Row
    column: Column
    label: str

    @property
    def kind(self) -> Kind:
        """What may stand in the cell."""
        return self.column.kind


@dataclass(frozen=True)
class Table:
    """A statutory table.

    Attributes:
        key: Name in params: `proactive`, `applications` or `appeals`.
        ordinal: 二, 三 or 四: the section that the table fills.
        listed: Whether a row is a list in column order; otherwise it is a mapping, or a scalar under one column.
    """

    key: str
    ordinal: str
    caption: str
    blocks: tuple[Block, ...]
    listed: bool = False

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every cell, row by row."""
        return tuple(self._fields())

    def _fields(self) -> Iterator[Field]:
        for block in self.blocks:
            for row in block.rows:
                for index, column in enumerate(block.columns):
                    yield Field(
                        address=self.address(row, column, index, scalar=len(block.columns) == 1),
                        table=self.key,
                        row=row,
                        column=column,
                        label=f"{row.label} × {column.label}",
                    )

    def address(self, row: Row, column: Column, index: int, *, scalar: bool) -> str:
        """The cell's place in params."""
        base = f"{self.key}.{row.key}"
        if self.listed:
            return f"{base}[{index}]"
        return base if scalar else f"{base}.{column.key}"

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every row, in the printed order."""
        return tuple(row for block in self.blocks for row in block.rows)

    @cached_property
    def row_fields(self) -> dict[str, tuple[Field, ...]]:
        """The cells of each row, by the row's key."""
        found: dict[str, list[Field]] = {}
        for field in self.fields:
            found.setdefault(field.row.key, []).append(field)
        return {key: tuple(fields) for key, fields in found.items()}


@dataclass(frozen=True)
class Part:
    """A piece of narrative below a section.

    Attributes:
        key: Name in params below the section's key; empty where the section is one piece of text.
        title: Printed sub-heading; empty for a section's lead.
    """

    key: str
    title: str
    required: bool = True


@dataclass(frozen=True)
class Section:
    """One of the six numbered sections: either a table or parts of narrative."""

    key: str
    title: str
    parts: tuple[Part, ...] = ()
    table: str = ""
    more: bool = False


@dataclass(frozen=True)
class Edition:
    """An edition of the official format.

    Attributes:
        id: How params name it: 2021 or 2019.
        notice: The notice that issued it.
        years: Report years it was issued for.
    """

    id: int
    notice: str
    years: range
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]

    def table(self, key: str) -> Table:
        """The table of that key.

        Raises:
            KeyError: No table has that key.
        """
        return self._tables[key]

    @cached_property
    def _tables(self) -> dict[str, Table]:
        return {table.key: table for table in self.tables}

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Every cell of the form by its address."""
        return {field.address: field for table in self.tables for field in table.fields}
