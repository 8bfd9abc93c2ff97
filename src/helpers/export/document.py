"""The document in an executed notebook: the blocks of its outputs, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from helpers.display.block_reader import blocks_from_json
from helpers.display.blocks import MIME, Block, Preformatted, Title
from helpers.display.prose import markdown_blocks
from helpers.display.review import Origin, for_public, for_review, without_previous
from helpers.errors import NianbaoError

Look = Literal["publish", "review"]
"""`publish`: what the public sees. `review`: with what only those see who check the report."""

METADATA = "nianbao"
"""The key in a notebook's metadata under which it says what it was made of.

It holds `inputs` (SHA-256 of each input by name), `versions` (of each program by name) and `lines` (line of the
params file on which a figure stands, by address); each may be missing.
"""

LANGUAGE = "zh-CN"

_MOST_ENTRIES = 1000

T = TypeVar("T", str, int)


class DocumentError(NianbaoError):
    """The notebook holds no report that could be rendered."""


@dataclass(frozen=True)
class Document:
    """What an exporter renders.

    Attributes:
        title: The title block; metadata come from it.
        blocks: All blocks in order, the title first.
        look: Whom it is for.
    """

    title: Title
    blocks: tuple[Block, ...]
    look: Look = "publish"


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
    rest = [block for block in blocks if block is not title]
    if look == "review":
        rest = list(for_review(rest, _origin(notebook)))
    elif title.draft:
        rest = [without_previous(block) for block in rest]
    else:
        rest = list(for_public(rest))
    return Document(title=title, blocks=(title, *rest), look=look)


def _origin(notebook: Mapping[str, Any]) -> Origin:
    kept = notebook.get("metadata", {}).get(METADATA, {})
    code = [_text(cell["source"]).strip("\n") for cell in notebook["cells"] if cell["cell_type"] == "code"]
    try:
        return Origin(
            inputs=_entries(kept.get("inputs", {}), str),
            versions=_entries(kept.get("versions", {}), str),
            lines=_entries(kept.get("lines", {}), int),
            code=[source for source in code if source.strip()],
        )
    except (ValueError, AttributeError) as error:
        raise DocumentError(f"笔记本元数据里的 {METADATA} 不完好，请重新执行。") from error


def _entries(data: Any, kind: type[T]) -> dict[str, T]:
    if not isinstance(data, Mapping) or len(data) > _MOST_ENTRIES:
        raise ValueError("mapping expected")
    if any(type(name) is not str or type(value) is not kind for name, value in data.items()):
        raise ValueError(f"names and values of type {kind.__name__} expected")
    return dict(data)


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
