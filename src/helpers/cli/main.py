"""The command and what all its subcommands share: how errors are shown and how it exits."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from typing import cast

import click

from helpers.errors import MachineError, NianbaoError, reason_of

_INTERRUPTED = 130


_COMMANDS = {
    "approve": "approve:approve",
    "bundle": "bundle:bundle",
    "check": "check:check",
    "diff": "diff:diff",
    "import": "import_:import_report",
    "new": "new:new",
    "publish": "publish:publish",
    "review": "review:review",
    "rollup": "rollup:rollup",
    "rules": "rules:rules",
    "run": "run:run",
    "schema": "schema:schema",
    "verify": "verify:verify",
    "withdraw": "withdraw:withdraw",
}
"""Each subcommand's module below `helpers.cli`, and its name there."""


class _Subcommands(click.Group):
    """Imports a subcommand when it is called, so that none waits for what the others need."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # as click calls it
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module, _, attribute = _COMMANDS[cmd_name].partition(":")
        return cast("click.Command", getattr(importlib.import_module(f"helpers.cli.{module}"), attribute))


@click.group(
    cls=_Subcommands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="nianbao")
def nianbao() -> None:
    """Check, build and review annual reports on government information disclosure.

    Exit codes: 0 all well; 1 findings of severity error, or a report refused or failed; 2 wrong usage, or an input
    that cannot be read; 3 the machine's fault.
    """


def main() -> None:
    """Run the command; a user sees messages, never a traceback of the tool's own."""
    _open_streams()
    try:
        status = nianbao.main(prog_name="nianbao", standalone_mode=False, color=_color())
    except click.exceptions.Abort:
        click.echo("已中止。", err=True)
        sys.exit(_INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except NianbaoError as error:
        click.echo(error.message, err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        # Without a file's name it is stdout that couldn't be written to. A closed pipe is click's affair.
        click.echo(f"{error.filename or '无法输出结果'}：{reason_of(error)}。", err=True)
        with contextlib.suppress(OSError):
            sys.stdout.close()
        sys.exit(MachineError.exit_code)
    except Exception as error:  # a defect of the kit: a user can report it, not read it
        if "NIANBAO_DEBUG" in os.environ:
            raise
        click.echo(
            f"程序内部出错（{type(error).__name__}：{error}），请报告给开发者；设 NIANBAO_DEBUG=1 再运行可看到详情。",
            err=True,
        )
        sys.exit(MachineError.exit_code)
    sys.exit(status or 0)


def _open_streams() -> None:
    """Let what would go to a stream that the caller has closed go nowhere: the next file that is opened would get its number."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            null = os.open(os.devnull, os.O_RDWR)
            os.dup2(null, number)
            if null != number:
                os.close(null)
            setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8", closefd=False))  # noqa: SIM115


def _color() -> bool | None:
    """False where colour isn't wanted (https://no-color.org) or can't be shown; None: click sees whether stdout is a terminal."""
    return False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None
