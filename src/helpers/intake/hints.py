"""What belongs into each piece of the narrative, in a clerk's words (国办公开办函〔2021〕30号, 条例第五十条)."""

from __future__ import annotations

HINTS: dict[str, str] = {
    "preamble": "编制依据、统计期限、电子版在哪里看、联系方式。可以不写。",
    "overview.lead": "全年工作的概括。可以不写。",
    "overview.proactive": "公开了哪些信息、多少条、从哪些渠道；重点领域和政策解读。写本单位的事，数与表二一致。",
    "overview.on_request": "新收、结转、办结各多少件，结果如何，有无收费；数与表三一致。没有收到申请的照实写。",
    "overview.management": "信息的制作、审查、发布、更新、清理，规范性文件的管理。",
    "overview.platform": "网站、新媒体、公开栏、查阅点等的建设和维护情况。",
    "overview.oversight": "考核、社会评议、培训、责任追究。各级政府必须写明考核、评议和追责的结果。",
    "shortcomings.lead": "可以不写。",
    "shortcomings.problems": "写本单位当年真实存在的问题，上年的问题改得怎样。不要只写“无”。",
    "shortcomings.improvements": "针对上面每个问题的具体措施。",
    "other": "信息处理费：发出收费通知几件、多少钱，实收多少（元）；没有收取的写明没有收取。其他要报告的事项。",
}
"""By address below `narrative`."""
