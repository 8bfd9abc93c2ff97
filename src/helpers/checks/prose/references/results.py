"""What a count of results is compared with: rows and groups of table three."""

from __future__ import annotations

import re

from helpers.checks.prose.quantity import Amount, row_total, rows_of, rows_total
from helpers.checks.prose.references.reference import WITH_RESULTS, Reference
from helpers.checks.prose.statement import Statement, segment
from helpers.checks.prose.terms import key_of, pattern
from helpers.form import Edition, Figures

_CAUSE = re.compile("(?:申请)?(?:以|因|由于|经|系)")
_FULLY = re.compile("(?:得到|获得|予以|给予|决定|作出|做出)了?(?:全部|全文|完全)公开")
_PARTLY_BESIDE = re.compile(
    r"(?:的)?[、，,](?:予以|同意|决定|作出)?部分公开(?:的)?(?:申请)?(?:有|为|计)?[\d一二三四五六七八九十两]+[件份宗](?!.{0,2}[含包在])"
)
_WITH_PARTLY = re.compile(r"[(,，](?:含|包括|包含|其中)部分公开")


def results(figures: Figures, statement: Statement) -> Reference | None:
    """The reference of a count of results."""
    edition, key, head = figures.edition, statement.key, statement.head
    if key == "granted?":
        together = rows_total(figures, "applications", ("granted", "partly_granted"))
        if _WITH_PARTLY.match(statement.passage.text, statement.end):
            return Reference("表三（一）予以公开与（二）部分公开之和", tuple(together))
        alone = row_total(figures, "applications", "granted")
        if _wholly(statement):
            return Reference("表三（一）予以公开总计", tuple(alone))
        return Reference("表三（一）予以公开（或与（二）部分公开之和）", (*alone, *together))
    rows = rows_of(edition, key)
    if not rows:
        return None
    amounts = rows_total(figures, "applications", rows)
    if "+" in key and key.startswith("unable"):
        amounts += [amount for row in rows for amount in row_total(figures, "applications", row)]
        amounts += rows_total(figures, "applications", rows_of(edition, "unable"))
    if key == "granted" and _WITH_PARTLY.match(statement.passage.text, statement.end):
        amounts += rows_total(figures, "applications", ("granted", "partly_granted"))
    if (
        len(rows) > 1
        and statement.end > statement.figure.end
        and _CAUSE.match(statement.passage.text, statement.figure.end)
    ):
        # 对1件因涉及商业秘密不予公开: one reason of the group, whichever.
        amounts += [amount for row in rows for amount in row_total(figures, "applications", row)]
    if len(rows) > 1 and "+" not in key:
        amounts += _named_before(figures, statement, rows)
    if head is not None and not _result_may_follow(figures, statement, head, rows, amounts):
        return None
    return Reference(_rows_label(edition, key, rows), tuple(amounts))


def _wholly(statement: Statement) -> bool:
    """Whether 公开 leaves 部分公开 out: 得到全部公开, or 公开28件、部分公开4件."""
    text = statement.passage.text
    left, right = segment(statement.passage, statement.start)
    if _FULLY.search(text, max(left, statement.start - 8), statement.end):
        return True
    return bool(_PARTLY_BESIDE.match(text, statement.figure.end, right))


def _named_before(figures: Figures, statement: Statement, rows: tuple[str, ...]) -> list[Amount]:
    """Rows of the group named right in front of it: 属信访举报投诉、按规定不予处理的."""
    text = statement.passage.text
    left, _ = segment(statement.passage, statement.start)
    left = max(left, statement.start - 24)
    front = re.split(r"[0-9]", text[left : statement.start])[-1]
    found = []
    for match in pattern("results", 0).finditer(front):
        for row in rows_of(figures.edition, key_of("results", match)):
            if row in rows:
                found += row_total(figures, "applications", row)
    return found


def _result_may_follow(
    figures: Figures, statement: Statement, head: Statement, rows: tuple[str, ...], amounts: list[Amount]
) -> bool:
    if head.period != "year" or not head.sure:
        return False
    if head.topic == "results":
        whole = "granted+partly_granted" if head.key == "granted?" else head.key
        return set(rows) < set(rows_of(figures.edition, whole))
    if head.topic != "applications" or head.key not in WITH_RESULTS:
        return False
    if head.key in ("done", "handled") or statement.value > max(amount.low for amount in amounts):
        return True
    # Of what is new only, results may be fewer than the table's where something was carried in.
    return row_total(figures, "applications", "carried_in") == [Amount(0)]


def _rows_label(edition: Edition, key: str, rows: tuple[str, ...]) -> str:
    known = {row.key: row for row in edition.table("applications").rows}
    labels = [known[row].labels for row in rows]
    if len(rows) > 1 and "+" not in key:
        return f"表三{labels[0][1]}各项总计之和"
    return "表三" + "＋".join(label[-1].split("（区分")[0] for label in labels) + "总计"
