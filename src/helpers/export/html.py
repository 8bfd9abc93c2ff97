"""The exporter `nianbao-html`: the report as one page of HTML that needs nothing besides itself."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from nbconvert.exporters.exporter import Exporter
from nbconvert.exporters.templateexporter import TemplateExporter
from traitlets import Bool, Enum, default

from helpers.display.characters import printable
from helpers.display.html import MAIN_ID, render_body
from helpers.export.document import LANGUAGE, Document, Look, document_of
from helpers.export.gate import clean_body
from helpers.export.web_faces import font_rules, web_faces

if TYPE_CHECKING:
    from nbformat import NotebookNode

TEMPLATES = Path(__file__).parent / "templates"

_PAGE_TEXT = "跳到正文目录草稿"
"""What the template and the style add to a document's own words."""

_CONTENTS = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
"""A section's id and title, both escaped."""


class HtmlExporter(TemplateExporter):
    """Renders an executed report as a web page: no script, nothing loaded, code hidden.

    The page is the same wherever and whenever it is made; it knows nothing of the notebook's file name.
    """

    export_from_notebook = "政府信息公开年报（网页）"
    output_mimetype = "text/html"

    look = Enum(
        ("publish", "review"),
        "publish",
        help="publish: what the public sees; review: with what only those see who check the report.",
    ).tag(config=True)

    embed_fonts = Bool(
        False,
        help="Carry the faces, cut down to the page's characters, so that it looks the same on every machine.",
    ).tag(config=True)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    @default("template_name")
    def _template_name_default(self) -> str:
        return "nianbao"

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        # nbconvert's own default is the working folder: another's template could lie there.
        return [str(TEMPLATES)]

    def from_notebook_node(  # type: ignore[override]  # an exporter returns what it made, not a notebook
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Render an executed notebook.

        Raises:
            DocumentError: The notebook holds no report.
        """
        # TemplateExporter itself would have the template render the cells; here it gets the document.
        notebook, made = Exporter.from_notebook_node(self, nb, resources, **kw)
        document = document_of(notebook, cast("Look", self.look))
        made["fonts"] = web_faces(document.blocks).to_json()
        return self.render(document), made

    def render(self, document: Document) -> str:
        """The page of a document."""
        body = clean_body(render_body(document.blocks))
        style = self.environment.get_template("style.css.j2").render()
        if self.embed_fonts:
            style = f"{font_rules(body + _PAGE_TEXT)}\n{style}"
        page: str = self.template.render(
            language=LANGUAGE,
            title=printable(document.title.text),
            office=printable(document.title.office),
            draft=document.title.draft,
            look=document.look,
            policy=_policy(style, embedded=self.embed_fonts),
            style=style,
            contents=_CONTENTS.findall(body),
            main_id=MAIN_ID,
            body=body,
        )
        return page


def _policy(style: str, *, embedded: bool) -> str:
    """The page's content security policy: its own style, the pictures that it carries, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    fonts = " font-src data:;" if embedded else ""
    return f"default-src 'none'; img-src data:;{fonts} style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
