"""The rule on shares in the narrative."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.binding import in_front
from helpers.checks.prose.numerals import Figure, shares
from helpers.checks.prose.passage import Passage
from helpers.checks.prose.quantity import rows_total
from helpers.checks.prose.reading import reading_of
from helpers.checks.prose.references import reference_of
from helpers.checks.prose.scope import judged, speaks_of_applications
from helpers.checks.prose.statement import ON_REQUEST, Statement
from helpers.checks.rule import ReportRule
from helpers.checks.values import show
from helpers.form import Figures, Report

_SHARE_OF = re.compile(
    r"(?:的?申请|的)?[，,、(]?(?:以上|上述|这|前)?(?:[两二三四五六](?:者|项|类|种))?(?:合计|共计|仅|约|大约|共|均|分别)*占(?:到|据|了)?(?:比)?(?:例)?(?:为|约)?"
    r"(?P<base>[^，,；。0-9]{0,24}?)(?:的)?(?:比例|比重)?(?:为|达到?|约为?|仅)?$|[(](?:约)?$"
    r"|[，,(、](?:比例|比重)(?:为|是|达到?|约|近)*$|[，,](?:约)?(?:为|是)(?P<of>[^，,；。0-9]{2,16})的$"
)
_TIMELY = re.compile("按[时期]|及时|限时|准时|法定|到期|逾期")
_RATE = re.compile(
    r"(?P<what>办结|答复|办理|(?<!不予)(?<!部分)公开)率(?:\([^()]*\))?(?:达到?|为|是|保持|均为|实现|约|近)*$"
)
_ALONE = re.compile(
    r"(?:所)?占(?:到|据|了|比例?)?(?:达到?|为|约|近)?(?P<base>[^，,；。0-9]{0,16}?)(?:的)?(?:比例|比重)?(?:为|达到?|约|近)*$"
    r"|(?:的)?(?:比例|比重|占比)(?:为|是|达到?|约|近)*$"
)


class Shares(ReportRule):
    """Each 占X% is its count's share of the base that is named, or of any sensible one."""

    id = "N-PCT"
    severity = Severity.WARNING
    excusable = True
    title = "文中所占比例等于件数除以基数，尾数按所印位数进舍"
    basis = "条例第五十条第（二）项；统计勾稽：比例＝件数÷基数，基数写明的按写明的算"
    example = "办结 12 件中予以公开 8 件，文中写“占办结总数的72.7%”：8÷12＝66.7%。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each share that no base gives, and each share of a count that the table contradicts."""
        reading = reading_of(report)
        for passage in reading.passages:
            counts = [each for each in reading.statements if each.passage is passage]
            for share in shares(passage.text):
                yield from self._check_share(report, passage, counts, share)

    def _check_share(
        self, report: Report, passage: Passage, counts: list[Statement], share: Figure
    ) -> Iterator[Finding]:
        before = [each for each in counts if each.figure.end <= share.start]
        left, _ = passage.sentence_at(share.start)
        if before and before[-1].figure.start >= left:
            statement = before[-1]
            gap = passage.text[statement.figure.end : share.start]
            if match := _SHARE_OF.match(gap):
                yield from self._compare(
                    report, passage, before, statement, share, match["base"] or match["of"] or "", gap
                )
                return
        near = max(left, share.start - 24)
        if match := _RATE.search(passage.text[near : share.start]):
            yield from self._check_rate(report, passage, share, match["what"], match.start() + near)
            return
        clause = max(left, max(passage.text.rfind(mark, left, share.start) for mark in "，,；、(") + 1)
        if passage.address == ON_REQUEST and (not before or before[-1].figure.end <= clause):
            yield from self._check_told(report, passage, before, share, clause)

    def _check_told(
        self, report: Report, passage: Passage, before: list[Statement], share: Figure, clause: int
    ) -> Iterator[Finding]:
        """Yield the share of what is named without a count: 自然人申请占八成."""
        match = _ALONE.search(passage.text[clause : share.start])
        best = in_front(passage.text[clause : clause + match.start()], report.year) if match else None
        if match is None or best is None or best[0] not in ("results", "applicants") or best[1] == "granted?":
            return
        topic, key, at = best
        end = clause + match.start()
        nothing = Figure(Decimal(0), "件", Decimal(1), "", end, end)
        lead = passage.text[clause : clause + at]
        statement = judged(Statement(passage, topic, key, nothing, clause + at, end), lead)
        reference = reference_of(report.figures, statement) if statement.certain else None
        bases = _bases(report.figures, passage, before, statement, match["base"] or "")
        if reference is None or not all(amount.exact for amount in reference.amounts) or not bases:
            return
        rights = [100 * Decimal(amount.low) / base for amount in reference.amounts for base in bases if base]
        slack = _slack(share)
        if not rights or any(share.allows(right, slack) for right in rights):
            return
        yield self.finding(
            report,
            passage.address,
            f"文中“{passage.quote(clause, share.end)}”，而{reference.label}是 {reference.words}，"
            f"占 {_shown(rights[0])}%，请核对。",
            expected=_rounded(rights[0]),
            actual=share.value,
            line=passage.line(share.start),
        )

    def _compare(
        self,
        report: Report,
        passage: Passage,
        before: list[Statement],
        statement: Statement,
        share: Figure,
        named: str,
        gap: str,
    ) -> Iterator[Finding]:
        if not statement.figure.exact or statement.period != "year":
            return
        if "分别" in gap:
            return
        count = statement.figure.value
        counts = [count]
        if re.search("合计|共计|共占|[两二三四]项|[两二三四]类", gap):
            left, _ = passage.sentence_at(share.start)
            same = [each.figure.value for each in before if each.figure.start >= left]
            counts = [sum(same[-number:], Decimal(0)) for number in range(2, len(same) + 1)] or counts
            count = counts[0]
        bases = _bases(report.figures, passage, before, statement, named)
        if not bases:
            return
        slack = _slack(share)
        if any(share.allows(100 * each / base, slack) for each in counts for base in bases if base):
            yield from self._check_table(report, passage, statement, share, bases, slack)
            return
        base = next((base for base in bases if base), None)
        if base is None:
            return
        right = 100 * count / base
        table = self._by_table(report, statement, base)
        yield self.finding(
            report,
            passage.address,
            f"文中“{passage.quote(statement.start, share.end)}”，而 {show(count)}÷{show(base)}＝{_shown(right)}%{table}，"
            "请核对件数、基数和比例。",
            expected=_rounded(right),
            actual=share.value,
            line=passage.line(share.start),
        )

    def _by_table(self, report: Report, statement: Statement, base: Decimal) -> str:
        """What the share comes to with the table's count, where that is another."""
        reference = reference_of(report.figures, statement) if statement.topic == "results" else None
        if reference is None or not reference.amounts or reference.fits(statement.value):
            return ""
        count = reference.amounts[0].low
        return f"，按表三的 {show(count)} 件算是 {_shown(100 * count / base)}%"

    def _check_table(
        self,
        report: Report,
        passage: Passage,
        statement: Statement,
        share: Figure,
        bases: list[Decimal],
        slack: Decimal,
    ) -> Iterator[Finding]:
        """The share follows from the count, but the count isn't the table's: neither is the share."""
        if statement.topic != "results" or not statement.certain:
            return
        reference = reference_of(report.figures, statement)
        if reference is None or not reference.amounts or reference.fits(statement.value):
            return
        count = Decimal(reference.amounts[0].low)
        rights = [100 * count / base for base in bases if base]
        if any(share.allows(right, slack) for right in rights):
            return
        yield self.finding(
            report,
            passage.address,
            f"文中“{passage.quote(statement.start, share.end)}”，比例按文中的 {show(statement.value)} 件算，而"
            f"{reference.label}是 {reference.words}，应为 {_shown(rights[0])}%，请核对件数和比例。",
            expected=_rounded(rights[0]),
            actual=share.value,
            line=passage.line(share.start),
        )

    def _check_rate(
        self, report: Report, passage: Passage, share: Figure, what: str, start: int
    ) -> Iterator[Finding]:
        """办结率 is （七） of what came in, 公开率 is （一） or （一） and （二） of （七）."""
        left, right = passage.sentence_at(start)
        clause = max(left, passage.text.rfind("，", left, start) + 1)
        if _TIMELY.search(passage.text[clause:start]) or not speaks_of_applications(
            passage, start, share.end
        ):
            return
        if passage.address != ON_REQUEST and "申请" not in passage.text[left:right]:
            return
        opened = what.endswith("公开")
        if opened and re.search("主动|信息|政务|[算录务]$|应$", passage.text[clause:start]):
            return
        parts = [("granted", "partly_granted"), ("granted",)] if opened else [("total",)]
        wholes = [("received", "carried_in"), ("received",)]
        wholes = [("total",), *wholes] if opened else wholes
        values = [
            100 * part / base
            for part in (_exact(report.figures, rows) for rows in parts)
            for base in (_exact(report.figures, rows) for rows in wholes)
            if base and part is not None
        ]
        slack = _slack(share)
        if not values or any(share.allows(value, slack) for value in values):
            return
        yield self.finding(
            report,
            passage.address,
            f"文中“{passage.clause(start, share.end)}”，而表三{'（一）（二）之和÷（七）' if opened else '（七）总计÷（一＋二）'}＝"
            f"{_shown(values[0])}%，请核对。",
            expected=_rounded(values[0]),
            actual=share.value,
            line=passage.line(share.start),
        )


