"""What is opened in a params file and never closed is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.intake import ReadError, read_params


@pytest.mark.parametrize(
    "text", ["office: [", "office: {name: 甲", "office: 'x", 'office: "x', "office: {a: [1,"]
)
def test_what_is_not_closed_is_named_where_it_begins(tmp_path: Path, text: str) -> None:
    path = tmp_path / "2022.yaml"
    path.write_bytes(text.encode())
    with pytest.raises(ReadError) as caught:
        read_params(path)
    assert caught.value.message.startswith(f"{path}:1:")


def test_a_bracket_that_is_followed_by_nothing_is_named_by_where_something_should_be(tmp_path: Path) -> None:
    path = tmp_path / "2022.yaml"
    path.write_bytes(b"office: [\n")
    with pytest.raises(ReadError) as caught:
        read_params(path)
    assert caught.value.message.startswith(f"{path}:2:1")
