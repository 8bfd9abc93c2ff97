"""Writes the conda environment that holds the same versions as a lock file.

`python tools/environment.py requirements.lock > environment.yml`; `make lock` does it.
"""

import sys
from pathlib import Path

HEAD = """\
# Made from requirements.lock by `make lock`; not edited by hand.
name: nianbao
channels:
  - conda-forge
dependencies:
  - python=3.11
  - pip
  - pip:
"""


def pins(lock: str) -> list[str]:
    """A lock file's pins without their hashes: `name==version` or `name==version ; marker`."""
    return [line.removesuffix("\\").rstrip() for line in lock.splitlines() if line[:1].isalnum()]


def environment(lock: str) -> str:
    """The text of environment.yml for the text of a lock file."""
    return HEAD + "".join(f"      - {item}\n" for item in [*pins(lock), "-e ."])


if __name__ == "__main__":
    sys.stdout.write(environment(Path(sys.argv[1]).read_text(encoding="utf-8")))
