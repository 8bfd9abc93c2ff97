"""Adding up: each cell of the district is the exact sum of its offices' cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Context, Decimal, Inexact

from helpers.checks import Finding, Severity
from helpers.checks.rules.rolled_up import CELL_SUM
from helpers.checks.values import show
from helpers.form import Figures, Value
from helpers.rollup.gathering import Share

_EXACT = Context(prec=100, traps=[Inexact])
"""A decimal of a params file has 15 digits; no sum of them comes near 100."""

_NAMED = 5


def add_up(shares: Sequence[Share]) -> Figures:
    """The sum of the offices' figures; None where any office has no valid number in a cell, for that is no 0.

    Args:
        shares: One or more reports in one edition of the form.
    """
    edition = shares[0].report.edition
    return Figures(edition, {address: _sum(address, shares) for address in edition.fields})


def _sum(address: str, shares: Sequence[Share]) -> Value:
    numbers = [share.report.figures.number(address) for share in shares]
    whole: int = 0
    part: Decimal | None = None
    for number in numbers:
        if number is None:
            return None
        if isinstance(number, int):
            whole += number
        else:
            part = _EXACT.add(part or Decimal(0), number)
    return whole if part is None else _EXACT.add(part, Decimal(whole))


def gaps(shares: Sequence[Share], figures: Figures) -> Iterator[Finding]:
    """AGG-CELL: the cells that can't be added up, each with the offices that left them out."""
    for address, field in figures.edition.fields.items():
        if figures[address] is not None:
            continue
        without = [share for share in shares if share.report.figures.number(address) is None]
        names = "、".join(share.name for share in without[:_NAMED])
        more = f"等 {len(without)} 个单位" if len(without) > _NAMED else ""
        report = without[0].report
        yield CELL_SUM.at(
            f"{field.label}：{names}{more}没有填写有效的数，汇总空缺，不按 0 计，请补填后重新汇总。",
            file=report.file,
            line=report.line(address),
            cell=address,
            label=field.label,
        )


def differences(written: Figures, figures: Figures, file: str, *, severity: Severity) -> Iterator[Finding]:
    """AGG-CELL: the cells of the district's file that hold something else than the sum."""
    if written.edition.id != figures.edition.id:
        yield CELL_SUM.at(
            f"原汇总文件是 {written.edition.id} 版格式，各单位是 {figures.edition.id} 版，请核对。",
            file=file,
            cell="edition",
            severity=severity,
        )
        return
    for address, field in figures.edition.fields.items():
        if written[address] != figures[address]:
            before, now = (
                "空缺" if value is None else show(value) for value in (written[address], figures[address])
            )
            yield CELL_SUM.at(
                f"{field.label}：汇总文件原为{before}，各单位合计为{now}，应以合计为准。",
                file=file,
                cell=address,
                label=field.label,
                expected=figures[address],
                actual=written[address],
                severity=severity,
            )
