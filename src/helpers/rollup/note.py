"""What the district's report says of its own making: the note on scope and quality of its data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from helpers.checks import Severity, check
from helpers.checks.values import on_one_line, show
from helpers.form import Figures
from helpers.rollup.before import Provisional
from helpers.rollup.gathering import Gathering
from helpers.rollup.office_table import MOST, office_table
from helpers.rollup.punctuality import day_of, due_of, in_words, is_dated, late

PROVISIONAL = "【初步汇总】"
"""How the paragraph of the preamble begins that only a provisional version has."""

_LONGEST = 200
_LISTED = 10
_MARKUP = re.compile(r"([\\`*_\[\]<>#!|~&])")


def plain(text: str) -> str:
    """An office's words within the district's text: on one line, neither Markdown nor placeholder."""
    line = on_one_line(text)
    if len(line) > _LONGEST:
        line = line[: _LONGEST - 1] + "…"
    return (
        _MARKUP.sub(r"\\\1", line).replace("{{", "｛｛").replace("}}", "｝｝").replace("〔待填写", "［待填写")
    )


def provisional_paragraph(gathering: Gathering) -> str:
    """The paragraph of a provisional version; it goes when the version is final."""
    names = "、".join(plain(name) for name in gathering.missing.values())
    total = len(gathering.district.offices)
    return (
        f"{PROVISIONAL}本报告尚未收齐：统计范围内共{total}个单位，缺{names}，"
        "各项数据不含这些单位，以最终报告为准。"
    )


def note_of(gathering: Gathering, figures: Figures, before: Provisional | None) -> str:
    """The note: who was added up, who is missing, what was explained, what was left out, what has changed.

    Args:
        gathering: The offices' reports.
        figures: Their sum.
        before: The provisional version that this one follows; None where there was none.
    """
    return "\n\n".join(_paragraphs(gathering, figures, before))


def _paragraphs(gathering: Gathering, figures: Figures, before: Provisional | None) -> Iterator[str]:
    shares = gathering.shares
    names = "、".join(plain(share.name) for share in shares)
    yield f"本报告各表由{len(shares)}个单位的{gathering.year}年年度报告逐格相加得出：{names}。"
    if gathering.missing:
        missing = "、".join(plain(name) for name in gathering.missing.values())
        yield f"尚缺{missing}，这些单位的数据没有计入，也没有按零处理。"
    else:
        yield "统计范围内的单位均已计入。"
    if gathering.district.mergers:
        offices = gathering.district.offices
        pairs = "；".join(
            f"{plain(old)}已由{plain(offices[new].name)}承接"
            for old, new in gathering.district.mergers.items()
        )
        yield f"机构变动：{pairs}。"
    yield from _punctuality(gathering)
    yield from _quality(gathering)
    if empty := [
        field.label for address, field in figures.edition.fields.items() if figures[address] is None
    ]:
        yield f"因有单位未填而空缺的数据：{_list(empty)}。"
    if before is not None and not gathering.missing:
        yield from _since(gathering, figures, before)
    if len(shares) + len(gathering.missing) <= MOST:
        yield office_table(gathering, figures, plain)


def _punctuality(gathering: Gathering) -> Iterator[str]:
    """Who was late, as far as the district's file notes when reports came; the day of an approval tells nothing."""
    if not is_dated(gathering):
        yield "各单位的报送日期没有登记，是否按期报送没有核对。"
        return
    found = [
        f"{plain(share.name)}（{in_words(day, gathering.year)}报送，"
        f"期限{in_words(due_of(gathering, share), gathering.year)}）"
        for share in late(gathering)
        if (day := day_of(gathering, share))
    ]
    unnoted = [plain(share.name) for share in gathering.shares if day_of(gathering, share) is None]
    if found:
        yield f"逾期报送的单位：{'、'.join(found)}。"
    else:
        yield "登记了报送日期的单位均在期限内报送。"
    if unnoted:
        yield f"报送日期没有登记的单位：{_list(unnoted)}。"


def _quality(gathering: Gathering) -> Iterator[str]:
    reasons, faulty, provisional = [], [], []
    for share in gathering.shares:
        report = share.report
        name = plain(share.name)
        reasons += [f"{name}（{rule}）：{plain(reason)}" for rule, reason in report.reasons.items()]
        if errors := sum(
            finding.severity is Severity.ERROR for finding in check(report, gathering.district.profile)
        ):
            faulty.append(f"{name}（{errors}处）")
        if report.narrative.preamble and PROVISIONAL in report.narrative.preamble.raw:
            provisional.append(name)
    if faulty:
        yield f"尚未通过核对的单位：{'、'.join(faulty)}。"
    if provisional:
        yield f"所报仍是初步汇总的单位：{'、'.join(provisional)}。"
    if reasons:
        yield f"对核对结果作了说明的单位：{'；'.join(reasons)}。"


def _since(gathering: Gathering, figures: Figures, before: Provisional) -> Iterator[str]:
    added = [plain(share.name) for share in gathering.shares if share.source not in before.offices]
    changed = [
        f"{field.label}由{_shown(before.totals.get(address))}改为{_shown(figures[address])}"
        for address, field in figures.edition.fields.items()
        if before.totals.get(address) != figures[address]
    ]
    new = f"新计入{'、'.join(added)}，" if added else "单位没有增加，"
    moved = f"{len(changed)}格数据有变动：{_list(changed, '；')}" if changed else "数据没有变动"
    yield f"与初步汇总相比，{new}{moved}。"


def _shown(value: object) -> str:
    return "空缺" if value is None else show(value)  # type: ignore[arg-type]  # a figure


def _list(words: Sequence[str], joint: str = "、") -> str:
    more = f"等{len(words)}项" if len(words) > _LISTED else ""
    return joint.join(words[:_LISTED]) + more
