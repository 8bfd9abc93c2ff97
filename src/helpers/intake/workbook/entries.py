"""What may be typed into a table's cells: whole numbers, amounts, increases and decreases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.form import Kind
from helpers.intake.workbook import look
from helpers.intake.workbook.formulas import by_row, named

if TYPE_CHECKING:
    from helpers.intake.workbook.drawing import Drawing
    from helpers.intake.workbook.formulas import Spot
    from helpers.intake.workbook.table_plan import TablePlan


def limit_entries(draw: Drawing, plan: TablePlan) -> None:
    """Have each figure's cell take what its kind allows, and turn red over text that was pasted in all the same."""
    kinds: dict[tuple[Kind, int], list[Spot]] = {}
    for field in plan.table.fields:
        kinds.setdefault((field.kind, field.column.decimals), []).append(plan.spot(field.address))
    for (kind, decimals), spots in kinds.items():
        draw.validate(spots, **_validation(kind, decimals))
    cells = [plan.spot(address) for address in plan.values]
    first = named(cells[0])
    draw.colour(by_row(cells, " "), f'AND(ISTEXT({first}),{first}<>"")', look.WRONG)


def _validation(kind: Kind, decimals: int) -> dict[str, object]:
    if kind is Kind.MONEY:
        return {
            "type": "decimal",
            "operator": "greaterThanOrEqual",
            "formula1": "0",
            "errorTitle": "只能填数",
            "error": f"这一格填金额：0 或大于 0 的数，最多 {decimals} 位小数，不写单位。没有的填 0。",
        }
    if kind is Kind.CHANGE:
        return {
            "type": "whole",
            "operator": "between",
            "formula1": "-999999999",
            "formula2": "999999999",
            "errorTitle": "只能填整数",
            "error": "这一格填增减数：增加填正整数，减少填负整数，没有变化填 0。",
        }
    return {
        "type": "whole",
        "operator": "greaterThanOrEqual",
        "formula1": "0",
        "errorTitle": "只能填整数",
        "error": "这一格填 0 或大于 0 的整数，不写单位。没有发生的填 0，不要空着。",
    }
