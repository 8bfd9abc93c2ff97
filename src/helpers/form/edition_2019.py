"""国办公开办函〔2019〕60号 (trial), for report years 2019 and 2020."""

from __future__ import annotations

from helpers.form.common import APPEALS, SECTIONS, applications
from helpers.form.model import Block, Column, Edition, Kind, Row, Table

_CORNER = "信息内容"
_ITEMS = (
    Column("last_year", ("上一年项目数量",), unit="项"),
    Column("change", ("本年增/减",), kind=Kind.CHANGE, unit="项"),
)
_DECISIONS = (*_ITEMS, Column("decisions", ("处理决定数量",)))

_PROACTIVE = Table(
    key="proactive",
    ordinal="二",
    caption="主动公开政府信息情况",
    blocks=(
        Block(
            title="第二十条第（一）项",
            corner=_CORNER,
            columns=(
                Column("made", ("本年新制作数量",)),
                Column("published", ("本年新公开数量",)),
                Column("total", ("对外公开总数量",)),
            ),
            rows=(Row("regulations", ("规章",)), Row("normative_documents", ("规范性文件",))),
        ),
        Block(
            title="第二十条第（五）项",
            corner=_CORNER,
            columns=_DECISIONS,
            rows=(Row("licences", ("行政许可",)), Row("other_services", ("其他对外管理服务事项",))),
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
            columns=_ITEMS,
            rows=(Row("fee_items", ("行政事业性收费",)),),
        ),
        Block(
            title="第二十条第（九）项",
            corner=_CORNER,
            columns=(
                Column("projects", ("采购项目数量",), unit="项"),
                Column("amount", ("采购总金额（单位：元）",), kind=Kind.MONEY, unit="元", decimals=2),
            ),
            rows=(Row("procurement", ("政府集中采购",)),),
        ),
    ),
)

EDITION_2019 = Edition(
    id=2019,
    notice="国办公开办函〔2019〕60号",
    years=range(2019, 2021),
    sections=SECTIONS,
    tables=(_PROACTIVE, applications(None), APPEALS),
)
