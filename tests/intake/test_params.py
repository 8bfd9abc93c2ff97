from __future__ import annotations

import pickle
import time
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.factories import report
from tests.intake.writing import sample, unmark, write

from helpers.checks import Finding, Severity
from helpers.form import EDITIONS, Value
from helpers.intake import ReadError, parameters_of, read_params
from helpers.intake.faults import MAX_FAULTS
from helpers.intake.narrative import MAX_MORE

if TYPE_CHECKING:
    from pathlib import Path

ROW = "[0, 0, 0, 0, 0, 0, 0]"
OVERSIGHT = '    oversight: "示例区测试街道办事处的示例文字，收费情况见表格。"'
NAME = '  name: "示例区测试街道办事处"'
COLUMNS = "自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计"


def findings(folder: Path, text: str, name: str = "params.yaml") -> list[Finding]:
    """What makes the file unreadable."""
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        read_params(folder / name, shown_as=f"params/shili/ceshi/{name}")
    for finding in caught.value.findings:
        assert finding.rule == "READ"
        assert finding.severity is Severity.ERROR
        assert finding.file == f"params/shili/ceshi/{name}"
    return list(caught.value.findings)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_file_becomes_a_report(tmp_path: Path, edition: int) -> None:
    file = tmp_path / "params.yaml"
    file.write_text(sample(edition), encoding="utf-8")
    read, made = read_params(file), report(edition=edition)
    assert read.office == made.office
    assert (read.year, read.edition) == (made.year, made.edition)
    assert read.figures == made.figures
    assert read.narrative == made.narrative
    assert (read.reasons, read.previous, read.file) == ({}, None, str(file))


def test_every_cell_and_text_knows_its_place(tmp_path: Path) -> None:
    text = sample(
        2021,
        ("  overview:\n", "  preamble: 前言\n  overview:\n    more: [{title: 标题, text: 文字}]\n"),
        ("appeals:\n", "reasons: {XY-NORM: 机构改革}\nappeals:\n"),
    )
    file = tmp_path / "params.yaml"
    file.write_text(text, encoding="utf-8")
    read = read_params(file)
    lines = text.split("\n")
    texts = dict(read.narrative.texts())
    assert set(read.places) == {
        *read.edition.fields,
        *texts,
        *("office.name", "office.kind", "office.scope", "year", "reasons.XY-NORM"),
    }
    assert {"narrative.preamble", "narrative.overview.more[0].title", "narrative.other"} < set(texts)
    for address, (line, column) in read.places.items():
        key = address.rpartition(".")[2].partition("[")[0]
        assert f"{key}: " in lines[line - 1]
        assert lines[line - 1][column - 1 :].startswith(("0", '"', "示", "2022", "前", "标", "文", "机"))
    assert read.line("applications.total[6]") == lines.index(f"  total: {ROW}") + 1


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None),
        ("null", None),
        ("~", None),
        ("/", "/"),
        ("'5'", "5"),
        ("0l", "0l"),
        ("１２", "１２"),
        ("010", 10),
        ("-3", -3),
        ("1.5", Decimal("1.5")),
        ("0.0920", Decimal("0.092")),
        ("0.0", Decimal("0.0")),
        ("1e3", Decimal(1000)),
        ("123456789012.345", Decimal("123456789012.345")),
        ("true", "true"),
        ("False", "False"),
        ("no", "no"),
        (".inf", ".inf"),
        ("1:30", "1:30"),
        ("2022-01-01", "2022-01-01"),
        ("见附件", "见附件"),
    ],
)
def test_what_stands_in_a_cell_is_kept_for_the_rules(tmp_path: Path, written: str, value: Value) -> None:
    file = tmp_path / "params.yaml"
    file.write_text(sample(2021, ("fees: 0", f"fees: {written}")), encoding="utf-8")
    figure = read_params(file).figures["proactive.fees"]
    assert figure == value
    assert type(figure) is type(value)


def test_a_decimal_is_the_same_before_and_after_a_notebook(tmp_path: Path) -> None:
    file = tmp_path / "params.yaml"
    file.write_text(sample(2021, ("fees: 0", "fees: 0.0920")), encoding="utf-8")
    assert str(read_params(file).figures["proactive.fees"]) == "0.092"


