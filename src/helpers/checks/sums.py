"""Sums that the figures must hold, read off the form: both sides of each must come to the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from helpers.checks.finding import Finding
from helpers.checks.rule import ReportRule
from helpers.checks.values import show
from helpers.form import Field, Figures, Report, Row, Table, edition_of
from helpers.form.figures import add
from helpers.form.model import ordinal


@dataclass(frozen=True)
class Side:
    """One side of a sum.

    Attributes:
        addresses: Its cells.
        names: What a message calls each of them; a single name where there are too many to list.
    """

    addresses: tuple[str, ...]
    names: tuple[str, ...]

    def total(self, figures: Figures) -> int | None:
        """What the cells come to; None where one of them holds no number."""
        return add(map(figures.count, self.addresses))

    def words(self, figures: Figures) -> str:
        """The side as a message writes it: 一（58）＋二（2）＝60."""
        total = show(self.total(figures))
        if len(self.addresses) == 1:
            return f"{self.names[0]}填 {total}"
        if len(self.names) == 1:
            return f"{self.names[0]}＝{total}"
        terms = zip(self.names, self.addresses, strict=True)
        return "＋".join(f"{name}（{show(figures[address])}）" for name, address in terms) + f"＝{total}"


@dataclass(frozen=True)
class Sum:
    """Two groups of cells that must come to the same.

    Attributes:
        line: What a message calls the row or column: 自然人一列.
        place: Address of the cell on the right that a finding points to.
    """

    line: str
    left: Side
    right: Side
    place: str

    def gap(self, figures: Figures) -> int | None:
        """By how much the left exceeds the right; None where a cell holds no number."""
        left, right = self.left.total(figures), self.right.total(figures)
        return None if left is None or right is None else left - right


class SumRule(ReportRule):
    """A rule that holds where each of its sums does.

    Attributes:
        sums: Gives the sums of the edition of that number.
    """

    sums: ClassVar[Callable[[int], tuple[Sum, ...]]]

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield the sums whose sides differ; a cell that holds no number is another rule's affair."""
        figures = report.figures
        for sum_ in type(self).sums(report.edition.id):
            gap = sum_.gap(figures)
            if not gap:
                continue
            actual = figures.count(sum_.place) or 0
            yield self.finding(
                report,
                sum_.place,
                f"{sum_.line}：{sum_.left.words(figures)}，而{sum_.right.words(figures)}，"
                f"相差 {show(abs(gap))}，请核对。",
                # No number in that cell alone puts it right where the other cells on the right are too large.
                expected=actual + gap if actual + gap >= 0 else None,
                actual=actual,
            )


@lru_cache(maxsize=16)
def balances(edition: int) -> tuple[Sum, ...]:
    """Table three, each column: 一＋二＝（七）＋四, as its printed note says."""
    rows = edition_of(edition).table("applications").row_fields
    columns = zip(*(rows[key] for key in ("received", "carried_in", "total", "carried_out")), strict=True)
    return tuple(
        Sum(_column(total), _rows(received, carried_in), _rows(total, carried_out), total.address)
        for received, carried_in, total, carried_out in columns
    )


@lru_cache(maxsize=16)
def result_sums(edition: int) -> tuple[Sum, ...]:
    """Table three, each column: all results ＝（七）总计."""
    table = edition_of(edition).table("applications")
    leaves = [row for row in table.rows if row.leaf]
    name = f"{ordinal(leaves[0].labels[1])}至{ordinal(leaves[-1].labels[1])}各项结果之和"
    results = zip(*(table.row_fields[row.key] for row in leaves), strict=True)
    return tuple(
        Sum(_column(total), Side(_addresses(column), (name,)), _rows(total), total.address)
        for column, total in zip(results, table.row_fields["total"], strict=True)
    )


@lru_cache(maxsize=16)
def applicant_sums(edition: int) -> tuple[Sum, ...]:
    """Table three, each row: all applicants ＝ 总计."""
    return tuple(_across(edition_of(edition).table("applications"), "{}一行"))


@lru_cache(maxsize=16)
def outcome_sums(edition: int) -> tuple[Sum, ...]:
    """Table four, each kind of case: all outcomes ＝ 总计."""
    return tuple(_across(edition_of(edition).table("appeals"), "{}"))


def name_of(row: Row) -> str:
    """A row of table three in a sum: 一, 二, （七）总计, 四."""
    return row.labels[-1].partition("、")[0]


def total_of(fields: tuple[Field, ...]) -> Field:
    """The 总计 cell of a row."""
    return next(field for field in fields if field.column.key == "total")


def _across(table: Table, line: str) -> Iterator[Sum]:
    for fields in table.row_fields.values():
        total = total_of(fields)
        parts = [field for field in fields if field is not total]
        yield Sum(
            line.format(total.row.label),
            Side(_addresses(parts), tuple(field.column.label for field in parts)),
            Side((total.address,), (total.column.label,)),
            total.address,
        )


def _column(field: Field) -> str:
    return f"{field.column.label}一列"


def _rows(*fields: Field) -> Side:
    return Side(_addresses(fields), tuple(name_of(field.row) for field in fields))


def _addresses(fields: Iterable[Field]) -> tuple[str, ...]:
    return tuple(field.address for field in fields)
