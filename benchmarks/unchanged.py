"""How long a run takes that finds nothing changed.

    .venv/bin/python -m benchmarks.unchanged [--reports 1000] [--rounds 5]

One report is built; its files and its record stand for every other one's too, with the hashes of that one's inputs.
The first run reads all files to know them, the others look at their sizes and times.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from benchmarks.check import generate
from benchmarks.machine import NOTEBOOK, Watch, call, middle

from helpers.batch.gather import gather
from helpers.batch.inputs import Common, input_hashes
from helpers.batch.job import FORMATS
from helpers.batch.record import Record


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "build"
        files = generate(Path(name) / "params", options.reports)
        call("nianbao", "run", files[0], "--out", out)
        first, *others = gather(files, out=out, formats=FORMATS)
        record = Record.read(first.folder)
        assert record is not None  # noqa: S101
        common = Common.of(NOTEBOOK)
        for job in others:
            shutil.copytree(first.folder, job.folder)
            replace(record, year=job.year, inputs=input_hashes(job, common)).write(job.folder)
        times = []
        for _ in range(options.rounds + 1):
            with Watch() as watch:
                call("nianbao", "run", Path(name) / "params", "--out", out)
            times.append(watch)
    first_time, *later = times
    print(f"{options.reports} reports, none changed, {options.rounds} rounds")
    print(f"first run, which reads every file: {first_time.clock:.2f} s")
    print(f"a run after it: {middle([watch.clock for watch in later])}")
    print(f"of processor time: {middle([watch.used for watch in later])}")


if __name__ == "__main__":
    main()
