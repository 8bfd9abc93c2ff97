from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas
import pytest
from tests.factories import balanced, listed
from tests.rollup.offices import drawn, name_of, write_district, write_office

from helpers.checks import Severity, check
from helpers.display.blocks import TableBlock
from helpers.display.office_charts import office_charts
from helpers.display.prose import markdown_blocks
from helpers.form import edition_of
from helpers.intake import ReadError, read_params
from helpers.rollup import Outcome, roll_up


def rules(outcome: Outcome, *severities: Severity) -> list[str]:
    wanted = severities or (Severity.ERROR,)
    return [finding.rule for finding in outcome.findings if finding.severity in wanted]


def message(outcome: Outcome, rule: str) -> str:
    return next(finding.message for finding in outcome.findings if finding.rule == rule)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A district of three offices, all of which have reported."""
    folder = tmp_path / "params" / "shili"
    write_district(folder, ["jia", "yi", "bing"])
    for seed, slug in enumerate(("jia", "yi", "bing")):
        write_office(folder, slug, drawn(seed))
    return folder


def test_the_sum_is_written_as_params_that_can_be_read(folder: Path) -> None:
    outcome = roll_up(folder, 2022)
    assert rules(outcome) == []
    assert [path.relative_to(folder).as_posix() for path in outcome.files] == [
        "district/2022.yaml",
        "district/2022.trace.csv",
    ]
    district = read_params(folder / "district" / "2022.yaml")
    assert (district.office.name, district.office.kind, district.office.scope) == (
        "示例区人民政府",
        "区县政府",
        "district",
    )
    for address in edition_of(2021).fields:
        assert district.figures[address] == sum(drawn(seed)[address] for seed in range(3))


def test_two_roll_ups_give_the_same_bytes(folder: Path) -> None:
    first = {path: path.read_bytes() for path in roll_up(folder, 2022).files}
    assert {path: path.read_bytes() for path in roll_up(folder, 2022).files} == first


@pytest.mark.parametrize(
    ("fees", "total"),
    [
        (("0.1", "0.2", "0"), "0.3"),
        (("0.1", "0.2", "316441.0001"), "316441.3001"),
        (("1.005", "2", "0.0001"), "3.0051"),
    ],
)
def test_decimals_are_exact(folder: Path, fees: tuple[str, ...], total: str) -> None:
    for seed, (slug, fee) in enumerate(zip(("jia", "yi", "bing"), fees, strict=True)):
        write_office(folder, slug, {**drawn(seed), "proactive.fees": Decimal(fee)})
    roll_up(folder, 2022)
    assert f"  fees: {total}  #" in (folder / "district" / "2022.yaml").read_text(encoding="utf-8")


def test_a_cell_that_one_office_left_out_is_empty_and_never_0(folder: Path) -> None:
    path = write_office(folder, "yi", {**drawn(1), "proactive.penalties": None, "proactive.licences": "/"})
    outcome = roll_up(folder, 2022)
    figures = read_params(folder / "district" / "2022.yaml").figures
    assert figures["proactive.penalties"] is None
    assert figures["proactive.licences"] is None
    found = [finding for finding in outcome.findings if finding.rule == "AGG-CELL"]
    assert {finding.cell for finding in found} == {"proactive.penalties", "proactive.licences"}
    line = 1 + next(n for n, text in enumerate(path.read_text("utf-8").split("\n")) if "penalties" in text)
    (penalties,) = [finding for finding in found if finding.cell == "proactive.penalties"]
    assert (penalties.file, penalties.line, penalties.severity) == (str(path), line, Severity.ERROR)
    assert penalties.message == (
        f"行政处罚 × 本年处理决定数量：{name_of('yi')}没有填写有效的数，汇总空缺，不按 0 计，请补填后重新汇总。"
    )


def test_a_missing_office_refuses_by_name(folder: Path) -> None:
    (folder / "yi" / "2022.yaml").unlink()
    outcome = roll_up(folder, 2022)
    assert outcome.refused
    assert rules(outcome) == ["AGG-SET"]
    assert message(outcome, "AGG-SET") == (
        f"{name_of('yi')}没有 2022 年的年报数据，请催报，或加 --partial 先作初步汇总。"
    )
    assert not (folder / "district").exists()


def test_a_partial_sum_says_so_in_the_report_and_the_final_one_what_has_changed(folder: Path) -> None:
    yi = folder / "yi" / "2022.yaml"
    kept = yi.read_bytes()
    yi.unlink()
    outcome = roll_up(folder, 2022, partial=True)
    assert not outcome.refused
    assert rules(outcome) == []
    narrative = read_params(folder / "district" / "2022.yaml").narrative
    assert narrative.preamble is not None
    assert narrative.preamble.raw.startswith(
        f"【初步汇总】本报告尚未收齐：统计范围内共3个单位，缺{name_of('yi')}"
    )
    assert f"尚缺{name_of('yi')}" in narrative.more[0].text.raw
    yi.write_bytes(kept)
    roll_up(folder, 2022)
    narrative = read_params(folder / "district" / "2022.yaml").narrative
    assert narrative.preamble is not None
    assert "初步汇总" not in narrative.preamble.raw
    assert f"与初步汇总相比，新计入{name_of('yi')}，" in narrative.more[0].text.raw


def test_nothing_is_no_partial_sum(tmp_path: Path) -> None:
    write_district(tmp_path, ["jia"])
    assert roll_up(tmp_path, 2022, partial=True).refused


@pytest.mark.parametrize("partial", [True, False])
def test_an_office_that_is_not_listed_refuses(folder: Path, partial: bool) -> None:
    path = write_office(folder, "ding", drawn(4))
    outcome = roll_up(folder, 2022, partial=partial)
    assert outcome.refused
    assert [finding.file for finding in outcome.findings if finding.rule == "AGG-SET"] == [str(path)]
    assert message(outcome, "AGG-SET").startswith("ding 不在 district.yaml 的名单中")


def test_an_office_that_reports_as_another_refuses(folder: Path) -> None:
    write_office(folder, "yi", drawn(1), name=name_of("jia"))
    outcome = roll_up(folder, 2022)
    assert outcome.refused
    messages = [finding.message for finding in outcome.findings]
    assert f"名单上是{name_of('yi')}，数据里写的是{name_of('jia')}，请改成一致。" in messages
    assert f"{name_of('jia')}报了 2 次（jia、yi），请只留一份。" in messages


def test_a_rolled_up_report_among_the_offices_refuses(folder: Path) -> None:
    write_office(folder, "yi", drawn(1), scope="district")
    outcome = roll_up(folder, 2022)
    assert outcome.refused
    assert "再汇总会重复计算" in message(outcome, "AGG-SET")


def test_mixed_editions_refuse_with_the_list(folder: Path) -> None:
    write_office(folder, "yi", edition=2019, year=2022)
    outcome = roll_up(folder, 2022)
    assert outcome.refused
    assert message(outcome, "AGG-YEAR") == (
        f"{name_of('yi')}用的是 2019 版格式，其他单位多用 2021 版，不能相加，请统一后再汇总。"
    )


def test_the_2019_edition_is_added_up_too(tmp_path: Path) -> None:
    write_district(tmp_path, ["jia", "yi"])
    for seed, slug in enumerate(("jia", "yi")):
        write_office(tmp_path, slug, drawn(seed, 2019), edition=2019)
    roll_up(tmp_path, 2020)
    figures = read_params(tmp_path / "district" / "2020.yaml").figures
    for address in edition_of(2019).fields:
        assert figures[address] == drawn(0, 2019)[address] + drawn(1, 2019)[address]


def test_a_renamed_office_counts_under_its_former_folder(folder: Path) -> None:
    (folder / "yi").rename(folder / "laoyi")
    assert roll_up(folder, 2022).refused
    write_district(folder, ["jia", "yi", "bing"], "mergers: {laoyi: yi}")
    outcome = roll_up(folder, 2022)
    assert not outcome.refused
    assert "laoyi" in set(pandas.read_csv(folder / "district" / "2022.trace.csv")["office"])


def test_a_merged_office_that_still_reports_beside_its_successor_refuses(folder: Path) -> None:
    write_district(folder, ["jia", "yi", "bing"], "mergers: {laoyi: yi}")
    write_office(folder, "laoyi", drawn(5))
    outcome = roll_up(folder, 2022)
    assert outcome.refused
    assert "会重复计算" in message(outcome, "AGG-SET")


def test_of_two_merged_offices_both_are_needed(folder: Path) -> None:
    (folder / "yi").rename(folder / "laoyi")
    write_district(folder, ["jia", "yi", "bing"], "mergers: {laoyi: yi, laoding: yi}")
    outcome = roll_up(folder, 2022)
    assert outcome.refused
    assert message(outcome, "AGG-SET").startswith("laoding没有 2022 年的年报数据")


def test_a_file_that_cannot_be_read_refuses_and_names_its_line(folder: Path) -> None:
    path = folder / "yi" / "2022.yaml"
    path.write_text(path.read_text("utf-8").replace("penalties:", "penaltis:"), encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        roll_up(folder, 2022)
    assert caught.value.findings[0].file == str(path)
    assert not (folder / "district").exists()


def test_a_sum_that_does_not_hold_is_traced_to_its_office(folder: Path) -> None:
    values = drawn(1)
    write_office(folder, "yi", {**values, "applications.total[0]": values["applications.total[0]"] + 1})
    found = [finding for finding in roll_up(folder, 2022).findings if finding.rule == "AGG-BAL"]
    assert found
    assert all(f"出在{name_of('yi')}，" in finding.message for finding in found)
    assert "applications.total[0]" in {finding.cell for finding in found}


def carried(out: int, brought: int) -> dict[str, int]:
    """Figures with so many 自然人 applications carried out, and brought over from last year."""
    zeros = [0, 0, 0, 0, 0]
    return {
        **balanced(),
        **listed("applications", "received", [out, *zeros, out]),
        **listed("applications", "carried_in", [brought, *zeros, brought]),
        **listed("applications", "granted", [brought, *zeros, brought]),
        **listed("applications", "total", [brought, *zeros, brought]),
        **listed("applications", "carried_out", [out, *zeros, out]),
    }


def test_what_came_over_is_held_to_last_years_district_and_traced(folder: Path) -> None:
    for slug, out, brought in (("jia", 2, 2), ("yi", 3, 4), ("bing", 1, 1)):
        write_office(folder, slug, carried(out, 0), year=2021)
        write_office(folder, slug, carried(0, brought))
    roll_up(folder, 2021)
    found = [finding for finding in roll_up(folder, 2022).findings if finding.rule == "AGG-XY"]
    assert [finding.cell for finding in found] == ["applications.carried_in[0]", "applications.carried_in[6]"]
    assert (found[0].expected, found[0].actual) == (6, 7)
    assert found[0].message.endswith(f"是 6，差在{name_of('yi')}（本年 4，上年 3）。")


def test_a_merger_explains_what_came_over(folder: Path) -> None:
    write_district(folder, ["jia", "yi", "bing"])
    for slug in ("jia", "yi", "bing"):
        write_office(folder, slug, carried(2, 0), year=2021)
    roll_up(folder, 2021)
    write_district(folder, ["jia", "yi"], "mergers: {bing: yi}")
    (folder / "bing" / "2022.yaml").unlink()
    write_office(folder, "jia", carried(0, 2))
    write_office(folder, "yi", carried(0, 4))
    assert "AGG-XY" not in rules(roll_up(folder, 2022))
    write_office(folder, "yi", carried(0, 2))
    outcome = roll_up(folder, 2022)
    assert message(outcome, "AGG-XY").endswith(f"差在{name_of('yi')}（本年 2，上年 2＋2）。")


def test_an_office_that_left_the_list_explains_what_is_missing(folder: Path) -> None:
    for slug in ("jia", "yi", "bing"):
        write_office(folder, slug, carried(2, 0), year=2021)
        write_office(folder, slug, carried(0, 2))
    roll_up(folder, 2021)
    write_district(folder, ["jia", "yi"])
    (folder / "bing" / "2022.yaml").unlink()
    assert message(roll_up(folder, 2022), "AGG-XY").endswith(
        "差在bing（上年 2，本年不在名单也不在 mergers 中）。"
    )


def test_the_same_figures_in_two_offices_are_doubted_until_explained(folder: Path) -> None:
    write_office(folder, "yi", drawn(0))
    outcome = roll_up(folder, 2022)
    assert rules(outcome, Severity.WARNING) == ["AGG-DUP"]
    assert message(outcome, "AGG-DUP").startswith(f"{name_of('yi')}同{name_of('jia')}有 ")
    path = folder / "district" / "2022.yaml"
    path.write_text(f"reasons: {{AGG-DUP: 口径相同}}\n{path.read_text('utf-8')}", encoding="utf-8")
    again = roll_up(folder, 2022)
    assert rules(again, Severity.WARNING) == []
    said = message(again, "AGG-DUP")
    assert "（已说明原因：口径相同；写成“口径相同〔" in said
    bound = said.split("写成“")[1].split("”")[0]
    path.write_text(path.read_text("utf-8").replace("口径相同", bound), encoding="utf-8")
    assert message(roll_up(folder, 2022), "AGG-DUP").endswith("（已说明原因：口径相同）。")
    severities = "severities: {AGG-DUP: error}\n"
    (folder / "district.yaml").write_text(
        (folder / "district.yaml").read_text("utf-8") + severities, encoding="utf-8"
    )
    path.unlink()
    assert rules(roll_up(folder, 2022), Severity.ERROR) == ["AGG-DUP"]


def test_an_office_that_contains_the_others_is_doubted(folder: Path) -> None:
    total = {address: drawn(1)[address] + drawn(2)[address] + 1 for address in drawn(1)}
    write_office(folder, "jia", total)
    messages = [f.message for f in roll_up(folder, 2022).findings if f.rule == "AGG-DUP"]
    assert messages[0].startswith(f"{name_of('jia')}每一格都不小于其余单位之和")


def test_small_figures_are_equal_by_chance(folder: Path) -> None:
    for slug in ("jia", "yi", "bing"):
        write_office(folder, slug, carried(1, 2))
    assert "AGG-DUP" not in [finding.rule for finding in roll_up(folder, 2022).findings]


def test_the_analysts_text_is_kept_and_figures_are_renewed(folder: Path) -> None:
    roll_up(folder, 2022)
    path = folder / "district" / "2022.yaml"
    text = path.read_text(encoding="utf-8")
    changed = text.replace("〔待填写：主动公开的情况〕", "全区公开信息 800 条。\\n\\n  另设专栏。")
    changed = changed.replace("示例区人民政府", "示例区人民政府（汇总）", 1).replace(
        "  licences: ", "  licences: 9"
    )
    path.write_text(changed, encoding="utf-8")
    outcome = roll_up(folder, 2022)
    district = read_params(path)
    assert district.narrative.parts["overview.proactive"].raw == "全区公开信息 800 条。\n\n  另设专栏。"
    assert district.office.name == "示例区人民政府（汇总）"
    assert district.figures["proactive.licences"] == sum(
        drawn(seed)["proactive.licences"] for seed in range(3)
    )
    (told,) = [finding for finding in outcome.findings if finding.rule == "AGG-CELL"]
    assert (told.cell, told.severity) == ("proactive.licences", Severity.INFO)
    assert [titled.title.raw for titled in district.narrative.more] == ["汇总范围和数据质量"]


def test_a_district_file_that_cannot_be_read_is_not_written_over(folder: Path) -> None:
    roll_up(folder, 2022)
    path = folder / "district" / "2022.yaml"
    path.write_text("half: [written\n", encoding="utf-8")
    with pytest.raises(ReadError):
        roll_up(folder, 2022)
    assert path.read_text(encoding="utf-8") == "half: [written\n"


def test_a_reason_of_an_office_is_told_and_can_do_nothing(folder: Path) -> None:
    hostile = "{{ office.name }} [x](javascript:alert(1)) <b>〔待填写〕\u202e"
    write_office(folder, "yi", drawn(1), reasons={"XY-JUMP": hostile.replace("\u202e", "")})
    roll_up(folder, 2022)
    note = read_params(folder / "district" / "2022.yaml").narrative.more[0].text
    assert "对核对结果作了说明的单位：" in note.raw
    assert note.fillings == ()
    assert "\\[x\\](javascript" in note.raw
    assert "〔待填写" not in note.raw


def test_the_note_has_a_table_of_all_offices(folder: Path) -> None:
    write_office(folder, "yi", {**drawn(1), "appeals.litigation_direct[4]": None})
    roll_up(folder, 2022)
    note = read_params(folder / "district" / "2022.yaml").narrative.more[0].text.value
    (table,) = [block for block in markdown_blocks(note) if isinstance(block, TableBlock)]
    shown = [[cell.text for cell in row] for row in table.rows]
    assert [row[0] for row in shown] == ["单位（单位：件）", *map(name_of, ("jia", "yi", "bing")), "合计"]
    received = [drawn(seed)["applications.received[6]"] for seed in range(3)]
    assert [row[1] for row in shown[1:]] == [str(number) for number in (*received, sum(received))]
    assert [row[5] == "未填" for row in shown[1:]] == [False, True, False, True]


def test_a_province_adds_up_its_districts(tmp_path: Path) -> None:
    params = tmp_path / "params"
    for number, district in enumerate(("dong", "xi")):
        folder = params / district
        write_district(folder, ["jia"]).write_text(
            f"name: {district}区\noffices: {{jia: {{name: {name_of('jia')}, kind: 街道}}}}\n",
            encoding="utf-8",
        )
        write_office(folder, "jia", drawn(number))
        assert not roll_up(folder, 2022).refused
    (params / "sheng").mkdir()
    offices = "dong: {name: dong区人民政府, kind: 区县政府}, xi: {name: xi区人民政府, kind: 区县政府}"
    (params / "sheng" / "district.yaml").write_text(
        f"name: 示例市\noffices: {{{offices}}}\n", encoding="utf-8"
    )
    outcome = roll_up(params / "sheng", 2022)
    assert not outcome.refused
    city = read_params(params / "sheng" / "district" / "2022.yaml")
    assert (city.office.name, city.office.kind) == ("示例市人民政府", "市政府")
    for address in edition_of(2021).fields:
        assert city.figures[address] == drawn(0)[address] + drawn(1)[address]
    assert "初步汇总" not in city.narrative.more[0].text.raw
    write_district(params / "dong", ["jia", "yi"])
    roll_up(params / "dong", 2022, partial=True)
    roll_up(params / "sheng", 2022)
    city = read_params(params / "sheng" / "district" / "2022.yaml")
    assert "所报仍是初步汇总的单位：dong区人民政府。" in city.narrative.more[0].text.raw


def test_the_first_text_leaves_a_persons_duties_open_so_that_nothing_passes_unwritten(folder: Path) -> None:
    roll_up(folder, 2022)
    district = read_params(folder / "district" / "2022.yaml")
    open_places = [f for f in check(district) if f.rule == "D-TODO" and f.severity is Severity.ERROR]
    assert len([f for f in open_places if f.cell == "narrative.overview.oversight"]) == 3
    assert {"工作考核", "社会评议", "责任追究"} <= {f.message.split("〔待填写：")[1][:4] for f in open_places}


def test_a_text_that_says_nothing_of_a_duty_is_asked_for_it_again(folder: Path) -> None:
    roll_up(folder, 2022)
    path = folder / "district" / "2022.yaml"
    text = path.read_text(encoding="utf-8")
    for duty in ("工作考核", "社会评议", "责任追究"):
        text = text.replace(f"〔待填写：{duty}的情况和结果〕", "考核结果已通报，群众评议良好。")
    path.write_text(text, encoding="utf-8")
    roll_up(folder, 2022)
    oversight = read_params(path).narrative.parts["overview.oversight"].raw
    assert oversight.count("考核结果已通报") == 3
    assert oversight.endswith("\n\n〔待填写：责任追究的情况和结果〕")
    roll_up(folder, 2022)
    assert read_params(path).narrative.parts["overview.oversight"].raw == oversight


HANDED_IN = "handed_in: {2022: {jia: 2023-01-20, yi: 2023-02-03}}"


def note_of(folder: Path) -> str:
    return read_params(folder / "district" / "2022.yaml").narrative.more[0].text.raw


def test_who_was_late_is_told_with_day_and_deadline(folder: Path) -> None:
    write_district(folder, ["jia", "yi", "bing"], HANDED_IN)
    roll_up(folder, 2022)
    note = note_of(folder)
    assert f"逾期报送的单位：{name_of('yi')}（2月3日报送，期限1月31日）。" in note
    assert f"报送日期没有登记的单位：{name_of('bing')}。" in note
    assert [
        line.split(" | ")[-1] for line in note.splitlines() if name_of("")[:3] in line and "|" in line
    ] == [
        "1月20日 |",
        "2月3日（逾期） |",
        "未登记 |",
    ]
    write_district(folder, ["jia", "yi", "bing"], HANDED_IN, "deadlines: {office: 02-10}")
    roll_up(folder, 2022)
    assert "登记了报送日期的单位均在期限内报送。" in note_of(folder)


def test_without_a_day_nobody_is_called_punctual_or_late(folder: Path) -> None:
    roll_up(folder, 2022)
    assert "各单位的报送日期没有登记，是否按期报送没有核对。" in note_of(folder)
    assert "报送日期 |" not in note_of(folder)


def test_a_missing_office_stands_in_the_table_as_missing(folder: Path) -> None:
    write_district(folder, ["jia", "yi", "bing"], HANDED_IN)
    (folder / "yi" / "2022.yaml").unlink()
    roll_up(folder, 2022, partial=True)
    rows = [line for line in note_of(folder).splitlines() if line.startswith("|")]
    assert rows[3] == f"| {name_of('yi')} | 未报 | 未报 | 未报 | 未报 | 未报 | 未报 |"
    assert [row.split(" | ")[0] for row in rows[2:]] == [
        *(f"| {name_of(slug)}" for slug in ("jia", "yi", "bing")),
        "| 合计",
    ]


def test_no_rule_takes_the_note_for_the_districts_own_words(folder: Path) -> None:
    """Days, names and figures of offices in the note and its table are no claims about the district's tables."""
    write_district(folder, ["jia", "yi", "bing"], HANDED_IN)
    roll_up(folder, 2022)
    district = read_params(folder / "district" / "2022.yaml")
    assert [f.message for f in check(district) if f.cell.startswith("narrative.overview.more")] == []
    charts = list(office_charts(district))
    assert [type(chart).__name__ for chart in charts] == ["Figure", "Figure"]
