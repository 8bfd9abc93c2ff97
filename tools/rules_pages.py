"""Write docs/rules/: a page for each rule and the list of all, from the rules' own metadata.

.venv/bin/python tools/rules_pages.py [FOLDER]
"""

from __future__ import annotations

import sys
from pathlib import Path

from helpers.checks import CATALOGUE, Rule, Severity

FOLDER = Path(__file__).parents[1] / "docs" / "rules"

_STRICTER = "（地区可在 district.yaml 的 `severities:` 中从严）"

GROUPS = {
    "T2": "表二：主动公开政府信息情况",
    "T3": "表三：收到和处理政府信息公开申请情况",
    "T4": "表四：政府信息公开行政复议、行政诉讼情况",
    "X": "各表之间",
    "XY": "与上年报告之间",
    "N": "文字与表格之间",
    "D": "报告的文字",
    "AGG": "汇总",
    "TM": "时间",
}


def page(rule: Rule) -> str:
    """A rule's page in Markdown."""
    lines = [
        f"# {rule.id}：{rule.title}",
        "",
        f"- 级别：{rule.severity.label}{_STRICTER if rule.severity is not Severity.ERROR else ''}",
        f"- 依据：{rule.basis}",
        f"- 适用格式：{'、'.join(f'{edition} 版' for edition in rule.editions)}",
    ]
    if rule.excusable:
        lines.append(f"- 确有原因的，在 `reasons:` 中写明，例如 `{rule.id}: 原因`，由审核人判断")
    return "\n".join(
        [*lines, "", "## 示例（违反）", "", rule.example, "", "## 示例（合规）", "", rule.passing, ""]
    )


def index() -> str:
    """The list of all rules in Markdown."""
    lines = ["# 规则", "", "由 `make rules-pages` 依代码生成。单条规则也可用 `nianbao rules 编号` 查看。"]
    for key, title in GROUPS.items():
        rules = [rule for name, rule in CATALOGUE.items() if name.partition("-")[0] == key]
        if rules:
            lines += ["", f"## {title}", "", "| 编号 | 级别 | 检查什么 |", "| --- | --- | --- |"]
            lines += [
                f"| [{rule.id}]({rule.id}.md) | {rule.severity.label} | {rule.title} |" for rule in rules
            ]
    return "\n".join([*lines, ""])


def pages() -> dict[str, str]:
    """Every page by its file's name."""
    return {"README.md": index(), **{f"{name}.md": page(rule) for name, rule in CATALOGUE.items()}}


def main() -> None:
    """Write the pages, and remove those of rules that are gone."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for path in folder.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
