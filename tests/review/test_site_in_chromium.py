"""The site's pages in a real browser: nothing asked for, no barrier, no page wider than a phone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.conftest import READERS
from tests.export.chromium import Page, axe_script, chromium
from tests.review.approvals import Batch, approve, at, withdraw

from helpers.review.site import publish

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.reader("chromium")

DESK, PHONE = 1280, 360
PAGES = ("index.html", "shili/jia/2022/index.html", "shili/yi/2022/index.html")
HOSTILE = "示例区<img src=x onerror=alert(1)>办事处" + "很长的名称" * 20


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


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a corrected report, a withdrawn one, and an office whose name is an attack."""
    batch = Batch(tmp_path_factory.mktemp("site"))
    batch.district()

    def sign_off(name: str, seed: int, reason: str = "", office: str = "") -> None:
        folder = batch.build(name, seed, office=office)
        approve(folder, by="王五", reason=reason, params=batch.params, now=at("2023-01-20"))

    sign_off("shili/jia/2022", 1)
    sign_off("shili/yi/2022", 2)
    sign_off("shili/bing/2022", 3, office=HOSTILE)
    publish(batch.out, batch.site, params=batch.params)
    sign_off("shili/jia/2022", 4, reason="行政处罚漏计 1 件")
    withdraw(
        batch.out / "shili/yi/2022", by="王五", reason="数据有误", params=batch.params, now=at("2023-02-01")
    )
    assert not publish(batch.out, batch.site, params=batch.params).failed
    return batch.site


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_pages_have_no_barrier_and_fit(browser: Page, site: Path, width: int, scheme: str) -> None:
    for name in PAGES:
        browser.open(site / name, width, scheme=scheme)
        assert browser.run("document.documentElement.scrollWidth <= innerWidth")
        browser.run(f"{axe_script()};0")
        violations = browser.run(
            "axe.run().then(found => found.violations.map(one => [one.id, ...one.nodes.map(node => node.html)]))"
        )
        assert violations == []
    assert browser.problems == []
    assert browser.requests == []


def test_the_pages_say_what_stands_there(browser: Page, site: Path) -> None:
    browser.open(site / PAGES[0], DESK)
    text = browser.run("document.body.innerText")
    assert HOSTILE in text
    assert "第 2 版（更正）" in text
    assert "说明 2023-02-01" in text
    browser.open(site / PAGES[1], DESK)
    assert "更正说明：行政处罚漏计 1 件" in browser.run("document.body.innerText")
    browser.open(site / PAGES[2], DESK)
    assert "本报告已于 2023-02-01 撤回，原因：数据有误。" in browser.run("document.body.innerText")
