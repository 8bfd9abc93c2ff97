from __future__ import annotations

import time
from typing import Any

import pytest
import yaml
from tests.intake.writing import unmark

from helpers.intake import yaml_tree
from helpers.intake.faults import Broken, Faults
from helpers.intake.nodes import Mapping, Node, Scalar, Sequence
from helpers.intake.yaml_tree import MAX_DEPTH, MAX_NODES, parse


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """libyaml's parser, and PyYAML's own, which stands in where libyaml is missing."""
    name: str = request.param
    monkeypatch.setattr(yaml_tree, "_LOADER", getattr(yaml, name))
    return name


def tree(source: str) -> Node:
    faults = Faults()
    root = parse(source, faults)
    assert faults.findings == []
    return root


def plain(node: Node) -> Any:
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key: plain(value) for key, (_, value) in node.entries.items()}


def complaint(source: str) -> tuple[tuple[int | None, int | None], str]:
    faults = Faults()
    try:
        parse(source, faults)
    except Broken as broken:
        assert faults.findings == []
        return (broken.line, broken.column), broken.message
    [finding] = faults.findings
    return (finding.line, finding.column), finding.message


def test_a_document_becomes_plain_values() -> None:
    source = (
        "# 说明\n"
        "office: {name: 示例, 'quoted': \"a\\tb\", empty: }\n"
        "row: [1, 010, 0.50, no, /, ~, '5', \"6\"]\n"
        "block: |\n  一\n   二\n\nfolded: >-\n  三\n  四\n"
        "nested:\n  - {a: 1}\n  -\n  - - x\n"
        "null: 1\n"
    )
    assert plain(tree(source)) == {
        "office": {"name": "示例", "quoted": "a\tb", "empty": None},
        "row": [1, 10, plain(tree("0.50")), "no", "/", None, "5", "6"],
        "block": "一\n 二\n",
        "folded": "三 四",
        "nested": [{"a": 1}, None, [["x"]][0]],
        "null": 1,
    }


@pytest.mark.parametrize(
    "source",
    [
        "a: ¦5",
        "a: ¦'5'",
        "𝄞𝄞: {a: ¦5}",
        "k: [一, 二,\n  ¦5]",
        "a: &x ¦5",
        "a: !!str ¦5",
        "a: !!str &x\n  ¦5",
        "a:¦ # nothing\nb: 1",
        "a: ¦|\n  5",
    ],
)
def test_a_scalar_knows_its_place(source: str) -> None:
    source, place = unmark(source)

    def scalars(node: Node) -> list[Scalar]:
        match node:
            case Scalar():
                return [node]
            case Sequence():
                return [scalar for item in node.items for scalar in scalars(item)]
            case Mapping():
                return [scalar for _, item in node.entries.values() for scalar in scalars(item)]

    found = {(scalar.line, scalar.column): scalar for scalar in scalars(tree(source))}
    assert place in found
    offset = found[place].start
    assert (source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset)) == place


def test_an_alias_stands_for_what_was_anchored() -> None:
    assert plain(tree("a: &zero [0, 0]\nb: *zero\nc: &x 1\nd: [*x, *x]\n")) == {
        "a": [0, 0],
        "b": [0, 0],
        "c": 1,
        "d": [1, 1],
    }


