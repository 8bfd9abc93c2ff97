"""Rules on shares and on changes since last year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.numerals import Figure, number_of, shares
from helpers.checks.prose.passage import Passage
from helpers.checks.prose.quantity import rows_total
from helpers.checks.prose.reading import Reading, reading_of
from helpers.checks.prose.reference import reference_of
from helpers.checks.prose.statement import ON_REQUEST, Statement, speaks_of_applications
from helpers.checks.rule import ReportRule
from helpers.checks.values import show
from helpers.form import Figures, Report

_SHARE_OF = re.compile(
    r"(?:的?申请|的)?[，,、(]?(?:合计|共计|仅|约|大约|共|均|分别)*占(?:到|据|了)?(?:比)?(?:例)?(?:为|约)?"
    r"(?P<base>[^，,；。0-9]{0,24}?)(?:的)?(?:比例|比重)?(?:为|达到?|约为?|仅)?$|[(](?:约)?$"
)
_TIMELY = re.compile("按[时期]|及时|限时|准时|法定|到期|逾期")
_RATE = re.compile("(?P<what>办结|答复|办理)率(?:达到?|为|是|保持|均为|实现)*$")


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
                yield from self._compare(report, passage, before, statement, share, match["base"] or "", gap)
                return
        if match := _RATE.search(passage.text[max(left, share.start - 16) : share.start]):
            yield from self._check_rate(report, passage, share, match.start() + max(left, share.start - 16))

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
        slack = Decimal(3) if share.unit == "%" and share.step == 5 else share.step * Decimal("1.01")
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

    def _check_rate(self, report: Report, passage: Passage, share: Figure, start: int) -> Iterator[Finding]:
        """办结率 is （七） of what came in."""
        left, right = passage.sentence_at(start)
        clause = max(left, passage.text.rfind("，", left, start) + 1)
        if _TIMELY.search(passage.text[clause:start]) or not speaks_of_applications(
            passage, start, share.end
        ):
            return
        if passage.address != ON_REQUEST and "申请" not in passage.text[left:right]:
            return
        done = _exact(report.figures, ("total",))
        bases = [_exact(report.figures, ("received", "carried_in")), _exact(report.figures, ("received",))]
        values = [100 * done / base for base in bases if base and done is not None]
        slack = Decimal(3) if share.step == 5 else share.step * Decimal("1.01")
        if not values or any(share.allows(value, slack) for value in values):
            return
        yield self.finding(
            report,
            passage.address,
            f"文中“{passage.clause(start, share.end)}”，而表三（七）总计÷（一＋二）＝{_shown(values[0])}%，请核对。",
            expected=_rounded(values[0]),
            actual=share.value,
            line=passage.line(share.start),
        )


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


_CHANGE = re.compile(
    r"(?:同比|环比(?!)|(?:比|较|与)(?:上年|上一年|去年|上年度|上一年度|{last}年)(?:度)?(?:同期)?(?:相比)?,?(?:，)?)"
)
_MORE = "增长|增加|上升|提高|提升|增多|多|增|升"
_LESS = "减少|下降|降低|回落|下滑|少|减|降"


class Changes(ReportRule):
    """What the text says of the change since last year follows from last year's report."""

    id = "N-CHANGE"
    severity = Severity.WARNING
    excusable = True
    title = "文中与上年相比的增减与上年报告一致"
    basis = "条例第五十条第（二）项；统计勾稽：增减按两年报告的数计算"
    example = "上年新收 20 件，本年 24 件，文中写“同比增长25%”：应为 20%。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each change that last year's report contradicts."""
        if report.previous is None:
            return
        reading = reading_of(report)
        yield from self._check_last_years(report, reading)
        for passage in reading.passages:
            counts = [each for each in reading.statements if each.passage is passage]
            for match in _changes(report.year).finditer(passage.text):
                statement = _subject(passage, counts, match)
                if statement is None:
                    continue
                now, then = _two_years(report, statement)
                if now and not any(
                    _agrees(match, Decimal(a), Decimal(b)) for a, b in zip(now, then, strict=True)
                ):
                    yield self.finding(
                        report,
                        passage.address,
                        f"文中“{passage.clause(match.start(), match.end())}”，而上年报告是 {show(then[0])}，"
                        f"本年是 {show(now[0])}，请核对。",
                        expected=now[0] - then[0],
                        actual=match["figure"] or match["share"] or match[0],
                        line=passage.line(match.start()),
                    )

    def _check_last_years(self, report: Report, reading: Reading) -> Iterator[Finding]:
        """Last year's figures that the text quotes."""
        previous = report.previous
        assert previous is not None  # noqa: S101  # check has asked
        for statement in reading.statements:
            if statement.period != "last" or not statement.sure or not statement.plain:
                continue
            if not statement.figure.exact or statement.topic not in ("applications", "appeals", "results"):
                continue
            if statement.head is not None:
                continue
            reference = reference_of(previous.figures, replace(statement, period="year"))
            if reference is None or not reference.amounts or reference.fits(statement.value):
                continue
            yield self.finding(
                report,
                statement.passage.address,
                f"文中“{statement.quote}”说的是上年，而上年报告中{reference.label}是 {reference.words}，请核对。",
                expected=reference.amounts[0].low,
                actual=statement.value,
                line=statement.line,
            )


