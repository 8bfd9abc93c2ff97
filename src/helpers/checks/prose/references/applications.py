"""What counts of applications are compared with: rows one, two, （七） and four of table three."""

from __future__ import annotations

import re

from helpers.checks.prose.quantity import Amount, cells_total, row_total, rows_total
from helpers.checks.prose.references.reference import INCOMING, WITH_RESULTS, Reference
from helpers.checks.prose.statement import Statement, segment
from helpers.checks.prose.terms import pattern
from helpers.checks.sums import name_of
from helpers.form import Edition, Figures

_SETTLED = re.compile("(?:申请)?(?:已|均|都|全部|当年|年内|在年内)*(?:办结|答复|办理完毕)")
"""新收的65件已办结 may be those of the new ones that were."""
_BOTH = ("received", "carried_in")
_SHORT = {
    "received": "本年新收总计",
    "carried_in": "上年结转总计",
    "total": "",
    "carried_out": "结转下年度继续办理总计",
}


def applications(figures: Figures, statement: Statement) -> Reference | None:
    """The reference of a count of applications."""
    if statement.head is not None and not _may_follow(statement, statement.head):
        return None
    edition, key = figures.edition, statement.key
    if key == "received":
        amounts = row_total(figures, "applications", key)
        if statement.head is not None:
            # Of what was dealt with: less what is left of the new ones.
            amounts += _less(row_total(figures, "applications", "total"), figures, "carried_in")
        if _SETTLED.match(statement.passage.text, statement.figure.end):
            amounts += _less(amounts[:1], figures, "carried_out")
        return Reference(_row_label(edition, key), tuple(amounts))
    if key == "sum":
        return Reference("表三本年新收与上年结转总计之和", tuple(rows_total(figures, "applications", _BOTH)))
    if key in ("incoming", "mentioned"):
        label = f"{_row_label(edition, 'received')}（或与上年结转之和）"
        done = row_total(figures, "applications", "total") if key == "mentioned" else []
        return Reference(label, (*_incoming(figures), *done))
    if key in ("done", "handled"):
        return _done(figures, statement)
    left, _ = segment(statement.passage, statement.start)
    if key == "carried" and "年初" not in statement.passage.text[left : statement.start]:
        both = [
            amount
            for row in ("carried_out", "carried_in")
            for amount in row_total(figures, "applications", row)
        ]
        both += rows_total(figures, "applications", ("carried_in", "carried_out"))
        return Reference("表三上年结转或结转下年度（或两者之和）", tuple(both))
    row = {"carried": "carried_in", "left": "carried_out"}.get(key, key)
    return Reference(_row_label(edition, row), tuple(row_total(figures, "applications", row)))


def _incoming(figures: Figures) -> list[Amount]:
    """What came in: the new ones, or those carried in with them."""
    return [*row_total(figures, "applications", "received"), *rows_total(figures, "applications", _BOTH)]


def _done(figures: Figures, statement: Statement) -> Reference | None:
    """What was dealt with: all, or those of the new ones where the words say so."""
    left, _ = segment(statement.passage, statement.start)
    if re.search("复议|诉讼", statement.passage.text[left : statement.start]):
        return None
    amounts = row_total(figures, "applications", "total")
    front = statement.passage.text[left : statement.start]
    if statement.head is not None or re.search("新收|收到|新增|受理|当年|新申请|收件", front):
        amounts += _less(amounts, figures, "carried_in")
    if statement.key == "handled":
        amounts += _incoming(figures)
    return Reference(_row_label(figures.edition, "total"), tuple(amounts))


def _less(amounts: list[Amount], figures: Figures, row: str) -> list[Amount]:
    others = row_total(figures, "applications", row)
    return [
        Amount(amount.low - other.low, amount.exact and other.exact) for amount in amounts for other in others
    ]


def _may_follow(statement: Statement, head: Statement) -> bool:
    """Whether a figure under that head is still one of the whole table."""
    if head.topic != "applications" or head.period != "year" or not head.sure:
        return False
    if statement.key == "received":
        return head.key in ("incoming", "mentioned", "handled", "sum", "done")
    return statement.key not in INCOMING and head.key in (*WITH_RESULTS, "sum")


_NARROWER = re.compile("涉及|关于|领域|网络|信函|邮寄|季度|类的?申请|公开|提供|处理|维持|复议|诉讼|结转")


def applicants(figures: Figures, statement: Statement) -> Reference | None:
    """The reference of a count of what came from one kind of applicant."""
    head = statement.head
    if head is not None and (head.topic != "applications" or not head.sure or head.period != "year"):
        return None
    left, _ = segment(statement.passage, statement.start)
    front = re.sub("(?:政府)?信息公开|依申请公开", "", statement.passage.text[left : statement.start])
    if head is None and (_NARROWER.search(front) or pattern("results", 0).search(front)):
        return None
    rows: dict[tuple[str, ...], str] = {
        ("received",): "本年新收",
        _BOTH: "本年新收与上年结转之和",
        ("total",): "办理结果总计",
    }
    if head is not None and head.key in ("carried_in", "carried_out"):
        rows[(head.key,)] = "上年结转" if head.key == "carried_in" else "结转下年度"
    if head is not None and head.key in INCOMING and left <= head.start and head.figure.exact:
        # 收到24件，其中自然人19件: parts of that row whose total the head is.
        rows = {each: name for each, name in rows.items() if _is_total(figures, each, head.value)} or rows
    first, _, last = statement.key.partition("-")
    readings = [range(int(first), int(last or first) + 1)]
    if first == "5":
        # 其他组织 may be the last column, or all that aren't natural persons.
        readings.append(range(1, 6))
    amounts = [
        cells_total(figures, tuple(f"applications.{row}[{at}]" for row in each for at in columns))
        for each in rows
        for columns in readings
    ]
    fields = figures.edition.table("applications").row_fields["received"]
    label = "法人或其他组织" if last else fields[int(first)].column.label
    wider = ("", "，连同法人或其他组织各列")
    names = [f"{name}{wider[at]}" for name in rows.values() for at in range(len(readings))]
    return Reference(f"表三中{label}", tuple(amounts), tuple(names))


def _is_total(figures: Figures, rows: tuple[str, ...], number: int) -> bool:
    return any(amount.exact and amount.low == number for amount in rows_total(figures, "applications", rows))


def _row_label(edition: Edition, key: str) -> str:
    row = next(row for row in edition.table("applications").rows if row.key == key)
    return f"表三{name_of(row)}{'、' if len(name_of(row)) == 1 else ''}{_SHORT[key]}"
