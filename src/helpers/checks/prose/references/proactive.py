"""What counts of documents and decisions are compared with: table two."""

from __future__ import annotations

import re

from helpers.checks.prose.quantity import Amount
from helpers.checks.prose.references.reference import Reference
from helpers.checks.prose.statement import Statement
from helpers.form import Edition, Figures


def proactive(figures: Figures, statement: Statement) -> Reference | None:
    """The reference of a count of documents or decisions."""
    head = statement.head
    if head is not None and (
        head.topic != "proactive" or head.key.endswith(statement.key.lstrip("?") or "?")
    ):
        return None
    table = figures.edition.table("proactive").row_fields
    row, _, column = statement.key.partition(":")
    rows = [row] if row != "?" else _rows_spoken_of(statement)
    columns = _columns(figures.edition, column)
    cells = [
        field
        for name in rows
        for field in table.get(name, ())
        if field.column.key in columns or (row != "?" and not column and len(table[name]) == 1)
    ]
    if not cells or (not column and not _is_of_the_table(statement)):
        return None
    label = "、".join(dict.fromkeys(f"表二{field.row.label}{field.column.label}" for field in cells[:3]))
    amounts = []
    for field in cells:
        number = figures.count(field.address)
        if number is not None:
            amounts.append(Amount(number))
    return Reference(label, tuple(amounts)) if len(amounts) == len(cells) else None


_TABLES_OWN = re.compile(
    "(?:全年度?|全(?=[局镇乡街区县市办委机])|年内|一年来|本年度?|今年|当年|共|累计|依法|我|本|[局镇乡街道区县市办]|机关|\\d{4}年度?|作出|做出|实施|办理|办结|完成|各类|备案|对|将|已失效|不再适用|到期|的|有|其中|新制作|，|行政|审批|下达|除了?|经|清理后|查处|违法|案件|行为|并)*"
)


def _is_of_the_table(statement: Statement) -> bool:
    """Whether decisions or documents as such are counted, not what was asked for, published or looked through."""
    words = statement.passage.text[statement.start : statement.end]
    if "申请" in words or ("事项" in words and statement.figure.unit != "件"):
        return False
    return bool(_TABLES_OWN.fullmatch(statement.lead))


_COLUMNS_2019 = {"issued": ("made",), "": ("made", "published", "total", "decisions")}
_COLUMNS_2021 = {"": ("issued", "repealed", "in_force", "decisions")}


def _columns(edition: Edition, column: str) -> tuple[str, ...]:
    known = _COLUMNS_2019 if edition.id == 2019 else _COLUMNS_2021
    return known.get(column, (column,))


def _rows_spoken_of(statement: Statement) -> list[str]:
    """规章 or 规范性文件, whichever the sentence named last before the figure."""
    passage = statement.passage
    left, _ = passage.sentence_at(statement.start)
    found = re.findall("规范性文件|规章(?!制度)", passage.text[left : statement.end])
    if not found:
        # 废止4件规范性文件: named behind.
        behind = re.match("(?:的)?(?:行政)?(规范性文件|规章(?!制度))", passage.text[statement.end :][:12])
        found = [behind[1]] if behind else []
    if not found:
        return []
    return ["normative_documents" if found[-1] == "规范性文件" else "regulations"]
