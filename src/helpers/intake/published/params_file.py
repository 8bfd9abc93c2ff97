"""A params file written from what was read: the contract's layout, the form's labels as comments."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from helpers.intake.layout import Group, Part, label_of, layout_of
from helpers.intake.source import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from helpers.form import Field, Value
    from helpers.intake.published.imported import Imported

_PLAIN = re.compile(r"[\u3400-\u9fff][\u3400-\u9fffA-Za-z0-9（）〔〕·]*")
_RESERVED = ("null", "true", "false")


def params_text(read: Imported, *, hints: Mapping[str, str] | None = None) -> str:
    """The params file's text.

    Args:
        read: What it holds.
        hints: What belongs into a text, by its address below `narrative`, for whoever writes it.
    """
    edition = read.edition
    lines = [
        f"office: {{name: {_word(read.office)}, kind: {_word(read.kind)}, scope: {read.scope}}}",
        f"year: {read.year if read.year is not None else 'null'}",
        f"edition: {edition.id}",
        "",
        "# 一、五、六的文字（Markdown，段落之间空一行）",
        "narrative:",
        *_narrative(read, hints or {}),
    ]
    values = {address: cell.value for address, cell in read.cells.items()}
    for table in edition.tables:
        section = next(section for section in edition.sections if section.table == table.key)
        lines += ["", f"# {section.title}", f"{table.key}:"]
        if table.listed:
            columns = "、".join(column.label for column in table.blocks[0].columns)
            lines.append(f"  # 列序：{columns}")
        lines += _group(layout_of(edition.id, table.key), values, "  ")
    return "\n".join(lines) + "\n"


def _narrative(read: Imported, hints: Mapping[str, str]) -> Iterator[str]:
    texts = read.texts
    if "preamble" in texts:
        yield from _text("preamble", texts["preamble"], "  ", hints.get("preamble", ""))
    for section in read.edition.sections:
        if not section.parts:
            continue
        if section.parts[0].key == "":
            yield f"  # {section.title}"
            yield from _text(section.key, texts.get(section.key), "  ", hints.get(section.key, ""))
            continue
        yield f"  {section.key}:  # {section.title}"
        for part in section.parts:
            address = f"{section.key}.{part.key}"
            if part.required or address in texts:
                comment = "：".join(filter(None, (part.title, hints.get(address, ""))))
                yield from _text(part.key, texts.get(address), "    ", comment)
        if section.more and read.more:
            yield "    more:"
            for title, text in read.more:
                yield f"    - title: {_quoted(title)}"
                yield from _text("text", text, "      ")


def _text(key: str, text: str | None, indent: str, comment: str = "") -> Iterator[str]:
    note = f"  # {comment}" if comment else ""
    if not text or not text.strip():
        yield f"{indent}{key}: null{note}"
        return
    text = CONTROL.sub("", text).replace("\t", "    ").strip("\n")
    lines = [line.rstrip() for line in text.split("\n")]
    indicator = "2" if lines[0].startswith(" ") else ""
    yield f"{indent}{key}: |{indicator}{note}"
    yield from (f"{indent}  {line}" if line else "" for line in lines)


def _group(group: Group, values: Mapping[str, Value], indent: str) -> Iterator[str]:
    width = max(len(key) for key in _keys(group, indent)) - len(indent) + 1
    columns = _widths(group, values)
    for key, part in group.parts.items():
        yield from _part(key, part, values, indent, width, columns)


def _part(
    key: str, part: Part, values: Mapping[str, Value], indent: str, width: int, columns: Sequence[int]
) -> Iterator[str]:
    head = f"{indent}{key}:"
    comment = label_of(part)
    if isinstance(part, Group) and not _is_row(part):
        yield f"{head}  # {comment}"
        for below, inner in part.parts.items():
            yield from _part(below, inner, values, indent + "  ", width - 2, columns)
        return
    head = head.ljust(len(indent) + width + 1)
    if isinstance(part, Group):
        cells = ", ".join(
            f"{name}: {_value(values[_field(inner).address])}" for name, inner in part.parts.items()
        )
        fields = [_field(inner) for inner in part.parts.values()]
        headers = "、".join(field.column.labels[-1] for field in fields)
        yield f"{head}{{{cells}}}  # {_printed(fields[0])}：{headers}"
    elif isinstance(part, tuple):
        row = (_value(values[field.address]) for field in part)
        cells = ", ".join(text.rjust(size) for text, size in zip(row, columns, strict=True))
        yield f"{head}[{cells}]  # {_printed(part[0])}"
    else:
        yield f"{head}{_value(values[part.address])}  # {_printed(part)}：{part.column.labels[-1]}"


def _printed(field: Field) -> str:
    """The row's innermost label, without its remark in brackets."""
    return re.sub(r"（区分.*", "", field.row.labels[-1])


def _keys(group: Group, indent: str) -> Iterator[str]:
    for key, part in group.parts.items():
        yield indent + key
        if isinstance(part, Group) and not _is_row(part):
            yield from _keys(part, indent + "  ")


def _widths(group: Group, values: Mapping[str, Value]) -> list[int]:
    rows = [part for part in _rows(group) if isinstance(part, tuple)]
    return [max(len(_value(values[field.address])) for field in column) for column in zip(*rows, strict=True)]


def _rows(part: Part) -> Iterator[Part]:
    if isinstance(part, Group):
        for inner in part.parts.values():
            yield from _rows(inner)
    else:
        yield part


def _is_row(group: Group) -> bool:
    """Whether the group is a row's cells by their columns, written on one line."""
    fields = [part for part in group.parts.values() if not isinstance(part, Group | tuple)]
    return (
        len(fields) == len(group.parts) and len({field.row.key for field in fields}) == 1 and len(fields) > 1
    )


def _field(part: Part) -> Field:
    assert not isinstance(part, Group | tuple)  # noqa: S101  # a row's cells are fields
    return part


def _value(value: Value) -> str:
    if value is None:
        return "null"
    if isinstance(value, str):
        return _quoted(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _word(word: str | None) -> str:
    if word is None:
        return "null"
    return word if _PLAIN.fullmatch(word) and word not in _RESERVED else _quoted(word)


def _quoted(text: str) -> str:
    return json.dumps(CONTROL.sub("", " ".join(text.split())), ensure_ascii=False)