UNKNOWN_KEYS = [
    ("  received:", "  ¦recieved:", "received", "applications.recieved"),
    ("  carried_in:", "  ¦carriedin:", "carried_in", "applications.carriedin"),
    ("  carried_in:", "  ¦carry_in:", "carried_in", "applications.carry_in"),
    ("  carried_out:", "  ¦carryout:", "carried_out", "applications.carryout"),
    ("  partly_granted:", "  ¦Partly-Granted:", "partly_granted", "applications.Partly-Granted"),
    ("    petition:", "    ¦petitions:", "petition", "applications.not_processed.petitions"),
    ("  regulations:\n    issued:", "  regulations:\n    ¦isued:", "issued", "proactive.regulations.isued"),
    ("  penalties:", "  ¦penalites:", "penalties", "proactive.penalites"),
    ("  litigation_direct:", "  ¦litigation_dircet:", "litigation_direct", "appeals.litigation_dircet"),
    ("applications:", "¦aplications:", "applications", "aplications"),
    ("narrative:", "¦narative:", "narrative", "narative"),
    ("    oversight:", "    ¦oversite:", "oversight", "narrative.overview.oversite"),
    ("  kind:", "  ¦knd:", "kind", "office.knd"),
    (
        OVERSIGHT,
        f"{OVERSIGHT}\n    more: [{{¦titel: 标题, text: 文字}}]",
        "title",
        "narrative.overview.more[0].titel",
    ),
]


@pytest.mark.parametrize(("old", "new", "near", "cell"), UNKNOWN_KEYS)
def test_a_mistyped_key_is_named_with_the_one_it_looks_like(
    tmp_path: Path, old: str, new: str, near: str, cell: str
) -> None:
    text, place = unmark(sample(2021, (old, new)))
    [finding] = findings(tmp_path, text)
    parent, _, key = cell.rpartition(".")
    where = f"{parent} 里" if parent else ""
    assert finding.message == f"{where}没有“{key}”这个键，是不是 {near}？请改正"
    assert ((finding.line, finding.column), finding.cell) == (place, cell)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("settings", "没有“settings”这个键，请删去或改成 office、year、edition、narrative、proactive、"),
        ("__import__('os')", "没有“__import__('os')”这个键，请删去"),
        ("0x1F", "没有“0x1F”这个键，请删去"),
        ("{{ year }}", "没有“{{ year }}”这个键，请删去"),
        ("</script>", "没有“</script>”这个键，请删去"),
        ("其他：无", "“其他：无”里的冒号是全角的，请改成半角冒号加一个空格"),
    ],
)
def test_a_key_that_looks_like_none_is_named_with_all_there_are(tmp_path: Path, key: str, words: str) -> None:
    [finding] = findings(tmp_path, sample(2021, ("office:\n", f'"{key}": 1\noffice:\n')))
    assert finding.message.startswith(words)
    assert (finding.line, finding.column, finding.cell) == (1, 1, key)


SCOPE = '  scope: "office"\n'


@pytest.mark.parametrize(
    ("changes", "message", "cell"),
    [
        (
            [(f"  received: {ROW}\n  carried", "  ¦carried")],
            "applications 缺少 received，即“一、本年新收政府信息公开申请数量”，请补上",
            "applications.received",
        ),
        (
            [("  regulations:\n    issued: 0\n    repealed", "  regulations:\n    ¦repealed")],
            "proactive.regulations 缺少 issued，即“规章 × 本年制发件数”，请补上",
            "proactive.regulations.issued",
        ),
        ([("office:", "¦office:"), ("year: 2022\n", "")], "缺少 year，请补上", "year"),
        ([(NAME, NAME.replace("name", "¦name")), (SCOPE, "")], "office 缺少 scope，请补上", "office.scope"),
        (
            [("  overview:\n    lead", "  overview:\n    ¦lead"), (f"{OVERSIGHT}\n", "")],
            "narrative.overview 缺少 oversight，请补上",
            "narrative.overview.oversight",
        ),
    ],
)
def test_a_missing_key_is_named_at_its_mapping(
    tmp_path: Path, changes: list[tuple[str, str]], message: str, cell: str
) -> None:
    text, place = unmark(sample(2021, *changes))
    [finding] = findings(tmp_path, text)
    assert (finding.message, finding.cell) == (message, cell)
    assert (finding.line, finding.column) == place


