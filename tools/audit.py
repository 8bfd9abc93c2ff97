"""Look the locked packages up among known vulnerabilities, by pip-audit in an environment of its own.

.venv/bin/python tools/audit.py

What couldn't be asked is said by name and is no failure: not every network has the index's list. Exit code 1 if a
package is known to be vulnerable.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCK = "requirements.lock"
AUDITOR = "pip-audit==2.10.1"
PATIENCE = 300


def main() -> int:
    """Install the auditor, ask it, tell."""
    with tempfile.TemporaryDirectory() as name:
        try:
            found = audited(Path(name))
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            say(f"left out, {AUDITOR} could not be installed or asked ({error})")
            return 0
    unknown, vulnerable = told(found)
    for line in vulnerable:
        say(line)
    say(f"{len(found) - len(unknown)} of {len(found)} locked packages asked, {len(vulnerable)} vulnerable")
    if unknown:
        say(f"left out, the index has no list for {', '.join(unknown)}")
    return 1 if vulnerable else 0


def say(line: str) -> None:
    """Print a line."""
    print(f"audit: {line}", flush=True)  # noqa: T201  # a program


def audited(folder: Path) -> list[dict[str, Any]]:
    """What pip-audit says of each locked package.

    Raises:
        OSError, subprocess.SubprocessError: It can't be installed or run.
        ValueError: It said nothing that can be read: the index wasn't reached.
    """
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", AUDITOR]
    subprocess.run(install, check=True, stderr=subprocess.DEVNULL, timeout=PATIENCE)  # noqa: S603  # our own
    ask = ["-m", "pip_audit", "-r", LOCK, "--disable-pip", "--require-hashes", "-f", "json"]
    said = subprocess.run(  # noqa: S603  # our own
        [str(python), *ask], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=PATIENCE
    )
    packages: list[dict[str, Any]] = json.loads(said.stdout)["dependencies"]
    return packages


def told(packages: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """The names of the packages that nothing is known of, and a line for each known vulnerability."""
    unknown = [package["name"] for package in packages if "skip_reason" in package]
    vulnerable = [
        f"{package['name']} {package['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'none yet'}"
        for package in packages
        for hole in package.get("vulns", ())
    ]
    return unknown, vulnerable


if __name__ == "__main__":
    sys.exit(main())
