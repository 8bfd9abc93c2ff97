"""What all commands share: help, wrong usage, errors without tracebacks."""

from __future__ import annotations

import subprocess
from importlib import metadata
from pathlib import Path
from unittest import mock

import click
import pytest
from tests.cli.invoke import invoke
from tests.intake.writing import sample
from tests.kit import ROOT, nianbao, write_params
from tests.kit import command as command_path

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


def test_a_file_that_cannot_be_written_is_named(capsys: Capture) -> None:
    error = PermissionError(13, "Permission denied", "params/a/x/2022.yaml")
    with mock.patch.object(group, "main", side_effect=error), mock.patch("sys.stdout"):
        done = invoke(capsys, "check")
    assert (done.code, done.err) == (3, "params/a/x/2022.yaml：没有权限。\n")


@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_a_terminal_gets_colour_where_it_is_wanted_and_can_be_shown(
    capsys: Capture,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    coloured: bool,
) -> None:
    write_params(tmp_path, "a/x/2022", sample(2021, ("licences: 0", "licences: null")))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert ("\x1b[" in invoke(capsys, "check").out) is coloured


def test_what_goes_to_a_closed_stream_goes_nowhere() -> None:
    """As a scheduler may start it; the next file that is opened would else get the stream's number."""
    script = '"$0" rules <&- >&-'
    done = subprocess.run(["sh", "-c", script, command_path("nianbao")], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
