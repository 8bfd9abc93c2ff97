"""The exporter `nianbao-pdf`: the report as pages to print, to archive and to read aloud."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from nbconvert.exporters.exporter import Exporter
from traitlets import Enum, default

from helpers.display.fonts import SANS
from helpers.export.document import Document, Look, document_of
from helpers.export.faces import Faces, faces_of, in_points
from helpers.export.pdf_tags import tag_row_labels
from helpers.export.typst_compile import TEMPLATES, compile_typst
from helpers.export.typst_data import TypstData
from helpers.export.typst_faces import Source, coverage, fonts, roles

if TYPE_CHECKING:
    from nbformat import NotebookNode

STANDARDS = ("ua-1", "a-2a")
"""PDF/UA-1 and PDF/A-2a: accessible and fit for an archive."""


class PdfExporter(Exporter):
    """Renders an executed report as PDF/UA-1 and PDF/A-2a on the page of GB/T 9704—2012.

    The file is the same wherever and whenever it is made. Characters that no face has are printed as their
    code point, logged, and listed in the resources as `missing_characters`; `fonts` in the resources says which
    faces the pages are set in (`Faces.to_json`).
    """

    export_from_notebook = "政府信息公开年报（PDF）"
    output_mimetype = "application/pdf"

    look = Enum(
        ("publish", "review"),
        "publish",
        help="publish: what the public sees; review: with what only those see who check the report.",
    ).tag(config=True)

    fonts = Enum(
        ("pinned", "system"),
        "pinned",
        help="pinned: the kit's own faces, the same bytes everywhere; system: the machine's official faces first.",
    ).tag(config=True)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]  # exporters of binary formats return bytes
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Render a notebook.

        Raises:
            DocumentError: The notebook holds no report.
            TypesettingError: The pages can't be set.
        """
        notebook, made = super().from_notebook_node(nb, resources, **kw)
        document = document_of(notebook, cast("Look", self.look))
        source = cast("Source", self.fonts)
        content = TypstData(document, source)
        if content.missing:
            names = "、".join(f"{character}（U+{ord(character):04X}）" for character in content.missing)
            self.log.warning("字体里没有这些字，PDF 里印的是编码：%s", names)
        made["missing_characters"] = list(content.missing)
        made["fonts"] = pdf_faces(document, source).to_json()
        return _pages(document, content, source), made


def pdf_faces(document: Document, source: Source = "pinned") -> Faces:
    """The faces that a document's pages are set in."""
    has = {family: in_points(points) for family, points in coverage(source).items()}
    return faces_of(document.blocks, {**roles(source), "chart": (SANS,)}, has)


def pdf_of(document: Document, source: Source = "pinned") -> bytes:
    """The PDF of a document.

    Raises:
        TypesettingError: The pages can't be set.
    """
    return _pages(document, TypstData(document, source), source)


def warm_up(document: Document, source: Source = "pinned") -> None:
    """Do what `pdf_of` does, but for the typesetting, in a process that is going to be forked."""
    import pikepdf

    fonts(source)
    TypstData(document, source)
    empty = io.BytesIO()
    with pikepdf.new() as file:
        file.Root.StructTreeRoot = pikepdf.Dictionary()
        file.save(empty)
    tag_row_labels(empty.getvalue(), ())


def _pages(document: Document, content: TypstData, source: Source) -> bytes:
    files = {
        "main.typ": (TEMPLATES / "report.typ").read_bytes(),
        "report.json": json.dumps(content.data, ensure_ascii=False).encode(),
    }
    # The last day that the report is about: a file for an archive bears a date, and no clock may show.
    date = datetime(document.title.year, 12, 31, tzinfo=UTC)
    [pages] = compile_typst(
        files, output="pdf", standards=STANDARDS, timestamp=int(date.timestamp()), source=source
    )
    return tag_row_labels(pages, content.tables)
