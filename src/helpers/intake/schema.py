"""What every kind of input file is read with: mappings of known keys, texts, names, whole numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from helpers.checks.values import masked
from helpers.intake.faults import Faults, clipped, closest, shown
from helpers.intake.nodes import Mapping as MappingNode
from helpers.intake.nodes import Node, Scalar, Sequence
from helpers.intake.source import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAX_NAME = 200
"""Characters in a name; the longest official names have some 60."""

_Choice = TypeVar("_Choice", str, int)


class Labelled(Protocol):
    """What knows how the official form calls its keys."""

    @property
    def labels(self) -> Mapping[str, str]:
        """The form's words by key."""


def entries_of(
    node: Node,
    known: Iterable[str],
    faults: Faults,
    *,
    cell: str = "",
    optional: Iterable[str] = (),
    labels: Labelled | None = None,
) -> dict[str, Node]:
    """The values of a mapping by key; keys that aren't known and keys that are missing are faults.

    A missing key is not named where an unknown one looks like it: that is one fault, not two.

    Args:
        node: What should be a mapping.
        known: Every key it may have.
        faults: Where to note what is wrong.
        cell: Its address in params; empty for the whole file.
        optional: The keys that may be missing.
        labels: What knows how the official form calls each key.
    """
    known = tuple(known)
    if not isinstance(node, MappingNode):
        faults.add(node, f"{_name(cell)}应写成“键: 值”的一组，其中有 {_list(known)}，请改正", cell)
        return {}
    guessed = set()
    for key, (at, _) in node.entries.items():
        if key not in known and not faults.full:
            near = closest(key, (name for name in known if name not in node.entries)) or closest(key, known)
            guessed.add(near)
            faults.add(at, _unknown(key, near, known, cell), _join(cell, key))
    for key in known:
        if key not in node.entries and key not in guessed and key not in optional:
            label = labels.labels.get(key, "") if labels else ""
            faults.add(
                node, f"{_name(cell)}缺少 {key}{label and f'，即“{label}”'}，请补上", _join(cell, key), label
            )
    return {key: value for key, (_, value) in node.entries.items() if key in known}


def items_of(node: Node, faults: Faults, *, cell: str) -> list[Node]:
    """The items of a list; nothing (null) is a list of none."""
    if isinstance(node, Sequence):
        return node.items
    if not (isinstance(node, Scalar) and node.is_null):
        faults.add(node, f"{_name(cell)}应为列表，请改正", cell)
    return []


def text_of(node: Node, faults: Faults, *, cell: str) -> Scalar | None:
    """A text's node, whose `text` is empty where nothing is written; None where it is no text."""
    if not isinstance(node, Scalar):
        faults.add(
            node, f"{_name(cell)}应为文字，不能是列表或一组数据，请改正（以 {{{{ 开头的请加引号）", cell
        )
    elif node.is_null:
        return Scalar("", False, node.line, node.column, node.start, node.end)
    elif node.plain and not isinstance(node.value, str):
        faults.add(node, f"{_name(cell)}应为文字，这里是{shown(node.text)}，请加引号或改正", cell)
    elif found := CONTROL.search(node.text):
        faults.add(node, f"{_name(cell)}里有看不见的控制字符 U+{ord(found[0]):04X}，请删去", cell)
    else:
        return node
    return None


def name_of(node: Node, faults: Faults, *, cell: str) -> str:
    """A text that is one line, not empty and not too long; empty where it is not."""
    scalar = text_of(node, faults, cell=cell)
    if scalar is None:
        return ""
    if not scalar.text.strip():
        faults.add(node, f"{_name(cell)}不能为空，请填写", cell)
    elif "\n" in scalar.text or "\t" in scalar.text:
        faults.add(node, f"{_name(cell)}不能换行，也不能有制表符，请写在一行里", cell)
    elif "{{" in scalar.text:
        faults.add(node, f"{_name(cell)}不能有占位符 {{{{ }}}}，请直接写出", cell)
    elif masked(scalar.text) != scalar.text:
        faults.add(node, f"{_name(cell)}里有很长的号码（{masked(scalar.text)}），请只写名称", cell)
    elif len(scalar.text) > MAX_NAME:
        faults.add(node, f"{_name(cell)}有 {len(scalar.text)} 字，最多 {MAX_NAME} 字，请缩短", cell)
    else:
        return scalar.text
    return ""


def whole_number_of(node: Node, allowed: range, faults: Faults, *, cell: str) -> int | None:
    """A whole number within a range; None where it is none."""
    value = node.value if isinstance(node, Scalar) else None
    if isinstance(value, int) and not isinstance(value, bool) and value in allowed:
        return value
    faults.add(node, f"{_name(cell)}应为 {allowed[0]} 到 {allowed[-1]} 的整数{_found(node)}，请改正", cell)
    return None


def choice_of(node: Node, choices: Iterable[_Choice], faults: Faults, *, cell: str) -> _Choice | None:
    """One of a few words or numbers; None where it is none of them."""
    value = node.value if isinstance(node, Scalar) else None
    for choice in choices:
        if value == choice and type(value) is type(choice):
            return choice
    faults.add(node, f"{_name(cell)}应为 {_list(map(str, choices), ' 或 ')}{_found(node)}，请改正", cell)
    return None


def _found(node: Node) -> str:
    if not isinstance(node, Scalar) or node.is_null:
        return ""
    return f"，这里是{shown(node.text)}"


def _unknown(key: str, near: str, known: tuple[str, ...], cell: str) -> str:
    where = f" {cell} 里" if cell else ""
    if "：" in key:
        return f"{shown(key)}里的冒号是全角的，请改成半角冒号加一个空格"
    if near:
        return f"{where}没有{shown(key)}这个键，是不是 {near}？请改正".lstrip()
    return f"{where}没有{shown(key)}这个键，请删去或改成 {_list(known)} 之一".lstrip()


def _list(words: Iterable[str], last: str = "、") -> str:
    *words, end = words
    return f"{'、'.join(words)}{last}{end}" if words else end


def _name(cell: str) -> str:
    return f"{cell} " if cell else ""


def _join(cell: str, key: str) -> str:
    return f"{cell}.{clipped(key)}" if cell else clipped(key)