GRANTED = f"  granted: {ROW}"
RECONSIDERATION = "  reconsideration: [0, 0, 0, 0, 0]"
SEVEN = f"applications.granted 应为方括号里的 7 个数，依次为{COLUMNS}"
FIVE = "appeals.reconsideration 应为方括号里的 5 个数，依次为结果维持、结果纠正、其他结果、尚未审结、总计"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (GRANTED, "¦[0, 0, 0, 0, 0, 0]", f"{SEVEN}，这里有 6 个，请改正"),
        (GRANTED, "¦[0, 0, 0, 0, 0, 0, 0, 0]", f"{SEVEN}，这里有 8 个，请改正"),
        (GRANTED, "¦[]", f"{SEVEN}，这里有 0 个，请改正"),
        (GRANTED, "¦[0，0，0，0，0，0，0]", f"{SEVEN}，这里有 1 个（逗号用了全角），请改正"),
        (GRANTED, "¦0", f"{SEVEN}，请改正"),
        (GRANTED, "¦{}", f"{SEVEN}，请改正"),
        (GRANTED, "¦{total: 0}", f"{SEVEN}，这里写了“total”，请改正"),
        (GRANTED, "¦null", f"{SEVEN}，请改正"),
        (RECONSIDERATION, "¦[0, 0, 0, 0]", f"{FIVE}，这里有 4 个，请改正"),
    ],
)
def test_a_row_of_the_wrong_length_is_named_with_what_it_needs(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    key, _, _ = old.partition(":")
    text, place = unmark(sample(2021, (old, f"{key}: {new}")))
    [finding] = findings(tmp_path, text)
    assert finding.message == message
    assert (finding.line, finding.column) == place
    assert finding.cell == message.partition(" ")[0]
    assert finding.label in ("三、（一）予以公开", "行政复议")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  penalties: 0", "  penalties: ¦[0]", "proactive.penalties 应为一个数，不能是列表或一组数据"),
        ("  penalties: 0", "  penalties: ¦{a: 0}", "proactive.penalties 应为一个数，不能是列表或一组数据"),
        (
            GRANTED,
            "  granted: [0, 0, ¦[0], 0, 0, 0, 0]",
            "applications.granted[2] 应为一个数，不能是列表或一组数据",
        ),
        ("  fees: 0", f"  fees: ¦{'9' * 41}", "proactive.fees 有 41 个字，一格最多 40 个字"),
        ("  fees: 0", "  fees: ¦0.1234567890123456", "proactive.fees 超过 15 位数，读不准"),
        ("  fees: 0", "  fees: ¦1e300", "proactive.fees 超过 15 位数，读不准"),
        ("  fees: 0", "  fees: ¦1e-300", "proactive.fees 超过 15 位数，读不准"),
        ("  fees: 0", "  fees: ¦1000000000000000", "proactive.fees 超过 15 位数，读不准"),
        ("  fees: 0", '  fees: ¦"\\x00"', "proactive.fees 有看不见的控制字符"),
    ],
)
def test_a_cell_that_can_not_be_read_is_named(tmp_path: Path, old: str, new: str, words: str) -> None:
    text, place = unmark(sample(2021, (old, new)))
    [finding] = findings(tmp_path, text)
    assert finding.message == f"{words}，请改正"
    assert (finding.line, finding.column) == place
    assert finding.cell == words.partition(" ")[0]
    assert " × " in finding.label


