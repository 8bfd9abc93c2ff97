from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from tests.factories import balanced, listed, previous, report
from tests.intake.writing import sample, unmark

from helpers.form import EDITIONS, Figures, Report, Value, edition_of
from helpers.intake import ReadError, read_params
from helpers.intake.expression import MISSING
from helpers.intake.names import figure_names
from helpers.intake.placeholders import MAX_PLACEHOLDERS, Scope, fill

if TYPE_CHECKING:
    from pathlib import Path

OTHER = '  other: "示例区测试街道办事处的示例文字，收费情况见表格。"'


def scope(values: dict[str, Value] | None = None, edition: int = 2021, last: Figures | None = None) -> Scope:
    made: Report = report(balanced(edition) | (values or {}), edition=edition)
    return Scope(made.office, made.year, made.figures, lambda: last)


def filled(raw: str, names: Scope) -> str:
    fillings, errors = fill(raw, names)
    assert errors == []
    text, end = "", 0
    for filling in fillings:
        text += raw[end : filling.start] + filling.value
        end = filling.end
    return text + raw[end:]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("{{ year }}年", "2022年"),
        ("{{previous_year}}年", "2021年"),
        ("{{ office.name }}（{{ office.kind }}）", "示例区测试街道办事处（街道）"),
        ("{{ applications.received.total }}", "7"),
        ("{{ applications.received[6] }}", "7"),
        ("{{ applications.received.natural_person }}", "4"),
        ("{{ applications.refused.state_secret.commercial }}", "2"),
        ("{{ applications.refused.state_secret[1] }}", "2"),
        ("{{ applications.refused.total }}", "14"),
        ("{{ applications.refused.commercial }}", "4"),
        ("{{ applications.unable.total }}", "0"),
        ("{{ applications.not_processed.natural_person }}", "0"),
        ("{{ applications.other.total }}", "9"),
        ("{{ applications.other.natural_person }}", "9"),
        ("{{ applications.other.other.total }}", "9"),
        ("{{ applications.other.other[0] }}", "9"),
        ("{{ appeals.reconsideration.upheld }}", "3"),
        ("{{ appeals.litigation.total }}", "11"),
        ("{{ appeals.litigation.upheld }}", "6"),
        ("{{ appeals.litigation_direct.total }}", "5"),
        ("{{ proactive.normative_documents.issued }}", "1"),
        ("{{ proactive.penalties }}", "8"),
        ("{{ proactive.fees }}", "0"),
        ("占{{ percent(applications.received.natural_person, applications.received.total) }}", "占57.1%"),
        ("{{ applications.received.total + applications.carried_in.total }}", "7"),
        ("没有占位符", "没有占位符"),
        ("{ year } {% if x %} {# y #} }} } {", "{ year } {% if x %} {# y #} }} } {"),
        ("{{ year }}}", "2022}"),
        ("{ {{ year }} }", "{ 2022 }"),
        ("{{ year }}{{ year }}", "20222022"),
    ],
)
def test_a_name_stands_for_its_figure(raw: str, value: str) -> None:
    values: dict[str, Value] = {
        **listed("applications", "received", [4, 3, 0, 0, 0, 0, 7]),
        **listed("applications", "refused.state_secret", [5, 2, 0, 0, 0, 0, 7]),
        **listed("applications", "refused.enforcement_files", [5, 2, 0, 0, 0, 0, 7]),
        **listed("applications", "other.other", [9, 0, 0, 0, 0, 0, 9]),
        **listed("appeals", "reconsideration", [3, 0, 0, 0, 3]),
        **listed("appeals", "litigation_direct", [2, 3, 0, 0, 5]),
        **listed("appeals", "litigation_after_reconsideration", [4, 0, 0, 2, 6]),
        "proactive.normative_documents.issued": 1,
        "proactive.penalties": 8,
    }
    assert filled(raw, scope(values)) == value


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_cell_has_a_name_and_every_name_a_cell(edition: int) -> None:
    names = figure_names(edition)
    form = edition_of(edition)
    assert set(form.fields) <= set(names)
    assert {address for addresses in names.values() for address in addresses} == set(form.fields)
    for address in form.fields:
        assert names[address] == (address,)
        assert filled(f"{{{{ {address} }}}}", scope({address: 5}, edition)) == "5"


def test_the_editions_differ_in_their_names() -> None:
    assert "applications.other.total" in figure_names(2021)
    assert figure_names(2019)["applications.other.total"] == ("applications.other[6]",)
    assert "proactive.procurement.amount" in figure_names(2019)
    assert "proactive.procurement.amount" not in figure_names(2021)
    # Both the sum of the column 其他 and the row 3.其他 would go by this name.
    assert "applications.other.other" not in figure_names(2021)
    assert figure_names(2019)["applications.other.other"] == ("applications.other[5]",)


@pytest.mark.parametrize("value", [None, "/", "5", -1])
def test_a_figure_that_is_missing_is_printed_as_missing(value: Value) -> None:
    names = scope({"applications.received[6]": value})
    assert filled("收到{{ applications.received.total }}件", names) == f"收到{MISSING}件"
    assert filled("{{ applications.received.total + 1 }}", names) == MISSING


def test_a_sum_with_a_missing_figure_is_missing() -> None:
    names = scope({"applications.refused.state_secret[6]": None})
    assert filled("{{ applications.refused.total }}", names) == MISSING


