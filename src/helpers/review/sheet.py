"""The sheet that goes back to an office: what to correct in its report, and where (退回修改意见)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from helpers.batch.record import Status
from helpers.display.blocks import Block, Heading, Items, Paragraph, Run, Strong, Title
from helpers.display.plain import render_text
from helpers.files import write_atomically
from helpers.form import EDITIONS, Edition, Field, Table
from helpers.review.comparison import text_label
from helpers.review.entries import Entry

WORD, TEXT = "return.docx", "return.txt"

_GROUPS = {
    "error": ("必须改正", "下列各处不改正，年报不能通过。"),
    "warning": ("请核对", "下列各处请核对；确有原因的，请在数据文件的 reasons 中按规则编号写明原因。"),
    "info": ("供参考", "下列说明帮助查找原因，不必逐条答复。"),
}
_NUMERALS = "一二三"


def write_sheet(entry: Entry, office: str) -> Path | None:
    """Write an office's sheet beside its report, as Word and as text; remove an old one that is settled.

    Args:
        entry: The report.
        office: The office's name.

    Returns:
        The Word file; None where the office has nothing to correct.

    Raises:
        OSError: The folder can't be written to.
    """
    blocks = sheet_blocks(entry, office)
    if not blocks:
        for name in (WORD, TEXT):
            (entry.folder / name).unlink(missing_ok=True)
        return None
    from helpers.export.document import Document
    from helpers.export.word.package import docx_of  # python-docx takes a while to import

    title = blocks[0]
    assert isinstance(title, Title)  # noqa: S101  # it is what a sheet begins with
    write_atomically(entry.folder / TEXT, (render_text(blocks) + "\n").encode())
    write_atomically(entry.folder / WORD, docx_of(Document(title, blocks)))
    return entry.folder / WORD


def has_sheet(entry: Entry) -> bool:
    """Whether there is a sheet and still something to correct."""
    return _is_doubtful(entry) and (entry.folder / WORD).is_file()


def sheet_blocks(entry: Entry, office: str) -> tuple[Block, ...]:
    """What the sheet says; nothing where the report is neither refused nor doubtful, or the kit is at fault."""
    if not _is_doubtful(entry):
        return ()
    found = {
        severity: [finding for finding in entry.findings if finding["severity"] == severity]
        for severity in _GROUPS
    }
    return tuple(_blocks(entry, office, found))


def _is_doubtful(entry: Entry) -> bool:
    """Whether there is something that the office has to correct or to explain, and not the kit's developers."""
    record = entry.record
    built = record.status in (Status.OK, Status.REFUSED)
    return built and bool(entry.count("error") or entry.count("warning"))


def _blocks(entry: Entry, office: str, found: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[Block]:
    year, edition = entry.year, _edition(entry.year)
    lines = (office, f"{year}年政府信息公开工作年度报告", "退回修改意见")
    yield Title("".join(lines), lines, office, year, edition.id)
    counts = [
        f"{len(found[severity])} 处{what}"
        for severity, what in (("error", "必须改正"), ("warning", "请核对"))
        if found[severity]
    ]
    yield Paragraph((Run(f"{office}："),))
    yield Paragraph(
        (
            Run(
                f"你单位报送的{year}年政府信息公开工作年度报告已经核对，有 {'、'.join(counts)}。"
                "请按下列意见修改后重新报送。位置先写表、行、列，再写数据文件里的行号。"
            ),
        )
    )
    start = 1
    headed = [severity for severity in _GROUPS if found[severity]]
    for number, severity in enumerate(headed):
        title, note = _GROUPS[severity]
        items = [_item(same, edition) for same in _same(found[severity])]
        yield Heading(1, f"{_NUMERALS[number]}、{title}（{len(found[severity])} 处）")
        yield Paragraph((Run(note),))
        yield Items(tuple(items), start=start)
        start += len(items)


def _edition(year: int) -> Edition:
    """The form of that year; the newest where none was issued for it."""
    editions = sorted(EDITIONS.values(), key=lambda edition: edition.id)
    return next((edition for edition in editions if year in edition.years), editions[-1])


def _same(findings: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    """Findings that say the same of several cells of one row, so that an empty row is one item and not seven."""

    def key(finding: Mapping[str, Any]) -> tuple[Any, ...]:
        label = finding["label"]
        said = finding["message"].removeprefix(label) if label else ""
        if not said or said == finding["message"]:
            return (id(finding),)
        return finding["rule"], label.rpartition(" × ")[0], said

    for _, same in groupby(findings, key=key):
        yield list(same)


def _item(same: Sequence[Mapping[str, Any]], edition: Edition) -> tuple[Block, ...]:
    first = same[0]
    message = (
        first["message"].removeprefix(first["label"]).lstrip("：") if len(same) > 1 else first["message"]
    )
    line = f"数据文件第 {first['line']} 行，" if first["line"] else ""
    return (
        Paragraph((Strong((Run(_place(same, edition)),)), Run(f"（{line}规则 {first['rule']}）"))),
        Paragraph((Run(message),)),
    )


def _place(same: Sequence[Mapping[str, Any]], edition: Edition) -> str:
    """Where a finding is on the official form."""
    addresses = [finding["cell"] for finding in same]
    for form in (edition, *EDITIONS.values()):
        fields = [form.fields[address] for address in addresses if address in form.fields]
        if len(fields) == len(addresses):
            return _cells(form.table(fields[0].table), fields)
    if addresses[0].startswith("narrative"):
        return text_label(edition, addresses[0])
    return same[0]["label"] or ("整份年报" if not addresses[0] else f"数据文件的 {addresses[0]}")


def _cells(table: Table, fields: Sequence[Field]) -> str:
    row = fields[0].row
    block = next(block for block in table.blocks if row in block.rows)
    columns = "、".join(dict.fromkeys(_column(field) for field in fields))
    title = f"，{block.title}" if block.title else ""
    return f"表{table.ordinal}“{table.caption}”{title}，“{row.label}”行，“{columns}”列"


def _column(field: Field) -> str:
    """A column's header, with the one above it where another column is called the same."""
    labels = field.column.labels
    return f"{labels[-2]}：{labels[-1]}" if len(labels) > 2 else field.column.label  # 申请人情况 says nothing
