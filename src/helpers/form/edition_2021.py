"""国办公开办函〔2021〕30号, in force for report years from 2021."""

from __future__ import annotations

from helpers.form.common import APPEALS, SECTIONS, applications
from helpers.form.model import Block, Column, Edition, Kind, Row, Table

_CORNER = "信息内容"
_DECISIONS = (Column("decisions", ("本年处理决定数量",)),)

_PROACTIVE = Table(
    key="proactive",
    ordinal="二",
    caption="主动公开政府信息情况",
    blocks=(
        Block(
            title="第二十条第（一）项",
            corner=_CORNER,
            columns=(
                Column("issued", ("本年制发件数",)),
                Column("repealed", ("本年废止件数",)),
                Column("in_force", ("现行有效件数",)),
            ),
            rows=(Row("regulations", ("规章",)), Row("normative_documents", ("行政规范性文件",))),
        ),
        Block(
            title="第二十条第（五）项",
            corner=_CORNER,
            columns=_DECISIONS,
            rows=(Row("licences", ("行政许可",)),),
        ),
        Block(
            title="第二十条第（六）项",
            corner=_CORNER,
            columns=_DECISIONS,
            rows=(Row("penalties", ("行政处罚",)), Row("coercive_measures", ("行政强制",))),
        ),
        Block(
            title="第二十条第（八）项",
            corner=_CORNER,
            columns=(
                Column("amount", ("本年收费金额（单位：万元）",), kind=Kind.MONEY, unit="万元", decimals=4),
            ),
            rows=(Row("fees", ("行政事业性收费",)),),
        ),
    ),
)

EDITION_2021 = Edition(
    id=2021,
    notice="国办公开办函〔2021〕30号",
    years=range(2021, 10000),
    sections=SECTIONS,
    tables=(
        _PROACTIVE,
        applications(
            {
                "correction_overdue": "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
                "fee_overdue": "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
                "other": "其他",
            }
        ),
        APPEALS,
    ),
)
