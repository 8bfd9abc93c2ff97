"""A params file at its start, written for the person who fills it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.intake.hints import HINTS
from helpers.intake.locate import SUFFIX
from helpers.intake.published.cells import CellRead
from helpers.intake.published.identity import Identity
from helpers.intake.published.imported import Imported
from helpers.intake.published.params_file import params_text
from helpers.intake.published.sections import narrate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.intake.started import Started


def start_params(started: Started) -> str:
    """The text of the file: last year's figures where they carry over, everything else null."""
    report = started.report
    known = Imported(
        sources=(),
        edition=report.edition,
        identity=Identity(),
        cells={
            address: CellRead(field, report.figures[address])
            for address, field in report.edition.fields.items()
        },
        narrated=narrate((), report.edition, None, ()),
        office=report.office.name,
        kind=report.office.kind,
        scope=report.office.scope,
        year=report.year,
        texts=dict.fromkeys(HINTS, ""),
    )
    head = "".join(f"# {line}".rstrip() + "\n" for line in _head(started))
    return f"{head}\n{params_text(known, hints=HINTS)}"


def _head(started: Started) -> Iterator[str]:
    report, address = started.report, started.address
    yield f"{report.title}的数据"
    yield ""
    yield "怎样填"
    yield "1. null 表示还没有填，请换成数字或文字。没有发生的填 0；空着的不会当作 0。"
    yield "2. 数字照每行后面的栏目填，方括号里的各数按“列序”排列，不写单位。"
    yield "3. 文字把 null 换成 |，从下一行写起，每行比这一项的名称多缩进两格，段落之间空一行。"
    yield "   文字里的数可以写成 {{ applications.received.total }} 这样，就总和表格一致。"
    yield f"4. 填好后运行 nianbao check params/{address.district}/{address.office}/{address.year}.yaml，会逐条说明缺什么、哪里不平。"
    if report.previous is None:
        yield ""
        yield f"没有上年的文件（{address.year - 1}{SUFFIX}），除单位外都没有代填。"
    elif started.carried:
        yield ""
        yield f"已按上年的文件（{address.year - 1}{SUFFIX}）代填，请核对"
        yield from _carried(started)
    for note in started.notes:
        yield f"注意：{note}。"


def _carried(started: Started) -> Iterator[str]:
    fields = started.report.edition.fields
    rows = dict.fromkeys((fields[address].table, fields[address].row) for address in started.carried)
    for table, row in rows:
        if table == "applications":
            yield f"- {row.label}：等于上年报告的结转下年度继续办理，要和上年一致。"
            continue
        column = fields[f"{table}.{row.key}.in_force"].column
        yield f"- {row.label}的{column.label}：现在是上年末的数，填好本年的增减以后，改成上年的数加制发、减废止。"
