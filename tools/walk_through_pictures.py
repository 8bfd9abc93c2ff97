"""The pictures of docs/zh/january.md: what to show of the folder, how wide, and from where."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from PIL import Image
from tests.export.chromium import Page, chromium

COLOURS = 96


@dataclass(frozen=True)
class Screen:
    """What a window shows of a web page.

    Attributes:
        file: The page.
        width: Of the window, in CSS pixels.
        height: Of the window.
        at: What the page is scrolled to.
        block: Where in the window that is then: at its start, or in its center.
    """

    file: str
    width: int = 1180
    height: int = 800
    at: str = ""
    block: str = "start"

    def draw(self, folder: Path, browser: Page) -> Image.Image:
        """The picture."""
        browser.open(folder / self.file, self.width, self.height)
        if self.at:
            browser.run(f"document.querySelector({self.at!r}).scrollIntoView({{block: {self.block!r}}})")
        return Image.open(io.BytesIO(browser.screenshot(whole=False)))


@dataclass(frozen=True)
class Pages:
    """The first pages of a PDF or a Word file, side by side."""

    file: str
    number: int

    def draw(self, folder: Path, _browser: Page) -> Image.Image:
        """The picture."""
        with tempfile.TemporaryDirectory() as name:
            own = Path(name)
            pdf = folder / self.file
            if pdf.suffix == ".docx":
                profile = f"-env:UserInstallation={(own / 'office').as_uri()}"
                command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", own, pdf]
                subprocess.run(command, check=True, capture_output=True, timeout=300)  # noqa: S603  # our own file
                pdf = own / f"{pdf.stem}.pdf"
            command = ["pdftoppm", "-r", "64", "-png", "-l", str(self.number), pdf, own / "page"]
            subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603
            drawn = [Image.open(path).copy() for path in sorted(own.glob("page-*.png"))]
        gap = 10
        width = sum(page.width + gap for page in drawn) + gap
        sheet = Image.new("RGB", (width, drawn[0].height + 2 * gap), "#8c8c8c")
        for number, page in enumerate(drawn):
            sheet.paste(page, (gap + number * (page.width + gap), gap))
        return sheet


_OFFICE, _DISTRICT = "build/shili/qingshi/2022", "build/shili/district/2022"
PICTURES: dict[str, Screen | Pages] = {
    "received": Pages("收件/qingshi.docx", 3),
    "returned": Screen("build/index.html", width=1300, height=720),
    "compare": Screen(f"{_OFFICE}/compare.html", height=620),
    "compare-table": Screen(f"{_OFFICE}/compare.html", height=620, at="#p1", block="center"),
    "sheet": Pages(f"{_OFFICE}/return.docx", 1),
    "web": Screen(f"{_OFFICE}/report.html", height=700),
    "pdf": Pages(f"{_OFFICE}/report.pdf", 4),
    "signed": Screen("build/index.html", width=1300, height=720),
    "phone": Screen("build/index.html", width=390, height=760, at="#reports"),
    "site": Screen("site/index.html", width=1000, height=420),
    "offices": Screen(f"{_DISTRICT}/report.html", height=760, at="#overview-more-6"),
    "charts": Screen(f"{_DISTRICT}/report.html", height=760, at="#appendix"),
}
_WIDTHS = {"phone": 300, "sheet": 420, "received": 900}


@contextmanager
def artist(to: Path) -> Iterator[Callable[[str, Path], None]]:
    """Draws pictures into a folder, and removes those that no page asked for."""
    if missing := [name for name in ("chromium", "soffice", "pdftoppm") if which(name) is None]:
        sys.exit(f"the pictures need {', '.join(missing)}")
    done: set[str] = set()
    with chromium(Path(str(which("chromium")))) as browser:

        def draw(name: str, folder: Path) -> None:
            picture = PICTURES[name].draw(folder, browser).convert("RGB")
            width = min(picture.width, _WIDTHS.get(name, 860))
            height = round(picture.height * width / picture.width)
            small = picture.resize((width, height), Image.Resampling.LANCZOS)
            small.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
                to / f"{name}.png", optimize=True
            )
            done.add(name)

        yield draw
    for path in to.glob("*.png"):
        if path.stem not in done:
            path.unlink()
