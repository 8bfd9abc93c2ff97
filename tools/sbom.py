"""Write what the kit is made of: dist/sbom.cdx.json (CycloneDX 1.6) and dist/licences.csv, from the lock.

.venv/bin/python tools/sbom.py [FOLDER]

Licences are those that the installed packages state; a package that only another system needs is listed without one.
Neither file has a time or a number of its own, so the same lock and packages give the same bytes.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from helpers.batch.inputs import digest
from helpers.csv_file import csv_bytes
from helpers.verify.bundle.packages import Package, locked_packages

ROOT = Path(__file__).parents[1]
LOCK = "requirements.lock"

_LONGEST = 80
"""A longer licence is a licence's text, not its name."""


def licence_of(name: str) -> str:
    """The licence that an installed package states: an SPDX expression or a name; empty where none is known."""
    try:
        stated = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    if expression := stated.get("License-Expression"):
        return str(expression)
    classified = [
        each.rpartition(" :: ")[2] for each in stated.get_all("Classifier") or () if "License ::" in each
    ]
    first = (stated.get("License") or "").strip().partition("\n")[0]
    named = first if first != "UNKNOWN" and len(first) <= _LONGEST else ""
    return " AND ".join(sorted(set(classified))) or named


def component(package: Package) -> dict[str, Any]:
    """A package as CycloneDX has it."""
    purl = f"pkg:pypi/{canonicalize_name(package.name)}@{package.version}"
    described: dict[str, Any] = {
        "type": "library",
        "bom-ref": purl,
        "name": package.name,
        "version": package.version,
        "scope": "optional" if package.marker else "required",
        "purl": purl,
    }
    if licence := licence_of(package.name):
        described["licenses"] = [{"license": {"name": licence}}]
    if package.marker:
        described["properties"] = [{"name": "nianbao:marker", "value": package.marker}]
    return described


def sbom() -> dict[str, Any]:
    """The bill of materials."""
    lock = (ROOT / LOCK).read_bytes()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages = locked_packages(lock.decode())
    name, version = project["name"], project["version"]
    kit = f"pkg:pypi/{name}@{version}"
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": kit,
                "name": name,
                "version": version,
                "licenses": [{"license": {"id": project["license"]}}],
                "purl": kit,
                # The lock has the hash of each file of each package.
                "properties": [{"name": f"nianbao:{LOCK}:sha256", "value": digest(lock)}],
            },
        },
        "components": [component(package) for package in packages],
    }


def rows() -> Iterator[tuple[str, str, str, str]]:
    """Each package with its licence, a row each."""
    for package in locked_packages((ROOT / LOCK).read_text(encoding="utf-8")):
        yield package.name, package.version, licence_of(package.name), package.marker


def main() -> None:
    """Write both files."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist"
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(sbom(), ensure_ascii=False, indent=1) + "\n"
    (folder / "sbom.cdx.json").write_text(text, encoding="utf-8")
    (folder / "licences.csv").write_bytes(csv_bytes(("package", "version", "licence", "only where"), rows()))


if __name__ == "__main__":
    main()
