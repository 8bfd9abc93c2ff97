"""The appendix's charts: the figures drawn, the same figures in words, or a sentence where nothing can be drawn."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from tests.factories import balanced, listed, previous, report

from helpers.display.blocks import Block, Figure, Paragraph
from helpers.display.charts import applicant_chart, result_chart, yearly_chart
from helpers.display.prose import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.form import Previous, Report, Value

CHARTS = [yearly_chart, result_chart, applicant_chart]
EACH = pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.__name__)

RECEIVED = [58, 11, 1, 0, 9, 2, 81]
GRANTED = [20, 5, 0, 0, 2, 0, 27]
REFUSED = [10, 3, 0, 0, 1, 0, 14]
SECRET = [1, 0, 0, 0, 0, 0, 1]
TOTAL = [31, 8, 0, 0, 3, 0, 42]
CARRIED_OUT = [27, 3, 1, 0, 6, 2, 39]


def busy(last: Previous | None = None) -> Report:
    values: dict[str, Value] = {
        **balanced(),
        **listed("applications", "received", RECEIVED),
        **listed("applications", "granted", GRANTED),
        **listed("applications", "refused.enforcement_files", REFUSED),
        **listed("applications", "refused.state_secret", SECRET),
        **listed("applications", "total", TOTAL),
        **listed("applications", "carried_out", CARRIED_OUT),
    }
    return report(values, last=last)


def last_year() -> Previous:
    return previous({**balanced(), **listed("applications", "received", [0, 0, 0, 0, 0, 5, 5])})


def figure(block: Block) -> Figure:
    assert isinstance(block, Figure)
    return block


def sentence(block: Block) -> str:
    assert isinstance(block, Paragraph)
    return plain_text(block.inlines)


def test_the_words_for_this_year_and_last_have_all_their_figures() -> None:
    block = figure(yearly_chart(busy(last_year())))
    assert block.caption == "政府信息公开申请收办情况（2021年与2022年）"
    assert block.alt == (
        "条形图：政府信息公开申请收办情况（2021年与2022年）。2021年本年新收5件、上年结转0件、办理总计0件、结转下年0件；"
        "2022年本年新收81件、上年结转0件、办理总计42件、结转下年39件。"
    )


def test_without_last_year_the_words_speak_of_this_year_alone() -> None:
    block = figure(yearly_chart(busy()))
    assert block.caption == "政府信息公开申请收办情况"
    assert "2021" not in block.alt


def test_the_words_for_the_results_sum_up_each_kind() -> None:
    block = figure(result_chart(busy()))
    assert block.caption == "2022年政府信息公开申请办理结果"
    assert block.alt.endswith(
        "2022年予以公开27件、部分公开0件、不予公开15件、无法提供0件、不予处理0件、其他处理0件。"
    )


def test_the_words_for_the_applicants_name_each_kind() -> None:
    block = figure(applicant_chart(busy()))
    assert block.caption == "2022年新收政府信息公开申请的申请人"
    assert block.alt.endswith(
        "2022年自然人58件、商业企业11件、科研机构1件、社会公益组织0件、法律服务机构9件、其他组织2件。"
    )


@EACH
def test_the_old_edition_is_drawn_too(chart: Callable[[Report], Block]) -> None:
    cells = {
        **balanced(2019),
        **listed("applications", "received", [3, 0, 0, 0, 0, 0, 3]),
        **listed("applications", "other", [3, 0, 0, 0, 0, 0, 3]),
        **listed("applications", "total", [3, 0, 0, 0, 0, 0, 3]),
    }
    assert "3件" in figure(chart(report(cells, edition=2019))).alt


@EACH
def test_where_all_is_zero_a_sentence_says_so(chart: Callable[[Report], Block]) -> None:
    said = sentence(chart(report()))
    assert "2022年没有" in said
    assert "没有可以作图的数据" in said


def test_a_year_with_figures_beside_one_without_is_drawn() -> None:
    assert "2022年本年新收0件" in figure(yearly_chart(report(last=last_year()))).alt


@pytest.mark.parametrize(
    ("chart", "cell"),
    [
        (yearly_chart, "applications.carried_in[6]"),
        (result_chart, "applications.unable.not_held[6]"),
        (applicant_chart, "applications.received[3]"),
    ],
)
@pytest.mark.parametrize("value", [None, "/", -1])
def test_where_a_cell_holds_no_number_a_sentence_says_so(
    chart: Callable[[Report], Block], cell: str, value: Value
) -> None:
    made = replace(busy(), figures=report({**busy().figures, cell: value}).figures)
    said = sentence(chart(made))
    assert "没有填写齐全，不作图" in said
    assert not re.search("[0-9]件", said)


def test_a_gap_in_last_years_figures_is_not_drawn_as_zero() -> None:
    gap = previous({**balanced(), "applications.carried_out[6]": None})
    assert "没有填写齐全" in sentence(yearly_chart(busy(gap)))


@EACH
def test_a_chart_loads_nothing_and_runs_nothing(chart: Callable[[Report], Block]) -> None:
    root = etree.fromstring(figure(chart(busy(last_year()))).svg.encode())
    for element in root.iter("*"):
        assert etree.QName(element).localname not in {"script", "image", "foreignObject", "a"}
        for name, value in element.attrib.items():
            assert not etree.QName(name).localname.startswith("on")
            if etree.QName(name).localname == "href":
                assert str(value).startswith("#")


@EACH
def test_a_chart_names_no_date_and_no_program(chart: Callable[[Report], Block]) -> None:
    svg = figure(chart(busy())).svg
    assert "dc:date" not in svg
    assert "Matplotlib v" not in svg


@EACH
def test_labels_are_drawn_as_outlines_so_that_no_font_is_needed(chart: Callable[[Report], Block]) -> None:
    svg = figure(chart(busy())).svg
    assert "<text" not in svg
    assert "font-family" not in svg


def digest() -> str:
    """A digest of every chart."""
    svgs = "".join(figure(chart(busy(last_year()))).svg for chart in CHARTS)
    return hashlib.sha256(svgs.encode()).hexdigest()


def test_a_chart_is_the_same_twice_and_in_another_process() -> None:
    first = digest()
    assert digest() == first
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", "from tests.display.test_charts import digest; print(digest())"],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "PYTHONPATH": str(root)},
        timeout=120,
    )
    assert done.stdout.strip() == first


def test_a_notebooks_own_look_changes_no_chart() -> None:
    import matplotlib as mpl

    first = digest()
    mpl.rcParams.update({"font.size": 30, "figure.facecolor": "red", "axes.unicode_minus": True})
    assert digest() == first
