"""A batch's folder on this machine and behind fsspec: the record vouches for files that are all there."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING

import pytest
from tests.batch.steps import job_in, pretend_built, step_of

from helpers.batch.fsspec_store import FsspecStore
from helpers.batch.inputs import digest
from helpers.batch.local_store import LocalStore
from helpers.batch.plan import mark_of
from helpers.batch.record import Record, Status
from helpers.batch.store import open_store
from helpers.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from helpers.batch.store import Store

REPORT = "shili/ceshi/2022"
FILES = {"report.ipynb": b"{}", "report.html": b"<p>"}


def record_of(files: dict[str, bytes], office: str = "甲") -> Record:
    outputs = {name: digest(content) for name, content in files.items()}
    return Record(office, 2022, Status.OK, outputs=outputs)


@pytest.fixture(params=["folder", "file://", "memory://"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    address = {
        "folder": str(tmp_path / "build"),
        "file://": f"file://{tmp_path}/build",
        "memory://": f"memory://{uuid.uuid4()}",
    }
    return open_store(address[request.param])


def test_what_is_put_there_is_found_there(store: Store) -> None:
    assert store.record(REPORT) is None
    assert store.mark(REPORT, ("report.html",)) == ""
    record = record_of(FILES)
    store.replace(REPORT, record, FILES)
    assert store.record(REPORT) == record
    assert {name: store.read(REPORT, name) for name in FILES} == FILES
    assert store.mark(REPORT, tuple(FILES))
    assert store.mark(REPORT, (*FILES, "report.pdf")) == ""


def test_a_build_replaces_all_of_the_last_one(store: Store) -> None:
    store.replace(REPORT, record_of(FILES), FILES)
    fewer = {"report.ipynb": b"{...}"}
    store.replace(REPORT, record_of(fewer, "乙"), fewer)
    assert store.record(REPORT) == record_of(fewer, "乙")
    assert store.read(REPORT, "report.ipynb") == b"{...}"
    with pytest.raises(FileNotFoundError):
        store.read(REPORT, "report.html")


def test_there_is_no_record_while_files_are_replaced(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is stopped between two files leaves no record that would vouch for them."""
    store.replace(REPORT, record_of(FILES), FILES)

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    if isinstance(store, LocalStore):
        from helpers import files

        monkeypatch.setattr(files, "sync_folder", stop)
    else:
        assert isinstance(store, FsspecStore)
        monkeypatch.setattr(type(store._place[0]), "pipe_file", stop)
    with pytest.raises(KeyboardInterrupt):
        store.replace(REPORT, record_of({}, "乙"), {"report.html": b"<h1>"})
    assert store.record(REPORT) is None


def test_what_no_file_can_take_leaves_the_last_build_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = LocalStore(tmp_path)
    store.replace(REPORT, record_of(FILES), FILES)
    before = {path.name: path.read_bytes() for path in (tmp_path / REPORT).iterdir()}

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.replace(REPORT, record_of({}), {"report.html": b"<h1>"})
    assert {path.name: path.read_bytes() for path in (tmp_path / REPORT).iterdir()} == before


def test_a_mark_tells_of_other_content(store: Store) -> None:
    store.replace(REPORT, record_of(FILES), FILES)
    before = store.mark(REPORT, tuple(FILES))
    longer = {**FILES, "report.html": b"<p>..."}
    store.replace(REPORT, record_of(longer), longer)
    assert store.mark(REPORT, tuple(FILES)) != before


def test_a_mark_is_of_one_record(tmp_path: Path) -> None:
    """The same sizes and times with another record are no proof."""
    job = job_in(tmp_path)
    record = pretend_built(job)
    store = LocalStore(job.out)
    other = Record(
        "示例", 2022, Status.OK, inputs=step_of(job).inputs, outputs=dict.fromkeys(record.outputs, "0")
    )
    assert mark_of(job, record, store) != mark_of(job, other, store)


def test_records_and_pages_are_worked_on_in_a_local_folder(store: Store) -> None:
    store.replace(REPORT, record_of(FILES), FILES)
    with store.local() as folder:
        assert json.loads((folder / REPORT / "record.json").read_bytes())["office"] == "甲"
        (folder / "index.html").write_bytes(b"<ul>")
        (folder / "ledger.sqlite").write_bytes(b"one")
    with store.local() as folder:
        assert (folder / "index.html").read_bytes() == b"<ul>"
        (folder / "ledger.sqlite").write_bytes(b"two")
    with store.local() as folder:
        assert (folder / "ledger.sqlite").read_bytes() == b"two"
    assert store.record(REPORT) == record_of(FILES)


def test_an_address_that_nothing_reaches_is_told_of() -> None:
    with pytest.raises(UsageError, match="nosuch://bucket"):
        open_store("nosuch://bucket")


@pytest.mark.parametrize("call", ["record", "read", "mark", "replace", "local"])
def test_what_a_drivers_library_raises_is_the_machines_fault(
    monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    store = open_store(f"memory://{uuid.uuid4()}")
    assert isinstance(store, FsspecStore)
    store.replace(REPORT, record_of(FILES), FILES)

    def denied(*_: object, **__: object) -> None:
        raise RuntimeError("SlowDown")

    for name in ("cat_file", "pipe_file", "ls", "find"):
        monkeypatch.setattr(type(store._place[0]), name, denied)
    calls: dict[str, Callable[[], object]] = {
        "record": lambda: store.record(REPORT),
        "read": lambda: store.read(REPORT, "report.html"),
        "mark": lambda: store.mark(REPORT, tuple(FILES)),
        "replace": lambda: store.replace(REPORT, record_of(FILES), FILES),
        "local": lambda: store.local().__enter__(),
    }
    with pytest.raises(OSError, match="存储服务出错（RuntimeError：SlowDown）") as error:
        calls[call]()
    assert error.value.filename == store.address
