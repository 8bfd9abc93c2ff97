"""The terms of each topic as regular expressions: alone, in front of a figure, behind one."""

from __future__ import annotations

import re
from functools import lru_cache

from helpers.checks.prose.terms.applicants import APPLICANTS, CHANNELS
from helpers.checks.prose.terms.applications import APPLICATIONS
from helpers.checks.prose.terms.cases import APPEALS, OUTCOMES
from helpers.checks.prose.terms.glue import GLUE, GLUE_BEHIND, GLUES, REST
from helpers.checks.prose.terms.proactive import PROACTIVE
from helpers.checks.prose.terms.results import RESULTS

_TABLES: dict[str, dict[str, str]] = {
    "applications": APPLICATIONS,
    "results": RESULTS,
    "appeals": APPEALS,
    "outcomes": OUTCOMES,
    "proactive": PROACTIVE,
    "channels": CHANNELS,
    "applicants": APPLICANTS,
}
HINTS: dict[str, re.Pattern[str]] = {
    "appeals": re.compile("复议|诉|争议|官司"),
    "outcomes": re.compile("[审结维纠撤驳终责认变违果败]"),
    "proactive": re.compile("规范性|规章|许可|处罚|强制|收费|采购|有效|废止|失效|公开|[制印出]"),
    "channels": re.compile("网|线|邮|信|传真|书|纸|快递|寄|面|现场|窗口|上门|来访|递交|平台|数据电文|公众号"),
    "applicants": re.compile("自然人|公民|个人|法人|企业|单位|公司|科研|组织|律"),
}
"""What a text must hold for a term of the table to be in it: cheap to look for."""


@lru_cache(maxsize=64)
def pattern(table: str, year: int) -> re.Pattern[str]:
    """The words of a table in one expression, each key a group, k0, k1 and so on."""
    parts = [f"(?P<k{index}>{words})" for index, words in enumerate(_TABLES[table].values())]
    return re.compile(_dated("|".join(parts), year))


@lru_cache(maxsize=64)
def before_figure(table: str, year: int) -> re.Pattern[str]:
    """A term and what leads to the figure behind it, at the end of a text."""
    glue = GLUES.get(table, GLUE)
    return re.compile(f"(?:{pattern(table, year).pattern}){glue}$")


@lru_cache(maxsize=64)
def behind_figure(table: str, year: int) -> re.Pattern[str]:
    """What leads from a figure to the term behind it, at the beginning of a text."""
    return re.compile(f"{GLUE_BEHIND}(?:{pattern(table, year).pattern})(?P<rest>{REST})$")


def key_of(table: str, match: re.Match[str]) -> str:
    """Which key's words were found."""
    keys = _keys(table)
    last = match.lastgroup or ""
    if last[0] == "k":
        return keys[int(last[1:])]
    return next(key for index, key in enumerate(keys) if match.group(f"k{index}") is not None)


@lru_cache(maxsize=16)
def _keys(table: str) -> tuple[str, ...]:
    return tuple(_TABLES[table])


def _dated(words: str, year: int) -> str:
    return (
        words.replace("{last}", str(year - 1)).replace("{year}", str(year)).replace("{next}", str(year + 1))
    )
