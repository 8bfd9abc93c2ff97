"""The checks of a table's sheet: formulas that say in a sentence what doesn't add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.checks.sums import applicant_sums, balances, outcome_sums, result_sums
from helpers.intake.workbook import look
from helpers.intake.workbook.design import TOP
from helpers.intake.workbook.formulas import letters, named, parts_of_stocks, ranges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpers.checks.sums import Sum
    from helpers.intake.workbook.drawing import Drawing
    from helpers.intake.workbook.table_plan import TablePlan


class TableChecks:
    """The checks of a table's sheet.

    Args:
        draw: The sheet.
        plan: What stands where.
    """

    def __init__(self, draw: Drawing, plan: TablePlan) -> None:
        self._draw = draw
        self._plan = plan
        self._report = plan.report
        self._below = plan.below

    def draw(self) -> str:
        """Draw them.

        Returns:
            The cells in which they speak.
        """
        edition = self._report.edition.id
        if self._plan.table.key == "applications":
            self._draw.put((TOP, self._plan.check), "核对（自动）", look.HEADER, down=3)
            for sum_ in applicant_sums(edition):
                row = self._plan.spot(sum_.place)[0]
                self._draw.formula(
                    (row, self._plan.check), self._message(sum_, "各类申请人之和", "总计"), look.CHECK
                )
            self._by_column("核对：第一项＋第二项，与第三项（七）总计＋第四项", balances(edition))
            self._by_column("核对：各项结果之和，与（七）总计", result_sums(edition))
            self._carried()
        elif self._plan.table.key == "appeals":
            for sum_ in outcome_sums(edition):
                spots = [self._plan.spot(address) for address in sum_.left.addresses]
                message = self._message(sum_, "各项结果之和", "总计")
                self._draw.formula((self._below, spots[0][1]), message, look.CHECK, across=len(spots) + 1)
            self._draw.sheet.row_dimensions[self._below].height = 32
        else:
            self._stocks()
        first, last = named((TOP, self._plan.check)), f"{letters(self._plan.check)}{self._below + 1}"
        self._draw.judge(f"{first}:{last}", first)
        if self._plan.across:
            line = f"A{self._below}:{letters(self._plan.sheet.width)}{self._below}"
            self._draw.judge(line, f"A{self._below}")
        return f"A{TOP}:{last}"

    def _message(self, sum_: Sum, left: str, right: str) -> str:
        parts = self._plan.cells(sum_.left.addresses)
        whole = self._plan.cells(sum_.right.addresses)
        count = len(sum_.left.addresses) + len(sum_.right.addresses)
        return _sentence(parts, whole, count, left, right)

    def _by_column(self, label: str, sums: Sequence[Sum]) -> None:
        """A line of gaps under the table, one a column, and what they come to in words beside it."""
        gaps = []
        for sum_ in sums:
            left = self._plan.cells(sum_.left.addresses)
            right = self._plan.cells(sum_.right.addresses)
            count = len(sum_.left.addresses) + len(sum_.right.addresses)
            gaps.append((sum_, f'=IF(COUNT({left},{right})={count},SUM({left})-SUM({right}),"")'))
        self._gaps(label, gaps)

    def _gaps(self, label: str, gaps: Sequence[tuple[Sum, str]]) -> None:
        row, self._below = self._below, self._below + 1
        self._draw.put((row, 1), label, look.CHECK, across=self._plan.first - 1)
        names = []
        for sum_, formula in gaps:
            spot = row, self._plan.spot(sum_.place)[1]
            self._draw.formula(spot, formula, look.GAP)
            cell = named(spot)
            names.append(f'IF(N({cell})<>0,"{sum_.line}差 "&{cell}&"，","")')
        first, last = named((row, self._plan.first)), named((row, self._plan.sheet.width))
        count = len(gaps)
        self._draw.formula(
            (row, self._plan.check),
            f'=IF(COUNT({first}:{last})<{count},"还有 "&({count}-COUNT({first}:{last}))&" 列没有填全",'
            f'IF(COUNTIF({first}:{last},0)={count},"平",{"&".join(names)}&"请核对"))',
            look.CHECK,
        )
        area = f"{first}:{last}"
        self._draw.colour(area, f"N({first})<>0", look.WRONG)
        self._draw.colour(area, f"AND(ISNUMBER({first}),N({first})=0)", look.RIGHT)

    def _carried(self) -> None:
        """What was carried out of last year is carried into this one, column by column (XY-CARRY)."""
        if not self._plan.previous:
            return
        rows = self._plan.table.row_fields
        gaps = []
        for sum_, now, then in zip(
            balances(self._report.edition.id), rows["carried_in"], rows["carried_out"], strict=True
        ):
            cells = named(self._plan.spot(now.address)), named(self._plan.beside(then.address))
            gaps.append((sum_, f'=IF(COUNT({cells[0]},{cells[1]})=2,{cells[0]}-{cells[1]},"")'))
        self._gaps(f"核对：第二项，与上年（{self._report.year - 1}年）报告的第四项", gaps)

    def _stocks(self) -> None:
        """What is in force follows from last year's (XY-REG, XY-NORM)."""
        for address, (issued, repealed) in parts_of_stocks(self._report.edition.id).items():
            before = self._plan.before(address)
            if before is None:
                continue
            cells = [self._plan.spot(part) for part in (issued, repealed, address)]
            plus, minus, now = map(named, cells)
            expected = f"{before}+{plus}-{minus}"
            self._draw.formula(
                (cells[2][0], self._plan.check),
                f'=IF(COUNT({ranges(cells)})<3,"上年现行有效 {before} 件，填好制发、废止后自动算出",'
                f'IF({now}={expected},"平","上年 {before}＋制发 "&{plus}&"－废止 "&{minus}&"＝"&({expected})'
                f'&"，而现行有效填 "&{now}&"，请核对；口径有变的要说明原因"))',
                look.CHECK,
            )


def _sentence(left: str, right: str, count: int, left_name: str, right_name: str) -> str:
    return (
        f'=IF(COUNT({left},{right})<{count},"",IF(SUM({left})=SUM({right}),"平",'
        f'"{left_name}＝"&SUM({left})&"，{right_name}填 "&SUM({right})&"，请核对"))'
    )
