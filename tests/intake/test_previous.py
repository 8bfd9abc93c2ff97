from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.factories import previous, report
from tests.intake.writing import sample, unmark, write

from helpers.checks import Severity
from helpers.intake import ReadError, parameters_of, read, read_params, report_from_parameters
from helpers.intake.draft import draft_of

if TYPE_CHECKING:
    from pathlib import Path

OTHER = '  other: "示例区测试街道办事处的示例文字，收费情况见表格。"'
ROW = "[0, 0, 0, 0, 0, 0, 0]"


def year(number: int, *changes: tuple[str, str]) -> str:
    """A year's file in edition 2021."""
    return sample(2021, ("year: 2022", f"year: {number}"), *changes)


def put(folder: Path, **files: str) -> Path:
    """Write files named `y2022` and so on; the path of the last year's."""
    for name, text in files.items():
        (folder / f"{name.removeprefix('y')}.yaml").write_text(text, encoding="utf-8")
    return folder / "2022.yaml"


def test_last_years_report_is_the_file_beside(tmp_path: Path) -> None:
    last = year(
        2021, ("  received: [0", "  received: [7"), (OTHER, "  other: 收费 {{ proactive.fees }} 万元")
    )
    reading = read(put(tmp_path, y2021=last, y2022=year(2022)))
    assert reading.findings == ()
    assert reading.report.previous is not None
    assert reading.report.previous.edition.id == 2021
    assert reading.report.previous.figures["applications.received[0]"] == 7
    assert reading.report.previous.narrative.parts["other"].value == "收费 0 万元"
    assert "previous" not in "".join(reading.report.places)


def test_last_years_report_may_be_of_the_other_edition_and_of_another_name(tmp_path: Path) -> None:
    last = sample(
        2019, ("year: 2020", "year: 2021"), ('name: "示例区测试街道办事处"', 'name: "示例区测试镇人民政府"')
    )
    found = read_params(put(tmp_path, y2021=last, y2022=year(2022))).previous
    assert found is not None
    assert found.edition.id == 2019


def test_no_file_beside_is_no_last_year(tmp_path: Path) -> None:
    reading = read(put(tmp_path, y2020=year(2020), y2022=year(2022)))
    assert (reading.report.previous, reading.findings) == (None, ())


def test_a_file_that_is_not_called_by_its_year_has_no_last_year(tmp_path: Path) -> None:
    put(tmp_path, y2021=year(2021))
    (tmp_path / "draft.yaml").write_text(year(2022), encoding="utf-8")
    assert read_params(tmp_path / "draft.yaml").previous is None


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (year(2021, ("  received:", "  recieved:")), "（第 34 行：applications 里没有“recieved”这个键"),
        (year(2020), "（第 5 行：文件名是 2021.yaml，里面写的却是 2020 年，请改成一致）"),
        (year(2021, (OTHER, "  other: '{{ proactive.fee }}'")), "（第 19 行：没有“proactive.fee”这个名字"),
        ("", "（第 1 行：文件是空的"),
    ],
)
def test_a_last_year_that_can_not_be_read_is_a_warning(tmp_path: Path, last: str, words: str) -> None:
    reading = read(put(tmp_path, y2021=last, y2022=year(2022)), shown_as="params/a/b/2022.yaml")
    assert reading.report.previous is None
    [warning] = reading.findings
    assert (warning.rule, warning.severity, warning.file) == (
        "READ",
        Severity.WARNING,
        "params/a/b/2022.yaml",
    )
    assert (warning.line, warning.column) == (5, 7)
    assert warning.message.startswith(f"上年的文件 2021.yaml 读不了{words}")
    assert warning.message.endswith("），没有同上年核对，请先改好上年的文件")


def test_a_folder_in_place_of_last_years_file_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "2021.yaml").mkdir()
    [warning] = read(put(tmp_path, y2022=year(2022))).findings
    assert warning.message.startswith("上年的文件 2021.yaml 读不了（这是文件夹")


def test_a_file_may_hold_last_years_report_itself(tmp_path: Path) -> None:
    own = report(last=previous({"applications.received[6]": 5}, edition=2019))
    text = write(parameters_of(own))
    path = put(tmp_path, y2021=year(2021), y2022=text)
    assert read_params(path).previous == own.previous
    path = put(tmp_path, y2022=year(2022, ("year: 2022", "previous: ~\nyear: 2022")))
    found = read_params(path).previous
    assert found is not None
    assert found.edition.id == 2021


def test_last_years_texts_may_be_left_out(tmp_path: Path) -> None:
    parameters = parameters_of(report(last=previous({})))
    last = parameters["previous"]
    assert isinstance(last, dict)
    last["narrative"] = {"overview": {"oversight": "文字"}}
    found = read_params(put(tmp_path, y2022=write(parameters))).previous
    assert found is not None
    assert {key: text.value for key, text in found.narrative.parts.items()} == {"overview.oversight": "文字"}


