"""The contract of a batch: what each fault gives, what a run leaves, and that no report harms another."""

from __future__ import annotations

import json
import re
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from tests.export import docx_reader, html_reader, pdf_reader
from tests.intake.writing import sample
from tests.kit import NOTEBOOK, ROOT, Done, files_below, nianbao, write_params

if TYPE_CHECKING:
    from collections.abc import Callable

REPORT = ["report.docx", "report.html", "report.ipynb", "report.pdf"]
NAMES = {"failed": "示例区会出错的街道办事处", "broken": "示例区会中断的街道办事处"}
SAMPLE = "params/laocheng/xiguan"

CARRY = (
    ("  carried_in: [0, 0, 0, 0, 0, 0, 0]", "  carried_in: [1, 0, 0, 0, 0, 0, 1]"),
    ("  carried_out: [0, 0, 0, 0, 0, 0, 0]", "  carried_out: [1, 0, 0, 0, 0, 0, 1]"),
)


def cell(value: str) -> tuple[str, str]:
    """A change of the cell 三、（四）1.本机关不掌握相关政府信息 × 自然人."""
    return ("    not_held: [0, ", f"    not_held: [{value}, ")


@dataclass(frozen=True)
class Fault:
    """A fault of a params file, one of the issue's.

    Attributes:
        changes: Of the sample of zeros.
        found: The rule and the cell of each error.
        at: What stands where the first finding points.
        said: What its message must say.
    """

    changes: tuple[tuple[str, str], ...]
    found: tuple[tuple[str, str], ...]
    at: str
    said: str


NOT_HELD = "applications.unable.not_held[0]"
FAULTS = {
    "misspelled": Fault(
        (("  licences: 0\n", "  licenses: 0\n"),),
        (("READ", "proactive.licenses"),),
        "licenses",
        "是不是 licences",
    ),
    "duplicate": Fault(
        (("  penalties: 0\n", "  penalties: 0\n  penalties: 1\n"),), (("READ", ""),), "penalties: 1", "重复"
    ),
    "missing": Fault(
        (("  penalties: 0\n", ""),), (("READ", "proactive.penalties"),), "regulations:", "缺少 penalties"
    ),
    "short-row": Fault(
        (("    reconsideration: [0, 0, 0, 0, 0]".removeprefix("  "), "  reconsideration: [0, 0, 0, 0]"),),
        (("READ", "appeals.reconsideration"),),
        "[0, 0, 0, 0]\n",
        "应为方括号里的 5 个数",
    ),
    "letter": Fault((cell("0l"),), (("T3-INT", NOT_HELD),), "0l", "“0l”"),
    "blank": Fault(
        (("  licences: 0\n", "  licences:\n"),), (("T2-INT", "proactive.licences"),), "", "没有填写"
    ),
    "blank-in-row": Fault((cell(""),), (("READ", ""),), ", 0, 0", "缺少内容"),
    "null": Fault((cell("null"),), (("T3-INT", NOT_HELD),), "null", "没有填写"),
    "slash": Fault((cell("/"),), (("T3-INT", NOT_HELD),), "/", "“/”"),
    "negative": Fault((cell("-1"),), (("T3-INT", NOT_HELD),), "-1", "不能是负数"),
    "fraction": Fault((cell("1.5"),), (("T3-INT", NOT_HELD),), "1.5", "只能是整数"),
    "negative-fee": Fault((("  fees: 0\n", "  fees: -1\n"),), (("T2-FEE", "proactive.fees"),), "-1", "负"),
    "slash-in-appeals": Fault(
        (("  reconsideration: [0", "  reconsideration: [/"),),
        (("T4-INT", "appeals.reconsideration[0]"),),
        "/",
        "“/”",
    ),
    "total": Fault(
        (("  reconsideration: [0, 0, 0, 0, 0]", "  reconsideration: [0, 0, 0, 0, 2]"),),
        (("T4-SUM", "appeals.reconsideration[4]"),),
        "2]",
        "总计填 2",
    ),
    "total-of-results": Fault(
        (("  total: [0, 0, 0, 0, 0, 0, 0]", "  total: [0, 0, 0, 0, 0, 0, 2]"),),
        tuple((rule, "applications.total[6]") for rule in ("T3-BAL", "T3-SUM7", "T3-ROW")),
        "2]",
        "相差 2",
    ),
    "only-total": Fault(
        (("  received: [0, 0, 0, 0, 0, 0, 0]", "  received: [null, null, null, null, null, null, 0]"),),
        (
            *(("T3-INT", f"applications.received[{column}]") for column in range(6)),
            ("T3-ONLYTOT", "applications.received[6]"),
        ),
        "null",
        "没有填写",
    ),
    "carry-over": Fault(
        CARRY,
        (("XY-CARRY", "applications.carried_in[0]"), ("XY-CARRY", "applications.carried_in[6]")),
        "1, 0",
        "而上年报告的“四、结转下年度继续办理”是 0",
    ),
}
"""Faults by the office's folder."""

