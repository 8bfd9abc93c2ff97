"""How fast reports are made, against the ways that stock tools offer.

    .venv/bin/python -m benchmarks.batch [--reports 24] [--loop 3] [--jobs 2] [--rounds 3]

Executed notebook and HTML: (a) the usual shell loop, papermill's command and then nbconvert's, for as many reports
as --loop says; (b) `papermill.execute_notebook` in one process with one HTMLExporter; (c) a process pool doing (b);
(d) papermill's own way with kernels forked from a warm process; and `nianbao run`, its start included. Then all four
formats. All ways take turns, so that a busy machine slows all of them. Ratios are of seconds a report, each within
its round. Last the processor's time a report above what the cells themselves take in a bare loop; the start of the
warm process is left out of that by taking the difference of a long and a short run.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.check import generate
from benchmarks.machine import NOTEBOOK, Watch, call, middle

from helpers.display.view import open_report
from helpers.intake import parameters_of, read

if TYPE_CHECKING:
    from collections.abc import Callable


def shell_loop(files: list[Path], out: Path) -> None:
    """(a) Two commands a report."""
    for number, file in enumerate(files):
        executed = out / f"{number}.ipynb"
        call("papermill", NOTEBOOK, executed, "-f", file, "--no-progress-bar")
        call("jupyter", "nbconvert", "--to", "html", executed)


@cache
def _exporter() -> Any:
    from nbconvert import HTMLExporter

    return HTMLExporter()  # type: ignore[no-untyped-call]


def stock(file: Path, out: Path, engine: str | None = None) -> None:
    """(b) One report by papermill's and nbconvert's functions."""
    from papermill.execute import execute_notebook

    logging.getLogger("papermill").setLevel(logging.ERROR)
    executed = out / f"{file.parent.name}-{file.stem}.ipynb"
    node = execute_notebook(
        str(NOTEBOOK),
        str(executed),
        parameters=parameters_of(read(file).report),
        progress_bar=False,
        engine_name=engine,
    )
    page, _ = _exporter().from_notebook_node(node)
    executed.with_suffix(".html").write_text(page, encoding="utf-8")


def sequential(files: list[Path], out: Path, engine: str | None = None) -> None:
    """(b) for many reports."""
    for file in files:
        stock(file, out, engine)


def pool(files: list[Path], out: Path, jobs: int) -> None:
    """(c) A process pool doing (b)."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as executor:
        list(executor.map(partial(stock, out=out), files))


def nianbao(files: list[Path], out: Path, jobs: int, formats: str = "html") -> None:
    """`nianbao run`."""
    call("nianbao", "run", *files, "--out", out, "--jobs", str(jobs), "--to", formats)


def cells_alone(files: list[Path]) -> float:
    """The processor's seconds that the cells of a report take, in a bare loop."""
    given: list[dict[str, Any]] = [dict(parameters_of(read(file).report)) for file in files]
    for parameters in (given[0], *given):
        if parameters is given[0]:
            start = time.process_time()  # the first one warms up
        for output in open_report(**parameters).outputs():
            output._repr_mimebundle_()
    return (time.process_time() - start) / len(given)


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=24)
    parser.add_argument("--loop", type=int, default=3, help="reports of the slow ways, (a), (b) and (d)")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        files = generate(Path(name) / "params", options.reports)
        few, half = files[: options.loop], files[: max(2, options.reports // 2)]
        ways: dict[str, tuple[Callable[[list[Path], Path], None], list[Path]]] = {
            "(a) shell loop": (shell_loop, few),
            "(b) sequential": (sequential, few),
            "(c) stock pool": (partial(pool, jobs=options.jobs), half),
            "(d) warm kernels": (partial(sequential, engine="nianbao"), few),
            "nianbao, html": (partial(nianbao, jobs=options.jobs), files),
            "nianbao, html, few": (partial(nianbao, jobs=options.jobs), files[: len(files) // 4]),
            "nianbao, all four": (partial(nianbao, jobs=options.jobs, formats="html,pdf,docx"), files),
        }
        clock: dict[str, list[float]] = {way: [] for way in ways}
        used: dict[str, list[float]] = {way: [] for way in ways}
        alone: list[float] = []
        # The processes of (b) and (d) start before anybody looks at the clock.
        sequential(few[:1], Path(name))
        sequential(few[:1], Path(name), "nianbao")
        for number in range(options.rounds):
            for way, (work, given) in ways.items():
                out = Path(name) / f"{way}-{number}"
                out.mkdir()
                with Watch() as watch:
                    work(given, out)
                clock[way].append(watch.clock / len(given))
                used[way].append(watch.used)
                print(
                    f"  round {number + 1}: {way}: {watch.clock / len(given):.2f} s a report", file=sys.stderr
                )
            alone.append(cells_alone(few))
    print(f"{options.reports} reports, {options.jobs} at once, {options.rounds} rounds; seconds a report")
    for way, values in clock.items():
        given = ways[way][1]
        print(f"{way:20}{middle(values):24}{median(used[way]) / len(given):6.2f} s of processor time")
    ours = clock["nianbao, html"]
    for way in ("(a) shell loop", "(b) sequential", "(c) stock pool"):
        print(f"nianbao, html, against {way}: {_ratio(clock[way], ours)}")
    print(
        f"(d) warm kernels against (b) sequential: {_ratio(clock['(b) sequential'], clock['(d) warm kernels'])}"
    )
    print(f"all four formats: {1 / median(clock['nianbao, all four']):.2f} reports/s")
    further = len(files) - len(files) // 4
    marginal = [
        (long - short) / further
        for long, short in zip(used["nianbao, html"], used["nianbao, html, few"], strict=True)
    ]
    print(f"cells alone {middle(alone)}; a further report {middle(marginal)} of processor time")
    print(f"above the cells' own: {median(marginal) - median(alone):.2f} s of processor time a report")


def _ratio(slow: list[float], fast: list[float]) -> str:
    return middle([one / other for one, other in zip(slow, fast, strict=True)], "x")


if __name__ == "__main__":
    main()
