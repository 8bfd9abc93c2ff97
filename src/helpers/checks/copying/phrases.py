"""Wording that every report shares: the form's own words, the law's, and what is said of an empty table.

What a batch has in common beyond these is learned from the batch itself (`sisters.py`).
"""

from __future__ import annotations

from functools import lru_cache

from helpers.form import EDITIONS

RUN = 5
"""Characters of a run; texts are compared by the runs that they have in common."""

_PHRASES = (
    # 政府信息公开条例: its name, its principles, what an annual report has to hold (第五十条)
    "中华人民共和国政府信息公开条例",
    "新修订的中华人民共和国政府信息公开条例",
    "中华人民共和国政府信息公开工作年度报告格式",
    "国务院办公厅政府信息与政务公开办公室关于印发",
    "以公开为常态不公开为例外",
    "坚持以公开为常态不公开为例外遵循公正公平合法便民的原则",
    "保障公民法人和其他组织依法获取政府信息",
    "提高政府工作的透明度建设法治政府",
    "充分发挥政府信息对人民群众生产生活和经济社会活动的服务作用",
    "行政机关主动公开政府信息的情况",
    "行政机关收到和处理政府信息公开申请的情况",
    "因政府信息公开工作被申请行政复议提起行政诉讼的情况",
    "政府信息公开工作存在的主要问题及改进情况",
    "工作考核社会评议和责任追究结果情况",
    "法律法规和国家有关规定要求报告的其他事项",
    "涉及国家秘密商业秘密个人隐私",
    "危及国家安全公共安全经济安全社会稳定",
    # customary principles of the work
    "政府信息公开工作年度报告",
    "应公开尽公开应上网尽上网",
    "谁公开谁负责谁审查谁负责",
    "先审查后公开一事一审",
    "严格执行政府信息公开保密审查制度",
    "三审三校制度",
    "决策公开执行公开管理公开服务公开结果公开",
    "及时准确全面公开政府信息",
    "主要领导亲自抓分管领导具体抓",
    "保障人民群众的知情权参与权表达权监督权",
    # what is said where there is nothing to say
    "在法定期限内答复",
    "依法依规办理政府信息公开申请",
    "本年度未收到政府信息公开申请",
    "没有收到政府信息公开申请",
    "没有因政府信息公开工作被申请行政复议提起行政诉讼",
    "未发生因政府信息公开申请行政复议行政诉讼的情况",
    "没有发出收费通知没有收取信息处理费",
    "本年度未发生责任追究情况",
    "没有发生因政府信息公开工作被追究责任的情况",
    "无其他需要报告的事项",
    # preamble
    "本报告中所列数据的统计期限自月日起至月日止",
    "电子版可在门户网站下载",
    "如对本报告有任何疑问请与联系",
)


def runs(words: str) -> list[str]:
    """Every run of `RUN` characters, in order."""
    return [words[index : index + RUN] for index in range(len(words) - RUN + 1)]


@lru_cache(maxsize=1)
def official() -> frozenset[str]:
    """The runs that the form's own words and official phrases bring along."""
    labels: list[str] = [*_PHRASES]
    for edition in EDITIONS.values():
        labels += [part.title for section in edition.sections for part in section.parts]
        labels += [section.title for section in edition.sections]
        labels += [label for table in edition.tables for row in table.rows for label in row.labels]
    return frozenset(run for label in labels for run in runs(_chinese(label)))


def _chinese(text: str) -> str:
    return "".join(character for character in text if "\u4e00" <= character <= "\u9fff")
