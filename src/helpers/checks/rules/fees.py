"""Rules on 信息处理费: what section six says of it, and tables two and three."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.numerals import figures
from helpers.checks.prose.passage import Passage
from helpers.checks.prose.reading import reading_of
from helpers.checks.rule import ReportRule
from helpers.checks.values import is_finite, show
from helpers.form import Report

_NOTICE = "国办函〔2020〕109号"
_BARE = re.compile(
    "(?:本年度|本机关|我[局镇乡委办]|本[局镇乡街道单位]+|20\\d\\d年度?|[,，])*(?:无|没有|暂无|不存在|空|/)(?:其他|另行|任何)*(?:需要|应当|需|应)?"
    "(?:报告|说明|公开)?(?:的)?(?:其他)?(?:事项|情况|内容)?[。.]?"
)
_SAYS = re.compile("处理费|收费|缴费|费用")


def section_six(report: Report) -> Passage | None:
    """The text of section six."""
    return reading_of(report).passage("narrative.other")


def fees_of(report: Report) -> Decimal | None:
    """行政事业性收费 of table two in 万元 (30号); None where the cell holds no amount."""
    value = report.figures["proactive.fees"]
    return Decimal(value) if is_finite(value) and value >= 0 else None  # type: ignore[arg-type, operator]


def _fee_overdue(report: Report) -> int:
    return report.figures.count("applications.other.fee_overdue[6]") or 0


def _says_nothing(passage: Passage) -> bool:
    return not passage.text or bool(_BARE.fullmatch(passage.text))


class SectionSix(ReportRule):
    """Section six tells of 信息处理费, if only that there was none."""

    id = "D-SEC6"
    severity = Severity.WARNING
    excusable = True
    editions = (2021,)
    title = "第六部分报告收取信息处理费的情况，没有收取的也写明"
    basis = f"条例第四十二条；{_NOTICE}：在年度报告中报告收取信息处理费的情况"
    example = "第六部分只写“无。”：改为“本年度没有发出收费通知，没有收取信息处理费”。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield the section where it is silent on fees; an error where the tables show some."""
        passage = section_six(report)
        if passage is None or _SAYS.search(passage.text):
            return
        fees, overdue = fees_of(report), _fee_overdue(report)
        shown = [f"表二行政事业性收费 {show(fees)} 万元"] if fees else []
        shown += [f"表三逾期未缴费 {show(overdue)} 件"] if overdue else []
        if shown and _says_nothing(passage):
            yield self.finding(
                report,
                passage.address,
                f"第六部分写“{passage.source.value.strip()[:20]}”，而{'、'.join(shown)}，请写明信息处理费的通知件数、金额和实收金额。",
                severity=Severity.ERROR,
            )
        else:
            yield self.finding(
                report,
                passage.address,
                "第六部分没有写信息处理费的情况，请写明收费通知的件数、金额和实收金额，没有收取的也请写明。",
            )


