"""The bundled faces: Noto Serif SC and Noto Sans SC (OFL), pinned, so that pages and charts are the same everywhere."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

SERIF = "Noto Serif SC"
SANS = "Noto Sans SC"


@cache
def font_files() -> tuple[Path, ...]:
    """The font files of the package `pylopdf-fonts-zh-cn`, sorted by name."""
    root = Path(str(resources.files("pylopdf_fonts_zh_cn")))
    return tuple(sorted(path for path in root.rglob("*") if path.suffix in {".otf", ".ttf"}))


def font_file(family: str) -> Path:
    """The file of one of the bundled faces.

    Args:
        family: `SERIF` or `SANS`.
    """
    stem = family.replace(" ", "")
    return next(path for path in font_files() if path.stem.startswith(stem))
