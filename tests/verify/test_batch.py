"""A real batch, built anew: nothing to say of it as it is, and every damage named."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from tests.kit import files_below, nianbao
from tests.verify.batches import GOOD, REFUSED, SECOND, build_batch, spoil, verify

from helpers.batch.record_schema import record_schema

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.notebook


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with params/ and build/, for all tests."""
    root = tmp_path_factory.mktemp("batch")
    build_batch(root)
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """The same, for one test."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path


def files_of(report: dict[str, Any]) -> dict[str, str]:
    return {file["file"]: file["state"] for file in report["files"]}


def test_every_record_of_the_batch_is_as_the_schema_has_it(built: Path) -> None:
    validator = jsonschema.Draft202012Validator(record_schema())
    statuses = {}
    for name in (GOOD, SECOND, REFUSED):
        content = (built / "build" / name / "record.json").read_text(encoding="utf-8")
        validator.validate(json.loads(content))
        assert str(built) not in content
        statuses[name] = json.loads(content)["status"]
    assert statuses == {GOOD: "ok", SECOND: "ok", REFUSED: "refused"}


def test_what_was_built_is_built_again_to_the_byte_elsewhere(root: Path) -> None:
    before = {name: (root / "build" / name).read_bytes() for name in files_below(root / "build")}
    (root / "params").rename(root / "data")
    done = nianbao(
        "verify", "build", "--params", "data", cwd=root, env={"TZ": "Asia/Shanghai", "LC_ALL": "C"}
    )
    assert (done.returncode, done.stdout) == (0, "共核对 3 份：一致 3 份；没有审核日志。\n")
    assert before == {name: (root / "build" / name).read_bytes() for name in files_below(root / "build")}


def test_each_damage_is_named_with_what_it_did(root: Path) -> None:
    good, params = root / "build" / GOOD, root / "params"
    page = good / "report.html"
    page.write_text(page.read_text(encoding="utf-8").replace("行政许可", "行政准许"), encoding="utf-8")
    (good / "report.pdf").unlink()
    (good / "report.docx").unlink()
    (good / "report.docx").symlink_to("/etc/hostname")
    (good / "report.exe").write_bytes(b"MZ")
    (good / ".report.html.k2j3").write_bytes(b"left by a killed run")
    (params / "shili" / "jia" / "2021.yaml").unlink()
    spoil(params / f"{SECOND}.yaml")
    (params / f"{REFUSED}.yaml").unlink()
    record = json.loads((good / "record.json").read_bytes())
    record["outputs"]["../../../../params/x"] = "0" * 64
    forged = root / "build" / "shili" / "ding" / "2022"
    forged.mkdir(parents=True)
    (forged / "record.json").write_text(json.dumps(record))

    done, said = verify(root, "build")
    assert done.returncode == 2
    found = {report["report"]: report for report in said["reports"]}

    assert found[GOOD]["state"] == "different"
    [previous] = found[GOOD]["inputs"]
    assert (previous["input"], previous["now"]) == ("previous", None)
    assert files_of(found[GOOD]) == {
        "report.exe": "extra",
        "report.ipynb": "other",
        "report.html": "altered",
        "report.pdf": "missing",
        "report.docx": "unfit",
        "record.json": "other",
    }
    [page_changes] = [file["changes"] for file in found[GOOD]["files"] if file["file"] == "report.html"]
    assert {"mark": "gone", "text": "准许"} in page_changes[0]["lines"][0]

    [changed] = found[SECOND]["inputs"]
    assert changed["input"] == "params"
    assert files_of(found[SECOND]) == {
        **dict.fromkeys(("report.docx", "report.html", "report.ipynb", "report.pdf"), "unbuilt"),
        "record.json": "other",
    }
    assert "T2-INT" in json.dumps(found[SECOND]["files"])

    assert found[REFUSED]["state"] == "gone"
    assert f"params/{REFUSED}.yaml" in found[REFUSED]["message"]
    assert found["shili/ding/2022"]["state"] == "unreadable"
    assert "record.json 不是完好的生成记录：outputs" in found["shili/ding/2022"]["message"]
