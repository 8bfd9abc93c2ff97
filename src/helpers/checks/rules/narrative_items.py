"""The rule on lists within a sentence: parts of a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.numerals import number_of
from helpers.checks.prose.passage import Passage
from helpers.checks.prose.quantity import rows_of, rows_total
from helpers.checks.prose.reading import Reading, reading_of
from helpers.checks.prose.statement import ON_REQUEST, Statement
from helpers.checks.rule import ReportRule
from helpers.checks.values import show
from helpers.form import Report

_LONGEST = 40
_OPENS = re.compile("(?:的|次)?[，,。(]?(?:其中|分别[为是]|分为|包括|具体[为是]|即|含|按.{1,6}分[，,:])|:")
_WHOLE = re.compile("分别[为是]|分为|:|：")
_LOOSE = re.compile(
    "等(?!级|次|候|待|于)|重复(?:统计|计)|交叉|重叠|同时(?:属于|计入)|部分信息|以及其他|之一|不含|主要|重点|占"
)
_IN_A_ROW = re.compile(
    r"(?P<items>(?<![\d.%])\d{1,7}(?:[、和]\d{1,7}){2,})(?P<unit>件|条|次|篇|场|起|宗|份)[，,]"
    r"(?:[两二三四五六七八九十\d]+个?(?:季度|月|季|项|类|渠道|部分|科室|单位)|全年|以上|各项)?"
    r"(?:合计|共计|总计|共)(?:为|有|是)?(?P<total>\d{1,9})(?P=unit)(?!以上|左右|次)"
)
_TOTAL = re.compile("(?:[两二三四五六七八九十\\d]+[项类个者]?)?(?:合计|共计|总计|共)(?:为|有|是)?$")


class Items(ReportRule):
    """Where a list claims to be whole, its items add up to the number in front of it or behind it."""

    id = "N-ITEMS"
    severity = Severity.WARNING
    excusable = True
    title = "文中“共 N 条，其中 a、b、c”各分项之和等于总数"
    basis = "条例第五十条；统计勾稽：分项相加等于总数，只列一部分的应写“等”"
    example = "文中写“共318条，其中 4、52、3、6、240、24 条”：各项之和是 329，核对总数和各分项。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each list that doesn't add up."""
        reading = reading_of(report)
        for passage in reading.passages:
            counts = [each for each in reading.statements if each.passage is passage]
            for head, items in _lists(passage, counts):
                total = sum((item.figure.value for item in items), Decimal(0))
                if total != head.figure.value:
                    yield self._finding(report, passage, head, items, total)
            for match in _IN_A_ROW.finditer(passage.text):
                yield from self._check_row(report, passage, match)
        yield from self._check_results(report, reading)

    def _check_row(self, report: Report, passage: Passage, match: re.Match[str]) -> Iterator[Finding]:
        """Bare figures in a row and what they come to: 依次为18、22、20、21件，合计81件."""
        if _LOOSE.search(match[0]):
            return
        items = [number_of(words) or Decimal(0) for words in re.findall(r"\d[\d,]*", match["items"])]
        total, said = sum(items, Decimal(0)), number_of(match["total"])
        if said is not None and total != said:
            terms = "＋".join(show(item) for item in items)
            yield self.finding(
                report,
                passage.address,
                f"文中“{passage.quote(match.start(), match.end())}”，而 {terms}＝{show(total)}，"
                f"相差 {show(abs(total - said))}，请核对总数和各分项。",
                expected=total,
                actual=said,
                line=passage.line(match.start()),
            )

    def _check_results(self, report: Report, reading: Reading) -> Iterator[Finding]:
        """All results that the table has are told, and what was done: the ones make the other."""
        passage = reading.passage(ON_REQUEST)
        counts = [each for each in reading.statements if each.passage is passage and each.certain]
        done = [each for each in counts if each.key == "done" and each.head is None]
        results = [
            each
            for each in counts
            if each.topic == "results" and (each.head is None or each.head.topic == "applications")
        ]
        if passage is None or len(done) != 1 or len(results) < 3:
            return
        rows = [row for each in results for row in rows_of(report.edition, each.key)]
        leaves = [row.key for row in report.edition.table("applications").rows if row.leaf]
        untold = [row for row in leaves if row not in rows]
        if len(rows) != len(set(rows)) or rows_total(report.figures, "applications", tuple(untold))[0].low:
            return
        total = sum((each.figure.value for each in results), Decimal(0))
        if total != done[0].figure.value:
            yield self._finding(report, passage, done[0], results, total)

    def _finding(
        self, report: Report, passage: Passage, head: Statement, items: list[Statement], total: Decimal
    ) -> Finding:
        terms = "＋".join(show(item.figure.value) for item in items)
        return self.finding(
            report,
            passage.address,
            f"文中“{head.quote}”，而所列各项 {terms}＝{show(total)}，相差 {show(abs(total - head.figure.value))}，"
            "请核对总数和各分项，只列一部分的请写“等”。",
            expected=total,
            actual=head.figure.value,
            line=head.line,
        )


