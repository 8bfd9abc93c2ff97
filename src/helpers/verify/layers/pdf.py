"""A PDF: its text, then what its file says of itself, then how each page is set."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from helpers.batch.inputs import digest
from helpers.intake.published.errors import UnreadableError
from helpers.verify.change import Layer, Line
from helpers.verify.layers.text import text_of


def layers(content: bytes, name: str) -> list[Layer]:
    """The layers of a PDF.

    Raises:
        UnreadableError: It isn't one.
    """
    import pikepdf

    text = text_of(content, name)
    try:
        with pikepdf.open(io.BytesIO(content)) as file:
            return [
                Layer(text),
                Layer(list(_about(file)), "正文和表格相同，文件信息不同"),
                Layer(list(_pages(file)), "正文和文件信息相同，版面不同"),
                Layer(list(_objects(file)), "看得见的相同，文件内部不同（字体、标签等）"),
            ]
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError) as error:
        raise UnreadableError(f"{name}：不是完整的 PDF 文件。") from error


def _about(file: Any) -> Iterator[Line]:
    yield Line("文件信息", f"PDF {file.pdf_version}，{len(file.pages)} 页")
    for key, value in sorted(file.docinfo.items()):
        yield Line("文件信息", f"{key}: {value}")
    if "/Metadata" in file.Root:
        xmp = bytes(file.Root.Metadata.read_bytes()).decode("utf-8", "backslashreplace")
        yield from (Line("文件信息（XMP）", line) for line in xmp.replace("><", ">\n<").split("\n"))


def _pages(file: Any) -> Iterator[Line]:
    for number, page in enumerate(file.pages, 1):
        place = f"第 {number} 页的版面"
        yield Line(place, f"纸张 {[round(float(side), 1) for side in page.mediabox]}")
        for stream in _streams(page.obj.get("/Contents")):
            instructions = bytes(stream.read_bytes()).decode("latin-1")
            yield from (Line(place, line) for line in instructions.splitlines())


def _streams(contents: Any) -> list[Any]:
    import pikepdf

    if contents is None:
        return []
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def _objects(file: Any) -> Iterator[Line]:
    for number, each in enumerate(file.objects, 1):
        yield Line(f"对象 {number}", f"对象 {number}：校验值 {digest(each.unparse(resolved=True))}")
