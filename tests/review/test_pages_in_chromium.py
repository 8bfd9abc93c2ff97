"""The reviewers' pages in a real browser: 3 000 reports, on a desk, on a phone, in the dark, by keyboard."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests import factories
from tests.checks.copying.texts import draws, paragraph
from tests.conftest import READERS
from tests.export.chromium import Page, axe_script, chromium
from tests.export.test_html_in_chromium import DESK, PHONE
from tests.review.batches import write_report
from tests.review.invented import write_batch

from helpers.form import Narrative, Text
from helpers.review.batch import review_batch

pytestmark = pytest.mark.reader("chromium")

NUMBER = 3_000
MISSING = 140
"""One office in twenty of each of 20 districts, rounded down."""

VISIBLE = "[...document.querySelectorAll('#list tbody tr')].filter(row => row.offsetHeight)"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_batch(tmp_path_factory.mktemp("batch"), NUMBER)


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three reports: one with last year's and findings, one refused, one of zeros; two of 2021 that say the same."""
    out = tmp_path_factory.mktemp("small")
    last = factories.previous(factories.balanced() | {"proactive.licences": 3})
    changed = factories.report(last=last, changes={"proactive.penalties": 98_765_432, "proactive.fees": 12})
    write_report(out, "shili/a/2022", replace(changed, file=""))
    write_report(
        out, "shili/b/2022", replace(factories.report(changes={"proactive.licences": None}), file="")
    )
    write_report(out, "shili/c/2022", replace(factories.report(), file=""))
    text = Text(paragraph(draws(3), 12))
    for name in ("shili/a/2021", "shili/c/2021"):
        made = replace(factories.report(), year=2021, file="")
        parts = {**made.narrative.parts, "overview.proactive": text}
        write_report(out, name, replace(made, narrative=Narrative(parts)))
    review_batch(out, {}, sheets=True)
    return out


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index page of two years with an office that is missing and one that was late in each."""
    folder = tmp_path_factory.mktemp("years")
    out, district = folder / "build", folder / "params" / "shili"
    district.mkdir(parents=True)
    (district / "district.yaml").write_text(
        "name: 示例区\noffices: {a: {name: 示例区东街街道办事处, kind: 街道}, b: {name: 示例区教育局, kind: 部门}}\n"
        "handed_in: {2022: {a: 2023-02-03}, 2021: {a: 2022-02-03}}\n",
        encoding="utf-8",
    )
    for year in (2021, 2022):
        write_report(out, f"shili/a/{year}", replace(factories.report(), year=year, file=""))
    return review_batch(out, {"shili/a/2022": district / "a" / "2022.yaml"}).index


@pytest.fixture(scope="module")
def running() -> Iterator[Page]:
    program = next(filter(None, map(shutil.which, READERS["chromium"][0])))
    with chromium(Path(program)) as page:
        yield page


@pytest.fixture
def browser(running: Page) -> Page:
    """The one browser of all tests here, as if new."""
    running.problems.clear()
    running.requests.clear()
    return running


def choose(browser: Page, field: str, value: str) -> str:
    """Fill in a field of the filter; what the page says of the number shown."""
    said: str = browser.run(
        f"""(() => {{
            const field = document.getElementById('{field}');
            field.value = '{value}';
            field.dispatchEvent(new Event(field.tagName == 'INPUT' ? 'input' : 'change'));
            return document.getElementById('count').textContent;
        }})()"""
    )
    return said


def type_key(browser: Page, key: str) -> None:
    for kind in ("keyDown", "keyUp"):
        browser.call("Input.dispatchKeyEvent", type=kind, key=key, text=key if kind == "keyDown" else "")


def test_search_and_filters_narrow_the_list(browser: Page, index: Path) -> None:
    browser.open(index, DESK)
    assert browser.problems == []
    assert browser.requests == []
    everything = NUMBER + MISSING
    assert choose(browser, "search", "") == f"显示 {everything} / {everything} 份"
    assert choose(browser, "state", "missing") == f"显示 {MISSING} / {everything} 份"
    shown = browser.run(f"[...new Set({VISIBLE}.map(row => row.dataset.s))]")
    assert shown == ["missing"]
    choose(browser, "state", "")
    choose(browser, "search", "示例3区 镇")
    offices = browser.run(f"{VISIBLE}.map(row => row.cells[0].textContent)")
    assert offices
    assert all("示例3区" in office and "镇" in office for office in offices)
    choose(browser, "severity", "error")
    assert all(int(number) > 0 for number in browser.run(f"{VISIBLE}.map(row => row.cells[3].textContent)"))
    choose(browser, "search", "没有这个机关")
    assert browser.run("document.getElementById('nothing').offsetHeight > 0") is True


def test_zero_missing_blank_and_copied_can_be_filtered(browser: Page, index: Path) -> None:
    browser.open(index, DESK)
    for kind, text in (("zero", "零报告"), ("blank", "缺 3 格"), ("copied", "文字雷同")):
        choose(browser, "state", kind)
        states = browser.run(f"{VISIBLE}.map(row => row.cells[2].textContent)")
        assert states
        assert all(text in state for state in states)


def test_columns_sort_both_ways(browser: Page, index: Path) -> None:
    browser.open(index, DESK)
    column = "document.querySelectorAll('#list thead th')[3]"
    for order, first in (("descending", "6"), ("ascending", "—")):
        browser.run(f"{column}.querySelector('button').click()")
        assert browser.run(f"{column}.getAttribute('aria-sort')") == order
        assert browser.run(f"{VISIBLE}[0].cells[3].textContent") == first


def test_all_rows_can_be_had(browser: Page, index: Path) -> None:
    browser.open(index, DESK)
    assert browser.run(f"{VISIBLE}.length") == 100
    browser.run("document.getElementById('next').click()")
    assert browser.run(f"{VISIBLE}.length") == 200
    browser.run("document.getElementById('all').click()")
    assert browser.run("document.querySelectorAll('#list tbody tr').length") == NUMBER + MISSING


def test_the_list_can_be_read_without_a_script(browser: Page, batch: Path) -> None:
    # DevTools itself can't wait for a page whose scripts are switched off, so they are taken out.
    page = (batch / "index.html").read_text(encoding="utf-8")
    silent = batch / "silent.html"
    silent.write_text(re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL), encoding="utf-8")
    browser.open(silent, PHONE)
    assert browser.run("document.scripts.length") == 1  # the data
    assert browser.run(f"{VISIBLE}.length") == 5
    assert browser.run("document.getElementById('tools').offsetHeight") == 0


def test_the_keyboard_goes_from_report_to_report(browser: Page, batch: Path) -> None:
    browser.open(batch / "index.html", DESK)
    place = "document.activeElement.closest('tr') && document.activeElement.getAttribute('href')"
    visited = []
    for key in "jjjk":
        type_key(browser, key)
        visited.append(browser.run(place))
    a, b, c = (f"shili/{office}/2022/compare.html" for office in "abc")
    assert visited == [a, b, c, b]
    browser.run("document.getElementById('keys').click()")
    type_key(browser, "j")
    assert browser.run("document.activeElement.getAttribute('href')") == b


def test_the_keyboard_turns_comparison_pages(browser: Page, batch: Path) -> None:
    browser.open(batch / "shili/a/2022/compare.html", DESK)
    type_key(browser, "j")
    heading = "new Promise(done => setTimeout(() => done(location.pathname), 800))"
    assert browser.run(heading).endswith("shili/b/2022/compare.html")
    assert browser.problems == []


def hold_to_axe(browser: Page, width: int) -> None:
    browser.run(f"{axe_script()};0")
    found: list[Any] = browser.run(
        "axe.run().then(found => found.violations.map(one => [one.id, ...one.nodes.map(node => node.html)]))"
    )
    assert found == []
    assert browser.run("document.documentElement.scrollWidth") == width
    assert browser.problems == []


@pytest.mark.parametrize(
    "page",
    ["index.html", "shili/a/2022/compare.html", "shili/b/2022/compare.html", "shili/c/2021/compare.html"],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_axe_finds_no_barrier(browser: Page, batch: Path, page: str, width: int, scheme: str) -> None:
    browser.open(batch / page, width, scheme=scheme)
    hold_to_axe(browser, width)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_every_year_can_be_unfolded_and_its_late_offices_filtered(
    browser: Page, years: Path, width: int
) -> None:
    browser.open(years, width)
    assert browser.run("[...document.querySelectorAll('h2')].map(one => one.textContent)") == [
        "2022 年概况",
        "2021 年概况",
        "年报列表",
    ]
    earlier = "document.querySelector('#y2021 ~ details')"
    assert browser.run(f"{earlier}.textContent.includes('逾期报送的机关（1 个）')") is True
    assert browser.run(f"{earlier}.offsetHeight") < 60
    browser.run(f"{earlier}.querySelector('summary').click()")
    assert browser.run(f"{earlier}.offsetHeight") > 300
    hold_to_axe(browser, width)
    assert choose(browser, "state", "late") == "显示 2 / 4 份"


def test_filtering_thousands_takes_no_time_to_speak_of(browser: Page, index: Path) -> None:
    """Half a second is felt; benchmarks/index_page.py tells the figures of an idle machine."""
    browser.open(index, DESK)
    script = """new Promise(done => {{
        const field = document.getElementById('search'), start = performance.now();
        field.value = '{word}';
        field.dispatchEvent(new Event('input'));
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    }})"""
    times = [browser.run(script.format(word=word)) for word in ("东", "西", "长安")]
    assert min(times) < 500
