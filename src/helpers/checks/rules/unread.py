"""What the reader of prose could not tie to a cell, for the rules to say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.passage import Passage
from helpers.checks.prose.reading import Reading, reading_of
from helpers.checks.prose.references import reference_of
from helpers.checks.prose.scope import speaks_of_applications
from helpers.checks.prose.statement import ON_REQUEST, Statement
from helpers.checks.prose.terms import FOREIGN
from helpers.checks.rule import ReportRule
from helpers.form import Report

_CASES = re.compile("复议|诉讼|起诉")
_SPOKEN_OF = re.compile("申请|复议|诉讼|起诉")
_CHANGE = re.compile("增加?|减少?|上升|下降|多|少|[比较]上年|同比")
_RESULT = re.compile("予以公开|部分公开|不予公开|无法提供|不予处理|其他方式|其他处理|补正|撤回")
_DONE = re.compile("办结|答复|办复|回复")
_BEHIND = 12
_UNITS = frozenset({"件", "件次", "宗", "起", "例"})
_COMPARED = ("applications", "results", "appeals", "outcomes")


def unread(rule: ReportRule, report: Report) -> Iterator[Finding]:
    """Information on each sentence none of whose counts could be compared with a table, one a sentence.

    Args:
        rule: Whose findings they are; it tells of the sentences whose words name what it compares.
        report: The report.
    """
    reading = reading_of(report)
    for passage in reading.passages:
        if not _SPOKEN_OF.search(passage.text):
            continue
        for start, end in passage.sentences:
            if bool(_CASES.search(passage.text, start, end)) is (rule.id == "N-REVIEW"):
                found = _first_unread(report, reading, passage, start, end)
                if found is not None and rule.id in ("N-REVIEW", _family(found, start)):
                    yield rule.finding(
                        report,
                        passage.address,
                        f"文中“{passage.clause(found.figure.start, found.figure.end)}”的件数没能与表格逐格比对，请人工核对。",
                        severity=Severity.INFO,
                        actual=found.value,
                        line=found.line,
                    )


def _family(statement: Statement, start: int) -> str:
    """The rule that compares what the words around an unread figure name."""
    passage = statement.passage
    clause = max(passage.text.rfind("，", start, statement.figure.start) + 1, start)
    words = passage.text[clause : statement.figure.end + _BEHIND]
    if statement.topic == "results" or _RESULT.search(words):
        return "N-RESULT"
    return "N-DONE" if statement.key in ("done", "handled") or _DONE.search(words) else "N-NEW"


def _first_unread(
    report: Report, reading: Reading, passage: Passage, start: int, end: int
) -> Statement | None:
    here = [
        each for each in reading.statements if each.passage is passage and start <= each.figure.start < end
    ]
    counts = [each for each in here if each.figure.unit in _UNITS and _is_open(each)]
    if not counts or any(_is_compared(report, each) for each in here):
        return None
    return counts[0]


def _is_open(statement: Statement) -> bool:
    """Whether it seems to be a count of the whole year's applications or cases, but isn't read as one."""
    passage, at = statement.passage, statement.figure.start
    if (
        statement.topic in ("channels", "applicants")
        or statement.period != "year"
        or not statement.figure.exact
    ):
        return False
    left, _ = passage.sentence_at(at)
    words = passage.text[left : statement.figure.end + 6]
    if _CHANGE.search(passage.text[max(left, at - 12) : at]) or FOREIGN.search(words):
        return False
    if statement.topic == "" and not _SPOKEN_OF.search(words):
        return False
    return speaks_of_applications(passage, at, statement.figure.end) or (
        passage.address == ON_REQUEST and bool(_CASES.search(words))
    )


def _is_compared(report: Report, statement: Statement) -> bool:
    if statement.topic in ("channels", "applicants"):
        return True
    if statement.topic not in _COMPARED or not statement.certain:
        return False
    return reference_of(report.figures, statement) is not None
