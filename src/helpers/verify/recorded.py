"""A report's record, taken only if it is what the kit writes."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from helpers.batch.record import FILE, Record
from helpers.batch.record_schema import record_schema
from helpers.review.signoff.seal import Place
from helpers.verify.folder import UnfitError, read_plain

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator


class RecordFault(Exception):  # noqa: N818  # what is wrong with it, as a reader is told
    """There is no record, or none that a run writes; the message says so in Chinese."""


def read_record(place: Place) -> Record:
    """The record of a report.

    Raises:
        RecordFault: There is none, or it isn't as the schema has it, or it is another report's.
    """
    try:
        content = read_plain(place.folder / FILE)
    except UnfitError as error:
        raise RecordFault(f"{FILE} {error}") from None
    if content is None:
        raise RecordFault(f"缺少 {FILE}，不知道年报由什么生成")
    try:
        data = json.loads(content)
        fault = next(iter(_validator().iter_errors(data)), None)
    except (ValueError, RecursionError):
        raise RecordFault(f"{FILE} 不是完好的生成记录") from None
    if fault is not None:
        where = ".".join(str(part) for part in fault.absolute_path) or "开头"
        raise RecordFault(f"{FILE} 不是完好的生成记录：{where[:80]} 不符合格式")
    if data["year"] != place.year:
        raise RecordFault(f"{FILE} 记的是 {data['year']} 年，与所在文件夹 {place.name} 不符")
    return Record.from_json(data)


@cache
def _validator() -> Draft202012Validator:
    import jsonschema

    schema: Any = record_schema()
    return jsonschema.Draft202012Validator(schema)
