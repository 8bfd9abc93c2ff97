"""Draws the pictures of docs/gallery/: pages of each format of a sample report, by the readers that people use.

    .venv/bin/python tools/gallery.py

It needs Chromium, LibreOffice and poppler. The pictures are small on purpose, in 64 colours.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat.v4
from PIL import Image

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # the tests' driver of Chromium

from tests.export.chromium import Page, chromium  # noqa: E402

from helpers.display.blocks import MIME  # noqa: E402
from helpers.display.view import ReportView  # noqa: E402
from helpers.export.document import Look, document_of  # noqa: E402
from helpers.export.formats import render  # noqa: E402
from helpers.export.word.package import docx_of  # noqa: E402
from helpers.form import Figures, Report  # noqa: E402
from helpers.intake import read_params  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Mapping

    from helpers.export.document import Document

GALLERY = ROOT / "docs" / "gallery"
SAMPLE = ROOT / "params" / "shili" / "zhengfuban" / "2022.yaml"
RED_HEAD = "示例区人民政府办公室文件"
COLOURS = 64


def document(report: Report, look: Look) -> Document:
    """The document of a report, without a kernel."""
    cells = [
        nbformat.v4.new_code_cell(
            f"report.output({number})",
            outputs=[nbformat.v4.new_output("display_data", {MIME: [block.to_json() for block in output]})],
        )
        for number, output in enumerate(ReportView(report).outputs())
    ]
    return document_of(nbformat.v4.new_notebook(cells=cells), look)


def with_a_mistake(report: Report) -> Report:
    """The report with one figure that no longer adds up."""
    figures: Mapping[str, Any] = {address: report.figures[address] for address in report.edition.fields}
    address = "applications.received[0]"
    return replace(report, figures=Figures(report.edition, {**figures, address: figures[address] + 3}))


def save(name: str, picture: Image.Image, width: int) -> None:
    """Write a picture of that many pixels across."""
    height = round(picture.height * width / picture.width)
    small = picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(GALLERY / f"{name}.png", optimize=True)


def pages(pdf: Path, numbers: range, folder: Path) -> Image.Image:
    """Pages of a PDF side by side."""
    command = ["pdftoppm", "-r", "70", "-png", "-f", str(numbers[0]), "-l", str(numbers[-1])]
    subprocess.run([*command, pdf, folder / pdf.stem], check=True, timeout=120)  # noqa: S603  # our own file
    drawn = [Image.open(path) for path in sorted(folder.glob(f"{pdf.stem}-*.png"))]
    gap = 12
    sheet = Image.new(
        "RGB", (sum(page.width + gap for page in drawn) + gap, drawn[0].height + 2 * gap), "#8c8c8c"
    )
    for number, page in enumerate(drawn):
        sheet.paste(page, (gap + number * (page.width + gap), gap))
    return sheet


def screen(
    browser: Page, file: Path, width: int, height: int, scheme: str = "light", at: str = ""
) -> Image.Image:
    """What a window shows of a page, scrolled to an element."""
    browser.open(file, width, height, scheme)
    if at:
        browser.run(f"document.querySelector('{at}').scrollIntoView()")
    return Image.open(io.BytesIO(browser.screenshot(whole=False)))


def main() -> None:
    """Draw all pictures."""
    programs = {name: shutil.which(name) for name in ("chromium", "soffice", "pdftoppm")}
    if missing := [name for name, path in programs.items() if path is None]:
        sys.exit(f"the gallery needs {', '.join(missing)}")
    report = read_params(SAMPLE)
    final, review = document(report, "publish"), document(with_a_mistake(report), "review")
    GALLERY.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = {kind: folder / f"report.{kind}" for kind in ("html", "pdf")}
        for kind, file in files.items():
            file.write_bytes(render(final, kind))
        (folder / "review.html").write_bytes(render(review, "html"))
        (folder / "review.pdf").write_bytes(render(review, "pdf"))
        (folder / "word.docx").write_bytes(docx_of(final, red_head=RED_HEAD))
        office = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'office').as_uri()}"]
        convert = [*office, "--convert-to", "pdf", "--outdir", folder, folder / "word.docx"]
        subprocess.run(convert, check=True, capture_output=True, timeout=300)  # noqa: S603  # our own file
        save("pdf", pages(files["pdf"], range(1, 6), folder), 1500)
        save("word", pages(folder / "word.pdf", range(1, 6), folder), 1500)
        save("pdf-review", pages(folder / "review.pdf", range(1, 6), folder), 1500)
        with chromium(Path(str(programs["chromium"]))) as browser:
            save("html-desk", screen(browser, files["html"], 1300, 900), 900)
            save("html-dark", screen(browser, files["html"], 1300, 900, "dark", "#applications"), 900)
            save("html-phone", screen(browser, files["html"], 390, 800, at="#applications"), 390)
            save("html-review", screen(browser, folder / "review.html", 1000, 900, at="#applications"), 900)
    print(f"{sum(path.stat().st_size for path in GALLERY.glob('*.png')) // 1000} kB in {GALLERY}")  # noqa: T201


if __name__ == "__main__":
    main()
