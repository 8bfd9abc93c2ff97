"""A real batch, built anew: nothing to say of it as it is, and every damage named."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.kit import NOTEBOOK, TIME_LIMIT, files_below
from tests.verify.batches import GOOD, REFUSED, SECOND, build_batch, spoil, verify

from helpers.batch.record_schema import record_schema
from helpers.verify.bundle.pack import pack
from helpers.verify.surroundings import Surroundings

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


def snapshot(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files_below(folder)}


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

    params.rename(root / "data")
    before = snapshot(root / "build")
    done, said = verify(root, "build", "--params", "data")
    assert done.returncode == 2
    assert snapshot(root / "build") == before
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
    assert f"data/{REFUSED}.yaml" in found[REFUSED]["message"]
    assert found["shili/ding/2022"]["state"] == "unreadable"
    assert "record.json 不是完好的生成记录：outputs" in found["shili/ding/2022"]["message"]


def test_a_bundle_is_the_same_each_time_and_verified_by_the_kit_in_it(root: Path) -> None:
    around = Surroundings(root / "params", NOTEBOOK)
    archives = [root / name / "2022.zip" for name in ("one", "two")]
    for archive in archives:
        packed = pack(root / "build", archive, around)
        assert (packed.faults, packed.reports) == ((), 3)
    assert archives[0].read_bytes() == archives[1].read_bytes()

    python, kit = environment(root / "fresh", archives[0])
    command = "import helpers.cli; print(helpers.__file__); helpers.cli.main()"
    done = subprocess.run(
        [python, "-c", command, "verify", archives[0]],
        cwd=root / "fresh",
        env={"PATH": os.environ["PATH"], "TZ": "Asia/Shanghai", "LC_ALL": "C"},
        capture_output=True,
        text=True,
        timeout=TIME_LIMIT,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{kit}/src/helpers/__init__.py\n共核对 3 份：一致 3 份；没有审核日志。\n"


def environment(folder: Path, archive: Path) -> tuple[Path, Path]:
    """An environment of its own whose code is a bundle's, in the place of what `pip install` would give.

    It shows that the code in the bundle is enough. The packages are those of the tests' own environment, as locked;
    that pip makes it from the bundle's lock takes a package index, which a test doesn't reach.
    """
    subprocess.run([sys.executable, "-m", "zipfile", "-e", archive, folder], check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "env"], check=True)
    python = folder / "env" / "bin" / "python"
    [libraries] = (folder / "env" / "lib").glob("python*/site-packages")
    # A path file within a folder that is named by a path file isn't read: the checkout's own stays out.
    packages = Path(jsonschema.__file__).parents[1]
    (libraries / "bundle.pth").write_text(f"{folder / 'kit' / 'src'}\n{packages}\n")
    return python, folder / "kit"


def test_a_batch_that_nobody_could_verify_is_not_packed(root: Path) -> None:
    (root / "build" / GOOD / "report.html").write_bytes(b"other")
    (root / "params" / "shili" / "jia" / "2021.yaml").unlink()
    (root / "params" / f"{REFUSED}.yaml").unlink()
    target = root / "2022.zip"
    packed = pack(root / "build", target, Surroundings(root / "params", NOTEBOOK))
    said = "\n".join(map(str, packed.faults))
    assert f"{GOOD}/report.html：生成之后被改动过" in said
    assert f"{GOOD}：上年填报数据 " in said
    assert f"{REFUSED}：找不到填报数据 " in said
    assert not target.exists()
