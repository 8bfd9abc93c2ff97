"""How long the index page of a large batch takes in Chromium: to its first paint, until it is ready, to filter, to sort.

    .venv/bin/python benchmarks/index_page.py [--reports 3000] [--rounds 7]

The reports are invented: records without renderings. Medians of the rounds are printed with their range, in ms.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.export.chromium import Page, chromium
from tests.review.invented import write_batch

_PAINT = """new Promise(done => setTimeout(() => done([
    performance.getEntriesByName('first-contentful-paint')[0].startTime,
    performance.getEntriesByType('navigation')[0].loadEventEnd]), 300))"""

_AFTER = """new Promise(done => {{
    const start = performance.now();
    {action};
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
}})"""
"""How long something takes until the browser has shown it."""

_SEARCH = """const field = document.getElementById('search');
    field.value = '东'; field.dispatchEvent(new Event('input'))"""
_SORT = "document.querySelectorAll('#list thead button')[3].click()"


def measure(page: Page, file: Path) -> dict[str, float]:
    """One round, in milliseconds."""
    page.open(file, 1280)
    painted, loaded = page.run(_PAINT)
    return {
        "first paint": painted,
        "ready": loaded,
        "filter": page.run(_AFTER.format(action=_SEARCH)),
        "sort": page.run(_AFTER.format(action=_SORT)),
    }


def main() -> None:
    """Invent, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=3_000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        sys.exit("chromium is missing (Debian: chromium)")
    with tempfile.TemporaryDirectory() as folder, chromium(Path(program)) as page:
        start = time.process_time()
        file = write_batch(Path(folder), options.reports)
        used = time.process_time() - start
        rounds = [measure(page, file) for _ in range(options.rounds)]
        size = file.stat().st_size
    print(f"{options.reports} reports, a page of {size / 1e6:.1f} MB, {options.rounds} rounds")
    print(f"inventing and writing {used:9.1f} s of processor time")
    for name in rounds[0]:
        times = [each[name] for each in rounds]
        print(f"{name:12}{median(times):8.0f} ms ({min(times):.0f}–{max(times):.0f})")


if __name__ == "__main__":
    main()
