"""What is opened in a params file and never closed is named where it begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.intake import ReadError, read_params


@pytest.mark.parametrize(
    "text", ["office: [", "office: [\n", "office: {name: 甲", "office: 'x", 'office: "x', "office: {a: [1,"]
)
def test_the_place_is_named_also_without_a_line_end(tmp_path: Path, text: str) -> None:
    path = tmp_path / "2022.yaml"
    path.write_bytes(text.encode())
    with pytest.raises(ReadError) as caught:
        read_params(path)
    assert caught.value.message.startswith(f"{path}:1:")
