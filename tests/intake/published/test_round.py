"""`nianbao import FOLDER --to params/DISTRICT`: what offices returned, taken in together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.invoke import Outcome, invoke
from tests.intake.published.papers import laid_out, random_report

from helpers.intake import read_params

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.form import Report

DISTRICT = """name: 示例区
offices:
  dongjie: {name: 示例区东街街道办事处, kind: 街道}
  jiaoyu: {name: 示例区教育局, kind: 部门}
  qingshi: {name: 示例区青石镇人民政府, kind: 乡镇}
"""
NAMES = {"dongjie": "示例区东街街道办事处", "jiaoyu": "示例区教育局", "qingshi": "示例区青石镇人民政府"}
TEXTS = "（一）主动公开\n好。\n（二）依申请公开\n好。\n（三）政府信息管理\n好。\n（四）平台\n好。\n（五）监督保障\n好。\n"
SHORTCOMINGS = "（一）存在的主要问题\n人手少。\n（二）改进情况\n加人手。\n"


def _report(office: str, seed: int, layout: str = "tabs", year: int = 2022) -> tuple[Report, str]:
    source = random_report(seed)
    text = laid_out(source, layout)[0].decode().replace(source.office.name, NAMES[office])
    first, second = text.split("示例文字。", 2)[:2]
    rest = text.split("示例文字。", 2)[2]
    return source, f"{first}{TEXTS}{second}{SHORTCOMINGS}{rest}".replace("2022年", f"{year}年")


class _Desk:
    """A folder of returned files beside the district's params."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.returned = folder / "returned"
        self.params = folder / "params" / "shili"
        self.params.mkdir(parents=True)
        (self.params / "district.yaml").write_text(DISTRICT, encoding="utf-8")
        self._capsys = capsys

    def put(self, name: str, content: str | bytes) -> None:
        path = self.returned / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def take(self, *options: str) -> Outcome:
        return invoke(self._capsys, "import", self.returned, "--to", self.params, *options)

    def written(self) -> set[str]:
        return {path.relative_to(self.params).as_posix() for path in self.params.rglob("2*")}


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> _Desk:
    return _Desk(tmp_path, capsys)


def test_each_report_goes_to_its_office_and_who_is_missing_is_named(desk: _Desk) -> None:
    dongjie, text = _report("dongjie", 1)
    desk.put("a.txt", text)
    jiaoyu, text = _report("jiaoyu", 2)
    desk.put("报来的/b.txt", text)
    done = desk.take("--year", "2022")
    assert done.code == 1
    assert desk.written() == {
        f"{office}/2022.{end}" for office in ("dongjie", "jiaoyu") for end in ("yaml", "import.json")
    }
    for office, source in (("dongjie", dongjie), ("jiaoyu", jiaoyu)):
        made = read_params(desk.params / office / "2022.yaml")
        assert dict(made.figures) == dict(source.figures)
        assert made.office.name == NAMES[office]
    assert "未报 2022 年 1 个单位：示例区青石镇人民政府。" in done.out
    assert done.out.endswith("收下 2 份，存疑 0 份，读不了 0 个，未报 1 个单位。\n")
    assert done.err == ""


def test_all_well_is_exit_0(desk: _Desk) -> None:
    for number, office in enumerate(NAMES):
        desk.put(f"{office}.txt", _report(office, number)[1])
    assert desk.take().code == 0


def test_one_bad_file_never_stops_the_others(desk: _Desk) -> None:
    desk.put("0.docx", b"PK\x03\x04broken")
    desk.put("1.doc", b"x")
    desk.put("2.jpg", b"x")
    desk.put("3.ofd", b"x")
    desk.put("4.txt", "请按时报送。\n")
    desk.put("5.txt", _report("dongjie", 1)[1])
    desk.put("~$5.docx", b"x")
    desk.put("Thumbs.db", b"x")
    done = desk.take("--json")
    assert done.code == 2
    found = {left["files"][0]: left["reason"] for left in done.json["unreadable"]}
    assert found == {
        "0.docx": "文件不完整或已损坏，打不开，请重新下载或另存。",
        "1.doc": "不能直接读 .doc 文件：旧版 Word 文件，请用 Word 或 WPS 打开后另存为 .docx。",
        "2.jpg": "不能直接读 .jpg 文件：图片里的数读不了，请换成有文字的文件，或照图填写。",
        "3.ofd": "不能直接读 .ofd 文件：版式文件，请用 OFD 阅读器另存为 .pdf，或向报送单位要 Word 文件。",
        "4.txt": "没有读到年报的标题、段落或表格，请检查是不是政府信息公开工作年度报告。",
    }
    [taken] = done.json["taken"]
    assert (taken["office"], taken["year"], taken["found"], taken["missing"]) == ("dongjie", 2022, 200, [])
    assert [item["office"] for item in done.json["unanswered"]] == ["jiaoyu", "qingshi"]


