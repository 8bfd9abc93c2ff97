"""The same samples by each Python that pyproject.toml names as supported.

`python -m tests.pythons` sets up an environment of the locked packages for each other one that is on the PATH or known
to pyenv, builds the samples with it, and tells in what the reports differ from this Python's. A Python that isn't
found is named and left out.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.kit import ROOT
from tests.variations import NAMES, Circumstances, build

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 600
LOCK = ROOT / "requirements.lock"


def supported() -> list[str]:
    """The Pythons that the project's classifiers name, e.g. `3.12`."""
    classifiers = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "classifiers"
    ]
    return re.findall(r"Programming Language :: Python :: (3\.\d+)(?:\n|$)", "\n".join(classifiers))


def interpreter(version: str) -> Path | None:
    """A Python of that version: the PATH's, else the newest that pyenv has; None where there is none."""
    names = [shutil.which(f"python{version}")]
    if shutil.which("pyenv"):
        known = _output("pyenv", "versions", "--bare").split()
        patches = [
            int(name.removeprefix(f"{version}.")) for name in known if re.fullmatch(rf"{version}\.\d+", name)
        ]
        names += [
            f"{_output('pyenv', 'prefix', f'{version}.{patch}')}/bin/python" for patch in sorted(patches)[-1:]
        ]
    # A program by that name may be a stand-in that finds no Python of that version.
    asks = "import sys; print('%d.%d' % sys.version_info[:2])"
    return next((Path(name) for name in names if name and _output(name, "-c", asks) == version), None)


def _output(*words: str) -> str:
    try:
        done = subprocess.run(words, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def environment(python: Path, folder: Path) -> Path:
    """Set up an environment with the locked packages and this project; its `nianbao`."""
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "install", "--quiet"]
    for words in (
        [str(python), "-m", "venv", "--without-pip", str(folder)],
        [*pip, "--no-deps", "--no-compile", "--require-hashes", "-r", str(LOCK)],
        [*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)],
    ):
        done = subprocess.run(
            words, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=PATIENCE
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)}\n{done.stderr[-2000:]}")
    return folder / "bin" / "nianbao"


def differences(one: Path, other: Path) -> Iterator[str]:
    """The files of the chosen samples in which two builds differ, the versions apart that a notebook and a record name."""
    for name in NAMES:
        files = sorted({path.name for folder in (one, other) for path in (folder / name).iterdir()})
        for file in files:
            if content_of(one / name / file) != content_of(other / name / file):
                yield f"{name}/{file}"


def content_of(path: Path) -> Any:
    """What must be the same by every Python; None where there is no such file."""
    if not path.exists():
        return None
    content = path.read_bytes()
    if path.name == "report.ipynb":
        notebook = json.loads(content)
        del notebook["metadata"]["language_info"]["version"]
        del notebook["metadata"]["nianbao"]["versions"], notebook["metadata"]["nianbao"]["inputs"]["versions"]
        return notebook
    if path.name == "record.json":
        record = json.loads(content)
        # The notebook is compared itself; its hash follows from the versions in it.
        del record["versions"], record["inputs"]["versions"], record["outputs"]["report.ipynb"]
        return record
    return content


def main() -> int:
    """Build with each and compare."""
    own = f"{sys.version_info[0]}.{sys.version_info[1]}"
    found = {version: interpreter(version) for version in supported() if version != own}
    failed = 0
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(os.cpu_count()) as threads:
        folder = Path(name)
        usual = threads.submit(
            build,
            Circumstances(),
            folder / "own",
        )

        def built(version: str, python: Path) -> Path:
            made = environment(python, folder / f"venv-{version}")
            return build(Circumstances(), folder / version, nianbao=str(made))

        others = {
            version: threads.submit(built, version, python) for version, python in found.items() if python
        }
        for version in found:
            if version not in others:
                print(f"Python {version}: not found, left out", flush=True)  # noqa: T201  # a program
                continue
            wrong = list(differences(usual.result(), others[version].result()))
            failed += bool(wrong)
            told = f"differs in {', '.join(wrong)}" if wrong else f"the same text, figures and files as {own}"
            print(f"Python {version}: {told}", flush=True)  # noqa: T201  # a program
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