ABOUT_FIGURES = re.compile("READ|RUN|(?:T[234]|X|XY)-.*")
"""Rules that don't judge the sample's poor prose."""


def errors(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        finding
        for finding in findings
        if finding["severity"] == "error" and ABOUT_FIGURES.fullmatch(finding["rule"])
    ]


def rigged(folder: Path) -> Path:
    """The master notebook, with a cell that notes who is executed, and that fails or dies for some."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    cell = nbformat.v4.new_code_cell(
        "import os\n"
        f"with open({str(folder / 'executed.txt')!r}, 'a') as log: print(office['name'], file=log)\n"
        f"if office['name'] == {NAMES['failed']!r}: raise ValueError('figures don’t fit')\n"
        f"if office['name'] == {NAMES['broken']!r}: os.kill(os.getpid(), 9)",
        id="rigged",
    )
    notebook.cells.insert(2, cell)
    path = folder / "rigged.ipynb"
    nbformat.write(notebook, path)
    return path


@dataclass(frozen=True)
class Batch:
    """A run over every fault, every way to fail and two reports that are well."""

    folder: Path
    first: Done

    def run(self, *options: str) -> Done:
        return nianbao(
            "run", "--notebook", "rigged.ipynb", "--out", "build", "--json", *options, cwd=self.folder
        )

    @property
    def reports(self) -> dict[str, dict[str, Any]]:
        """The first run's reports by name."""
        return {report["report"]: report for report in json.loads(self.first.stdout)}

    def record(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "build" / name / "record.json").read_text("utf-8"))
        return found


def refresh(folder: Path) -> None:
    """Write the batch's params: the sample office is well, the others are not."""
    for year in (2021, 2022):
        write_params(folder, f"laocheng/xiguan/{year}", (ROOT / SAMPLE / f"{year}.yaml").read_text("utf-8"))
    for name, fault in FAULTS.items():
        write_params(folder, f"faults/{name}/2022", sample(2021, *fault.changes))
    write_params(folder, "faults/carry-over/2021")
    write_params(folder, "faults/broken-yaml/2022", "office: [\n")
    for kind, office in NAMES.items():
        write_params(folder, f"machine/{kind}/2022", name=office)


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    folder = tmp_path_factory.mktemp("contract")
    refresh(folder)
    rigged(folder)
    made = Batch(folder, Done([], 0, "[]", ""))
    return Batch(folder, made.run())


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found_once_and_where_it_stands(tmp_path: Path, name: str) -> None:
    """The same without a batch: `check` says what `run` says."""
    fault = FAULTS[name]
    text = sample(2021, *fault.changes)
    write_params(tmp_path, f"faults/{name}/2022", text)
    if name == "carry-over":
        write_params(tmp_path, f"faults/{name}/2021")
    done = nianbao("check", "--json", cwd=tmp_path)
    assert done.returncode == (2 if fault.found[0][0] == "READ" else 1)
    found = errors(json.loads(done.stdout))
    assert [(finding["rule"], finding["cell"]) for finding in found] == list(fault.found)
    first = found[0]
    assert first["file"] == f"params/faults/{name}/2022.yaml"
    assert text.splitlines(keepends=True)[first["line"] - 1][first["column"] - 1 :].startswith(fault.at)
    assert fault.said in first["message"]


