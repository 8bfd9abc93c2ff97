from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import previous, report
from tests.intake.writing import quoted, sample, write

from helpers.form import EDITIONS, Edition, Figures, Narrative, Office, Previous, Report, Text, Titled, Value
from helpers.intake import ReadError, parameters_of, read_params, report_from_parameters
from helpers.intake.draft import draft_of
from helpers.intake.faults import Faults
from helpers.intake.finish import report_of
from helpers.intake.source import CONTROL

if TYPE_CHECKING:
    from pathlib import Path

# Whatever can be printed, and the line feed; no placeholder.
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n")).filter(
    lambda text: not CONTROL.search(text) and "{{" not in text
)
lines = texts.map(lambda text: text.replace("\n", ""))
names = lines.map(lambda text: text[:200]).filter(lambda text: bool(text.strip()))
values: st.SearchStrategy[Value] = st.one_of(
    st.integers(0, 20),
    st.integers(1 - 10**15, 10**15 - 1),
    st.decimals(-(10**9), 10**9, places=4).map(lambda number: Decimal(repr(float(number)))),
    st.none(),
    lines.filter(lambda text: len(text) <= 40),
)


@st.composite
def narratives(draw: st.DrawFn, edition: Edition, *, lenient: bool = False) -> Narrative:
    parts = {
        f"{section.key}.{part.key}".rstrip("."): Text(draw(texts))
        for section in edition.sections
        for part in section.parts
        if (part.required and not lenient) or draw(st.booleans())
    }
    return Narrative(
        parts=parts,
        preamble=draw(st.none() | texts.map(Text)),
        more=tuple(draw(st.lists(st.builds(Titled, lines.map(Text), texts.map(Text)), max_size=2))),
    )


@st.composite
def figures(draw: st.DrawFn, edition: Edition) -> Figures:
    few = draw(st.dictionaries(st.sampled_from(sorted(edition.fields)), values, max_size=20))
    return Figures(edition, {**dict.fromkeys(edition.fields, draw(values)), **few})


@st.composite
def lasts(draw: st.DrawFn) -> Previous:
    edition = draw(st.sampled_from(list(EDITIONS.values())))
    return Previous(edition, draw(figures(edition)), draw(narratives(edition, lenient=True)))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    edition = draw(st.sampled_from(list(EDITIONS.values())))
    return Report(
        office=Office(draw(names), draw(names), draw(st.sampled_from(["office", "district"]))),
        year=draw(st.integers(1990, 2100)),
        edition=edition,
        figures=draw(figures(edition)),
        narrative=draw(narratives(edition)),
        reasons=draw(st.dictionaries(st.sampled_from(["XY-NORM", "T2-STOCK", "D-SIM"]), names)),
        previous=draw(st.none() | lasts()),
    )


def types(made: Report) -> list[type]:
    found = [type(value) for value in made.figures.values()]
    return found + [type(value) for value in (made.previous.figures if made.previous else {}).values()]


# Reports are large; how long one takes to be drawn or read says nothing on a busy machine.
patient = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@patient
@given(reports())
def test_a_report_comes_back_from_its_parameters(made: Report) -> None:
    again = report_from_parameters(**parameters_of(made))
    assert again == made
    assert types(again) == types(made)


@patient
@given(reports(), st.randoms(use_true_random=False))
def test_a_report_comes_back_from_its_file(made: Report, random: Any) -> None:
    def text(value: str, indent: str) -> str:
        styles = [quoted(value)]
        if "\n" not in value:
            styles.append("'" + value.replace("'", "''") + "'")
        if value.strip() and not value.startswith((" ", "\n")) and not value.endswith("\n"):
            styles.append("|-\n" + "\n".join(f"{indent}{line}" for line in value.split("\n")))
        style: str = random.choice(styles)
        return style

    source = write(parameters_of(made), text)
    draft = draft_of(source.encode())
    again = report_of(draft, Faults())
    assert not draft.faults, draft.faults.findings
    assert again == made
    assert types(again) == types(made)


@pytest.mark.parametrize("edition", EDITIONS)
def test_parameters_are_plain_objects_in_the_order_of_a_file(edition: int) -> None:
    made = report(edition=edition, last=previous({}, edition=2019), reasons={"XY-NORM": "机构改革"})
    parameters = parameters_of(made)
    assert list(parameters) == [
        "office",
        "year",
        "edition",
        "narrative",
        "proactive",
        "applications",
        "appeals",
        "reasons",
        "previous",
    ]
    assert json.loads(json.dumps(parameters)) == parameters


def test_a_number_that_python_does_not_write_out_is_named() -> None:
    parameters = {**parameters_of(report()), "year": 1 << 100_000}
    with pytest.raises(ReadError, match=r"^year 应为 1990 到 2100 的整数"):
        report_from_parameters(**parameters)


