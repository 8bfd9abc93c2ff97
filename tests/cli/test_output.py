"""How findings are printed."""

from __future__ import annotations

import json

import pytest

from helpers.checks import Finding, Severity
from helpers.cli.output import print_findings, print_json


def finding(
    rule: str = "T3-INT", file: str = "params/a/x/2022.yaml", line: int | None = 3
) -> dict[str, object]:
    return Finding(rule, Severity.ERROR, "应为整数。", file, line, 5 if line else None).to_json()


def printed(capsys: pytest.CaptureFixture[str], *findings: dict[str, object]) -> list[str]:
    print_findings(findings)
    return capsys.readouterr().out.splitlines()


def test_a_finding_without_a_line_leads_with_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, finding(line=None)) == ["params/a/x/2022.yaml: 错误 T3-INT 应为整数。"]
    assert printed(capsys, finding()) == ["params/a/x/2022.yaml:3:5: 错误 T3-INT 应为整数。"]


@pytest.mark.parametrize(("count", "lines"), [(10, 10), (11, 11), (175, 11)])
def test_many_of_one_rule_in_one_file_are_cut_short(
    capsys: pytest.CaptureFixture[str], count: int, lines: int
) -> None:
    shown = printed(capsys, *[finding()] * count)
    assert len(shown) == lines
    assert (f"另有 {count - 10} 处" in shown[-1]) == (count > 10)


def test_each_file_is_cut_short_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(printed(capsys, *[finding(file=file) for file in "ab" for _ in range(12)])) == 22


def test_json_keeps_chinese_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    print_json([{"message": "应为“整数”。"}])
    out = capsys.readouterr().out
    assert "应为“整数”。" in out
    assert json.loads(out) == [{"message": "应为“整数”。"}]
