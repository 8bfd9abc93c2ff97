"""The document in an executed notebook: the blocks of its outputs, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from helpers.display.blocks import MIME, Block, Preformatted, Title, blocks_from_json
from helpers.display.prose import markdown_blocks
from helpers.errors import NianbaoError

Look = Literal["publish", "review"]
"""`publish`: what the public sees. `review`: with what only those see who check the report."""

LANGUAGE = "zh-CN"


class DocumentError(NianbaoError):
    """The notebook holds no report that could be rendered."""


@dataclass(frozen=True)
class Document:
    """What an exporter renders.

    Attributes:
        title: The title block; metadata come from it.
        blocks: All blocks in order, the title first.
    """

    title: Title
    blocks: tuple[Block, ...]


def document_of(notebook: Mapping[str, Any], look: Look = "publish") -> Document:
    """Read the document out of an executed notebook.

    A cell's blocks are its outputs'. Markdown cells and outputs of other kinds that somebody added to the
    notebook are shown too, as Markdown and as plain text, so that nothing of it is lost. A draft shows what is
    for reviewers as well.

    Args:
        notebook: The executed notebook, as nbformat reads it.
        look: Whom the document is for.

    Raises:
        DocumentError: The notebook wasn't executed, has a failed cell or no title.
    """
    try:
        blocks = tuple(_blocks(notebook))
    except (KeyError, TypeError, AttributeError) as error:
        raise DocumentError("这不是完好的 Jupyter 笔记本，请重新执行 annual_report.ipynb。") from error
    titles = [block for block in blocks if isinstance(block, Title)]
    if len(titles) != 1:
        raise DocumentError(
            "笔记本里没有年报标题：请先用 papermill 执行 annual_report.ipynb，再转换执行后的文件。"
        )
    title = titles[0]
    if look == "publish" and not title.draft:
        blocks = tuple(block for block in blocks if getattr(block, "audience", "public") == "public")
    return Document(title=title, blocks=(title, *(block for block in blocks if block is not title)))


def _blocks(notebook: Mapping[str, Any]) -> Iterator[Block]:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            yield from markdown_blocks(_text(cell["source"]))
        for output in cell.get("outputs", ()):
            yield from _output_blocks(output)


def _output_blocks(output: Mapping[str, Any]) -> Iterator[Block]:
    if output["output_type"] == "error":
        raise DocumentError(f"笔记本执行时出错，没有完整的年报可转换：{output['evalue']}")
    if output["output_type"] == "stream":
        # Warnings and prints are nothing that the public reads, yet whoever reviews must see them.
        yield Preformatted(_text(output["text"]), audience="review")
        return
    data = output["data"]
    if MIME in data:
        try:
            yield from blocks_from_json(data[MIME])
        except ValueError as error:
            raise DocumentError(f"笔记本的输出不是本版本写的，请重新执行：{error}") from error
    elif text := _text(data.get("text/plain", "")):
        yield Preformatted(text)


def _text(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)
