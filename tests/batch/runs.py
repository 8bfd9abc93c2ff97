"""Runs of the command that are disturbed: started, watched by their processes, killed, and looked at afterwards."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from tests.kit import PARAMS, command

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MARK = "NIANBAO_TEST_RUN"
"""Environment variable by which a run's processes are known, whoever their parent is by then."""

PATIENCE = 120.0
"""Seconds after which what should have happened is taken not to happen."""

REPORTS = [PARAMS / "shili" / office for office in ("dongjie", "liuhe")]
"""Four reports."""


@dataclass
class Run:
    """One call of `nianbao run` that somebody may disturb."""

    process: subprocess.Popen[str]
    mark: str

    def processes(self) -> list[int]:
        """Process ids of the run that are alive: the driver's, the warm process's, the children's."""
        found = []
        for place in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if f"{MARK}={self.mark}".encode() in (place / "environ").read_bytes():
                    state = (place / "stat").read_text().rpartition(")")[2].split()[0]
                    if state not in "ZX":
                        found.append(int(place.name))
        return sorted(found)

    def others(self) -> list[int]:
        """The run's processes besides the driver, oldest first: the first is the warm one."""
        return [pid for pid in self.processes() if pid != self.process.pid]

    def wait_for(self, number: int) -> list[int]:
        """Wait until the run has so many processes besides the driver."""
        end = time.monotonic() + PATIENCE
        while len(found := self.others()) < number:
            assert self.process.poll() is None, self.process.communicate()
            assert time.monotonic() < end, "the run has not got under way"
            time.sleep(0.01)
        return found

    def end(self) -> tuple[int, str, str]:
        """Wait for the driver's end; its exit status and what it printed. No process of it is left afterwards."""
        out, err = self.process.communicate(timeout=2 * PATIENCE)
        end = time.monotonic() + PATIENCE
        while (left := self.processes()) and time.monotonic() < end:
            time.sleep(0.02)
        assert left == []
        return self.process.returncode, out, err


@dataclass
class Batch:
    """Params, a notebook and a folder to build into."""

    out: Path
    paths: list[Path] = field(default_factory=lambda: list(REPORTS))
    notebook: Path | None = None
    options: tuple[str, ...] = ("--to", "html", "--jobs", "2")

    def start(self, *more: str, prefix: tuple[str, ...] = ()) -> Run:
        """Start a run."""
        mark = uuid.uuid4().hex
        notebook = ("--notebook", str(self.notebook)) if self.notebook else ()
        process = subprocess.Popen(
            [
                *prefix,
                *(command("nianbao"), "run", *map(str, self.paths), "--out", str(self.out)),
                *(*self.options, *notebook, *more),
            ],
            env={**os.environ, MARK: mark},
            cwd=self.out.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        return Run(process, mark)

    def run(self, *more: str, prefix: tuple[str, ...] = ()) -> tuple[int, str, str]:
        """Run it to the end."""
        return self.start(*more, prefix=prefix).end()

    def restore(self, files: Mapping[str, bytes]) -> None:
        """Put there what `files` gave of another batch."""
        for name, content in files.items():
            path = self.out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def files(self) -> dict[str, bytes]:
        """What the batch left, by path; without the ledger, which tells times, and its journal after a kill."""
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes()
            for path in sorted(self.out.rglob("*"))
            if path.is_file() and not path.name.startswith("ledger.sqlite")
        }


def notebook_of(path: Path, *lines: str) -> Path:
    """Write a notebook that takes a report's parameters and then does these lines, each in a cell of its own."""
    names = [
        "office",
        "year",
        "edition",
        "narrative",
        "proactive",
        "applications",
        "appeals",
        "reasons",
        "previous",
        "settings",
    ]
    first = nbformat.v4.new_code_cell(" = ".join(names) + " = None", metadata={"tags": ["parameters"]})
    first.id = "parameters"
    cells = [first]
    for number, line in enumerate(lines):
        cells.append(nbformat.v4.new_code_cell(line, id=f"cell-{number}"))
    node = nbformat.v4.new_notebook(cells=cells)
    node.metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(node, path)
    return path


@contextlib.contextmanager
def ended(run: Run) -> Iterator[Run]:
    """Kill whatever is left of a run, also when the test fails."""
    try:
        yield run
    finally:
        for pid in run.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        run.process.wait()
