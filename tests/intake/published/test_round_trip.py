"""Params to a report to params: the same figures, the same words, in every format; and by way of other tools."""

from __future__ import annotations

import io
import subprocess
from typing import TYPE_CHECKING

import pdfplumber
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.intake.published.papers import (
    SAMPLES,
    Tally,
    exported,
    imported,
    printed,
    random_report,
    sample,
    tally,
)

from helpers.display.plain import render_text
from helpers.display.prose import markdown_blocks
from helpers.intake import read_params
from helpers.intake.published.take_in import take_in

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.form import Report
    from helpers.intake.published.imported import Imported

FORMATS = ("html", "docx", "pdf", "txt")
KEEPS_MARKING = ("html", "docx")


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_comes_back(name: str, kind: str, tmp_path: Path) -> None:
    source = sample(name)
    document = tmp_path / f"report.{kind}"
    document.write_bytes(exported(source, kind))
    taken = take_in([document], tmp_path / "shili" / "ceshi" / f"{source.year}.yaml")
    made = read_params(taken.params)
    assert dict(made.figures) == dict(source.figures)
    assert (made.office, made.year, made.edition.id) == (source.office, source.year, source.edition.id)
    wanted, got = words_of(source, kind), words_of(made, kind)
    assert got.keys() == wanted.keys()
    for address, words in wanted.items():
        assert got[address] == words, address


def words_of(source: Report, kind: str) -> dict[str, object]:
    """The narrative by address: as blocks where the format keeps the marking, else as its bare characters."""
    found: dict[str, object] = {}
    for address, text in source.narrative.texts():
        blocks = markdown_blocks(text.value)
        found[address] = blocks if kind in KEEPS_MARKING else _characters(render_text(blocks), kind)
    return found


def _characters(text: str, kind: str) -> str:
    if kind == "pdf":
        # A page prints a link's words alone.
        text = text.replace("（https://zhujian.shili.example.cn/gongkai）", "")
    return "".join(text.split())


@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6), edition=st.sampled_from([2021, 2019]))
def test_a_random_report_comes_back(kind: str, seed: int, edition: int) -> None:
    source = random_report(seed, edition, largest=5000)
    read = imported(exported(source, kind), f"report.{kind}")
    assert tally(source, read) == Tally(right=len(source.figures))
    assert (read.office, read.year) == (source.office.name, source.year)
    assert read.missing == {}


@pytest.mark.parametrize(("seed", "edition"), [(4, 2021), (100, 2019)])
def test_a_chart_below_a_table_draws_no_ruling_over_its_figures(seed: int, edition: int) -> None:
    source = random_report(seed, edition, largest=5000)
    document = exported(source, "pdf")
    with pdfplumber.open(io.BytesIO(document)) as pages:
        assert [page for page in pages.pages if page.curves and page.find_tables()]
    read = imported(document, "report.pdf")
    assert tally(source, read) == Tally(right=len(source.figures))


# Other tools' renderings. What they make of a report is read by the same rules.

MATRIX_SAMPLES = ("shili/zhujian/2022.yaml", "shili/jiaoyu/2020.yaml")


def _report_matrix(title: str, found: dict[str, Tally], capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        for name, counts in found.items():
            cells = counts.right + counts.null + counts.wrong
            share = counts.right / cells
            print(f"\n{title} {name}: right {share:.2%}, null {counts.null}, wrong {counts.wrong}", end="")  # noqa: T201


def test_the_kits_own_formats_matrix(capsys: pytest.CaptureFixture[str]) -> None:
    found = {kind: Tally() for kind in FORMATS}
    for name in MATRIX_SAMPLES:
        source = sample(name)
        for kind in FORMATS:
            found[kind] += tally(source, imported(exported(source, kind), f"report.{kind}"))
    _report_matrix("nianbao", found, capsys)
    assert {kind: (counts.null, counts.wrong) for kind, counts in found.items()} == dict.fromkeys(
        FORMATS, (0, 0)
    )


def test_tables_that_pandas_prints(capsys: pytest.CaptureFixture[str]) -> None:
    found = {"to_html": Tally(), "to_string": Tally()}
    for name in MATRIX_SAMPLES:
        source = sample(name)
        for way in found:
            found[way] += tally(source, _by_pandas(source, way))
    _report_matrix("pandas", found, capsys)
    for counts in found.values():
        assert counts.wrong == 0, counts.wrongs
    assert found["to_html"].null == 0


def _by_pandas(source: Report, way: str) -> Imported:
    import pandas as pd

    pieces = [source.title]
    for section in source.edition.sections:
        pieces.append(section.title)
        if not section.table:
            continue
        rows = printed(source, source.edition.table(section.table))
        width = max(column + across for row in rows for _, column, _, across in row)
        # A frame has no merged cells: what a cell covers is empty.
        full = [[""] * width for _ in rows]
        for line, row in zip(full, rows, strict=True):
            for text, column, *_ in row:
                line[column] = text
        frame = pd.DataFrame(full)
        pieces.append(
            frame.to_html(index=False, header=False)
            if way == "to_html"
            else frame.to_string(index=False, header=False)
        )
    if way == "to_html":
        page = "".join(piece if piece.startswith("<table") else f"<p>{piece}</p>" for piece in pieces)
        return imported(page.encode(), "report.html")
    return imported("\n".join(pieces).encode(), "report.txt")


@pytest.mark.reader("soffice")
def test_what_libreoffice_makes_of_the_word_file(
    readers: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = {"html": Tally(), "pdf": Tally(), "txt": Tally(), "docx": Tally()}
    for number, name in enumerate(MATRIX_SAMPLES):
        source = sample(name)
        document = tmp_path / f"report{number}.docx"
        document.write_bytes(exported(source, "docx"))
        for kind, form in (
            ("html", "html"),
            ("pdf", "pdf"),
            ("txt", "txt:Text (encoded):UTF8"),
            ("docx", "docx"),
        ):
            out = tmp_path / kind
            subprocess.run(
                [
                    readers["soffice"],
                    "--headless",
                    f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
                    "--convert-to",
                    form,
                    "--outdir",
                    out,
                    document,
                ],
                check=True,
                capture_output=True,
                timeout=180,
            )
            found[kind] += tally(
                source, imported((out / f"report{number}.{kind}").read_bytes(), f"report.{kind}")
            )
    _report_matrix("LibreOffice", found, capsys)
    assert {kind: (counts.null, counts.wrong) for kind, counts in found.items()} == dict.fromkeys(
        found, (0, 0)
    )


@pytest.mark.reader("pdftotext")
def test_text_taken_from_the_pages(
    readers: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With and without the layout kept, figures stand before, behind and between the pieces of their labels."""
    found = {"-layout": Tally(), "-raw": Tally(), "": Tally()}
    for name in MATRIX_SAMPLES:
        source = sample(name)
        document = tmp_path / "report.pdf"
        document.write_bytes(exported(source, "pdf"))
        for option in found:
            command = [str(readers["pdftotext"]), *([option] if option else []), str(document), "-"]
            text = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout
            found[option] += tally(source, imported(text, "report.txt"))
    _report_matrix("pdftotext", found, capsys)
    for counts in found.values():
        assert counts.wrong == 0, counts.wrongs
        assert counts.null <= 0.02 * (counts.right + counts.null)