class FeeOverdue(ReportRule):
    """Applications were dropped for unpaid fees, though section six says no fee was ever asked for."""

    id = "T3-FEE"
    severity = Severity.WARNING
    excusable = True
    editions = (2021,)
    title = "表三有逾期未缴费的，第六部分应有收费通知"
    basis = f"{_NOTICE}：未按通知缴费的视为放弃申请，先有收费通知才有逾期"
    example = "表三逾期未缴费 1 件，第六部分写“没有发出收费通知”：核对后改正一处。"

    _NONE = re.compile(
        "(?:没有|未|无|不曾|均未)(?:再)?(?:向|对)?(?:任何)?(?:申请人)?(?:发出|发送|发放|发过|出具|开具|发|下达|送达|制发|印发)(?:过|任何)?(?:信息处理费|信息公开)?(?:的)?"
        "(?:收费|缴费|缴纳)(?:费用)?通知|(?:收费|缴费)通知(?:书)?(?:共|计|为|件数)*(?:0|零)[件份]?|信息处理费(?:收取)?(?:的)?(?:情况|方面)?:?(?:均)?(?:为)?无(?![一-鿿]{3})"
        "|(?:没有|未|无|不)(?:产生|发生|涉及)(?:过|任何)?(?:政府信息公开)?(?:信息处理费|收费|缴费)"
        "|(?:没有|未)(?:开展|启动|实施|实行)(?:过)?(?:信息处理费)?收费|(?:全部|一律|均)(?:为)?免费"
        "|(?:没有|无)(?:需要?|应当?)(?:收取|征收)(?:的)?信息处理费"
        "|(?:没有|未)(?:曾)?(?:通知|要求)(?:过|任何)*(?:申请人)?(?:缴|交)(?:费|纳)|(?:没有|无)(?:任何)?收费(?:事项|情况|行为)?(?=[，。；]|$)|收费(?:情况)?:无"
    )

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield the section that knows of no notice."""
        passage, overdue = section_six(report), _fee_overdue(report)
        if passage is None or not overdue:
            return
        if any(
            "通知" in passage.text[max(0, each.start - 12) : each.start] and each.value
            for each in figures(passage.text)
        ):
            return
        match = self._NONE.search(passage.text)
        if match is None and not _says_nothing(passage):
            return
        quote = passage.clause(match.start(), match.end()) if match else passage.source.value.strip()[:20]
        yield self.finding(
            report,
            passage.address,
            f"第六部分写“{quote}”，而表三“申请人逾期未按收费通知要求缴纳费用”总计是 {show(overdue)}，请核对，改正不符的一处。",
            expected=overdue,
            actual=0,
            line=passage.line(match.start()) if match else None,
        )


class FeesCollected(ReportRule):
    """What section six says was collected is within 行政事业性收费 of table two."""

    id = "X-FEE"
    severity = Severity.ERROR
    editions = (2021,)
    title = "第六部分实际收取的信息处理费不超过表二的行政事业性收费"
    basis = f"条例第二十条第（八）项、第四十二条；{_NOTICE}：信息处理费是行政事业性收费，计入表二"
    example = "第六部分写实收信息处理费 1300 元，表二填 0 万元：表二应不少于 0.13 万元。"

    _COLLECTED = re.compile(
        "(?P<real>实际(?:共)?(?:收取|收到|收缴|缴纳|征收)|实收|实缴|已收取|已缴纳)|(?P<plain>(?<!未)(?<!有)(?:共|累计)?(?:收取|计收|收缴|征收|收到))"
    )

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield the amount where it is more than table two's."""
        passage, fees = section_six(report), fees_of(report)
        if passage is None or fees is None:
            return
        found = self._collected(passage)
        if found is None or found[0] <= fees * 10_000:
            return
        amount, start, end = found
        yield self.finding(
            report,
            passage.address,
            f"第六部分“{passage.quote(start, end)}”，即 {show((amount / 10_000).normalize())} 万元，而表二行政事业性收费是 "
            f"{show(fees)} 万元，请核对金额和单位，信息处理费应计入表二。",
            expected=amount / 10_000,
            actual=fees,
            line=passage.line(start),
        )

    def _collected(self, passage: Passage) -> tuple[Decimal, int, int] | None:
        """The amount collected, in 元, and where it stands: what was really collected before what was asked."""
        if not _SAYS.search(passage.text):
            return None
        money = [each for each in figures(passage.text) if each.unit in ("元", "万元")]
        best: tuple[Decimal, int, int] | None = None
        for match in sorted(self._COLLECTED.finditer(passage.text), key=lambda found: found["real"] is None):
            _, end = passage.sentence_at(match.start())
            semicolon = passage.text.find("；", match.end(), end)
            end = semicolon if semicolon >= 0 else end
            here = [each for each in money if match.end() <= each.start < end and each.exact]
            if not here or re.search("通知|应收|未|退", passage.text[match.end() : here[0].start]):
                continue
            total = [
                each
                for each in here
                if re.search("(?:合计|共计|总计|共)(?:为)?$", passage.text[: each.start][-4:])
            ]
            chosen = (total or here)[0]
            best = chosen.value, match.start(), chosen.end
            break
        return best
