"""Whether plain JSON has the shape that a field's annotation asks for: what comes from a file is never trusted."""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

Check = Callable[[Any, int], Any]
"""Takes a value and how deep it is nested, gives what is kept of it; a ValueError says what was expected."""

T = TypeVar("T")


class Range(NamedTuple):
    """The least and the greatest number that a field may hold."""

    low: float
    high: float


def check_for(annotation: Any, node: Callable[[tuple[type, ...]], Check]) -> Check:
    """The check of an annotation: str, bool, int, float, Literal, None, tuples, unions, classes of nodes.

    Args:
        annotation: The annotation; `Annotated[…, Range(…)]` limits a number.
        node: Gives the check for a node of one of some classes.

    Raises:
        TypeError: There is no check for such an annotation.
    """
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _within(check_for(arguments[0], node), arguments[1])
    if origin is Literal:
        return _one_of(arguments)
    if origin is tuple:
        return _tuple_of(check_for(arguments[0], node))
    if origin in (Union, types.UnionType):
        rest = tuple(argument for argument in arguments if argument is not type(None))
        inner = check_for(rest[0], node) if len(rest) == 1 else node(rest)
        return _optional(inner) if len(rest) < len(arguments) else inner
    if annotation in (str, bool, int):
        return _exactly(annotation)
    if annotation is float:
        return _number
    if isinstance(annotation, type):
        return node((annotation,))
    raise TypeError(f"no check for {annotation!r}")


def _exactly(cls: type) -> Check:
    def check(value: Any, _depth: int) -> Any:
        if type(value) is not cls:  # True is an int, yet no number
            raise ValueError(f"{cls.__name__} expected")
        return value

    return check


def _number(value: Any, _depth: int) -> Any:
    if type(value) not in (int, float):
        raise ValueError("number expected")
    return value


def _within(inner: Check, limits: Range) -> Check:
    def check(value: Any, depth: int) -> Any:
        if (kept := inner(value, depth)) is not None and not limits.low <= kept <= limits.high:
            raise ValueError(f"number from {limits.low} to {limits.high} expected")
        return kept

    return check


def _one_of(allowed: tuple[Any, ...]) -> Check:
    def check(value: Any, _depth: int) -> Any:
        if not isinstance(value, str) or value not in allowed:
            raise ValueError(f"one of {', '.join(allowed)} expected")
        return value

    return check


def _optional(inner: Check) -> Check:
    return lambda value, depth: None if value is None else inner(value, depth)


def _tuple_of(inner: Check) -> Check:
    def check(value: Any, depth: int) -> Any:
        if not isinstance(value, list | tuple):
            raise ValueError("list expected")
        return tuple([inner(item, depth) for item in value])

    return check