OFFICE = f'office:\n{NAME}\n  kind: "街道"\n  scope: "office"\n'


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("year: 2022", "year: ¦1989", "year 应为 1990 到 2100 的整数，这里是“1989”，请改正"),
        ("year: 2022", "year: ¦2022.0", "year 应为 1990 到 2100 的整数，这里是“2022.0”，请改正"),
        ("year: 2022", "year: ¦'2022'", "year 应为 1990 到 2100 的整数，这里是“2022”，请改正"),
        ("year: 2022", "year: ¦true", "year 应为 1990 到 2100 的整数，这里是“true”，请改正"),
        ("year: 2022", "year:¦", "year 应为 1990 到 2100 的整数，请改正"),
        ("year: 2022", "year: ¦[2022]", "year 应为 1990 到 2100 的整数，请改正"),
        ("edition: 2021", "edition: ¦2020", "edition 应为 2019 或 2021，这里是“2020”，请改正"),
        ("edition: 2021", "edition: ¦'2021'", "edition 应为 2019 或 2021，这里是“2021”，请改正"),
        (NAME, "  name:¦", "office.name 不能为空"),
        (NAME, "  name: ¦' '", "office.name 不能为空"),
        (NAME, "  name: ¦2022", "office.name 应为文字，这里是“2022”"),
        (NAME, "  name: ¦[办事处]", "office.name 应为文字，不能是列表"),
        (NAME, f"  name: ¦{'办' * 201}", "office.name 有 201 字，最多 200 字"),
        (NAME, '  name: ¦"示例\\n办事处"', "office.name 不能换行"),
        (
            NAME,
            "  name: ¦示例办事处110105194912310011",
            "office.name 里有很长的号码（示例办事处110******11）",
        ),
        (NAME, '  name: ¦"示例\\u202e"', "office.name 里有看不见的控制字符 U+202E"),
        (NAME, "  name: ¦'{{ year }}'", "office.name 不能有占位符 {{ }}"),
        ('  kind: "街道"', "  kind: ¦''", "office.kind 不能为空"),
        ('  scope: "office"', "  scope: ¦all", "office.scope 应为 office 或 district，这里是“all”"),
        (OFFICE, "office: ¦示例\n", "office 应写成“键: 值”的一组，其中有 name、kind、scope"),
    ],
)
def test_office_year_and_edition_are_what_they_should_be(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    text, place = unmark(sample(2021, (old, new)))
    [finding] = findings(tmp_path, text)
    assert finding.message.startswith(words)
    assert (finding.line, finding.column) == place
    assert finding.cell == words.partition(" ")[0]


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("    oversight: ¦[文字]", "narrative.overview.oversight 应为文字，不能是列表或一组数据"),
        ("    oversight: {¦{ year }: 1}", "键应为文字，不能是列表或一组数据"),
        ("    oversight: ¦220", "narrative.overview.oversight 应为文字，这里是“220”，请加引号"),
        ("    oversight: ¦true", "narrative.overview.oversight 应为文字，这里是“true”，请加引号"),
        ('    oversight: ¦"\\0"', "narrative.overview.oversight 里有看不见的控制字符 U+0000"),
        (f"{OVERSIGHT}\n    more: ¦标题", "narrative.overview.more 应为列表"),
        (f"{OVERSIGHT}\n    more: [¦标题]", "narrative.overview.more[0] 应写成“键: 值”的一组"),
        (f"{OVERSIGHT}\n    more: [¦{{title: 标题}}]", "narrative.overview.more[0] 缺少 text"),
        (
            f'{OVERSIGHT}\n    more: [{{title: ¦"一\\n二", text: 文字}}]',
            "narrative.overview.more[0].title 是标题，请写在一行里",
        ),
        (
            f"{OVERSIGHT}\n    more: [{'{title: 标题, text: 文字}, ' * MAX_MORE}¦{{title: 标题, text: 文字}}]",
            f"narrative.overview.more 最多 {MAX_MORE} 项",
        ),
    ],
)
def test_the_narrative_is_text(tmp_path: Path, new: str, words: str) -> None:
    text, place = unmark(sample(2021, (OVERSIGHT, new)))
    [finding] = findings(tmp_path, text)
    assert finding.message.startswith(words)
    assert (finding.line, finding.column) == place


@pytest.mark.parametrize(
    ("reasons", "words"),
    [
        ("{¦XY-NROM: 机构改革}", "没有编号为“XY-NROM”的规则，是不是 XY-NORM？请改正"),
        ("{¦xy-norm: 机构改革}", "没有编号为“xy-norm”的规则，是不是 XY-NORM？请改正"),
        ("{¦机构: 机构改革}", "没有编号为“机构”的规则，请改正，nianbao rules 列出全部规则"),
        ("{XY-NORM: ¦''}", "reasons.XY-NORM 没有写原因，请补上或删去这一行"),
        ("{XY-NORM: ¦1}", "reasons.XY-NORM 应为文字，这里是“1”"),
        ("¦机构改革", "reasons 应写成“规则编号: 原因”的一组"),
    ],
)
def test_a_reason_is_given_for_a_rule_that_there_is(tmp_path: Path, reasons: str, words: str) -> None:
    text, place = unmark(sample(2021, ("appeals:\n", f"reasons: {reasons}\nappeals:\n")))
    [finding] = findings(tmp_path, text)
    assert finding.message.startswith(words)
    assert (finding.line, finding.column) == place


def test_a_misspelled_key_is_one_fault_and_a_missing_one_is_another(tmp_path: Path) -> None:
    text = sample(2021, ("  received:", "  recieved:"), (f"  granted: {ROW}\n  partly", "  partly"))
    mistyped, missing = findings(tmp_path, text)
    assert mistyped.cell == "applications.recieved"
    assert (missing.cell, missing.label) == ("applications.granted", "三、（一）予以公开")


