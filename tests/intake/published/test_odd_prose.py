"""Laws of prose: whatever an office typed, the same characters stand in the report, in the same order."""

from __future__ import annotations

import html
import io
import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.intake.published.papers import imported

from helpers.display.plain import render_text
from helpers.display.prose import markdown_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

_BEFORE = (
    "示例区水务局2022年政府信息公开工作年度报告",
    "一、总体情况",
    "甲。",
    "五、存在的主要问题及改进情况",
    "乙。",
    "六、其他需要报告的事项",
    "开头一句话。",
)
_LEADS = (
    "", "1、", "（一）", "2022. ", "1. ", "12) ", "(1)", "1）", "①", "> ", "# ", "　　", "    ", "```", "~~~", "---", "===",
    "| a | b |", "\\", "&nbsp;", "<b>", "{{ x }}", "[1]: http://a.example", "![", "a_b@c.example", "**", "_x_", "`", "$x$",
    "“", "第一，", "—— ", "::", "%", "\t",
)  # fmt: skip
_BODIES = (
    "公开信息", "1,234件", "，", "“三审三校”", "a*b*c", "_下_划_", "<script>", "&lt;", "[链接](http://x.example)", "| 表 | 格 |",
    "2022.1.1", "3.5%", "{{ applications.received.total }}", "{% x %}", "\\n", "1\\.2", "~5", "——", "《条例》", "x@y.example",
    "https://www.a.example/art/2022/1/1/art_1_2.html", "　", "  ", "`码`", "***", "!", "#井号", "$5$", "=1+1", "<!-- x -->",
    "①", "m²", "长" * 3000,
)  # fmt: skip
_PARAGRAPHS = st.lists(
    st.builds(
        lambda lead, body, end: lead + "".join(body) + end,
        st.sampled_from(_LEADS),
        st.lists(st.sampled_from(_BODIES), min_size=1, max_size=6),
        st.sampled_from(["。", "", "：", "."]),
    ),
    min_size=1,
    max_size=3,
)


def _page(lines: Sequence[str]) -> bytes:
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return f"<html><body>{body}</body></html>".encode()


def _breaks(lines: Sequence[str]) -> bytes:
    return f"<html><body><div>{'<br>'.join(map(html.escape, lines))}</div></body></html>".encode()


def _word(lines: Sequence[str]) -> bytes:
    docx: Any = import_module("docx")
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _text(lines: Sequence[str]) -> bytes:
    return "\r\n".join(lines).encode("gb18030")


FORMS = {"a.html": _page, "br.html": _breaks, "a.docx": _word, "a.txt": _text}


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(paragraphs=_PARAGRAPHS)
def test_no_character_is_lost_or_invented(name: str, paragraphs: list[str]) -> None:
    if name.endswith(".txt"):
        # What opens a heading of Markdown is none of the text.
        paragraphs = [re.sub(r"#\s+", "#", paragraph) for paragraph in paragraphs]
    read = imported(FORMS[name]([*_BEFORE, *paragraphs, "末尾一句话。"]), name)
    shown = render_text(markdown_blocks(read.texts["other"]))
    assert _characters(shown) == _characters("".join(["开头一句话。", *paragraphs, "末尾一句话。"]))


def _characters(text: str) -> str:
    return "".join(text.split())