def test_params_that_differ_are_not_replaced_without_force(desk: _Desk) -> None:
    source, text = _report("dongjie", 1)
    desk.put("a.txt", text)
    params = desk.params / "dongjie" / "2022.yaml"
    params.parent.mkdir()
    params.write_text("mine\n", encoding="utf-8")
    done = desk.take()
    assert done.code == 1
    assert "没有覆盖；核对后加 --force 可以覆盖" in done.out
    assert params.read_text(encoding="utf-8") == "mine\n"
    assert desk.written() == {"dongjie/2022.yaml"}
    desk.take("--force")
    assert dict(read_params(params).figures) == dict(source.figures)
    assert params.with_name("2022.yaml.bak").read_text(encoding="utf-8") == "mine\n"
    again = desk.take("--json")
    assert again.json["taken"][0]["unchanged"]
    assert again.json["taken"][0]["kept"] is None


def test_two_files_of_one_office_that_disagree_are_in_doubt(desk: _Desk) -> None:
    desk.put("a.txt", _report("dongjie", 1)[1])
    desk.put("b.txt", _report("dongjie", 2)[1])
    done = desk.take("--json")
    assert done.json["doubtful"] == [
        {
            "files": ["a.txt", "b.txt"],
            "reason": "都是 dongjie 2022 年的报告，里面的数却不一样，请只留一份",
        }
    ]
    assert desk.written() == set()


def test_two_files_of_one_office_that_agree_are_one_report(desk: _Desk) -> None:
    source, text = _report("dongjie", 1)
    desk.put("a.txt", text)
    desk.put("b.html", laid_out(source, "html")[0].decode().replace(source.office.name, NAMES["dongjie"]))
    [taken] = desk.take("--json").json["taken"]
    assert (taken["files"], taken["spare"]) == (["a.txt"], ["b.html"])


def test_text_and_tables_from_two_files_are_put_together(desk: _Desk) -> None:
    source, text = _report("dongjie", 1)
    lines = text.split("\n")
    cut = next(number for number, line in enumerate(lines) if line.startswith("三、收到"))
    end = next(number for number, line in enumerate(lines) if line.startswith("五、"))
    desk.put("东街街道/文字.txt", "\n".join([*lines[:cut], *lines[end:]]))
    desk.put("东街街道/表格.txt", "\n".join(lines[cut:end]))
    done = desk.take("--year", "2022", "--json")
    [taken] = done.json["taken"]
    assert taken["files"] == ["东街街道/文字.txt", "东街街道/表格.txt"]
    assert taken["missing"] == []
    made = read_params(desk.params / "dongjie" / "2022.yaml")
    assert dict(made.figures) == dict(source.figures)


def test_another_year_is_not_taken(desk: _Desk) -> None:
    desk.put("a.txt", _report("dongjie", 1, year=2023)[1])
    done = desk.take("--year", "2022", "--json")
    assert done.json["doubtful"][0]["reason"] == "是 2023 年的报告，这次收的是 2022 年的，请核对"
    assert (done.json["taken"], desk.written()) == ([], set())


def test_who_answered_before_is_not_called_missing(desk: _Desk) -> None:
    for number, office in enumerate(NAMES):
        desk.put(f"{office}.txt", _report(office, number)[1])
    desk.take()
    (desk.returned / "jiaoyu.txt").unlink()
    assert desk.take("--json").json["unanswered"] == []


def test_a_district_that_is_none_is_wrong_usage(desk: _Desk) -> None:
    desk.put("a.txt", "x")
    (desk.params / "district.yaml").unlink()
    done = desk.take()
    assert (done.code, done.out) == (2, "")
    assert "district.yaml" in done.err
    desk.params.rmdir()
    assert "没有这个文件夹" in desk.take().err


def test_options_of_a_round_are_refused_for_a_single_report(desk: _Desk) -> None:
    desk.put("a.txt", "x")
    done = invoke(desk._capsys, "import", desk.returned, "--to", desk.params / "2022.yaml", "--force")
    assert done.code == 2
    assert "--force" in done.err
