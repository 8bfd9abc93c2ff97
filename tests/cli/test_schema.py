"""`nianbao schema`: the JSON Schemas for editors."""

from __future__ import annotations

import pytest
from tests.cli.invoke import invoke

from helpers.intake.district_schema import district_schema
from helpers.intake.json_schema import params_schema

Capture = pytest.CaptureFixture[str]


def test_the_schemas_are_printed_as_json_and_nothing_else(capsys: Capture) -> None:
    assert invoke(capsys, "schema").json == params_schema()
    assert invoke(capsys, "schema", "--edition", "2019").json == params_schema(2019)
    done = invoke(capsys, "schema", "--district")
    assert (done.code, done.err, done.json) == (0, "", district_schema())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--edition", "2020"], "没有 2020 版的格式，可用：2019、2021。"),
        (["--edition", "2021", "--district"], "exclude each other"),
        (["--edition", "new"], "not a valid integer"),
    ],
)
def test_an_edition_that_there_is_not_is_wrong_usage(capsys: Capture, options: list[str], said: str) -> None:
    done = invoke(capsys, "schema", *options)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
