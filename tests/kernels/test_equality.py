"""A warm kernel is equal to the stock one, cell by cell, whatever a notebook does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.kernels.execute import NOTEBOOKS, both, directly, recorded, warm_process
from tests.kernels.normalise import golden

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from helpers.kernels.client import WarmProcess

pytestmark = pytest.mark.notebook

NAMES = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))

# The process is the kernel: what ends, stops or interrupts it is the affair of whoever watches over the process.
NOT_DIRECT = {
    "ended-by-the-cell",
    "interrupted",
    "interrupted-stops",
    "killed",
    "segmentation-fault",
    "terminated",
    "time-limit",
}

# Cells (counted from 1) whose output by a direct kernel is another one, and why.
DIRECT_DIFFERS = {
    ("await", 13): "each request runs in a context of its own",
    ("namespace", 7): "sys.argv is the warm process's",
    ("processes", 3): "what a forked process prints has no way to the client",
}


def test_the_set_of_notebooks_is_whole() -> None:
    assert len(NAMES) >= 29
    assert set(NAMES) >= NOT_DIRECT | {name for name, _ in DIRECT_DIFFERS}


@pytest.mark.parametrize("name", NAMES)
def test_a_warm_kernel_gives_what_the_stock_one_gives(name: str, tmp_path: Path) -> None:
    stock, warm = both(name, tmp_path)
    assert warm == stock
    kept = recorded(name)
    assert golden(stock) == [cell.outputs for cell in kept.cells]
    assert stock["outcome"]["error"] == kept.metadata.outcome.error


@pytest.fixture(scope="module")
def process() -> Iterator[WarmProcess]:
    process = warm_process()
    yield process
    process.close()


@pytest.mark.parametrize("name", [name for name in NAMES if name not in NOT_DIRECT])
def test_a_direct_kernel_gives_what_the_stock_one_gives(
    name: str, tmp_path: Path, process: WarmProcess
) -> None:
    direct = directly(name, tmp_path, process)
    kept = recorded(name)
    differing = [
        number
        for number, (outputs, cell) in enumerate(zip(golden(direct), kept.cells, strict=True), 1)
        if outputs != cell.outputs
    ]
    assert differing == [number for notebook, number in DIRECT_DIFFERS if notebook == name]
    assert direct["outcome"]["error"] == kept.metadata.outcome.error
