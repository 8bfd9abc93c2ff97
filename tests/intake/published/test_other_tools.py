"""What pandoc and browsers make of a report: the share of cells that are right, and none wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.export.chromium import chromium
from tests.intake.published.papers import ROOT, Tally, exported, imported, random_report, sample, tally
from tests.intake.published.shown import shown_in

from helpers.form import EDITIONS

if TYPE_CHECKING:
    from pathlib import Path

PANDOC = ROOT / "tests" / "data" / "published" / "pandoc"
ENOUGH = 0.999


def _files() -> list[str]:
    return sorted(path.name for path in PANDOC.glob("2*") if path.suffix != ".json")


@pytest.mark.parametrize("name", _files())
def test_tables_that_pandoc_prints(name: str) -> None:
    edition = int(name[:4])
    figures = json.loads((PANDOC / f"{edition}.json").read_text(encoding="utf-8"))
    read = imported((PANDOC / name).read_bytes(), name)
    assert read.edition.id == edition
    assert (read.office, read.year) == ("示例区测试街道办事处", {2021: 2022, 2019: 2020}[edition])
    assert {address: cell.value for address, cell in read.cells.items()} == figures


def test_pandocs_files_cover_both_editions() -> None:
    assert {name[:4] for name in _files()} == {str(number) for number in EDITIONS}


def test_an_old_excel_file() -> None:
    """Saved by LibreOffice from a sheet with all three tables."""
    figures = json.loads((PANDOC / "2021.json").read_text(encoding="utf-8"))
    read = imported((PANDOC.parent / "old.xls").read_bytes(), "old.xls")
    assert {address: cell.value for address, cell in read.cells.items()} == figures
    assert (read.office, read.year) == ("示例区测试街道办事处", 2022)
    assert read.cells["applications.received[6]"].place.sheet == "Sheet"  # type: ignore[union-attr]  # it was read


PAGES = ("pasted from Word into a page of tables", "divisions")


@pytest.mark.reader("chromium")
def test_what_is_copied_or_printed_from_a_browser(
    readers: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = [(source, exported(source, "html")) for source in map(sample, _SAMPLES)]
    source = random_report(31)
    pages += [(source, shown_in(name, source)[0]) for name in PAGES]
    found = {"copied text": Tally(), "printed PDF": Tally()}
    with chromium(readers["chromium"]) as page:
        for number, (shown, content) in enumerate(pages):
            file = tmp_path / f"{number}.html"
            file.write_bytes(content)
            page.open(file, 1200)
            copied = page.run("getSelection().selectAllChildren(document.body), getSelection().toString()")
            found["copied text"] += tally(shown, imported(copied.encode(), "copied.txt"))
            if not number:
                found["printed PDF"] += tally(shown, imported(page.pdf(), "printed.pdf"))
    with capsys.disabled():
        for name, counts in found.items():
            cells = counts.right + counts.null + counts.wrong
            print(f"\nChromium {name}: right {counts.right / cells:.2%} of {cells}", end="")  # noqa: T201
    for counts in found.values():
        assert counts.wrong == 0, counts.wrongs
        assert counts.right >= ENOUGH * (counts.right + counts.null)


_SAMPLES = ("shili/zhujian/2022.yaml", "shili/jiaoyu/2020.yaml")
