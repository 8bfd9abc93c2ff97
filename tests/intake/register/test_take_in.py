"""Registers as files: told by their headings, counted into a params file that keeps everything else."""

from __future__ import annotations

import csv
import io
import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from helpers.errors import UsageError
from helpers.form import EDITIONS
from helpers.intake import ReadError, read_params
from helpers.intake.published.errors import UnreadableError
from helpers.intake.register.columns import COLUMNS
from helpers.intake.register.sheet import read_register
from helpers.intake.register.take_in import RegisterTakenIn, take_in_register
from helpers.intake.register.template import SHEET, template

load_workbook: Any = import_module("openpyxl").load_workbook
SAMPLE = Path(__file__).parents[3] / "params/laocheng/xiguan/2022.yaml"
HEAD = ("收到日期", "申请人姓名", "申请人类型", "渠道", "办理结果", "具体情形", "答复日期", "联系电话")
ROWS = (
    ("2022-01-05", "王某某", "自然人", "网络", "予以公开", "", "2022-01-20", "13800138000"),
    ("2022/2/5", "李某某", "企业", "信函", "不予公开", "属于国家秘密", "2022/3/1", "13800138000"),
    ("2022年11月5日", "赵某某", "自然人", "网络", "", "", "", "13800138000"),
)


def sheet(*rows: tuple[str, ...], head: tuple[str, ...] = HEAD, encoding: str = "utf-8-sig") -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows([head, *rows])
    return stream.getvalue().encode(encoding)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "laocheng/xiguan/2022.yaml"
    path.parent.mkdir(parents=True)
    path.write_bytes(
        SAMPLE.read_bytes().replace(b"\napplications:", "\n# 台账里来的\napplications:".encode())
    )
    return path


def taken(tmp_path: Path, target: Path, data: bytes, name: str = "台账.csv") -> RegisterTakenIn:
    path = tmp_path / name
    path.write_bytes(data)
    found = take_in_register([path], target)
    assert found is not None
    return found


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "utf-16"])
def test_tables_three_and_four_are_counted_and_the_rest_stays(
    tmp_path: Path, target: Path, encoding: str
) -> None:
    before = read_params(target)
    found = taken(tmp_path, target, sheet(*ROWS, encoding=encoding))
    after = read_params(target)
    assert not found.counted.problems
    assert after.figures.number("applications.received[6]") == 3
    assert after.figures.number("applications.granted[0]") == 1
    assert after.figures.number("applications.refused.state_secret[1]") == 1
    assert after.figures.number("applications.carried_out[0]") == 1
    assert _lines(target.read_text()) == _lines(SAMPLE.read_text())
    assert before.figures.number("proactive.penalties") == after.figures.number("proactive.penalties")
    assert "# 台账里来的" in target.read_text()
    assert found.kept is not None
    record = json.loads(found.record.read_text())
    assert record["cells"]["applications.refused.state_secret[1]"]["rows"] == ["第 3 行"]
    assert record["channels"] == {"网络": 2, "信函": 1}
    assert record["unclassified"] == []


def test_nobody_is_named_in_what_is_written(tmp_path: Path, target: Path) -> None:
    rows = (
        *ROWS,
        ("2022-05-05", "孙某某", "孙某某", "孙某某", "孙某某撤回", "", "2022-06-01", "13800138000"),
    )
    found = taken(tmp_path, target, sheet(*rows))
    written = target.read_text() + found.record.read_text() + str(found)
    assert not any(secret in written for secret in ("王某某", "李某某", "赵某某", "孙某某", "13800138000"))
    assert found.counted.problems == [
        (
            "第 5 行",
            "申请人类型不是表三的六类之一，请从中选一类；办理结果不能归入表三的某一行，请写明具体情形",
        )
    ]


def test_rows_that_cannot_be_classified_are_null_and_listed(tmp_path: Path, target: Path) -> None:
    found = taken(
        tmp_path, target, sheet(*ROWS, ("2022-05-05", "", "自然人", "", "不予公开", "", "2022-06-01", ""))
    )
    after = read_params(target).figures
    assert after.number("applications.received[0]") == 3
    assert after.number("applications.refused.state_secret[0]") is None
    assert after.number("applications.granted[0]") == 1
    record = json.loads(found.record.read_text())
    assert record["unclassified"] == [
        {"row": "第 5 行", "reason": "办理结果不能归入表三的某一行，请写明具体情形"}
    ]
    assert {item["cell"] for item in record["missing"]} >= {"applications.refused.state_secret[0]"}


