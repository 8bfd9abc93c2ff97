"""Whether a long batch keeps its rate and its memory.

    .venv/bin/python -m benchmarks.blocks [--reports 1000] [--block 100] [--jobs 2] [--to html]

One run; after each block of reports the rate within the block and the memory of the driver and of the warm process
(resident, and of it what is its own) are printed.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks.check import generate
from benchmarks.machine import command


def memory(process: int) -> tuple[float, float]:
    """MiB that are resident, and of it those that aren't shared with files."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    found = {line.split(":")[0]: line.split()[1] for line in lines if line.startswith(("VmRSS", "RssAnon"))}
    return int(found["VmRSS"]) / 1024, int(found["RssAnon"]) / 1024


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    text = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(child) for child in text.split()]


def main() -> None:
    """Generate, run, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--block", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--to", default="html")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        generate(Path(name) / "params", options.reports)
        arguments = ["run", f"{name}/params", "--out", f"{name}/build", "--to", options.to]
        run = subprocess.Popen(
            [command("nianbao"), *arguments, "--jobs", str(options.jobs)], stdout=subprocess.PIPE, text=True
        )
        assert run.stdout is not None  # noqa: S101
        begun, done = time.perf_counter(), 0
        first: list[float] = []
        print("reports  reports/s  driver MiB (own)  warm process MiB (own)")
        for line in run.stdout:
            if not line.startswith("["):
                continue
            done += 1
            if done % options.block == 0:
                rate = options.block / (time.perf_counter() - begun)
                (driver, own), (warm, warm_own) = memory(run.pid), memory(children(run.pid)[0])
                print(
                    f"{done:7}{rate:11.2f}{driver:12.1f} ({own:.1f}){warm:18.1f} ({warm_own:.1f})", flush=True
                )
                first = first or [driver, warm]
                last = [driver, warm]
                begun = time.perf_counter()
        run.wait()
        if first:
            growth = [100 * (late / early - 1) for early, late in zip(first, last, strict=True)]
            print(
                f"from the first block to the last: driver {growth[0]:+.1f} %, warm process {growth[1]:+.1f} %"
            )


if __name__ == "__main__":
    main()