def test_a_group_that_is_missing_is_called_as_the_form_calls_it(tmp_path: Path) -> None:
    text = sample()
    start, end = text.index("  unable:"), text.index("  not_processed:")
    [finding] = findings(tmp_path, text[:start] + text[end:])
    assert finding.message == "applications 缺少 unable，即“（四）无法提供”，请补上"


def test_a_row_of_one_edition_is_a_fault_in_the_other(tmp_path: Path) -> None:
    text = sample(2019, ("  other: [0, 0, 0, 0, 0, 0, 0]", f"  other: {{fee_overdue: {ROW}}}"))
    [finding] = findings(tmp_path, text)
    assert finding.cell == "applications.other"
    assert "这里写了“fee_overdue”" in finding.message


def test_all_faults_are_named_together_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = sample(
        2021,
        ("year: 2022", "year: 22"),
        ("  fees: 0", "  fees: [0]"),
        ("  carried_out:", "  carry_out:"),
        ("    oversight:", "    oversigt:"),
        ("appeals:\n", "office: {}\nappeals:\n"),
    )
    lines = [finding.line for finding in findings(tmp_path, text)]
    assert len(lines) == 5
    assert lines == sorted(lines, key=lambda line: line or 0)


def test_no_more_faults_are_named_than_one_can_mend_at_a_time(tmp_path: Path) -> None:
    text = "".join(f"key{number}: 1\n" for number in range(100))
    assert len(findings(tmp_path, text)) == MAX_FAULTS


def test_the_error_leads_with_the_first_place_and_survives_a_process(tmp_path: Path) -> None:
    file = tmp_path / "2022.yaml"
    file.write_text(
        sample(2021, ("  received:", "  recieved:"), ("  fees: 0", "  fees: []")), encoding="utf-8"
    )
    with pytest.raises(ReadError) as caught:
        read_params(file, shown_as="params/a/b/2022.yaml")
    error = caught.value
    assert str(error).startswith("params/a/b/2022.yaml:32:9: proactive.fees 应为一个数")
    assert str(error).endswith("（另有 1 处）")
    assert error.exit_code == 2
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert isinstance(copy, ReadError)
    assert (copy.findings, str(copy)) == (error.findings, str(error))


def test_optional_texts_may_be_left_out_or_empty(tmp_path: Path) -> None:
    file = tmp_path / "params.yaml"
    left_out = sample(
        2021,
        ('    lead: "示例区测试街道办事处的示例文字，收费情况见表格。"\n    proactive', "    proactive"),
        ('    lead: "示例区测试街道办事处的示例文字，收费情况见表格。"\n    problems', "    problems"),
    )
    empty = sample(
        2021,
        (
            '  overview:\n    lead: "示例区测试街道办事处的示例文字，收费情况见表格。"',
            "  preamble: ~\n  overview:\n    more:\n    lead:",
        ),
        (
            '    lead: "示例区测试街道办事处的示例文字，收费情况见表格。"\n    problems',
            "    lead: null\n    problems",
        ),
    )
    file.write_text(left_out, encoding="utf-8")
    narrative = read_params(file).narrative
    assert (narrative.preamble, narrative.more) == (None, ())
    assert not {"overview.lead", "shortcomings.lead"} & set(narrative.parts)
    file.write_text(empty, encoding="utf-8")
    assert read_params(file).narrative == narrative


def test_a_required_text_may_be_empty_but_not_left_out(tmp_path: Path) -> None:
    file = tmp_path / "params.yaml"
    file.write_text(
        sample(2021, ('  other: "示例区测试街道办事处的示例文字，收费情况见表格。"', "  other:")),
        encoding="utf-8",
    )
    assert read_params(file).narrative.parts["other"].value == ""
    [finding] = findings(
        tmp_path, sample(2021, ('  other: "示例区测试街道办事处的示例文字，收费情况见表格。"\n', ""))
    )
    assert finding.cell == "narrative.other"


def test_reasons_are_kept_also_for_rules_that_read_prose(tmp_path: Path) -> None:
    file = tmp_path / "params.yaml"
    text = sample(2021, ("appeals:\n", "reasons:\n  XY-NORM: 机构改革\n  D-SIM: 统一样稿\nappeals:\n"))
    file.write_text(text, encoding="utf-8")
    assert read_params(file).reasons == {"XY-NORM": "机构改革", "D-SIM": "统一样稿"}
    file.write_text(sample(2021, ("appeals:\n", "reasons:\nappeals:\n")), encoding="utf-8")
    assert read_params(file).reasons == {}


