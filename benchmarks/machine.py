"""What the benchmarks of the batch share: sample params, commands of the environment, the processor's time."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "notebooks" / "annual_report.ipynb"


def command(name: str) -> str:
    """The path of a command of the environment that the benchmark runs in."""
    return str(Path(sys.executable).with_name(name))


def call(*arguments: str | Path) -> None:
    """Run a command of the environment; what it prints is of no interest unless it fails."""
    name, *rest = map(str, arguments)
    done = subprocess.run([command(name), *rest], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, arguments))}: exit code {done.returncode}\n{done.stdout}{done.stderr}")


def processor() -> float:
    """The processor's seconds of this process and of all that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


class Watch:
    """A stopwatch: seconds on the clock and the processor's."""

    def __enter__(self) -> Watch:
        self._start, self._used = time.perf_counter(), processor()
        return self

    def __exit__(self, *_: object) -> None:
        self.clock = time.perf_counter() - self._start
        self.used = processor() - self._used


def middle(values: Sequence[float], unit: str = "s") -> str:
    """A median with its range, as text."""
    return f"{median(values):.2f} {unit} ({min(values):.2f}–{max(values):.2f})"
