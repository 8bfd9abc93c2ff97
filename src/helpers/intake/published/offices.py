"""Which office of a district a name means, however it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helpers.intake.published.words import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from helpers.intake.district import District

_LAST_PLACE = re.compile(r"[^省市州县区旗]+[省市州县区旗]$")
_NOT_WORD = re.compile(r"[\W_]+")
_SAME = (("人民政府", "政府"), ("办公厅", "办公室"))
_ENDS = (
    ("街道办事处", "街道"),
    ("街道办", "街道"),
    ("镇政府", "镇"),
    ("乡政府", "乡"),
    ("管理委员会", "管委会"),
)


class Offices:
    """The offices of a district, to be found by their names.

    Args:
        district: The district.
    """

    def __init__(self, district: District) -> None:
        self._district = _plain(district.name)
        place = _LAST_PLACE.search(self._district)
        self._places = tuple(name for name in (self._district, place[0] if place else "") if name)
        self._cores: Mapping[str, str] = {
            slug: self._core(_plain(member.name)) for slug, member in district.offices.items()
        }

    def called(self, name: str) -> list[str]:
        """The offices that a document's title means: several where it can't be told.

        The title may give the name with or without the names of the district and of what it belongs to, and 街道办
        for 街道办事处. An office of another place is none of them.

        Args:
            name: The office's name in the title.
        """
        core = self._core(_plain(name))
        return [slug for slug, known in self._cores.items() if known == core]

    def mentioned(self, text: str) -> list[str]:
        """The offices that a file's or folder's name mentions; of two names in one another, the longer.

        Args:
            text: The name, which may hold much else: `03 西关街道2022年报（定稿）`.
        """
        lower = simplified(text).lower()
        slugs = [
            slug for slug in self._cores if re.search(rf"(?<![0-9a-z]){re.escape(slug)}(?![a-z])", lower)
        ]
        if slugs:
            return slugs
        plain = _ended(_plain(text))
        found = {slug: core for slug, core in self._cores.items() if len(core) > 1 and core in plain}
        return [
            slug for slug, core in found.items() if not any(core in name != core for name in found.values())
        ]

    def is_district(self, name: str) -> bool:
        """Whether a name is the district's own, whose report is made of its offices'."""
        return self._core(_plain(name)) in ("", "政府")

    def _core(self, plain: str) -> str:
        """A name without the district's, and without an ending that means nothing more."""
        for place in self._places:
            if place in plain:
                plain = plain[plain.rindex(place) + len(place) :]
                break
        return _ended(plain)


def _plain(name: str) -> str:
    plain = _NOT_WORD.sub("", simplified(name))
    for variant, usual in _SAME:
        plain = plain.replace(variant, usual)
    return plain


def _ended(plain: str) -> str:
    for long, short in _ENDS:
        plain = plain.replace(long, short)
    return plain


def years_in(text: str) -> Iterator[int]:
    """The years that a file's or folder's name mentions."""
    for found in re.finditer(r"(?<!\d)(20\d\d)(?!\d)", simplified(text)):
        yield int(found[1])
