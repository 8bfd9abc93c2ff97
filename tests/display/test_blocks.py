"""Blocks come back from their JSON; what is no block is refused by name."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.export.docx_samples import every_block, title

from helpers.display.block_reader import from_json
from helpers.display.blocks import Node


@pytest.mark.parametrize(
    "block", [title(), title(draft=True), *every_block()], ids=lambda block: f"{block.kind}"
)
def test_a_block_comes_back_from_its_json(block: Node) -> None:
    assert from_json(json.loads(json.dumps(block.to_json()))) == block


def test_defaults_are_left_out() -> None:
    assert from_json({"kind": "paragraph", "inlines": []}).to_json() == {"kind": "paragraph", "inlines": []}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "no block is of kind None"),
        ({"kind": "script"}, "no block is of kind 'script'"),
        ({"kind": ["text"]}, "no block is of kind"),
        ({"kind": "text", "text": "x", "onclick": "y"}, "a text has no 'onclick'"),
        ({"kind": "heading", "level": 1}, "a heading is incomplete"),
        ({"kind": "paragraph", "inlines": [{"kind": "script"}]}, "no block is of kind 'script'"),
    ],
)
def test_what_is_no_block_is_refused_by_name(data: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        from_json(data)
