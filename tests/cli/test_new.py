from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.cli.invoke import invoke
from tests.intake.workbook.returned import opened

from helpers.cli import new
from helpers.intake import read_params
from helpers.intake.start_files import FORMATS
from helpers.intake.workbook import is_ours

Capture = pytest.CaptureFixture[str]

SAMPLES = Path(__file__).parents[2] / "params"


@pytest.fixture
def params(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented district's params, in the working folder."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SAMPLES / "shili", tmp_path / "params" / "shili")
    return Path("params")


def values_in(path: Path) -> dict[str, Any]:
    """The cells of a params file that hold something."""
    return {address: value for address, value in read_params(path).figures.items() if value is not None}


def test_a_params_file_starts_from_last_years(params: Path, capsys: Capture) -> None:
    done = invoke(capsys, "new", "shili/zhujian", "2023")
    path = params / "shili" / "zhujian" / "2023.yaml"
    assert (done.code, done.err) == (0, "")
    assert done.out == f"已生成 {path}\n"
    last = read_params(params / "shili" / "zhujian" / "2022.yaml")
    made = read_params(path)
    carried = {f"applications.carried_in[{column}]": column for column in range(7)}
    expected = {
        address: last.figures[f"applications.carried_out[{column}]"] for address, column in carried.items()
    }
    stocks = ("proactive.regulations.in_force", "proactive.normative_documents.in_force")
    assert values_in(path) == expected | {address: last.figures[address] for address in stocks}
    assert (made.office, made.year, made.edition.id) == (last.office, 2023, 2021)
    assert not any(text.raw.strip() for _, text in made.narrative.texts())


def test_a_params_file_is_written_for_a_person(params: Path, capsys: Capture) -> None:
    invoke(capsys, "new", "shili/zhujian", "2023")
    text = (params / "shili" / "zhujian" / "2023.yaml").read_text(encoding="utf-8")
    for words in (
        "# 示例区住房和城乡建设局2023年政府信息公开工作年度报告的数据",
        "# 已按上年的文件（2022.yaml）代填，请核对",
        "# 二、主动公开政府信息情况",
        "  # 列序：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计",
        "# 行政规范性文件：本年制发件数、本年废止件数、现行有效件数",
        "fees:                null  # 行政事业性收费：本年收费金额（单位：万元）",
        "    proactive: null  # （一）主动公开：公开了哪些信息",
    ):
        assert words in text
    rows = [line for line in text.splitlines() if "[" in line and not line.startswith("#")]
    assert len(rows) == 25 + 3
    assert all("  # " in row for row in rows)


def test_check_says_what_is_missing(params: Path, capsys: Capture) -> None:
    invoke(capsys, "new", "shili/zhujian", "2023")
    path = params / "shili" / "zhujian" / "2023.yaml"
    findings = invoke(capsys, "check", path, "--json").json
    empty = {address for address, value in read_params(path).figures.items() if value is None}
    told = {finding["cell"] for finding in findings if finding["rule"].endswith(("-INT", "-FEE"))}
    assert told == empty
    assert {finding["rule"] for finding in findings} >= {"T2-INT", "T2-FEE", "T3-INT", "T4-INT", "D-EMPTY5"}
    assert "READ" not in {finding["rule"] for finding in findings}


def test_another_edition_hands_over_applications_alone(params: Path, capsys: Capture) -> None:
    """对外公开总数量 of edition 2019 is no 现行有效 (XY-FMT)."""
    shutil.copytree(params / "shili" / "jiaoyu", params / "shili" / "weijian", dirs_exist_ok=True)
    (params / "shili" / "weijian" / "2021.yaml").unlink()
    assert invoke(capsys, "new", "shili/weijian", "2021").code == 0
    path = params / "shili" / "weijian" / "2021.yaml"
    assert {address.partition("[")[0] for address in values_in(path)} == {"applications.carried_in"}
    assert read_params(path).edition.id == 2021
    assert invoke(capsys, "new", "shili/jiaoyu", "2020", "--force").code == 0
    assert read_params(params / "shili" / "jiaoyu" / "2020.yaml").edition.id == 2019


def test_without_last_year_the_office_is_the_districts(params: Path, capsys: Capture) -> None:
    assert invoke(capsys, "new", "shili/zhujian", "2030").code == 0
    path = params / "shili" / "zhujian" / "2030.yaml"
    assert values_in(path) == {}
    assert read_params(path).office.name == "示例区住房和城乡建设局"
    assert "没有上年的文件（2029.yaml）" in path.read_text(encoding="utf-8")


def test_last_years_file_that_cannot_be_read_is_told(params: Path, capsys: Capture) -> None:
    (params / "shili" / "zhujian" / "2022.yaml").write_text("a: [\n", encoding="utf-8")
    done = invoke(capsys, "new", "shili/zhujian", "2023")
    assert done.code == 0
    assert "上年的文件 params/shili/zhujian/2022.yaml 读不了" in done.out
    assert values_in(params / "shili" / "zhujian" / "2023.yaml") == {}


def test_an_office_that_others_were_merged_into_adds_up_itself(params: Path, capsys: Capture) -> None:
    district = params / "shili" / "district.yaml"
    shutil.copytree(params / "shili" / "liuhe", params / "shili" / "liuhe-old")
    district.write_text(
        district.read_text(encoding="utf-8") + "mergers: {liuhe-old: liuhe}\n", encoding="utf-8"
    )
    done = invoke(capsys, "new", "shili/liuhe", "2023")
    assert "liuhe-old并入了本单位，上年结转和现行有效要把几个单位的加在一起，没有代填" in done.out
    assert values_in(params / "shili" / "liuhe" / "2023.yaml") == {}


def test_what_is_there_is_never_overwritten_unasked(params: Path, capsys: Capture) -> None:
    path = params / "shili" / "zhujian" / "2022.yaml"
    before = path.read_bytes()
    done = invoke(capsys, "new", "shili/zhujian", "2022")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "params/shili/zhujian/2022.yaml：已经有了，没有改动。要重新生成请加 --force，原来填的内容会丢失。\n"
    )
    assert path.read_bytes() == before
    assert invoke(capsys, "new", "shili/zhujian", "2022", "--force").code == 0
    assert path.read_bytes() != before


