"""What prose calls the documents, decisions and fees of table two."""

from __future__ import annotations

_ISSUE = "(?:新|共|累计)*(?:制发|制定|出台|印发|制作|制订|起草并印发|审议通过)(?:了|并公开|并印发|并公布|的)*"
PROACTIVE: dict[str, str] = {
    "normative_documents:issued": (
        f"{_ISSUE}(?:行政)?规范性文件|(?:行政)?规范性文件(?:本年|当年|全年)?(?:新)?(?:制发|制定|印发|出台)"
    ),
    "normative_documents:in_force": "(?:行政)?规范性文件(?:现行有效|继续有效|现有|现存|存量|保留)|现有(?:的)?(?:行政)?规范性文件",
    "regulations:issued": f"{_ISSUE}(?:政府)?规章|(?:政府)?规章(?:本年)?(?:新)?(?:制发|制定)",
    "?:issued": "(?:新|本年度?|当年)(?:制发|制定|印发|出台)(?:的)?|(?:本|我)[局镇乡街道委办](?:制发|出台)(?:的)?",
    "?:in_force": "(?:年末|现行|继续|目前|仍然?)有效(?:的)?(?:行政)?(?:规范性文件|规章)?|(?:行政)?规范性文件(?:现行|继续)有效",
    "?:repealed": "(?:宣布|决定)?(?:废止|失效)(?:了|的|或失效|和失效)*(?:行政)?(?:规范性文件|规章)?|(?:行政)?规范性文件废止",
    "?:total": "对外公开总数量?",
    "?:published": "新公开(?:的)?(?:行政)?(?:规范性文件|规章)?",
    "normative_documents:": "(?:行政)?规范性文件",
    "regulations:": "(?:政府)?规章",
    "licences:": "行政许可|(?<!政)许可$",
    "penalties:": "行政处罚|(?<!政)处罚$",
    "coercive_measures:": "行政强制|(?<!政)强制$",
    "fees:": "行政事业性收费",
    "procurement:projects": "政府集中采购(?:项目)?",
}
