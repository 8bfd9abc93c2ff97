"""The list of packages says what the lock says."""

from __future__ import annotations

import pytest
from packaging.requirements import Requirement
from tests.kit import ROOT
from tests.test_environment import entries

from helpers.verify.bundle.packages import locked_packages


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_is_listed_with_its_hashes(lock: str) -> None:
    found = locked_packages((ROOT / lock).read_text(encoding="utf-8"))
    pins = [f"{each.name}=={each.version}" + (f" ; {each.marker}" if each.marker else "") for each in found]
    assert [Requirement(pin) for pin in pins] == [requirement for requirement, _ in entries(lock)]
    assert [len(each.hashes) for each in found] == [
        hashes.count("--hash=sha256:") for _, hashes in entries(lock)
    ]


@pytest.mark.parametrize("line", ["-e .", "numpy>=2", "numpy @ file:///x", "--index-url x"])
def test_a_line_of_another_kind_of_file_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="no line of a lock file"):
        locked_packages(line)
