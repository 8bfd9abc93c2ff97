"""HTML, PDF and Word of executed notebooks in a warm process, against nbconvert's own HTML and Chromium's printing.

    .venv/bin/python -m benchmarks.render [--rounds 3]

The notebooks are those of the sample offices, executed without a kernel. Each round renders every notebook in every
way, one way after the other, so that a busy machine slows all of them. Medians of seconds a report are printed, of
the clock and of the processor (children's too). Without Chromium its part is left out.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import nbformat.v4

from helpers.display.view import ReportView
from helpers.export.document import document_of
from helpers.export.formats import render
from helpers.intake import params_files, read_params

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLES = Path(__file__).parents[1] / "params" / "shili"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def notebook(path: Path) -> Any:
    """An executed report, one cell an output, as the master notebook gives it."""
    outputs = [output._repr_mimebundle_() for output in ReportView(read_params(path)).outputs()]
    return nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(
                "report.show()", outputs=[nbformat.v4.new_output("display_data", bundle)]
            )
            for bundle in outputs
        ]
    )


def stock_html() -> Callable[[Any], str]:
    """Nbconvert's own HTML without the code, by one exporter that is used again and again."""
    from nbconvert import HTMLExporter

    exporter: Any = HTMLExporter(exclude_input=True)  # type: ignore[no-untyped-call]

    def convert(node: Any) -> str:
        page: str = exporter.from_notebook_node(node)[0]
        return page

    return convert


def print_page(browser: str, page: str, folder: Path) -> None:
    """Have Chromium print a page to PDF."""
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    target = f"--print-to-pdf={folder / 'page.pdf'}"
    subprocess.run([browser, *flags, target, file.as_uri()], capture_output=True, check=True, timeout=120)


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """The clock's and the processor's seconds that some work takes."""
    clock, spent = time.perf_counter(), _spent()
    work()
    return time.perf_counter() - clock, _spent() - spent


def _spent() -> float:
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    rounds: int = parser.parse_args().rounds
    nodes = [notebook(path) for path in params_files([SAMPLES])]
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    convert = stock_html()
    taken: dict[str, list[tuple[float, float]]] = {}

    def measure(name: str, work: Callable[[], object]) -> None:
        taken.setdefault(name, []).append(seconds(work))

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind in ("html", "pdf", "docx"):
            render(document_of(nodes[0]), kind)
        convert(nodes[0])
        for _ in range(rounds):
            for node in nodes:
                document = document_of(node)
                measure("read the notebook", partial(document_of, node))
                for kind in ("html", "pdf", "docx"):
                    measure(f"nianbao {kind}", partial(render, document, kind))
                page = convert(node)
                measure("nbconvert html", partial(convert, node))
                if browser:
                    measure("Chromium's printing", partial(print_page, browser, page, folder))
    print(f"{len(nodes)} reports, {rounds} rounds; medians a report in ms: clock, processor, share of ours")
    medians = {
        name: (1e3 * median(t for t, _ in pairs), 1e3 * median(t for _, t in pairs))
        for name, pairs in taken.items()
    }
    stock = ("nbconvert html", "Chromium's printing")
    ours = [sum(medians[name][which] for name in medians if name not in stock) for which in (0, 1)]
    theirs = [sum(medians[name][which] for name in stock if name in medians) for which in (0, 1)]
    for name, (clock, spent) in medians.items():
        share = "" if name in stock else f"{spent / ours[1]:8.0%}"
        print(f"{name:24}{clock:8.0f}{spent:8.0f}{share}")
    print(f"{'ours: three formats':24}{ours[0]:8.0f}{ours[1]:8.0f}")
    if browser:
        print(f"{'theirs: HTML and PDF':24}{theirs[0]:8.0f}{theirs[1]:8.0f}")
        print(f"theirs / ours: clock {theirs[0] / ours[0]:.1f}, processor {theirs[1] / ours[1]:.1f}")
    else:
        print("Chromium is not installed: its printing was left out, and so was the ratio.")


if __name__ == "__main__":
    main()
