"""The notebook's parameters in its namespace."""

from __future__ import annotations

import json

from helpers.display.namespace import given_parameters


def test_data_is_taken_and_what_the_kernel_keeps_is_not() -> None:
    namespace = {
        "year": 2022,
        "reasons": None,
        "reason": {"A": "b"},
        "In": [""],
        "Out": {},
        "_": 1,
        "__name__": "x",
    }
    assert given_parameters(namespace) == {"year": 2022, "reasons": None, "reason": {"A": "b"}}


def test_modules_functions_and_objects_are_no_parameters() -> None:
    assert given_parameters({"json": json, "exit": exit, "open": open, "office": object()}) == {}
