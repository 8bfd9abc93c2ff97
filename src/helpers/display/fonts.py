"""The bundled faces: Noto Serif SC and Noto Sans SC (OFL), pinned, so that pages and charts are the same everywhere."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

SERIF = "Noto Serif SC"
SANS = "Noto Sans SC"


@cache
def fonts_folder() -> Path:
    """The folder of the package `pylopdf-fonts-zh-cn`."""
    return Path(str(resources.files("pylopdf_fonts_zh_cn")))


@cache
def font_files() -> tuple[Path, ...]:
    """The font files of the package, sorted by name."""
    return tuple(sorted(path for path in fonts_folder().rglob("*") if path.suffix in {".otf", ".ttf"}))


def font_file(family: str) -> Path:
    """The file of one of the bundled faces.

    Args:
        family: `SERIF` or `SANS`.
    """
    stem = family.replace(" ", "")
    return next(path for path in font_files() if path.stem.startswith(stem))