@pytest.mark.parametrize(
    ("old", "new", "words", "cell"),
    [
        ("  appeals:", "  ¦apeals:", "previous 里没有“apeals”这个键，是不是 appeals？", "previous.apeals"),
        ("  edition: 2019", "  edition: ¦2020", "previous.edition 应为 2019 或 2021", "previous.edition"),
        (
            f"    carried_out: {ROW}",
            "    carried_out: ¦[0]",
            "previous.applications.carried_out 应为方括号里的 7 个数",
            "previous.applications.carried_out",
        ),
        (
            "    fee_items:\n      last_year: null",
            "    fee_items:\n      last_year: ¦[]",
            "previous.proactive.fee_items.last_year 应为一个数",
            "previous.proactive.fee_items.last_year",
        ),
        (
            '    other: "示例文字。"',
            "    other: '{{ ¦proactive.fees }}'",
            "没有“proactive.fees”这个名字",
            "previous.narrative.other",
        ),
        (
            '    other: "示例文字。"',
            "    other: '{{ ¦previous.proactive.fees }}'",
            "没有上年的数据",
            "previous.narrative.other",
        ),
    ],
)
def test_a_fault_in_last_years_report_is_named_at_its_place(
    tmp_path: Path, old: str, new: str, words: str, cell: str
) -> None:
    figures: dict[str, int | None] = dict.fromkeys(previous({}, edition=2019).figures, 0)
    figures["proactive.fee_items.last_year"] = None
    text = write(parameters_of(report(last=previous(figures, edition=2019))))
    before, last = text.split("\nprevious:\n")
    assert last.count(old) == 1
    text, place = unmark(f"{before}\nprevious:\n{last.replace(old, new)}")
    with pytest.raises(ReadError) as caught:
        read_params(put(tmp_path, y2022=text))
    [finding] = caught.value.findings
    assert words in finding.message
    assert ((finding.line, finding.column), finding.cell) == (place, cell)


def test_a_text_may_name_last_years_figures(tmp_path: Path) -> None:
    text = (
        "  other: 上年{{ previous.applications.received.total }}件，今年{{ applications.received.total }}件"
    )
    path = put(
        tmp_path,
        y2021=year(2021, ("  received: [0, 0, 0, 0, 0, 0, 0]", "  received: [7, 0, 0, 0, 0, 0, 7]")),
        y2022=year(2022, (OTHER, text)),
    )
    made = read_params(path)
    assert made.narrative.parts["other"].value == "上年7件，今年0件"
    assert report_from_parameters(**parameters_of(made)).narrative.parts["other"].value == "上年7件，今年0件"


def test_last_years_text_may_name_the_figures_of_the_year_before_it(tmp_path: Path) -> None:
    text = "  other: '{{ previous . applications.received.total }}'"
    received = ("  received: [0, 0, 0, 0, 0, 0, 0]", "  received: [7, 0, 0, 0, 0, 0, 7]")
    path = put(tmp_path, y2020=year(2020, received), y2021=year(2021, (OTHER, text)), y2022=year(2022))
    made = read_params(path)
    assert made.previous is not None
    assert made.previous.narrative.parts["other"].value == "7"
    again = report_from_parameters(**parameters_of(made)).previous
    assert again == made.previous


def test_a_text_that_names_a_last_year_that_there_is_not_is_a_fault(tmp_path: Path) -> None:
    text, place = unmark(year(2022, (OTHER, "  other: '{{ ¦previous.proactive.fees }}'")))
    with pytest.raises(ReadError) as caught:
        read_params(put(tmp_path, y2022=text))
    [finding] = caught.value.findings
    assert (finding.line, finding.column) == place
    assert (
        finding.message
        == "没有上年的数据，“previous.proactive.fees”无从取值，请补上上年的文件（或 previous），或改写"
    )


def test_a_folder_check_takes_each_file_apart_once(tmp_path: Path) -> None:
    put(tmp_path, **{f"y{number}": year(number) for number in range(2018, 2023)})
    draft_of.cache_clear()
    for number in range(2018, 2023):
        read_params(tmp_path / f"{number}.yaml")
    assert draft_of.cache_info().misses == 5


def test_a_file_that_was_changed_is_read_anew(tmp_path: Path) -> None:
    path = put(tmp_path, y2021=year(2021), y2022=year(2022))
    assert read_params(path).previous is not None
    put(tmp_path, y2021=year(2021, ("  penalties: 0", "  penalties: 1")))
    found = read_params(path).previous
    assert found is not None
    assert found.figures["proactive.penalties"] == 1


def test_reading_twice_gives_the_same_faults(tmp_path: Path) -> None:
    path = put(tmp_path, y2022=year(2022, (OTHER, "  other: '{{ x }}'"), ("  fees: 0", "  fees: []")))
    errors = []
    for _ in range(2):
        with pytest.raises(ReadError) as caught:
            read_params(path)
        errors.append(caught.value.findings)
    assert errors[0] == errors[1]
    assert len(errors[0]) == 2
