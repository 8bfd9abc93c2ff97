"""Reads a passage: every figure in it with what it counts."""

from __future__ import annotations

import re
from dataclasses import replace

from helpers.checks.prose.binding import UNITS, bind
from helpers.checks.prose.clauses import left_of
from helpers.checks.prose.distribution import distributed, each_of
from helpers.checks.prose.ellipsis import completed
from helpers.checks.prose.heads import Heads
from helpers.checks.prose.numerals import Figure, bare_figures, figures
from helpers.checks.prose.passage import Passage
from helpers.checks.prose.statement import Statement, segment

_OTHERS = re.compile(
    "全[区县市省州旗]|各级|各(?:行政)?机关|各部门|各单位|各乡镇|各街道|[区县市]直|[局委县区市镇]属(?:各)?(?:单位|部门)|(?:下|所|直)属(?:各)?(?:单位|部门)|系统共|全系统"
    "|[区县市省]政府(?:办公室)?(?:本级|全年|累计|共)*(?:新收|收到|受理|接收|办理|答复|办结)"
)
_TURN = re.compile(
    "(?:[,，](?:{year}年|今年|本年度?))?(?:大幅|小幅|明显|略微?)?(?:增加?|增长|上升|提高|升|减少?|下降|降低|回落|降)(?:至|到|为|成)(?:今年|本年|{year}年)?的?"
)
_OWN = re.compile("，(?:其中)?(?:由)?(?:我|本)[局镇乡街道委办县区市厅院]{1,3}[^，。；]{0,8}$")
_REMAINS = re.compile("(?:剩|余)(?:下|的|有)*$")
_NEAR = 200


def statements(passage: Passage, year: int, *, whole: bool = False) -> tuple[Statement, ...]:
    """Every figure of a passage with what it counts, in order.

    Args:
        passage: The text.
        year: The report's year.
        whole: Whether the report is a whole area's, so that 全区 and 各部门 speak of it.
    """
    text = passage.text
    found: list[Statement] = []
    everything = _all_figures(text)
    heads = Heads()
    given: dict[int, Statement] = {}
    for index, figure in enumerate(everything):
        behind = everything[index - 1].end if index else 0
        before = everything[index + 1].start if index + 1 < len(everything) else len(text)
        last = found[-1] if found else None
        head = heads.pass_over(text[behind : figure.start], found)
        if last and last.topic and _TURN.fullmatch(text[behind : figure.start].replace(str(year), "{year}")):
            # 由9件增至14件: the first was last year's.
            found[-1] = replace(last, period="last")
            found.append(replace(last, figure=figure, end=figure.end, period="year", head=head))
            continue
        statement = given.get(index) or bind(passage, year, figure, behind, before)
        if index not in given:
            given.update(enumerate(distributed(statement, behind, everything[index:], year), index))
            statement = given.get(index, statement)
            *others, statement = each_of(statement, behind, year) or [statement]
            found += others
        if not statement.topic and figure.unit in UNITS:
            left = text[left_of(text, figure.start, behind) : figure.start]
            statement = completed(statement, left, found, year)
            if not figure.unit and not statement.topic:
                continue
        if _is_left_over(passage, figure, found):
            statement = replace(
                statement, topic="applications", key="left", start=figure.start - 1, sure=True
            )
        near = max(figure.start - _NEAR, segment(passage, figure.start)[0])
        if (
            not whole
            and _OTHERS.search(text, near, figure.start)
            and not _OWN.search(text, near, figure.start)
        ):
            statement = replace(statement, sure=False)
        if statement.sure and not statement.lead and _goes_on_with_a_part(statement, found):
            statement = replace(statement, sure=False)
        found.append(replace(statement, head=head) if head else statement)
    return tuple(found)


def _goes_on_with_a_part(statement: Statement, found: list[Statement]) -> bool:
    """Whether its sentence began with some applications only: 有关学区的收到31件，答复30件; 上年结转的5件，4件予以公开."""
    if statement.topic not in ("applications", "results") or statement.key in (
        "received",
        "carried_in",
        "sum",
    ):
        return False
    left, _ = segment(statement.passage, statement.figure.start)
    here = [each for each in found if each.figure.start >= left]
    if not here or here[0].topic != "applications":
        return False
    first, text = here[0], statement.passage.text
    if first.key in ("received", "incoming") and first.period == "year":
        return (
            not first.sure
            and "申请" in text[left : first.end]
            and all(each.key != "received" for each in here[1:])
        )
    of_the_old = text[first.figure.start - 1 : first.figure.start] == "的"
    return first.key == "carried_in" and of_the_old and statement.topic == "results"


def _all_figures(text: str) -> list[Figure]:
    """The figures with a unit, and between them those without."""
    known = figures(text)
    taken = {at for figure in known for at in range(figure.start, figure.end)}
    bare = [figure for figure in bare_figures(text) if figure.start not in taken]
    return sorted([*known, *bare], key=lambda figure: figure.start) if bare else known


def _is_left_over(passage: Passage, figure: Figure, found: list[Statement]) -> bool:
    """Whether it is what is left of what came in, after what was done: 收到9件，答复7件，余2件."""
    if figure.unit not in UNITS or not _REMAINS.search(passage.text[: figure.start][-4:]):
        return False
    left, _ = passage.sentence_at(figure.start)
    keys = {each.key for each in found if each.figure.start >= left and each.certain}
    return (
        "done" in keys and bool(keys & {"received", "incoming"}) and keys <= {"done", "received", "incoming"}
    )