def test_last_years_figures_go_by_the_names_of_their_own_edition() -> None:
    last = previous({"proactive.procurement.amount": 5, "applications.other[6]": 6}, edition=2019).figures
    names = scope(last=last)
    assert filled("{{ previous.proactive.procurement.amount }}", names) == "5"
    assert filled("{{ previous.applications.other.total }}", names) == "6"
    assert fill("{{ previous.proactive.fees }}", names)[1] != []


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("applications.recieved.total", "applications.received.total"),
        ("applications.received.totl", "applications.received.total"),
        ("application.received.total", "applications.received.total"),
        ("received.total", "applications.received.total"),
        ("proactive.fee", "proactive.fees"),
        ("ofice.name", "office.name"),
        ("yaer", "year"),
        ("previous.applications.recieved.total", "previous.applications.received.total"),
    ],
)
def test_an_unknown_name_is_named_with_the_one_it_looks_like(name: str, near: str) -> None:
    [error] = fill(f"{{{{ {name} }}}}", scope(last=previous({}).figures))[1]
    assert error.message == f"没有“{name}”这个名字，是不是 {near}？请改正"
    assert error.offset == 3


def test_all_placeholders_of_a_text_are_judged() -> None:
    fillings, errors = fill("{{ a }}{{ year }}{{ b }}{{ year", scope())
    assert [filling.value for filling in fillings] == ["2022"]
    assert [error.offset for error in errors] == [3, 20, 24]


def test_a_filling_knows_its_place_and_name() -> None:
    [filling] = fill("今年{{ year }}年", scope())[0]
    assert (filling.start, filling.end, filling.value, filling.name) == (2, 12, "2022", "year")


def test_placeholders_are_taken_up_to_the_limit() -> None:
    assert fill("{{1}}" * MAX_PLACEHOLDERS, scope())[1] == []
    [error] = fill("{{1}}" * (MAX_PLACEHOLDERS + 1), scope())[1]
    assert error.offset == 5 * MAX_PLACEHOLDERS


@pytest.mark.parametrize(
    "raw", ["{{" * 500_000, "{{ x }}" * 100_000, "{" * 1_000_000, "{{" + "a" * 1_000_000]
)
def test_a_hostile_text_is_refused_at_once(raw: str) -> None:
    start = time.process_time()
    assert fill(raw, scope())[1]
    assert time.process_time() - start < 10


def faults(folder: Path, text: str) -> list[tuple[tuple[int | None, int | None], str, str]]:
    file = folder / "params.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        read_params(file)
    return [((found.line, found.column), found.message, found.cell) for found in caught.value.findings]


@pytest.mark.parametrize(
    "written",
    [
        "收到{{ ¦x }}件",
        "'{{ ¦x }}'",
        '"收到\\t{{ ¦x }}件"',
        "'it''s {{ ¦x }}'",
        "|\n    一\n    收到{{ ¦x }}件\n    三",
        "|  # {{ 注 }}\n    收到{{ ¦x }}件",
        "|2\n      收到{{ ¦x }}件",
        ">-\n    一\n    二\n\n    收到{{ ¦x }}件\n    三",
        "收到\n    两行{{ ¦x }}件\n    三",
        "'收到\n\n    两行{{ ¦x }}件\n    三'",
        '"收到\n    两行\\\n    {{ ¦x }}件"',
        "|\n    {{ year }}{{ year }}\n    {{ year }}、{{ year + ¦x }}",
        "&anchor |\n    收到{{ ¦x }}件",
        "!!str\n    收到{{ ¦x }}件",
        "𝄞{{ ¦x }}",
        "|\n    { {{ ¦x }} }",
        "|\n    一 ¦{{ year",
        "|\n    一 ¦{{ year }\n    二",
        "|\n    ¦{{ year {{ year }}",
        ">\n    ¦{{ year\n    + x }}",
        '¦"\\x7b{ x }}"',
        '¦"{{ year }} \\x7b\\x7b x }}"',
        '"\\\\ ¦{{ \\\\ }}"',
    ],
)
def test_a_fault_in_a_placeholder_is_named_at_its_place_in_the_file(tmp_path: Path, written: str) -> None:
    text, place = unmark(sample(2021, (OTHER, f"  other: {written}")))
    [(found, _, cell)] = faults(tmp_path, text)
    assert (found, cell) == (place, "narrative.other")


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("().__class__", "占位符里只能写名字"),
        ("__import__", "没有“__import__”这个名字"),
        ("[x for x in year]", "占位符里只能写名字"),
        ("10**10**10", "占位符里不能写“*”"),
        ("(" * 1000, "占位符里有 1002 个字符"),
        ("lambda: 0", "占位符里不能写“:”"),
        ("percent(1, applications.received.total)", "百分比的分母是 0"),
        ("cycler.__init__.__globals__.os.popen", "没有“cycler"),
    ],
)
def test_a_hostile_placeholder_makes_a_file_unreadable(tmp_path: Path, expression: str, words: str) -> None:
    [(_, message, _)] = faults(tmp_path, sample(2021, (OTHER, f"  other: '{{{{ {expression} }}}}'")))
    assert words in message


def test_placeholders_are_filled_in_every_text(tmp_path: Path) -> None:
    text = sample().replace("示例区测试街道办事处的示例文字，收费情况见表格。", "{{ year }}")
    more = "  preamble: '{{ year }}'\n  overview:\n    more: [{title: '{{ year }}', text: '{{ year }}'}]\n"
    file = tmp_path / "params.yaml"
    file.write_text(text.replace("  overview:\n", more), encoding="utf-8")
    texts = dict(read_params(file).narrative.texts())
    assert len(texts) == 13
    assert {text.value for text in texts.values()} == {"2022"}
    assert {text.raw for text in texts.values()} == {"{{ year }}"}


def test_placeholders_are_judged_beside_other_faults(tmp_path: Path) -> None:
    text = sample(2021, (OTHER, "  other: '{{ x }}'"), ("  fees: 0", "  fees: [0]"))
    assert [cell for _, _, cell in faults(tmp_path, text)] == ["narrative.other", "proactive.fees"]