def _lists(passage: Passage, counts: list[Statement]) -> Iterator[tuple[Statement, list[Statement]]]:
    """Each whole with its parts; only lists that claim to be whole, of exact figures in one unit."""
    for start, end in passage.sentences:
        here = [each for each in counts if start <= each.figure.start < end]
        for index, head in enumerate(here):
            if not head.figure.exact:
                continue
            items = _items_behind(passage, here, index, end)
            if items and not (index and _go_together(passage, here[index - 1], head)):
                yield head, items
        yield from _totals_behind(passage, here)


def _items_behind(passage: Passage, here: list[Statement], index: int, end: int) -> list[Statement]:
    head = here[index]
    rest = [each for each in here[index + 1 : index + _LONGEST] if _depth(passage, head, each) == 0]
    if len(rest) < 2:
        return []
    text = passage.text
    opening = re.sub(r"\([^()]*\)", "", text[head.figure.end : rest[0].figure.start])
    opens = bool(_OPENS.match(opening) or re.search("其中|分别[为是]", opening))
    opens = opens or (len(opening) <= 10 and ":" in opening)
    running = (
        head.head is None
        and "、" in text[rest[0].figure.end : rest[1].figure.start]
        and re.search(
            "(?:共|累计|合计)[^，。；、]{0,9}$", text[max(0, head.figure.start - 12) : head.figure.start]
        )
    )
    if (
        not (opens or (running and len(opening) <= 10))
        or "；" in opening
        or "(" in opening
        or _LOOSE.search(opening.split("其中")[0])
    ):
        return []
    items: list[Statement] = []
    for each in rest:
        between = text[items[-1].figure.end if items else head.figure.end : each.figure.start]
        if items and ("；" in between or "其中" in between or _TOTAL.search(between)):
            break
        if _unit(each) != _unit(head) or (items and ":" in between):
            break
        items.append(each)
    if len({"" if item.topic in _HOW else item.topic for item in items}) > 1:
        return []
    if len(items) < 2 or not all(item.figure.exact for item in items):
        return []
    stop = text.find("；", items[-1].figure.end, end)
    tail = text[items[-1].figure.end : stop if stop >= 0 else end]
    if _LOOSE.search(text[head.figure.end : items[-1].figure.start]) or _LOOSE.search(tail):
        return []
    total = sum((item.figure.value for item in items), Decimal(0))
    # A list of a small share is a choice, not the whole.
    whole = opens and (_WHOLE.search(opening) or 5 * total >= 4 * head.figure.value)
    return items if whole or total > head.figure.value else []


_HOW = ("channels", "applicants")


def _go_together(passage: Passage, one: Statement, other: Statement) -> bool:
    """Whether a list behind may be of both: 其中 behind 复议6件、诉讼4件."""
    gap = passage.text[one.figure.end : other.figure.start]
    return (
        _unit(one) == _unit(other)
        and gap[:1] in ("、", "和", "及", "，")
        and not re.search("共|合计|总计|[。；]", gap)
    )


_UNITS = {
    "人次": "人",
    "名": "人",
    "件次": "件",
    "宗": "件",
    "起": "件",
    "场次": "场",
    "则": "条",
    "篇": "条",
}


def _unit(statement: Statement) -> str:
    return _UNITS.get(statement.figure.unit, statement.figure.unit)


def _depth(passage: Passage, head: Statement, item: Statement) -> int:
    between = passage.text[head.figure.end : item.figure.start]
    return between.count("(") - between.count(")")


def _totals_behind(passage: Passage, here: list[Statement]) -> Iterator[tuple[Statement, list[Statement]]]:
    """a、b、c，三项共计 N."""
    for index, total in enumerate(here):
        words = passage.text[: total.figure.start][-10:]
        match = re.search(
            "([两二三四五六七八九十])(?:[项类者]|[个种条]?(?:渠道|平台|途径|方式|方面|部分|栏目))(?:合计|共计|总计|共)(?:为|有|是)?$",
            words,
        )
        if match is None and total.figure.exact and re.search("，(?:合计|共计|总计)(?:为)?$", words):
            parts = here[:index]
            plain = passage.text[parts[0].figure.end : total.figure.start] if parts else ""
            exact = all(each.figure.exact and each.figure.unit == total.figure.unit for each in parts)
            if len(parts) > 1 and exact and not re.search("其中|[()；:等]", plain):
                yield total, parts
        if match is None or not total.figure.exact:
            continue
        parts = [each for each in here[:index] if each.figure.end <= total.figure.start - len(match[0])]
        number = "零一二三四五六七八九十".find(match[1].replace("两", "二"))
        parts = [each for each in parts if each.figure.unit == total.figure.unit][-number:]
        if len(parts) == number and all(part.figure.exact for part in parts):
            yield total, parts
