"""The command and what all its subcommands share: how errors are shown and how it exits."""

from __future__ import annotations

import contextlib
import os
import sys

import click

from helpers.cli.approve import approve
from helpers.cli.bundle import bundle
from helpers.cli.check import check
from helpers.cli.diff import diff
from helpers.cli.import_ import import_report
from helpers.cli.new import new
from helpers.cli.publish import publish
from helpers.cli.review import review
from helpers.cli.rollup import rollup
from helpers.cli.rules import rules
from helpers.cli.run import run
from helpers.cli.schema import schema
from helpers.cli.verify import verify
from helpers.cli.withdraw import withdraw
from helpers.errors import MachineError, NianbaoError, reason_of

_INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="nianbao")
def nianbao() -> None:
    """Check, build and review annual reports on government information disclosure.

    Exit codes: 0 all well; 1 findings of severity error, or a report refused or failed; 2 wrong usage, or an input
    that cannot be read; 3 the machine's fault.
    """


nianbao.add_command(check)
nianbao.add_command(diff)
nianbao.add_command(new)
nianbao.add_command(import_report)
nianbao.add_command(run)
nianbao.add_command(rollup)
nianbao.add_command(review)
nianbao.add_command(rules)
nianbao.add_command(schema)
nianbao.add_command(approve)
nianbao.add_command(withdraw)
nianbao.add_command(publish)
nianbao.add_command(verify)
nianbao.add_command(bundle)


def main() -> None:
    """Run the command; a user sees messages, never a traceback of the tool's own."""
    try:
        status = nianbao.main(prog_name="nianbao", standalone_mode=False)
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
        # What a command does to files is its own affair; here it couldn't print. A closed pipe is click's affair.
        click.echo(f"无法输出结果：{reason_of(error)}。", err=True)
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
