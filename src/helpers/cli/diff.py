"""`nianbao diff`: two params files or two years."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpers.cli.output import json_option, passage_text, print_json

if TYPE_CHECKING:
    from helpers.review.comparison import Comparison


@click.command()
@click.argument("versions", nargs=-1, required=True, metavar="A B", type=click.Path(path_type=Path))
@click.option("--html", type=click.Path(path_type=Path), help="Write the comparison as a web page, too.")
@json_option
@click.pass_context
def diff(context: click.Context, versions: tuple[Path, ...], *, html: Path | None, as_json: bool) -> None:
    """Compare two reports cell by cell and section by section.

    The older one comes first. Each is a params file, also the YEAR.yaml.bak that an import kept, an executed notebook
    or the folder of a built report. The second may be a year: that of the same office. Two years of one office can
    also be named by its folder and the years:

    \b
        nianbao diff params/laocheng/xiguan/2021.yaml params/laocheng/xiguan/2022.yaml
        nianbao diff params/laocheng/xiguan/2021.yaml 2022
        nianbao diff params/laocheng/xiguan 2021 2022

    Exit code 1 where they differ, 0 where they don't.
    """  # noqa: D301  # click reads the backspace
    from helpers.review.comparison import compare_reports
    from helpers.review.named import named_pair, read_report

    before, after = named_pair(versions)
    reports = read_report(before), read_report(after)
    found = compare_reports(*reports, (str(before), str(after)))
    if html is not None:
        from helpers.files import write_atomically
        from helpers.review.compare_page import version_page

        write_atomically(html, version_page(reports[1], found).encode())
    if as_json:
        print_json(found.to_json())
    else:
        _print(found)
    context.exit(0 if found.equal else 1)


def _print(found: Comparison) -> None:
    click.echo(f"旧：{found.before.name}")
    click.echo(f"新：{found.after.name}")
    for fact in found.facts:
        click.echo(f"{fact.label}：{fact.before or '（无）'} → {fact.after or '（无）'}")
    for cell in found.changed_cells:
        change = f"（{cell.change:+f}）" if cell.change is not None else ""
        if isinstance(cell.change, int):
            change = f"（{cell.change:+d}）"
        click.echo(f"{cell.field.label}：{_shown(cell.before)} → {_shown(cell.after)}{change}")
    for text in found.changed_texts:
        click.echo(click.style(text.label, bold=True))
        for passage in text.passages:
            if any(piece.mark != "same" for piece in passage):
                click.echo(f"  {passage_text(passage)}")
    if found.equal:
        click.echo("没有差异。")
    else:
        click.echo(f"共有 {len(found.changed_cells)} 格、{len(found.changed_texts)} 段文字不同。")


def _shown(value: object) -> str:
    return "（空）" if value is None else str(value)
