"""A batch survives what is done to it: kills at any instant, two at once, a full disk, runaway notebooks.

`NIANBAO_KILLS=50 pytest tests/batch/test_faults.py` kills more often.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.batch.runs import Batch, ended, notebook_of
from tests.kit import PARAMS

from helpers.intake import read_params
from helpers.kernels.client import CAN_FORK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = [
    pytest.mark.notebook,
    pytest.mark.skipif(
        not CAN_FORK or not Path("/proc").is_dir(), reason="watches forked processes through /proc"
    ),
]

KILLS = int(os.environ.get("NIANBAO_KILLS", "1"))
"""How often each kind of process is killed."""

SHOW = (
    "from helpers.display.view import open_report",
    (
        "report = open_report(office=office, year=year, edition=edition, narrative=narrative, proactive=proactive, "
        "applications=applications, appeals=appeals, reasons=reasons, previous=previous, settings=settings)"
    ),
    "report.title()",
)
"""A short report: its title alone."""


def status(batch: Batch) -> dict[str, tuple[str, str]]:
    """How each report ended, and the message of its first error."""
    found = {}
    for name, content in batch.files().items():
        if name.endswith("record.json"):
            record = json.loads(content)
            messages = [
                finding["message"] for finding in record["findings"] if finding["severity"] == "error"
            ]
            found[name.removesuffix("/record.json")] = record["status"], messages[0] if messages else ""
    return found


def tries(batch: Batch) -> list[tuple[str, str]]:
    """Report and status of each try in the ledger, which must be whole."""
    connection = sqlite3.connect(batch.out / "ledger.sqlite")
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute("SELECT report, status FROM tries ORDER BY id").fetchall()
    finally:
        connection.close()


@pytest.fixture(scope="module")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return notebook_of(tmp_path_factory.mktemp("notebook") / "short.ipynb", *SHOW)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, notebook: Path) -> dict[str, bytes]:
    batch = Batch(tmp_path_factory.mktemp("undisturbed") / "build", notebook=notebook)
    code, out, err = batch.run()
    assert code == 0, out + err
    assert err == ""
    files = batch.files()
    assert len(files) == 4 * 3 + 1
    return files


@pytest.mark.parametrize("number", range(KILLS))
@pytest.mark.parametrize("victim", ["driver", "warm", "child"])
def test_a_batch_killed_at_any_instant_goes_on_and_ends_with_the_same_bytes(
    tmp_path: Path, notebook: Path, undisturbed: dict[str, bytes], victim: str, number: int
) -> None:
    chance = random.Random(f"{victim}{number}")  # noqa: S311  # the same instants each time
    batch = Batch(tmp_path / "build", notebook=notebook)
    with ended(batch.start()) as run:
        # Number 0 meets children at work; others may meet the warm process before its first child.
        others = run.wait_for(2 if number == 0 or victim == "child" else chance.choice((1, 2)))
        time.sleep(chance.uniform(0, 0.4))
        target = {"driver": run.process.pid, "warm": others[0], "child": others[-1]}[victim]
        # A child may just have ended by itself.
        with contextlib.suppress(ProcessLookupError):
            os.kill(target, signal.SIGKILL)
        code, out, err = run.end()
    if victim == "driver":
        assert code == -signal.SIGKILL
        for name, content in batch.files().items():
            if not Path(name).name.startswith("."):
                assert content == undisturbed[name], f"{name} is half or another"
        code, out, err = batch.run()
    # A batch that lost only its warm process or a child ends well by itself.
    assert code == 0, out + err
    assert batch.files() == undisturbed
    assert len(tries(batch)) >= len(batch.paths)


def test_ctrl_c_stops_cleanly_and_says_how_to_go_on(
    tmp_path: Path, notebook: Path, undisturbed: dict[str, bytes]
) -> None:
    batch = Batch(tmp_path / "build", notebook=notebook)
    with ended(batch.start()) as run:
        run.wait_for(2)
        # The terminal sends it to the whole group.
        os.killpg(run.process.pid, signal.SIGINT)
        code, _, err = run.end()
    assert code == 130
    assert "再次运行同一命令会接着做" in err
    assert "Traceback" not in err
    for name, content in batch.files().items():
        assert content == undisturbed[name], f"{name} is half or another"


def test_two_runs_on_one_folder_at_once(
    tmp_path: Path, notebook: Path, undisturbed: dict[str, bytes]
) -> None:
    batch = Batch(tmp_path / "build", notebook=notebook)
    with ended(batch.start()) as one, ended(batch.start()) as two:
        for run in (one, two):
            code, out, err = run.end()
            assert code == 0, out + err
    assert batch.files() == undisturbed
    assert set(tries(batch)) == {(name, "ok") for name in status(batch)}


BAD = {
    "dongjie": ("import os; os._exit(7)", "broken", "退出码 7"),
    "jiaoyu": ("import os; os._exit(0)", "broken", "退出码 0"),
    "liuhe": ("import os; os.kill(os.getpid(), 11)", "broken", "SIGSEGV"),
    "qingshi": ("import os; os.kill(os.getpid(), 9)", "broken", "SIGKILL"),
    "shijian": ("kept = [bytearray(1 << 26) for _ in range(64)]", "broken", "内存不足"),
    "weijian": ("import time; time.sleep(600)", "broken", "秒的时限"),
    "zhengfuban": ("raise ValueError('甲')", "failed", "ValueError：甲"),
    "zhujian": ("pass", "ok", ""),
}
"""What each office's notebook does, how its report ends, and a part of the message."""


