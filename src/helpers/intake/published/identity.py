"""Whose report it is, of which year, on which edition of the form."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from helpers.form import EDITIONS
from helpers.intake.published.words import simplified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpers.intake.published.source import Line, Place

_SUBJECT = r"(?:政府信息(?:与政务)?公开|政务公开|(?<!政府)信息公开)"
# In any order: 工作告年度报 and 年度工作情况报告 were published.
_ENDING = r"(?=[^，。；：]*(?:报|总结))[工作的情况年度报告总结]{2,12}"
_REPORT = _SUBJECT + _ENDING
_END = r"(?:[(（][^()（）]{0,12}[)）])?(?:[_|\-—–][^，。；：]{2,40})?$"
_YEAR = r"(?P<year>(?:19|20)\d{2}|[一二][〇零○O0一二三四五六七八九]{3})"
_OFFICE = r"(?P<office>[^，。；：:]{2,60}?)"
_TITLES = (
    re.compile(rf"^{_OFFICE}(?:关于)?{_YEAR}(?:年度?)?{_REPORT}{_END}"),
    re.compile(rf"^{_YEAR}(?:年度?)?{_OFFICE}{_REPORT}{_END}"),
    re.compile(rf"^{_OFFICE}{_REPORT}[(（]{_YEAR}年?度?[)）]"),
    re.compile(rf"^{_OFFICE}{_SUBJECT}(?:工作)?{_YEAR}年?度?{_ENDING}{_END}"),
    re.compile(rf"^{_OFFICE}(?P<year>){_REPORT}$"),
)
_NAMELESS = re.compile(rf"^(?:关于)?{_YEAR}(?:年度?)?{_REPORT}{_END}")
_BEFORE = re.compile(r"^(?:#+|[《【\[]+|(?:名称|标题|题名|信息名称|文件名称)[:：])+")
_QUOTED_YEAR = re.compile(rf"^[\[【(（]?{_YEAR}年?度?[\]】)）]")
_PUBLISHER = re.compile(
    r"(?:发布机构|发布单位|信息来源|来源|公开主体|发文机关|编制单位|编制机关)[:：]\s*([^\s:：，。|]{4,40})"
)
_PERIOD = re.compile(r"(20\d{2})年?1月1日")
_DIGITS = {character: str(number) for number, character in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "O": "0",
}
_KINDS: tuple[tuple[str, str], ...] = (
    ("街道办事处|街道办|街道(?:党工委)?$", "街道"),
    ("[镇乡]人民政府$|[镇乡]政府$|[镇乡]$", "乡镇"),
    ("政府办公室$|政府办公厅$|政府办$", "政府办公室"),
    ("[省市县区旗州]人民政府$|[省市县区旗州]政府$", "区县政府"),
    ("管委会$|管理委员会$", "管委会"),
    (
        "[局委部厅署]$|委员会$|办公室$|中心$|法院$|检察院$|总队$|支队$|大队$|集团|公司$|学校$|大学$|医院$",
        "部门",
    ),
)
_LOOKED_AT = 60
_TITLE_LINES = 4


@dataclass(frozen=True)
class Identity:
    """Whose report it is; what could not be told is None.

    Attributes:
        place: Where the title stands.
        title: Index of the title's last line among the lines; None where there is no title.
        eaten: Whether a date of the text lacks its 年 or digits.
        published: Whether the office is not the title's but the one that published the page.
    """

    office: str | None = None
    kind: str | None = None
    scope: str = "office"
    year: int | None = None
    place: Place | None = None
    title: int | None = None
    period: int | None = None
    eaten: str = ""
    published: bool = False


def identify(lines: Sequence[Line]) -> Identity:
    """Tell office and year from the title, or the year from the period that the text names."""
    period, eaten = _period(lines)
    best: Identity | None = None
    # A title on one line is surer than one put together; the last of several equal ones stands over the text.
    for count in range(1, _TITLE_LINES + 1):
        for index, line in islice(enumerate(lines), _LOOKED_AT):
            found = _title("".join(part.text for part in lines[index : index + count]))
            if found is None:
                continue
            office, year = found
            if (
                best is None
                or (best.year is None and year is not None)
                or (office, year) == (best.office, best.year)
            ):
                kind = kind_of(office)
                scope = "district" if kind == "区县政府" else "office"
                best = Identity(office, kind, scope, year, line.place, index + count - 1, period, eaten)
        if best is not None and best.year is not None:
            break
    if best is not None and best.year is None:
        best = replace(best, year=period)
    return best or _nameless(lines, period, eaten)


def _title(text: str) -> tuple[str, int | None] | None:
    plain = _bare_title(text)
    if plain is None:
        return None
    for pattern in _TITLES:
        if found := pattern.match(plain):
            office = found["office"].strip("#*-—_ ")
            if not _is_name(office):
                continue
            return office, _year(found["year"])
    return None


def _bare_title(text: str) -> str | None:
    """A title's characters without what stands round them; None where the text is no title."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if len(plain) > 90:
        return None
    plain = _BEFORE.sub("", plain).rstrip("》】]")
    return _QUOTED_YEAR.sub(lambda found: f"{found['year']}年", plain)


def _nameless(lines: Sequence[Line], period: int | None, eaten: str) -> Identity:
    """What a title without the office's name tells, and who published the page."""
    office = next((found[1] for line in lines[:_LOOKED_AT] if (found := _PUBLISHER.search(line.text))), None)
    if office is not None and (not _is_name(office) or kind_of(office) is None):
        office = None
    kind = kind_of(office) if office else None
    scope = "district" if kind == "区县政府" else "office"
    for index, line in islice(enumerate(lines), _LOOKED_AT):
        found = _NAMELESS.match(_bare_title(line.text) or "")
        if found:
            year = _year(found["year"]) or period
            return Identity(office, kind, scope, year, line.place, index, period, eaten, bool(office))
    return Identity(year=period, period=period, eaten=eaten)


def _is_name(office: str) -> bool:
    wrong = ("关于", "中华人民共和国", "根据", "按照", "现将", "公布", "本报告", "编制", "报告")
    if re.match(r"(?:19|20)\d{2}", office):
        return False
    return len(office) > 1 and not any(office.startswith(word) for word in wrong) and "年度" not in office


def _year(text: str) -> int | None:
    digits = "".join(_DIGITS.get(character, character) for character in text)
    return int(digits) if digits.isdigit() and len(digits) == 4 else None


def _period(lines: Sequence[Line]) -> tuple[int | None, str]:
    """The year of the period that the text names, and the date if its 年 is lost (20231月1日)."""
    for line in lines:
        plain = "".join(simplified(line.text).split())
        if found := _PERIOD.search(plain):
            return int(found[1]), "" if "年" in found[0] else found[0]
    return None, ""


def kind_of(office: str) -> str | None:
    """The kind of office that its name says; None where it says none."""
    return next((kind for pattern, kind in _KINDS if re.search(pattern, office)), None)


def edition_by_year(year: int | None) -> int | None:
    """The edition that was issued for a year."""
    return next(
        (number for number, form in EDITIONS.items() if year is not None and year in form.years), None
    )
