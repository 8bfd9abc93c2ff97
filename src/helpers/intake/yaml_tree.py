"""A YAML 1.2 document as a tree whose nodes know their places.

PyYAML gives the events of libyaml's parser, which is quick and knows every mark. What words mean is decided
by our own resolver, because PyYAML's is that of YAML 1.1, where `no` is False and `010` is 8.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from helpers.intake.faults import Broken, Faults, shown
from helpers.intake.nodes import Mapping, Node, Scalar, Sequence
from helpers.intake.yaml_problems import explain

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.intake.scalars import CoreValue

MAX_DEPTH = 16
"""Params are six levels deep at most."""

MAX_NODES = 20_000
"""Counted after aliases are followed, so that a few lines can't stand for millions; a report has some 500."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the pure one where libyaml is missing
_CORE = "tag:yaml.org,2002:"
_TYPES: dict[str, tuple[type, ...]] = {
    "null": (type(None),),
    "bool": (bool,),
    "int": (int,),
    "float": (int, float),
}
# Only `%YAML 1.2` is let through: libyaml's time for `%TAG` lines grows with the square of their number.
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*(?!%YAML 1\.2[ \t]*(?:#[^\n]*)?\n(?!%))%")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")


def parse(source: str, faults: Faults) -> Node:
    r"""The tree of a file's only document.

    Args:
        source: Its text, lines ended by `\n`.
        faults: Where to note repeated keys, merge keys and tags; the tree goes on without them.

    Raises:
        Broken: It isn't YAML 1.2, or has what no params file needs: several documents, an alias of itself,
            more depth or nodes than the limits.
    """
    if found := _DIRECTIVE.match(source):
        line = source.count("\n", 0, found.end()) + 1
        raise Broken("不支持以 % 开头的指令行（%YAML 1.2 除外），请删去", line, 1)
    composer = _Composer(source, faults)
    try:
        return composer.document()
    except yaml.YAMLError as error:
        raise explain(error, source) from None


class _Composer:
    def __init__(self, source: str, faults: Faults) -> None:
        self._source = source
        self._faults = faults
        self._next: Callable[[], Any] = _LOADER(source).get_event
        self._anchors: dict[str, tuple[Node, int] | None] = {}
        self._nodes = 0

    def document(self) -> Node:
        self._next()  # the stream's start
        event = self._next()
        if type(event) is yaml.StreamEndEvent:
            raise Broken("文件是空的，请填写内容", 1, 1)
        root = self._node(self._next(), 1)
        self._next()  # the document's end
        event = self._next()
        if type(event) is not yaml.StreamEndEvent:
            raise _broken(event, "一个文件里只能有一份数据，请删去 --- 以及后面的内容")
        return root

    def _node(self, event: Any, depth: int) -> Node:
        kind = type(event)
        if kind is yaml.AliasEvent:
            return self._alias(event)
        before = self._nodes
        self._count(event, 1)
        if event.anchor:
            self._anchors[event.anchor] = None
        node: Node
        if kind is yaml.ScalarEvent:
            node = self._scalar(event)
        elif depth > MAX_DEPTH:
            raise _broken(event, f"嵌套超过 {MAX_DEPTH} 层，请检查缩进和括号")
        elif kind is yaml.SequenceStartEvent:
            node = self._sequence(event, depth)
        else:
            node = self._mapping(event, depth)
        if event.anchor:
            self._anchors[event.anchor] = node, self._nodes - before
        return node

    def _count(self, event: Any, nodes: int) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise _broken(event, f"内容超过 {MAX_NODES} 项（引用展开后），不像一份年报的数据，请检查")

    def _alias(self, event: Any) -> Node:
        if event.anchor not in self._anchors:
            raise _broken(event, f"引用 *{event.anchor} 没有对应的 &{event.anchor}，请改正名字或直接写出内容")
        anchored = self._anchors[event.anchor]
        if anchored is None:
            raise _broken(event, f"引用 *{event.anchor} 指向包含它自己的内容，请直接写出内容")
        node, nodes = anchored
        self._count(event, nodes)
        return node

    def _scalar(self, event: Any) -> Scalar:
        mark, style = event.start_mark, event.style or ""
        node = Scalar(
            event.value,
            event.implicit[0],
            mark.line + 1,
            mark.column + 1,
            mark.index,
            event.end_mark.index,
            style,
        )
        if event.tag or event.anchor:
            self._properties(event, node)
        return node

    def _properties(self, event: Any, node: Scalar) -> None:
        """Judge a tag, and move the node's place behind tag and anchor."""
        if event.tag:
            name = event.tag.removeprefix(_CORE)
            node.plain = name in _TYPES
            if name not in (*_TYPES, "str", "!"):
                self._refuse_tag(event)
            elif node.plain and not _is_type(node.value, name):
                self._faults.note(
                    _broken(event, f"{shown(node.text)}不是标签 !!{name} 所说的类型，请删去标签")
                )
        found = _PROPERTIES.match(self._source, node.start, node.end)
        if found and node.line and node.column:
            properties = found[0]
            node.start = found.end()
            if lines := properties.count("\n"):
                node.line += lines
                node.column = len(properties) - properties.rfind("\n")
            else:
                node.column += len(properties)

    def _sequence(self, event: Any, depth: int) -> Sequence:
        if event.tag not in (None, "!", _CORE + "seq"):
            self._refuse_tag(event)
        mark, items = event.start_mark, []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            items.append(self._node(event, depth + 1))
        return Sequence(items, mark.line + 1, mark.column + 1)

    def _mapping(self, event: Any, depth: int) -> Mapping:
        if event.tag not in (None, "!", _CORE + "map"):
            self._refuse_tag(event)
        mark = event.start_mark
        entries: dict[str, tuple[Scalar, Node]] = {}
        while type(event := self._next()) is not yaml.MappingEndEvent:
            key = self._node(event, depth + 1)
            if type(key) is not Scalar:
                raise _broken(event, "键应为文字，不能是列表或一组数据，请改正（{{ … }} 请放在引号里）")
            value = self._node(self._next(), depth + 1)
            if key.plain and key.text == "<<":
                self._faults.add(key, "YAML 1.2 没有合并键 <<，请直接写出各项")
            elif key.text in entries:
                first = entries[key.text][0].line
                self._faults.add(key, f"{shown(key.text)}重复，第 {first} 行已有，请删去其中一个")
            else:
                entries[key.text] = key, value
        return Mapping(entries, mark.line + 1, mark.column + 1)

    def _refuse_tag(self, event: Any) -> None:
        self._faults.note(_broken(event, f"不支持标签{shown(event.tag)}，请删去"))


def _is_type(value: CoreValue, name: str) -> bool:
    if isinstance(value, str) or (isinstance(value, bool) and name != "bool"):
        return False
    return name == "float" or isinstance(value, _TYPES[name])


def _broken(event: Any, message: str) -> Broken:
    return Broken(message, event.start_mark.line + 1, event.start_mark.column + 1)
