"""A register taken in: tables three and four of a params file counted from it, each cell tracing to its rows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from helpers.errors import UsageError
from helpers.files import write_atomically
from helpers.form import edition_of
from helpers.intake.faults import Broken
from helpers.intake.file_names import legible
from helpers.intake.register.count import count
from helpers.intake.register.counted import Counted
from helpers.intake.register.figures import ParamsFile, opened
from helpers.intake.register.sheet import RegisterRow, read_register
from helpers.intake.source import MAX_BYTES, read_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True)
class RegisterTakenIn:
    """What counting a register left.

    Attributes:
        counted: The cells, and the rows that could not be classified.
        params: The params file that was changed.
        record: The record beside it.
        kept: Where the params file was put as it was before; None where nothing changed.
        rows: How many rows the register has.
        told: What the record holds.
    """

    counted: Counted
    params: Path
    record: Path
    kept: Path | None
    rows: int
    told: dict[str, Any]


def take_in_register(paths: Sequence[Path], target: Path) -> RegisterTakenIn | None:
    """Count registers into a params file and write where each figure came from into `YEAR.import.json`.

    Args:
        paths: CSV or Excel files, all of them registers.
        target: The params file; it is there already, and keeps everything but tables three and four.

    Returns:
        What came of it; None where none of the files is a register.

    Raises:
        UnreadableError: A file can't be read.
        UsageError: Only some of the files are registers, or there is no params file.
        ReadError: The params file can't be read.
    """
    found = [(path, read_register(path)) for path in paths if path.is_file()]
    registers = [(path, *read) for path, read in found if read is not None]
    if not registers:
        return None
    if len(registers) < len(paths):
        raise UsageError("台账要单独导入：请先导入年报文件，再导入台账。")
    rows = [
        RegisterRow(f"{legible(path.name)}：{row.where}", row.cells) if len(registers) > 1 else row
        for path, some, _ in registers
        for row in some
    ]
    params = _params(target)
    counted = count(rows, params.year, params.edition)
    values = {address: counted.value(address) for address in counted.rows}
    text = params.with_figures(values).encode()
    digests = {legible(path.name): hashlib.sha256(data).hexdigest() for path, _, data in registers}
    record = target.with_name(f"{target.stem}.import.json")
    told = _record(record, params, counted, digests)
    before = target.read_bytes()
    kept = None
    if before != text:
        kept = target.with_name(f"{target.name}.bak")
        write_atomically(kept, before)
    write_atomically(record, (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())
    write_atomically(target, text)
    return RegisterTakenIn(counted, target, record, kept, len(rows), told)


def _params(target: Path) -> ParamsFile:
    try:
        return opened(read_bytes(target), str(target))
    except FileNotFoundError:
        office = "/".join(target.absolute().parent.parts[-2:])
        raise UsageError(
            f"{target}：台账只填表三、表四，请先用 nianbao new {office} {target.stem} 建好这个文件，再导入台账。"
        ) from None
    except Broken as broken:
        raise UsageError(f"{target}：{broken.message}。") from None


def _record(path: Path, params: ParamsFile, counted: Counted, digests: dict[str, str]) -> dict[str, Any]:
    """The record of the import as it was, with what the register says in place of what it said before."""
    told = _before(path)
    fields = edition_of(params.edition).fields
    sources = [source for source in told.get("sources", []) if source.get("name") not in digests]
    cells = dict(told.get("cells", {}))
    missing = [item for item in told.get("missing", []) if item.get("cell") not in counted.rows]
    for address, rows in counted.rows.items():
        value = counted.value(address)
        cells[address] = {"label": fields[address].label, "value": value, "rows": rows}
        if value is None:
            unclear = counted.open[address]
            cells[address]["unclear_rows"] = unclear
            missing.append(
                {"cell": address, "reason": f"台账里有 {len(unclear)} 行不能归类，见 unclassified"}
            )
    return {
        "office": params.draft.office.name if params.draft.office else None,
        "year": params.year,
        "edition": params.edition,
        **told,
        "sources": [
            *sources,
            *({"name": name, "kind": "register", "sha256": digest} for name, digest in digests.items()),
        ],
        "cells": cells,
        "missing": missing,
        "unclassified": [{"row": where, "reason": reason} for where, reason in counted.problems],
        "other_years": counted.other_years,
        "channels": counted.channels,
    }


def _before(path: Path) -> dict[str, Any]:
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
        told = json.loads(data)
    except (OSError, ValueError, RecursionError):
        return {}
    shape = {"sources": list, "cells": dict, "missing": list}
    sound = isinstance(told, dict) and all(
        isinstance(told.get(key, kind()), kind) for key, kind in shape.items()
    )
    items = [*told.get("sources", []), *told.get("missing", [])] if sound else [None]
    return told if all(isinstance(item, dict) for item in items) else {}
