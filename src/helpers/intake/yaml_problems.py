"""What libyaml says about broken YAML, in Chinese, at the place that has to be mended."""

from __future__ import annotations

from typing import Any

from helpers.intake.faults import Broken

_MESSAGES = (
    ("tab character", "缩进用了制表符（Tab），请改成空格"),
    ("unexpected end of stream", "引号没有配对，请补上后一个引号"),
    ("escape character", "双引号里有不认识的 \\ 转义，请改用单引号或去掉反斜杠"),
    ("could not find expected ':'", "这一行缺少冒号，请写成“键: 值”，冒号后空一格"),
    ("mapping values are not allowed", "这里不该有冒号，请检查缩进，含冒号的文字请加引号"),
    ("sequence entries are not allowed", "这里不该有列表的短横 -，请检查缩进"),
    ("expected key", "这一行的缩进和上面对不齐，或引号、括号没有配对，请改正"),
    ("expected '-' indicator", "列表的短横 - 没有对齐，请改正缩进"),
    ("',' or ']'", "方括号没有配对或缺少逗号，请改正"),
    ("',' or '}'", "花括号没有配对或缺少逗号，请改正"),
    ("<document start>", "这里多出了内容，请检查缩进"),
    ("document indicator", "引号没有配对，请补上后一个引号"),
    ("tag handle", "不认识的标签，请删去 ! 开头的词，文字里的 ! 请加引号"),
    ("alphabetic or numeric character", "& 和 * 开头的词是引用，文字请加引号"),
    ("nesting depth", "嵌套太深，请检查括号"),
)
_BAD_START = "cannot start any token"
_OTHER = "这里的 YAML 写法有误，请检查缩进、冒号、引号和括号"


def explain(error: Any, source: str) -> Broken:
    """A fault of the source as the parser of PyYAML found it.

    Args:
        error: The parser's error.
        source: The file's text.
    """
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return Broken(_OTHER, 1, 1)
    begun = getattr(error, "context_mark", None)
    if (
        begun is not None
        and error.context
        and any(word in error.context for word in ("quoted", "flow", "key"))
    ):
        mark = begun  # what was never closed is mended where it begins, not where the file ends
    lines = source.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    return Broken(_message(str(error.problem or ""), line, mark.column), mark.line + 1, mark.column + 1)


def _message(problem: str, line: str, column: int) -> str:
    if _BAD_START in problem:
        character = line[column : column + 1]
        if character == "\t":
            return _MESSAGES[0][1]
        return f"文字不能以 {character} 开头，请加引号" if character else _OTHER
    message = next((message for needle, message in _MESSAGES if needle in problem), _OTHER)
    if "：" in line and ":" in message + problem:
        return "冒号可能用了全角的“：”，请改成半角冒号加一个空格"
    return message
