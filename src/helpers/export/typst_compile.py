"""Typst, held to what a reproducible and harmless document needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from helpers.errors import NianbaoError
from helpers.export.typst_faces import Source, fonts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import typst

TEMPLATES = Path(__file__).parent / "templates"


class TypesettingError(NianbaoError):
    """Typst could not set the pages."""


def compile_typst(
    files: Mapping[str, bytes],
    *,
    output: Literal["pdf", "png"],
    standards: Sequence[str] = (),
    timestamp: int = 0,
    ppi: float | None = None,
    source: Source = "pinned",
) -> list[bytes]:
    """Typeset the file `main.typ`; it sees the other files beside it, and no fonts but those asked for.

    Typst keeps a pool of threads from its first use on: a process that has compiled must not fork children
    that compile, as they would wait for those threads for ever.

    Args:
        files: Content by name.
        output: What to make of the pages.
        standards: PDF standards to hold.
        timestamp: What the document is told the time is, in seconds since 1970.
        ppi: Pixels an inch.
        source: Where the fonts come from.

    Returns:
        One PDF, or one picture a page.

    Raises:
        TypesettingError: The pages could not be set; the message says why in typst's words.
    """
    import typst

    # The wheel takes several files as a dictionary; its stubs don't say so.
    content: Any = dict(files)
    compiler: Any = typst.Compiler(root=TEMPLATES, font_paths=fonts(source))
    try:
        made: bytes | list[bytes] = compiler.compile(
            content, format=output, pdf_standards=list(standards), timestamp=timestamp, ppi=ppi
        )
    except typst.TypstError as error:
        raise TypesettingError(f"排版失败，没有写出文件：{_reason(error)}") from error
    return made if isinstance(made, list) else [made]


def _reason(error: typst.TypstError) -> str:
    return "；".join([error.message, *error.hints])
