"""Rules on wording: slips of the pen, boasts and double negatives, prose that any office could have written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.names import short_names
from helpers.checks.prose.numerals import figures
from helpers.checks.prose.passage import Passage
from helpers.checks.prose.reading import reading_of
from helpers.checks.prose.slips import slips
from helpers.checks.rule import ReportRule
from helpers.form import Report


class Slips(ReportRule):
    """No doubled or garbled words, no marks that don't pair, no half-width marks between Chinese characters."""

    id = "D-TYPO"
    severity = Severity.WARNING
    excusable = True
    title = "文中没有重字、错乱的固定用语、不成对的引号括号和半角标点"
    basis = "条例第五十条；GB/T 15834—2011 标点符号用法（国家标准第 15834 号）"
    example = "文中写“通过公众号“老城西关”发布”：引号配成一对。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each slip."""
        for passage in reading_of(report).passages:
            for start, end, what in slips(passage.source.value):
                words = passage.source.value[max(0, start - 6) : end + 6]
                around = re.sub(r"\d{7,}", "…", " ".join(words.split()))
                yield self.finding(
                    report,
                    passage.address,
                    f"文中“{around}”处{what}，请核对改正。",
                    actual=re.sub(r"\d{7,}", "…", passage.source.value[start:end]),
                    line=passage.source.line_at(start),
                )


class Absolute(ReportRule):
    """No boast that can't be true, no double negative, no 均 or 全部 of nothing."""

    id = "D-ABS"
    severity = Severity.WARNING
    excusable = True
    title = "文中没有绝对化的表述、双重否定和对 0 件说“均”"
    basis = "条例第五十条；国办公开办函〔2021〕30号：内容不能遗漏、不宜泛化"
    example = "文中写“收到申请0件，均全部按时办结”：改为“本年度没有收到申请”。"

    _BOAST = re.compile(
        "绝对(?:准确|正确|安全|保密|满意|没有|无|到位|规范|真实|可靠)|绝无(?:差错|遗漏|失误|错误)|万无一失|完美无缺|尽善尽美|毫无(?:差错|瑕疵|遗漏|问题)"
        "|从(?:未|没有)(?:出现|发生|有)过?任何(?:的)?(?:问题|差错|失误|错误|纰漏)|(?:没有|不存在|无)任何(?:的)?(?:不足|问题|差错|失误|缺点|瑕疵|漏洞|疏漏)"
        "|杜绝了?(?:一切|所有|任何)|百分之百(?:合格|准确|正确|满意|无误|到位|规范|安全)|100%(?:准确|正确|无误)|(?:无一|零)(?:差错|失误)(?:、|，)(?:无一|零)|天衣无缝|滴水不漏|无懈可击|史无前例|举世无双|无与伦比|(?:绝不|不)存在(?:任何|一丝)|丝毫(?:没有|不存在)|100%(?:满意|合格)"
    )
    _TWICE = re.compile(
        "(?:未|没有|无|不存在|尚未)(?:曾)?(?:收到|发生|出现|受理|答复|办理|产生|接到|有)?[^，。；、0零]{0,24}?(?:申请|复议|诉讼|案件|答复|情况|通知|事项|结转|投诉|举报)?(?:数量)?(?:共|为|计)?(?<![\\d.])(?:0|零)[件起宗份次例]"
        "|(?:并非|不是)(?:没有|未|不)[^，。]{0,16}(?:不|没有)|不(?:无|是没有|是不)|(?:没有|无|不存在)未(?:收到|接到)[^，。；]{0,8}申请"
    )
    _NOTHING_ALL = re.compile(
        r"(?:未|没有)(?:收|接)到[^。；，]{0,24}申请[,，][^。；，]{0,8}率(?:达到?|为|是|均为)?(?:100%|百分之百)|"
        r"(?:未收到|没有收到|未接到|没有接到)[^。；，]{0,24}申请[，,][^。；，]{0,6}(?:均|全部|都)[^。；，]{0,10}(?:办结|答复)"
        r"|(?<![\d.,])(?:0|零)[件起宗份次例][^。；]{0,20}?率(?:达到?|为|是|均为)?(?:100%|百分之百)"
        r"|(?<![\d.,])(?:0|零)[件起宗份次例](?:次)?[^。；]{0,16}?[，,、](?:均|全部|都|悉数)[^。；，]{0,14}?(?:办结|答复|办理|完成|公开|维持|审结|回复|处理)"
    )

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each phrase."""
        kinds = (
            (self._BOAST, "说得绝对，请按实际情况改写"),
            (self._TWICE, "否定之后又写 0 件或再否定，意思相反，请改为一种说法"),
            (self._NOTHING_ALL, "件数是 0，不必再说“均”“全部”，请删去后半句"),
        )
        for passage in reading_of(report).passages:
            for pattern, what in kinds:
                for match in pattern.finditer(passage.text):
                    yield self.finding(
                        report,
                        passage.address,
                        f"文中“{passage.clause(match.start(), match.end())}”{what}。",
                        actual=passage.quote(match.start(), match.end()),
                        line=passage.line(match.start()),
                    )


class Generic(ReportRule):
    """Section one names the office or gives a figure: prose that any office could print tells nothing."""

    id = "D-GENERIC"
    severity = Severity.WARNING
    excusable = True
    title = "第一部分有本机关的名称或具体的数字、事项，不是换个单位也能用的套话"
    basis = "条例第五十条；国办公开办函〔2021〕30号：内容不宜泛化"
    example = "第一部分通篇是“提高站位、强化担当”：写出本机关做了哪些事、各有多少。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield section one where nothing in it is the office's own."""
        passages = [
            each for each in reading_of(report).passages if each.address.startswith("narrative.overview.")
        ]
        if len(passages) < 3 or any(self._is_own(report, each) for each in passages):
            return
        yield self.finding(
            report,
            passages[0].address,
            "第一部分没有出现本机关名称、具体数字和事项，换个单位也能用，请写出本机关的实际做法和数据。",
        )

    _EVERYBODYS = re.compile(
        "《(?:中华人民共和国|国务院|全国|政府信息公开|条例|保守国家秘密|个人信息保护)[^》]*》"
        "|“(?:五公开|放管服|三审三校|两微一端|一网通办|最多跑一次|互联网[^”]*|以公开[^”]*|应公开[^”]*|先审[^”]*|谁[^”]*负责)”"
        "|五公开|三审三校|两微一端|一事一审|最多跑一次"
    )
    """Laws and slogans that any office may quote."""

    def _is_own(self, report: Report, passage: Passage) -> bool:
        text = self._EVERYBODYS.sub("", passage.text)
        if any(name in text for name in short_names(report.office.name)) or re.search("[“《]", text):
            return True
        counted = [each for each in figures(text) if text[each.start : each.start + 1] != "一"]
        if counted or re.search(r"(?<!20)\d+(?!\d*年)", re.sub(r"20\d\d年", "", text)):
            return True
        specific = re.search(r"[一-鿿]{2}(?:小区|社区|村委|村民|路|学校|河|广场|园区|地块|街道)", text)
        return bool(specific)
