"""What in the tables a statement of prose is compared with: every reading of its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from helpers.checks.prose.quantity import Amount, cells_total, row_total, rows_of, rows_total
from helpers.checks.prose.statement import Statement, segment
from helpers.checks.sums import name_of
from helpers.checks.values import show
from helpers.form import Edition, Figures

_SUITS = ("litigation_direct", "litigation_after_reconsideration")
_INCOMING = ("received", "incoming", "mentioned")
_WITH_RESULTS = (*_INCOMING, "done", "handled")


@dataclass(frozen=True)
class Reference:
    """What the tables hold for a statement.

    Attributes:
        label: What a message calls it.
        amounts: What it comes to, one for each way to read the words; the first is the plainest.
    """

    label: str
    amounts: tuple[Amount, ...]

    def fits(self, number: int) -> bool:
        """Whether one of the readings gives that number."""
        return any(amount.fits(number) for amount in self.amounts)

    @property
    def words(self) -> str:
        """The amounts for a message: 14, or 14 或 16, or 至少 275."""
        return " 或 ".join(
            dict.fromkeys(f"{'' if amount.exact else '至少 '}{show(amount.low)}" for amount in self.amounts)
        )


def reference_of(figures: Figures, statement: Statement) -> Reference | None:
    """What to compare a statement with; None where the form has no such thing or the words allow too much."""
    build = {
        "applications": _applications,
        "results": _results,
        "appeals": _appeals,
        "outcomes": _outcomes,
        "proactive": _proactive,
    }.get(statement.topic)
    return build(figures, statement) if build else None


def _applications(figures: Figures, statement: Statement) -> Reference | None:
    if statement.head is not None and not _may_follow(statement, statement.head):
        return None
    edition, key = figures.edition, statement.key
    if key == "received":
        return Reference(_row_label(edition, key), tuple(row_total(figures, "applications", key)))
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
        return Reference("表三上年结转或结转下年度", tuple(both))
    row = {"carried": "carried_in", "left": "carried_out"}.get(key, key)
    return Reference(_row_label(edition, row), tuple(row_total(figures, "applications", row)))


def _incoming(figures: Figures) -> list[Amount]:
    """What came in: the new ones, or those carried in with them."""
    return [
        *row_total(figures, "applications", "received"),
        *rows_total(figures, "applications", ("received", "carried_in")),
    ]


def _done(figures: Figures, statement: Statement) -> Reference | None:
    """What was dealt with: all, or those of the new ones where the words say so."""
    left, _ = segment(statement.passage, statement.start)
    if re.search("复议|诉讼", statement.passage.text[left : statement.start]):
        return None
    amounts = row_total(figures, "applications", "total")
    front = statement.passage.text[left : statement.start]
    if statement.head is not None or re.search("新收|收到|新增|受理|当年|新申请|收件", front):
        carried_in = row_total(figures, "applications", "carried_in")
        amounts += [_minus(amount, old) for amount in amounts for old in carried_in]
    if statement.key == "handled":
        amounts += _incoming(figures)
    return Reference(_row_label(figures.edition, "total"), tuple(amounts))


def _minus(amount: Amount, other: Amount) -> Amount:
    return Amount(amount.low - other.low, amount.exact and other.exact)


def _may_follow(statement: Statement, head: Statement) -> bool:
    """Whether a figure under that head is still one of the whole table."""
    if head.topic != "applications" or head.period != "year" or not head.sure:
        return False
    if statement.key in _INCOMING:
        return False
    return head.key in _WITH_RESULTS


def _results(figures: Figures, statement: Statement) -> Reference | None:
    edition, key, head = figures.edition, statement.key, statement.head
    if key == "granted?":
        return Reference(
            "三、（一）予以公开（或与（二）部分公开之和）",
            (
                *row_total(figures, "applications", "granted"),
                *rows_total(figures, "applications", ("granted", "partly_granted")),
            ),
        )
    rows = rows_of(edition, key)
    if not rows:
        return None
    amounts = rows_total(figures, "applications", rows)
    if "+" in key and key.startswith("unable"):
        amounts += [amount for row in rows for amount in row_total(figures, "applications", row)]
        amounts += rows_total(figures, "applications", rows_of(edition, "unable"))
    if key == "granted" and re.match(
        "[,，(]?(?:其中|含)部分公开", statement.passage.text[statement.end :][:12]
    ):
        amounts += rows_total(figures, "applications", ("granted", "partly_granted"))
    if len(rows) > 1 and "+" not in key:
        amounts += _named_before(figures, statement, rows)
    if head is not None and not _result_may_follow(figures, statement, head, rows, amounts):
        return None
    return Reference(_rows_label(edition, key, rows), tuple(amounts))


def _named_before(figures: Figures, statement: Statement, rows: tuple[str, ...]) -> list[Amount]:
    """Rows of the group named right in front of it: 属信访举报投诉、按规定不予处理的."""
    from helpers.checks.prose.terms import key_of, pattern

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
        return set(rows) < set(rows_of(figures.edition, head.key))
    if head.topic != "applications" or head.key not in _WITH_RESULTS:
        return False
    if head.key in ("done", "handled") or statement.value > max(amount.low for amount in amounts):
        return True
    # Of what is new only, results may be fewer than the table's where something was carried in.
    return row_total(figures, "applications", "carried_in") == [Amount(0)]


_LABELS = {
    "reconsideration": "表四行政复议总计",
    "litigation": "表四行政诉讼两类总计之和",
    "reconsideration+litigation": "表四行政复议、行政诉讼总计之和",
    "litigation_direct": "表四行政诉讼（未经复议直接起诉）总计",
    "litigation_after_reconsideration": "表四行政诉讼（复议后起诉）总计",
}


def _appeals(figures: Figures, statement: Statement) -> Reference | None:
    head = statement.head
    if head is not None and (head.topic != "appeals" or head.key == statement.key):
        return None
    if head is not None and statement.key == "reconsideration" and head.key != "reconsideration+litigation":
        return None
    if statement.key not in _LABELS:
        return None
    rows = {
        "reconsideration": (("reconsideration",),),
        "litigation": (_SUITS,),
        "reconsideration+litigation": (("reconsideration", *_SUITS),),
    }.get(statement.key, ((statement.key,),))
    label = _LABELS[statement.key]
    return Reference(label, tuple(amount for each in rows for amount in rows_total(figures, "appeals", each)))


def kinds_of_cases(text: str) -> tuple[tuple[str, ...], ...]:
    """Which kinds of cases words speak of, in every reading; nothing where they name none."""
    plain = re.sub("(?:经)?(?:行政)?复议(?:之?后)(?:再|又)?(?:起诉|提起(?:行政)?诉讼)", "诉讼", text)
    review = "复议" in plain
    suit = bool(re.search("诉讼|起诉|应诉|法院|判决|原告|被告|一审|二审|败诉|胜诉|撤诉", plain))
    if review and suit:
        return (("reconsideration", *_SUITS), ("reconsideration",), _SUITS)
    if review:
        return (("reconsideration",),)
    if not suit:
        return ()
    return (_SUITS, _SUITS[:1], _SUITS[1:]) if re.search("直接|复议后", text) else (_SUITS,)


def outcome_cells(kinds: tuple[str, ...], outcome: int) -> tuple[str, ...]:
    """The cells of table four of one outcome (0 upheld … 3 pending) over kinds of cases."""
    return tuple(f"appeals.{kind}[{outcome}]" for kind in kinds)


_OUTCOMES = {"upheld": 0, "corrected": 1, "other": 2, "pending": 3}


def _outcomes(figures: Figures, statement: Statement) -> Reference | None:
    passage = statement.passage
    left, right = segment(passage, statement.start)
    kinds = kinds_of_cases(passage.text[left : statement.end])
    clause = kinds_of_cases(passage.clause(statement.start, statement.end))
    if len(kinds) == 3 and len(kinds[0]) == 3 and clause and len(clause[0]) < 3:
        kinds = (*clause, kinds[0])
    if not kinds or (statement.head is not None and statement.head.topic not in ("appeals", "outcomes")):
        return None
    if re.search("一审|二审|再审|终审", passage.text[left:right]):
        return None
    index = _OUTCOMES[statement.key]
    column = figures.edition.table("appeals").rows and ("结果维持", "结果纠正", "其他结果", "尚未审结")[index]
    return Reference(
        f"表四{column}", tuple(cells_total(figures, outcome_cells(each, index)) for each in kinds)
    )


def _proactive(figures: Figures, statement: Statement) -> Reference | None:
    if statement.head is not None and statement.head.topic != "proactive":
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
    "(?:全年度?|年内|一年来|本年度?|今年|当年|共|累计|依法|我|本|[局镇乡街道区县市办]|机关|\\d{4}年度?|作出|做出|实施|办理|办结|完成|各类|备案|的|有|其中|新制作|，|行政|审批)*"
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
        return []
    return ["normative_documents" if found[-1] == "规范性文件" else "regulations"]


def _row_label(edition: Edition, key: str) -> str:
    row = next(row for row in edition.table("applications").rows if row.key == key)
    return f"表三{name_of(row)}{'、' if len(name_of(row)) == 1 else ''}{_SHORT[key]}"


_SHORT = {
    "received": "本年新收总计",
    "carried_in": "上年结转总计",
    "total": "",
    "carried_out": "结转下年度继续办理总计",
}


def _rows_label(edition: Edition, key: str, rows: tuple[str, ...]) -> str:
    known = {row.key: row for row in edition.table("applications").rows}
    labels = [known[row].labels for row in rows]
    if len(rows) > 1 and "+" not in key:
        return f"表三{labels[0][1]}各项总计之和"
    return "表三" + "＋".join(label[-1].split("（区分")[0] for label in labels) + "总计"
