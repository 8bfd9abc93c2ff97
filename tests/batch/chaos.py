"""Batches under random faults: whatever happens, each report is whole and right, or named as not done.

`python -m tests.batch.chaos --minutes 10` prints how many faults of which kind were made, how many reports were
looked at, and how many were lost. `--seed` repeats a run's choices, though not the machine's timing.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.batch.runs import Batch, Run, ended, notebook_of
from tests.batch.test_faults import SHOW
from tests.kit import PARAMS

if TYPE_CHECKING:
    from collections.abc import Callable

OFFICES = ("dongjie", "liuhe", "qingshi")
LEDGER = "ledger.sqlite"
DISK = 48 << 20
SIGNALS = {"killed driver": signal.SIGKILL, "ended driver": signal.SIGTERM, "Ctrl-C": signal.SIGINT}


@dataclass
class Tally:
    """What was done and what came of it.

    Attributes:
        faults: How many faults of each kind.
        runs: How many runs there were.
        checked: How many reports were looked at.
        lost: Reports that were half, wrong or not done though nothing said so, each with when.
    """

    faults: Counter[str] = field(default_factory=Counter)
    runs: int = 0
    checked: int = 0
    lost: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        kinds = "\n".join(f"  {number:6} {kind}" for kind, number in sorted(self.faults.items()))
        lost = "".join(f"\n  {each}" for each in self.lost[:20])
        return (
            f"faults: {self.faults.total()}\n{kinds}\n"
            f"runs: {self.runs}\nreports checked: {self.checked}\nreports lost: {len(self.lost)}{lost}"
        )


@dataclass
class Chaos:
    """Rounds of faults on one folder.

    Attributes:
        batch: The batch.
        whole: What it leaves undisturbed, by path.
        disk: The file system it lies on, where it could be made; a fault that needs one is left out without.
        faketime: The command for another clock.
    """

    batch: Batch
    whole: dict[str, bytes]
    chance: random.Random
    disk: Path | None = None
    faketime: str | None = None
    tally: Tally = field(default_factory=Tally)
    damaged: set[str] = field(default_factory=set)
    usual: float = 4.0

    def round(self) -> None:
        """Damage what stands there, run with a fault, look; then run in peace and look again."""
        self._damage()
        prefix = self._clock()
        options = ("--force",) if self.chance.random() < 0.3 else ()
        with contextlib.ExitStack() as stack:
            runs = [stack.enter_context(ended(self.batch.start(*options, prefix=prefix)))]
            if self.chance.random() < 0.2:
                runs.append(stack.enter_context(ended(self.batch.start())))
                self.tally.faults["second run"] += 1
            self._disturb(runs)
            for run in runs:
                code, out, err = run.end()
                self.tally.runs += 1
                if "Traceback" in out + err:
                    self.tally.lost.append(f"a traceback: {(out + err)[-600:]}")
        self._look("a disturbed run", self.damaged)
        self._recover(code)

    def _damage(self) -> None:
        if self.chance.random() < 0.5:
            return
        files = [path for path in sorted(self.batch.out.rglob("*")) if path.is_file()]
        if not files:
            return
        path = self.chance.choice(files)
        content = path.read_bytes()
        kind = self.chance.choice(("cut", "turned", "deleted"))
        if kind == "deleted":
            path.unlink()
        elif kind == "cut":
            path.write_bytes(content[: self.chance.randrange(len(content) + 1)])
        else:
            at = self.chance.randrange(len(content)) if content else 0
            path.write_bytes(
                content[:at] + bytes(255 - byte for byte in content[at : at + 1]) + content[at + 1 :]
            )
        self.tally.faults[f"file {kind}"] += 1
        self.damaged.add(path.relative_to(self.batch.out).parent.as_posix())

    def _clock(self) -> tuple[str, ...]:
        if self.faketime is None or self.chance.random() < 0.8:
            return ()
        self.tally.faults["clock"] += 1
        return self.faketime, "-f", self.chance.choice(("-2000d", "+2000d", "-1h", "+3d"))

    def _disturb(self, runs: list[Run]) -> None:
        kinds: dict[str, Callable[[Run], None]] = {
            "killed child": partial(self._kill_one, last=True),
            "killed warm process": partial(self._kill_one, last=False),
            **{kind: partial(self._signal, number=number) for kind, number in SIGNALS.items()},
        }
        if self.disk is not None:
            kinds |= {"full disk": lambda _: self._fill(), "revoked permission": lambda _: self._freeze()}
        for _ in range(self.chance.choice((1, 1, 2))):
            time.sleep(self.chance.uniform(0, self.usual))
            kind = self.chance.choice(sorted(kinds))
            run = self.chance.choice(runs)
            if run.process.poll() is None:
                self.tally.faults[kind] += 1
                kinds[kind](run)

    def _signal(self, run: Run, *, number: int) -> None:
        self._kill(run.process.pid, number)

    def _kill(self, pid: int, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)

    def _kill_one(self, run: Run, *, last: bool) -> None:
        if others := run.others():
            self._kill(others[-1] if last else others[0], signal.SIGKILL)

    def _fill(self) -> None:
        with contextlib.suppress(OSError), (self._filler()).open("wb") as stream:
            while True:
                stream.write(bytes(1 << 16))
                stream.flush()

    def _filler(self) -> Path:
        assert self.disk is not None
        return self.disk / "filler"

    def _freeze(self) -> None:
        # A disk that somebody writes to can't be made read-only: then nothing happens.
        subprocess.run(["mount", "-o", "remount,ro", str(self.disk)], capture_output=True)

    def _recover(self, code: int) -> None:
        if self.disk is not None:
            subprocess.run(["mount", "-o", "remount,rw", str(self.disk)], capture_output=True, check=True)
            self._filler().unlink(missing_ok=True)
        code, out, err = self.batch.run()
        self.tally.runs += 1
        if code == 3 and LEDGER in err:
            # What its message says to do.
            (self.batch.out / LEDGER).unlink()
            code, out, err = self.batch.run()
            self.tally.runs += 1
        if code:
            self.tally.lost.append(f"a run in peace ended with {code}: {(out + err)[-600:]}")
        self.damaged.clear()
        self._look("a run in peace", set())
        left = {name for name in self.batch.files() if name not in self.whole}
        if left:
            self.tally.lost.append(f"a run in peace left {sorted(left)}")

    def _look(self, when: str, damaged: set[str]) -> None:
        """Each report has no record, or one that says it isn't done, or is what it is undisturbed."""
        there = self.batch.files()
        for record in (name for name in self.whole if name.endswith("record.json")):
            self.tally.checked += 1
            report = record.removesuffix("/record.json")
            if report in damaged:
                continue
            expected = {name for name in self.whole if name.startswith(f"{report}/")}
            if record not in there:
                if when == "a run in peace":
                    self.tally.lost.append(f"{report} isn't there after {when}")
            elif json.loads(there[record])["status"] == "ok":
                wrong = [name for name in expected if there.get(name) != self.whole[name]]
                self.tally.lost += [f"{name} is half or wrong after {when}" for name in wrong]
            elif when == "a run in peace":
                self.tally.lost.append(f"{report} isn't done after {when}")


