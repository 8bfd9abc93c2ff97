"""AGG-XY: what came over from last year, traced to the offices and mergers that explain a difference."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from helpers.checks import Finding, Severity
from helpers.checks.rules.rolled_up import CARRIED_OVER
from helpers.form import Figures, Report
from helpers.intake import ReadError, read_params
from helpers.intake.locate import DISTRICT_OFFICE, is_slug
from helpers.rollup.gathering import Gathering, Share

_NAMED = 8


def carried_over(gathering: Gathering, district: Report, last: Figures | None) -> Iterator[Finding]:
    """Each column whose 上年结转 isn't what last year's report of the district carried out.

    Args:
        gathering: The offices' reports.
        district: The district's report of this year.
        last: Last year's figures of the district; None where there is no such report.
    """
    if last is None:
        yield CARRIED_OVER.at(
            f"没有 {gathering.year - 1} 年的全区报告，上年结转没有同上年核对。",
            file=district.file,
            severity=Severity.INFO,
        )
        return
    now = district.edition.table("applications").row_fields["carried_in"]
    then = last.edition.table("applications").row_fields["carried_out"]
    before = _Before(gathering)
    for field, source in zip(now, then, strict=True):
        actual, expected = district.figures.count(field.address), last.count(source.address)
        if actual is None or expected is None or actual == expected:
            continue
        causes = before.causes(field.address, source.address)
        traced = "、".join(causes[:_NAMED]) + (f"等 {len(causes)} 处" if len(causes) > _NAMED else "")
        why = f"差在{traced}" if causes else "各单位都与自己上年的报告相符，请核对上年全区报告汇总了哪些单位"
        yield CARRIED_OVER.at(
            f"{field.column.label}一列：各单位“{field.row.label}”合计 {actual}，而上年全区报告的“{source.row.label}”"
            f"是 {expected}，{why}。",
            file=district.file,
            cell=field.address,
            label=field.label,
            expected=expected,
            actual=actual,
            severity=Severity.WARNING if gathering.missing else None,
        )


class _Before:
    """What each office carried out of last year, by its own report and those of the offices merged into it."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        listed = {*gathering.district.offices, *gathering.district.mergers, DISTRICT_OFFICE}
        self._last = {share.source: self._last_of(share) for share in gathering.shares}
        self._gone = {
            path.parent.name: figures
            for path in sorted(gathering.folder.glob(f"*/{gathering.year - 1}.yaml"))
            if path.parent.name not in listed and is_slug(path.parent.name) and (figures := _figures(path))
        }

    def _last_of(self, share: Share) -> list[Figures]:
        previous = share.report.previous
        found = [previous.figures] if previous else []
        if share.source == share.slug:
            olds = (old for old, new in self._gathering.district.mergers.items() if new == share.slug)
            found += filter(None, (self._beside(old) for old in olds))
        return found

    def _beside(self, slug: str) -> Figures | None:
        return _figures(self._gathering.folder / slug / f"{self._gathering.year - 1}.yaml")

    def causes(self, here: str, there: str) -> list[str]:
        """In words, what makes the two differ in a column.

        Args:
            here: Address of this year's 上年结转.
            there: Address of last year's 结转下年度继续办理.
        """
        found = []
        for share in self._gathering.shares:
            taken, last = share.report.figures.count(here), self._last[share.source]
            left = [figures.count(there) for figures in last]
            if not last:
                if taken:
                    found.append(f"{share.name}（本年 {taken}，没有它上年的数据）")
            elif taken != sum(number or 0 for number in left) or None in left:
                shown = "＋".join("未填" if number is None else str(number) for number in left)
                found.append(f"{share.name}（本年 {taken}，上年 {shown}）")
        found += [
            f"{name}（本年没有计入，上年 {self._gathering_last(slug, there)}）"
            for slug, name in self._gathering.missing.items()
        ]
        found += [
            f"{slug}（上年 {figures.count(there)}，本年不在名单也不在 mergers 中）"
            for slug, figures in self._gone.items()
            if figures.count(there)
        ]
        return found

    def _gathering_last(self, slug: str, address: str) -> str:
        figures = self._beside(slug)
        count = figures.count(address) if figures else None
        return "数据不在" if count is None else str(count)


def _figures(path: Path) -> Figures | None:
    try:
        return read_params(path).figures
    except ReadError:
        return None
