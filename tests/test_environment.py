"""One set of versions: pyproject.toml, the two lock files and environment.yml say the same."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
FILES = (*LOCKS, "environment.yml")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def entries(name: str) -> list[tuple[Requirement, str]]:
    """Each pinned requirement of a lock file, and the hashes that follow it."""
    found = []
    for entry in re.split(r"\n(?=\S)", read(name).strip()):
        pin, _, hashes = entry.partition("\\\n")
        found.append((Requirement(pin.strip()), hashes))
    return found


def versions(name: str) -> dict[str, list[Requirement]]:
    """The pinned requirements of a lock file by package; several where the version depends on the Python."""
    by_name: dict[str, list[Requirement]] = defaultdict(list)
    for requirement, _ in entries(name):
        by_name[canonicalize_name(requirement.name)].append(requirement)
    return dict(by_name)


def pin(requirement: Requirement) -> Version:
    (specifier,) = requirement.specifier
    assert specifier.operator == "=="
    return Version(specifier.version)


def project() -> dict[str, Any]:
    return tomllib.loads(read("pyproject.toml"))


def direct(*groups: str) -> list[str]:
    """What pyproject.toml asks for: the runtime dependencies and those of the groups."""
    asked: list[str] = list(project()["project"]["dependencies"])
    for group in groups:
        asked += project()["dependency-groups"][group]
    return asked


@pytest.mark.parametrize(
    ("lock", "asked"),
    [("requirements.lock", item) for item in direct("build")]
    + [("requirements-dev.lock", item) for item in direct("build", "dev")],
)
def test_each_direct_dependency_is_locked_at_a_version_it_allows(lock: str, asked: str) -> None:
    wanted = Requirement(asked)
    locked = versions(lock)[canonicalize_name(wanted.name)]
    assert [str(item) for item in locked if pin(item) not in wanted.specifier] == []


def test_the_two_locks_agree() -> None:
    runtime, development = versions("requirements.lock"), versions("requirements-dev.lock")
    differing = {
        name: development.get(name, []) for name in runtime if development.get(name) != runtime[name]
    }
    for name, found in differing.items():
        # A tool may need everywhere what the kit needs on some systems only; the version is the same.
        assert [pin(item) for item in found] == [pin(item) for item in runtime[name]]
        assert [item.marker for item in found] == [None]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes(lock: str) -> None:
    line = r" {4}--hash=sha256:[0-9a-f]{64}"
    hashed = re.compile(rf"{line}(?: \\\n{line})*")
    assert [str(requirement) for requirement, hashes in entries(lock) if not hashed.fullmatch(hashes)] == []


@pytest.mark.parametrize("name", FILES)
def test_no_file_says_where_packages_come_from(name: str) -> None:
    places = r"://|file:|git\+| @ |--index-url|--extra-index-url|--find-links|--trusted-host|(?m:^\s*-[if]\b)"
    assert re.findall(places, read(name)) == []


def test_environment_yml_is_made_from_the_lock() -> None:
    command = [sys.executable, "tools/environment.py", "requirements.lock"]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert made.stdout.decode() == read("environment.yml")


def test_environment_yml_holds_the_locked_versions_and_the_project() -> None:
    environment = yaml.safe_load(read("environment.yml"))
    python, pip, packages = environment["dependencies"]
    assert environment["name"] == "nianbao"
    assert pip == "pip"
    *pins, itself = packages["pip"]
    assert itself == "-e ."
    assert [Requirement(item) for item in pins] == [
        requirement for requirement, _ in entries("requirements.lock")
    ]
    assert python.removeprefix("python=") in SpecifierSet(project()["project"]["requires-python"])


def test_jupyterlab_is_not_installed_by_default() -> None:
    assert not {"jupyter", "jupyterlab", "rfc3987-syntax"} & versions("requirements.lock").keys()
