"""The way of a district through January with the kit's own commands: build, roll up, sign, publish, correct."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.kit import files_below, nianbao
from tests.rollup.offices import drawn, write_district, write_office

pytestmark = pytest.mark.notebook

DISTRICT = "shili/district/2022"


def test_a_district_is_rolled_up_built_signed_published_and_corrected(tmp_path: Path) -> None:
    def run(*arguments: str, code: int = 0) -> str:
        done = nianbao(*arguments, cwd=tmp_path)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    folder = tmp_path / "params" / "shili"
    write_district(folder, ["jia", "yi"], "two_persons: true")
    for seed, slug in enumerate(("jia", "yi")):
        write_office(folder, slug, drawn(seed))
    run("rollup", "params/shili", "2022")

    # What only a person can write isn't written yet: no report, or a draft that nobody can approve.
    params = tmp_path / "params" / f"{DISTRICT}.yaml"
    assert "D-TODO" in run("run", str(params), "--to", "html", code=1)
    run("run", str(params), "--to", "html", "--draft", code=1)
    assert "这是草稿" in run("approve", f"build/{DISTRICT}", "--by", "王五", "--prepared-by", "李四", code=1)

    text = params.read_text(encoding="utf-8")
    text = re.sub("〔待填写：(.*?)〕", r"\1：全年按要求开展，已向社会公布。", text)
    params.write_text(text, encoding="utf-8")
    run("run", str(params), "--to", "html")
    assert "编制和审核不能是同一人" in run(
        "approve", f"build/{DISTRICT}", "--by", "李四", "--prepared-by", "李四", code=1
    )
    run("approve", f"build/{DISTRICT}", "--by", "王五", "--prepared-by", "李四")
    run("publish", "build", "--to", "site")
    page = (tmp_path / "site" / DISTRICT / "report.html").read_text(encoding="utf-8")
    assert "示例区人民政府" in page
    assert "汇总范围和数据质量" in page
    assert page == (tmp_path / "build" / DISTRICT / "report.html").read_text(encoding="utf-8")

    # An office corrects a figure: the district follows, and nothing of it is public before it is signed again.
    write_office(folder, "yi", {**drawn(1), "proactive.penalties": drawn(1)["proactive.penalties"] + 1})
    told = run("rollup", "params/shili", "2022")
    assert "行政处罚 × 本年处理决定数量：汇总文件原为" in told
    assert "填报数据（" in run("publish", "build", "--to", "site", code=1)
    run("run", str(params), "--to", "html")
    assert "请重新审核" in run("publish", "build", "--to", "site", code=1)
    sign = ("approve", f"build/{DISTRICT}", "--by", "王五", "--prepared-by", "李四")
    run(*sign, "--reason", "行政处罚漏计 1 件")
    run("publish", "build", "--to", "site")
    published = json.loads((tmp_path / "site" / DISTRICT / "report.json").read_bytes())
    assert (published["current"]["number"], published["current"]["reason"]) == (2, "行政处罚漏计 1 件")
    assert f"{DISTRICT}/versions/1/report.html" in files_below(tmp_path / "site")