@contextlib.contextmanager
def a_disk(folder: Path):  # type: ignore[no-untyped-def]  # a context manager of a path or None
    """A small file system of its own; None where it can't be made."""
    place = folder / "disk"
    place.mkdir()
    made = os.geteuid() == 0 and shutil.which("mount") is not None
    made = (
        made
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(place)], capture_output=True
        ).returncode
    )
    try:
        yield place if made else None
    finally:
        if made:
            subprocess.run(["umount", "--lazy", str(place)], check=True)


def chaos(
    seconds: float, seed: int, *, real: bool = False, told: Callable[[Tally], None] = lambda _: None
) -> Tally:
    """Let faults happen for so long.

    Args:
        seconds: How long; a round that has begun is ended.
        seed: Of the choices.
        real: With the real notebook and all formats; else with a short one and HTML.
        told: Called after each round.
    """
    with tempfile.TemporaryDirectory() as name, a_disk(Path(name)) as disk:
        folder = Path(name)
        paths = [PARAMS / "shili" / office / "2022.yaml" for office in OFFICES]
        notebook = None if real else notebook_of(folder / "short.ipynb", *SHOW)
        options = ("--jobs", "2") if real else ("--to", "html", "--jobs", "2")
        calm = Batch(folder / "calm", paths, notebook, options)
        began = time.monotonic()
        code, out, err = calm.run()
        assert code == 0, out + err
        made = Chaos(
            Batch((disk or folder) / "build", paths, notebook, options),
            calm.files(),
            random.Random(seed),  # noqa: S311  # not for secrets
            disk,
            shutil.which("faketime"),
            usual=time.monotonic() - began,
        )
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            made.round()
            told(made.tally)
        return made.tally


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--real", action="store_true", help="the real notebook and all formats")
    given = parser.parse_args()
    tally = chaos(given.minutes * 60, given.seed, real=given.real)
    print(tally)  # noqa: T201  # a program
    return 1 if tally.lost else 0


if __name__ == "__main__":
    sys.exit(main())
