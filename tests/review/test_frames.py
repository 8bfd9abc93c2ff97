from __future__ import annotations

import math
import re
import shutil
import warnings
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from tests import factories
from tests.kit import PARAMS, ROOT, call
from tests.review.batches import write_params, write_report

from helpers.errors import NianbaoError
from helpers.review.frames import cells_frame, findings_frame, reports_frame


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A sound report with last year's, one of zeros, one refused."""
    folder = tmp_path / "build"
    write_params(folder, "shili/dongjie/2022", PARAMS / "shili" / "dongjie" / "2022.yaml")
    write_report(folder, "shili/a/2022", replace(factories.report(), file=""))
    faulty = factories.report(changes={"appeals.reconsideration[4]": 2})
    write_report(folder, "shili/b/2022", replace(faulty, file=""))
    return folder


def test_a_row_is_a_report(out: Path) -> None:
    frame = reports_frame(out)
    assert list(frame.index) == ["shili/a/2022", "shili/b/2022", "shili/dongjie/2022"]
    zero = frame.loc["shili/a/2022"]
    assert (zero["status"], zero["errors"], zero["zero"], zero["blank"], zero["received"]) == (
        "ok",
        0,
        True,
        0,
        0,
    )
    assert zero["name"] == "示例区测试街道办事处"
    full = frame.loc["shili/dongjie/2022"]
    kinds = ["granted", "partly_granted", "refused", "unable", "not_processed", "other"]
    assert full["zero"] is False or not full["zero"]
    assert full["received"] + full["carried_in"] == full["total"] + full["carried_out"]
    assert full[kinds].sum() == full["total"]


def test_what_is_not_known_is_missing_and_not_0(out: Path) -> None:
    refused = reports_frame(out).loc["shili/b/2022"]
    assert (refused["status"], refused["errors"]) == ("refused", 1)
    assert refused[["zero", "blank", "received", "total", "granted"]].isna().all()
    assert "shili/b/2022" not in set(cells_frame(out)["report"])


def test_deadline_and_day_of_handing_in_are_dates_and_unknown_where_nobody_noted_them(
    out: Path, tmp_path: Path
) -> None:
    shutil.copytree(PARAMS / "shili", tmp_path / "params" / "shili")
    with (tmp_path / "params" / "shili" / "district.yaml").open("a", encoding="utf-8") as file:
        file.write("handed_in: {2022: {dongjie: 2023-02-03}}\n")
    frame = reports_frame(out, tmp_path / "params")
    assert frame["due"].dt.strftime("%Y-%m-%d").unique().tolist() == ["2023-01-31"]
    assert frame["handed_in"].isna().tolist() == [True, True, False]
    assert list(frame[frame["handed_in"] > frame["due"]].index) == ["shili/dongjie/2022"]
    assert reports_frame(out)["handed_in"].isna().all()


def test_a_row_is_a_cell_with_last_year_beside_it(out: Path) -> None:
    frame = cells_frame(out)
    assert frame.groupby("report").size().to_dict() == {"shili/a/2022": 200, "shili/dongjie/2022": 200}
    cells = {(cell["report"], cell["address"]): cell for cell in frame.to_dict("records")}
    cell = cells["shili/dongjie/2022", "applications.received[6]"]
    assert cell["label"] == "一、本年新收政府信息公开申请数量 × 总计"
    assert cell["number"] - cell["last_year"] == cell["change"]
    assert math.isnan(cells["shili/a/2022", "applications.received[6]"]["change"])


def test_a_row_is_a_finding(out: Path) -> None:
    frame = findings_frame(out)
    (found,) = frame[frame["rule"] == "T4-SUM"].to_dict("records")
    assert (found["report"], found["severity"], found["cell"]) == (
        "shili/b/2022",
        "error",
        "appeals.reconsideration[4]",
    )
    assert found["line"] == factories.line_of("appeals.reconsideration[4]")


def test_params_give_the_figures_of_refused_reports(tmp_path: Path) -> None:
    path = tmp_path / "params" / "shili" / "dongjie" / "2022.yaml"
    path.parent.mkdir(parents=True)
    text = (PARAMS / "shili" / "dongjie" / "2022.yaml").read_text(encoding="utf-8")
    path.write_text(
        re.sub(r"received: .*", "received: [null, 0, 0, 0, 0, 0, 1]", text, count=1), encoding="utf-8"
    )
    write_params(tmp_path / "build", "shili/dongjie/2022", path)
    assert reports_frame(tmp_path / "build", tmp_path / "params")["blank"].tolist() == [1]
    assert len(cells_frame(tmp_path / "build", tmp_path / "params")) == 200
    with pytest.raises(NianbaoError):
        reports_frame(tmp_path / "build", tmp_path / "nowhere")


def test_an_empty_batch_gives_empty_frames_with_the_same_columns(tmp_path: Path, out: Path) -> None:
    for frame_of in (reports_frame, cells_frame, findings_frame):
        empty = frame_of(tmp_path / "nothing")
        assert len(empty) == 0
        assert list(empty.columns) == list(frame_of(out).columns)


@pytest.mark.notebook
def test_the_analysts_notebook_runs_on_a_batch(out: Path, tmp_path: Path) -> None:
    done = tmp_path / "done.ipynb"
    source = ROOT / "notebooks" / "batch_review.ipynb"
    result = call("papermill", source, done, "-p", "folder", out, "--no-progress-bar", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        node = nbformat.read(done, as_version=4)
    shown = {
        cell.id: "".join(output.get("data", {}).get("text/html", "") for output in cell.outputs)
        for cell in node.cells
        if cell.cell_type == "code"
    }
    assert "T4-SUM" in shown["rules"]
    assert "shili/b/2022" in shown["open"]
    assert "shili/a/2022" in shown["zero"]
    assert "示例区东街街道办事处" in shown["change"]
    assert "示例区东街街道办事处" in shown["applications"]
    assert "refused" in shown["progress"]