def test_the_same_register_again_changes_nothing(tmp_path: Path, target: Path) -> None:
    first = taken(tmp_path, target, sheet(*ROWS))
    state = target.read_bytes(), first.record.read_bytes()
    again = taken(tmp_path, target, sheet(*ROWS))
    assert again.kept is None
    assert (target.read_bytes(), again.record.read_bytes()) == state


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_template_is_a_register_without_rows(tmp_path: Path, edition: int) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(template("示例区示例局", 2022, edition))
    found = read_register(path)
    assert found is not None
    assert found[0] == []


def test_the_template_filled_in_is_counted(tmp_path: Path, target: Path) -> None:
    book = load_workbook(io.BytesIO(template("示例区示例局", 2022, 2021)))
    names = [column.heading for column in COLUMNS]
    for at, cells in enumerate(ROWS, 3):
        for head, text in zip(HEAD, cells, strict=True):
            heading = {"渠道": "提交渠道", "答复日期": "办结日期"}.get(head, head)
            if heading in names and text:
                book[SHEET].cell(at, names.index(heading) + 1, text)
    path = tmp_path / "填好.xlsx"
    book.save(path)
    found = take_in_register([path], target)
    assert found is not None
    assert found.counted.value("applications.total[6]") == 2
    assert found.counted.rows["applications.granted[0]"] == ["台账!3"]


def test_the_template_holds_no_formula_for_an_office_called_like_one() -> None:
    book = load_workbook(io.BytesIO(template("=1+1", 2022, 2021)))
    assert book[SHEET].cell(1, 1).data_type == "s"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a,b\n1,2\n", "不是依申请公开台账"),
        (sheet(*(row[:2] + row[3:] for row in ROWS), head=HEAD[:2] + HEAD[3:]), "缺少“申请人类型”"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "不是"),
        (b"", "空的"),
    ],
)
def test_what_is_no_register_is_refused_and_nothing_written(
    tmp_path: Path, target: Path, data: bytes, message: str
) -> None:
    before = target.read_bytes()
    with pytest.raises(UnreadableError, match=message):
        taken(tmp_path, target, data)
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == ["2022.yaml"]


def test_without_a_params_file_the_way_to_one_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nianbao new laocheng/xiguan 2022"):
        taken(tmp_path, tmp_path / "laocheng/xiguan/2022.yaml", sheet(*ROWS))


def test_a_params_file_that_cannot_be_read_is_left_alone(tmp_path: Path, target: Path) -> None:
    target.write_text("office: [")
    with pytest.raises(ReadError):
        taken(tmp_path, target, sheet(*ROWS))
    assert target.read_text() == "office: ["


def test_documents_and_registers_do_not_mix(tmp_path: Path, target: Path) -> None:
    (tmp_path / "a.csv").write_bytes(sheet(*ROWS))
    (tmp_path / "b.txt").write_text("年报")
    with pytest.raises(UsageError, match="单独导入"):
        take_in_register([tmp_path / "a.csv", tmp_path / "b.txt"], target)


def test_a_row_under_other_headings_alone_is_listed(tmp_path: Path, target: Path) -> None:
    found = taken(tmp_path, target, sheet(*ROWS, ("", "周某某", "", "", "", "", "", "")))
    assert [where for where, _ in found.counted.problems] == ["第 5 行"]


def _lines(text: str) -> list[str]:
    """The lines that hold no row of tables three and four."""
    return [line for line in text.split("\n") if "[" not in line and line != "# 台账里来的"]


def test_a_workbook_that_is_no_register_is_told_by_its_first_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is read once, as a report, and not to find that out as well."""
    book: Any = import_module("openpyxl").Workbook()
    book.active.append(["信息内容", "本年制发件数"])
    book.save(tmp_path / "年报.xlsx")
    monkeypatch.setattr("helpers.intake.register.sheet.source_of", None)
    assert read_register(tmp_path / "年报.xlsx") is None
