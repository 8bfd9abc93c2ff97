"""The document in a notebook: whatever the notebook holds, it is read or refused with one sentence."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.display.blocks import MIME
from helpers.export.document import DocumentError, document_of

TITLE: dict[str, Any] = {
    "kind": "title", "text": "年报", "lines": ["年报"], "office": "示例", "year": 2022, "edition": 2021
}  # fmt: skip


def notebook(*outputs: Any, **changes: Any) -> dict[str, Any]:
    cell = {"cell_type": "code", "source": "", "outputs": list(outputs)}
    return {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **changes}


def shown(data: Any) -> dict[str, Any]:
    return {"output_type": "display_data", "metadata": {}, "data": {MIME: data}}


@pytest.mark.parametrize(
    "forged",
    [
        notebook(shown([TITLE, {"kind": "heading", "level": "一", "text": "总体情况"}])),
        notebook(shown([TITLE, {"kind": "text", "text": "裸的文字"}])),
        notebook(shown([TITLE, 5])),
        notebook(shown("title")),
        notebook(shown(None)),
        notebook(shown(TITLE)),
        notebook({"output_type": "display_data"}),
        notebook({"output_type": "stream", "text": 5}),
        notebook({}),
        notebook(None),
        notebook(cells=None),
        notebook(cells=[5]),
        notebook(cells=[{"cell_type": "markdown"}]),
        notebook(cells=[{"cell_type": "markdown", "source": None}]),
        {},
    ],
)
def test_a_forged_notebook_is_refused_with_a_sentence(forged: Any) -> None:
    with pytest.raises(DocumentError, match="请"):
        document_of(forged)
