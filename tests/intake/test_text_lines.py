"""Every character of a text is found again on the line of the file on which it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.intake.writing import sample

from helpers.intake import read_params

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN = {
    "plain": "甲一 乙二",
    "plain on several lines": "甲一\n    乙二\n\n    丙三 丁四",
    "single quotes": "'甲一\n    乙''二\n\n    丙三'",
    "double quotes": '"甲一\n    乙二\n\n    丙三"',
    "literal block": "|\n    甲一\n\n    乙二\n      丙三\n",
    "literal block with a comment": "|-  # 甲乙丙\n    甲一\n    乙二\n",
    "literal block with an indicator": "|2+\n      甲一\n    乙二\n\n\n",
    "folded block": ">-\n    甲一\n    乙二\n\n    丙三\n\n\n    丁四\n",
    "folded block with indented lines": ">\n    甲一\n      乙二\n      丙三\n    丁四\n",
    "with an anchor": "&anchor |\n    甲一\n    乙二\n",
    "with a tag": "!!str >\n    甲一\n    乙二\n",
}
FILLED = {
    name: text.replace("一", "{{ office.name }}一{{ year }}").replace("三", "{{year}}三{{ office.kind }}")
    for name, text in WRITTEN.items()
}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "written", [*WRITTEN.values(), *FILLED.values()], ids=[*WRITTEN, *(f"{name}, filled" for name in FILLED)]
)
def test_a_text_knows_the_lines_of_its_file(tmp_path: Path, written: str, end: str) -> None:
    source = sample(
        2021, ('  other: "示例区测试街道办事处的示例文字，收费情况见表格。"', f"  other: {written}")
    )
    file = tmp_path / "params.yaml"
    file.write_bytes(source.replace("\n", end).encode())
    text = read_params(file).narrative.parts["other"]
    body = source.index("  other: ")
    for word in "甲乙丙丁":
        if word in text.value:
            offset = source.index(word, source.index("\n", body) if "# 甲" in written else body)
            assert text.line_at(text.value.index(word)) == source.count("\n", 0, offset) + 1
    assert text.value.count("甲") == 1