def test_a_workbook_for_each_office_of_a_district(params: Path, tmp_path: Path, capsys: Capture) -> None:
    done = invoke(capsys, "new", "shili", "2023", "--as", "xlsx", "--to", "工作簿")
    assert done.code == 0
    made = sorted(path.name for path in Path("工作簿").iterdir())
    offices = sorted(path.name for path in (params / "shili").iterdir() if path.is_dir())
    assert made == [f"{office}-2023.xlsx" for office in offices]
    data = (Path("工作簿") / "zhujian-2023.xlsx").read_bytes()
    assert is_ours(data)
    book = opened(data)
    last = read_params(params / "shili" / "zhujian" / "2022.yaml")
    assert book["填表说明"]["B3"].value == "示例区住房和城乡建设局"
    assert book["表三"]["D8"].value == last.figures["applications.carried_out[0]"]
    assert book["表三"]["D7"].value is None
    stock = last.figures["proactive.normative_documents.in_force"]
    assert book["表二"]["D7"].value == f"=IF(COUNT(B7:C7)=2,{stock}+B7-C7,{stock})"
    assert book["文字"]["B7"].value is None
    assert book["文字"]["D7"].value.startswith(last.narrative.parts["overview.proactive"].value[:10])
    assert book.defined_names["nianbao.folder"].value == '"shili/zhujian"'

    (Path("工作簿") / "zhujian-2023.xlsx").write_bytes(b"filled in")
    (Path("工作簿") / "liuhe-2023.xlsx").unlink()
    again = invoke(capsys, "new", "shili", "2023", "--as", "xlsx", "--to", "工作簿", "--json")
    assert again.json["written"] == ["工作簿/liuhe-2023.xlsx"]
    assert "工作簿/zhujian-2023.xlsx" in again.json["kept"]
    assert (Path("工作簿") / "zhujian-2023.xlsx").read_bytes() == b"filled in"


def test_where_files_go(params: Path, capsys: Capture) -> None:
    written = [
        json.loads(invoke(capsys, "new", *arguments, "--json").out)["written"]
        for arguments in (
            ("shili/zhujian", "2023", "--as", "xlsx"),
            ("params/shili/zhujian", "2023", "--as", "register"),
            ("shili/zhujian/", "2023", "--to", "elsewhere"),
        )
    ]
    assert written == [
        ["params/shili/zhujian/2023.xlsx"],
        ["params/shili/zhujian/2023.register.xlsx"],
        ["elsewhere/shili/zhujian/2023.yaml"],
    ]


@pytest.mark.parametrize(
    ("target", "year", "message"),
    [
        ("shili/zhujiann", "2023", "是不是 zhujian？"),
        ("shili/none", "2023", "请先在 shili/district.yaml 的 offices 中写上它的名称和类别"),
        ("shili/district", "2023", "请用 nianbao rollup params/shili 2023"),
        ("nowhere", "2023", "params/nowhere/district.yaml：没有这个文件"),
        ("shili/zhujian", "2018", "没有 2018 年度的报告格式"),
        ("../shili/zhujian", "2023", "应写成“区/单位”或“区”"),
        ("/etc/passwd", "2023", "应写成“区/单位”或“区”"),
        ("shili/..", "2023", "应写成“区/单位”或“区”"),
        ("a/b/c", "2023", "应写成“区/单位”或“区”"),
    ],
)
def test_what_cannot_be_started_is_exit_code_2(
    params: Path, capsys: Capture, target: str, year: str, message: str
) -> None:
    before = sorted(Path().rglob("*"))
    done = invoke(capsys, "new", target, year)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert sorted(Path().rglob("*")) == before


def test_a_district_file_that_cannot_be_read_is_exit_code_2(params: Path, capsys: Capture) -> None:
    (params / "shili" / "district.yaml").write_text("name: [\n", encoding="utf-8")
    done = invoke(capsys, "new", "shili", "2023", "--json")
    assert done.code == 2
    assert {finding["rule"] for finding in done.json} == {"READ"}


def test_the_command_offers_every_format() -> None:
    option = next(option for option in new.new.params if option.name == "form")
    assert list(option.type.choices) == list(FORMATS)  # type: ignore[attr-defined]  # a click.Choice