def test_notebooks_that_end_badly_are_told_of_and_harm_nobody(tmp_path: Path) -> None:
    paths = [PARAMS / "shili" / office / "2021.yaml" for office in BAD]
    names = {read_params(path).office.name: office for path, office in zip(paths, BAD, strict=True)}
    lines = {names[name]: name for name in names}
    code = "\n".join(
        f"if office['name'] == {lines[office]!r}: {line}" for office, (line, _, _) in BAD.items()
    )
    batch = Batch(
        tmp_path / "build",
        paths=paths,
        notebook=notebook_of(tmp_path / "bad.ipynb", code, *SHOW),
        options=("--to", "html", "--jobs", "4", "--memory-limit", "1024", "--time-limit", "20"),
    )
    exit_code, out, err = batch.run()
    assert exit_code == 3, out + err
    assert "Traceback" not in out + err
    ended_as, tried = status(batch), tries(batch)
    for office, (_, expected, told) in BAD.items():
        name = f"shili/{office}/2021"
        found, message = ended_as[name]
        assert (found, told in message) == (expected, True), message
        assert told in out
        # The machine's faults are tried once more, but for the time limit; the report's own are not.
        twice = expected == "broken" and office != "weijian"
        assert tried.count((name, expected)) == (2 if twice else 1)
        files = sorted(path.name for path in (batch.out / name).iterdir())
        whole = ["record.json", "report.html", "report.ipynb"]
        assert files == (whole if expected == "ok" else ["record.json"])


