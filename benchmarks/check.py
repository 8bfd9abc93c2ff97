"""How many params files a second are read, read and checked by the rules of arithmetic, and by every rule.

    .venv/bin/python -m benchmarks.check [--files 10000] [--rounds 5] [--jobs 2]

The files are copies of the sample offices' two years under numbered names, so no two are equal and each second one
has last year's beside it. Both kinds of run take turns. Medians are printed, with the range of
seconds; on a busy machine the processor's time says more than the clock.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.machine import Watch

from helpers.batch.survey import survey
from helpers.checks import CATALOGUE, check
from helpers.intake import params_files, read_params

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLES = Path(__file__).parents[1] / "params" / "shili"
CHUNK = 100
OF_TEXT = {"T3-FEE", "X-FEE", "XY-TITLE"}
ARITHMETIC = {rule for rule in CATALOGUE if rule.startswith(("T", "X")) and rule != "TM-DUE"} - OF_TEXT


def generate(folder: Path, number: int) -> list[Path]:
    """Write so many params files; their paths, in order."""
    samples = [(path, path.read_text(encoding="utf-8")) for path in params_files([SAMPLES])]
    for index in range(number):
        path, text = samples[index % len(samples)]
        copy = f"{path.parent.name}{index // len(samples):05}"
        file = folder / "shili" / copy / path.name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace("示例区", f"示例{copy}区"), encoding="utf-8")
    return params_files([folder])


def read(files: list[Path]) -> float:
    """Read the files; the processor's seconds it took."""
    start = time.process_time()
    for file in files:
        read_params(file)
    return time.process_time() - start


def read_and_add_up(files: list[Path]) -> float:
    """Read the files and run the rules of arithmetic over them; the processor's seconds it took."""
    start = time.process_time()
    for file in files:
        check(read_params(file), only=ARITHMETIC)
    return time.process_time() - start


def read_and_check(files: list[Path]) -> float:
    """Read the files and run every rule over them; the processor's seconds it took."""
    start = time.process_time()
    for file in files:
        check(read_params(file))
    return time.process_time() - start


def measure(
    pool: ProcessPoolExecutor, work: Callable[[list[Path]], float], files: list[Path]
) -> tuple[float, float]:
    """How long the pool takes for all files: seconds on the clock, and the processor's in all processes."""
    chunks = [files[start : start + CHUNK] for start in range(0, len(files), CHUNK)]
    start = time.perf_counter()
    used = sum(pool.map(work, chunks))
    return time.perf_counter() - start, used


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    runs: dict[Callable[[list[Path]], float], list[tuple[float, float]]] = {
        read: [],
        read_and_add_up: [],
        read_and_check: [],
    }
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(options.jobs) as pool:
        files = generate(Path(folder), options.files)
        measure(pool, read_and_check, files[: 2 * CHUNK])  # starts the processes and fills their caches
        for _ in range(options.rounds):
            for work, results in runs.items():
                results.append(measure(pool, work, files))
        with Watch() as whole:
            found = sum(len(each.findings) for each in survey([Path(folder)]))
    print(f"{len(files)} files, {options.jobs} processes, {options.rounds} rounds")
    for work, results in runs.items():
        clock, used = zip(*results, strict=True)
        print(
            f"{work.__name__:16}{len(files) / median(clock):6.0f} files/s"
            f"{median(clock):7.1f} s ({min(clock):.1f}–{max(clock):.1f})"
            f"{median(used) / len(files) * 1000:7.2f} ms of processor time a file"
        )
    print(
        f"nianbao check   {len(files) / whole.clock:6.0f} files/s{whole.clock:7.1f} s{'':14}"
        f"{whole.used / len(files) * 1000:7.2f} ms of processor time a file, {found} findings"
    )


if __name__ == "__main__":
    main()
