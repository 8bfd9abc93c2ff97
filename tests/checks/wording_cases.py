"""Sentences that the rules on wording must find, and right ones that are like them."""

from __future__ import annotations

from tests.checks.prose_cases import ON_REQUEST, PROACTIVE

WRONG: dict[str, tuple[tuple[str, str], ...]] = {
    "D-CITE": (
        ("preamble", "本报告根据《中华人民共和国政府信息公开条例》第四十八条编制。"),
        ("preamble", "根据《政府信息公开条例》第三十一条关于编制年度报告的规定，公布本报告。"),
        ("preamble", "根据《中华人民共和国政府信息公开条例》（国务院令第492号）编制本报告。"),
        ("preamble", "本报告按照《政府信息公开工作年度报告格式（试行）》编制。"),
        ("preamble", "根据《中华人民共和国信息公开条例》编制本报告。"),
        (ON_REQUEST, "认真贯彻《合同法》等法律，依法答复。"),
    ),
    "D-PERIOD": (("preamble", "统计数据截止到2022年12月31日。"),),
    "D-COUNT": (
        (
            "preamble",
            "本报告由总体情况、主动公开政府信息、收到和处理申请、行政复议和诉讼、存在的主要问题五个部分组成。",
        ),
    ),
    "D-NAME": (("preamble", "如对本报告有疑问，请与示例县民政局联系。"),),
    "D-TYPO": (
        (PROACTIVE, "把公开工作落到实处处。"),
        (PROACTIVE, "对检查中发现的问题题限期整改。"),
        (PROACTIVE, "进一步完善了公开目录录。"),
        (PROACTIVE, "提升政府政府信息公开水平。"),
        (PROACTIVE, "主动公布开政府信息。"),
        (PROACTIVE, "推进政府信息公开工做。"),
        (PROACTIVE, "锟斤拷公开及时。"),
        ("overview.lead", "202年，我局继续推进政府信息公开工作。"),
    ),
    "D-ABS": ((PROACTIVE, "取得史无前例的成绩。"), (ON_REQUEST, "未收到涉密的申请，故该类办结率为100%。")),
    "D-PII": (
        (ON_REQUEST, "已核对证件110105-19491231-002X。"),
        (ON_REQUEST, "已核对证件1101-0519-4912-3100-2X。"),
        (ON_REQUEST, "手机一三八一二三四五六七八，已回访。"),
        (ON_REQUEST, "申请人邮箱为wangxm1990@example.com。"),
        (ON_REQUEST, "第三人陈大伟不同意公开。"),
        (ON_REQUEST, "张建国诉示例县自然资源局一案，法院裁定驳回。"),
    ),
}
"""By the rule that must speak."""

RIGHT: tuple[tuple[str, str], ...] = (
    ("preamble", "根据《示例省政府信息公开条例》第三十条规定，编制本报告。"),
    ("preamble", "根据《政府信息公开条例》第四十九条至第五十一条编制本报告。"),
    ("preamble", "根据《条例》第二十条主动公开信息，并依第五十条编制年度报告。"),
    ("preamble", "如对本报告有疑问，请与示例县政务服务数据管理局联系。"),
    ("preamble", "电子邮箱：slzrj2020@example.com，请申请人发送至该邮箱。"),
    ("preamble", "咨询电话：0000-1234567、13800000000（值班手机）。"),
    ("overview.oversight", "清理依据《合同法》制发的文件，已废止。"),
    (ON_REQUEST, "来信人反映的问题已转办，第三人不同意公开的依法处理。"),
    (ON_REQUEST, "张女士诉我局一案、王某诉我局一案均在审理。"),
    (PROACTIVE, "群众办事顺顺利利、开开心心，事事有回音，人人享有。"),
    (PROACTIVE, "各级政府政府信息公开专栏、市政府政府网站及时更新。"),
    (PROACTIVE, "公布开标结果、公布开学时间，公开布局合理。"),
    (PROACTIVE, "问题材料已归档，部门户外公示牌已更新。"),
    (PROACTIVE, "建校200年的老校公开了信息。"),
    ("overview.lead", "本报告的总体情况包括主动公开、依申请公开、政府信息管理、平台建设和监督保障五个部分。"),
)
"""None may speak."""