@pytest.mark.notebook
def test_stdout_is_json_and_the_exit_code_the_worst(batch: Batch) -> None:
    assert batch.first.returncode == 3, batch.first.stderr
    assert set(batch.reports) == {
        *(
            "laocheng/xiguan/2021",
            "laocheng/xiguan/2022",
            "faults/carry-over/2021",
            "faults/broken-yaml/2022",
        ),
        *(f"faults/{name}/2022" for name in FAULTS),
        *(f"machine/{name}/2022" for name in NAMES),
    }


@pytest.mark.notebook
def test_each_report_ends_as_the_contract_says(batch: Batch) -> None:
    statuses = {name: report["status"] for name, report in batch.reports.items()}
    for name, status in statuses.items():
        if name.startswith("laocheng/") or name == "faults/carry-over/2021":
            assert status == "ok", name
        elif name.startswith("machine/"):
            assert status == name.split("/")[1]
        else:
            assert status == "refused", name
        assert batch.record(name)["status"] == status


@pytest.mark.notebook
@pytest.mark.parametrize("name", FAULTS)
def test_a_refused_report_has_its_findings_and_no_files(batch: Batch, name: str) -> None:
    report = f"faults/{name}/2022"
    found = errors(batch.record(report)["findings"])
    assert [(finding["rule"], finding["cell"]) for finding in found] == list(FAULTS[name].found)
    assert errors(batch.reports[report]["findings"]) == found
    assert files_below(batch.folder / "build" / report) == ["record.json"]


@pytest.mark.notebook
def test_no_notebook_is_executed_for_a_refused_report(batch: Batch) -> None:
    """The rigged notebook notes each office that it is executed for."""
    executed = (batch.folder / "executed.txt").read_text(encoding="utf-8").splitlines()
    assert executed.count("老城区西关街道办事处") == 2
    assert executed.count(NAMES["failed"]) == 1
    assert executed.count(NAMES["broken"]) >= 1
    assert executed.count("示例区测试街道办事处") == 1, "only faults/carry-over/2021 is faultless"


@pytest.mark.notebook
def test_a_failed_report_says_why_and_leaves_no_files(batch: Batch) -> None:
    [finding] = batch.record("machine/failed/2022")["findings"]
    assert (finding["rule"], finding["severity"]) == ("RUN", "error")
    assert "ValueError" in finding["message"]
    assert "figures don’t fit" in finding["message"]
    assert files_below(batch.folder / "build/machine/failed/2022") == ["record.json"]
    [finding] = batch.record("machine/broken/2022")["findings"]
    assert "重做" in finding["message"]
    assert files_below(batch.folder / "build/machine/broken/2022") == ["record.json"]


@pytest.mark.notebook
def test_the_others_are_built_whole(batch: Batch) -> None:
    for year in (2021, 2022):
        assert files_below(batch.folder / f"build/laocheng/xiguan/{year}") == ["record.json", *REPORT]
        assert set(batch.record(f"laocheng/xiguan/{year}")["outputs"]) == set(REPORT)


@pytest.mark.notebook
def test_the_folder_holds_reports_index_and_ledger_and_no_half_file(batch: Batch) -> None:
    files = files_below(batch.folder / "build")
    assert {"index.html", "ledger.sqlite"} <= set(files)
    inside = re.compile("(index|[a-z-]+/[a-z-]+/[0-9]{4}/[a-z]+)[.][a-z]+|ledger[.]sqlite")
    assert [name for name in files if not inside.fullmatch(name) and "/review" not in name] == []


@pytest.mark.notebook
def test_a_record_has_the_contracts_keys_and_neither_time_nor_place(batch: Batch) -> None:
    for name in batch.reports:
        record = batch.record(name)
        assert list(record) == ["office", "year", "status", "findings", "inputs", "outputs", "versions"]
        assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in record["inputs"].values())
        assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in record["outputs"].values())
        text = json.dumps({**record, "versions": {}}, ensure_ascii=False)
        assert str(batch.folder) not in text
        assert str(ROOT) not in text
        assert str(Path.home()) + "/" not in text
        assert socket.gethostname() not in text
        assert not re.search(r"[0-9]{2}:[0-9]{2}:[0-9]{2}|20[0-9]{2}-[0-9]{2}-[0-9]{2}", text)
        assert record["year"] == int(name.rpartition("/")[2])


