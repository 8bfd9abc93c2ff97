"""`nianbao import` of a case register, from the sheet that `nianbao new` gives to params."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.invoke import invoke
from tests.intake.register.test_take_in import ROWS, SAMPLE, sheet

from helpers.intake import read_params

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_register_fills_tables_three_and_four(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "params/laocheng/xiguan/2022.yaml"
    target.parent.mkdir(parents=True)
    target.write_bytes(SAMPLE.read_bytes())
    register = tmp_path / "台账.csv"
    register.write_bytes(sheet(*ROWS))
    done = invoke(capsys, "import", register, "--to", target)
    assert done.code == 0, done.err
    assert "由台账 3 行算出表三、表四；" in done.out
    assert read_params(target).figures.number("applications.received[6]") == 3
    register.write_bytes(sheet(*ROWS, ("2022-05-05", "", "自然人", "", "不予公开", "", "2022-06-01", "")))
    done = invoke(capsys, "import", register, "--to", target)
    assert done.code == 1
    assert "未归类 第 5 行：办理结果不能归入表三的某一行" in done.out
    done = invoke(capsys, "import", register, "--to", target, "--json")
    assert done.json["unclassified"][0]["row"] == "第 5 行"