@pytest.mark.parametrize("root", ["¦- 1", "¦文字", "¦[]", "¦null"])
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, root: str) -> None:
    text, place = unmark(root)
    [finding] = findings(tmp_path, text)
    assert (finding.line, finding.column) == place
    assert "应写成“键: 值”的一组，其中有 office、year、edition、narrative、proactive" in finding.message


def test_broken_yaml_is_one_fault(tmp_path: Path) -> None:
    text, place = unmark(sample(2021, ("  fees: 0", "  fees: ¦'0")))
    [finding] = findings(tmp_path, text)
    assert (finding.line, finding.column) == place


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xef\xbb\xbf",
        "年: 示例".encode("gbk"),
        "a: 1".encode("utf-16"),
        b"a: \x00",
        b"%TAG ! x:\n---\na",
    ],
)
def test_a_file_that_is_no_yaml_text_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "2022.yaml").write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read_params(tmp_path / "2022.yaml")
    assert caught.value.findings[0].line == 1


@pytest.mark.parametrize(("data", "end"), [("utf-8-sig", "\n"), ("utf-8", "\r\n"), ("utf-8-sig", "\r\n")])
def test_a_file_from_another_system_is_read_alike(tmp_path: Path, data: str, end: str) -> None:
    text = sample(
        2021, ('  other: "示例区测试街道办事处的示例文字，收费情况见表格。"', "  other: |\n    一\n    二")
    )
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "b.yaml").write_bytes(text.replace("\n", end).encode(data))
    ours, theirs = (read_params(tmp_path / name, shown_as="x") for name in ("a.yaml", "b.yaml"))
    assert ours == theirs
    assert ours.places == theirs.places


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"2022\.yaml: 找不到这个文件"):
        read_params(tmp_path / "2022.yaml")


def test_a_folder_that_is_called_like_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "2022.yaml").mkdir()
    with pytest.raises(ReadError, match=r"2022\.yaml: 这是文件夹"):
        read_params(tmp_path / "2022.yaml")


def test_the_year_of_the_file_and_the_year_in_it_are_the_same(tmp_path: Path) -> None:
    text, place = unmark(sample(2021, ("year: 2022", "year: ¦2022")))
    [finding] = findings(tmp_path, text, "2021.yaml")
    assert (finding.line, finding.column) == place
    assert finding.message == "文件名是 2021.yaml，里面写的却是 2022 年，请改成一致"


def test_a_hostile_key_is_cut_short_and_made_visible(tmp_path: Path) -> None:
    hostile = '"re\\u200bceived\\e[2J' + "x" * 1000 + '"'
    [finding] = findings(tmp_path, sample(2021, ("office:\n", f"{hostile}: 1\noffice:\n")))
    assert "re\\u200bceived\\u001b[2J" in finding.message
    assert len(finding.message) < 200
    assert len(finding.cell) < 60
    assert finding.message.isprintable()


def test_a_file_in_block_style_is_read_like_one_in_flow_style(tmp_path: Path) -> None:
    flow = write(parameters_of(report()))
    block = flow.replace(f"  granted: {ROW}", "  granted:" + "\n  - 0" * 7)
    for name, text in {"a.yaml": flow, "b.yaml": block}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_params(tmp_path / "a.yaml", shown_as="x") == read_params(tmp_path / "b.yaml", shown_as="x")


NAME_OF_80 = "applications_received_" + "x" * 58
HOSTILE = {
    "unknown keys": "".join(f"{NAME_OF_80}{number:05}: 1\n" for number in range(9_000)),
    "unknown rules": sample(2021, ("appeals:\n", "reasons: {§}\nappeals:\n")).replace(
        "§", ", ".join(f"{NAME_OF_80}{number:05}: 一" for number in range(9_000))
    ),
    "unknown names": sample().replace(
        "示例区测试街道办事处的示例文字，收费情况见表格。", "{{ applications.received.tutal }}" * 900
    ),
    "unclosed braces": sample().replace("示例区测试街道办事处的示例文字，收费情况见表格。", "{{" * 50_000),
    "long texts": sample().replace(
        "示例区测试街道办事处的示例文字，收费情况见表格。", "一" * 50_000 + "{{ x }}"
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_at_once(tmp_path: Path, name: str) -> None:
    start = time.process_time()
    assert findings(tmp_path, HOSTILE[name])
    assert time.process_time() - start < 5