@pytest.mark.notebook
def test_the_index_lists_every_report(batch: Batch) -> None:
    page = html_reader.parse((batch.folder / "build/index.html").read_bytes())
    text = page.text_content()
    for name in batch.reports:
        assert batch.record(name)["office"] in text
    assert "老城区西关街道办事处" in text
    assert NAMES["failed"] in text


@pytest.mark.notebook
def test_a_second_run_leaves_alone_what_has_not_changed(batch: Batch) -> None:
    """Only what the machine failed is tried again; what becomes refused loses its files; all else stays as it is."""
    build = batch.folder / "build"
    before = {name: (build / name).stat() for name in files_below(build)}
    (batch.folder / "executed.txt").unlink()
    good = batch.folder / SAMPLE / "2022.yaml"
    good.write_text(
        good.read_text(encoding="utf-8").replace("penalties:           1", "penalties:           -1"), "utf-8"
    )
    try:
        done = batch.run()
    finally:
        refresh(batch.folder)
    assert done.returncode == 3
    reasons = {report["report"]: report["reason"] for report in json.loads(done.stdout) if report["reason"]}
    assert set(reasons) == {"laocheng/xiguan/2022", "machine/broken/2022"}
    assert reasons["laocheng/xiguan/2022"] == "填报数据有改动"
    executed = (batch.folder / "executed.txt").read_text(encoding="utf-8").splitlines()
    assert set(executed) == {NAMES["broken"]}
    assert files_below(build / "laocheng/xiguan/2022") == ["record.json"]
    [finding] = errors(batch.record("laocheng/xiguan/2022")["findings"])
    assert finding["rule"] == "T2-INT"
    for name, stat in before.items():
        if name.count("/") > 2 and not name.startswith((*reasons,)):
            assert (build / name).stat().st_mtime_ns == stat.st_mtime_ns, name


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A draft of a report with a fault and of one without."""
    folder = tmp_path_factory.mktemp("draft")
    write_params(folder, "a/faulty/2022", sample(2021, *FAULTS["negative"].changes))
    write_params(folder, "a/broken/2022", "office: [\n")
    done = nianbao("run", "--draft", "--json", cwd=folder)
    assert done.returncode == 2, done.stderr
    assert {report["report"]: report["status"] for report in json.loads(done.stdout)} == {
        "a/faulty/2022": "ok",
        "a/broken/2022": "refused",
    }
    return folder / "build/a/faulty/2022"


@pytest.mark.notebook
@pytest.mark.parametrize(
    ("kind", "read"),
    [
        ("html", lambda content: html_reader.parse(content).text_content()),
        ("pdf", lambda content: pdf_reader.structure(content).text),
        (
            "docx",
            lambda content: "".join(
                docx_reader.text_of(node) for node in docx_reader.find(docx_reader.part(content), "//w:p")
            ),
        ),
    ],
)
def test_a_draft_says_so_in_every_format_and_shows_the_fault(
    draft: Path, kind: str, read: Callable[[bytes], str]
) -> None:
    text = read((draft / f"report.{kind}").read_bytes())
    assert "草稿" in text
    assert "不能是负数" in text
    assert "-1" in text


@pytest.mark.notebook
def test_a_draft_keeps_its_findings_in_the_record(draft: Path) -> None:
    record = json.loads((draft / "record.json").read_text(encoding="utf-8"))
    assert [finding["rule"] for finding in errors(record["findings"])] == ["T3-INT"]


@pytest.mark.notebook
def test_a_file_that_cannot_be_opened_is_refused_and_the_others_are_built(tmp_path: Path) -> None:
    write_params(tmp_path, "a/good/2022", (ROOT / SAMPLE / "2022.yaml").read_text("utf-8"))
    for office in ("folder", "link", "loop"):
        (tmp_path / "params/a" / office).mkdir()
    (tmp_path / "params/a/folder/2022.yaml").mkdir()
    (tmp_path / "params/a/link/2022.yaml").symlink_to("nowhere.yaml")
    (tmp_path / "params/a/loop/2022.yaml").symlink_to("2022.yaml")
    done = nianbao("run", "--json", "--to", "html", cwd=tmp_path)
    assert done.returncode == 2
    statuses = {report["report"]: report["status"] for report in json.loads(done.stdout)}
    assert statuses.pop("a/good/2022") == "ok"
    assert set(statuses.values()) == {"refused"}
    assert len(statuses) == 3
