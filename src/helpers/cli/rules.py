"""`nianbao rules`: the catalogue."""

from __future__ import annotations

import click

from helpers.cli.output import json_option, print_json
from helpers.errors import UsageError


@click.command()
@click.argument("rule", metavar="[ID]", required=False)
@json_option
def rules(rule: str | None, *, as_json: bool) -> None:
    """List the rules, or tell all about the rule ID."""
    from helpers.checks import CATALOGUE, Rule, rule_of
    from helpers.intake.faults import closest, shown

    def plain(found: Rule) -> dict[str, object]:
        return {
            "id": found.id,
            "severity": found.severity.value,
            "title": found.title,
            "basis": found.basis,
            "example": found.example,
            "passing": found.passing,
            "editions": list(found.editions),
            "excusable": found.excusable,
        }

    if rule is None:
        if as_json:
            print_json([plain(found) for found in CATALOGUE.values()])
            return
        for found in CATALOGUE.values():
            click.echo(f"{found.id:<16}{found.severity.label}  {found.title}")
        return
    try:
        found = rule_of(rule)
    except KeyError:
        near = closest(rule, CATALOGUE)
        advice = f"是不是 {near}？" if near else ""
        raise UsageError(f"没有{shown(rule)}这条规则，{advice}运行 nianbao rules 查看全部规则。") from None
    if as_json:
        print_json(plain(found))
        return
    click.echo(f"{found.id}（{found.severity.label}）{found.title}")
    click.echo(f"依据：{found.basis}")
    click.echo(f"示例（违反）：{found.example}")
    click.echo(f"示例（合规）：{found.passing}")
    click.echo(f"适用格式：{'、'.join(f'{edition} 版' for edition in found.editions)}")
    if found.excusable:
        click.echo(f"确有原因时，可在 reasons 中写明，例如 reasons: {{{found.id}: 原因}}，由审核人判断。")
