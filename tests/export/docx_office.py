"""Has LibreOffice open Word files, with the bundled faces in place of the official ones."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from helpers.display.fonts import SANS, SERIF, font_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>{folders}<cachedir>{cache}</cachedir>{aliases}</fontconfig>"""
_ALIAS = '<alias binding="same"><family>{}</family><prefer><family>{}</family></prefer></alias>'
_STAND_INS = {
    "方正小标宋简体": SERIF,
    "仿宋_GB2312": SERIF,
    "楷体_GB2312": SERIF,
    "宋体": SERIF,
    "黑体": SANS,
}


class Word(NamedTuple):
    """A word on a page; x in points from the left."""

    text: str
    x: float


def convert(folder: Path, documents: Mapping[str, bytes]) -> dict[str, Path]:
    """The PDF that LibreOffice makes of each Word file, by its name.

    Args:
        folder: An empty folder for the files, LibreOffice's profile and its fonts.
        documents: The Word files by name.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office
    sources = [folder / f"{name}.docx" for name in documents]
    for source, content in zip(sources, documents.values(), strict=True):
        source.write_bytes(content)
    folders = "".join(
        f"<dir>{path}</dir>" for path in ("/usr/share/fonts", *{font.parent for font in font_files()})
    )
    aliases = "".join(_ALIAS.format(*pair) for pair in _STAND_INS.items())
    configuration = folder / "fonts.conf"
    configuration.write_text(_FONTS.format(folders=folders, cache=folder / "cache", aliases=aliases), "utf-8")
    command = [office, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, sources)]
    environment = {**os.environ, "HOME": str(folder), "FONTCONFIG_FILE": str(configuration)}
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=300)
    return {name: folder / f"{name}.pdf" for name in documents}


def pages(pdf: Path) -> list[str]:
    """The text of each page without any blanks, which a layout is free to set."""
    text = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    return [re.sub(r"\s", "", page) for page in text.split("\f")[:-1]]


def words(pdf: Path, page: int) -> list[Word]:
    """The words of a page, counted from 1, with their places."""
    number = str(page)
    command = ["pdftotext", "-bbox", "-f", number, "-l", number, str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [
        Word(found[2], float(found[1]))
        for found in re.finditer(r'<word xMin="([\d.]+)".*?>(.*?)</word>', text)
    ]


def greys(pdf: Path) -> list[float]:
    """The share of each page that is light grey, as a watermark is and text is not."""
    command = ["pdftoppm", "-gray", "-r", "36", str(pdf), str(pdf.with_suffix(""))]
    subprocess.run(command, check=True, capture_output=True)
    pictures = (path.read_bytes() for path in sorted(pdf.parent.glob(f"{pdf.stem}-*.pgm")))
    pixels = [picture.split(b"\n", 3)[3] for picture in pictures]
    return [sum(200 <= pixel <= 245 for pixel in page) / len(page) for page in pixels]
