"""How much faster unmodified papermill is with the warm kernel than with the stock one.

    .venv/bin/python -m benchmarks.warm_kernel [--reports 8] [--rounds 5] [--drivers 4]

`papermill.execute_notebook` on the master notebook, by kernel name alone: one after the other, in threads of one
process, and in processes, each of which has a warm process of its own. The kernels take turns, so that a busy machine
slows both. A ratio is of seconds a report within its round. The start of the warm process, which a driver pays once,
is given apart.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.machine import NOTEBOOK, ROOT, Watch, middle

from helpers.intake import parameters_of, read

STOCK, WARM = "python3", "nianbao"

Way = Callable[[Callable[[tuple[str, Path]], None], Iterable[tuple[str, Path]]], Iterable[None]]


@cache
def parameters(file: Path) -> dict[str, Any]:
    """The notebook's parameters for a params file."""
    return dict(parameters_of(read(file).report))


def execute(task: tuple[str, Path]) -> None:
    """Execute the master notebook by a kernel with a params file."""
    from papermill.execute import execute_notebook

    kernel, file = task
    logging.getLogger("papermill").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        execute_notebook(
            str(NOTEBOOK),
            str(Path(folder) / "executed.ipynb"),
            parameters=parameters(file),
            kernel_name=kernel,
            progress_bar=False,
        )


def spread(executor: Executor) -> Way:
    """Execute side by side."""
    return lambda function, tasks: executor.map(function, tasks)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--drivers", type=int, default=4)
    options = parser.parse_args()
    files = list(islice(cycle(sorted((ROOT / "params").rglob("[0-9]*.yaml"))), options.reports))
    context = multiprocessing.get_context("spawn")
    with (
        ThreadPoolExecutor(options.drivers) as threads,
        ProcessPoolExecutor(options.drivers, mp_context=context) as processes,
    ):
        ways: dict[str, Way] = {
            "one after the other": map,
            f"{options.drivers} threads": spread(threads),
            f"{options.drivers} processes": spread(processes),
        }
        with Watch() as first:
            execute((WARM, files[0]))
        with Watch() as second:
            execute((WARM, files[0]))
        print(f"start of the warm process: {first.clock - second.clock:.2f} s, once for each driver")
        # Each process of the pool starts its warm process.
        list(processes.map(execute, [(WARM, file) for file in files for _ in range(options.drivers)]))
        for name, way in ways.items():
            seconds: dict[str, list[float]] = {STOCK: [], WARM: []}
            for _ in range(options.rounds):
                for kernel, taken in seconds.items():
                    with Watch() as watch:
                        list(way(execute, [(kernel, file) for file in files]))
                    taken.append(watch.clock / len(files))
            ratios = [stock / warm for stock, warm in zip(seconds[STOCK], seconds[WARM], strict=True)]
            print(f"{name}: stock {middle(seconds[STOCK])}, warm {middle(seconds[WARM])} a report", end=", ")
            print(f"{median(ratios):.1f}x ({min(ratios):.1f}–{max(ratios):.1f})")


if __name__ == "__main__":
    main()
