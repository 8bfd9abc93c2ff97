"""What may differ between two builds of the same inputs without a byte of the reports differing.

`python -m tests.variations` builds the samples under each variation alone, then under all at once, and prints which
files differ.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.kit import PARAMS, TIME_LIMIT, command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

NAMES = ("shili/zhujian/2022", "shili/jiaoyu/2021", "laocheng/xiguan/2022")
"""A department, an office of the older edition's next year, a street office with last year's report."""

DISORDER = """
import os
import pathlib

_listdir, _scandir = os.listdir, os.scandir


class _Disorder:
    def __init__(self, entries):
        self._entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self._entries = iter(())


def scandir(path="."):
    with _scandir(path) as entries:
        return _Disorder(list(entries))


os.listdir = lambda path=".": sorted(_listdir(path), reverse=True)
os.scandir = scandir
"""
"""A file system that lists its entries the other way round: Python imports this before anything else."""


@dataclass(frozen=True)
class Circumstances:
    """Where and how a batch is built.

    Attributes:
        folder: The folder below a temporary one that `build` lies in.
        environment: What stands in the environment besides PATH.
        umask: The process's umask.
        jobs: How many children build.
        backwards: Whether the files are named in the other order.
        absolute: Whether the params are named by an absolute path of a copy.
        disorder: Whether folders list their entries the other way round.
        clock: How far the clock is off, as faketime has it; empty for the right time.
        cut_off: Whether there is no network at all, not even this machine's own loopback; needs root.
    """

    folder: str = "build"
    environment: dict[str, str] = field(default_factory=dict)
    umask: int = 0o022
    jobs: int = 2
    backwards: bool = False
    absolute: bool = False
    disorder: bool = False
    clock: str = ""
    cut_off: bool = False

    def with_environment(self, **variables: str) -> Circumstances:
        """The same with more variables."""
        return replace(self, environment={**self.environment, **variables})


VARIATIONS: dict[str, Callable[[Circumstances], Circumstances]] = {
    "folder": lambda usual: replace(usual, folder="一个 很深的/文件夹"),
    "params by another path": lambda usual: replace(usual, absolute=True),
    "user": lambda usual: usual.with_environment(USER="x", LOGNAME="x", USERNAME="x", HOME="/nonexistent"),
    "time zone": lambda usual: usual.with_environment(TZ="Pacific/Kiritimati"),
    "language": lambda usual: usual.with_environment(LANG="C", LC_ALL="C.UTF-8", LANGUAGE="fr"),
    "hash seed": lambda usual: usual.with_environment(PYTHONHASHSEED="42"),
    "a build's date": lambda usual: usual.with_environment(SOURCE_DATE_EPOCH="86400"),
    "umask": lambda usual: replace(usual, umask=0o077),
    "jobs": lambda usual: replace(usual, jobs=1),
    "order of files": lambda usual: replace(usual, backwards=True),
    "order of folders": lambda usual: replace(usual, disorder=True),
    "clock": lambda usual: replace(usual, clock="+1200d"),
    "no network": lambda usual: replace(usual, cut_off=True),
}
"""By what is varied."""


def all_at_once(names: Sequence[str] = tuple(VARIATIONS)) -> Circumstances:
    """Everything varied together."""
    found = Circumstances()
    for name in names:
        found = VARIATIONS[name](found)
    return found


def build(
    under: Circumstances, parent: Path, faketime: Path | None = None, nianbao: str = command("nianbao")
) -> Path:
    """Build the chosen samples; the folder that they stand in.

    Args:
        under: The circumstances.
        parent: An empty folder.
        faketime: Where the command `faketime` is; without it the clock is right.
        nianbao: The command; that of this environment where left out.
    """
    parent.mkdir(parents=True, exist_ok=True)
    params = parent / "params"
    order = list(reversed(NAMES)) if under.backwards else list(NAMES)
    files = sorted({file for name in NAMES for file in (PARAMS / name).parent.glob("*.yaml")})
    districts = sorted({(PARAMS / name).parent.parent / "district.yaml" for name in NAMES})
    for file in (*files, *districts):
        copy = params / file.relative_to(PARAMS)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    environment = {"PATH": os.environ["PATH"], "HOME": str(parent), **under.environment}
    if under.disorder:
        customs = parent / "customs"
        customs.mkdir()
        (customs / "sitecustomize.py").write_text(DISORDER)
        environment["PYTHONPATH"] = str(customs)
    out = parent / under.folder
    where = params if under.absolute else Path("params")
    shift = [str(faketime), "-f", under.clock] if under.clock and faketime else []
    cut = ["unshare", "--net"] if under.cut_off and can_cut_off() else []
    done = subprocess.run(
        [
            *cut,
            *shift,
            nianbao,
            "run",
            *(str(where / f"{name}.yaml") for name in order),
            "--out",
            str(out),
            "--jobs",
            str(under.jobs),
        ],
        cwd=parent,
        env=environment,
        umask=under.umask,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=TIME_LIMIT,
    )
    if done.returncode:
        raise AssertionError(done.stdout + done.stderr)
    return out


def can_cut_off() -> bool:
    """Whether this process may start another without a network."""
    return shutil.which("unshare") is not None and not subprocess.run(["unshare", "--net", "true"]).returncode


def different(one: Path, other: Path) -> Iterator[str]:
    """The files of the chosen samples in which two builds differ."""
    for name in NAMES:
        files = sorted(path.name for path in (one / name).iterdir())
        if files != sorted(path.name for path in (other / name).iterdir()):
            yield f"{name}: {files}"
        for file in files:
            if (one / name / file).read_bytes() != (other / name / file).read_bytes():
                yield f"{name}/{file}"


def main() -> int:
    """Build under each variation alone, and under all at once."""
    found = shutil.which("faketime")
    faketime = Path(found) if found else None
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        usual = build(Circumstances(), Path(folder, "usual"))
        for number, name in enumerate((*VARIATIONS, "")):
            under = VARIATIONS[name](Circumstances()) if name else all_at_once()
            wrong = list(different(usual, build(under, Path(folder, str(number)), faketime)))
            failed += bool(wrong)
            print(f"{name or 'all at once'}: {', '.join(wrong) or 'the same bytes'}", flush=True)  # noqa: T201  # a program
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
