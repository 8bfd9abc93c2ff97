"""What all commands share: help, wrong usage, errors without tracebacks."""

from __future__ import annotations

from importlib import metadata
from unittest import mock

import click
import pytest
from tests.cli.invoke import invoke
from tests.kit import ROOT, nianbao

from helpers.cli.main import nianbao as group
from helpers.errors import MachineError, NianbaoError, UsageError

Capture = pytest.CaptureFixture[str]

_CONTEXT = click.Context(group)
COMMANDS = group.list_commands(_CONTEXT)


def command(name: str) -> click.Command:
    found = group.get_command(_CONTEXT, name)
    assert found is not None
    return found


def test_help_lists_every_command_in_a_whole_sentence(capsys: Capture) -> None:
    done = invoke(capsys, "--help")
    assert done.code == 0
    assert {"check", "run", "rules"} <= set(COMMANDS)
    assert sorted(COMMANDS) == COMMANDS
    for name in COMMANDS:
        [line] = [line for line in done.out.splitlines() if line.split()[:1] == [name]]
        assert line.endswith(".")
        assert "..." not in line
    assert "Exit codes" in done.out


@pytest.mark.parametrize("name", COMMANDS)
def test_each_commands_help_is_complete(capsys: Capture, name: str) -> None:
    done = invoke(capsys, name, "--help")
    assert done.code == 0
    for parameter in command(name).params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.name} has no help"
            assert all(option in done.out for option in parameter.opts)
        else:
            assert parameter.make_metavar(click.Context(command(name))).strip("[].") in done.out


def test_the_version_is_the_distributions(capsys: Capture) -> None:
    assert metadata.version("nianbao") in invoke(capsys, "--version").out


@pytest.mark.parametrize(
    "arguments",
    [
        ["verfiy"],
        ["check", "--sctrict"],
        ["run", "--to", "doc"],
        ["run", "--jobs", "0"],
        ["run", "--jobs", "two"],
    ],
)
def test_wrong_usage_exits_with_2_and_says_what(capsys: Capture, arguments: list[str]) -> None:
    done = invoke(capsys, *arguments)
    assert (done.code, done.out) == (2, "")
    assert "Usage:" in done.err
    assert arguments[-1] in done.err


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (UsageError("路径不对。"), 2, "路径不对。\n"),
        (NianbaoError("读不了。"), 2, "读不了。\n"),
        (MachineError("内存不足。"), 3, "内存不足。\n"),
        (OSError(28, "No space left on device"), 3, "无法输出结果：磁盘已满。\n"),
        (click.exceptions.Abort(), 130, "已中止。\n"),
    ],
)
def test_an_error_is_a_sentence_and_a_code(capsys: Capture, error: Exception, code: int, said: str) -> None:
    with mock.patch.object(group, "main", side_effect=error), mock.patch("sys.stdout"):
        done = invoke(capsys, "check")
    assert (done.code, done.err) == (code, said)


def test_the_module_and_the_command_are_one() -> None:
    done = nianbao("--version", cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")


def test_chinese_is_printed_in_any_locale() -> None:
    for locale in ({"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "0"}):
        done = nianbao("rules", "T3-BAL", cwd=ROOT, env=locale)
        assert done.returncode == 0
        assert "示例" in done.stdout
