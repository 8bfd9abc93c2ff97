"""A web page: its text, then its tags."""

from __future__ import annotations

import re

from helpers.verify.change import Layer, Line
from helpers.verify.layers.text import text_of


def layers(content: bytes, name: str) -> list[Layer]:
    """The layers of a web page.

    Raises:
        UnreadableError: It isn't one.
    """
    source = content.decode("utf-8", "backslashreplace")
    pieces = re.sub(r"(?<=[>;}])\s*(?=\S)", "\n", source).split("\n")
    return [
        Layer([*_title(source), *text_of(content, name)]),
        Layer(
            [Line(f"源代码第 {number} 段", piece) for number, piece in enumerate(pieces, 1)],
            "正文和表格相同，网页的其余部分（目录、格式等）不同",
        ),
    ]


def _title(source: str) -> list[Line]:
    found = re.search(r"<title>([^<]{0,300})</title>", source[:100_000])
    return [Line("标题栏", found[1])] if found else []
