from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.review.approvals import Batch, approve, at

from helpers.review.signoff import Entry, Log, SignOffError, read_log


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    """A batch of three reports, each approved."""
    batch = Batch(tmp_path)
    batch.district()
    for number, slug in enumerate(("jia", "yi", "bing")):
        folder = batch.build(f"shili/{slug}/2022", number)
        approve(folder, by="王五", params=batch.params, now=at("2023-01-20"))
    return batch


def lines_of(batch: Batch) -> list[bytes]:
    return batch.log.read_bytes().splitlines(keepends=True)


def test_no_log_is_an_empty_one(tmp_path: Path) -> None:
    assert read_log(tmp_path) == Log()


def test_each_line_is_bound_to_the_one_before(batch: Batch) -> None:
    entries = read_log(batch.out).entries
    assert [entry.number for entry in entries] == [1, 2, 3]
    assert [entry.previous for entry in entries] == ["0" * 64, entries[0].hash, entries[1].hash]
    assert len({entry.hash for entry in entries}) == 3


def edited(line: bytes, **changes: object) -> bytes:
    data = {**json.loads(line), **changes}
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def rehashed(line: bytes) -> bytes:
    entry = Entry(**{**json.loads(line), "by": "赵六"})
    return entry.sealed().line()


TAMPERING: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "another name": lambda lines: [lines[0], edited(lines[1], by="赵六"), lines[2]],
    "another report": lambda lines: [lines[0], edited(lines[1], report="shili/bing/2022"), lines[2]],
    "another time": lambda lines: [edited(lines[0], at="2022-01-01T10:00:00+08:00"), *lines[1:]],
    "another name, hashed anew": lambda lines: [lines[0], rehashed(lines[1]), lines[2]],
    "a line too few": lambda lines: [lines[0], lines[2]],
    "the first line gone": lambda lines: lines[1:],
    "a line twice": lambda lines: [lines[0], lines[0], *lines[1:]],
    "lines in another order": lambda lines: [lines[1], lines[0], lines[2]],
    "blanks between": lambda lines: [lines[0].replace(b",", b", "), *lines[1:]],
    "a key more": lambda lines: [edited(lines[0], more=1), *lines[1:]],
    "half a line": lambda lines: [*lines[:2], lines[2][:40]],
    "no end of line": lambda lines: [*lines[:2], lines[2].rstrip()],
    "an empty line": lambda lines: [*lines, b"\n"],
    "no JSON": lambda lines: [*lines, b"approved\n"],
    "a list": lambda lines: [*lines, b"[]\n"],
    "deep nesting": lambda lines: [*lines, b"[" * 100_000 + b"\n"],
}


@pytest.mark.parametrize("tamper", TAMPERING.values(), ids=TAMPERING)
def test_tampering_shows(batch: Batch, tamper: Callable[[list[bytes]], list[bytes]]) -> None:
    lines = lines_of(batch)
    batch.log.write_bytes(b"".join(tamper(lines)))
    with pytest.raises(SignOffError, match=r"approvals\.jsonl:\d+: 审核日志被改动过"):
        read_log(batch.out)


def test_nothing_is_approved_into_a_log_that_was_tampered_with(batch: Batch) -> None:
    lines = lines_of(batch)
    batch.log.write_bytes(b"".join([lines[0], lines[2]]))
    folder = batch.build("shili/ding/2022", 9)
    with pytest.raises(SignOffError, match="审核日志被改动过"):
        approve(folder, by="王五", params=batch.params)
    assert lines_of(batch) == [lines[0], lines[2]]


def test_the_log_only_grows(batch: Batch) -> None:
    before = batch.log.read_bytes()
    approve(batch.build("shili/ding/2022", 9), by="王五", params=batch.params, now=at("2023-01-21"))
    assert batch.log.read_bytes().startswith(before)
