from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from tests import factories
from tests.kit import PARAMS
from tests.review.batches import write_params, write_report

from helpers.batch.record import Status
from helpers.form import Report
from helpers.intake import read_params
from helpers.review.batch import review_batch
from helpers.review.entries import entries

NAME = "shili/a/2022"


def sheet(out: Path, report: Report, *, status: Status | None = None) -> str:
    write_report(out, NAME, replace(report, file=""), status=status)
    review_batch(out, {}, sheets=True)
    path = out / NAME / "return.txt"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def test_a_place_is_named_by_table_row_and_column_and_then_by_line(tmp_path: Path) -> None:
    report = factories.report(changes={"appeals.litigation_direct[4]": 2})
    text = sheet(tmp_path, report)
    line = factories.line_of("appeals.litigation_direct[4]")
    assert text.startswith("示例区测试街道办事处2022年政府信息公开工作年度报告退回修改意见\n")
    assert "一、必须改正（1 处）" in text
    assert (
        f"1. 表四“政府信息公开行政复议、行政诉讼情况”，“行政诉讼 未经复议直接起诉”行，“总计”列（数据文件第 {line} 行，规则 T4-SUM）"
        in text
    )


def test_an_empty_row_is_one_item_with_all_its_columns(tmp_path: Path) -> None:
    cells = {f"applications.granted[{index}]": None for index in range(7)}
    text = sheet(tmp_path, factories.report(changes=dict(cells)))
    columns = "自然人、法人或其他组织：商业企业、法人或其他组织：科研机构、法人或其他组织：社会公益组织、法人或其他组织：法律服务机构、法人或其他组织：其他、总计"
    assert f"“三、（一）予以公开”行，“{columns}”列" in text
    assert text.count("没有填写；确实没有的请填 0") == 1


def test_a_table_two_place_names_its_item_of_article_20(tmp_path: Path) -> None:
    text = sheet(tmp_path, factories.report(changes={"proactive.licences": -1}))
    assert "表二“主动公开政府信息情况”，第二十条第（五）项，“行政许可”行，“本年处理决定数量”列" in text


def test_a_text_is_named_by_its_section(tmp_path: Path) -> None:
    report = read_params(PARAMS / "laocheng" / "xiguan" / "2022.yaml")
    text = sheet(tmp_path, report)
    assert "一、请核对（1 处）" in text
    assert re.search(r"1\. 六、其他需要报告的事项（数据文件第 [0-9]+ 行，规则 D-SEC6）", text)


def test_an_unreadable_file_gets_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "2022.yaml"
    path.write_text("foo: 1\n", encoding="utf-8")
    write_params(tmp_path / "out", NAME, path)
    review_batch(tmp_path / "out", {}, sheets=True)
    assert "数据文件第 1 行，规则 READ" in (tmp_path / "out" / NAME / "return.txt").read_text(
        encoding="utf-8"
    )


def test_a_sheet_is_removed_when_all_is_settled(tmp_path: Path) -> None:
    assert sheet(tmp_path, factories.report(changes={"appeals.reconsideration[4]": 2}))
    write_report(tmp_path, NAME, replace(factories.report(), file=""))
    review_batch(tmp_path, {})
    assert sorted(path.name for path in (tmp_path / NAME).iterdir()) == [
        "compare.html", "record.json", "report.ipynb",
    ]  # fmt: skip


def test_no_sheet_for_a_sound_report_or_a_fault_of_the_kit(tmp_path: Path) -> None:
    assert sheet(tmp_path / "one", factories.report()) == ""
    assert (
        sheet(
            tmp_path / "two",
            factories.report(changes={"appeals.reconsideration[4]": 2}),
            status=Status.FAILED,
        )
        == ""
    )


def test_word_and_text_are_the_same_on_every_call(tmp_path: Path) -> None:
    report = factories.report(changes={"appeals.reconsideration[4]": 2})
    made = []
    for name in ("one", "two"):
        sheet(tmp_path / name, report)
        made.append([(tmp_path / name / NAME / f"return.{kind}").read_bytes() for kind in ("docx", "txt")])
    assert made[0] == made[1]


def test_word_says_what_the_text_says(tmp_path: Path) -> None:
    from docx import Document

    text = sheet(tmp_path, factories.report(changes={"proactive.licences": None}))
    (entry,) = entries(tmp_path)
    paragraphs = [
        paragraph.text.replace("\n", "")
        for paragraph in Document(str(entry.folder / "return.docx")).paragraphs
        if paragraph.text
    ]
    said = [re.sub(r"^ *[0-9]+\. ", "", line).strip() for line in text.splitlines() if line.strip()]
    assert paragraphs == said
