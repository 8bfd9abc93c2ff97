"""Invented districts, written as params files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tests.factories import YEARS, balanced, report
from tests.intake.writing import write

from helpers.form import Figures, Office, edition_of
from helpers.intake import parameters_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from helpers.form import Value


def write_office(
    folder: Path,
    slug: str,
    values: Mapping[str, Value] | None = None,
    *,
    year: int | None = None,
    edition: int = 2021,
    name: str = "",
    scope: str = "office",
    reasons: Mapping[str, str] | None = None,
) -> Path:
    """Write an office's params file below a district's folder; figures that aren't given are those that balance."""
    form = edition_of(edition)
    made = replace(
        report(edition=edition, reasons=reasons),
        office=Office(name or name_of(slug), "街道", "district" if scope == "district" else "office"),
        year=year or YEARS[edition],
        figures=Figures(form, {**balanced(edition), **(values or {})}),
    )
    path = folder / slug / f"{made.year}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write(parameters_of(made)), encoding="utf-8")
    return path


def name_of(slug: str) -> str:
    """The name of an invented office."""
    return f"示例区{slug}街道办事处"


def write_district(folder: Path, slugs: Sequence[str], *more: str) -> Path:
    """Write a district.yaml that lists these offices; `more` are further lines."""
    folder.mkdir(parents=True, exist_ok=True)
    offices = "".join(f"  {slug}: {{name: {name_of(slug)}, kind: 街道}}\n" for slug in slugs)
    path = folder / "district.yaml"
    path.write_text("\n".join(["name: 示例区", "offices:", offices, *more]), encoding="utf-8")
    return path


def drawn(seed: int, edition: int = 2021) -> dict[str, int]:
    """Balanced figures that nobody else has."""
    random = Random(seed)  # noqa: S311  # invented figures
    return balanced(edition, lambda: random.choice((0, 0, 0, 1, 2, random.randrange(400))))
