"""A Word file: its text, then the parts of its package."""

from __future__ import annotations

import io
import zipfile

from helpers.batch.inputs import digest
from helpers.verify.change import Layer, Line
from helpers.verify.layers.text import text_of


def layers(content: bytes, name: str) -> list[Layer]:
    """The layers of a Word file.

    Raises:
        UnreadableError: It isn't one, or a bomb.
    """
    # Looked at by its reader before anything is unpacked here.
    text = text_of(content, name)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {part.filename: package.read(part) for part in package.infolist()}
        order = [
            Line("压缩包", f"{part.filename} {part.date_time} {part.compress_type}")
            for part in package.infolist()
        ]
    return [
        Layer(text),
        Layer(
            [line for part in sorted(parts) for line in _part(part, parts[part])],
            "正文和表格相同，格式或文件信息不同",
        ),
        Layer(order, "内容相同，压缩包的写法不同"),
    ]


def _part(name: str, content: bytes) -> list[Line]:
    if not name.endswith((".xml", ".rels")):
        return [Line(f"部件 {name}", f"{name}：{len(content)} 字节，校验值 {digest(content)}")]
    xml = content.decode("utf-8", "backslashreplace").replace("><", ">\n<")
    return [Line(f"部件 {name}", line) for line in xml.split("\n")]