def test_what_is_not_given_is_not_among_the_parameters() -> None:
    assert not {"reasons", "previous"} & parameters_of(report()).keys()


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (0.092, Decimal("0.092")),
        (1.0, Decimal("1.0")),
        (1e3, Decimal(1000)),
        (float("inf"), "inf"),
        (float("nan"), "nan"),
        (True, "true"),
        (False, "false"),
        (date(2022, 1, 1), "2022-01-01"),
        (datetime(2022, 1, 1, 8, 30), "2022-01-01T08:30:00"),
        (Decimal("0.04"), Decimal("0.04")),
        (Decimal("NaN"), "NaN"),
        (None, None),
        ("0", "0"),
        ("/", "/"),
    ],
)
def test_a_cell_of_another_type_is_a_number_or_text(given: object, value: Value) -> None:
    parameters = parameters_of(report())
    proactive = parameters["proactive"]
    assert isinstance(proactive, dict)
    proactive["fees"] = given
    figure = report_from_parameters(**parameters).figures["proactive.fees"]
    assert figure == value
    assert type(figure) is type(value)


@pytest.mark.parametrize("given", [10**15, 0.1 + 0.2, 1e300, "一" * 41])
def test_a_cell_that_can_not_be_read_is_named(given: object) -> None:
    parameters = parameters_of(report())
    proactive = parameters["proactive"]
    assert isinstance(proactive, dict)
    proactive["fees"] = given
    with pytest.raises(ReadError, match=r"^proactive\.fees (超过 15 位数|有 \d+ 个字)"):
        report_from_parameters(**parameters)


@pytest.mark.parametrize(
    ("change", "words", "cell"),
    [
        ({"aplications": {}}, "没有“aplications”这个键，是不是 applications？", "aplications"),
        ({"import os": 1}, "没有“import os”这个键", "import os"),
        ({"settings": {}}, "没有“settings”这个键", "settings"),
        ({"year": None}, "缺少 year", "year"),
        ({"year": 2022.0}, "year 应为 1990 到 2100 的整数，这里是“2022.0”", "year"),
        ({"year": True}, "year 应为 1990 到 2100 的整数", "year"),
        ({"year": "2022"}, "year 应为 1990 到 2100 的整数", "year"),
        ({"edition": 2022}, "edition 应为 2019 或 2021", "edition"),
        ({"office": "示例"}, "office 应写成“键: 值”的一组", "office"),
        ({"office": {"name": "示\n例", "kind": "街道", "scope": "office"}}, "不能换行", "office.name"),
        (
            {"office": {"name": "示\ud800例", "kind": "街道", "scope": "office"}},
            "控制字符 U+D800",
            "office.name",
        ),
        ({"narrative": "一"}, "narrative 应写成“键: 值”的一组", "narrative"),
        ({"reasons": {"XY-NROM": "一"}}, "是不是 XY-NORM？", "reasons.XY-NROM"),
        ({"appeals": {"reconsideration": []}}, "appeals 缺少 litigation_direct", "appeals.litigation_direct"),
        ({"previous": {"edition": 2021}}, "previous 缺少 narrative", "previous.narrative"),
        ({"previous": [[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]}, "参数嵌套超过 16 层", ""),
        ({"previous": [0] * 30_000}, "多于 20000 项", ""),
    ],
)
def test_parameters_are_read_as_strictly_as_a_file(change: dict[str, Any], words: str, cell: str) -> None:
    with pytest.raises(ReadError) as caught:
        report_from_parameters(**{**parameters_of(report()), **change})
    for finding in caught.value.findings:
        assert (finding.file, finding.line, finding.column) == ("", None, None)
    assert any(words in finding.message for finding in caught.value.findings)
    assert not cell or any(finding.cell == cell for finding in caught.value.findings)


def test_a_parameter_that_holds_itself_is_refused() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(ReadError, match="参数嵌套超过"):
        report_from_parameters(**{**parameters_of(report()), "previous": endless})


def test_no_parameters_at_all_are_named() -> None:
    with pytest.raises(ReadError) as caught:
        report_from_parameters(office=None, year=None, edition=None)
    assert [finding.cell for finding in caught.value.findings] == [
        "office",
        "year",
        "edition",
        "narrative",
        "proactive",
        "applications",
        "appeals",
    ]


def test_a_placeholder_without_a_place_is_named_by_its_text() -> None:
    parameters = parameters_of(report())
    narrative = parameters["narrative"]
    assert isinstance(narrative, dict)
    narrative["other"] = "{{ x }}"
    with pytest.raises(ReadError, match="没有“x”这个名字") as caught:
        report_from_parameters(**parameters)
    assert caught.value.findings[0].cell == "narrative.other"


def test_placeholders_go_through_a_notebook_as_they_were_written(tmp_path: Path) -> None:
    file = tmp_path / "params.yaml"
    file.write_text(
        sample().replace("示例区测试街道办事处的示例文字，收费情况见表格。", "{{ year }}年"), encoding="utf-8"
    )
    made = read_params(file)
    again = report_from_parameters(**parameters_of(made))
    assert again == replace(made, file="")
    assert again.narrative.parts["other"] == made.narrative.parts["other"]


def test_a_decimal_that_no_float_can_hold_is_never_changed_silently() -> None:
    made = report(changes={"proactive.fees": Decimal("0.12345678901234567890")})
    with pytest.raises(ValueError, match="more digits"):
        parameters_of(made)
