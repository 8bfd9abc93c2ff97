"""What a cluster's worker does: it builds one report from a parcel that holds all the report is made of."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from helpers.batch.builder import Builder
from helpers.batch.courier import taken
from helpers.batch.inputs import Common, input_hashes
from helpers.batch.limits import Limits
from helpers.batch.notebook import NAME
from helpers.batch.plan import Step
from helpers.batch.record import Record
from helpers.batch.store import open_store
from helpers.errors import MachineError, UsageError
from helpers.kernels.client import CAN_FORK


@dataclass(frozen=True)
class Parcel:
    """A report to build, with all that it is made of besides the installed kit.

    Attributes:
        step: The report.
        common: What all reports of the batch share.
        limits: What the report may take.
        address: The store to write to; empty to send the files back.
        notebook: The master notebook.
        params: Content of the params file and of the years' before, by name.
    """

    step: Step
    common: Common
    limits: Limits
    address: str
    notebook: bytes
    params: Mapping[str, bytes]

    @classmethod
    def of(cls, step: Step, common: Common, limits: Limits, address: str) -> Parcel:
        """Pack a parcel.

        Raises:
            OSError: A file can't be read.
        """
        files = (step.job.params, step.job.sibling(1), step.job.sibling(2))
        params = {path.name: path.read_bytes() for path in files if path.is_file()}
        return cls(step, common, limits, address, _content(common.notebook), params)


@dataclass(frozen=True)
class Built:
    """What came of a parcel.

    Attributes:
        record: How it ended.
        seconds: How long the last try took.
        files: The report's files; None where they are in the store already.
    """

    record: Record
    seconds: float | None
    files: Mapping[str, bytes] | None


def build_parcel(parcel: Parcel) -> Built:
    """Build a report; called in a worker.

    Raises:
        UsageError: The worker's kit is another than the driver's.
        OSError: The store can't be written to.
    """
    with tempfile.TemporaryDirectory(prefix="batch-") as name:
        step, common = _unpack(parcel, Path(name))
        record, seconds = _build(step, common, parcel.limits)
        files = taken(step, record)
        if not parcel.address:
            return Built(record, seconds, files)
        open_store(parcel.address).replace(step.job.name, record, files)
        return Built(record, seconds, None)


def _unpack(parcel: Parcel, folder: Path) -> tuple[Step, Common]:
    job = parcel.step.job
    notebook = folder / NAME.name
    notebook.write_bytes(parcel.notebook)
    office = folder / "params" / job.district / job.office
    office.mkdir(parents=True)
    for name, content in parcel.params.items():
        (office / name).write_bytes(content)
    common = replace(_kit(parcel.notebook), notebook=notebook)
    differing = [name for name, value in parcel.common.hashes.items() if common.hashes.get(name) != value]
    if differing:
        raise UsageError(
            f"工作机上安装的程序与本机不同（{'、'.join(differing)}），结果会不一致：请在各台机器上安装同一版本。"
        )
    job = replace(job, params=office / job.params.name, out=folder / "build")
    if input_hashes(job, common) != parcel.step.inputs:
        raise MachineError(f"{job.name} 的填报数据在运行中被改动，请重新运行。")
    return replace(parcel.step, job=job, record=None), common


@cache
def _content(notebook: Path) -> bytes:
    return notebook.read_bytes()


@cache
def _kit(notebook: bytes) -> Common:
    """This machine's kit, hashed once a process."""
    with tempfile.TemporaryDirectory(prefix="batch-") as name:
        path = Path(name) / NAME.name
        path.write_bytes(notebook)
        return Common.of(path)


def _build(step: Step, common: Common, limits: Limits) -> tuple[Record, float | None]:
    last = list(_builder(limits)([step], common, started=lambda _: None))[-1]
    return last.record, last.seconds


_builders = threading.local()


def _builder(limits: Limits) -> Builder:
    """The builder of this thread of the worker; where it has a warm process, that stays for the next report."""
    if not CAN_FORK:
        from helpers.batch.process_pool import ProcessPool

        return ProcessPool(1)
    from helpers.batch.warm_pool import WarmPool

    pool: WarmPool | None = getattr(_builders, "pool", None)
    if pool is None:
        pool = _builders.pool = WarmPool(1, limits, keep=True)
    pool.limits = limits
    return pool
