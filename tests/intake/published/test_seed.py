"""The seed: the published report that the first params were made from, sentence by sentence and figure by figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.intake.published.papers import SHARED, exported, outputs

from helpers.intake import read_params
from helpers.intake.published.take_in import TakenIn, take_in
from helpers.intake.published.words import bare, simplified

if TYPE_CHECKING:
    pass

SEED = SHARED / "seed-report-xiguan-2022.txt"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="../shared/seed-report-xiguan-2022.txt is not here")


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> TakenIn:
    return take_in([SEED], tmp_path_factory.mktemp("laocheng") / "xiguan" / "2022.yaml")


def test_every_figure_is_zero_but_the_penalty(taken: TakenIn) -> None:
    report = read_params(taken.params)
    assert {address: value for address, value in report.figures.items() if value != 0} == {
        "proactive.penalties": 1
    }
    assert len(report.figures) == 200
    assert taken.read.missing == {}


def test_every_line_of_text_stands_in_the_report_in_the_same_order(taken: TakenIn) -> None:
    """Line by line: titles and headings by their words, sentences by every character."""
    report = read_params(taken.params)
    made = exported(report, "txt").decode().split("\n")
    shown = [_comparable(line) for line in made if line.strip()]
    position = 0
    for line in SEED.read_text(encoding="utf-8").split("\n"):
        if not line.strip() or "\t" in line:
            continue
        wanted = _comparable(line)
        assert wanted in shown[position:], line
        position = shown.index(wanted, position) + 1


def test_every_label_of_the_tables_stands_in_the_report_in_the_same_order(taken: TakenIn) -> None:
    """The official label where the source has a wrong one."""
    report = read_params(taken.params)
    made = [
        bare(cell.text)
        for output in outputs(report)
        for block in output
        for row in getattr(block, "rows", ())
        for cell in row
    ]
    wanted = [
        bare(cell).replace("其他法律法规", "其他法律行政法规")
        for line in SEED.read_text(encoding="utf-8").split("\n")
        if "\t" in line
        for cell in line.split("\t")
        if cell.strip() and not cell.strip().isdigit()
    ]
    assert sorted(set(wanted)) == sorted({word for word in made if not word.isdigit()} & set(wanted))
    rows = [word for word in wanted if word in made]
    assert len(rows) == len(wanted)


def test_the_wrong_label_is_told(taken: TakenIn) -> None:
    [note] = [note for note in taken.read.notes if "其他法律法规" in note.message]
    assert note.message == "“2.其他法律法规禁止公开”应为“2.其他法律行政法规禁止公开”，已按后者读取"
    assert note.fault == "document"
    assert note.place is not None
    assert note.place.line == 57


def test_totals_that_fell_off_the_table_are_told(taken: TakenIn) -> None:
    lost = [address for address, cell in taken.read.cells.items() if cell.how == "lost"]
    assert len(lost) == 21 * 7
    assert any("总计被挤出表外" in note.message and note.fault == "reading" for note in taken.read.notes)


def _comparable(line: str) -> str:
    heading = line.lstrip("# ").strip()
    return "".join(simplified(heading).split())