def _slack(share: Figure) -> Decimal:
    """How far a share as printed may be from what it rounds."""
    return Decimal(3) if share.step == 5 else share.step * Decimal("1.01")


def _rounded(share: Decimal) -> Decimal:
    """A share with two places; beyond all bounds as it is."""
    return share.quantize(Decimal("0.01")) if share.adjusted() < _BOUND else share


def _shown(share: Decimal) -> str:
    return show(_rounded(share))


_BOUND = 20


def _exact(figures: Figures, rows: tuple[str, ...]) -> Decimal | None:
    amount = rows_total(figures, "applications", rows)[0]
    return Decimal(amount.low) if amount.exact else None


def _bases(
    figures: Figures, passage: Passage, before: list[Statement], statement: Statement, named: str
) -> list[Decimal]:
    """What a share may be of."""
    rows: list[tuple[str, ...]] = [("total",), ("received",), ("received", "carried_in")]
    applications = statement.topic in ("results", "applications", "channels") and statement.plain
    applications = applications or (passage.address == ON_REQUEST and statement.plain)
    if re.search("办结|答复|办理|处理", named):
        rows = rows[:1]
    elif "应办" in named:
        rows = rows[2:]
    elif "新收" in named:
        rows = rows[1:2]
    elif re.search("收到|受理|收件", named):
        rows = rows[1:]
    elif named and not re.search("申请|总|全部|件|信息|发布", named):
        return []
    if re.search("全[区县市省州]|同类|同期|上年", named):
        return []
    found = [base for each in rows if (base := _exact(figures, each))] if applications else []
    if not found or rows[1:]:
        left, _ = passage.sentence_at(statement.start)
        unit = statement.figure.unit
        heads = [statement.head] if statement.head else []
        heads += [each for each in before[:-1] if each.figure.start >= left][:1]
        found += [each.figure.value for each in heads if each.figure.unit == unit and each.figure.exact]
    return [base for base in found if base >= statement.figure.value]
