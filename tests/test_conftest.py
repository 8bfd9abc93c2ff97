"""The tests' own frame: readers that are missing, the network, global state."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

READER_TEST = """
import pytest

@pytest.mark.reader("pdftotext")
def test_pdf_text(readers):
    assert readers["pdftotext"].name == "pdftotext"

def test_needs_nothing(readers):
    assert readers == {}
"""


@pytest.fixture(autouse=True)
def frame(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with this one's settings and conftest.py, and no program on its PATH."""
    shutil.copy(Path(__file__).parents[1] / "pyproject.toml", pytester.path)
    tests = pytester.mkdir("tests")
    shutil.copy(Path(__file__).with_name("conftest.py"), tests)
    programs = pytester.mkdir("programs")
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.delenv("NIANBAO_REQUIRE_READERS", raising=False)
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    return programs


def run(pytester: pytest.Pytester, source: str, *options: str) -> pytest.RunResult:
    """What pytest says about one file of tests."""
    (pytester.path / "tests" / "test_it.py").write_text(source, encoding="utf-8")
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", *options)


def test_a_missing_reader_leaves_its_test_out_by_name(pytester: pytest.Pytester) -> None:
    result = run(pytester, READER_TEST)
    result.assert_outcomes(passed=1, skipped=1)
    result.stdout.fnmatch_lines(
        "SKIPPED * pdftotext missing (Debian: poppler-utils); left out: tests/test_it.py::test_pdf_text"
    )


def test_a_missing_reader_fails_where_readers_are_required(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANBAO_REQUIRE_READERS", "1")
    result = run(pytester, READER_TEST)
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines("NIANBAO_REQUIRE_READERS=1, but pdftotext missing*test_pdf_text")


@pytest.mark.parametrize("required", ["", "1"])
def test_a_present_reader_is_given_to_its_test(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, frame: Path, required: str
) -> None:
    program = frame / "pdftotext"
    program.touch(mode=0o755)
    monkeypatch.setenv("NIANBAO_REQUIRE_READERS", required)
    run(pytester, READER_TEST).assert_outcomes(passed=2)


@pytest.mark.parametrize("mark", ['reader("word")', "reader", 'reader("pdftotext", "word")'])
def test_an_unknown_reader_is_a_fault_of_the_test(pytester: pytest.Pytester, mark: str) -> None:
    result = run(pytester, f"import pytest\n@pytest.mark.{mark}\ndef test_it(): pass\n")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        "*test_it.py::test_it: reader(*) is none of chromium, pdftotext, faketime, soffice"
    )


def test_the_network_is_out_of_reach_and_this_machine_is_not(pytester: pytest.Pytester) -> None:
    source = """
import socket
import pytest

@pytest.mark.parametrize("address", ["192.0.2.1", "203.0.113.9"])
def test_far(address):
    with pytest.raises(ConnectionRefusedError, match="tried to reach the network"), socket.socket() as client:
        client.connect((address, 80))

@pytest.mark.parametrize("address", ["127.0.0.1", "localhost"])
def test_near(address):
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect((address, server.getsockname()[1]))
"""
    run(pytester, source).assert_outcomes(passed=4)


def test_what_a_test_changes_does_not_reach_the_next(pytester: pytest.Pytester) -> None:
    source = """
import os
import matplotlib as mpl
import pandas as pd
from pathlib import Path

HERE = Path.cwd()

def test_change(tmp_path):
    os.chdir(tmp_path)
    os.environ["NIANBAO_LEAK"] = "1"
    del os.environ["PATH"]
    mpl.rcParams["font.size"] = 99
    pd.set_option("display.max_rows", 7)

def test_unchanged():
    assert Path.cwd() == HERE
    assert "NIANBAO_LEAK" not in os.environ
    assert "PATH" in os.environ
    assert mpl.rcParams["font.size"] != 99
    assert pd.get_option("display.max_rows") != 7
"""
    run(pytester, source).assert_outcomes(passed=2)


def test_hypothesis_may_be_used_beside_the_fixtures_of_every_test(pytester: pytest.Pytester) -> None:
    source = """
from hypothesis import given, strategies as st

@given(st.integers())
def test_law(number):
    assert number == number
"""
    run(pytester, source, "-p", "_hypothesis_pytestplugin").assert_outcomes(passed=1)