def _changes(year: int) -> re.Pattern[str]:
    last = f"(?:上年度?|上一年度?|去年|{year - 1}年度?)"
    number = r"(?P<figure>[\d,.]+|[零一二三四五六七八九十百千两廿]+)(?:件次|件|宗|份|起|例|次)"
    share = (
        r"(?P<share>\d+(?:\.\d+)?%|百分之[零一二三四五六七八九十百点两]+|[一二三四五六七八九两]成半?)"
        r"(?P<after>以上|左右|多)?"
    )
    return re.compile(
        rf"(?:同比|(?:比|较|与){last}(?:同期)?(?:相比)?|与{last}相比|(?<=件)[，,](?=增长|下降|减少|增加)|增幅|降幅)[，,]?"
        rf"(?:有所|略有|小幅|大幅|明显|显著|均|总体|基本|了|为|达|数量|件数|，|约|相比|持续)*"
        rf"(?:(?P<up>{_MORE})|(?P<down>{_LESS}))?(?:了|约|幅度)*(?:为|达到?)?(?:{number}|{share})?"
        rf"(?P<double>翻了?一番|增加一倍|增长一倍)?(?P<level>(?:基本)?持平)?"
        rf"|是{last}的(?P<times>\d+(?:\.\d+)?)倍"
        rf"|[由从]{last}?的?(?P<from>\d+|[零一二三四五六七八九十百千两廿]+)件?(?:增加?|上?升|减少?|下?降|增长|提高|回落|下降|上升)(?:至|到|为)"
        r"(?P<to>\d+|[零一二三四五六七八九十百千两廿]+)件"
    )


def _subject(passage: Passage, counts: list[Statement], match: re.Match[str]) -> Statement | None:
    """Whose change it is: the last count in front of it, or what its own clause names."""
    left = max(passage.text.rfind(mark, 0, match.start()) for mark in "。！？；\n") + 1
    before = [each for each in counts if left <= each.figure.start and each.figure.end <= match.start()]
    words = passage.text[left : match.start()]
    if before:
        last = before[-1]
        between = passage.text[last.figure.end : match.start()]
        if (
            last.topic == ""
            and len(before) > 1
            and re.search("(?:增加?|减少?|上升|下降|多|少)$", passage.text[: last.figure.start])
        ):
            last = before[-2]
            between = ""
        if len(between) > 8 or re.search(
            "[^，,、()且又的，其中]", between.replace("较", "").replace("数量", "")
        ):
            return None
        return last if last.certain and last.head is None and last.topic in _KNOWN else None
    name = re.search(
        "(?P<new>新收)?(?:政府信息公开|依申请公开)?申请(?:总)?(?:量|数量|件数|数)?(?:总体|整体)?[，,]?$",
        passage.text[left : match.start()],
    )
    if name is None or re.search("人|渠道|复议|率", name[0]) or (len(words) - len(name[0]) > 14):
        return None
    front = passage.text[left : left + name.start()]
    if re.search("率|类|关于|涉及|自然人|企业|网|信函|部门", front):
        return None
    key = "received" if name["new"] else "incoming"
    figure = Figure(Decimal(0), "件", Decimal(1), "", match.start(), match.start())
    return Statement(passage, "applications", key, figure, left, match.start())


_KNOWN = ("applications", "appeals", "results", "proactive")


def _two_years(report: Report, statement: Statement) -> tuple[list[int], list[int]]:
    """This year's and last year's number in each reading; nothing where one of them isn't known."""
    previous = report.previous
    assert previous is not None  # noqa: S101  # check has asked
    if statement.topic == "proactive" and previous.edition.id != report.edition.id:
        return [], []
    now, then = (reference_of(figures, statement) for figures in (report.figures, previous.figures))
    if now is None or then is None or len(now.amounts) != len(then.amounts):
        return [], []
    if not all(amount.exact for amount in (*now.amounts, *then.amounts)):
        return [], []
    return [amount.low for amount in now.amounts], [amount.low for amount in then.amounts]


def _agrees(match: re.Match[str], now: Decimal, then: Decimal) -> bool:
    """Whether a change said in words is that from one number to the other."""
    if match["times"]:
        return bool(then) and abs(now / then - Decimal(match["times"])) < Decimal("0.06")
    if match["from"]:
        return number_of(match["from"]) == then and number_of(match["to"]) == now
    if match["level"]:
        rough = "基本" in match["level"]
        return abs(now - then) * 5 <= max(now, then) if rough else now == then
    if match["double"]:
        return bool(then) and abs(now / then - 2) < Decimal("0.15")
    if (match["up"] and now <= then) or (match["down"] and now >= then):
        return False
    if match["figure"]:
        return number_of(match["figure"]) == abs(now - then)
    if match["share"]:
        if not then:
            return True
        share = shares(match["share"])[0]
        slack = Decimal(4) if share.step == 5 else share.step * Decimal("1.01")
        loose = match["after"] is not None
        return abs(100 * abs(now - then) / then - share.value) <= (slack if not loose else 10)
    return True
