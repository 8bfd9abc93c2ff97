"""Same bytes: the same report gives the same files in another folder, process, time zone, language and hash seed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

PARAMS = Path(__file__).parents[2] / "params" / "shili"

RENDER = """
import hashlib, json, sys
from pathlib import Path
import nbformat.v4 as v4
from helpers.display.blocks import MIME
from helpers.display.view import ReportView
from helpers.export.docx import DocxExporter
from helpers.export.html import HtmlExporter
from helpers.export.pdf import PdfExporter
from helpers.intake import read_params

def notebook(path):
    bundles = [output._repr_mimebundle_() for output in ReportView(read_params(Path(path))).outputs()]
    cells = [v4.new_code_cell("", id=f"c{number}", outputs=[v4.new_output("display_data", bundle)])
             for number, bundle in enumerate(bundles)]
    made = v4.new_notebook(cells=cells)
    made.metadata["nianbao"] = {"inputs": {"b": "2", "a": "1"}, "versions": {"typst": "0"}}
    return made

def digest(content):
    return hashlib.sha256(content if isinstance(content, bytes) else content.encode()).hexdigest()

found = {}
for path in sys.argv[1:]:
    source = notebook(path)
    name = "/".join(Path(path).parts[-2:])
    found[name + " notebook"] = digest(json.dumps(source, sort_keys=True))
    for exporter in (HtmlExporter, PdfExporter, DocxExporter):
        for look in ("publish", "review"):
            content, resources = exporter(look=look).from_notebook_node(source)
            found[f"{name} {exporter.__name__} {look}"] = digest(content)
            found[f"{name} {exporter.__name__} {look} fonts"] = digest(json.dumps(resources["fonts"]))
print(json.dumps(found))
"""


def rendered(folder: Path, reports: list[str], **environment: str) -> dict[str, str]:
    folder.mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-c", RENDER, *(str(PARAMS / report) for report in reports)],
        cwd=folder,
        env={**os.environ, "HOME": str(folder), **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_every_format_has_the_same_bytes_wherever_it_is_made(tmp_path: Path) -> None:
    reports = ["zhengfuban/2022.yaml", "dongjie/2022.yaml"]
    here = rendered(
        tmp_path / "one", reports, PYTHONHASHSEED="1", TZ="Asia/Shanghai", LANG="zh_CN.UTF-8", LC_ALL=""
    )
    there = rendered(
        tmp_path / "另一 个" / "two", reports[::-1],
        PYTHONHASHSEED="2", TZ="America/New_York", LANG="C", LC_ALL="C", SOURCE_DATE_EPOCH="1",
    )  # fmt: skip
    assert len(here) == 2 * 13
    assert here == there
    # Two reports are not the same file, or the digests say nothing.
    assert len(set(here.values())) > 2 * 6
