"""What a notebook cell returns: blocks that Jupyter shows and exporters read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from helpers.display.blocks import MIME, Block
from helpers.display.html import render_html
from helpers.display.plain import render_text
from helpers.display.review import without_previous


class Output:
    """A run of blocks as one cell's output."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.blocks = tuple(blocks)

    def __iter__(self) -> Iterator[Block]:
        return iter(self.blocks)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:  # noqa: ARG002
        """Jupyter's hook: the same content for a screen, for a terminal and for the exporters."""
        shown = [without_previous(block) for block in self.blocks]
        return {
            "text/html": render_html(shown),
            "text/plain": render_text(shown),
            MIME: [block.to_json() for block in self.blocks],
        }
