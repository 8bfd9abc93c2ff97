"""The master notebook under the stock commands: a pure function of its parameters."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml
from tests.export import docx_reader, html_reader, pdf_reader
from tests.kit import NOTEBOOK, PARAMS, ROOT, Done, call

import helpers
from helpers.display.blocks import MIME

SAMPLE = PARAMS / "laocheng" / "xiguan" / "2022.yaml"

WATCH = '''"""Writes down, in each process, what files it opens and whom it connects to."""
import os, sys

_log = os.open(os.environ["WATCH_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)


def _hook(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        os.write(_log, f"open {os.path.abspath(arguments[0])}\\n".encode("utf-8", "replace"))
    elif event in ("socket.connect", "socket.getaddrinfo"):
        os.write(_log, f"{event} {arguments[1] if event == 'socket.connect' else arguments[0]}\\n".encode())


sys.addaudithook(_hook)
'''


@dataclass(frozen=True)
class Run:
    """A run of stock papermill in a folder of its own.

    Attributes:
        folder: Where it ran; `out.ipynb` is there.
        done: How it ended.
        log: What the processes opened and whom they connected to, a line each; empty unless watched.
    """

    folder: Path
    done: Done
    log: tuple[str, ...] = ()

    @property
    def notebook(self) -> Any:
        """The executed notebook."""
        return nbformat.read(self.folder / "out.ipynb", as_version=4)

    def result(self) -> list[dict[str, Any]]:
        """What the cells are and show, without papermill's own times and its random id."""
        return [
            {
                "type": cell.cell_type,
                "source": cell.source,
                "outputs": cell.get("outputs"),
                "count": cell.get("execution_count"),
                "tags": cell.metadata.get("tags"),
            }
            for cell in self.notebook.cells
        ]


