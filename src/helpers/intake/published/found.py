"""What the recogniser found of a table: rows with their labels and the cells that follow."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from helpers.intake.published.source import Cell, Place
    from helpers.intake.published.strips import Cut


@dataclass(frozen=True)
class Header:
    """A column's header as the document prints it."""

    text: str
    column: int
    grid: int | None


@dataclass
class FoundRow:
    """A row of a table.

    Attributes:
        table: The table's key.
        key: The row's key, empty for table four, whose figures stand in one line.
        word: The form's bare label.
        label: The label as printed; None where the row has none.
        exact: Whether the label is printed as the form has it.
        tail: The cells that follow the label.
        cut: How they were told apart.
        grid: The grid that they stand in.
        headers: Headers above them by bare word.
        spread: Whether the cells stand on more lines than the label's.
        last: Whether the document ends behind it.
    """

    table: str
    key: str
    word: str
    label: Cell | None
    cut: Cut
    exact: bool = True
    tail: list[Cell] = field(default_factory=list)
    grid: int | None = None
    headers: Mapping[str, Header] = field(default_factory=dict)
    spread: bool = False
    last: bool = False
    done: bool = False


@dataclass
class Orphans:
    """Values that no label stands before.

    Attributes:
        table: The table's key.
        after: Key of the row found before them; of a block of table two the 项 that its title names.
        cells: The values.
        cut: How they were told apart.
    """

    table: str
    after: str
    cells: list[Cell]
    cut: Cut


@dataclass(frozen=True)
class Note:
    """Something the reader of an import should know.

    Attributes:
        message: One Chinese sentence.
        place: Where it is.
        fault: Whose fault it more likely is: `document`, `reading`, or empty where there is none.
    """

    message: str
    place: Place | None = None
    fault: str = ""
    cell: str = ""

    def to_json(self) -> dict[str, object]:
        """The note as plain JSON."""
        made: dict[str, object] = {"message": self.message}
        if self.cell:
            made["cell"] = self.cell
        if self.place is not None:
            made["place"] = self.place.to_json()
        if self.fault:
            made["fault"] = self.fault
        return made


@dataclass
class Scanned:
    """What a scan gives.

    Attributes:
        rows: Every row that has a label, in the document's order; one may have been found several times.
        orphans: Values that no label stands before.
        notes: What should be known of labels and of rows that the form doesn't have.
        tables: Keys of the tables of which anything was seen.
    """

    rows: list[FoundRow] = field(default_factory=list)
    orphans: list[Orphans] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    tables: set[str] = field(default_factory=set)
