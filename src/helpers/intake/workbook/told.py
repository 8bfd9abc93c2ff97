"""The workbook's words read back: whose report it is, and the narrative."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from helpers.form import EDITIONS
from helpers.intake.narrative import MAX_MORE
from helpers.intake.published.found import Note
from helpers.intake.published.source import Place
from helpers.intake.workbook import names
from helpers.intake.workbook.design import text_rows
from helpers.intake.workbook.formulas import named
from helpers.intake.workbook.guide import IDENTITY
from helpers.intake.workbook.paragraphs import markdown_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.form import Edition
    from helpers.intake.workbook.content import Content, Page, Saved
    from helpers.intake.workbook.formulas import Spot

_MORE = re.compile(r"overview\.more\[(\d+)\]\.(title|text)")


@dataclass
class Told:
    """What the words say.

    Attributes:
        lines: Office and year as written, by address.
        texts: The narrative as Markdown by address below `narrative`.
        more: Titles and texts of further sub-sections.
        places: Where each stands.
        used: The sheets on which they stand.
    """

    lines: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    more: tuple[tuple[str, str], ...] = ()
    places: dict[str, Place] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    used: set[str] = field(default_factory=set)


def told(content: Content, edition: Edition) -> Told:
    """Read the words of a workbook."""
    made = Told()
    for address, label in IDENTITY.items():
        found = _cell(content, f"{names.PREFIX}{address}", label, made)
        if found is None:
            made.notes.append(Note(f"没有找到“{label}”这一栏", None, "document", address))
        elif text := " ".join(_text(found[0], f"“{label}”", found[1], made).split()):
            made.lines[address] = text
            made.places[address] = found[1]
    texts: dict[str, str] = {}
    for row in text_rows(edition, MAX_MORE):
        if not row.address:
            continue
        label = row.label
        found = _cell(content, names.name_of_text(row.address), label, made)
        if found is None:
            continue
        text = _text(found[0], f"“{label}”", found[1], made)
        if text.strip():
            texts[row.address] = text
            made.places[f"narrative.{row.address}"] = found[1]
    titles: dict[int, str] = {}
    bodies: dict[int, str] = {}
    for address, text in texts.items():
        if further := _MORE.fullmatch(address):
            (titles if further[2] == "title" else bodies)[int(further[1])] = text
        else:
            made.texts[address] = markdown_of(text)
    made.more = tuple(_further(titles, bodies, made))
    return made


def _cell(content: Content, name: str, label: str, made: Told) -> tuple[Saved, Place] | None:
    """The cell beside a label: the one that the name points to if the label stands there, else where it stands."""
    title, spot = content.places.get(name, ("", None))
    page = content.page(title)
    if page is not None and spot is not None:
        beside = [found for found in page.find(label) if found[0] == spot[0] and found[1] < spot[1]]
        if beside:
            return _taken(page, spot, made)
    found = [(page, spot) for page in content.pages for spot in page.find(label)]
    if found:
        page, (row, column) = found[0]
        return _taken(page, (row, column + 1), made)
    if page is None or spot is None:
        return None
    before = spot[0], max(spot[1] - 1, 1)
    now = page.at(before).text
    if now in _labels():
        return None
    what = f"被改成“{' '.join(now.split())[:40]}”" if now else "被删去"
    made.notes.append(Note(f"标签“{label}”{what}", Place(sheet=page.title, cell=named(before)), "document"))
    return _taken(page, spot, made)


def _taken(page: Page, spot: Spot, made: Told) -> tuple[Saved, Place]:
    made.used.add(page.title)
    return page.at(spot), Place(sheet=page.title, cell=named(spot))


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    rows = (row.label for edition in EDITIONS.values() for row in text_rows(edition, MAX_MORE))
    return frozenset((*rows, *IDENTITY.values()))


def _text(saved: Saved, what: str, place: Place, made: Told) -> str:
    """What a cell says; what is no text is said, and taken only where it can't be misread."""
    if saved.error:
        made.notes.append(Note(f"{what}这一格是错误值 {saved.text}，没有读入", place, "document"))
        return ""
    if saved.formula is not None:
        how = "取的是文件里存的计算结果" if saved.text else "文件里没有存算出的值，没有读入"
        made.notes.append(Note(f"{what}这一格是公式，{how}", place, "document"))
    if isinstance(saved.value, float) and saved.value.is_integer():
        return str(int(saved.value))
    return "" if saved.value is None else str(saved.value)


def _further(titles: dict[int, str], bodies: dict[int, str], made: Told) -> Iterator[tuple[str, str]]:
    """Sub-sections of the office's own; half of one is said, not dropped."""
    count = 0
    for index in sorted(titles.keys() | bodies.keys()):
        title = " ".join(titles.get(index, "").split())
        if not title or index not in bodies:
            lacking = "文字" if title else "标题"
            place = made.places.get(f"narrative.overview.more[{index}].{'title' if title else 'text'}")
            made.notes.append(Note(f"自拟小节{index + 1}没有{lacking}，整个小节没有读入", place, "document"))
            continue
        made.places[f"narrative.overview.more[{count}]"] = made.places[
            f"narrative.overview.more[{index}].text"
        ]
        count += 1
        yield title, markdown_of(bodies[index])
