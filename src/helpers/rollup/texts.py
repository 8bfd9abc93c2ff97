"""The district's text: the analyst's is kept, the note is renewed, what only a person can write is asked for."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from helpers.form import Figures
from helpers.intake.office_table import NOTE
from helpers.rollup.before import Provisional
from helpers.rollup.gathering import Gathering
from helpers.rollup.note import PROVISIONAL, note_of, plain, provisional_paragraph

_DUTIES = {
    "工作考核的情况和结果": re.compile("考核"),
    "社会评议的情况和结果": re.compile("评议"),
    "责任追究的情况和结果": re.compile("追究|追责|问责"),
}
"""What a government at any level has to report on besides (条例 第五十条), and how a text that does is known."""


def to_write(what: str) -> str:
    """A place that a person has to fill in; rule D-TODO lets no report pass that still has one."""
    return f"〔待填写：{what}〕"


def first_texts(gathering: Gathering) -> dict[str, Any]:
    """The narrative that a district's report starts from."""
    name = plain(gathering.district.name)
    new, carried, done, left = (
        f"{{{{ applications.{row}.total }}}}" for row in ("received", "carried_in", "total", "carried_out")
    )
    return {
        "preamble": (
            f"本报告依照《中华人民共和国政府信息公开条例》第五十条，在{name}统计范围内各单位年度报告的基础上汇总编制，"
            f"统计期限为{gathering.year}年1月1日至12月31日。"
        ),
        "overview": {
            "proactive": to_write("主动公开的情况"),
            "on_request": (
                f"{name}本年新收政府信息公开申请{new}件，上年结转{carried}件，办理{done}件，结转下年度继续办理{left}件。"
            ),
            "management": to_write("政府信息管理的情况"),
            "platform": to_write("政府信息公开平台建设的情况"),
            "oversight": with_duties(""),
        },
        "shortcomings": {
            "problems": to_write("存在的主要问题"),
            "improvements": to_write("改进措施"),
        },
        "other": to_write("收取信息处理费的情况和其他需要报告的事项"),
    }


def with_duties(oversight: str) -> str:
    """The text on oversight, with a place to fill in for each duty of which it says nothing."""
    paragraphs = [oversight] if oversight.strip() else []
    paragraphs += [to_write(what) for what, said in _DUTIES.items() if not said.search(oversight)]
    return "\n\n".join(paragraphs)


def renewed(
    texts: dict[str, Any], gathering: Gathering, figures: Figures, before: Provisional | None
) -> dict[str, Any]:
    """The narrative with its note and its provisional paragraph as they are now, everything else as it was.

    Args:
        texts: The narrative as a params file nests it.
        gathering: The offices' reports.
        figures: Their sum.
        before: The provisional version that this one follows.
    """
    texts = deepcopy(texts)
    paragraphs = [
        paragraph
        for paragraph in texts.pop("preamble", "").split("\n\n")
        if paragraph.strip() and not paragraph.startswith(PROVISIONAL)
    ]
    if gathering.missing:
        paragraphs.insert(0, provisional_paragraph(gathering))
    overview = texts["overview"]
    overview["oversight"] = with_duties(overview["oversight"])
    note = {"title": NOTE, "text": note_of(gathering, figures, before)}
    more = [note if item["title"].strip() == NOTE else item for item in overview.pop("more", [])]
    overview["more"] = more if note in more else [*more, note]
    preamble = {"preamble": "\n\n".join(paragraphs)} if paragraphs else {}
    return {**preamble, **texts}
