"""Texts that share nothing but what a test wants them to: clauses drawn from a few hundred thousand."""

from __future__ import annotations

import random

from helpers.checks.copying.writing import Writing, writing_of
from helpers.form import Figures, Narrative, Office, Report, Text, edition_of

_WHERE = ("沿河", "老城", "山前", "新村", "码头", "集市", "北坡", "学区", "林场", "渡口", "圩区", "厂区")
_WHAT = ("水井", "路灯", "公墓", "塘坝", "书屋", "菜场", "校车", "苗圃", "渔船", "粮仓", "泵站", "祠堂")
_DONE = ("丈量造册", "逐户核对", "张榜公布", "抽签排定", "重新编号", "拍照留底", "按月抄表", "开会评议")
_BY = ("由组长签字", "请老师监督", "经代表表决", "随账单寄送", "用喇叭播报", "在渡船张贴", "到井房查看")
_THEN = ("次日改正", "留存三年", "逐条答复", "另行登记", "当场退还", "登报说明", "送档案馆", "抄送纪委")


def draws(seed: int) -> random.Random:
    """Draws that are the same each time."""
    return random.Random(seed)  # noqa: S311  # tests keep no secrets


def clause(draw: random.Random) -> str:
    """A clause of some 14 characters."""
    return "".join(draw.choice(words) for words in (_WHERE, _WHAT, _DONE, _BY, _THEN))


def paragraph(draw: random.Random, clauses: int = 8) -> str:
    """A paragraph that hardly any other is like."""
    return "，".join(clause(draw) for _ in range(clauses)) + "。"


def report(office: str, *texts: str, year: int = 2022, folder: str = "") -> Report:
    """A report with these texts as parts of section one."""
    edition = edition_of(2021)
    keys = ("proactive", "on_request", "management", "platform", "oversight")
    parts = {f"overview.{key}": Text(text) for key, text in zip(keys, texts, strict=False)}
    return Report(
        office=Office(office, "乡镇"),
        year=year,
        edition=edition,
        figures=Figures(edition, {}),
        narrative=Narrative(parts),
        file=f"params/{folder or office}/{year}.yaml",
    )


def writing(office: str, *texts: str, year: int = 2022) -> Writing:
    """A report's text, ready to be compared."""
    return writing_of(report(office, *texts, year=year), office)
