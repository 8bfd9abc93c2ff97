"""Figures given out over terms in a row: 行政复议、诉讼数量分别为3件和1件."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from helpers.checks.prose.binding import in_front
from helpers.checks.prose.numerals import CHINESE, Figure
from helpers.checks.prose.scope import judged
from helpers.checks.prose.statement import Statement

_EACH = re.compile("(?P<terms>[^，。；:]{4,40}?)(?:的)?(?:申请|案件)?(?:数量|件数|数)?分别(?:为|是|有|达)?$")
_EACH_ONE = re.compile("(?P<terms>[^，。；:]{4,40}?)各(?:有|为)?$")
_IN_TURN = re.compile(f"[、和](?:[0-9]|[{CHINESE}]+[件宗起])")
"""公开、部分公开各9件、3件: 分别 is meant."""
_JOINT = re.compile("[、和与及]")
_LONGEST = 40


def distributed(statement: Statement, behind: int, figures: Sequence[Figure], year: int) -> list[Statement]:
    """The statements of as many figures as there are terms in front of 分别; empty where that isn't said.

    Args:
        statement: What was read of the first figure.
        behind: Where the figure in front of it ends.
        figures: It and those behind it.
        year: The report's year.
    """
    text, at = statement.passage.text, statement.figure.start
    if text[at - 1 : at] not in ("为", "是", "有", "达", "别"):
        return []
    match = _EACH.search(text, max(behind, at - _LONGEST), at)
    if match is None:
        return []
    terms = list(_terms(text, match.start("terms"), match.end("terms")))
    chosen = figures[: len(terms)]
    joined = all(_JOINT.fullmatch(text, one.end, other.start) for one, other in pairwise(chosen))
    if len(terms) < 2 or len(chosen) < len(terms) or not joined:
        return []
    found = []
    for (start, end), figure in zip(terms, chosen, strict=True):
        best = in_front(text[start:end], year)
        if best is None:
            return []
        topic, key, lead = best
        each = replace(
            statement, topic=topic, key=key, figure=figure, start=start + lead, end=figure.end, sure=True
        )
        found.append(judged(each, text[start : start + lead]))
    return found


def each_of(statement: Statement, behind: int, year: int) -> list[Statement]:
    """The statements of one figure that holds for each term in front of it: 复议、诉讼各2件."""
    text, at = statement.passage.text, statement.figure.start
    match = _EACH_ONE.search(text, max(behind, at - _LONGEST), at)
    if match is None or _IN_TURN.match(text, statement.figure.end):
        return []
    found = []
    for start, end in _terms(text, match.start("terms"), match.end("terms")):
        best = in_front(text[start:end], year)
        if best is None:
            return []
        topic, key, lead = best
        named = replace(statement, topic=topic, key=key, start=start + lead, sure=True)
        found.append(judged(named, text[start : start + lead]))
    return found if len(found) > 1 else []


def _terms(text: str, start: int, end: int) -> list[tuple[int, int]]:
    marks = [found.start() for found in _JOINT.finditer(text, start, end)]
    return list(zip([start, *(mark + 1 for mark in marks)], [*marks, end], strict=True))