def test_a_notebook_that_dies_once_is_tried_again_and_keeps_out_of_the_results(tmp_path: Path) -> None:
    marker = tmp_path / "once"
    line = (
        f"import os, pathlib; p = pathlib.Path({str(marker)!r}); os.write(1, b'LOUD')\n"
        "if not p.exists(): p.touch(); os._exit(1)"
    )
    batch = Batch(
        tmp_path / "build",
        paths=[PARAMS / "shili" / "liuhe" / "2022.yaml"],
        notebook=notebook_of(tmp_path / "once.ipynb", line, *SHOW),
    )
    code, out, err = batch.run("--json")
    assert code == 0, out + err
    assert json.loads(out)[0]["status"] == "ok"
    assert tries(batch) == [("shili/liuhe/2022", "broken"), ("shili/liuhe/2022", "ok")]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """A file system of so many KiB."""
    places: list[Path] = []

    def mount(kibibytes: int) -> Path:
        place = tmp_path / "disk"
        place.mkdir()
        options = ["-t", "tmpfs", "-o", f"size={kibibytes}k", "tmpfs"]
        if os.geteuid() or not shutil.which("mount"):
            pytest.skip("a small disk needs root and mount")
        if subprocess.run(["mount", *options, str(place)], capture_output=True).returncode:
            pytest.skip("a small disk needs the right to mount")
        places.append(place)
        return place

    yield mount
    for place in places:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_full_disk_is_told_of_and_harms_nothing(
    small_disk: Callable[[int], Path], notebook: Path, undisturbed: dict[str, bytes]
) -> None:
    size = max(sum(map(len, undisturbed.values())) // 1024 // 2, 60)
    disk = small_disk(size)
    batch = Batch(disk / "build", notebook=notebook)
    code, out, err = batch.run()
    assert code == 3, out + err
    assert "磁盘已满" in out + err or "database or disk is full" in out + err
    assert "Traceback" not in out + err
    for name, content in batch.files().items():
        if name == "index.html":
            # Where there was room for it, it tells how far the batch got, which is never to its end.
            assert content.endswith(b"</html>"), f"{name} is half"
            assert content != undisturbed[name], f"{name} tells of reports that are not there"
        elif not name.endswith("record.json"):
            assert content == undisturbed[name], f"{name} is half"
    subprocess.run(["mount", "-o", f"remount,size={64 * size}k", str(disk)], check=True)
    code, out, err = batch.run()
    assert code == 0, out + err
    assert batch.files() == undisturbed


def test_files_that_may_not_grow_are_told_of(
    tmp_path: Path, notebook: Path, undisturbed: dict[str, bytes]
) -> None:
    batch = Batch(tmp_path / "build", notebook=notebook)
    limit = max(map(len, undisturbed.values())) - 1
    program = (
        f"import os, resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "os.execv(sys.argv[1], sys.argv[1:])"
    )
    code, out, err = batch.run(prefix=(sys.executable, "-c", program))
    assert code == 3, out + err
    assert "文件太大" in out + err
    assert "Traceback" not in out + err


def test_a_file_in_a_folders_place_is_told_of(tmp_path: Path, notebook: Path) -> None:
    batch = Batch(tmp_path / "build", notebook=notebook)
    blocked = batch.out / "shili" / "liuhe" / "2022"
    blocked.parent.mkdir(parents=True)
    blocked.write_text("不是文件夹")
    code, out, err = batch.run()
    assert code == 3, out + err
    assert "shili/liuhe/2022" in out + err
    assert "Traceback" not in out + err
    assert blocked.read_text() == "不是文件夹"
    assert {name: found for name, (found, _) in status(batch).items()} == dict.fromkeys(
        ("shili/dongjie/2021", "shili/dongjie/2022", "shili/liuhe/2021"), "ok"
    )


def test_a_read_only_folder_is_told_of(
    small_disk: Callable[[int], Path], notebook: Path, undisturbed: dict[str, bytes]
) -> None:
    disk = small_disk(64 << 10)
    batch = Batch(disk / "build", notebook=notebook)
    batch.restore(undisturbed)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    code, out, err = batch.run("--force")
    assert code == 3, out + err
    assert "ledger.sqlite" in err
    assert "Traceback" not in out + err
    assert batch.files() == undisturbed


def test_what_was_damaged_by_hand_is_built_again(
    tmp_path: Path, notebook: Path, undisturbed: dict[str, bytes]
) -> None:
    batch = Batch(tmp_path / "build", notebook=notebook)
    batch.restore(undisturbed)
    code, out, _ = batch.run()
    assert (code, "其中 4 份没有改动" in out) == (0, True)
    reports = [batch.out / name for name in sorted(status(batch))]
    for report, name in zip(reports, ("record.json", "report.html", "report.ipynb"), strict=False):
        path = report / name
        path.write_bytes(path.read_bytes()[:-20])
    (reports[3] / "report.html").unlink()
    code, out, _ = batch.run()
    assert code == 0
    for reason in ("尚未生成", "输出文件被改动", "缺少输出文件"):
        assert reason in out
    assert batch.files() == undisturbed


def test_a_damaged_ledger_is_told_of_and_no_report_is_built_for_want_of_it(
    tmp_path: Path, notebook: Path, undisturbed: dict[str, bytes]
) -> None:
    batch = Batch(tmp_path / "build", notebook=notebook)
    batch.restore(undisturbed)
    ledger = batch.out / "ledger.sqlite"
    ledger.write_bytes(b"nothing that a database would be" * 100)
    code, out, err = batch.run()
    assert code == 3
    assert "ledger.sqlite" in err
    assert "移走" in err
    ledger.unlink()
    code, out, err = batch.run()
    assert (code, "其中 4 份没有改动" in out) == (0, True)
