"""The import: sources into what params hold, with where each figure and text came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helpers.form import EDITIONS, Edition
from helpers.intake.published.about import about, about_edition, about_readings, without_tables
from helpers.intake.published.cells import CellRead, read_cells
from helpers.intake.published.errors import UnreadableError
from helpers.intake.published.filled import FilledForm
from helpers.intake.published.form_words import edition_by_tables
from helpers.intake.published.found import Note
from helpers.intake.published.halves import join_halves
from helpers.intake.published.identity import Identity, edition_by_year, identify
from helpers.intake.published.judge import judge
from helpers.intake.published.scan import scan
from helpers.intake.published.sections import narrate
from helpers.intake.published.signature import leave_out_signature
from helpers.intake.published.source import Line
from helpers.intake.published.strips import Cut, Strip, strips_of
from helpers.intake.published.told import Narrated, Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpers.intake.published.filled import Filled
    from helpers.intake.published.source import Source


@dataclass
class Imported:
    """What was read of a report.

    Attributes:
        office: The office's name, None where no title gives it.
        cells: Every cell of the form by address.
        texts: The narrative by address below `narrative`.
        more: Titles and texts of further sub-sections of section one.
        notes: What should be known of the whole.
        missing: What params lack: address and reason, in Chinese.
    """

    sources: tuple[Source, ...]
    edition: Edition
    identity: Identity
    cells: dict[str, CellRead]
    narrated: Narrated
    office: str | None = None
    kind: str | None = None
    scope: str = "office"
    year: int | None = None
    texts: dict[str, str] = field(default_factory=dict)
    more: list[tuple[str, str]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def missing(self) -> dict[str, str]:
        """What is missing, by address, with the reason."""
        found: dict[str, str] = {}
        if self.office is None:
            found["office.name"] = "没有找到标题里的单位名称"
        if self.kind is None:
            found["office.kind"] = "单位名称看不出是哪一类单位"
        if self.year is None:
            found["year"] = "没有找到年份"
        for section in self.edition.sections:
            for part in section.parts:
                address = f"{section.key}.{part.key}".rstrip(".")
                if part.required and not self.texts.get(address, "").strip():
                    found[f"narrative.{address}"] = f"没有找到“{part.title or section.title}”的文字"
        for address, cell in self.cells.items():
            if cell.value is None:
                found[address] = cell.missing
        return found


def import_sources(sources: Sequence[Source], *, year: int | None = None) -> Imported:
    """Read a report from its sources, one after the other.

    Args:
        sources: The documents; mostly one, several where text and tables were published apart.
        year: The year that the user named, which decides where the document names none.

    Raises:
        UnreadableError: It is no report, or a filled-in form with further documents.
    """
    if form := next((source for source in sources if isinstance(source, FilledForm)), None):
        return _from_form(form, sources, year)
    parts = [part for source in sources for part in source.parts]
    lines = [line for source in sources for line in source.lines()]
    strips = list(strips_of(parts))
    identity = identify(lines)
    by_tables = edition_by_tables(cell.text for strip in strips for cell in strip.cells)
    number = by_tables or edition_by_year(identity.year or year) or max(EDITIONS)
    edition = EDITIONS[number]
    scanned = scan(strips, number)
    join_halves(scanned, number)
    cells = read_cells(judge(scanned.rows, scanned.orphans, number), number)
    narrated = narrate(parts, edition, identity.title, _table_strips(strips))
    leave_out_signature(narrated, identity.office)
    made = Imported(
        tuple(sources),
        edition,
        identity,
        cells,
        narrated,
        identity.office,
        identity.kind,
        identity.scope,
        year if year is not None else identity.year,
    )
    made.texts = {key: told.markdown() for key, told in narrated.parts.items() if told.lines}
    made.more = [(told.title, told.markdown()) for told in narrated.more]
    made.notes = [
        *about(sources, identity, year),
        *about_edition(edition, by_tables, made.year),
        *scanned.notes,
        *narrated.notes,
        *about_readings(cells),
    ]
    if all(cell.text is None for cell in cells.values()):
        if identity.title is None and not narrated.sections:
            names = "、".join(source.name for source in sources)
            raise UnreadableError(
                f"{names}：没有读到年报的标题、段落或表格，请检查是不是政府信息公开工作年度报告。"
            )
        made.notes.insert(0, without_tables(sources))
    return made


def _from_form(form: FilledForm, sources: Sequence[Source], year: int | None) -> Imported:
    """What a form of the kit's own says, which is the whole report."""
    filled = form.filled
    if len(sources) > 1:
        raise UnreadableError(f"{form.name}：这是完整的填报工作簿，请单独导入，不要和别的文件合在一起。")
    edition = EDITIONS[filled.edition]
    place = filled.places.get("year") or filled.places.get("office.name")
    identity = Identity(filled.office, filled.kind, filled.scope, filled.year, place)
    made = Imported(
        (form,),
        edition,
        identity,
        dict(filled.cells),
        _narrated(filled),
        filled.office,
        filled.kind,
        filled.scope,
        year if year is not None else filled.year,
        dict(filled.texts),
        list(filled.more),
    )
    made.notes = [
        *about((form,), identity, year),
        *about_edition(edition, filled.edition, made.year),
        *filled.notes,
    ]
    return made


def _narrated(filled: Filled) -> Narrated:
    """A form's texts with their places."""

    def told(address: str, text: str, title: str = "") -> Told:
        place = filled.places[f"narrative.{address}"]
        return Told([Line(paragraph, place) for paragraph in text.split("\n\n")], title=title)

    return Narrated(
        {address: told(address, text) for address, text in filled.texts.items()},
        [told(f"overview.more[{index}]", text, title) for index, (title, text) in enumerate(filled.more)],
    )


def _table_strips(strips: Sequence[Strip]) -> list[Strip]:
    """The strips that can only be a table's."""
    return [strip for strip in strips if strip.cut in (Cut.GRID, Cut.ROW, Cut.WORDS)]
