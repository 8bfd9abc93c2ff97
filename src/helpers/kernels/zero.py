"""A report with nothing in it, to go the way of a report with."""

from __future__ import annotations

from helpers.form import EDITIONS, Figures, Narrative, Office, Previous, Report, Text

_WORDS = """
示例区某机关依照《条例》和国办公开办函〔2021〕30号编写本报告，统计期限自{year}年1月1日起至12月31日止。联系电话010-00000000，邮箱a@example.cn。

{year}年，示例区某机关新收到政府信息公开申请0件，比上年增加0件，同比增长0%，较{last}年减少0件，其中自然人0件、商业企业0件，占0%；
上年结转0件，由{last}年的0件增至0件。通过网络收到0件、信函0件、当面0件。共办结0件：予以公开0件（含部分公开0件），占总数的0%；
部分公开0件；不予公开0件，其中属于国家秘密0件；无法提供0件，因本机关不掌握的0件；不予处理0件，重复申请0件；其他处理0件；结转下年度继续办理0件。
两项合计0件，其余0件。申请0件中，超过0件，不足0件，不含转来的0件。全部按时答复，及时率100%。没有收到申请，未收取信息处理费。

行政复议0件，结果维持0件、结果纠正0件，尚未审结0件；行政诉讼0件，未经复议直接起诉0件，复议后起诉0件。没有发生行政复议、行政诉讼，均无。

制发规章0件；制发行政规范性文件零件，废止0件，现行有效0件；作出行政许可0件，行政处罚0件，行政强制0件，行政事业性收费0万元。

- （一）问题：一是公开不及时，二是见 https://example.cn 。一季度0件，上半年0件。改进情况：上年提出的问题已改正。
"""
"""Something for every rule that reads texts to look at; no sentence of a report."""


def zero_report(edition: int = 2021, year: int | None = None) -> Report:
    """A report that is readable and balances: every figure is 0, some texts say something to every rule.

    Args:
        edition: Its form.
        year: The report year, by default the form's first.
    """
    form = EDITIONS[edition]
    year = year or form.years.start
    words, word = Text(_WORDS.strip().format(year=year, last=year - 1)), Text("例。")
    parts = {
        f"{section.key}.{part.key}" if part.key else section.key: (
            # Some rules read only what is said of requests.
            words if part is section.parts[-1] or part.key == "on_request" else word
        )
        for section in form.sections
        for part in section.parts
    }
    figures = Figures(form, dict.fromkeys(form.fields, 0))
    narrative = Narrative(parts, preamble=words)
    office = Office("示例区某机关", "部门")
    return Report(office, year, form, figures, narrative, previous=Previous(form, figures, narrative))