def papermill(folder: Path, params: Path, *, env: dict[str, str] | None = None, watched: bool = False) -> Run:
    """Execute the master notebook as the README says, from a folder that holds nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    env, log = dict(env or {}), folder / "watch.log"
    if watched:
        (folder / "watch").mkdir()
        (folder / "watch" / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
        known = [str(folder / "watch"), os.environ.get("PYTHONPATH", "")]
        env |= {"WATCH_LOG": str(log), "PYTHONPATH": os.pathsep.join(filter(None, known))}
    done = call("papermill", NOTEBOOK, "out.ipynb", "-f", params, cwd=folder, env=env)
    return Run(folder, done, tuple(log.read_text(encoding="utf-8").splitlines()) if watched else ())


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return papermill(
        tmp_path_factory.mktemp("plain"), SAMPLE, env={"TZ": "Etc/GMT+12", "PYTHONHASHSEED": "1"}
    )


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """In another zone (there it is always another day), another language, home, folder and look of charts."""
    folder = tmp_path_factory.mktemp("else where") / "文件夹"
    (folder / "home").mkdir(parents=True)
    (folder / "matplotlibrc").write_text("font.size: 30\naxes.facecolor: red\n", encoding="utf-8")
    return papermill(
        folder,
        SAMPLE,
        env={
            "TZ": "Pacific/Kiritimati",
            "LANG": "zh_CN.UTF-8",
            "LC_ALL": "C.UTF-8",
            "HOME": str(folder / "home"),
            "USER": "someone",
            "SOURCE_DATE_EPOCH": "1",
            "PYTHONHASHSEED": "2",
        },
        watched=True,
    )


def source() -> Any:
    return json.loads(NOTEBOOK.read_text(encoding="utf-8"))


def test_it_is_kept_without_outputs_and_its_parameters_are_tagged() -> None:
    cells = source()["cells"]
    assert not [cell["id"] for cell in cells if cell.get("outputs") or cell.get("execution_count")]
    assert [cell["id"] for cell in cells if "parameters" in cell["metadata"].get("tags", [])] == [
        "parameters"
    ]


def test_its_parameters_are_what_a_params_file_holds() -> None:
    names: dict[str, Any] = {}
    exec("".join(source()["cells"][0]["source"]), names)  # noqa: S102  # our own notebook's first cell
    assert set(names) - {"__builtins__", "settings"} == {
        *(
            "office",
            "year",
            "edition",
            "narrative",
            "proactive",
            "applications",
            "appeals",
            "reasons",
            "previous",
        ),
    }
    assert {names[name] for name in set(names) - {"__builtins__"}} == {None}


def test_each_cell_calls_a_helper_or_two() -> None:
    for cell in source()["cells"][2:]:
        if cell["cell_type"] == "code":
            assert len(cell["source"]) <= 2, cell["id"]


@pytest.mark.notebook
def test_stock_papermill_executes_it(plain: Run) -> None:
    assert plain.done.returncode == 0, plain.done.stderr
    nbformat.validate(plain.notebook)
    shown = [output for cell in plain.notebook.cells for output in cell.get("outputs", ())]
    assert {output.output_type for output in shown} == {"execute_result"}
    assert all(MIME in output.data for output in shown)
    assert "老城区西关街道办事处" in json.dumps(shown[0].data, ensure_ascii=False)


@pytest.mark.notebook
def test_cells_and_outputs_are_the_same_wherever_and_whenever(plain: Run, elsewhere: Run) -> None:
    assert elsewhere.done.returncode == 0, elsewhere.done.stderr
    assert elsewhere.result() == plain.result()


@pytest.mark.notebook
def test_nobody_but_the_kernel_is_connected_to(elsewhere: Run) -> None:
    connections = [line for line in elsewhere.log if line.startswith("socket.")]
    assert [line for line in connections if not any(host in line for host in ("127.0.0.1", "::1"))] == []


@pytest.mark.notebook
def test_no_file_of_the_project_is_read_besides_helpers_and_notebook(elsewhere: Run) -> None:
    opened = {Path(line.removeprefix("open ")) for line in elsewhere.log if line.startswith("open ")}
    package = Path(helpers.__file__).parent
    assert any(package in path.parents for path in opened)
    allowed = (package.parent, ROOT / ".venv")
    ours = {path for path in opened if ROOT in path.parents and not {path, *path.parents} & {*allowed}}
    assert ours <= {NOTEBOOK, SAMPLE}


@pytest.mark.notebook
@pytest.mark.parametrize("kind", ["html", "pdf", "docx"])
def test_stock_nbconvert_renders_it(plain: Run, kind: str) -> None:
    done = call("jupyter", "nbconvert", "--to", f"nianbao-{kind}", "out.ipynb", cwd=plain.folder)
    assert done.returncode == 0, done.stderr
    content = (plain.folder / f"out.{kind}").read_bytes()
    reader = {"html": html_reader, "pdf": pdf_reader, "docx": docx_reader}[kind]
    tables: list[list[list[str]]] = reader.table_cells(content)
    penalties = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))["proactive"]["penalties"]
    assert ["行政处罚", str(penalties)] in tables[0]
    assert len(tables) == 3


def failing(tmp_path: Path, *changes: tuple[str, str], more: str = "") -> Run:
    text = SAMPLE.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    params = tmp_path / "changed.yaml"
    params.write_text(text + more, encoding="utf-8")
    return papermill(tmp_path / "run", params)


@pytest.mark.notebook
def test_a_misspelled_key_fails_and_the_message_names_the_right_one(tmp_path: Path) -> None:
    run = failing(tmp_path, ("\nappeals:\n", "\napeals:\n"))
    assert run.done.returncode != 0
    assert "ReadError: 没有“apeals”这个键，是不是 appeals？请改正" in run.done.stderr


@pytest.mark.notebook
def test_a_misspelled_optional_key_fails_as_well(tmp_path: Path) -> None:
    run = failing(tmp_path, more="reason: {XY-NORM: 清理口径调整}\n")
    assert run.done.returncode != 0
    assert "是不是 reasons" in run.done.stderr
