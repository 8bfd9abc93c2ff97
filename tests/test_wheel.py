"""What an installed kit has: all that a report, and a review of a batch, is made with."""

from __future__ import annotations

from hatchling.builders.wheel import WheelBuilder
from tests.kit import ROOT


def test_the_wheel_holds_the_package_and_its_notebooks() -> None:
    builder = WheelBuilder(str(ROOT))
    held = {file.distribution_path for file in builder.recurse_included_files()}
    sources = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "helpers").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert {"helpers/export/templates/report.typ", "helpers/py.typed"} <= sources <= held
    notebooks = {f"helpers/notebooks/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert "helpers/notebooks/annual_report.ipynb" in notebooks
    assert held - sources == notebooks


def test_the_wheel_brings_the_kernel() -> None:
    shared = WheelBuilder(str(ROOT)).config.shared_data
    assert set(shared.values()) == {"share/jupyter"}
