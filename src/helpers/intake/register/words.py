"""What stands in a register's cells: dates, kinds of applicants, results in the form's words or usual ones."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from helpers.form import edition_of
from helpers.intake.published.form_words import VARIANTS
from helpers.intake.published.words import bare, simplified

if TYPE_CHECKING:
    from collections.abc import Mapping

_DATE = re.compile(
    r"(?P<year>\d{4})\s*(?:[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?|(?P<packed>\d{4}))"
    r"(?:[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.0+)?)?)?"
)

_APPLICANTS = {
    "个人": "自然人",
    "公民": "自然人",
    "公民个人": "自然人",
    "企业": "商业企业",
    "公司": "商业企业",
    "公益组织": "社会公益组织",
    "社会组织": "社会公益组织",
    "律师事务所": "法律服务机构",
    "律所": "法律服务机构",
    "其他组织": "其他",
}

_RESULTS = {
    "公开": "予以公开",
    "同意公开": "予以公开",
    "全部公开": "予以公开",
    "主动公开": "予以公开",
    "同意部分公开": "部分公开",
    "区分处理": "部分公开",
    "信息不存在": "本机关不掌握相关政府信息",
    "不掌握": "本机关不掌握相关政府信息",
    "非本机关掌握": "本机关不掌握相关政府信息",
    "国家秘密": "属于国家秘密",
    "信访": "信访举报投诉类申请",
    "信访投诉举报": "信访举报投诉类申请",
    "重复": "重复申请",
    "逾期不补正": "申请人无正当理由逾期不补正行政机关不再处理其政府信息公开申请",
    "逾期未缴费": "申请人逾期未按收费通知要求缴纳费用行政机关不再处理其政府信息公开申请",
}
_OPEN = frozenset({"在办", "办理中", "正在办理", "未办结", "待办", "待答复", "未答复", "结转下年", "结转"})
CHANNELS = {
    "网络": ("网络", "网上", "网站", "平台", "邮箱", "电子邮件"),
    "信函": ("信函", "邮寄", "信件", "来信", "快递"),
    "当面": ("当面", "现场", "窗口", "来访"),
    "传真": ("传真",),
    "其他": ("其他",),
}
"""Channels by the word for them, with what registers write for each."""

_PARTLY = frozenset({"partly_granted"})
_YES = frozenset({"是", "结转", "√", "y", "yes", "1"})
_NO = frozenset({"否", "不结转", "×", "n", "no", "0"})


def day_of(text: str) -> date | None:
    """The day that a cell names; None where it names none: 2022-03-04, 2022/3/4, 2022年3月4日, 20220304."""
    found = _DATE.fullmatch(simplified(text).strip())
    if found is None:
        return None
    month, day = (
        (found["packed"][:2], found["packed"][2:]) if found["packed"] else (found["month"], found["day"])
    )
    try:
        return date(int(found["year"]), int(month), int(day))
    except ValueError:
        return None


def applicant_of(text: str, edition: int) -> int | None:
    """The column of table three for a kind of applicant, counted from 0; None where it is none of the form's."""
    word = bare(text)
    word = word.removeprefix("法人或其他组织") or word
    return _applicants(edition).get(_APPLICANTS.get(word, word))


def applicants(edition: int) -> tuple[str, ...]:
    """The kinds of applicants as the form prints them."""
    columns = edition_of(edition).table("applications").blocks[0].columns
    return tuple(column.label for column in columns if column.key != "total")


@cache
def _applicants(edition: int) -> Mapping[str, int]:
    return {bare(label): index for index, label in enumerate(applicants(edition))}


def pending(text: str) -> bool:
    """Whether the words say that the application hasn't been answered."""
    return bare(text) in _OPEN


def channel_of(text: str) -> str:
    """The channel that an application came by; 其他 for words that are none, which are not repeated."""
    word = bare(text)
    return next((name for name, words in CHANNELS.items() if any(each in word for each in words)), "其他")


def carried(text: str) -> bool | None:
    """Whether the words say that the application is carried over; None where they say neither."""
    word = simplified(text).strip().lower()
    return True if word in _YES else False if word in _NO else None


def results_of(result: str, ground: str, edition: int) -> frozenset[str]:
    """The rows of table three that the words for a result and its ground allow.

    One row where it is clear; those of 不予公开 where only that is said; all of them where nothing is understood, or
    where result and ground contradict each other. 部分公开 counts once whatever the ground for the withheld part is,
    as the form's own label has it.
    """
    every = frozenset(_leaves(edition))
    allowed = _rows(result, edition) if result.strip() else every
    if allowed == _PARTLY or not ground.strip():
        return allowed or every
    return (allowed & (_rows(ground, edition) or every)) or every


def _rows(text: str, edition: int) -> frozenset[str]:
    """The rows that a text names; none where it isn't understood.

    A group and a row may stand in one cell: 不予公开：属于国家秘密, 不予公开（属于国家秘密）, 三、（三）1.属于国家秘密.
    """
    plain = simplified(text)
    head, _, tail = plain.partition(":")
    pieces = re.split(r"[-—－/(),;\s]+|\d+[.]|、", plain)
    known = [found for piece in (plain, head, tail, *pieces) if (found := _named(piece, edition))]
    return frozenset.intersection(*known) if known else frozenset()


def _named(text: str, edition: int) -> frozenset[str]:
    rows = _words(edition)
    word = bare(text)
    word = _RESULTS.get(word, word)
    return rows.get(word) or rows.get(VARIANTS.get(word, ""), frozenset())


@cache
def _leaves(edition: int) -> tuple[str, ...]:
    return tuple(row.key for row in edition_of(edition).table("applications").rows if row.leaf)


@cache
def _words(edition: int) -> Mapping[str, frozenset[str]]:
    """Rows by what names them: a row's own label, and the heading of its group.

    其他 alone may be the row （六）3.其他 only; 其他处理 is the group.
    """
    named: dict[str, set[str]] = {}
    for row in edition_of(edition).table("applications").rows:
        if row.leaf:
            for label in row.labels[1:]:
                named.setdefault(bare(label), set()).add(row.key)
    return {word: frozenset(keys) for word, keys in named.items()}


def outcome_of(text: str, edition: int) -> int | None:
    """The column of table four for an appeal's outcome, counted from 0; None where it is none of the form's."""
    columns = edition_of(edition).table("appeals").blocks[0].columns
    word = bare(text)
    word = {"维持": "结果维持", "纠正": "结果纠正", "其他": "其他结果", "未审结": "尚未审结"}.get(word, word)
    return next((index for index, column in enumerate(columns[:-1]) if bare(column.label) == word), None)
