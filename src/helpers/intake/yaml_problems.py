"""What the YAML parser says about broken YAML, in Chinese, at the place that has to be mended."""

from __future__ import annotations

from typing import Any

from helpers.intake.faults import Broken, shown

# What libyaml and PyYAML's own parser say, by a piece that both have in common; the first that fits is taken.
_MESSAGES = {
    "tab character": "缩进用了制表符（Tab），请改成空格",
    "unexpected end of stream": "引号没有配对，请补上后一个引号",
    "document indicator": "引号没有配对，请补上后一个引号",
    "document separator": "引号没有配对，请补上后一个引号",
    "escape character": "双引号里有不认识的 \\ 转义，请改用单引号或去掉反斜杠",
    "could not find expected ':'": "这一行缺少冒号，请写成“键: 值”，冒号后空一格",
    "mapping values are not allowed": "这里不该有冒号，请检查缩进，文字里有冒号的请加引号",
    "sequence entries are not allowed": "这里不该有列表的短横 -，请检查缩进",
    "expected '-' indicator": "列表的短横 - 没有对齐，请改正缩进",
    "',' or ']'": "方括号没有配对或缺少逗号，请改正",
    "',' or '}'": "花括号没有配对或缺少逗号，请改正",
    "node content": "这里缺少内容，还没有数字的请写 null，确实没有的请写 0",
    "expected key": "这一行同上面没有对齐，或引号、括号没有配对，请改正",
    "expected <block end>": "这一行同上面没有对齐，或引号、括号没有配对，请改正",
    "document start": "这里多出了内容，请检查缩进",
    "tag handle": "以 ! 开头的词是标签，文字请加引号",
    "alphabetic or numeric character": "以 & 或 * 开头的词是引用，文字请加引号",
    "nesting depth": "嵌套太深，请检查括号",
}
_OTHER = "这里的 YAML 写法有误，请检查缩进、冒号、引号和括号"
_FULL_WIDTH = "冒号用了全角的“：”，请改成半角冒号加一个空格"
_UNCLOSED = ("quoted scalar", "flow sequence", "flow mapping", "simple key")


def explain(error: Any, source: str) -> Broken:
    """A fault of the source as the parser of PyYAML found it.

    Args:
        error: The parser's error.
        source: The file's text.
    """
    mark, begun = (getattr(error, name, None) for name in ("problem_mark", "context_mark"))
    if begun and any(words in (error.context or "") for words in _UNCLOSED):
        mark = begun  # what was never closed is mended where it begins, not where the parser missed its end
    if mark is None:
        return Broken(_OTHER, 1, 1)
    lines = source.split("\n")
    # Where something is never closed the parser stops a line behind the last one.
    number = min(mark.line, len(lines) - 1)
    return Broken(_message(error.problem or "", lines[number], mark.column), number + 1, mark.column + 1)


def _message(problem: str, line: str, column: int) -> str:
    if "cannot start any token" in problem:
        character = line[column : column + 1]
        return (
            _MESSAGES["tab character"] if character == "\t" else f"文字不能以{shown(character)}开头，请加引号"
        )
    if "：" in line and ("':'" in problem or "expected key" in problem):
        return _FULL_WIDTH
    return next((message for words, message in _MESSAGES.items() if words in problem), _OTHER)
