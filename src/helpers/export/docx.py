"""The exporter `nianbao-docx`: the report for whoever edits, stamps and files it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from nbconvert.exporters.exporter import Exporter
from traitlets import Enum, Unicode, default

from helpers.export.document import Look, document_of

if TYPE_CHECKING:
    from nbformat import NotebookNode


class DocxExporter(Exporter):
    """Renders an executed report as a Word file on the page of GB/T 9704—2012.

    The look is in named styles. The file holds no macro, loads nothing from outside and is the same wherever
    and whenever it is made.
    """

    export_from_notebook = "政府信息公开年报（Word）"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    look = Enum(
        ("publish", "review"),
        "publish",
        help="publish: what the public sees; review: with what only those see who check the report.",
    ).tag(config=True)

    red_head = Unicode(
        "",
        help="What stands in red above the title, e.g. 示例区人民政府办公室文件; empty for no red head (红头).",
    ).tag(config=True)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".docx"

    def from_notebook_node(  # type: ignore[override]  # exporters of binary formats return bytes
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Render a notebook.

        Raises:
            DocumentError: The notebook holds no report.
            TypesettingError: A figure's picture can't be read.
        """
        # python-docx and lxml take a while to import.
        from helpers.export.word.faces import word_faces
        from helpers.export.word.package import docx_of

        notebook, made = super().from_notebook_node(nb, resources, **kw)
        document = document_of(notebook, cast("Look", self.look))
        made["fonts"] = word_faces(document.blocks).to_json()
        return docx_of(document, red_head=self.red_head), made