def test_core_tags_and_the_version_line_are_taken() -> None:
    source = (
        "%YAML 1.2\n---\na: !!str 5\nb: !!int '6'\nc: !!float 7\nd: !!map {e: !!seq [! 8]}\nf: !!null ~\n"
    )
    assert plain(tree(source)) == {"a": "5", "b": 6, "c": 7, "d": {"e": ["8"]}, "f": None}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a: 1\n¦a: 2\n", "“a”重复，第 1 行已有"),
        ("a: {b: 1, 'c': 2, ¦b: 3}\n", "“b”重复，第 1 行已有"),
        ("a: 1\n¦'a': 2\n", "“a”重复，第 1 行已有"),
        ("a: 1\n¦---\nb: 1\n", "只能有一份数据"),
        ("¦<<: {a: 1}\n", "没有合并键 <<"),
        ("a: &x {b: 1}\nc:\n  ¦<<: *x\n", "没有合并键 <<"),
        ("a: ¦!!python/object/apply:os.system ['true']\n", "不支持标签"),
        ("a: ¦!x 1\n", "不支持标签“!x”"),
        ("a: ¦!!binary aGk=\n", "不支持标签"),
        ("a: ¦!!timestamp 2022-01-01\n", "不支持标签"),
        ("a: ¦!!set {b}\n", "不支持标签"),
        ("a: ¦!!map 1\n", "不支持标签"),
        ("a: ¦!!str [1]\n", "不支持标签"),
        ("a: ¦!!int 一\n", "“一”不是标签 !!int 所说的类型"),
        ("a: ¦!!int 1.5\n", "不是标签 !!int"),
        ("a: ¦!!bool 1\n", "不是标签 !!bool"),
        ("a: ¦!<tag:example.org,2022:x> 1\n", "不支持标签"),
        ("¦%TAG ! tag:yaml.org,2002:python/\n---\na: !object 1\n", "不支持以 % 开头的指令行"),
        ("# 说明\n¦%YAML 1.1\n---\na: 1\n", "不支持以 % 开头的指令行"),
        ("¦%YAML 1.2\n%TAG ! tag:x,2022:\n---\na: 1\n", "不支持以 % 开头的指令行"),
        ("a: ¦*b\n", "引用 *b 没有对应的 &b"),
        ("a: &b [1, ¦*b]\n", "引用 *b 指向包含它自己的内容"),
        ("a: &b {c: {d: ¦*b}}\n", "引用 *b 指向包含它自己的内容"),
        ("? ¦[a]\n: 1\n", "键应为文字"),
        ("a: {¦{ year }}\n", "请放在引号里"),
        ("¦", "文件是空的"),
        ("¦# 只有说明\n\n", "文件是空的"),
        ("a:\n¦\tb: 1\n", "缩进用了制表符（Tab）"),
        ("a: ¦'x\nb: 1\n", "引号没有配对"),
        ("a: [0, 0]\nb: ¦[0, 0\nc: [0]\n", "方括号没有配对"),
        ("a: [0, ¦, 0]\n", "这里缺少内容，还没有数字的请写 null"),
        ("a:\n  b: 1\n ¦c: 1\n", "没有对齐"),
        ("a: 1\n¦b\nc: 1\n", "这一行缺少冒号"),
        ("a: 1\n¦b：2\nc: 1\n", "冒号用了全角的“：”"),
        ("a: b¦: c\n", "文字里有冒号的请加引号"),
        ("a: ¦@b\n", "文字不能以“@”开头"),
        ("a: ¦%b\n", "文字不能以“%”开头"),
        ("a: *¦\n", "以 & 或 * 开头的词是引用"),
    ],
)
def test_what_is_not_taken_is_named_at_its_place(source: str, words: str) -> None:
    source, place = unmark(source)
    found, message = complaint(source)
    assert found == place
    assert words in message


def test_faults_that_leave_the_rest_readable_are_named_together() -> None:
    faults = Faults()
    root = parse("a: 1\na: 2\nb: !x 3\n<<: {c: 4}\n", faults)
    assert [(finding.line, finding.column) for finding in faults.findings] == [(2, 1), (3, 4), (4, 1)]
    assert plain(root) == {"a": 1, "b": "3"}


def test_nesting_is_taken_up_to_the_limit() -> None:
    tree("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    too_deep = "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)
    assert complaint(too_deep) == ((1, MAX_DEPTH + 1), f"嵌套超过 {MAX_DEPTH} 层，请检查缩进和括号")


def test_nodes_are_taken_up_to_the_limit() -> None:
    tree(f"[{'0,' * (MAX_NODES - 1)}]")
    assert f"超过 {MAX_NODES} 项" in complaint(f"[{'0,' * MAX_NODES}]")[1]


HOSTILE = {
    "alias bomb": "a: &a [0, 0, 0, 0, 0, 0, 0, 0, 0]\n"
    + "".join(
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ),
    "alias chain": "a0: &a0 [0]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 9000)),
    "deep brackets": "[" * 100_000,
    "deep braces": "{a: " * 100_000,
    "deep questions": "? " * 100_000,
    "deep dashes": "- " * 100_000,
    "deep blocks": "".join(" " * depth + "a:\n" for depth in range(500)),
    "many keys": "".join(f"k{number}: 1\n" for number in range(60_000)),
    "many documents": "---\n" * 100_000,
    "many tag directives": "%YAML 1.2\n"
    + "".join(f"%TAG !a{i}! tag:{i}\n" for i in range(60_000))
    + "---\na: 1",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_refused_at_once(name: str) -> None:
    start = time.process_time()
    with pytest.raises(Broken):
        parse(HOSTILE[name], Faults())
    assert time.process_time() - start < 5


@pytest.mark.parametrize("name", ["a" * 100_000, "&" + "a" * 100_000 + " x", "'" + "a\n\n" * 30_000 + "'"])
def test_a_long_text_is_read_at_once(name: str) -> None:
    start = time.process_time()
    parse(f"a: {name}", Faults())
    assert time.process_time() - start < 5
