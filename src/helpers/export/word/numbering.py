"""Numbers and bullets of lists as Word's own numbering (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.export.word.xml import w

if TYPE_CHECKING:
    from lxml import etree

_LEVELS = range(9)
_FIRST = 640
"""Where a list begins, in twips: as far in as a paragraph's first line."""
_STEP = 480
"""What a level is indented more than the one around it, in twips."""
_BULLETS, _NUMBERS = 0, 1

_BULLET_MARKS = ("•", "–", "▪")
_NUMBER_FORMS = (("decimal", "%{}."), ("decimal", "（%{}）"), ("decimalEnclosedCircle", "%{}"))


class Numbering:
    """The lists of one document."""

    def __init__(self) -> None:
        self._lists = [_instance(1, _BULLETS)]

    def add(self, start: int | None, depth: int) -> int:
        """The id of a new list.

        Args:
            start: Its first number; None for bullets, which all lists share.
            depth: How many lists are around it.
        """
        if start is None:
            return 1
        number = len(self._lists) + 1
        override = w("lvlOverride", w("startOverride", val=start), ilvl=_level(depth))
        self._lists.append(_instance(number, _NUMBERS, override))
        return number

    def element(self) -> etree._Element:
        """The content of the numbering part."""
        return w("numbering", _definition(_BULLETS), _definition(_NUMBERS), *self._lists)


def number_of(identifier: int, depth: int) -> etree._Element:
    """The property that makes a paragraph an item of a list."""
    return w("numPr", w("ilvl", val=_level(depth)), w("numId", val=identifier))


def indent_of(depth: int) -> int:
    """Where the text of an item at that depth begins, in twips."""
    return _FIRST + _STEP * (_level(depth) + 1)


def _level(depth: int) -> int:
    return min(depth, _LEVELS[-1])


def _instance(number: int, definition: int, *overrides: etree._Element) -> etree._Element:
    return w("num", w("abstractNumId", val=definition), *overrides, numId=number)


def _definition(identifier: int) -> etree._Element:
    return w(
        "abstractNum",
        w("multiLevelType", val="multilevel"),
        *(_level_definition(identifier, level) for level in _LEVELS),
        abstractNumId=identifier,
    )


def _level_definition(identifier: int, level: int) -> etree._Element:
    if identifier == _BULLETS:
        form, text = "bullet", _BULLET_MARKS[level % len(_BULLET_MARKS)]
    else:
        form, text = _NUMBER_FORMS[level % len(_NUMBER_FORMS)]
        text = text.format(level + 1)
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=form),
        w("lvlText", val=text),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=indent_of(level), hanging=_STEP)),
        ilvl=level,
    )
