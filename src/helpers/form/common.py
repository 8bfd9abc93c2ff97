"""What both editions of the official form share: the six sections, the columns of table three, table four."""

from __future__ import annotations

from helpers.form.model import Block, Column, Part, Row, Section, Table

SECTIONS = (
    Section(
        "overview",
        "一、总体情况",
        parts=(
            Part("lead", "", required=False),
            Part("proactive", "（一）主动公开"),
            Part("on_request", "（二）依申请公开"),
            Part("management", "（三）政府信息管理"),
            Part("platform", "（四）政府信息公开平台建设"),
            Part("oversight", "（五）监督保障"),
        ),
        more=True,
    ),
    Section("proactive", "二、主动公开政府信息情况", table="proactive"),
    Section("applications", "三、收到和处理政府信息公开申请情况", table="applications"),
    Section("appeals", "四、政府信息公开行政复议、行政诉讼情况", table="appeals"),
    Section(
        "shortcomings",
        "五、存在的主要问题及改进情况",
        parts=(
            Part("lead", "", required=False),
            Part("problems", "（一）存在问题"),
            Part("improvements", "（二）改进措施"),
        ),
    ),
    Section("other", "六、其他需要报告的事项", parts=(Part("", ""),)),
)

_APPLICANT = "申请人情况"
_ORGANISATION = "法人或其他组织"
_RESULTS = "三、本年度办理结果"

APPLICANTS = (
    Column("natural_person", (_APPLICANT, "自然人")),
    Column("commercial", (_APPLICANT, _ORGANISATION, "商业企业")),
    Column("research", (_APPLICANT, _ORGANISATION, "科研机构")),
    Column("welfare", (_APPLICANT, _ORGANISATION, "社会公益组织")),
    Column("legal", (_APPLICANT, _ORGANISATION, "法律服务机构")),
    Column("other", (_APPLICANT, _ORGANISATION, "其他")),
    Column("total", (_APPLICANT, "总计")),
)

BALANCE_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def _results(group: str, heading: str, labels: dict[str, str]) -> tuple[Row, ...]:
    return tuple(
        Row(f"{group}.{key}", (_RESULTS, heading, f"{number}.{label}"), leaf=True)
        for number, (key, label) in enumerate(labels.items(), 1)
    )


def applications(other: dict[str, str] | None) -> Table:
    """Table three.

    Args:
        other: Keys and labels of the rows under （六）其他处理; None where it is a single row (60号).
    """
    other_heading = "（六）其他处理"
    rows = (
        Row("received", ("一、本年新收政府信息公开申请数量",)),
        Row("carried_in", ("二、上年结转政府信息公开申请数量",)),
        Row("granted", (_RESULTS, "（一）予以公开"), leaf=True),
        Row(
            "partly_granted",
            (_RESULTS, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
            leaf=True,
        ),
        *_results(
            "refused",
            "（三）不予公开",
            {
                "state_secret": "属于国家秘密",
                "prohibited_by_law": "其他法律行政法规禁止公开",
                "security_and_stability": "危及“三安全一稳定”",
                "third_party_rights": "保护第三方合法权益",
                "internal_affairs": "属于三类内部事务信息",
                "deliberative_process": "属于四类过程性信息",
                "enforcement_files": "属于行政执法案卷",
                "administrative_enquiry": "属于行政查询事项",
            },
        ),
        *_results(
            "unable",
            "（四）无法提供",
            {
                "not_held": "本机关不掌握相关政府信息",
                "needs_creating": "没有现成信息需要另行制作",
                "unclear_after_correction": "补正后申请内容仍不明确",
            },
        ),
        *_results(
            "not_processed",
            "（五）不予处理",
            {
                "petition": "信访举报投诉类申请",
                "repeated": "重复申请",
                "publication": "要求提供公开出版物",
                "excessive": "无正当理由大量反复申请",
                "confirmation": "要求行政机关确认或重新出具已获取信息",
            },
        ),
        *(
            _results("other", other_heading, other)
            if other
            else (Row("other", (_RESULTS, other_heading), leaf=True),)
        ),
        Row("total", (_RESULTS, "（七）总计")),
        Row("carried_out", ("四、结转下年度继续办理",)),
    )
    return Table(
        key="applications",
        ordinal="三",
        caption="收到和处理政府信息公开申请情况",
        blocks=(Block(rows=rows, columns=APPLICANTS, corner=BALANCE_NOTE),),
        listed=True,
    )


_LITIGATION = "行政诉讼"

APPEALS = Table(
    key="appeals",
    ordinal="四",
    caption="政府信息公开行政复议、行政诉讼情况",
    blocks=(
        Block(
            rows=(
                Row("reconsideration", ("行政复议",)),
                Row("litigation_direct", (_LITIGATION, "未经复议直接起诉")),
                Row("litigation_after_reconsideration", (_LITIGATION, "复议后起诉")),
            ),
            columns=(
                Column("upheld", ("结果维持",)),
                Column("corrected", ("结果纠正",)),
                Column("other", ("其他结果",)),
                Column("pending", ("尚未审结",)),
                Column("total", ("总计",)),
            ),
            across=True,
        ),
    ),
    listed=True,
)
