"""The bill of materials names every locked package, and every licence is known and harmless to reports."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.kit import ROOT
from tests.test_environment import entries

if TYPE_CHECKING:
    from pathlib import Path


def made(folder: Path) -> tuple[bytes, bytes]:
    subprocess.run([sys.executable, "tools/sbom.py", str(folder)], cwd=ROOT, check=True, timeout=120)
    return (folder / "sbom.cdx.json").read_bytes(), (folder / "licences.csv").read_bytes()


def test_every_locked_package_is_there_under_a_licence(tmp_path: Path) -> None:
    bill, licences = made(tmp_path)
    data = json.loads(bill)
    pins = [f"{component['name']}=={component['version']}" for component in data["components"]]
    assert pins == [f"{each.name}{each.specifier}" for each, _ in entries("requirements.lock")]
    assert len({component["bom-ref"] for component in data["components"]}) == len(pins)
    assert not re.search(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T", bill)

    rows = list(csv.DictReader(licences.decode("utf-8-sig").splitlines()))
    unknown = [row["package"] for row in rows if not row["licence"] and not row["only where"]]
    assert unknown == []
    # Whoever publishes a report, or hands a bundle on, must not have to publish more under such a licence.
    assert [row for row in rows if re.search(r"(?<!L)GPL|General Public", row["licence"])] == []
